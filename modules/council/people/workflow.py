"""The states of a mandate and of a post, and the steps between them.

Source: rules R-ORG-09 to R-ORG-11 (resignation, suspension, loss, recall); roles and permissions,
section 5 (post ends, rights end).
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
    RECALLED = "recalled", _("Bãi nhiệm")
    LOST = "lost", _("Mất quyền đại biểu")


class PostState(TextChoices):
    """Whether somebody still holds the post."""

    HELD = "held", _("Đương nhiệm")
    ENDED = "ended", _("Đã thôi giữ chức vụ")


class TermState(TextChoices):
    """Whether a term of office is the present one."""

    CURRENT = "current", _("Đương nhiệm")
    CLOSED = "closed", _("Đã kết thúc")


class SheetState(TextChoices):
    """Where an uploaded list stands."""

    CHECKING = "checking", _("Đang kiểm tra")
    IMPORTED = "imported", _("Đã nhập")
    DISCARDED = "discarded", _("Đã bỏ")


# Suspended delegates still count in the total of delegates (rules section 14, "N of quorum").
IN_OFFICE = frozenset({MandateState.ACTIVE, MandateState.SUSPENDED})

MANDATE_STEPS = steps(
    Step("suspend", {MandateState.ACTIVE}, MandateState.SUSPENDED, Can.SUSPEND_MANDATE, _("Tạm đình chỉ")),
    Step("reinstate", {MandateState.SUSPENDED}, MandateState.ACTIVE, Can.SUSPEND_MANDATE, _("Cho trở lại")),
    Step("resign", IN_OFFICE, MandateState.RESIGNED, Can.END_MANDATE, _("Thôi làm nhiệm vụ")),
    Step("recall", IN_OFFICE, MandateState.RECALLED, Can.END_MANDATE, _("Bãi nhiệm")),
    Step("lose", IN_OFFICE, MandateState.LOST, Can.END_MANDATE, _("Mất quyền đại biểu")),
)

POST_STEPS = steps(
    Step("end", {PostState.HELD}, PostState.ENDED, Can.END_POST, _("Thôi giữ chức vụ")),
)

SHEET_STEPS = steps(
    Step("import", {SheetState.CHECKING}, SheetState.IMPORTED, Can.IMPORT, _("Nhập vào hệ thống")),
    Step("discard", {SheetState.CHECKING}, SheetState.DISCARDED, Can.IMPORT, _("Bỏ danh sách này")),
)
