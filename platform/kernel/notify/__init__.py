"""Telling people: a notice behind the bell, and the same by mail when they have an address.

``mail_senders`` are called after commit with the place's key and the notice's id; a worker then calls
``send_mail_for``.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.notify.actions import carriers, mail_senders, mark_all_read, mark_read, tell, wish
    from kernel.notify.mail import deliver, send_mail_for
    from kernel.notify.queries import count_unread
    from kernel.notify.telephone import carry

__all__ = [
    "carriers",
    "carry",
    "count_unread",
    "deliver",
    "mail_senders",
    "mark_all_read",
    "mark_read",
    "send_mail_for",
    "tell",
    "wish",
]

__getattr__ = doorplate(
    __name__,
    {
        "tell": "actions",
        "mark_read": "actions",
        "mark_all_read": "actions",
        "mail_senders": "actions",
        "carriers": "actions",
        "wish": "actions",
        "carry": "telephone",
        "send_mail_for": "mail",
        "deliver": "mail",
        "count_unread": "queries",
    },
)
