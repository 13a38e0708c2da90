"""Where a connection may stand: a schema together with the database role that belongs to it.

Roles belong to the whole PostgreSQL cluster, therefore a council's role carries the database's name.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

PUBLIC_SCHEMA = "public"
KIT_SCHEMA = "kit"
HUB_ROLE = "hdnd_hub"
NOBODY_ROLE = "hdnd_nobody"
WORKING_ROLE = "hdnd_working"  # nobody's: its USAGE of a council's schema is the sign that the council is at work
LOGIN_ROLE = "none"  # PostgreSQL's word for "the role that logged in"
LONGEST_NAME = 63
REMEMBERED = 10_000


@dataclass(frozen=True)
class Standing:
    """A schema, the role that works in it, and the schema's identity in the catalog (None: not checked)."""

    key: str
    schema: str
    role: str
    schema_oid: int | None = None

    @cached_property
    def search_path(self) -> str:
        """The search path: the council's own schema, then the kit, then public."""
        names = [self.schema, KIT_SCHEMA, PUBLIC_SCHEMA]
        return ", ".join(quoted(name) for name in dict.fromkeys(names))

    @cached_property
    def switch(self) -> str:
        """The message that moves a connection here; its answer is the schema's oid and whether it is at work.

        Commands, for each costs a third of a call of ``set_config``. Whether the council is at work is read from
        the sign on its schema (``kit.hang_sign``), which costs no query of a table.
        """
        space = self._space
        is_at_work = f"coalesce(has_schema_privilege('{WORKING_ROLE}', {space}, 'usage'), false)"
        return f"{self._commands}select {space}, {is_at_work}"

    @cached_property
    def arrival(self) -> str:
        """The same before a read in one message: no answer, but an error unless all is as it should be.

        The schema must have the council's oid, and the council must be at work; else the division fails.
        """
        if self.schema_oid is None:
            return self._commands
        is_own = f"{self._space} = {self.schema_oid:d}"
        is_at_work = f"has_schema_privilege('{WORKING_ROLE}', {self.schema_oid:d}, 'usage')"
        return f"{self._commands}select 1 / coalesce(({is_own} and {is_at_work})::int, 0); "

    @property
    def _space(self) -> str:
        return f"to_regnamespace('{quoted(self.schema)}')::oid"

    @property
    def _commands(self) -> str:
        return f"set search_path to {self.search_path}; set role {quoted(self.role)}; "

    @cached_property
    def owners_switch(self) -> str:
        """The same for the owner's connection, which keeps its login role and its time, and comes before any sign."""
        return (
            f"set statement_timeout to 0; set search_path to {self.search_path}; set role none; "
            f"select to_regnamespace('{quoted(self.schema)}')::oid, false"
        )


PUBLIC = Standing(key="public", schema=PUBLIC_SCHEMA, role=HUB_ROLE)


def quoted(name: str) -> str:
    """Return an SQL identifier in quotes.

    :raises ValueError: the name is empty, too long, or holds a character that never stands in one of ours.
    """
    if not name or len(name.encode()) > LONGEST_NAME or not name.replace("_", "").replace("-", "").isalnum():
        raise ValueError(f"not a name of ours: {name!r}")
    return f'"{name}"'


def council_role(database: str, key: str) -> str:
    """Return the name of a council's role in a database's cluster.

    :raises ValueError: the two together exceed PostgreSQL's 63 bytes.
    """
    name = f"c_{database}_{key}"
    if len(name.encode()) > LONGEST_NAME:
        raise ValueError(f"role name too long: {name}")
    return name


def standing_of(council: Any, database: str) -> Standing:
    """Return where a council's work is done in a database; the same object for the same facts."""
    return _standing(council.key, council.schema_name, council.schema_oid, database)


@lru_cache(maxsize=REMEMBERED)
def _standing(key: str, schema: str, schema_oid: int | None, database: str) -> Standing:
    return Standing(key=key, schema=schema, role=council_role(database, key), schema_oid=schema_oid)
