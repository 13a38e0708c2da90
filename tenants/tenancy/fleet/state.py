"""Which councils are behind: one question to the database, not one each.

A council is up to date when the digest of its applied migrations is the template's, and the note on its
schema names the present dress (grants and triggers).
"""

from dataclasses import dataclass

from tenancy import template
from tenancy.models import Council
from tenancy.postgres import ground
from tenancy.postgres.standing import quoted

SCHEMAS_A_QUESTION = 500
NOTES = "select nspname, coalesce(obj_description(oid, 'pg_namespace'), '') from pg_namespace"


@dataclass(frozen=True)
class State:
    """How far one schema has come."""

    migrations: str
    dress: str


def wanted() -> State:
    """Return the state of the template, which every council should have."""
    return states([template.SCHEMA])[template.SCHEMA]


def states(schemas: list[str]) -> dict[str, State]:
    """Return the state of each schema that is there."""
    notes = {name: note for name, note in ground.rows(NOTES)}
    there = [schema for schema in schemas if schema in notes]
    digests: dict[str, str] = {}
    for start in range(0, len(there), SCHEMAS_A_QUESTION):
        part = there[start : start + SCHEMAS_A_QUESTION]
        asked = " union all ".join(
            f"select %s, md5(string_agg(app || '.' || name, ',' order by app, name)) "  # noqa: S608 -- quoted() below
            f"from {quoted(schema)}.django_migrations"
            for schema in part
        )
        digests.update(dict(ground.rows(asked, part)))
    return {schema: State(digests[schema], notes[schema]) for schema in there}


def behind(councils: list[Council]) -> list[Council]:
    """Return the councils whose migrations or dress are not the template's."""
    return [council for council, _state in left_behind(councils)]


def left_behind(councils: list[Council]) -> list[tuple[Council, State | None]]:
    """Return the councils that are behind with how far each has come (None: its schema is lost)."""
    found = states([template.SCHEMA, *(council.schema_name for council in councils)])
    goal = found[template.SCHEMA]
    pairs = [(council, found.get(council.schema_name)) for council in councils]
    return [(council, state) for council, state in pairs if state != goal]
