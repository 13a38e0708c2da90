"""``manage.py operator invite EMAIL --name NAME``: let the first operator in, and any later one.

Prints the address that the invitation opens; whoever has it becomes an operator, so hand it over in person.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from kernel import clock
from kernel.access import OPERATOR, Actor
from kernel.accounts.actions import Invitee, Issued, RoleToHold, invite, invite_again
from kernel.accounts.models import Account
from kernel.accounts.rules import current_rules
from kernel.refusal import Refusal
from tenancy.place import in_public

ACTOR = Actor.system("command line")


class Command(BaseCommand):
    """Operators from the command line."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        one = verbs.add_parser("invite", help="invite an operator, or invite one again")
        one.add_argument("email")
        one.add_argument("--name", required=True, help="the full name")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            with in_public():
                issued = self._invite(email.strip().lower(), name)
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}: {refusal.message}") from None
        invitation = issued.invitation
        path = reverse("accounts:accept", args=[invitation.pk, issued.token], urlconf=settings.PUBLIC_SCHEMA_URLCONF)
        self.stdout.write(f"{settings.COUNCIL_ADDRESS.format(host=settings.PUBLIC_HOSTS[0])}{path}")

    def _invite(self, email: str, name: str) -> Issued:
        now, rules = clock.now(), current_rules()
        there = Account.objects.filter(email=email).first()
        if there is not None:
            return invite_again(actor=ACTOR, account=there, now=now, rules=rules)
        role = RoleToHold(OPERATOR, from_on=clock.local_day(now))
        return invite(actor=ACTOR, invitee=Invitee(full_name=name, email=email, roles=(role,)), now=now, rules=rules)
