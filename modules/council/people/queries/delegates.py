"""Who is a delegate, and what the council itself may read of a person."""

from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from council.people.models import Mandate, MandateChange, Person, Post, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import IN_OFFICE, MandateState, PostState, TermState
from kernel.access import Actor, may, may_at_all, require
from kernel.accounts.models import Account
from kernel.accounts.permissions import Can as AccountsCan
from kernel.refusal import NotFound
from kernel.vietnamese import fold


class NoTermOpen(NotFound):
    """The council has no term yet, or the last one is closed and the next one not opened."""


def get_current_term() -> TermOfOffice:
    """Return the present term of office.

    :raises NoTermOpen: the council has none now.
    """
    term = find_current_term()
    if term is None:
        raise NoTermOpen()
    return term


def find_current_term() -> TermOfOffice | None:
    """Return the present term of office, None between two terms."""
    term: TermOfOffice | None = TermOfOffice.objects.filter(state=TermState.CURRENT).first()
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


def list_delegates(
    actor: Actor, *, text: str = "", team_id: UUID | None = None, former_unit: str = ""
) -> QuerySet[Mandate]:
    """Return the mandates in office with person, team and posts, in the order of names.

    ``text`` finds names with or without diacritics, ``former_unit`` who was elected where that unit was.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ)
    mandates = in_office_now()
    if text:
        mandates = mandates.filter(person__search_name__contains=fold(text))
    if team_id is not None:
        mandates = mandates.filter(team_id=team_id)
    if former_unit:
        mandates = mandates.filter(constituency__former_unit=former_unit)
    return mandates


def get_delegate(actor: Actor, mandate_id: UUID) -> Mandate:
    """Return one mandate with its person, team and posts.

    :raises NotFound: there is none, or the actor may not see it.
    """
    mandate = with_all(Mandate.objects.all()).filter(id=mandate_id).first()
    if mandate is None or not may(actor, Can.READ):
        raise NotFound()
    return mandate


def get_person(actor: Actor, person_id: UUID) -> Person:
    """Return somebody known to the council, delegate or not.

    :raises NotFound: there is nobody, or the actor may not see her.
    """
    person = Person.objects.filter(id=person_id).first()
    if person is None or not may(actor, Can.READ):
        raise NotFound()
    return cast(Person, person)


def get_post(actor: Actor, post_id: UUID) -> Post:
    """Return a post with its person and body.

    :raises NotFound: there is none, or the actor may not see it.
    """
    post = Post.objects.filter(id=post_id).select_related("person", "committee", "team").first()
    if post is None or not may(actor, Can.READ):
        raise NotFound()
    return cast(Post, post)


def list_mandates(person: Person) -> list[Mandate]:
    """Return all mandates of a person, the latest term first. The caller got the person from a query."""
    return list(person.mandates.select_related("term", "team", "constituency").order_by("-started_on", "-id"))


def list_changes(person: Person) -> list[MandateChange]:
    """Return all that was decided about a person's mandates, the latest first. The caller got the person so."""
    changes = MandateChange.objects.filter(mandate__person=person).select_related("mandate__term")
    return list(changes.order_by("-effective_on", "-created_at", "-id"))


def get_account(actor: Actor, account_id: UUID) -> tuple[Account, Person | None]:
    """Return an account of this council and whose it is; what may be done with it, its steps say.

    :raises NotFound: there is none, or the actor manages no accounts.
    """
    account: Account | None = Account.objects.filter(pk=account_id).first()
    if account is None or not may_at_all(actor, AccountsCan.LOCK):
        raise NotFound()
    person = Person.objects.filter(pk=account.person_id).first() if account.person_id is not None else None
    return account, person


def find_account(person: Person) -> Account | None:
    """Return the account of a person, if there is one. The caller got the person from a query."""
    account: Account | None = Account.objects.filter(person_id=person.id).first()
    return account


def list_posts(person: Person) -> list[Post]:
    """Return all posts of a person, those held first, then the latest. The caller got the person from a query."""
    posts = Post.objects.filter(person=person).select_related("committee", "team")
    return sorted(posts, key=lambda post: (post.state != PostState.HELD, -post.from_on.toordinal()))


def list_accounts_of_delegates() -> QuerySet[Account]:
    """Return the accounts of active delegates, to whom notices of sessions go."""
    active = Mandate.objects.filter(state=MandateState.ACTIVE).values("person_id")
    accounts: QuerySet[Account] = Account.objects.filter(person_id__in=active)
    return accounts


def in_office_now() -> QuerySet[Mandate]:
    """Return the mandates in office by name, with everything that lists show."""
    return with_all(Mandate.objects.filter(state__in=IN_OFFICE).by_name())


def with_all(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """Return mandates with person, team, term and the posts held now (``person.held_posts``)."""
    held = Post.objects.filter(state=PostState.HELD).select_related("committee", "team").order_by("from_on", "id")
    return mandates.select_related("person", "team", "term", "constituency").prefetch_related(
        Prefetch("person__posts", queryset=held, to_attr="held_posts")
    )
