"""What a new council starts with: its present term, its committees by level, its first administrator."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people.actions import appoint, link_account, register_person
from council.people.law import CommitteeKind
from council.people.models import Committee, Person, Post, TermOfOffice
from council.people.workflow import PostState
from council.roles import Role
from kernel import audit, clock
from kernel.access import Actor
from kernel.access.actions import simplify
from kernel.accounts.actions import correct_invitee
from kernel.accounts.models import Account
from kernel.rows import lock
from kernel.vietnamese import fold, name_key

_SIMPLIFIED = _("Thiết lập ban đầu của Hội đồng cấp xã: văn phòng ít người.")


@dataclass(frozen=True)
class PeoplePreset:
    """The preset's part on people: numbers of the term, and the committees of the level (R-ORG-06)."""

    term_number: int
    term_name: str
    starts_on: date
    ends_on: date | None
    seats_total: int
    committees: tuple[tuple[CommitteeKind, str], ...]
    simplified_office: bool = False


@transaction.atomic
def found(*, actor: Actor, preset: PeoplePreset) -> TermOfOffice:
    """Create the present term and its committees; doing it again changes nothing."""
    term, is_new = TermOfOffice.objects.get_or_create(
        number=preset.term_number,
        defaults={
            "name": preset.term_name,
            "starts_on": preset.starts_on,
            "ends_on": preset.ends_on,
            "seats_total": preset.seats_total,
        },
    )
    for position, (kind, name) in enumerate(preset.committees):
        Committee.objects.get_or_create(
            term=term, kind=kind, defaults={"name": name, "position": position, "from_on": term.starts_on}
        )
    if is_new:
        audit.record(actor, "people.found", term)
    if is_new and preset.simplified_office:
        now = clock.now()
        simplify(actor=actor, reason=str(_SIMPLIFIED), from_on=clock.local_day(now), now=now, two_people=False)
    return term


def is_administered() -> bool:
    """Say whether an administrator of the council has come in: from then on the council itself lets people in."""
    held = Post.objects.filter(role=Role.ADMINISTRATOR, state=PostState.HELD)
    inside = Account.objects.exclude(state=Account.State.INVITED)
    return bool(inside.filter(person_id__in=held.values("person_id")).exists())


def waiting_administrator() -> Account | None:
    """Return the account of the administrator who was let in and has not come yet, the latest of several."""
    held = Post.objects.filter(role=Role.ADMINISTRATOR, state=PostState.HELD)
    waiting = Account.objects.filter(state=Account.State.INVITED, person_id__in=held.values("person_id"))
    account: Account | None = waiting.order_by("-created_at", "-id").first()
    return account


@transaction.atomic
def correct_first_administrator(*, actor: Actor, account: Account, full_name: str, email: str) -> Account:
    """Put another name and address in the place of what was mistyped, while nobody has come in.

    :raises InvitationUsed: she has come in.
    :raises NameTaken: another account has the address.
    """
    corrected = correct_invitee(actor=actor, account=account, full_name=full_name, email=email)
    person = lock(Person.objects.get(id=corrected.person_id))
    person.full_name, person.email = corrected.full_name, corrected.email
    person.sort_key, person.search_name = name_key(person.full_name), fold(person.full_name)
    person.version += 1
    person.save(update_fields=["full_name", "email", "sort_key", "search_name", "version"])
    audit.record(actor, "people.correct_first_administrator", person, fields=["full_name", "email"])
    return corrected


@transaction.atomic
def make_first_administrator(*, actor: Actor, account: Any, full_name: str, email: str, on: date) -> Post:
    """Register the first administrator and link her account, so that she can let the others in."""
    person = register_person(actor=actor, full_name=full_name, email=email)
    post = appoint(actor=actor, person=person, role=Role.ADMINISTRATOR, from_on=on)
    link_account(actor=actor, account=account, person=person, on=on)
    return post
