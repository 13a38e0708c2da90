"""The people of one council: a person holds a mandate (elected) and posts (appointed), each for a time.

Rule R-ORG-13: one human with mandates at two levels is a person in each council; rights follow from
the mandate and the posts here. Sensitive data stands in a table of its own (rule R-SEC-04).
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.law import CommitteeKind
from council.people.workflow import MandateState, PostState, TermState
from council.roles import ROLE_NAMES, Role
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class TermOfOffice(Row):
    """A term of five years (nhiệm kỳ); ``number`` is the council's own count (khoá), e.g. XVI."""

    number = models.PositiveSmallIntegerField(_("Khoá"))
    name = models.CharField(_("Nhiệm kỳ"), max_length=20)
    starts_on = models.DateField(_("Bắt đầu"))
    ends_on = models.DateField(_("Kết thúc"), null=True, blank=True)
    seats_total = models.PositiveSmallIntegerField(_("Tổng số đại biểu được bầu"), default=0, db_default=0)
    state = models.CharField(
        max_length=10, choices=TermState.choices, default=TermState.CURRENT, db_default=TermState.CURRENT
    )

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
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def roman(self) -> str:
        """Return the number as papers write it: khoá XVI."""
        tens, ones = divmod(self.number, 10)
        return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


class Team(Row):
    """A team of delegates (tổ đại biểu) of one or several constituencies."""

    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="teams")
    number = models.PositiveSmallIntegerField(_("Tổ số"))
    name = models.CharField(_("Tên tổ"), max_length=120)
    area = models.CharField(_("Địa bàn"), max_length=300, blank=True, default="", db_default="")

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
    """A committee (ban) of the council in one term."""

    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="committees")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in CommitteeKind])
    name = models.CharField(_("Tên ban"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)

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


class Gender(models.TextChoices):
    """As registered; needed for the statistics of a council's composition."""

    FEMALE = "female", _("Nữ")
    MALE = "male", _("Nam")
    UNKNOWN = "unknown", _("Chưa ghi")


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
    phone = models.CharField(_("Điện thoại"), max_length=20, blank=True, default="", db_default="")
    email = models.EmailField(_("Thư điện tử"), blank=True, default="", db_default="")

    objects: ClassVar[Any] = PersonSet.as_manager()
    keeping = Keeping(
        Rights.EDIT,
        personal=("full_name", "sort_key", "search_name", "gender", "birth_year", "main_job", "phone", "email"),
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
    """Ethnicity, religion, education: kept apart, read by few, each reading recorded."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="sensitive")
    ethnicity = models.CharField(_("Dân tộc"), max_length=60, blank=True, default="", db_default="")
    religion = models.CharField(_("Tôn giáo"), max_length=60, blank=True, default="", db_default="")
    education = models.CharField(_("Trình độ"), max_length=60, blank=True, default="", db_default="")

    keeping = Keeping(Rights.FULL, personal=("ethnicity", "religion", "education"), kept="end of the term and 5 years")

    def __str__(self) -> str:
        return str(self.person_id)


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
    constituency = models.CharField(_("Đơn vị bầu cử"), max_length=160, blank=True, default="", db_default="")
    full_time = models.BooleanField(_("Đại biểu chuyên trách"), default=False, db_default=False)
    state = models.CharField(
        max_length=10, choices=MandateState.choices, default=MandateState.ACTIVE, db_default=MandateState.ACTIVE
    )
    started_on = models.DateField(_("Từ ngày"))
    ended_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    state_reason = models.CharField(_("Căn cứ"), max_length=300, blank=True, default="", db_default="")

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
                | Q(state__in=("resigned", "recalled", "lost"), ended_on__isnull=False),
                name="people_ended_mandate_says_when",
                violation_error_message=_("Nhiệm vụ đã chấm dứt phải có ngày chấm dứt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.state})"


class PostSet(models.QuerySet["Post"]):
    """Filters of posts."""

    def held(self, on: date) -> Self:
        """Return the posts held on a day; both ends count."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)


class Post(VersionedRow):
    """A role that a person holds from a day on, by a decision; rights end with the day ``to_on``."""

    STEPS = workflow.POST_STEPS

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(
        _("Chức vụ"), max_length=40, choices=[(role.value, name) for role, name in ROLE_NAMES.items()]
    )
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    from_on = models.DateField(_("Từ ngày"))
    to_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    decision = models.CharField(_("Văn bản"), max_length=120, blank=True, default="", db_default="")
    decision_id = models.UUIDField(null=True, blank=True)
    end_decision = models.CharField(_("Văn bản thôi giữ"), max_length=120, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=10, choices=PostState.choices, default=PostState.HELD, db_default=PostState.HELD
    )

    objects: ClassVar[Any] = PostSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("person",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "committee", "team"],
                condition=Q(state="held"),
                nulls_distinct=False,
                name="people_post_once",
                violation_error_message=_("Người này đang giữ chức vụ đó."),
            ),
            models.UniqueConstraint(
                fields=["role", "committee", "team"],
                condition=Q(state="held", role__in=("council_chair", "office_chief", "committee_head", "team_leader")),
                nulls_distinct=False,
                name="people_single_post",
                violation_error_message=_("Chức vụ này đang có người giữ."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")),
                name="people_post_ends_after_start",
                violation_error_message=_("Ngày kết thúc không được trước ngày bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} ({self.state})"

    @property
    def title(self) -> Any:
        """Return the Vietnamese name of the role."""
        return ROLE_NAMES[Role(self.role)]

    @property
    def source(self) -> str:
        """Return the name under which the rights of this post are held."""
        return f"post:{self.id}"
