"""The backend: one message moves a connection to a council's schema and to that council's role.

django-tenants sets only the search path, and swallows an error of its switch; the query then runs as
the previous council. Here the switch either succeeds as a whole (path, role, time limit, and the
schema is the very one that belongs to the council) or the connection is closed and the request fails.
PostgreSQL runs the statements of one message as one transaction, so an error in any of them undoes all.
"""

from typing import Any

import psycopg2
from django.conf import settings
from django.db import DatabaseError
from django.utils.asyncio import async_unsafe
from django.utils.functional import cached_property
from django_tenants.postgresql_backend import base as django_tenants_base

from kernel.place import NoPlace
from tenancy.postgres.standing import LOGIN_ROLE, PUBLIC, PUBLIC_SCHEMA, Standing, standing_of

IN_FAILED_TRANSACTION = "25P02"
MOST_COUNCILS_A_CONNECTION = 200
AT_WORK = "active"


class PlaceLost(DatabaseError):
    """The council's schema or role is not there, or is not the council's own; nothing was read or written."""


class DatabaseWrapper(django_tenants_base.DatabaseWrapper):  # type: ignore[misc]  # without stubs
    """A PostgreSQL connection that knows where it stands.

    The alias ``owner`` keeps its login role everywhere (migrations, provisioning, recount, backup); all
    others work as the role of the place.
    """

    schema_name: str | None
    tenant: Any

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        self.wanted: Standing | None = None
        self.stands: Standing | None = None
        self.visited: set[str] = set()
        self.is_at_work = False
        super().__init__(settings_dict, alias)
        self.keeps_login_role = alias == "owner"
        self.leave()
        if self.keeps_login_role:
            self.set_schema_to_public()

    # -- choosing the place ------------------------------------------------------------------------

    def enter(self, standing: Standing) -> None:
        """Make the next statement run in this standing; nothing is sent before that."""
        self.wanted = standing
        self.schema_name = standing.schema
        self.tenant = django_tenants_base.FakeTenant(schema_name=standing.schema)
        self.set_settings_schema(standing.schema)

    def leave(self) -> None:
        """Stand nowhere: every statement is refused until a place is entered."""
        self.wanted = None
        self.schema_name = None
        self.tenant = None

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:  # noqa: ARG002 -- django-tenants' signature
        """Enter a council (django-tenants' own name for it)."""
        if tenant.schema_name == PUBLIC_SCHEMA:
            self.enter(PUBLIC)
            return
        if not hasattr(tenant, "key"):
            self._enter_bare_schema(tenant.schema_name)
            return
        self.enter(standing_of(tenant, self.settings_dict["NAME"]))
        self.tenant = tenant

    def _enter_bare_schema(self, schema_name: str) -> None:
        if not getattr(self, "keeps_login_role", False):
            raise NoPlace("a bare schema name has no role; only the owner's connection may use one")
        self.enter(Standing(key=schema_name, schema=schema_name, role=LOGIN_ROLE))

    @property
    def place_key(self) -> str | None:
        """The key of the place in which the connection stands, for names of caches, files and channels."""
        return self.wanted.key if self.wanted else None

    def arrive(self) -> str | None:
        """Move to the chosen place now, whatever the connection believes, and return the council's status there.

        Whether the council is at work comes with the switch, in the same message, so a suspension counts from the
        next request on in every process, however long anything is cached. Only of a council that is not at work is
        the table asked how it stands; in the public place there is no status.

        :raises PlaceLost: the council's schema or role is not its own.
        """
        self.stands = None
        standing = self._required()
        self._stand(standing)
        return AT_WORK if self.is_at_work else self._ask_status(standing)

    def _ask_status(self, standing: Standing) -> str | None:
        if standing.schema_oid is None:
            return None
        with self.cursor() as cursor:
            cursor.execute("select kit.council_status(%s)", [standing.schema_oid])
            status: str | None = cursor.fetchone()[0]
        return status

    # -- moving there --------------------------------------------------------------------------------

    def _cursor(self, name: str | None = None) -> Any:
        wanted = self._required()
        if self.stands is not wanted:
            self._stand(wanted)
        return super(django_tenants_base.DatabaseWrapper, self)._cursor(name)

    def _required(self) -> Standing:
        if self.wanted is None:
            raise NoPlace("no council and no public place was entered on this connection")
        return self.wanted

    def _stand(self, standing: Standing) -> None:
        """Switch; a connection whose server went away while it was idle is opened anew, once."""
        for _ in range(2):
            self.ensure_connection()
            if self._move(standing):
                return
        raise PlaceLost(f"cannot reach {standing.key}")

    def _move(self, standing: Standing) -> bool:
        """Send the switch; return False when the connection was dead and may be opened anew.

        That makes a health check before each request unnecessary: the switch is one.
        """
        self.stands = None
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(self._switch(standing))
                found = cursor.fetchone()
        except psycopg2.Error as error:
            if error.pgcode == IN_FAILED_TRANSACTION:
                return True  # the statement that follows fails too, unless it is the rollback
            died_idle = bool(self.connection.closed) and not self.in_atomic_block
            self.close()
            if died_idle:
                return False
            raise PlaceLost(f"cannot stand in {standing.key}") from error
        if found is None or standing.schema_oid not in (None, found[0]):
            self.close()
            raise PlaceLost(f"the schema of {standing.key} is not its own")
        self.stands, self.is_at_work = standing, found[1]
        self.visited.add(standing.key)
        return True

    def _switch(self, standing: Standing) -> str:
        if self.keeps_login_role:
            return standing.owners_switch
        return f"set statement_timeout to {settings.STATEMENT_TIMEOUT_MS:d}; {standing.switch}"

    @cached_property
    def pg_version(self) -> int:
        """The server's version, which the connection knows without a statement."""
        self.ensure_connection()
        version: int = self.connection.server_version
        return version

    # -- forgetting: whatever may have undone the switch ------------------------------------------------

    def connect(self) -> None:
        self.stands = None
        self.visited = set()
        super().connect()

    def close(self) -> None:
        self.stands = None
        super().close()

    @async_unsafe
    def commit(self) -> None:
        try:
            super().commit()
        except DatabaseError:
            self.stands = None
            raise

    @async_unsafe
    def rollback(self) -> None:
        self.stands = None
        super().rollback()

    @async_unsafe
    def savepoint_rollback(self, sid: str) -> None:
        try:
            super().savepoint_rollback(sid)
        finally:
            self.stands = None

    def close_if_unusable_or_obsolete(self) -> None:
        """Close a connection that is broken, old, or has met so many councils that its memory grows."""
        if len(self.visited) > MOST_COUNCILS_A_CONNECTION and not self.in_atomic_block:
            self.close()
            return
        super().close_if_unusable_or_obsolete()
