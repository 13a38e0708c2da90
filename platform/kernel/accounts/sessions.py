"""The store behind the session cookie (``SESSION_ENGINE``): rows of this place, found by digest.

There are no anonymous sessions: a row exists from the moment a password was right until it ends. The
cookie holds 32 random characters, the table only their digest, so a copy of the table opens nothing.
The row is read together with its account, so that a signed-in request costs one query for both.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from kernel.accounts.models import Account, SessionRow
from kernel.accounts.tokens import digest


class NobodySignedIn(RuntimeError):
    """Something is to be kept in the session of nobody: a mistake of the programmer."""


class SessionStore(DatabaseStore):
    """A browser's session; ``row`` is its stored row once it was loaded or opened."""

    row: SessionRow | None = None

    if TYPE_CHECKING:  # Django's own, missing in its stubs

        def _get_new_session_key(self) -> str: ...

        def _get_session(self, no_load: bool = False) -> dict[str, Any]: ...

    @classmethod
    def get_model_class(cls) -> type[SessionRow]:
        return SessionRow

    def open(self, account: Account, *, now: datetime, ip: str | None, device: str, half: bool) -> SessionRow:
        """Sign an account in under a key that did not exist before, and return the row.

        Whatever the browser brought along is thrown away: a key that somebody else planted opens nothing.
        """
        self.flush()
        state = SessionRow.State.HALF if half else SessionRow.State.OPEN
        self._session_key = self._get_new_session_key()
        self.row = SessionRow.objects.create(
            session_key=_stored(self._session_key),
            session_data=self.encode({}),
            expire_date=self.get_expiry_date(modification=now),
            account=account,
            state=state,
            last_seen_at=now,
            ip=ip,
            device=device,
        )
        self.modified = True
        return self.row

    def find(self) -> SessionRow | None:
        """Return the row that the browser's cookie opens, if there is one."""
        self._get_session()
        self.accessed = True
        return self.row

    def cycle_key(self) -> None:
        """Give the session a new key, so that one seen before the change of rights is worth nothing."""
        if self.row is None:
            return
        key = self._get_new_session_key()
        SessionRow.objects.filter(pk=self.row.pk).update(session_key=_stored(key))
        self._session_key, self.modified = key, True

    def _get_session_from_db(self) -> SessionRow | None:
        rows = SessionRow.objects.select_related("account")
        self.row = rows.filter(session_key=_stored(self.session_key), expire_date__gt=timezone.now()).first()
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        return bool(SessionRow.objects.filter(session_key=_stored(session_key)).exists())

    def save(self, must_create: bool = False) -> None:
        """Keep the session's data; the session's end stays where it was set at its opening.

        :raises NobodySignedIn: there is no session to keep it in.
        :raises UpdateError: the session was ended in the meantime.
        """
        if must_create or self.row is None:
            raise NobodySignedIn("only a signed-in account has a session")
        data = self.encode(self._get_session())
        if not SessionRow.objects.filter(pk=self.row.pk).update(session_data=data):
            raise UpdateError

    def create(self) -> None:
        self.save(must_create=True)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            SessionRow.objects.filter(session_key=_stored(key)).delete()
            self.row = None


def _stored(session_key: Any) -> str:
    return digest("session", str(session_key))
