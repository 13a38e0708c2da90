"""``demo``: set the stage of the demonstration, tell its logins, let its delegates vote.

demo                 make what is not there yet, and tell the addresses and logins
demo code            tell the code that every demo login's phone shows now
demo vote SUBDOMAIN  let the delegates of a council vote in its open vote
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demonstration import logins, stage
from config.demonstration.tasks import fill
from tenancy.models import Council
from tenancy.place import in_public


class Command(BaseCommand):
    """The demonstration from the command line."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["set", "code", "vote"], default="set")
        parser.add_argument("subdomain", nargs="?", default="ninhbinh")

    def handle(self, *args: Any, verb: str, subdomain: str, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("these settings take no demonstration data")
        getattr(self, f"_{verb}")(subdomain)

    def _set(self, subdomain: str) -> None:
        stage.set_stage(self.stdout.write)
        fill.delay()
        with in_public():
            # Nobody signs in to the other communes.
            named = Council.objects.filter(is_demo=True, unit_code__in=[unit.code for unit in stage.units_on_stage()])
            councils = list(named.order_by("-level", "name"))
        for council in councils:
            self.stdout.write(f"  {_address(council.subdomain)}  {council.name}")
        self.stdout.write(
            f"  {settings.COUNCIL_ADDRESS.format(host=settings.PUBLIC_HOSTS[0])}  operators: {logins.OPERATOR}"
        )
        province = ", ".join(clerk.username for clerk in logins.OFFICE["province"])
        self.stdout.write(f"  logins of the province: chutich, phochutich, daibieu1…10, {province}")
        self.stdout.write("  logins of a commune: chutich, phochutich, daibieu1…5, vanphong, quantri")
        self.stdout.write(f"  password of all: {logins.PASSWORD}   code of the phone: python3 dev demo code")

    def _code(self, subdomain: str) -> None:
        self.stdout.write(logins.code_now())

    def _vote(self, subdomain: str) -> None:
        with in_public():
            council = Council.objects.filter(subdomain=subdomain, is_demo=True).first()
        if council is None:
            raise CommandError(f"no council of the demonstration has the subdomain {subdomain}")
        self.stdout.write(f"{stage.vote_by_themselves(council)} delegates have voted")


def _address(subdomain: str) -> str:
    return settings.COUNCIL_ADDRESS.format(host=f"{subdomain}.{settings.COUNCIL_DOMAIN}")
