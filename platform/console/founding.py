"""What a council starts with, made inside it by the founding rooms of its modules.

The console works here as the product itself: an operator is nobody inside a council.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people import founding as people
from kernel.access import Actor
from kernel.accounts.actions import Invitee, Issued, NothingSent, invite, invite_again, withdraw_invitation
from kernel.accounts.rules import current_rules
from kernel.clock import local_day
from kernel.refusal import Refusal
from presets.preset import Preset
from tenancy.models import Council
from tenancy.place import entered

FOUNDER = "onboarding"


class AlreadyInside(Refusal):
    """An administrator of the council has accepted the invitation."""

    code = "already_inside"
    message = _("Người quản trị đã nhận lời mời. Từ nay Hội đồng tự quản lý tài khoản của mình.")


@dataclass(frozen=True)
class Opened:
    """An invitation that only its letter can open, with the address to which it goes."""

    issued: Issued
    full_name: str
    email: str


def found_council(council: Council, preset: Preset) -> None:
    """Make the term and the committees of a preset in a council; doing it again changes nothing."""
    term = preset.term
    with entered(council):
        people.found(
            actor=Actor.system(FOUNDER),
            preset=people.PeoplePreset(
                term_number=term.number,
                term_name=term.name,
                starts_on=term.starts_on,
                ends_on=None,
                seats_total=term.seats_total,
                committees=tuple((people.CommitteeKind(line.kind), line.name) for line in preset.committees),
                simplified_office=preset.simplified_office,
            ),
        )


def open_first_administrator(council: Council, *, full_name: str, email: str, now: datetime) -> Opened:
    """Invite somebody as the first administrator of a council, or invite her again.

    There is one: another name or address takes the place of what was written before. Letters sent before open
    nothing any more. Account, person, post and invitation are one commit.

    :raises AlreadyInside: she or another administrator has accepted an invitation.
    :raises NameTaken: another account of the council has the address.
    """
    with entered(council), transaction.atomic():
        if people.is_administered():
            raise AlreadyInside()
        account = people.waiting_administrator() or get_user_model().objects.filter(email=email).first()
        issued = _invite_again(account, full_name, email, now) if account else _invite(full_name, email, now)
    return Opened(issued, full_name, email)


def withdraw_first_administrator(council: Council, *, reason: str) -> None:
    """Make the letter to a council's first administrator worthless at once.

    :raises AlreadyInside: she has come in.
    :raises NothingSent: no letter is out.
    """
    with entered(council), transaction.atomic():
        if people.is_administered():
            raise AlreadyInside()
        account = people.waiting_administrator()
        if account is None:
            raise NothingSent()
        withdraw_invitation(actor=Actor.system(FOUNDER), account=account, reason=reason)


def _invite(full_name: str, email: str, now: datetime) -> Issued:
    actor = Actor.system(FOUNDER)
    issued = invite(actor=actor, invitee=Invitee(full_name=full_name, email=email), now=now, rules=current_rules())
    people.make_first_administrator(
        actor=actor, account=issued.invitation.account, full_name=full_name, email=email, on=local_day(now)
    )
    return issued


def _invite_again(account: Any, full_name: str, email: str, now: datetime) -> Issued:
    if account.state != account.State.INVITED:
        raise AlreadyInside()
    actor = Actor.system(FOUNDER)
    if account.person_id and (account.full_name, account.email) != (full_name, email):
        account = people.correct_first_administrator(actor=actor, account=account, full_name=full_name, email=email)
    return invite_again(actor=actor, account=account, now=now, rules=current_rules())
