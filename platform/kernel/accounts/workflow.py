"""The life of an account."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.access import Step, steps
from kernel.accounts.permissions import Can


class State(TextChoices):
    """Where an account stands; only an active one can sign in."""

    INVITED = "invited", _("Đã mời")
    ACTIVE = "active", _("Đang hoạt động")
    LOCKED = "locked", _("Tạm khóa")
    CLOSED = "closed", _("Đã đóng")


STEPS = steps(
    Step("invite", {State.INVITED, State.ACTIVE}, State.INVITED, Can.INVITE, _("Gửi lại lời mời")),
    Step("accept", {State.INVITED}, State.ACTIVE, Can.ACCEPT, _("Nhận tài khoản")),
    Step("lock", {State.ACTIVE}, State.LOCKED, Can.LOCK, _("Tạm khóa")),
    Step("unlock", {State.LOCKED}, State.ACTIVE, Can.UNLOCK, _("Mở khóa")),
    Step("close", {State.INVITED, State.ACTIVE, State.LOCKED}, State.CLOSED, Can.CLOSE, _("Đóng tài khoản")),
)
