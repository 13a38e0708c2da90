"""Whatever a cursor sends is sent in the place; a request's first statement brings the connection there.

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
    """A cursor that follows its connection: wherever it was opened, its statements run in the place chosen last."""

    def _execute(self, sql: Any, params: Any, *ignored: Any) -> Any:
        if not self._is_there():
            if self._read_on_arrival(sql, params):
                return
            self._arrive()
        super()._execute(sql, params, *ignored)  # type: ignore[misc]  # unknown to the stubs

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

    def _is_there(self) -> bool:
        db = self.db
        return db.stands is not None and db.stands is db.wanted and self.cursor.connection is db.connection

    def _arrive(self) -> None:
        if self.db.stands is None or self.db.stands is not self.db.wanted:
            self.db.stand()
        if self.cursor.connection is not self.db.connection:  # the old one had died
            self.cursor = self.db.create_cursor()

    def _read_on_arrival(self, sql: Any, params: Any) -> bool:
        """Send the switch and a read as one message; say whether that worked."""
        if not (isinstance(sql, str) and sql.startswith(ORM_READS) and self.db.is_free_to_arrive()):
            return False
        if self.cursor.connection is not self.db.connection:
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
