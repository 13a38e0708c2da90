"""The gate between councils: what leaves one passes here, column by column, or not at all.

Data crosses a border in exactly three ways: *figures* (counted by hub.rollups), *publications* (a
snapshot for everybody) and *hand-overs* (a case, a reminder or a request to another council, with a
receipt on both sides). Whoever sends something registers its passage once, with the list of columns
that may leave:

    RESOLUTION = open_passage("publication.resolution", Kind.PUBLICATION, columns={"id", "title"})
    checked(RESOLUTION, columns)

A hand-over also says whom it may reach and which columns may come back:

    REMINDER = open_passage(
        "exchange.reminder", Kind.HAND_OVER, columns={"matter", "due_on"}, back={"seen_at"}, way=Way.DOWN
    )
    hand_over(REMINDER, id=reminder.id, unit_code="14329", columns={…})   # in the sender's own transaction

    @takes(REMINDER)      # in the receiving council, as its role, once
    @hears(REMINDER)      # in the sending council, once for each turn of its fate and each answer

Only rooms ``border`` of the modules and hub.rollups may import this (contract in .importlinter). A
denouncer's identity and a secret ballot have no passage, of any kind.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate
from tenancy.border.declaring import BadPassage, ColumnNotAllowed, Kind, Passage, Way, checked, open_passage, passages
from tenancy.border.handlers import Arrived, Because, Fate, Word, hears, takes

if TYPE_CHECKING:
    from tenancy.border.sending import OtherContent, answer, hand_over

__all__ = [
    "Arrived",
    "BadPassage",
    "Because",
    "ColumnNotAllowed",
    "Fate",
    "Kind",
    "OtherContent",
    "Passage",
    "Way",
    "Word",
    "answer",
    "checked",
    "hand_over",
    "hears",
    "open_passage",
    "passages",
    "takes",
]

__getattr__ = doorplate(__name__, {"hand_over": "sending", "answer": "sending", "OtherContent": "sending"})
