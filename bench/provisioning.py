"""Making a council: from the pool, without the pool, and by the bare DDL.

Bare DDL is the least that PostgreSQL can do: the template's statements (tables, constraints, indexes, the
rows of django_migrations) as one message in one transaction, without role, rights and triggers. "Without
the pool" adds those and the pool's row. "From the pool" renames schema and role; "a whole council" also
writes the council's row and host. "Migrate" is Django's own executor in a fresh schema. All in turn.
"""

from itertools import count

from tests.factories.councils import make_council

from bench.measure import Report, in_turn
from tenancy import dress, history, pool, template
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import difference
from tenancy.postgres.standing import council_role, quoted

ROUNDS = 12
_numbers = count(1)


def run() -> Report:
    """Measure and compare."""
    report = Report("Provisioning a council", __doc__ or "")
    now = template.current()
    pool.fill(2 * (ROUNDS + 4))
    taken = in_turn(
        {
            "bare": lambda: _bare(now.ddl),
            "without": lambda: pool.make_entry(now),
            "pool": _take,
            "whole": make_council,
        },
        ROUNDS,
    )
    migrated = in_turn({"migrate": _migrate}, 2)["migrate"]
    report.add("from the pool, against the bare DDL", taken["pool"] / taken["bare"], at_most=0.05)
    report.add("a whole council from the pool, against the bare DDL", taken["whole"] / taken["bare"])
    report.add("without the pool, against the bare DDL", taken["without"] / taken["bare"], at_most=1.3)
    report.add("migrate, against without the pool", migrated / taken["without"])
    report.add("differences from the template", _differences(), unit="", at_most=0)
    report.add("the bare DDL itself", taken["bare"] * 1000, unit=" ms")
    return report


def _bare(ddl: str) -> None:
    name = quoted(f"bare_{next(_numbers)}")
    with ground.owner_transaction():
        ground.execute(f"create schema {name}; set local search_path to {name}, kit; {ddl}")


def _take() -> None:
    key = f"xbench{next(_numbers)}"
    with ground.owner_transaction():
        pool.take(key=key, schema=f"c_{key}")


def _migrate() -> None:
    name = f"migrated_{next(_numbers)}"
    ground.execute(f"create schema {quoted(name)}")
    role = council_role(ground.database_name(), name)
    template.make_role(role)
    with ground.owner_in(name):
        history.migrate_here()
        ground.execute(dress.council_dress(name, role))


def _differences() -> int:
    council = make_council()
    role = council_role(ground.database_name(), council.key)
    return len(difference(council.schema_name, role, template.SCHEMA, template.role()))
