"""Terms of office closed and opened. Old mandates end when the first session of the new council opens (R-ORG-14)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.people import TermClosed, TermOpened
from council.people.actions.handover import start_handover_when_gone
from council.people.actions.mandates import DocumentMissing, Grounds, stepped
from council.people.actions.posts import Leaving, end_held_post
from council.people.actions.rights import source_of
from council.people.models import Committee, Person, TeamStay, TermOfOffice
from council.people.permissions import Can
from council.people.queries.terms import WhatEnds, find_what_ends
from council.people.workflow import Ending, MandateState, TermState
from kernel import audit, outbox
from kernel.access import Actor, end_holdings, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class TermChanged(Refusal):
    """What would end is no longer what was shown."""

    code = "term_changed"
    message = _("Danh sách sẽ kết thúc vừa thay đổi. Hãy xem lại rồi xác nhận.")


class ClosesTooEarly(Refusal):
    """Something was recorded of the term's people for a later day."""

    code = "closes_too_early"
    message = _("Ngày kết thúc không được trước ngày bắt đầu nhiệm kỳ, nhiệm vụ hoặc chức vụ nào đã ghi nhận.")
    field = "on"


class TermOpen(Refusal):
    """One term at a time is the present one."""

    code = "term_open"
    message = _("Nhiệm kỳ hiện tại chưa kết thúc. Hãy kết thúc nhiệm kỳ đó trước.")


class TermKnown(Refusal):
    """The council had a term of this number."""

    code = "term_known"
    message = _("Khoá này đã có.")
    field = "number"


class TermsOverlap(Refusal):
    """Two terms have no day in common."""

    code = "terms_overlap"
    message = _("Ngày của nhiệm kỳ này trùng với một nhiệm kỳ đã có.")
    field = "starts_on"


class TermDaysWrong(Refusal):
    """A term ends after it began."""

    code = "term_days_wrong"
    message = _("Ngày kết thúc phải sau ngày bắt đầu.")
    field = "ends_on"


@dataclass(frozen=True)
class NextTerm:
    """A term that begins: the council's count, its name, its days and the number of delegates elected."""

    number: int
    name: str
    starts_on: date
    ends_on: date | None = None
    seats_total: int = 0


@transaction.atomic
def close_term(*, actor: Actor, term: TermOfOffice, on: date, document: str, seen: str) -> TermOfOffice:
    """Close the present term: every mandate and every post of delegates ends, and what is of the term is only read.

    ``on`` is the last day, the eve of the next council's first session: everybody counts and acts until it is over.
    ``seen`` is the digest of the list that the actor read.

    :raises NotPermitted: the actor may not change terms.
    :raises StepNotAllowed: the term is closed.
    :raises DocumentMissing: no document is named.
    :raises ClosesTooEarly: the day lies before something recorded of the term's people.
    :raises TermChanged: other mandates or posts would end than those that were read.
    """
    term = lock(term)
    take("close", actor, term)
    if not document.strip():
        raise DocumentMissing()
    ending = find_what_ends(term)
    list(Person.objects.select_for_update().filter(id__in=ending.people).order_by("id"))
    ending = find_what_ends(term)
    if ending.digest != seen:
        raise TermChanged()
    _check_day(term, ending, on)
    _end_all(actor, ending, on, document.strip())
    for bodies in (term.teams, term.committees):
        bodies.filter(from_on__isnull=False).update(to_on=on)
    term.state, term.ends_on, term.close_document = TermState.CLOSED, on, document.strip()
    term.save(update_fields=["state", "ends_on", "close_document"])
    audit.record(actor, "people.close_term", term, fields=("state", "ends_on", "close_document"), reason=document)
    outbox.publish(TermClosed(term_id=term.id, on=on), actor=actor)
    return term


@transaction.atomic
def open_term(*, actor: Actor, plan: NextTerm, with_committees: bool = True) -> TermOfOffice:
    """Open the next term; the committees of the last one are made anew, teams and constituencies are not.

    :raises NotPermitted: the actor may not change terms.
    :raises TermOpen: the present term is not closed.
    :raises TermKnown: the council had a term of this number.
    :raises TermDaysWrong: it would end before it begins.
    :raises TermsOverlap: a day of it belongs to another term.
    """
    require(actor, Can.CHANGE_TERM)
    known = list(TermOfOffice.objects.select_for_update().order_by("starts_on"))
    _check_plan(plan, known)
    term: TermOfOffice = TermOfOffice.objects.create(
        number=plan.number,
        name=" ".join(plan.name.split()),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        seats_total=plan.seats_total,
    )
    if with_committees and known:
        for last in known[-1].committees.order_by("position", "name"):
            Committee.objects.create(
                term=term, kind=last.kind, name=last.name, position=last.position, from_on=term.starts_on
            )
    audit.record(actor, "people.open_term", term)
    outbox.publish(TermOpened(term_id=term.id), actor=actor)
    return term


def _end_all(actor: Actor, ending: WhatEnds, on: date, document: str) -> None:
    TeamStay.objects.filter(mandate__in=ending.mandates, to_on__isnull=True).update(to_on=on)
    for post in ending.posts:
        end_held_post(actor, post, Leaving(min(on, post.to_on or on), Ending.WITH_TERM, document))
    cause = str(MandateState.COMPLETED.label)
    for mandate in ending.mandates:
        # A mandate no longer counts on the day that is written as its end.
        ended = stepped(mandate, "complete", actor, Grounds(on + timedelta(days=1), "", document), ends=True)
        end_holdings(source=source_of(ended), on=on)
        start_handover_when_gone(actor, ended.person, leaves_on=on, cause=cause)


def _check_day(term: TermOfOffice, ending: WhatEnds, on: date) -> None:
    recorded = [day for mandate in ending.mandates for day in (mandate.started_on, mandate.state_on) if day]
    if on <= term.starts_on or any(on < day for day in (*recorded, *(post.from_on for post in ending.posts))):
        raise ClosesTooEarly()


def _check_plan(plan: NextTerm, known: list[TermOfOffice]) -> None:
    if any(term.state == TermState.CURRENT for term in known):
        raise TermOpen()
    if any(term.number == plan.number for term in known):
        raise TermKnown()
    if plan.ends_on is not None and plan.ends_on <= plan.starts_on:
        raise TermDaysWrong()
    if any(_share_a_day(term, plan) for term in known):
        raise TermsOverlap()


def _share_a_day(term: TermOfOffice, plan: NextTerm) -> bool:
    begins_before = plan.ends_on is None or term.starts_on <= plan.ends_on
    return begins_before and (term.ends_on is None or term.ends_on >= plan.starts_on)
