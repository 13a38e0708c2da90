"""The states of a dossier before the agenda, of a remark of its examination, and the steps between them.

Source: workflow A2 up to the agenda; rules R-SES-09 (the yearly list), R-SES-10 (every remark is closed).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.sessions.permissions.dossiers import Can
from kernel.access import Step, steps


class DossierState(TextChoices):
    """Where the preparation of a matter stands."""

    PROPOSED = "proposed", _("Đăng ký")
    ACCEPTED = "accepted", _("Đã vào danh mục")
    DRAFTING = "drafting", _("Đang soạn thảo")
    DOSSIER_SENT = "dossier_sent", _("Đã gửi hồ sơ")
    UNDER_VERIFICATION = "under_verification", _("Đang thẩm tra")
    VERIFIED = "verified", _("Đã thẩm tra")
    REMARKS_OPEN = "remarks_open", _("Đang tiếp thu, giải trình")
    REMARKS_CLOSED = "remarks_closed", _("Đã tiếp thu, giải trình")
    ON_AGENDA = "on_agenda", _("Đã vào chương trình")
    DECLINED = "declined", _("Không đưa vào danh mục")
    LEFT = "left", _("Chưa trình kỳ họp này")
    WITHDRAWN = "withdrawn", _("Đã rút")


class RemarkState(TextChoices):
    """What became of a remark of the verifying committee."""

    OPEN = "open", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời, chờ Ban xác nhận")
    CONFIRMED = "confirmed", _("Ban đã xác nhận")
    DISPUTED = "disputed", _("Còn khác nhau, chờ Thường trực")
    SETTLED = "settled", _("Thường trực đã quyết định")


_D, _R = DossierState, RemarkState

# In the order of the work; what is behind it is over for this session.
DOSSIER_TRACK = (
    _D.PROPOSED,
    _D.ACCEPTED,
    _D.DRAFTING,
    _D.DOSSIER_SENT,
    _D.UNDER_VERIFICATION,
    _D.VERIFIED,
    _D.REMARKS_OPEN,
    _D.REMARKS_CLOSED,
    _D.ON_AGENDA,
)
IN_PREPARATION = frozenset(DOSSIER_TRACK) - {_D.ON_AGENDA}
# The submitter still owes the committee a dossier.
BEFORE_SENDING = frozenset({_D.PROPOSED, _D.ACCEPTED, _D.DRAFTING})
# While the submitter gives papers and new versions; what she changes later goes through the session's papers.
TAKES_PAPERS = frozenset({_D.DRAFTING, _D.DOSSIER_SENT, _D.UNDER_VERIFICATION, _D.REMARKS_OPEN})
# Members of committees look on from the beginning of the drafting.
TAKES_OBSERVERS = frozenset(DOSSIER_TRACK) - {_D.PROPOSED, _D.ACCEPTED, _D.ON_AGENDA}
CLOSED_REMARKS = frozenset({_R.CONFIRMED, _R.SETTLED})

DOSSIER_STEPS = steps(
    Step("edit", {_D.PROPOSED}, _D.PROPOSED, Can.REGISTER, _("Sửa đăng ký")),
    Step("accept", {_D.PROPOSED}, _D.ACCEPTED, Can.DECIDE, _("Đưa vào danh mục")),
    Step("decline", {_D.PROPOSED}, _D.DECLINED, Can.DECIDE, _("Không đưa vào danh mục")),
    Step("assign", {_D.ACCEPTED}, _D.DRAFTING, Can.KEEP, _("Phân công soạn thảo, thẩm tra")),
    Step("send", {_D.DRAFTING}, _D.DOSSIER_SENT, Can.SUBMIT, _("Gửi hồ sơ thẩm tra")),
    Step("give_back", {_D.DOSSIER_SENT}, _D.DRAFTING, Can.EXAMINE, _("Trả hồ sơ thiếu")),
    Step("examine", {_D.DOSSIER_SENT}, _D.UNDER_VERIFICATION, Can.EXAMINE, _("Ghi cuộc họp thẩm tra")),
    Step("report", {_D.UNDER_VERIFICATION}, _D.VERIFIED, Can.EXAMINE, _("Ban hành báo cáo thẩm tra")),
    Step("open_remarks", {_D.VERIFIED}, _D.REMARKS_OPEN, Can.KEEP, _("Giao tiếp thu, giải trình")),
    Step("close_remarks", {_D.REMARKS_OPEN}, _D.REMARKS_CLOSED, Can.EXAMINE, _("Xác nhận tiếp thu xong")),
    Step("place", {_D.REMARKS_CLOSED}, _D.ON_AGENDA, Can.DECIDE, _("Đưa vào chương trình")),
    Step("leave", IN_PREPARATION - {_D.PROPOSED, _D.ACCEPTED}, _D.LEFT, Can.KEEP, _("Chưa trình kỳ họp này")),
    Step("take_up", {_D.LEFT}, _D.DRAFTING, Can.KEEP, _("Chuyển sang kỳ họp khác")),
    Step("withdraw", IN_PREPARATION | {_D.LEFT}, _D.WITHDRAWN, Can.SUBMIT, _("Rút nội dung")),
)

REMARK_STEPS = steps(
    Step("answer", {_R.OPEN, _R.ANSWERED}, _R.ANSWERED, Can.SUBMIT, _("Trả lời")),
    Step("confirm", {_R.ANSWERED}, _R.CONFIRMED, Can.EXAMINE, _("Xác nhận đã tiếp thu, giải trình")),
    Step("dispute", {_R.ANSWERED}, _R.DISPUTED, Can.EXAMINE, _("Chưa thống nhất")),
    Step("settle", {_R.DISPUTED}, _R.SETTLED, Can.DECIDE, _("Quyết định")),
)
