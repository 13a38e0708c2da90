"""``dev council``: the operators' actions from the command line.

council list                              the councils and their states
council onboard CODE… [--province CODE]   bring councils onto the platform (--dry-run only shows what would be made)
council suspend SUBDOMAIN --reason …      stop a council's workspace
council resume SUBDOMAIN --reason …       let it go on
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from console import actions, queries, tasks
from console.actions import FirstAdministrator
from console.models import OnboardingItem
from console.onboarding import work_off
from console.planning import plan_onboarding
from kernel import clock
from kernel.access import Actor
from kernel.refusal import Refusal
from presets.units import Unit, UnknownUnit, unit_of, whole_province
from tenancy import lifecycle
from tenancy.models import Council
from tenancy.place import in_public

BAR = 30
ACTOR = Actor.system("command line")


class Command(BaseCommand):
    """The councils from the command line; needs the owner's address."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="the councils and their states")
        onboard = verbs.add_parser("onboard", help="bring councils onto the platform")
        onboard.add_argument("codes", nargs="*", metavar="CODE", help="official codes of units")
        onboard.add_argument("--province", action="append", default=[], help="a province with all its communes")
        onboard.add_argument("--dry-run", action="store_true", help="only show what would be made")
        onboard.add_argument("--background", action="store_true", help="leave the work to the control worker")
        onboard.add_argument("--ground", default="dev council onboard", help="the document on which it rests")
        onboard.add_argument("--admin-email", default="", help="first administrator; {ten} stands for the subdomain")
        onboard.add_argument("--admin-name", default="", help="the first administrator's name")
        for verb in ("suspend", "resume"):
            one = verbs.add_parser(verb, help=f"{verb} a council's workspace")
            one.add_argument("subdomain")
            one.add_argument("--reason", required=True)

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            with in_public():
                getattr(self, f"_{verb}")(**options)
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}: {refusal.message}") from None

    def _list(self, **_: Any) -> None:
        for council in queries.list_fleet(ACTOR, queries.FleetFilter()):
            self.stdout.write(f"{council.unit_code:6} {council.status:10} {council.subdomain:24} {council.name}")

    def _onboard(self, *, codes: list[str], province: list[str], dry_run: bool, **options: Any) -> None:
        units = self._units(codes, province)
        if dry_run:
            for line in plan_onboarding(actor=ACTOR, units=units).lines:
                self.stdout.write(f"{line.unit.code:6} {line.verdict:10} {line.host:36} {line.unit.council_name}")
            return
        batch = actions.start_onboarding(
            actor=ACTOR,
            units=units,
            ground=options["ground"],
            administrator=FirstAdministrator(options["admin_name"], options["admin_email"]),
            now=clock.now(),
        )
        if options["background"]:
            tasks.ring(batch.pk)
            self.stdout.write(f"onboarding {batch.pk}: {batch.items.count()} councils queued")
            return
        self._work_off(list(batch.items.order_by("position")))

    def _units(self, codes: list[str], provinces: list[str]) -> list[Unit]:
        try:
            whole = [unit for code in provinces for unit in whole_province(code)]
            return [*whole, *(unit_of(code) for code in codes)]
        except UnknownUnit as error:
            raise CommandError(f"no unit of the official list has the code {error}") from None

    def _work_off(self, items: list[OnboardingItem]) -> None:
        for number, item in enumerate(items, 1):
            work_off(item.pk, now=clock.now())
            self._progress(number, len(items), item.unit_name)
        failed = OnboardingItem.objects.filter(pk__in=[item.pk for item in items], state=OnboardingItem.State.FAILED)
        for item in failed.order_by("position"):
            self.stdout.write(f"{item.unit_code} {item.unit_name}: {item.error_code}")
        if failed:
            raise CommandError(f"{len(failed)} of {len(items)} councils failed")
        self.stdout.write(f"{len(items)} councils made")

    def _suspend(self, subdomain: str, reason: str, **_: Any) -> None:
        lifecycle.suspend(actor=ACTOR, council=self._council(subdomain), reason=reason)
        self.stdout.write(f"{subdomain} is suspended")

    def _resume(self, subdomain: str, reason: str, **_: Any) -> None:
        lifecycle.resume(actor=ACTOR, council=self._council(subdomain), reason=reason)
        self.stdout.write(f"{subdomain} works again")

    def _council(self, subdomain: str) -> Council:
        council = Council.objects.filter(subdomain=subdomain).first()
        if council is None:
            raise CommandError(f"no council has the subdomain {subdomain}")
        return council

    def _progress(self, done: int, total: int, name: str) -> None:
        if not sys.stderr.isatty():
            return
        filled = BAR * done // max(total, 1)
        self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {name[:40]:40}", ending="")
        if done == total:
            self.stderr.write("")
