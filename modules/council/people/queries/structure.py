"""The council as a whole: who leads it, its committees and teams, and the numbers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from council.people.law import FOR_DELEGATES, IN_COMMITTEE, IN_TEAM
from council.people.models import Committee, Person, Post, Team, TeamStay, TermOfOffice
from council.people.permissions import Can
from council.people.queries.constituencies import ConstituencyRow, constituency_rows
from council.people.queries.delegates import count_in_office, get_current_term
from council.people.workflow import IN_OFFICE, PostState, Rank, TermState
from council.roles import ROLE_NAMES, Role
from kernel.access import Actor, may
from kernel.refusal import NotFound


@dataclass(frozen=True)
class CommitteeRow:
    """A committee with the people in it, heads first."""

    committee: Committee
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class TeamRow:
    """A team with who leads it and how many are in it."""

    team: Team
    posts: tuple[Post, ...]
    size: int


@dataclass(frozen=True)
class Vacancy:
    """A post that one person should hold and nobody does."""

    role: Role
    title: Any
    body: str = ""
    committee_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class Structure:
    """The council as a whole in its present term."""

    term: TermOfOffice
    standing: tuple[Post, ...]
    committees: tuple[CommitteeRow, ...]
    teams: tuple[Team, ...]
    team_rows: tuple[TeamRow, ...]
    vacancies: tuple[Vacancy, ...]
    office: tuple[Post, ...]
    in_office: int
    vacant: int
    vacant_seats: tuple[ConstituencyRow, ...]


def list_teams(term: TermOfOffice | None = None) -> QuerySet[Team]:
    """Return the teams of a term, of the present one when none is named, by their number."""
    wanted = {"term": term} if term else {"term__state": TermState.CURRENT}
    return Team.objects.filter(**wanted).order_by("number")


def list_committees() -> QuerySet[Committee]:
    """Return the committees of the present term in their order."""
    return Committee.objects.filter(term__state=TermState.CURRENT).order_by("position", "name")


def get_structure(*, on: date) -> Structure:
    """Return the standing committee's people, the committees with their members, the teams and the numbers."""
    term = get_current_term()
    posts = Post.objects.held(on).filter(state=PostState.HELD).select_related("person")
    ordered = list(posts.order_by("person__sort_key", "id"))
    standing = [post for role in (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR) for post in ordered if post.role == role]
    members: dict[UUID | None, list[Post]] = defaultdict(list)
    for post in sorted(ordered, key=_precedence):
        if post.role in IN_COMMITTEE | IN_TEAM:
            members[post.committee_id or post.team_id].append(post)
    in_office = count_in_office(on=on)
    committees = tuple(
        CommitteeRow(committee, tuple(members[committee.id]))
        for committee in term.committees.order_by("position", "name")
    )
    teams = tuple(
        TeamRow(team, tuple(members[team.id]), team.size)
        for team in term.teams.annotate(size=Count("mandates", filter=_STILL_IN_OFFICE)).order_by("number")
    )
    return Structure(
        term=term,
        standing=tuple(standing),
        committees=committees,
        teams=tuple(row.team for row in teams),
        team_rows=teams,
        vacancies=tuple(_vacancies(ordered, committees, teams)),
        office=tuple(post for post in ordered if post.role not in FOR_DELEGATES),
        in_office=in_office,
        vacant=max(0, term.seats_total - in_office),
        vacant_seats=tuple(row for row in constituency_rows(term) if row.vacant),
    )


def get_team(actor: Actor, team_id: UUID) -> Team:
    """Return a team.

    :raises NotFound: there is none, or the actor may not see it.
    """
    team = Team.objects.filter(id=team_id).select_related("term").first()
    if team is None or not may(actor, Can.READ):
        raise NotFound()
    return team


def get_committee(actor: Actor, committee_id: UUID) -> Committee:
    """Return a committee.

    :raises NotFound: there is none, or the actor may not see it.
    """
    committee = Committee.objects.filter(id=committee_id).select_related("term").first()
    if committee is None or not may(actor, Can.READ):
        raise NotFound()
    return committee


def list_leaders(team: Team, *, on: date) -> list[Post]:
    """Return who leads a team, the leader first. The caller got the team from a query."""
    posts = Post.objects.held(on).filter(state=PostState.HELD, team=team).select_related("person")
    return sorted(posts.order_by("person__sort_key", "id"), key=_precedence)


def list_stays(person: Person) -> list[TeamStay]:
    """Return in which teams a person was, the latest first. The caller got the person from a query."""
    return list(TeamStay.objects.filter(mandate__person=person).select_related("team").order_by("-from_on", "-id"))


_STILL_IN_OFFICE = Q(mandates__state__in=IN_OFFICE)


def _precedence(post: Post) -> tuple[bool, bool]:
    """Return the order in a body: head or leader, deputies, members."""
    return post.role not in {Role.COMMITTEE_HEAD, Role.TEAM_LEADER}, post.rank == Rank.DEPUTY


def _vacancies(held: list[Post], committees: tuple[CommitteeRow, ...], teams: tuple[TeamRow, ...]) -> Iterator[Vacancy]:
    principals = [post for post in held if post.rank == Rank.PRINCIPAL]
    for role in (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF):
        if not any(post.role == role for post in principals):
            yield Vacancy(role, ROLE_NAMES[role])
    for row in committees:
        if not any(post.role == Role.COMMITTEE_HEAD and post.committee_id == row.committee.id for post in principals):
            yield Vacancy(Role.COMMITTEE_HEAD, ROLE_NAMES[Role.COMMITTEE_HEAD], row.committee.name, row.committee.id)
    for each in teams:
        if not any(post.role == Role.TEAM_LEADER and post.team_id == each.team.id for post in principals):
            name = ROLE_NAMES[Role.TEAM_LEADER]
            yield Vacancy(Role.TEAM_LEADER, name, each.team.name, team_id=each.team.id)
