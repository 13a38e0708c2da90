"""The life of one change of rights: proposed, in force by a second person's word, undone."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.access.permissions import Can
from kernel.access.steps import Step, steps


class MoveState(TextChoices):
    """Where a change of rights stands."""

    PROPOSED = "proposed", _("Chờ người thứ hai xác nhận")
    IN_FORCE = "in_force", _("Đang áp dụng")
    REFUSED = "refused", _("Không được xác nhận")
    WITHDRAWN = "withdrawn", _("Đã rút đề nghị")
    UNDONE = "undone", _("Đã hoàn tác")


class Effect(TextChoices):
    """What a change does."""

    GIVE = "give", _("Giao thêm quyền")
    TAKE = "take", _("Bỏ quyền")
    SIMPLIFY = "simplify", _("Văn phòng đơn giản")


OPEN = frozenset({MoveState.PROPOSED, MoveState.IN_FORCE})

STEPS = steps(
    Step("confirm", {MoveState.PROPOSED}, MoveState.IN_FORCE, Can.CONFIRM, _("Xác nhận")),
    Step("refuse", {MoveState.PROPOSED}, MoveState.REFUSED, Can.CONFIRM, _("Không xác nhận")),
    Step("withdraw", {MoveState.PROPOSED}, MoveState.WITHDRAWN, Can.PROPOSE, _("Rút đề nghị")),
    Step("undo", {MoveState.IN_FORCE}, MoveState.UNDONE, Can.PROPOSE, _("Hoàn tác")),
)
