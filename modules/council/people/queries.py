"""Reading people: who is a delegate, who holds which post, and what of it everybody may see."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from council.people.law import FOR_DELEGATES, IN_COMMITTEE
from council.people.models import Committee, Mandate, Person, Post, SensitiveProfile, Team, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import IN_OFFICE, MandateState, PostState, TermState
from council.roles import ROLE_NAMES, Role
from kernel import audit
from kernel.access import Actor, may, require
from kernel.accounts.models import Account
from kernel.refusal import NotFound
from kernel.vietnamese import fold


@dataclass(frozen=True)
class PublicDelegate:
    """What everybody may know of a delegate; nothing else leaves by the public pages."""

    mandate_id: UUID
    full_name: str
    birth_year: int | None
    main_job: str
    constituency: str
    team: str
    titles: tuple[str, ...]
    full_time: bool


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


def get_current_term() -> TermOfOffice:
    """Return the present term of office.

    :raises NotFound: the council has none yet.
    """
    term = TermOfOffice.objects.filter(state=TermState.CURRENT).first()
    if term is None:
        raise NotFound()
    return term


def count_in_office(*, on: date, with_suspended: bool = True) -> int:
    """Return N, the total of delegates at a moment: vacant seats do not count (R-ORG-01)."""
    mandates = Mandate.objects.in_office(on)
    if not with_suspended:
        mandates = mandates.exclude(state=MandateState.SUSPENDED)
    return int(mandates.count())


def get_own_mandate(actor: Actor) -> Mandate:
    """Return the mandate in office of the person who acts.

    :raises NotFound: the actor is no delegate.
    """
    if actor.person_id is None:
        raise NotFound()
    mandate = Mandate.objects.filter(person_id=actor.person_id, state__in=IN_OFFICE).select_related("person").first()
    if mandate is None:
        raise NotFound()
    return mandate


def list_delegates(actor: Actor, *, text: str = "", team_id: UUID | None = None) -> QuerySet[Mandate]:
    """Return the mandates in office with person, team and posts, in the order of names.

    ``text`` finds names with or without diacritics.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    mandates = _in_office()
    if text:
        mandates = mandates.filter(person__search_name__contains=fold(text))
    if team_id is not None:
        mandates = mandates.filter(team_id=team_id)
    return mandates


def get_delegate(actor: Actor, mandate_id: UUID) -> Mandate:
    """Return one mandate with its person, team and posts.

    :raises NotFound: there is none, or the actor may not see it.
    """
    mandate = _with_all(Mandate.objects.all()).filter(id=mandate_id).first()
    if mandate is None or not may(actor, Can.READ):
        raise NotFound()
    return mandate


def get_clerk(actor: Actor, person_id: UUID) -> Person:
    """Return somebody who holds a post of the office.

    :raises NotFound: there is nobody, or the actor may not see her.
    """
    posts = Post.objects.filter(person_id=person_id, state=PostState.HELD).exclude(role__in=FOR_DELEGATES)
    post = posts.select_related("person").order_by("from_on", "id").first()
    if post is None or not may(actor, Can.READ):
        raise NotFound()
    return post.person


def find_account(person: Person) -> Account | None:
    """Return the account of a person, if there is one. The caller got the person from a query."""
    account: Account | None = Account.objects.filter(person_id=person.id).first()
    return account


def list_posts(person: Person) -> list[Post]:
    """Return all posts of a person, those held first, then the latest. The caller got the person from a query."""
    posts = Post.objects.filter(person=person).select_related("committee", "team")
    return sorted(posts, key=lambda post: (post.state != PostState.HELD, -post.from_on.toordinal()))


def list_teams() -> QuerySet[Team]:
    """Return the teams of the present term by their number."""
    return Team.objects.filter(term__state=TermState.CURRENT).order_by("number")


def read_sensitive(actor: Actor, person: Person) -> SensitiveProfile:
    """Return the sensitive data of a person; the reading is recorded (R-SEC-04).

    :raises NotFound: there is none, or the actor may not read it.
    """
    profile = SensitiveProfile.objects.filter(person=person).first()
    own = actor.person_id is not None and actor.person_id == person.id
    if profile is None or not (own or may(actor, Can.READ_SENSITIVE, person)):
        raise NotFound()
    audit.record(actor, "people.read_sensitive", person, fields=("ethnicity", "religion", "education"))
    return profile


def list_public_delegates() -> list[PublicDelegate]:
    """Return the public directory: public fields only, in the order of names."""
    return [_public(mandate) for mandate in _in_office()]


def get_public_delegate(mandate_id: UUID) -> PublicDelegate:
    """Return the public fields of one delegate in office.

    :raises NotFound: nobody in office has this mandate.
    """
    mandate = _in_office().filter(id=mandate_id).first()
    if mandate is None:
        raise NotFound()
    return _public(mandate)


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


def list_committees() -> QuerySet[Committee]:
    """Return the committees of the present term in their order."""
    return Committee.objects.filter(term__state=TermState.CURRENT).order_by("position", "name")


def list_accounts_of_delegates() -> QuerySet[Account]:
    """Return the accounts of active delegates, to whom notices of sessions go."""
    active = Mandate.objects.filter(state=MandateState.ACTIVE).values("person_id")
    accounts: QuerySet[Account] = Account.objects.filter(person_id__in=active)
    return accounts


def _in_office() -> QuerySet[Mandate]:
    return _with_all(Mandate.objects.filter(state__in=IN_OFFICE).by_name())


def _with_all(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    held = Post.objects.filter(state=PostState.HELD).select_related("committee", "team").order_by("from_on", "id")
    return mandates.select_related("person", "team", "term").prefetch_related(
        Prefetch("person__posts", queryset=held, to_attr="held_posts")
    )


def _public(mandate: Mandate) -> PublicDelegate:
    person = mandate.person
    return PublicDelegate(
        mandate_id=mandate.id,
        full_name=person.full_name,
        birth_year=person.birth_year,
        main_job=person.main_job,
        constituency=mandate.constituency,
        team=mandate.team.name if mandate.team else "",
        titles=tuple(_title(post) for post in person.held_posts),  # type: ignore[attr-defined]
        full_time=mandate.full_time,
    )


def _title(post: Post) -> str:
    """Return a post's title with its body: ``Trưởng ban Pháp chế``."""
    name = str(ROLE_NAMES[Role(post.role)])
    body = post.committee or post.team
    if body is None:
        return name
    return f"{name} – {body.name}"
