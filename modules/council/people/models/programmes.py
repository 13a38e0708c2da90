"""What a team sets out to do in a year: its programme of work and its programme of supervision."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.models.bodies import Team
from council.people.workflow import ProgrammeState
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow

EARLIEST_YEAR, LATEST_YEAR = 1989, 2100


class ProgrammeKind(models.TextChoices):
    """Which of a team's two programmes of a year."""

    WORK = "work", _("Chương trình công tác năm")
    SUPERVISION = "supervision", _("Chương trình giám sát")


class TeamProgramme(VersionedRow):
    """One programme with its PDF. A later one of the same year stands beside it; one recorded in error is withdrawn.

    The names are those of the accounts at the time, so that a page says who wrote without asking for each account.
    """

    STEPS: ClassVar[Any] = workflow.PROGRAMME_STEPS

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="programmes")
    year = models.PositiveSmallIntegerField(_("Năm"))
    kind = models.CharField(_("Loại"), max_length=12, choices=ProgrammeKind.choices)
    title = models.CharField(_("Tên chương trình"), max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10,
        choices=ProgrammeState.choices,
        default=ProgrammeState.RECORDED,
        db_default=ProgrammeState.RECORDED,
    )
    recorded_by = models.UUIDField(null=True, blank=True)
    recorded_name = models.CharField(max_length=120)
    corrected_at = models.DateTimeField(null=True, blank=True)
    corrected_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(_("Lý do rút"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("recorded_by", "recorded_name", "corrected_name", "removed_by", "removed_reason"),
        kept="permanent",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "year", "kind", "title"],
                condition=Q(state="recorded"),
                name="people_programme_once",
                violation_error_message=_("Chương trình này đã ghi."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(EARLIEST_YEAR, LATEST_YEAR)),
                name="people_programme_year_plausible",
                violation_error_message=_("Năm không hợp lệ."),
            ),
            models.CheckConstraint(
                condition=Q(state="recorded", removed_at__isnull=True)
                | (Q(state="withdrawn", removed_at__isnull=False) & ~Q(removed_reason="")),
                name="people_programme_withdrawn_with_reason",
                violation_error_message=_("Rút chương trình phải có lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"
