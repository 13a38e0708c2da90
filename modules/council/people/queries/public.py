"""The public directory: what of a delegate everybody may see."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from council.people.models import Mandate, Portrait, Post, TermOfOffice
from council.people.queries.delegates import find_current_term, in_office_now
from council.people.workflow import PostState, TermState
from council.roles import Role
from kernel.accounts.models import Account
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from kernel.vietnamese import fold

# Who of the office receives what people write to a delegate.
READS_LETTERS = (Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK)

NUMBER = re.compile(r"[1-9]\d{0,2}", re.ASCII)


@dataclass(frozen=True)
class PublicDelegate:
    """What everybody may know of a delegate; nothing else leaves by the public pages.

    Of who held a mandate in a closed term there are only the name, the constituency and the team (``in_office`` is
    False): the job, the posts, the birth year and the photo on record are those of today.
    """

    mandate_id: UUID
    full_name: str
    birth_year: int | None
    main_job: str
    constituency: str
    constituency_area: str
    team: str
    titles: tuple[str, ...]
    full_time: bool
    portrait_id: UUID | None = None
    former_unit: str = ""
    in_office: bool = True


def list_public_delegates(
    *,
    term: TermOfOffice | None = None,
    text: str = "",
    team_id: UUID | None = None,
    constituency_id: UUID | None = None,
    former_unit: str = "",
) -> list[PublicDelegate]:
    """Return the public directory: public fields only, in the order of names.

    Without a term it is of the delegates in office, with a closed one of everybody who held a mandate in it.
    ``text`` finds names, jobs, constituencies and teams, with or without diacritics; ``former_unit`` finds who was
    elected where that unit was before a merger.
    """
    asked = {"team_id": team_id, "constituency_id": constituency_id, "constituency__former_unit": former_unit or None}
    filters = {name: key for name, key in asked.items() if key is not None}
    if term is not None and term.state == TermState.CLOSED:
        everybody = _of_closed(term, filters)
    else:
        everybody = [_public(mandate) for mandate in _with_portraits(in_office_now().filter(**filters))]
    wanted = fold(text)
    return [each for each in everybody if wanted in _searched(each)]


def find_public_term(number: str) -> TermOfOffice | None:
    """Return the term of a number (khoá), the present one for an empty number; None between two terms.

    :raises NotFound: the council had no term of this number.
    """
    if not number:
        return find_current_term()
    found = TermOfOffice.objects.filter(number=int(number)).first() if NUMBER.fullmatch(number) else None
    if found is None:
        raise NotFound()
    return cast(TermOfOffice, found)


def get_public_delegate(mandate_id: UUID) -> PublicDelegate:
    """Return the public fields of one delegate in office.

    :raises NotFound: nobody in office has this mandate.
    """
    return _public(get_mandate_of_public(mandate_id))


def get_mandate_of_public(mandate_id: UUID) -> Mandate:
    """Return the mandate of a delegate in office, whom everybody may write to.

    :raises NotFound: nobody in office has this mandate.
    """
    mandate = _with_portraits(in_office_now()).filter(id=mandate_id).first()
    if mandate is None:
        raise NotFound()
    return mandate


def get_portrait(mandate_id: UUID) -> StoredFile:
    """Return the photo that is shown of a delegate in office.

    :raises NotFound: there is none.
    """
    shown = Portrait.objects.filter(state=Portrait.State.SHOWN, person_id=get_mandate_of_public(mandate_id).person_id)
    portrait = shown.select_related("file").first()
    if portrait is None:
        raise NotFound()
    return portrait.file


def list_office(*, on: date) -> QuerySet[Account]:
    """Return the accounts of the office that letters from outside go to; a closed one reads nothing any more."""
    posts = Post.objects.held(on).filter(state=PostState.HELD, role__in=READS_LETTERS)
    accounts: QuerySet[Account] = Account.objects.filter(person_id__in=posts.values("person_id"))
    return accounts.exclude(state=Account.State.CLOSED).order_by("id")


def _of_closed(term: TermOfOffice, filters: dict[str, Any]) -> list[PublicDelegate]:
    """Return who held a mandate in a closed term, each person once: by the last mandate of several."""
    mandates = Mandate.objects.filter(term=term, **filters).select_related("person", "team", "constituency")
    last = {each.person_id: each for each in mandates.order_by("person__sort_key", "started_on", "id")}
    return [_former(mandate) for mandate in last.values()]


def _with_portraits(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    shown = Portrait.objects.filter(person=OuterRef("person"), state=Portrait.State.SHOWN)
    return mandates.annotate(portrait_id=Subquery(shown.values("id")[:1]))


def _searched(each: PublicDelegate) -> str:
    return fold(
        " ".join((each.full_name, each.constituency, each.constituency_area, each.team, each.main_job, *each.titles))
    )


def _public(mandate: Mandate) -> PublicDelegate:
    person = mandate.person
    return PublicDelegate(
        mandate_id=mandate.id,
        full_name=person.full_name,
        birth_year=person.birth_year,
        main_job=person.main_job,
        constituency=mandate.constituency.name if mandate.constituency else "",
        constituency_area=mandate.constituency.area if mandate.constituency else "",
        team=mandate.team.name if mandate.team else "",
        titles=tuple(post.full_title for post in person.held_posts),  # type: ignore[attr-defined]
        full_time=mandate.full_time,
        portrait_id=mandate.portrait_id,  # type: ignore[attr-defined]  # annotated
        former_unit=mandate.constituency.former_unit if mandate.constituency else "",
    )


def _former(mandate: Mandate) -> PublicDelegate:
    constituency = mandate.constituency
    return PublicDelegate(
        mandate_id=mandate.id,
        full_name=mandate.person.full_name,
        birth_year=None,
        main_job="",
        constituency=constituency.name if constituency else "",
        constituency_area=constituency.area if constituency else "",
        team=mandate.team.name if mandate.team else "",
        titles=(),
        full_time=mandate.full_time,
        former_unit=constituency.former_unit if constituency else "",
        in_office=False,
    )
