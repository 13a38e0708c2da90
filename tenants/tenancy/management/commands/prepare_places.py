"""``prepare_places``: public tables, kit, template and pool, so that the first council can be made."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tenancy import pool
from tenancy.fleet.migrating import migrate_fleet


class Command(BaseCommand):
    """Bring the database to what this release needs; safe to repeat."""

    help = "Migrate the shared tables, the template and every council, and fill the pool."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pool", type=int, default=4, help="how many schemas to keep ready (default 4)")

    def handle(self, *args: Any, **options: Any) -> None:
        report = migrate_fleet(lambda done, total, name: self.stdout.write(f"  {done}/{total} {name}"))
        made = pool.fill(options["pool"])
        self.stdout.write(f"{len(report.migrated)} councils migrated, {made} schemas made ready")
