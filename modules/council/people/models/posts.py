"""What a person was appointed to: a post, held for a time by a decision."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people import workflow
from council.people.models.bodies import Committee, Team
from council.people.models.people import Person
from council.people.workflow import Ending, PostState, Rank
from council.roles import ROLE_NAMES, Role
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow

DEPUTY_NAMES: dict[Role, Any] = {
    Role.COMMITTEE_HEAD: _("Phó Trưởng ban"),
    Role.TEAM_LEADER: _("Tổ phó tổ đại biểu"),
    Role.OFFICE_CHIEF: _("Phó Chánh Văn phòng"),
}


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
    rank = models.CharField(
        _("Cấp"), max_length=10, choices=Rank.choices, default=Rank.PRINCIPAL, db_default=Rank.PRINCIPAL
    )
    despite = models.CharField(_("Lý do vẫn ghi nhận"), max_length=300, blank=True, default="", db_default="")
    from_on = models.DateField(_("Từ ngày"))
    to_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    decision = models.CharField(_("Văn bản"), max_length=120, blank=True, default="", db_default="")
    decision_id = models.UUIDField(null=True, blank=True)
    ended_how = models.CharField(
        _("Hình thức thôi giữ"), max_length=12, choices=Ending.choices, blank=True, default="", db_default=""
    )
    end_reason = models.CharField(_("Lý do thôi giữ"), max_length=300, blank=True, default="", db_default="")
    end_decision = models.CharField(_("Văn bản thôi giữ"), max_length=120, blank=True, default="", db_default="")
    state = models.CharField(
        max_length=10, choices=PostState.choices, default=PostState.HELD, db_default=PostState.HELD
    )

    objects: ClassVar[Any] = PostSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("person", "end_reason"), kept="permanent")

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
                condition=Q(
                    state="held",
                    rank="principal",
                    role__in=("council_chair", "office_chief", "committee_head", "team_leader"),
                ),
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
        """Return the Vietnamese name of the post."""
        names = DEPUTY_NAMES if self.rank == Rank.DEPUTY else ROLE_NAMES
        return names[Role(self.role)]

    @property
    def full_title(self) -> str:
        """Return the title with its body: ``Trưởng ban – Ban Pháp chế``."""
        body = self.committee or self.team
        return f"{self.title} – {body.name}" if body else str(self.title)

    @property
    def source(self) -> str:
        """Return the name under which the rights of this post are held."""
        return f"post:{self.id}"
