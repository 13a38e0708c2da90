"""A session with its agenda and papers; its sittings are in sittings.py."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.law import Threshold
from council.people.models import Committee, TermOfOffice
from council.sessions import law, workflow
from council.sessions.models.counted import Lawfulness, PapersForm, Punctuality
from council.sessions.models.grounds import BASIS_NAMES, KIND_NAMES
from council.sessions.models.purpose import Purpose, SessionSet
from council.sessions.workflow import ItemState, PaperState, SessionState
from kernel.files.links import host_of
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow


class Form(models.TextChoices):
    """How the delegates meet."""

    IN_PERSON = "in_person", _("Trực tiếp")
    HYBRID = "hybrid", _("Trực tiếp kết hợp trực tuyến")
    ONLINE = "online", _("Trực tuyến")


class CouncilSession(VersionedRow):
    """A session (kỳ họp), numbered within its term. ``opened_on`` is counted in the figures.

    ``prepared_by`` is the account that sees to its agenda and papers, first whoever planned it. A rehearsal stands
    in the same tables, so that it is the very hall that is practised; its ``purpose`` never changes (rehearsals.py).
    """

    STEPS = workflow.SESSION_STEPS

    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("Loại kỳ họp"), max_length=16, choices=list(KIND_NAMES.items()))
    number = models.PositiveSmallIntegerField(_("Kỳ họp thứ"))
    purpose = models.CharField(
        max_length=10, choices=Purpose.choices, default=Purpose.PROPER, db_default=Purpose.PROPER
    )
    title = models.CharField(_("Tên kỳ họp"), max_length=200)
    state = models.CharField(
        max_length=20, choices=SessionState.choices, default=SessionState.PLANNED, db_default=SessionState.PLANNED
    )
    opens_on = models.DateField(_("Ngày khai mạc"))
    closes_on = models.DateField(_("Ngày bế mạc dự kiến"))
    place = models.CharField(_("Địa điểm"), max_length=200, blank=True, default="", db_default="")
    form = models.CharField(
        _("Hình thức"), max_length=16, choices=Form.choices, default=Form.IN_PERSON, db_default=Form.IN_PERSON
    )
    basis = models.CharField(
        _("Theo đề nghị của"), max_length=20, choices=list(BASIS_NAMES.items()), blank=True, default="", db_default=""
    )
    basis_document = models.CharField(_("Văn bản đề nghị"), max_length=200, blank=True, default="", db_default="")
    # How many voters signed their request, of how many on the last roll (R-SES-04).
    voters_signed = models.PositiveIntegerField(_("Số chữ ký hợp lệ của cử tri"), null=True, blank=True)
    voters_listed = models.PositiveIntegerField(
        _("Số cử tri trong danh sách lần bầu cử gần nhất"), null=True, blank=True
    )
    convening_document = models.CharField(_("Văn bản triệu tập"), max_length=120, blank=True, default="", db_default="")
    convened_on = models.DateField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    agenda_agreed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    state_reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    resumes_on = models.DateField(_("Họp tiếp từ ngày"), null=True, blank=True)
    broadcast = models.URLField(_("Địa chỉ truyền hình"), max_length=500, blank=True, default="", db_default="")
    minutes = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes_signed_on = models.DateField(_("Ngày ký biên bản"), null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    prepared_by = models.UUIDField(null=True, blank=True)
    # What the figures count beside the days above; kept by actions/lawfulness.py and actions/paper_forms.py.
    lawfulness = models.CharField(
        max_length=8, choices=Lawfulness.choices, default=Lawfulness.PENDING, db_default=Lawfulness.PENDING
    )
    papers_form = models.CharField(
        max_length=10, choices=PapersForm.choices, default=PapersForm.NONE, db_default=PapersForm.NONE
    )

    objects: ClassVar[Any] = SessionSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("prepared_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                condition=~Q(state="cancelled") & Q(purpose="proper"),
                name="sessions_number_once",
                violation_error_message=_("Số kỳ họp này đã có."),
            ),
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(purpose="rehearsal"),
                name="sessions_one_rehearsal",
                violation_error_message=_("Đã có một buổi diễn tập."),
            ),
            models.CheckConstraint(
                condition=Q(purpose="proper") | Q(archived_on__isnull=True, minutes__isnull=True),
                name="sessions_rehearsal_has_no_file",
                violation_error_message=_("Buổi diễn tập không có hồ sơ để lưu trữ."),
            ),
            models.CheckConstraint(
                condition=Q(broadcast="") | Q(broadcast__startswith="https://"),
                name="sessions_broadcast_by_https",
                violation_error_message=_("Địa chỉ truyền hình phải bắt đầu bằng https."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="sessions_closes_after_opening",
                violation_error_message=_("Ngày bế mạc không được trước ngày khai mạc."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("regular", "inaugural")) | ~Q(basis=""),
                name="sessions_basis_given",
                violation_error_message=_("Kỳ họp này phải ghi người đề nghị."),
            ),
            models.CheckConstraint(
                condition=~Q(basis="voters")
                | Q(
                    voters_signed__isnull=False,
                    voters_listed__isnull=False,
                    voters_listed__gte=models.F("voters_signed"),
                ),
                name="sessions_voters_are_counted",
                violation_error_message=_("Yêu cầu của cử tri phải ghi số chữ ký và số cử tri."),
            ),
            models.CheckConstraint(
                condition=~Q(state="archived")
                | Q(minutes__isnull=False, minutes_signed_on__isnull=False, archived_on__isnull=False),
                name="sessions_archived_has_minutes",
                violation_error_message=_("Hồ sơ kỳ họp chỉ hoàn tất khi có biên bản đã ký."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_rehearsal(self) -> bool:
        """Whether it only practises."""
        return self.purpose == Purpose.REHEARSAL

    @property
    def broadcast_host(self) -> str:
        """Return the host of its broadcast, for people to see where a link leads; empty without one."""
        return host_of(self.broadcast) or ""

    @property
    def occasion(self) -> str:
        """Return the line that papers print: ``Khoá XVI, kỳ họp thứ 3``."""
        return f"Khoá {self.term.roman}, kỳ họp {law.ordinal(self.number)}"


class ItemKind(models.TextChoices):
    """What an agenda item is about; the kinds of resolution are the documents module's."""

    REPORT = "report", _("Báo cáo")
    NORMATIVE_RESOLUTION = "normative_resolution", _("Dự thảo nghị quyết quy phạm pháp luật")
    INDIVIDUAL_RESOLUTION = "individual_resolution", _("Dự thảo nghị quyết cá biệt")
    PROCEDURE = "procedure", _("Thủ tục của kỳ họp")
    HEADING = "heading", _("Nhóm nội dung (không trình riêng)")


RESOLUTION_ITEMS = frozenset({ItemKind.NORMATIVE_RESOLUTION, ItemKind.INDIVIDUAL_RESOLUTION})


class AgendaItem(VersionedRow):
    """One matter on the agenda, with who submits it and who verifies it."""

    STEPS = workflow.ITEM_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    number = models.CharField(_("Số mục"), max_length=12, blank=True, default="", db_default="")
    sitting = models.ForeignKey(
        "council_sessions.Sitting", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    focus = models.TextField(_("Gợi ý thảo luận"), max_length=2000, blank=True, default="", db_default="")
    planned_minutes = models.PositiveSmallIntegerField(_("Số phút dự kiến"), null=True, blank=True)
    title = models.CharField(_("Nội dung"), max_length=400)
    kind = models.CharField(_("Loại"), max_length=24, choices=ItemKind.choices)
    submitter = models.CharField(_("Cơ quan trình"), max_length=200, blank=True, default="", db_default="")
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ban thẩm tra")
    )
    needs_vote = models.BooleanField(_("Cần biểu quyết"), default=False, db_default=False)
    threshold = models.CharField(
        _("Tỷ lệ cần đạt"),
        max_length=12,
        choices=[
            (Threshold.MAJORITY.value, _("Quá nửa tổng số")),
            (Threshold.TWO_THIRDS.value, _("Hai phần ba tổng số")),
        ],
        default=Threshold.MAJORITY.value,
        db_default=Threshold.MAJORITY.value,
    )
    state = models.CharField(
        max_length=12, choices=ItemState.choices, default=ItemState.ON_AGENDA, db_default=ItemState.ON_AGENDA
    )
    state_reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    state_document = models.CharField(_("Văn bản đề nghị"), max_length=200, blank=True, default="", db_default="")
    late_reason = models.CharField(_("Lý do bổ sung muộn"), max_length=300, blank=True, default="", db_default="")
    # The ground of a draft resolution (R-SES-09): its line on the year's list, or the direction that allows it without.
    listed = models.ForeignKey(
        "council_sessions.YearMatter", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    exception_document = models.CharField(_("Văn bản chỉ đạo"), max_length=200, blank=True, default="", db_default="")

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "position"],
                name="sessions_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message=_("Thứ tự này đã có nội dung khác."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """Return its number as people read it: ``2.1``."""
        return self.number or str(self.position)

    @property
    def depth(self) -> int:
        """Return how deep it stands in the agenda, 0 for the top."""
        return self.number.count(".")

    @property
    def is_resolution(self) -> bool:
        """Whether its adoption makes a resolution."""
        return self.kind in RESOLUTION_ITEMS


class Visibility(models.TextChoices):
    """Who may read a released paper."""

    INTERNAL = "internal", _("Nội bộ")
    PUBLIC = "public", _("Công khai")
    CLOSED = "closed", _("Phiên họp kín")
    RESTRICTED = "restricted", _("Hạn chế người nhận")


# Such papers are read where somebody answers for it: they never lie on a tablet that may be lost.
NEVER_SAVED = frozenset({Visibility.CLOSED, Visibility.RESTRICTED})


class Paper(Row):
    """A document of the session or of one item; a new version replaces the old, which stays readable."""

    STEPS = workflow.PAPER_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    title = models.CharField(_("Tên tài liệu"), max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    state = models.CharField(
        max_length=10, choices=PaperState.choices, default=PaperState.HELD, db_default=PaperState.HELD
    )
    visibility = models.CharField(
        _("Phạm vi"),
        max_length=10,
        choices=Visibility.choices,
        default=Visibility.INTERNAL,
        db_default=Visibility.INTERNAL,
    )
    change_note = models.CharField(_("Nội dung thay đổi"), max_length=500, blank=True, default="", db_default="")
    received_on = models.DateField(_("Ngày văn phòng nhận"), null=True, blank=True)
    due_on = models.DateField(_("Hạn gửi đại biểu"))
    released_at = models.DateTimeField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)
    # Empty until it goes out, and for ever in a rehearsal.
    punctuality = models.CharField(max_length=8, choices=Punctuality.choices, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    keeping = Keeping(Rights.EDIT, personal=("removed_by",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("held", "replaced")) | Q(released_on__isnull=False, released_at__isnull=False),
                name="sessions_released_paper_says_when",
                violation_error_message=_("Tài liệu đã phát hành phải có ngày phát hành."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_saved(self) -> bool:
        """Whether a delegate may keep it on her device."""
        return self.visibility not in NEVER_SAVED

    @property
    def is_late(self) -> bool:
        """Whether it reached the delegates after the last day of rule R-SES-13."""
        return self.released_on is not None and self.released_on > self.due_on

    def would_be_late(self, today: date) -> bool:
        """Whether it would be late if it were released today."""
        return today > self.due_on
