"""The people of one council, and what is kept apart of them.

Rule R-ORG-13: one human with mandates at two levels is a person in each council. Sensitive data stands in a table
of its own (rule R-SEC-04).
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.models.composition import Party
from council.people.models.counted import Belief, EthnicGroup, Schooling
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class Gender(models.TextChoices):
    """As registered; needed for the statistics of a council's composition."""

    FEMALE = "female", _("Nữ")
    MALE = "male", _("Nam")
    UNKNOWN = "unknown", _("Chưa ghi")


class OutsideOffice(models.TextChoices):
    """An office in the executive that does not go with some posts of the council (R-ORG-07, R-ORG-08)."""

    NONE = "", _("Không")
    EXECUTIVE = "executive", _("Thành viên Uỷ ban nhân dân cùng cấp")
    AGENCY_HEAD = "agency_head", _("Người đứng đầu cơ quan chuyên môn thuộc Uỷ ban nhân dân")


class PersonSet(models.QuerySet["Person"]):
    """Filters of people."""

    def by_name(self) -> Self:
        """Return them in the order of a Vietnamese list of names."""
        return self.order_by("sort_key", "id")

    def delegates(self) -> Self:
        """Return those with a mandate now in office."""
        return self.filter(mandates__state__in=workflow.IN_OFFICE)


class Person(VersionedRow):
    """A human known to this council. ``sort_key`` and ``search_name`` are made from the name by the actions."""

    full_name = models.CharField(_("Họ và tên"), max_length=120)
    sort_key = models.CharField(max_length=400, editable=False)
    search_name = models.CharField(max_length=120, editable=False)
    gender = models.CharField(
        _("Giới tính"), max_length=10, choices=Gender.choices, default=Gender.UNKNOWN, db_default=Gender.UNKNOWN
    )
    birth_year = models.PositiveSmallIntegerField(_("Năm sinh"), null=True, blank=True)
    main_job = models.CharField(_("Chức vụ, nơi công tác"), max_length=200, blank=True, default="", db_default="")
    outside_office = models.CharField(
        _("Chức vụ trong cơ quan hành chính"),
        max_length=12,
        choices=OutsideOffice.choices,
        blank=True,
        default="",
        db_default="",
    )
    phone = models.CharField(_("Điện thoại"), max_length=20, blank=True, default="", db_default="")
    email = models.EmailField(_("Thư điện tử"), blank=True, default="", db_default="")

    objects: ClassVar[Any] = PersonSet.as_manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=(
            "full_name",
            "sort_key",
            "search_name",
            "gender",
            "birth_year",
            "main_job",
            "outside_office",
            "phone",
            "email",
        ),
        kept="permanent as a holder of public office",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(1900, 2100)),
                name="people_birth_year_plausible",
                violation_error_message=_("Năm sinh không hợp lệ."),
            )
        ]
        indexes = [models.Index(fields=["sort_key"], name="people_person_order")]

    def __str__(self) -> str:
        return self.full_name


class SensitiveProfile(Row):
    """What is kept apart of a person, read by few with a reason, each reading recorded (R-SEC-04)."""

    FIELDS = ("birth_on", "id_number", "home_address", "ethnicity", "religion", "party", "education", "planning")

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="sensitive")
    ethnicity = models.CharField(_("Dân tộc"), max_length=60, blank=True, default="", db_default="")
    religion = models.CharField(_("Tôn giáo"), max_length=60, blank=True, default="", db_default="")
    education = models.CharField(_("Trình độ"), max_length=60, blank=True, default="", db_default="")
    party = models.CharField(
        _("Đảng viên"), max_length=10, choices=Party.choices, blank=True, default=Party.UNKNOWN, db_default=""
    )
    birth_on = models.DateField(_("Ngày sinh"), null=True, blank=True)
    id_number = models.CharField(_("Số định danh cá nhân"), max_length=12, blank=True, default="", db_default="")
    home_address = models.CharField(_("Nơi ở"), max_length=200, blank=True, default="", db_default="")
    planning = models.CharField(_("Quy hoạch chức danh"), max_length=300, blank=True, default="", db_default="")
    # What the figures count, no finer than this: the groups, and from when to when she was last a delegate.
    ethnic_group = models.CharField(
        max_length=8, choices=EthnicGroup.choices, default=EthnicGroup.UNKNOWN, db_default=EthnicGroup.UNKNOWN
    )
    belief = models.CharField(max_length=10, choices=Belief.choices, default=Belief.UNKNOWN, db_default=Belief.UNKNOWN)
    schooling = models.CharField(
        max_length=10, choices=Schooling.choices, default=Schooling.UNKNOWN, db_default=Schooling.UNKNOWN
    )
    delegate_from_on = models.DateField(null=True, blank=True)
    delegate_until_on = models.DateField(null=True, blank=True)

    keeping = Keeping(
        Rights.FULL, personal=(*FIELDS, "ethnic_group", "belief", "schooling"), kept="end of the term and 5 years"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id_number"],
                condition=~models.Q(id_number=""),
                name="people_id_number_once",
                violation_error_message=_("Số định danh này đã ghi cho người khác."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)
