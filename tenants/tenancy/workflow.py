"""The life of a council on the platform."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.access import Step, steps
from tenancy.permissions import Can


class Status(TextChoices):
    """Whether a council's workspace may be used; public records stay readable while it is suspended."""

    FOUNDING = "founding", _("Đang khởi tạo")
    ACTIVE = "active", _("Đang hoạt động")
    SUSPENDED = "suspended", _("Tạm ngừng")


STEPS = steps(
    Step("activate", {Status.FOUNDING}, Status.ACTIVE, Can.ACTIVATE, _("Đưa vào hoạt động")),
    Step("suspend", {Status.ACTIVE}, Status.SUSPENDED, Can.SUSPEND, _("Tạm ngừng")),
    Step("resume", {Status.SUSPENDED}, Status.ACTIVE, Can.RESUME, _("Cho hoạt động trở lại")),
)
