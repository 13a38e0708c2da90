"""Bodies outside the council with their contacts: all of them for who works here, one's own for who acts for it."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from council.people.models import Contact, OutsideBody
from council.people.permissions import Can
from council.people.workflow import ContactState, OutsideState
from council.roles import BODY
from kernel.access import Actor, may, require
from kernel.accounts.models import Account
from kernel.refusal import NotFound
from kernel.vietnamese import fold


def list_outside(actor: Actor, *, text: str = "", kind: str = "", with_ended: bool = False) -> QuerySet[OutsideBody]:
    """Return the bodies by name with their present contacts (``body.present``).

    ``text`` finds names and abbreviations with or without diacritics.

    :raises NotPermitted: the actor does not work in this council.
    """
    require(actor, Can.READ_OUTSIDE)
    bodies = OutsideBody.objects.all() if with_ended else list_active()
    if text:
        bodies = bodies.filter(search_name__contains=fold(text))
    if kind:
        bodies = bodies.filter(kind=kind)
    present = Contact.objects.filter(state=ContactState.CURRENT).order_by("from_on", "id")
    found: QuerySet[OutsideBody] = bodies.by_name().prefetch_related(
        Prefetch("contacts", queryset=present, to_attr="present")
    )
    return found


def list_active() -> QuerySet[OutsideBody]:
    """Return the bodies that the council works with, by name."""
    found: QuerySet[OutsideBody] = OutsideBody.objects.filter(state=OutsideState.ACTIVE).by_name()
    return found


def get_outside(actor: Actor, body_id: UUID) -> OutsideBody:
    """Return a body outside the council.

    :raises NotFound: there is none, or it is not the body for which the actor acts.
    """
    body: OutsideBody | None = OutsideBody.objects.filter(id=body_id).select_related("successor").first()
    if body is None or not may(actor, Can.READ_OUTSIDE, body):
        raise NotFound()
    return body


def list_contacts(body: OutsideBody) -> list[Contact]:
    """Return who is and was a body's contact, the present first. The caller got the body from a query."""
    contacts = body.contacts.select_related("account").order_by("from_on", "id")
    return sorted(contacts, key=lambda contact: contact.state != ContactState.CURRENT)


def get_contact(actor: Actor, contact_id: UUID) -> Contact:
    """Return a contact with the body, for who keeps them.

    :raises NotFound: there is none, or the actor does not keep them.
    """
    contact: Contact | None = Contact.objects.filter(id=contact_id).select_related("body", "account").first()
    if contact is None or not may(actor, Can.KEEP_OUTSIDE):
        raise NotFound()
    return contact


def find_own_body(actor: Actor) -> OutsideBody | None:
    """Return the body for which somebody from outside acts, None for everybody else."""
    bodies = [holding.scope_id for holding in actor.holdings if holding.scope == BODY.name]
    body: OutsideBody | None = OutsideBody.objects.filter(id__in=bodies).by_name().first()
    return body


def find_contact_of(account: Account) -> Contact | None:
    """Return the latest contact who acts with an account. The caller got the account from a query."""
    contact: Contact | None = Contact.objects.filter(account=account).order_by("-created_at", "-id").first()
    return contact
