"""The first statement of a request brings the connection to its place in the same message.

A switch of its own is a round trip before the first query. The ORM's first read outside a transaction carries it
instead: the commands of the switch, a check that divides by zero when the schema is not the council's own or the
council is not at work, and the read. PostgreSQL runs them as one transaction, so the read is made in the right
place or not at all. Whatever goes wrong, the sure way follows: the switch alone, which says what is the matter, then
the read again. Writes, raw SQL (ours is in small letters), transactions, copies and streams always go the sure way.
"""

from typing import Any

import psycopg2
from django.db.backends.utils import CursorWrapper

ORM_READS = "SELECT "
TOOK_TOO_LONG = "57014"
READS_THE_ANSWER = frozenset({"description", "fetchall", "fetchmany", "fetchone", "rowcount", "statusmessage"})
SENDS_NOTHING = READS_THE_ANSWER | {"close", "closed", "connection", "mogrify", "name", "query"}


class ArrivingCursor(CursorWrapper):
    """A cursor that was opened before its connection stood in its place."""

    def _execute(self, sql: Any, params: Any, *ignored: Any) -> Any:
        if self._stands_already():
            return super()._execute(sql, params, *ignored)  # type: ignore[misc]  # unknown to the stubs
        if not self._read_on_arrival(sql, params):
            self._arrive()
            super()._execute(sql, params, *ignored)  # type: ignore[misc]
        return None

    def _executemany(self, sql: Any, param_list: Any, *ignored: Any) -> Any:
        self._arrive()
        return super()._executemany(sql, param_list, *ignored)  # type: ignore[misc]

    def callproc(self, *named: Any, **keyed: Any) -> Any:
        """Call a function of the database, in the place."""
        self._arrive()
        return super().callproc(*named, **keyed)

    def __getattr__(self, name: str) -> Any:
        """Hand out what psycopg2's cursor can do besides (copies, for one), in the place."""
        if name not in SENDS_NOTHING:
            self._arrive()
        return super().__getattr__(name)

    def _stands_already(self) -> bool:
        return self.db.stands is not None and self.db.stands is self.db.wanted

    def _arrive(self) -> None:
        if not self._stands_already():
            self.db.stand()
        if self.cursor.connection is not self.db.connection:  # the old one had died
            self.cursor = self.db.create_cursor()

    def _read_on_arrival(self, sql: Any, params: Any) -> bool:
        """Send the switch and a read as one message; say whether that worked."""
        if not (isinstance(sql, str) and sql.startswith(ORM_READS) and self.db.is_free_to_arrive()):
            return False
        wanted, self.db.stands = self.db.wanted, None
        try:
            self.cursor.execute(self.db.arrival(wanted) + sql, params)
        except psycopg2.Error as error:
            if error.pgcode == TOOK_TOO_LONG:
                with self.db.wrap_database_errors:
                    raise
            return False
        self.db.note_arrival(wanted)
        return True
