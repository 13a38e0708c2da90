"""The SQL of pending migrations, rendered once for all councils that lack the same ones.

Some migrations cannot be rendered (code that reads rows, statements that refuse a transaction); for them
the councils go through Django's own executor, one by one.
"""

from dataclasses import dataclass

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration

from tenancy import history, template
from tenancy.models import Council
from tenancy.postgres import ground
from tenancy.postgres.render import migration_row


class Ahead(RuntimeError):
    """A council has been through migrations that this release does not know."""


@dataclass(frozen=True)
class Plan:
    """What brings a council up to date: one message of SQL, or None when the executor must do it."""

    names: tuple[tuple[str, str], ...]
    sql: str | None

    @property
    def makes_tables(self) -> bool:
        """Whether new tables come, which have no rights and triggers yet."""
        return self.sql is None or "CREATE TABLE" in self.sql.upper()


class Rendered:
    """The plans of one run, each rendered once."""

    def __init__(self) -> None:
        self._plans: dict[str, Plan] = {}

    def plan_for(self, council: Council, digest: str) -> Plan:
        """Return what brings a council up to date; ``digest`` is of the migrations that it has been through.

        :raises Ahead: the council has been through a migration that the template has not.
        """
        if digest not in self._plans:
            self._plans[digest] = render(council, missing(council))
        return self._plans[digest]


def missing(council: Council) -> tuple[tuple[str, str], ...]:
    """Return the migrations that the template has been through and the council has not, in order.

    :raises Ahead: the council has been through one that the template has not.
    """
    goal, have = _applied(template.SCHEMA), set(_applied(council.schema_name))
    unknown = have - set(goal)
    if unknown:
        raise Ahead(f"{council.key} knows {sorted(unknown)}")
    return tuple(name for name in goal if name not in have)


def render(council: Council, names: tuple[tuple[str, str], ...]) -> Plan:
    """Return the plan for every council that lacks just these migrations, rendered in one of them."""
    with ground.owner_in(council.schema_name):
        executor, applied = MigrationExecutor(ground.owner()), set(history.applied_here())
        pending = [executor.loader.graph.nodes[name] for name in names]
        steps = [(step, False) for step in pending if not history.is_known_by_its_steps(step, applied)]
        if not all(_can_be_rendered(migration) for migration, _backwards in steps):
            return Plan(names, None)
        lines = executor.loader.collect_sql(steps)
    text = "\n".join(line for line in lines if line not in {"BEGIN;", "COMMIT;"})
    if "CONCURRENTLY" in text.upper() or "CANNOT BE WRITTEN AS SQL" in text:
        return Plan(names, None)
    return Plan(names, "\n".join([text, *(migration_row(app, name) for app, name in names)]))


def _can_be_rendered(migration: Migration) -> bool:
    return migration.atomic and all(operation.reduces_to_sql for operation in migration.operations)


def _applied(schema: str) -> list[tuple[str, str]]:
    with ground.owner_in(schema):
        return history.applied_here()
