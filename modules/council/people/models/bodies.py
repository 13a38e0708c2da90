"""The bodies of a council in one term: the term itself, its teams and its committees."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.law import CommitteeKind
from council.people.workflow import TermState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class TermOfOffice(Row):
    """A term of five years (nhiệm kỳ); ``number`` is the council's own count (khoá), e.g. XVI.

    ``ends_on`` is the last day, planned or, of a closed term, real: the first session of the next council opens
    after it (R-ORG-14).
    """

    STEPS: ClassVar[Any] = workflow.TERM_STEPS

    number = models.PositiveSmallIntegerField(_("Khoá"))
    name = models.CharField(_("Nhiệm kỳ"), max_length=20)
    starts_on = models.DateField(_("Bắt đầu"))
    ends_on = models.DateField(_("Kết thúc"), null=True, blank=True)
    merged_from = models.PositiveSmallIntegerField(_("Hợp nhất từ mấy đơn vị"), default=1, db_default=1)
    close_document = models.CharField(_("Văn bản kết thúc"), max_length=120, blank=True, default="", db_default="")
    seats_total = models.PositiveSmallIntegerField(_("Tổng số đại biểu được bầu"), default=0, db_default=0)
    state = models.CharField(
        max_length=10, choices=TermState.choices, default=TermState.CURRENT, db_default=TermState.CURRENT
    )

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="people_term_number_once", violation_error_message=_("Khoá này đã có.")
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="current"),
                name="people_one_current_term",
                violation_error_message=_("Chỉ có một nhiệm kỳ đương nhiệm."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="people_term_ends_after_start",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_merged(self) -> bool:
        """Whether the council was made of several units of its level, so that its places have former ones."""
        return self.merged_from > 1

    @property
    def roman(self) -> str:
        """Return the number as papers write it: khoá XVI."""
        tens, ones = divmod(self.number, 10)
        return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


class Team(Row):
    """A team of delegates (tổ đại biểu) of one or several constituencies; it is there for its term."""

    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="teams")
    number = models.PositiveSmallIntegerField(_("Tổ số"))
    name = models.CharField(_("Tên tổ"), max_length=120)
    area = models.CharField(_("Địa bàn"), max_length=300, blank=True, default="", db_default="")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                name="people_team_number_once",
                violation_error_message=_("Tổ số này đã có trong nhiệm kỳ."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Committee(Row):
    """A committee (ban) of the council in one term; both days are those of the term and are counted."""

    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="committees")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in CommitteeKind])
    name = models.CharField(_("Tên ban"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "kind"],
                name="people_committee_kind_once",
                violation_error_message=_("Ban này đã có trong nhiệm kỳ."),
            )
        ]

    def __str__(self) -> str:
        return self.name
