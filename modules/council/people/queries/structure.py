"""The council as a whole: who leads it, its committees and teams, and the numbers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from council.people.law import FOR_DELEGATES, IN_COMMITTEE
from council.people.models import Committee, Post, Team, TermOfOffice
from council.people.queries.delegates import count_in_office, get_current_term
from council.people.workflow import PostState, TermState
from council.roles import Role


@dataclass(frozen=True)
class CommitteeRow:
    """A committee with the people in it, heads first."""

    committee: Committee
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Structure:
    """The council as a whole in its present term."""

    term: TermOfOffice
    standing: tuple[Post, ...]
    committees: tuple[CommitteeRow, ...]
    teams: tuple[Team, ...]
    office: tuple[Post, ...]
    in_office: int
    vacant: int


def list_teams() -> QuerySet[Team]:
    """Return the teams of the present term by their number."""
    return Team.objects.filter(term__state=TermState.CURRENT).order_by("number")


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
    for post in sorted(ordered, key=lambda post: post.role != Role.COMMITTEE_HEAD):
        if post.role in IN_COMMITTEE:
            members[post.committee_id].append(post)
    in_office = count_in_office(on=on)
    return Structure(
        term=term,
        standing=tuple(standing),
        committees=tuple(
            CommitteeRow(committee, tuple(members[committee.id]))
            for committee in term.committees.order_by("position", "name")
        ),
        teams=tuple(term.teams.order_by("number")),
        office=tuple(post for post in ordered if post.role not in FOR_DELEGATES),
        in_office=in_office,
        vacant=max(0, term.seats_total - in_office),
    )
