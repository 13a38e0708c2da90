"""Telling that the public directory shows something else now; the open register follows from it."""

from council.events.people import DelegateShown, DirectoryShown
from council.people.models import Mandate, Person, TermOfOffice
from council.people.workflow import IN_OFFICE
from kernel import outbox
from kernel.access import Actor


def show_delegate(mandate: Mandate, *, actor: Actor) -> None:
    """Say that the directory shows a delegate otherwise."""
    outbox.publish(DelegateShown(mandate_id=mandate.id), actor=actor)


def show_person(person: Person, *, actor: Actor) -> None:
    """Say that the directory shows a person otherwise; of who holds no mandate it shows nothing."""
    for mandate in Mandate.objects.filter(person=person, state__in=IN_OFFICE).order_by("id"):
        show_delegate(mandate, actor=actor)


def show_directory(term: TermOfOffice, *, actor: Actor) -> None:
    """Say that the directory shows many of a term otherwise."""
    outbox.publish(DirectoryShown(term_id=term.id), actor=actor)
