"""The states of a mandate and of a post, and the steps between them.

Source: Luật Tổ chức chính quyền địa phương (rules R-ORG-09 to R-ORG-11: resignation, moving away, suspension, loss,
dismissal and recall). A post ends and its rights end with the day; what is open is handed over to a named person.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.people.permissions import Can
from kernel.access import Step, steps


class MandateState(TextChoices):
    """What a delegate's mandate is now."""

    ACTIVE = "active", _("Đang hoạt động")
    SUSPENDED = "suspended", _("Tạm đình chỉ")
    RESIGNED = "resigned", _("Thôi làm nhiệm vụ đại biểu")
    MOVED = "moved", _("Thôi làm nhiệm vụ do chuyển đi")
    DISMISSED = "dismissed", _("Bị Hội đồng nhân dân bãi nhiệm")
    RECALLED = "recalled", _("Bị cử tri bãi nhiệm")
    LOST = "lost", _("Mất quyền đại biểu")
    DIED = "died", _("Đã qua đời")
    COMPLETED = "completed", _("Hết nhiệm kỳ")


class PostState(TextChoices):
    """Whether somebody still holds the post."""

    HELD = "held", _("Đương nhiệm")
    ENDED = "ended", _("Đã thôi giữ chức vụ")


class Ending(TextChoices):
    """How somebody came to leave a post. An elected office is left otherwise than a mandate."""

    RESIGNED = "resigned", _("Từ chức, xin thôi giữ chức vụ")
    RELIEVED = "relieved", _("Miễn nhiệm")
    DISMISSED = "dismissed", _("Bãi nhiệm, cách chức")
    TRANSFERRED = "transferred", _("Điều động, phân công nhiệm vụ khác")
    RETIRED = "retired", _("Nghỉ hưu, nghỉ việc")
    DIED = "died", _("Qua đời")
    WITH_MANDATE = "mandate", _("Không còn là đại biểu")
    WITH_TERM = "term", _("Hết nhiệm kỳ")


class Rank(TextChoices):
    """Whether somebody holds a post as the first or as a deputy of the first."""

    PRINCIPAL = "principal", _("Cấp trưởng")
    DEPUTY = "deputy", _("Cấp phó")


class TermState(TextChoices):
    """Whether a term of office is the present one."""

    CURRENT = "current", _("Đương nhiệm")
    CLOSED = "closed", _("Đã kết thúc")


class SheetState(TextChoices):
    """Where an uploaded list stands."""

    CHECKING = "checking", _("Đang kiểm tra")
    IMPORTED = "imported", _("Đã nhập")
    DISCARDED = "discarded", _("Đã bỏ")


class HandoverState(TextChoices):
    """Whether everything that somebody leaves behind has a new person."""

    OPEN = "open", _("Đang bàn giao")
    COMPLETED = "completed", _("Đã bàn giao xong")


class AuthorisationState(TextChoices):
    """Whether somebody may act for the chair in the time that the document names."""

    GIVEN = "given", _("Đã ghi nhận")
    ENDED = "ended", _("Đã chấm dứt")


class ProgrammeState(TextChoices):
    """Whether a team's programme of a year stands."""

    RECORDED = "recorded", _("Đã ghi nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")


class OutsideState(TextChoices):
    """Whether the council works with a body outside."""

    ACTIVE = "active", _("Đang hoạt động")
    ENDED = "ended", _("Đã ngừng")


class ContactState(TextChoices):
    """Whether somebody is a body's contact now."""

    CURRENT = "current", _("Đang là đầu mối")
    ENDED = "ended", _("Đã thôi")


class DutyState(TextChoices):
    """Where one open matter stands on its way from the one who leaves to the one who goes on with it."""

    OPEN = "open", _("Chưa giao")
    GIVEN = "given", _("Đã giao, chờ nhận")
    TAKEN = "taken", _("Đã nhận")


# Suspended delegates still count in the total of delegates (rules section 14, "N of quorum").
IN_OFFICE = frozenset({MandateState.ACTIVE, MandateState.SUSPENDED})
# What a person chooses; the others follow from a mandate's or a term's end.
CHOSEN_ENDINGS = tuple(ending for ending in Ending if ending not in {Ending.WITH_MANDATE, Ending.WITH_TERM})

MANDATE_STEPS = steps(
    Step("suspend", {MandateState.ACTIVE}, MandateState.SUSPENDED, Can.SUSPEND_MANDATE, _("Tạm đình chỉ")),
    Step("reinstate", {MandateState.SUSPENDED}, MandateState.ACTIVE, Can.SUSPEND_MANDATE, _("Cho trở lại")),
    Step("resign", IN_OFFICE, MandateState.RESIGNED, Can.END_MANDATE, _("Thôi làm nhiệm vụ theo nguyện vọng")),
    Step("move", IN_OFFICE, MandateState.MOVED, Can.END_MANDATE, _("Không còn công tác, cư trú tại địa phương")),
    Step("dismiss", IN_OFFICE, MandateState.DISMISSED, Can.END_MANDATE, _("Hội đồng nhân dân bãi nhiệm")),
    Step("recall", IN_OFFICE, MandateState.RECALLED, Can.END_MANDATE, _("Cử tri bãi nhiệm")),
    Step("lose", IN_OFFICE, MandateState.LOST, Can.END_MANDATE, _("Mất quyền đại biểu do bản án có hiệu lực")),
    Step("die", IN_OFFICE, MandateState.DIED, Can.END_MANDATE, _("Qua đời")),
    Step("complete", IN_OFFICE, MandateState.COMPLETED, Can.CHANGE_TERM, _("Hết nhiệm kỳ")),
)
# The steps that end a mandate before its term, in the order in which a page offers them.
MANDATE_ENDINGS = tuple(
    step for step in MANDATE_STEPS.values() if step.target not in {*IN_OFFICE, MandateState.COMPLETED}
)

TERM_STEPS = steps(
    Step("close", {TermState.CURRENT}, TermState.CLOSED, Can.CHANGE_TERM, _("Kết thúc nhiệm kỳ")),
)

POST_STEPS = steps(
    Step("end", {PostState.HELD}, PostState.ENDED, Can.END_POST, _("Thôi giữ chức vụ")),
)

SHEET_STEPS = steps(
    Step("import", {SheetState.CHECKING}, SheetState.IMPORTED, Can.IMPORT, _("Nhập vào hệ thống")),
    Step("discard", {SheetState.CHECKING}, SheetState.DISCARDED, Can.IMPORT, _("Bỏ danh sách này")),
)

HANDOVER_STEPS = steps(
    Step("add", {HandoverState.OPEN}, HandoverState.OPEN, Can.HAND_OVER, _("Thêm việc")),
    Step("complete", {HandoverState.OPEN}, HandoverState.COMPLETED, Can.HAND_OVER, _("Kết thúc bàn giao")),
)

DUTY_STEPS = steps(
    Step("give", {DutyState.OPEN, DutyState.GIVEN}, DutyState.GIVEN, Can.HAND_OVER, _("Giao")),
    Step("accept", {DutyState.GIVEN}, DutyState.TAKEN, Can.TAKE_OVER, _("Nhận việc")),
    Step("decline", {DutyState.GIVEN}, DutyState.OPEN, Can.TAKE_OVER, _("Trả lại")),
)

AUTHORISATION_STEPS = steps(
    Step("end", {AuthorisationState.GIVEN}, AuthorisationState.ENDED, Can.AUTHORISE, _("Chấm dứt uỷ quyền")),
)

OUTSIDE_STEPS = steps(
    Step("end", {OutsideState.ACTIVE}, OutsideState.ENDED, Can.KEEP_OUTSIDE, _("Ngừng hoạt động")),
)

PROGRAMME_STEPS = steps(
    Step("correct", {ProgrammeState.RECORDED}, ProgrammeState.RECORDED, Can.PLAN_TEAM, _("Sửa chương trình")),
    Step("withdraw", {ProgrammeState.RECORDED}, ProgrammeState.WITHDRAWN, Can.PLAN_TEAM, _("Rút chương trình")),
)

CONTACT_STEPS = steps(
    Step("invite", {ContactState.CURRENT}, ContactState.CURRENT, Can.LINK_ACCOUNT, _("Mời dùng hệ thống")),
    Step("end", {ContactState.CURRENT}, ContactState.ENDED, Can.KEEP_OUTSIDE, _("Thôi làm đầu mối")),
)
