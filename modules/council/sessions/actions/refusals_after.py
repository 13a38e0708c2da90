"""Why something after the closing, or around a session's papers and broadcast, cannot be written down."""

from django.utils.translation import gettext_lazy as _

from kernel.access import StepNotAllowed
from kernel.refusal import Refusal


class NotYetClosed(StepNotAllowed):
    """What follows the closing is recorded after it."""

    code = "not_yet_closed"
    message = _("Kỳ họp chưa bế mạc.")


class RecipientsMissing(Refusal):
    """What went upward went to somebody above this council (R-SES-22)."""

    code = "recipients_missing"
    message = _("Hãy chọn nơi nhận trong số cơ quan cấp trên của Hội đồng.")
    field = "recipients"


class SentLate(Refusal):
    """The last day of R-SES-22 has passed and no reason is given; the sentence explains the day."""

    code = "sent_late"
    field = "late_reason"


class SignedLate(Refusal):
    """The minutes were signed after the last day of R-SES-21 and no reason is given; the sentence explains the day."""

    code = "signed_late"
    field = "late_reason"


class NotLate(Refusal):
    """Nothing was missed that asks for a reason."""

    code = "not_late"
    message = _("Việc này chưa quá hạn, không cần ghi lý do.")


class BroadcastUnfit(Refusal):
    """A broadcast lies at an https address of a named host, without a login in it."""

    code = "broadcast_unfit"
    message = _("Địa chỉ phải bắt đầu bằng https, có tên máy chủ rõ ràng, không kèm tên đăng nhập hoặc cổng riêng.")
    field = "broadcast"


class BroadcastOver(StepNotAllowed):
    """The session is over, or will not be held: nothing is broadcast any more."""

    code = "broadcast_over"
    message = _("Kỳ họp đã kết thúc hoặc không tổ chức; không còn gì để truyền hình.")


class FileClosed(Refusal):
    """The session's file is complete, or the session will not be held."""

    code = "file_closed"
    message = _("Hồ sơ kỳ họp đã hoàn tất hoặc kỳ họp không tổ chức; không ghi thêm được nữa.")
