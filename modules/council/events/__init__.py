"""The facts that happen in a council, by which its modules speak to each other without importing each other.

One file per module that tells. An event is a frozen dataclass named in the past tense; it carries ids
and plain values only (UUID, date, datetime, str, int, bool), never a person's data and never a row,
because it is stored and read again later, in another process. An action publishes it with
``kernel.outbox.publish`` in its own transaction; rooms ``reactions`` handle it with ``kernel.outbox.on``.
Each class says when it happens, what it carries and when it does not happen.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact that happened; its subclasses add what it carries."""
