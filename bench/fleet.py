"""Migrating 200 councils: ours against django-tenants' standard executor, in the same database.

The migration adds one column with a database default to a table of every council. The standard executor is
django-tenants' own function, called for twenty of the two hundred councils (its time per council does not
fall with their number); ours goes through all of them. "No-op" is the same when nothing is left to do.
Both are told as time for each council.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django_tenants.migration_executors.base import run_migrations
from tests.factories.councils import make_council

from bench.measure import Report
from tenancy import template
from tenancy.fleet.migrating import migrate_fleet
from tenancy.fleet.state import behind
from tenancy.fleet.walking import all_councils

COUNCILS = 200
SAMPLE = 20
OPTIONS = {  # what the command line would give to django-tenants' executor
    **dict.fromkeys(("settings", "pythonpath", "app_label", "migration_name"), None),
    **dict.fromkeys(("interactive", "run_syncdb", "fake", "fake_initial", "plan", "check_unapplied", "prune"), False),
    **dict.fromkeys(("traceback", "force_color"), False),
    **dict.fromkeys(("no_color", "skip_checks"), True),
    "database": "owner",
    "verbosity": 0,
}
GROWN = """
from importlib import import_module
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("idempotency", "{last}")]
    operations = [migrations.AddField("idempotencykey", "grown", models.CharField(max_length=20, db_default=""))]
"""


def run() -> Report:
    """Measure and compare."""
    report = Report(f"Migrating a fleet of {COUNCILS} councils", __doc__ or "")
    while len(all_councils()) < COUNCILS:
        make_council()
    councils = all_councils()
    ours_idle = _seconds(migrate_fleet) / len(councils)
    theirs_idle = _seconds(lambda: _standard(councils[:SAMPLE])) / SAMPLE
    with _one_more_column():
        theirs = _seconds(lambda: _standard(councils[:SAMPLE])) / SAMPLE
        ours = _seconds(migrate_fleet) / (len(councils) - SAMPLE)
        left = len(behind(councils))
    report.add("no-op: standard against ours", theirs_idle / ours_idle, at_least=200)
    report.add("one column: standard against ours", theirs / ours, at_least=50)
    report.add("councils left behind", left, unit="", at_most=0)
    report.add("ours, one column, a council", ours * 1000, unit=" ms")
    report.add("standard, one column, a council", theirs * 1000, unit=" ms")
    return report


def _standard(councils: list) -> None:
    for council in councils:
        run_migrations([], OPTIONS, "standard", council.schema_name, allow_atomic=True)


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@contextmanager
def _one_more_column() -> Iterator[None]:
    """Give one app a further migration for the time of the bench, in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    known = Path(sys.modules["kernel.idempotency"].__file__).parent / "migrations"
    shutil.copytree(known, folder / "grown_migrations", ignore=shutil.ignore_patterns("__pycache__"))
    last = sorted(path.stem for path in known.glob("0*.py"))[-1]
    (folder / "grown_migrations" / "0099_grown.py").write_text(GROWN.format(last=last))
    sys.path.insert(0, str(folder))
    settings.MIGRATION_MODULES = {**settings.MIGRATION_MODULES, "idempotency": "grown_migrations"}
    try:
        template.migrate_public()
        yield
    finally:
        settings.MIGRATION_MODULES = {k: v for k, v in settings.MIGRATION_MODULES.items() if k != "idempotency"}
        sys.path.remove(str(folder))
        shutil.rmtree(folder)
