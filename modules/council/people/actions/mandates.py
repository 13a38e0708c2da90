"""Mandates given, suspended, reinstated, ended; the rights follow at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.people import (
    DelegateAdded,
    MandateEnded,
    MandateReinstated,
    MandateSuspended,
)
from council.people.actions.authorisations import end_authorisations_of
from council.people.actions.constituencies import NotOfTerm
from council.people.actions.counting import note_delegate
from council.people.actions.handover import start_handover_when_gone
from council.people.actions.posts import DaysWrong, Leaving, end_held_post
from council.people.actions.present import check_open
from council.people.actions.rights import hold_mandate, hold_post, posts_of_delegate, source_of
from council.people.models import Constituency, Mandate, MandateChange, Person, Team, TeamStay, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import Ending, MandateState
from kernel import audit, outbox
from kernel.access import Actor, end_holdings, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class AlreadyDelegate(Refusal):
    """The person holds a mandate of this term."""

    code = "already_delegate"
    message = _("Người này đang là đại biểu của nhiệm kỳ.")


class DocumentMissing(Refusal):
    """A mandate ends by a resolution, a judgment or another paper, which is to be named."""

    code = "document_missing"
    message = _("Hãy ghi số, ký hiệu và ngày của văn bản làm căn cứ.")
    field = "document"


class ReasonMissing(Refusal):
    """The step needs the document or reason it rests on."""

    code = "reason_missing"
    message = _("Hãy ghi căn cứ (số văn bản hoặc lý do).")
    field = "reason"


@dataclass(frozen=True)
class Background:
    """What the statistics ask of a new delegate: the sector of work, and whether she was elected before."""

    sector: str = ""
    served_before: bool | None = None


NOTHING_KNOWN = Background()


@dataclass(frozen=True)
class Grounds:
    """From when a step holds, and the document and the reason on which it rests."""

    on: date
    reason: str
    document: str = ""

    @property
    def as_words(self) -> str:
        """Return both as one line, for the audit."""
        return ". ".join(part for part in (self.document, self.reason) if part.strip())


@transaction.atomic
def add_delegate(
    *,
    actor: Actor,
    person: Person,
    term: TermOfOffice,
    started_on: date,
    team: Team | None = None,
    constituency: Constituency | None = None,
    full_time: bool = False,
    background: Background = NOTHING_KNOWN,
) -> Mandate:
    """Give a person a mandate; the account, if there is one, may act as a delegate from that day.

    :raises NotPermitted: the actor may not add delegates.
    :raises AlreadyDelegate: the person holds a mandate of this term.
    :raises NotOfTerm: the constituency is of another term.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ADD_DELEGATE)
    if constituency is not None and constituency.term_id != term.id:
        raise NotOfTerm()
    check_open(term)
    person = lock(person)
    if person.mandates.filter(term=term, ended_on__isnull=True).exists():
        raise AlreadyDelegate()
    mandate = Mandate.objects.create(
        person=person,
        term=term,
        team=team,
        constituency=constituency,
        full_time=full_time,
        sector=background.sector,
        served_before=background.served_before,
        started_on=started_on,
    )
    note_delegate(mandate)
    MandateChange.objects.create(
        mandate=mandate, step="add", state=mandate.state, effective_on=started_on, recorded_by=actor.account_id
    )
    if team is not None:
        TeamStay.objects.create(mandate=mandate, team=team, from_on=started_on)
    hold_mandate(mandate, from_on=started_on)
    audit.record(actor, "people.add_delegate", mandate)
    outbox.publish(DelegateAdded(mandate_id=mandate.id, person_id=person.id), actor=actor)
    return mandate


@transaction.atomic
def suspend_mandate(*, actor: Actor, mandate: Mandate, reason: str, on: date, document: str = "") -> Mandate:
    """Suspend a delegate (R-ORG-10): no council function from this day on, still one of the total.

    Rights of the posts rest with the mandate; authorisations given by or to the delegate end.

    :raises NotPermitted: only the standing committee suspends, and nobody himself.
    :raises StepNotAllowed: the mandate is not active.
    :raises ReasonMissing: neither document nor reason is given.
    :raises DaysWrong: the day lies before the mandate's first.
    """
    mandate = stepped(mandate, "suspend", actor, Grounds(on, reason, document))
    day_before = on - timedelta(days=1)
    end_holdings(source=source_of(mandate), on=day_before)
    posts = list(posts_of_delegate(mandate))
    for post in posts:
        end_holdings(source=post.source, on=day_before)
    end_authorisations_of(actor, posts, on=day_before, reason=str(MandateState.SUSPENDED.label))
    outbox.publish(MandateSuspended(mandate_id=mandate.id, on=on), actor=actor)
    return mandate


@transaction.atomic
def reinstate_mandate(*, actor: Actor, mandate: Mandate, reason: str, on: date, document: str = "") -> Mandate:
    """Let a suspended delegate act again from a day on.

    :raises NotPermitted: only the standing committee decides it, and nobody about himself.
    :raises StepNotAllowed: the mandate is not suspended.
    :raises ReasonMissing: neither document nor reason is given.
    :raises DaysWrong: the day lies before the suspension.
    """
    mandate = stepped(mandate, "reinstate", actor, Grounds(on, reason, document))
    hold_mandate(mandate, from_on=on)
    for post in posts_of_delegate(mandate):
        hold_post(post, from_on=max(on, post.from_on))
    outbox.publish(MandateReinstated(mandate_id=mandate.id, on=on), actor=actor)
    return mandate


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, how: str, on: date, document: str = "", reason: str = "") -> Mandate:
    """End a mandate before its term by one of the steps ``MANDATE_ENDINGS``. The seat is vacant from that day.

    The delegate's rights and the posts that only delegates hold end with the day. When the person has nothing left
    in the council, what is open is listed for the hand-over.

    :raises NotPermitted: the actor may not record it, or it is the actor's own mandate.
    :raises StepNotAllowed: the mandate has ended already.
    :raises DocumentMissing: every ending but death rests on a document.
    :raises ReasonMissing: of a death neither document nor reason is given.
    :raises DaysWrong: the day lies before the mandate's first, or before the suspension.
    """
    mandate = stepped(mandate, how, actor, Grounds(on, reason, document), ends=True)
    end_holdings(source=source_of(mandate), on=on)
    mandate.stays.filter(to_on__isnull=True).update(to_on=on)
    leaving = Leaving(on, Ending.DIED if how == "die" else Ending.WITH_MANDATE, document, reason)
    for post in posts_of_delegate(mandate).select_for_update().order_by("id"):
        end_held_post(actor, post, leaving)
    start_handover_when_gone(actor, mandate.person, leaves_on=on, cause=str(MandateState(mandate.state).label))
    outbox.publish(MandateEnded(mandate_id=mandate.id, how=mandate.state, on=on), actor=actor)
    return mandate


def stepped(mandate: Mandate, step_name: str, actor: Actor, grounds: Grounds, *, ends: bool = False) -> Mandate:
    """Take a step of a mandate and write it down; the caller does what follows from it."""
    lock(mandate.person)  # first the person, as everywhere: whoever appoints meanwhile waits
    mandate = lock(mandate)
    step = take(step_name, actor, mandate)
    _check_grounds(mandate, grounds, needs_document=ends and step.target is not MandateState.DIED)
    mandate.state, mandate.ended_on = step.target, grounds.on if ends else None
    mandate.state_on, mandate.state_document, mandate.state_reason = grounds.on, grounds.document, grounds.reason
    mandate.version += 1
    fields = ["state", "state_on", "state_document", "state_reason", "ended_on"]
    mandate.save(update_fields=[*fields, "version"])
    if ends:
        note_delegate(mandate)
    MandateChange.objects.create(
        mandate=mandate,
        step=step_name,
        state=step.target,
        effective_on=grounds.on,
        document=grounds.document,
        reason=grounds.reason,
        recorded_by=actor.account_id,
    )
    audit.record(actor, f"people.{step_name}_mandate", mandate, fields=fields, reason=grounds.as_words)
    return mandate


def _check_grounds(mandate: Mandate, grounds: Grounds, *, needs_document: bool) -> None:
    if needs_document and not grounds.document.strip():
        raise DocumentMissing()
    if not grounds.as_words.strip():
        raise ReasonMissing()
    if grounds.on < max(mandate.started_on, mandate.state_on or mandate.started_on):
        raise DaysWrong()
