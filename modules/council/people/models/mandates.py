"""What a delegate was elected to: a mandate of one term."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.models.bodies import Team, TermOfOffice
from council.people.models.composition import Sector
from council.people.models.constituencies import Constituency
from council.people.models.counted import AgeBand, FirstTime
from council.people.models.people import Gender, Person
from council.people.workflow import MandateState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class MandateSet(models.QuerySet["Mandate"]):
    """Filters of mandates."""

    def in_office(self, on: date) -> Self:
        """Return the mandates that count in the total of delegates on a day: active and suspended ones.

        A mandate that ended on a day no longer counts on that day.
        """
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), started_on__lte=on)

    def voting(self, on: date) -> Self:
        """Return the mandates that may vote on a day: active only."""
        return self.in_office(on).filter(state=MandateState.ACTIVE)

    def by_name(self) -> Self:
        """Return them in the order of a Vietnamese list of names."""
        return self.order_by("person__sort_key", "id")


class Mandate(VersionedRow):
    """The people's trust in one person for one term; votes, presence and evaluation hang on it."""

    STEPS = workflow.MANDATE_STEPS

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="mandates")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates")
    constituency = models.ForeignKey(
        Constituency, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    full_time = models.BooleanField(_("Đại biểu chuyên trách"), default=False, db_default=False)
    sector = models.CharField(
        _("Khối công tác"), max_length=16, choices=Sector.choices, blank=True, default=Sector.UNKNOWN, db_default=""
    )
    served_before = models.BooleanField(_("Tái cử"), null=True, blank=True)
    # What the figures count: the delegate as she was when the mandate began, and the last day on which it counts.
    sex = models.CharField(max_length=10, choices=Gender.choices, default=Gender.UNKNOWN, db_default=Gender.UNKNOWN)
    age_band = models.CharField(
        max_length=10, choices=AgeBand.choices, default=AgeBand.UNKNOWN, db_default=AgeBand.UNKNOWN
    )
    first_time = models.CharField(
        max_length=8, choices=FirstTime.choices, default=FirstTime.UNKNOWN, db_default=FirstTime.UNKNOWN
    )
    last_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=MandateState.choices, default=MandateState.ACTIVE, db_default=MandateState.ACTIVE
    )
    started_on = models.DateField(_("Từ ngày"))
    ended_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    state_on = models.DateField(_("Từ ngày"), null=True, blank=True)
    state_document = models.CharField(_("Văn bản"), max_length=120, blank=True, default="", db_default="")
    state_reason = models.CharField(_("Lý do"), max_length=300, blank=True, default="", db_default="")

    objects: ClassVar[Any] = MandateSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("person", "state_reason"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "term"],
                condition=Q(state__in=("active", "suspended")),
                name="people_one_mandate_a_term",
                violation_error_message=_("Người này đang là đại biểu của nhiệm kỳ."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("active", "suspended"), ended_on__isnull=True)
                | (~Q(state__in=("active", "suspended")) & Q(ended_on__isnull=False)),
                name="people_ended_mandate_says_when",
                violation_error_message=_("Nhiệm vụ đã chấm dứt phải có ngày chấm dứt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.state})"


class MandateChange(Row):
    """One line of a mandate's life: what was decided, from when, by which document. It is never changed."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="changes")
    step = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=MandateState.choices)
    effective_on = models.DateField(_("Từ ngày"))
    document = models.CharField(_("Văn bản"), max_length=120, blank=True, default="", db_default="")
    reason = models.CharField(_("Lý do"), max_length=300, blank=True, default="", db_default="")
    recorded_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("mandate", "reason", "recorded_by"), kept="permanent")

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.step}"


class TeamStay(Row):
    """From when to when a delegate was in a team; the one without an end is the present one."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="stays")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="stays")
    from_on = models.DateField(_("Từ ngày"))
    to_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    document = models.CharField(_("Văn bản"), max_length=120, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("mandate",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"],
                condition=Q(to_on__isnull=True),
                name="people_one_team_at_a_time",
                violation_error_message=_("Đại biểu đang ở một tổ khác."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.team_id}"
