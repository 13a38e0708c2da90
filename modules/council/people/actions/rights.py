"""The holdings of a person's account, named by the mandate or the post that they come from.

A person without an account gets them when one is linked.
"""

from datetime import date
from typing import Any
from uuid import UUID

from council.people import law
from council.people.models import Authorisation, Mandate, Post
from council.people.workflow import PostState
from kernel.access import hold
from kernel.accounts.models import Account


def source_of(mandate: Mandate) -> str:
    """Return the name under which the rights of a mandate are held."""
    return f"mandate:{mandate.id}"


def posts_of_delegate(mandate: Mandate) -> Any:
    """Return the posts that the person holds as a delegate."""
    return mandate.person.posts.filter(state=PostState.HELD, role__in=law.FOR_DELEGATES)


def hold_mandate(mandate: Mandate, *, from_on: date) -> None:
    """Give the person's account the rights of the mandate from a day on."""
    _hold(mandate.person_id, law.ROLE_OF_MANDATE, "council", None, from_on, None, source_of(mandate))


def hold_post(post: Post, *, from_on: date | None = None) -> None:
    """Give the person's account the rights of a post, in its body or in the whole council."""
    scope, scope_id = _scope_of(post)
    _hold(post.person_id, post.role, scope, scope_id, from_on or post.from_on, post.to_on, post.source)


def hold_authorisation(authorisation: Authorisation) -> None:
    """Let the holder of a post exercise it for the chair: the same role once more, which names the document.

    Its scope is the way of acting, so it counts for what that way covers and reaches no committee or team.
    """
    post = authorisation.receiver
    account = Account.objects.filter(person_id=post.person_id).first()
    if account is None:
        return
    hold(
        account=account,
        role=post.role,
        scope=authorisation.acting_as,
        from_on=authorisation.from_on,
        to_on=authorisation.to_on,
        source=authorisation.source,
        on_behalf_of=authorisation.document,
    )


def _scope_of(post: Post) -> tuple[str, UUID | None]:
    if post.committee_id:
        return "committee", post.committee_id
    return ("team", post.team_id) if post.team_id else ("council", None)


def _hold(
    person_id: UUID, role: str, scope: str, scope_id: UUID | None, from_on: date, to_on: date | None, source: str
) -> None:
    account = Account.objects.filter(person_id=person_id).first()
    if account is None:
        return
    row = hold(account=account, role=role, scope=scope, scope_id=scope_id, from_on=from_on, to_on=to_on, source=source)
    if row.to_on != to_on:  # suspended and reinstated on its first day: the same row lives again
        row.to_on = to_on
        row.save(update_fields=["to_on"])
