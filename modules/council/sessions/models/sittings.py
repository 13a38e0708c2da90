"""The sittings of a session: half a day each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Team
from council.sessions import workflow
from council.sessions.models.grounds import PROPOSER_NAMES
from council.sessions.models.session import CouncilSession, Form
from council.sessions.workflow import SittingState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Part(models.TextChoices):
    """The part of a day."""

    MORNING = "morning", _("Buổi sáng")
    AFTERNOON = "afternoon", _("Buổi chiều")
    EVENING = "evening", _("Buổi tối")


class SittingKind(models.TextChoices):
    """Who meets, and before whom."""

    PLENARY = "plenary", _("Toàn thể")
    TEAM = "team", _("Thảo luận tổ")
    CLOSED = "closed", _("Họp kín")


class Sitting(Row):
    """Half a day of a session (phiên họp); presence is taken for each (R-SES-16)."""

    STEPS = workflow.SITTING_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="sittings")
    day_on = models.DateField(_("Ngày"))
    part = models.CharField(_("Buổi"), max_length=10, choices=Part.choices)
    kind = models.CharField(
        _("Loại phiên"),
        max_length=10,
        choices=SittingKind.choices,
        default=SittingKind.PLENARY,
        db_default=SittingKind.PLENARY,
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Empty means: as the session is held.
    form = models.CharField(_("Hình thức"), max_length=16, choices=Form.choices, blank=True, default="", db_default="")
    link = models.URLField(_("Đường dẫn họp trực tuyến"), max_length=500, blank=True, default="", db_default="")
    secretary = models.CharField(_("Thư ký"), max_length=120, blank=True, default="", db_default="")
    closed_on_request_of = models.CharField(
        _("Họp kín theo đề nghị của"),
        max_length=20,
        choices=list(PROPOSER_NAMES.items()),
        blank=True,
        default="",
        db_default="",
    )
    closed_document = models.CharField(_("Quyết định họp kín"), max_length=200, blank=True, default="", db_default="")
    state_reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=10, choices=SittingState.choices, default=SittingState.PLANNED, db_default=SittingState.PLANNED
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # What the figures count; None for ever in a rehearsal. Presence as it was confirmed and then corrected.
    held_on = models.DateField(null=True, blank=True)
    minutes_held = models.PositiveIntegerField(default=0, db_default=0)
    delegates_present = models.PositiveIntegerField(default=0, db_default=0)
    delegates_excused = models.PositiveIntegerField(default=0, db_default=0)
    delegates_absent = models.PositiveIntegerField(default=0, db_default=0)

    keeping = Keeping(Rights.EDIT, personal=("secretary",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "day_on", "part", "team"],
                condition=~Q(state="cancelled"),
                nulls_distinct=False,
                name="sessions_sitting_once",
                violation_error_message=_("Phiên họp này đã có."),
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state="running"),
                name="sessions_one_running_sitting",
                violation_error_message=_("Kỳ họp đang có một phiên diễn ra."),
            ),
            models.CheckConstraint(
                condition=Q(kind="team", team__isnull=False) | (~Q(kind="team") & Q(team__isnull=True)),
                name="sessions_team_sitting_has_team",
                violation_error_message=_("Phiên thảo luận tổ phải ghi tổ."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="closed") | (~Q(closed_on_request_of="") & ~Q(closed_document="")),
                name="sessions_closed_sitting_says_why",
                violation_error_message=_("Họp kín phải ghi người đề nghị và quyết định của Hội đồng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.part}"

    @property
    def form_name(self) -> str:
        """Return in words how it is held: by itself, or as its session is."""
        return str(self.get_form_display() if self.form else self.session.get_form_display())
