"""What leaves the council of its people: what the public directory shows, each delegate by itself.

Of who holds a mandate of the present term there are the public fields; who is no longer in office is taken back. Of a
closed term there is who held a mandate and where, nothing of today.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from council.events.people import (
    DelegateAdded,
    DelegateShown,
    DirectoryShown,
    MandateEnded,
    MandateReinstated,
    MandateSuspended,
    PostEnded,
    PostTaken,
    TermClosed,
    TermOpened,
)
from council.people import law
from council.people.models import Committee, Mandate, Team, TermOfOffice
from council.people.queries.public import PublicDelegate, get_public_delegate, list_public_delegates
from council.people.workflow import TermState
from hub.rollups.handing import hand_out, hands_out
from kernel import clock, outbox
from kernel.refusal import NotFound

TEAM, COMMITTEE = "team", "committee"
IN_OFFICE, FORMER = "in_office", "former"


def hand_out_delegate(event: Any, *, event_id: UUID) -> None:  # noqa: ARG001 -- saying it twice changes nothing
    """Give what the directory shows of one delegate to the open register."""
    tell_delegates(Mandate.objects.filter(id=event.mandate_id))


for _each in (DelegateAdded, DelegateShown, MandateSuspended, MandateReinstated, MandateEnded):
    outbox.on(_each)(hand_out_delegate)


def hand_out_holder(event: Any, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Give a delegate anew whose posts in the council changed."""
    tell_delegates(Mandate.objects.filter(person_id=event.person_id))


for _each in (PostTaken, PostEnded):
    outbox.on(_each)(hand_out_holder)


def hand_out_term(event: Any, *, event_id: UUID) -> None:  # noqa: ARG001 -- as above
    """Give a whole term anew: its bodies and everybody in it."""
    tell_term(TermOfOffice.objects.get(id=event.term_id))


for _each in (DirectoryShown, TermClosed, TermOpened):
    outbox.on(_each)(hand_out_term)


@hands_out("people")
def hand_out_all() -> int:
    """Hand out every term with its bodies and its delegates, as the directory shows them now."""
    return sum(tell_term(term) for term in TermOfOffice.objects.order_by("number"))


def tell_term(term: TermOfOffice) -> int:
    """Hand out a term with its bodies, and everybody who held a mandate in it; return how many parts that is."""
    at = clock.now()
    hand_out("people", term.id, {"term": [_columns_of_term(term)], "body": list(_bodies_of(term))}, at=at)
    return 1 + tell_delegates(Mandate.objects.filter(term=term))


def tell_delegates(mandates: Any) -> int:
    """Hand out the chosen mandates as the directory shows them; what it does not show is taken back."""
    at = clock.now()
    chosen = list(mandates.select_related("term", "person").order_by("id"))
    shown = _shown(chosen)
    for mandate in chosen:
        told = shown.get(mandate.id)
        hand_out("delegate", mandate.id, {"delegate": [columns_of(mandate, told)] if told else []}, at=at)
    return len(chosen)


def columns_of(mandate: Mandate, told: PublicDelegate) -> dict[str, Any]:
    """Return all that leaves the council of a delegate: what the public directory shows anyway."""
    page = law.public_path(mandate.id) if told.in_office else law.directory_path(mandate.term.number)
    return {
        "id": str(mandate.id),
        "term_id": str(mandate.term_id),
        "team_id": str(mandate.team_id) if mandate.team_id else None,
        "title": told.full_name,
        "sort_key": mandate.person.sort_key,
        "kind": "delegate",
        "state": IN_OFFICE if told.in_office else FORMER,
        "constituency": told.constituency,
        "constituency_area": told.constituency_area,
        "former_unit": told.former_unit,
        "full_time": told.full_time,
        "birth_year": told.birth_year,
        "main_job": told.main_job,
        "posts": list(told.titles),
        "portrait_path": law.portrait_path(mandate.id) if told.portrait_id else "",
        "public_path": page,
    }


def _shown(chosen: list[Mandate]) -> dict[UUID, PublicDelegate]:
    """Return what the directory shows of mandates: of the present term who is in office, of closed ones everybody."""
    if len(chosen) == 1 and chosen[0].term.state != TermState.CLOSED:
        return _shown_alone(chosen[0])
    terms = {mandate.term for mandate in chosen}
    lists = (list_public_delegates(term=term if term.state == TermState.CLOSED else None) for term in terms)
    return {each.mandate_id: each for told in lists for each in told}


def _shown_alone(mandate: Mandate) -> dict[UUID, PublicDelegate]:
    try:
        return {mandate.id: get_public_delegate(mandate.id)}
    except NotFound:
        return {}


def _columns_of_term(term: TermOfOffice) -> dict[str, Any]:
    return {
        "id": str(term.id),
        "title": term.name,
        "kind": "term",
        "number": term.number,
        "state": term.state,
        "public_path": law.directory_path(term.number if term.state == TermState.CLOSED else None),
    }


def _bodies_of(term: TermOfOffice) -> Iterable[dict[str, Any]]:
    for team in Team.objects.filter(term=term).order_by("number"):
        yield _columns_of_body(team.id, term, TEAM, team.name, team.number)
    for place, committee in enumerate(Committee.objects.filter(term=term).order_by("position", "id"), 1):
        yield _columns_of_body(committee.id, term, COMMITTEE, committee.name, place)


def _columns_of_body(key: UUID, term: TermOfOffice, kind: str, name: str, position: int) -> dict[str, Any]:
    path = law.directory_path(term.number if term.state == TermState.CLOSED else None)
    return {
        "id": str(key),
        "term_id": str(term.id),
        "title": name,
        "kind": kind,
        "position": position,
        "public_path": path,
    }
