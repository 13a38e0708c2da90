"""The life of one line of an onboarding. ``begin`` leads from "working" too: a killed worker's line is taken up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from console.permissions import Can
from kernel.access import Step, steps


class State(TextChoices):
    """How one council's setting up stands."""

    QUEUED = "queued", _("Chờ đến lượt")
    WORKING = "working", _("Đang khởi tạo")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Bị lỗi")


OPEN_STATES = (State.QUEUED, State.WORKING)

STEPS = steps(
    Step("begin", {State.QUEUED, State.WORKING}, State.WORKING, Can.WORK_OFF, _("Bắt đầu")),
    Step("finish", {State.WORKING}, State.DONE, Can.WORK_OFF, _("Hoàn thành")),
    Step("fail", {State.WORKING}, State.FAILED, Can.WORK_OFF, _("Ghi lỗi")),
    Step("retry", {State.FAILED}, State.QUEUED, Can.ONBOARD, _("Làm lại")),
)
