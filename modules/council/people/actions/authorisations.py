"""Authorisations to act and sign for the chair: recorded with their document, ended early, ending with the post."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.actions.rights import hold_authorisation
from council.people.law import MAY_ACT_FOR_CHAIR, ActingAs
from council.people.models import Authorisation, Post, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import AuthorisationState, MandateState, PostState, TermState
from council.roles import Role
from kernel import audit
from kernel.access import Actor, end_holdings, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class ActingNotFitting(Refusal):
    """Only who holds the post that this kind asks for, and may exercise it now, acts for the chair."""

    code = "acting_not_fitting"
    message = _("Người này không giữ chức vụ được ký thay, ký thừa uỷ quyền hoặc đang bị tạm đình chỉ.")
    field = "receiver_post"


class ActingAlready(Refusal):
    """One document at a time says for whom somebody acts."""

    code = "acting_already"
    message = _("Người này đã có uỷ quyền trong khoảng thời gian đó. Hãy chấm dứt uỷ quyền cũ trước.")
    field = "from_on"


class AuthorisationIncomplete(Refusal):
    """An authorisation has a document and a time with a beginning and an end."""

    code = "authorisation_incomplete"
    message = _("Uỷ quyền phải có văn bản và thời hạn; ngày kết thúc không được trước ngày bắt đầu.")
    field = "document"


class EndReasonMissing(Refusal):
    """Ending an authorisation early needs a reason."""

    code = "end_reason_missing"
    message = _("Hãy ghi lý do chấm dứt uỷ quyền.")
    field = "reason"


@dataclass(frozen=True)
class Term:
    """For what, from when to when and by which document somebody acts for the chair."""

    from_on: date
    to_on: date
    document: str
    field: str = ""


@transaction.atomic
def authorise(*, actor: Actor, receiver: Post, acting_as: ActingAs, term: Term) -> Authorisation:
    """Record that the holder of a post acts for the chair; every record of that time names the document.

    :raises NotPermitted: the actor may not record it, or would authorise herself.
    :raises AuthorisationIncomplete: document or days are not right.
    :raises ActingNotFitting: the post is not one that acts so for the chair, or cannot be exercised then.
    :raises ActingAlready: another document of that time says so already.
    """
    require(actor, Can.AUTHORISE, receiver)
    TermOfOffice.objects.select_for_update().filter(state=TermState.CURRENT).first()
    lock(receiver.person)
    receiver = lock(receiver)
    if not term.document.strip() or term.to_on < term.from_on:
        raise AuthorisationIncomplete()
    _check_receiver(receiver, acting_as, term)
    authorisation = Authorisation.objects.create(
        giver=Post.objects.filter(state=PostState.HELD, role=Role.COUNCIL_CHAIR).first(),
        receiver=receiver,
        acting_as=acting_as,
        field=term.field,
        from_on=term.from_on,
        to_on=term.to_on,
        document=" ".join(term.document.split()),
    )
    hold_authorisation(authorisation)
    audit.record(actor, "people.authorise", authorisation, reason=authorisation.document)
    return authorisation


@transaction.atomic
def end_authorisation(*, actor: Actor, authorisation: Authorisation, on: date, reason: str) -> Authorisation:
    """End an authorisation with a day: from the next one on nobody acts by it.

    :raises NotPermitted: the actor may not, or acts by it herself.
    :raises StepNotAllowed: it has ended already.
    :raises EndReasonMissing: no reason is given.
    """
    authorisation = lock(authorisation)
    take("end", actor, authorisation)
    if not reason.strip():
        raise EndReasonMissing()
    return _ended(actor, authorisation, on, reason)


def end_authorisations_of(actor: Actor, posts: Any, *, on: date, reason: str) -> None:
    """End what was given by or to posts that end or rest. Part of ending a post and of suspending a mandate."""
    given = Authorisation.objects.filter(Q(giver__in=posts) | Q(receiver__in=posts), state=AuthorisationState.GIVEN)
    for authorisation in given.filter(to_on__gt=on).select_for_update(of=("self",)).order_by("id"):
        _ended(actor, authorisation, on, reason)


def _check_receiver(receiver: Post, acting_as: ActingAs, term: Term) -> None:
    if receiver.role not in MAY_ACT_FOR_CHAIR[acting_as] or receiver.state != PostState.HELD:
        raise ActingNotFitting()
    if receiver.from_on > term.from_on or (receiver.to_on is not None and receiver.to_on < term.to_on):
        raise ActingNotFitting()
    if receiver.person.mandates.filter(state=MandateState.SUSPENDED).exists():
        raise ActingNotFitting()
    if Authorisation.objects.overlapping(term.from_on, term.to_on).filter(receiver=receiver).exists():
        raise ActingAlready()


def _ended(actor: Actor, authorisation: Authorisation, on: date, reason: str) -> Authorisation:
    last = min(authorisation.to_on, max(on, authorisation.from_on - timedelta(days=1)))
    authorisation.state, authorisation.to_on, authorisation.end_reason = AuthorisationState.ENDED, last, reason[:300]
    authorisation.version += 1
    authorisation.save(update_fields=["state", "to_on", "end_reason", "version"])
    end_holdings(source=authorisation.source, on=last)
    audit.record(actor, "people.end_authorisation", authorisation, fields=("state", "to_on"), reason=reason)
    return authorisation
