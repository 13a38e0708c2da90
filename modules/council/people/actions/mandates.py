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
from council.people.actions.posts import DaysWrong, end_held_post
from council.people.actions.rights import hold_mandate, hold_post, posts_of_delegate, source_of
from council.people.models import Mandate, Person, Team, TermOfOffice
from council.people.permissions import Can
from kernel import audit, outbox
from kernel.access import Actor, end_holdings, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class AlreadyDelegate(Refusal):
    """The person holds a mandate of this term."""

    code = "already_delegate"
    message = _("Người này đang là đại biểu của nhiệm kỳ.")


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


@transaction.atomic
def add_delegate(
    *,
    actor: Actor,
    person: Person,
    term: TermOfOffice,
    started_on: date,
    team: Team | None = None,
    constituency: str = "",
    full_time: bool = False,
    background: Background = NOTHING_KNOWN,
) -> Mandate:
    """Give a person a mandate; the account, if there is one, may act as a delegate from that day.

    :raises NotPermitted: the actor may not add delegates.
    :raises AlreadyDelegate: the person holds a mandate of this term.
    """
    require(actor, Can.ADD_DELEGATE)
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
    hold_mandate(mandate, from_on=started_on)
    audit.record(actor, "people.add_delegate", mandate)
    outbox.publish(DelegateAdded(mandate_id=mandate.id, person_id=person.id), actor=actor)
    return mandate


@transaction.atomic
def suspend_mandate(*, actor: Actor, mandate: Mandate, reason: str, on: date) -> Mandate:
    """Suspend a delegate (R-ORG-10): no council function from this moment, still one of the total.

    :raises NotPermitted: only the standing committee suspends.
    :raises StepNotAllowed: the mandate is not active.
    :raises ReasonMissing: no document or reason is given.
    """
    mandate = _stepped(mandate, "suspend", actor, reason)
    day_before = on - timedelta(days=1)
    end_holdings(source=source_of(mandate), on=day_before)
    for post in posts_of_delegate(mandate):
        end_holdings(source=post.source, on=day_before)
    outbox.publish(MandateSuspended(mandate_id=mandate.id, on=on), actor=actor)
    return mandate


@transaction.atomic
def reinstate_mandate(*, actor: Actor, mandate: Mandate, reason: str, on: date) -> Mandate:
    """Let a suspended delegate act again from a day on.

    :raises NotPermitted: only the standing committee decides it.
    :raises StepNotAllowed: the mandate is not suspended.
    :raises ReasonMissing: no document or reason is given.
    """
    mandate = _stepped(mandate, "reinstate", actor, reason)
    hold_mandate(mandate, from_on=on)
    for post in posts_of_delegate(mandate):
        hold_post(post, from_on=max(on, post.from_on))
    outbox.publish(MandateReinstated(mandate_id=mandate.id, on=on), actor=actor)
    return mandate


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, how: str, reason: str, on: date) -> Mandate:
    """End a mandate before its term: ``how`` is resign, recall or lose. The seat is vacant from that day.

    The delegate's rights and the posts that only delegates hold end with the day.

    :raises NotPermitted: the actor may not record it.
    :raises StepNotAllowed: the mandate has ended already.
    :raises ReasonMissing: no document or reason is given.
    :raises DaysWrong: the day lies before the mandate's first.
    """
    if on < mandate.started_on:
        raise DaysWrong()
    mandate = _stepped(mandate, how, actor, reason, ended_on=on)
    end_holdings(source=source_of(mandate), on=on)
    for post in posts_of_delegate(mandate).select_for_update():
        end_held_post(actor, post, on=on, decision=reason)
    outbox.publish(MandateEnded(mandate_id=mandate.id, how=mandate.state, on=on), actor=actor)
    return mandate


def _stepped(mandate: Mandate, step_name: str, actor: Actor, reason: str, *, ended_on: date | None = None) -> Mandate:
    mandate = lock(mandate)
    step = take(step_name, actor, mandate)
    if not reason.strip():
        raise ReasonMissing()
    mandate.state, mandate.state_reason, mandate.ended_on = step.target, reason, ended_on
    mandate.version += 1
    mandate.save(update_fields=["state", "state_reason", "ended_on", "version"])
    audit.record(actor, f"people.{step_name}_mandate", mandate, fields=("state", "state_reason"), reason=reason)
    return mandate
