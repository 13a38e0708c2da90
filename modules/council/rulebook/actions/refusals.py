"""Why a change of the rulebook is refused, and what every change is asked for."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.refusal import Refusal


class DocumentMissing(Refusal):
    """A council's own rule rests on a document of the council."""

    code = "document_missing"
    message = _("Hãy ghi số, ký hiệu văn bản làm căn cứ.")
    field = "document"


class InForceInPast(Refusal):
    """A rule never reaches back: past deadlines keep the rule under which they were computed."""

    code = "in_force_in_past"
    message = _("Ngày có hiệu lực không được trước hôm nay.")
    field = "in_force_on"


class NothingToEnd(Refusal):
    """The council has no own value of this parameter."""

    code = "nothing_to_end"
    message = _("Hội đồng chưa có quy định riêng để kết thúc.")
    field = "key"


class ReasonMissing(Refusal):
    """What is taken away is taken away for a reason."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


class DayTaken(Refusal):
    """The council has already set this day."""

    code = "day_taken"
    message = _("Ngày này đã được đặt.")
    field = "day_on"


class PauseOver(Refusal):
    """The pause was ended already, or its last day has passed."""

    code = "pause_over"
    message = _("Đợt tạm dừng này đã kết thúc.")
    field = "ended_on"


class EndsBeforeYesterday(Refusal):
    """An ending never takes back paused days that terms were already given."""

    code = "ends_before_yesterday"
    message = _("Ngày tạm dừng cuối cùng không được trước hôm qua.")
    field = "ended_on"


class EndsLater(Refusal):
    """An ending shortens a pause; a longer pause is another one with its own document."""

    code = "ends_later"
    message = _("Ngày tạm dừng cuối cùng phải từ ngày bắt đầu và không sau ngày kết thúc đã ghi.")
    field = "ended_on"


def require_text(text: str, refusal: type[Refusal], *, field: str = "") -> str:
    """Return a text without blanks around it, or refuse an empty one.

    :raises Refusal: the one that is given.
    """
    text = text.strip()
    if not text:
        raise refusal(field=field or refusal.field)
    return text


def require_coming(on: date, now: datetime, *, field: str = "in_force_on") -> date:
    """Return a day that is today or later.

    :raises InForceInPast: it is past.
    """
    if on < clock.local_day(now):
        raise InForceInPast(field=field)
    return on
