"""The backend: one message moves a connection to a council's schema and to that council's role.

The ORM's first read of a request carries that message (``cursors``); everything else sends it alone before it.

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
from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from kernel.place import NoPlace
from tenancy.postgres.cursors import ArrivingCursor
from tenancy.postgres.standing import LOGIN_ROLE, PUBLIC, PUBLIC_SCHEMA, Standing, standing_of

IN_FAILED_TRANSACTION = "25P02"
MOST_COUNCILS_A_CONNECTION = 200
AT_WORK = "active"


class PlaceLost(DatabaseError):
    """The council's schema or role is not there, or is not the council's own; nothing was read or written."""


class PlaceClosed(DatabaseError):
    """The council is in a status in which this request may not ask its tables anything; nothing was asked."""

    def __init__(self, status: str | None) -> None:
        super().__init__(f"the council is {status}")
        self.status = status


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
        self.is_at_work = self.is_lost = False
        self.demanded: frozenset[str] | None = None
        super().__init__(settings_dict, alias)
        self.keeps_login_role = alias == "owner"
        self.leave()
        if self.keeps_login_role:
            self.set_schema_to_public()

    # -- choosing the place ------------------------------------------------------------------------

    def enter(self, standing: Standing) -> None:
        """Make the next statement run in this standing; nothing is sent before that."""
        self.wanted = standing
        self.demanded = None
        self.schema_name = standing.schema
        self.tenant = django_tenants_base.FakeTenant(schema_name=standing.schema)
        self.set_settings_schema(standing.schema)

    def leave(self) -> None:
        """Stand nowhere: every statement is refused until a place is entered."""
        self.wanted = None
        self.demanded = None
        self.schema_name = None
        self.tenant = None

    @property
    def whereabouts(self) -> tuple[Standing | None, Any, frozenset[str] | None]:
        """Where the connection is to stand, for which council, and what is still demanded of it: for ``go_back``."""
        return self.wanted, self.tenant, self.demanded

    def go_back(self, standing: Standing | None, tenant: Any, demanded: frozenset[str] | None) -> None:
        """Choose a place again that was left for another; a demand that was open is judged by a new move."""
        if standing is None:
            self.leave()
            return
        self.enter(standing)
        self.tenant = tenant
        if demanded is not None:
            self.stands, self.demanded = None, demanded

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

    def set_out(self) -> None:
        """Make the next statement move to the chosen place, whatever the connection believes; nothing is sent.

        Whether the council is at work comes with the move, in the same message, so a suspension counts from the
        next request on in every process, however long anything is cached.
        """
        self._required()
        self.stands, self.is_lost = None, False

    def demand(self, statuses: frozenset[str]) -> None:
        """Let the next move succeed only if the council is in one of these statuses; none is asked for in public.

        :raises PlaceClosed: the connection has moved already, and the council is in another status.
        """
        self.demanded = statuses
        if self.stands is self._required():
            self._meet_demand(self.stands)

    def arrive(self) -> None:
        """Move to the chosen place now, unless a statement has done it since setting out.

        :raises PlaceLost: the council's schema or role is not its own.
        :raises PlaceClosed: the council is not in a demanded status.
        """
        if self.stands is not self._required():
            self.stand()

    def status(self) -> str | None:
        """Return how the council stands, as PostgreSQL knew it at the last move; None in the public place.

        Only of a council that is not at work is the table asked how it stands.

        :raises PlaceLost, PlaceClosed: as ``arrive``.
        """
        self.arrive()
        return AT_WORK if self.is_at_work else self._ask_status(self._required())

    def _ask_status(self, standing: Standing) -> str | None:
        if standing.schema_oid is None:
            return None
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("select kit.council_status(%s)", [standing.schema_oid])
            status: str | None = cursor.fetchone()[0]
        return status

    def _meet_demand(self, standing: Standing) -> None:
        """Forget a demand that is met; leave the place again when it is not, or when nobody can say so.

        :raises PlaceClosed: it is not.
        """
        if self.demanded is None or standing is PUBLIC or (self.is_at_work and AT_WORK in self.demanded):
            self.demanded = None
            return
        self.stands = None
        status = self._ask_status(standing)
        if status not in self.demanded:
            raise PlaceClosed(status)
        self.stands, self.demanded = standing, None

    # -- moving there --------------------------------------------------------------------------------

    def _cursor(self, name: str | None = None) -> Any:
        wanted = self._required()
        if self.stands is not wanted and (name is not None or not self.is_free_to_arrive()):
            self.stand()
        return super(django_tenants_base.DatabaseWrapper, self)._cursor(name)

    def make_cursor(self, cursor: Any) -> Any:
        """Wrap a cursor so that it brings the connection to its place, also when it outlives a stay in another."""
        return ArrivingCursor(cursor, self)

    def is_free_to_arrive(self) -> bool:
        """Whether a statement may carry the switch: on the application's own connection, outside a transaction."""
        if self.wanted is None or self.keeps_login_role or self.in_atomic_block or self.queries_logged:
            return False
        if not self.get_autocommit():
            return False
        status: int = self.connection.get_transaction_status()
        return status == TRANSACTION_STATUS_IDLE

    def arrival(self, standing: Standing) -> str:
        """Return the commands that come before a read in one message."""
        return f"set statement_timeout to {settings.STATEMENT_TIMEOUT_MS:d}; {standing.arrival}"

    def note_arrival(self, standing: Standing) -> None:
        """Note that a statement brought the connection to its place, and that the council there is at work."""
        self.stands, self.is_at_work, self.is_lost = standing, standing.schema_oid is not None, False
        self.visited.add(standing.key)
        self._meet_demand(standing)

    def _required(self) -> Standing:
        if self.wanted is None:
            raise NoPlace("no council and no public place was entered on this connection")
        return self.wanted

    def stand(self) -> None:
        """Switch; a connection whose server went away while it was idle is opened anew, once.

        :raises PlaceLost, PlaceClosed: as ``arrive``.
        """
        standing = self._required()
        self.is_lost = True
        for _ in range(2):
            self.ensure_connection()
            if self._move(standing):
                self.is_lost = False
                if self.stands is not None:
                    self._meet_demand(standing)
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
