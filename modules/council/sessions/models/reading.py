"""Papers in the readers' hands: for whom a restricted one is, who opened which version, how far she read."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Committee, Person
from council.roles import ROLE_NAMES
from council.sessions.models.session import Paper
from kernel.access import Actor
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

COMMITTEE_SCOPE = "committee"


class AudienceSet(models.QuerySet["PaperAudience"]):
    """Filters of audiences."""

    def naming(self, actor: Actor) -> Self:
        """Return the lines that name the actor: by a role, a committee, or in person."""
        bodies = {held.scope_id for held in actor.holdings if held.scope == COMMITTEE_SCOPE and held.scope_id}
        named = Q(role__in=actor.roles) | Q(committee_id__in=bodies)
        return self.filter(named | Q(person_id=actor.person_id) if actor.person_id else named)


class PaperAudience(Row):
    """One line of a restricted paper's audience: a role, a committee or one person. All lines together may read."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="audience")
    role = models.CharField(
        max_length=40,
        choices=[(role.value, name) for role, name in ROLE_NAMES.items()],
        blank=True,
        default="",
        db_default="",
    )
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = AudienceSet.as_manager()
    keeping = Keeping(Rights.FULL, personal=("person",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    (~Q(role="") & Q(committee__isnull=True, person__isnull=True))
                    | Q(role="", committee__isnull=False, person__isnull=True)
                    | Q(role="", committee__isnull=True, person__isnull=False)
                ),
                name="sessions_audience_names_one",
                violation_error_message=_("Mỗi dòng chỉ ghi một vai trò, một ban hoặc một người."),
            ),
            models.UniqueConstraint(
                fields=["paper", "role", "committee", "person"],
                nulls_distinct=False,
                name="sessions_audience_once",
                violation_error_message=_("Người nhận này đã có."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display() if self.role else self.committee or self.person)


class Way(models.TextChoices):
    """How a paper came into somebody's hands."""

    OPENED = "opened", _("Đã mở xem")
    SAVED = "saved", _("Đã lưu về máy")


class PaperOpening(models.Model):
    """One line of the ledger: this version came into this person's hands, first at that moment."""

    id = models.BigAutoField(primary_key=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="openings", db_index=False)
    account_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    at = models.DateTimeField()

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.APPEND, personal=("account_id", "person_id", "at"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "account_id", "way"],
                name="sessions_opening_once",
                violation_error_message=_("Lần mở đầu tiên đã được ghi."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.way}"


class ReadingPlace(Row):
    """Where a reader is in one version: the page she left, the furthest she came to. Her own; others see sums."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="places", db_index=False)
    account_id = models.UUIDField()
    page = models.PositiveIntegerField()
    furthest = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    read_at = models.DateTimeField()

    keeping = Keeping(Rights.EDIT, personal=("account_id", "page", "furthest", "read_at"), kept="with the paper")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "account_id"],
                name="sessions_place_once",
                violation_error_message=_("Mỗi người đọc có một chỗ đang đọc."),
            ),
            models.CheckConstraint(
                condition=Q(page__gte=1, page__lte=models.F("pages"), furthest__lte=models.F("pages"))
                & Q(furthest__gte=models.F("page")),
                name="sessions_place_within_paper",
                violation_error_message=_("Trang đang đọc phải có trong tài liệu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}/{self.pages}"


class PaperNote(Row):
    """A reader's own mark in a paper: words that she picked on a page, and what she wrote beside them.

    Hers alone: nobody else reads, counts or exports it, whatever the role. The key comes from her device, so that a
    repeated sending is the same note. ``quote`` is empty for a note on the page as a whole; by its words a note
    finds its place in a later version.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    page = models.PositiveIntegerField()
    quote = models.CharField(max_length=1000, blank=True, default="", db_default="")
    body = models.CharField(max_length=4000, blank=True, default="", db_default="")
    written_at = models.DateTimeField()

    keeping = Keeping(
        Rights.FULL,
        personal=("account_id", "page", "quote", "body", "written_at"),
        kept="until its writer removes it",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(page__gte=1),
                name="sessions_note_on_a_page",
                violation_error_message=_("Ghi chú phải ở một trang."),
            ),
            models.CheckConstraint(
                condition=~Q(quote="", body=""),
                name="sessions_note_says_something",
                violation_error_message=_("Hãy chọn một đoạn hoặc ghi nội dung."),
            ),
        ]
        indexes = [models.Index(fields=["account_id", "paper"], name="sessions_own_notes")]

    def __str__(self) -> str:
        return str(self.pk)
