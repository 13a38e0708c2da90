"""The states of a reminder on both sides.

On the sender's side the only step is to take a reminder back: otherwise the state is the furthest thing that the
carrier or the commune told, whatever order it came in. A reminder that was taken back asks for nothing any more.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.exchange.permissions import Can
from kernel.access import Step, steps


class SentState(TextChoices):
    """How far a reminder has come, as its sender knows; in the order in which it goes."""

    SENT = "sent", _("Đã gửi")
    HELD = "held", _("Chờ nơi nhận")
    REFUSED = "refused", _("Không gửi được")
    ARRIVED = "arrived", _("Đã đến")
    SEEN = "seen", _("Đã xem")
    ANSWERED = "answered", _("Đã trả lời")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


class ReceivedState(TextChoices):
    """What the receiver did with a reminder."""

    NEW = "new", _("Mới đến")
    SEEN = "seen", _("Đã xem")
    ANSWERED = "answered", _("Đã trả lời")
    WITHDRAWN = "withdrawn", _("Nơi nhắc đã thu hồi")


class Reply(TextChoices):
    """What a commune may say to a reminder."""

    DONE = "done", _("Đã làm")
    WILL_DO = "will_do", _("Sẽ làm trước ngày")
    NOT_SO = "not_so", _("Không đúng, vì")


STANDING = {SentState.SENT, SentState.HELD, SentState.ARRIVED, SentState.SEEN, SentState.ANSWERED}
SENT_STEPS = steps(Step("withdraw", STANDING, SentState.WITHDRAWN, Can.WITHDRAW, _("Thu hồi")))
RECEIVED_STEPS = steps(
    Step("see", {ReceivedState.NEW}, ReceivedState.SEEN, Can.ANSWER, _("Đánh dấu đã xem")),
    Step(
        "answer",
        {ReceivedState.NEW, ReceivedState.SEEN, ReceivedState.ANSWERED},
        ReceivedState.ANSWERED,
        Can.ANSWER,
        _("Trả lời"),
    ),
    Step(
        "withdraw",
        {ReceivedState.NEW, ReceivedState.SEEN, ReceivedState.ANSWERED},
        ReceivedState.WITHDRAWN,
        Can.CARRY,
        _("Nơi nhắc thu hồi"),
    ),
)
