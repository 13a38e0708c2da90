"""``dev fleet``: all councils at once, with progress.

fleet migrate          bring every council up to date (canary first, resumable)
fleet check            compare every council with the template
fleet adopt SUBDOMAIN  take back a council whose schema was restored
fleet each CHORE       do a chore in every council (verify-audit, recount, reindex)
fleet recount          the same as ``each recount``
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenancy import pool
from tenancy.fleet.checking import adopt, check
from tenancy.fleet.chores import CHORES
from tenancy.fleet.migrating import migrate_fleet
from tenancy.fleet.walking import all_councils, for_each
from tenancy.models import Council
from tenancy.postgres import ground

BAR = 30


class Command(BaseCommand):
    """The fleet from the command line; needs the owner's address."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("migrate", help="bring every council up to date")
        verbs.add_parser("check", help="compare every council with the template")
        verbs.add_parser("recount", help="compare every council's figures with a full recount")
        verbs.add_parser("adopt", help="take back a restored council").add_argument("subdomain")
        verbs.add_parser("each", help="do a chore in every council").add_argument("chore", choices=sorted(CHORES))

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, f"_{verb}")(**options)

    def _migrate(self, **_: Any) -> None:
        report = migrate_fleet(self._progress)
        self.stdout.write(
            f"{len(report.migrated)} migrated ({len(report.by_executor)} by the executor), "
            f"{pool.drop_stale()} stale schemas dropped"
        )

    def _check(self, **_: Any) -> None:
        found = check(all_councils(), self._progress)
        for key, differences in found.items():
            self.stdout.write(f"{key}:")
            self.stdout.writelines(f"  {line}\n" for line in differences[:20])
        if found:
            raise CommandError(f"{len(found)} councils differ from the template")
        self.stdout.write("every council equals the template")

    def _adopt(self, subdomain: str, **_: Any) -> None:
        council = Council.objects.using(ground.OWNER).filter(subdomain=subdomain).first()
        if council is None:
            raise CommandError(f"no council has the subdomain {subdomain}")
        try:
            adopt(council)
        except LookupError:
            raise CommandError(f"there is no schema {council.schema_name}") from None
        self.stdout.write(f"{council.schema_name} belongs to {council.key}")

    def _recount(self, **options: Any) -> None:
        self._each(chore="recount", **options)

    def _each(self, chore: str, **_: Any) -> None:
        if chore not in CHORES:
            raise CommandError(f"no chore is called {chore}")
        walk = for_each(CHORES[chore], all_councils(), self._progress)
        for key, error in walk.errors.items():
            self.stdout.write(f"{key}: {error}")
        if walk.errors:
            raise CommandError(f"{chore} failed in {len(walk.errors)} of {len(all_councils())} councils")
        self.stdout.write(f"{chore}: {len(walk.results)} councils in order")

    def _progress(self, done: int, total: int, name: str) -> None:
        if not sys.stderr.isatty():
            return
        filled = BAR * done // max(total, 1)
        self.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {name[:40]:40}", ending="")
        if done == total:
            self.stderr.write("")
