"""Elections to posts: the counting board, which post at which session, and who stands for it.

Nothing here or in ``rounds`` says who voted how, nor who was given a ballot: a secret ballot is a piece of paper, and
only counts of such papers are written down (rules R-VOT-08, R-VOT-09).
"""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Mandate
from council.sessions import workflow
from council.sessions.models.session import AgendaItem, CouncilSession
from council.sessions.models.votes import Vote
from council.sessions.workflow import BoardState, CandidateState, ElectionState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row, VersionedRow

MOST_SEATS = 50


class CountingBoard(Row):
    """The counting board (Ban kiểm phiếu) that was proposed to a session; the open ``vote`` elects it."""

    STEPS = workflow.BOARD_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="boards")
    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, null=True, blank=True, related_name="board")
    state = models.CharField(
        max_length=10, choices=BoardState.choices, default=BoardState.PROPOSED, db_default=BoardState.PROPOSED
    )
    proposed_by = models.UUIDField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, personal=("proposed_by",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(state="proposed"),
                name="sessions_one_proposed_board",
                violation_error_message=_("Kỳ họp đang có một đề nghị bầu Ban kiểm phiếu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} ({self.state})"

    def people(self) -> frozenset[UUID | None]:
        """Return the people who sit in it, once it is elected; one statement unless they were fetched with it."""
        if self.state != BoardState.ELECTED:
            return frozenset()
        return frozenset(member.mandate.person_id for member in self.members.select_related("mandate"))


class BoardPlace(models.TextChoices):
    """What a member does in the board."""

    HEAD = "head", _("Trưởng ban")
    SECRETARY = "secretary", _("Thư ký")
    MEMBER = "member", _("Thành viên")


class BoardMember(Row):
    """A delegate in a counting board."""

    board = models.ForeignKey(CountingBoard, on_delete=models.PROTECT, related_name="members")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(
        max_length=10, choices=BoardPlace.choices, default=BoardPlace.MEMBER, db_default=BoardPlace.MEMBER
    )

    keeping = Keeping(Rights.APPEND, personal=("mandate",), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "mandate"],
                name="sessions_board_member_once",
                violation_error_message=_("Đại biểu này đã có trong Ban kiểm phiếu."),
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(place="head"),
                name="sessions_board_one_head",
                violation_error_message=_("Ban kiểm phiếu có một Trưởng ban."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.place}"


class Election(VersionedRow):
    """The election of one or several people to a post, as a matter of an agenda item.

    ``list_vote`` is the open vote in which the council agreed to the list; without one the chair closed it.
    """

    STEPS = workflow.ELECTION_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="elections")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="elections")
    post = models.CharField(_("Chức vụ bầu"), max_length=200)
    seats = models.PositiveSmallIntegerField(_("Số người cần bầu"), default=1, db_default=1)
    state = models.CharField(
        max_length=10, choices=ElectionState.choices, default=ElectionState.DRAFT, db_default=ElectionState.DRAFT
    )
    state_reason = models.CharField(_("Lý do"), max_length=500, blank=True, default="", db_default="")
    list_vote = models.OneToOneField(Vote, on_delete=models.PROTECT, null=True, blank=True, related_name="list_of")
    listed_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="sessions_election_has_seats",
                violation_error_message=_("Số người cần bầu phải từ 1 đến 50."),
            ),
            models.UniqueConstraint(
                fields=["item", "post"],
                condition=~Q(state="dropped"),
                name="sessions_post_once_in_item",
                violation_error_message=_("Chức vụ này đã có trong nội dung."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("ended", "dropped")) | ~Q(state_reason=""),
                name="sessions_election_ends_with_reason",
                violation_error_message=_("Kết thúc khi chưa bầu đủ phải có lý do."),
            ),
        ]

    def __str__(self) -> str:
        return self.post


class Manner(models.TextChoices):
    """How somebody came on the list; the last two need the council's open vote on the list."""

    PROPOSED = "proposed", _("Được cơ quan có thẩm quyền giới thiệu")
    SELF = "self", _("Tự ứng cử")
    DELEGATE = "delegate", _("Đại biểu giới thiệu thêm")


class Candidate(Row):
    """Somebody who stands for a post; ``mandate`` is given for a delegate, others are known by their words alone."""

    STEPS = workflow.CANDIDATE_STEPS

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidates")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("Họ và tên"), max_length=120)
    about = models.CharField(_("Chức vụ, nơi công tác"), max_length=200, blank=True, default="", db_default="")
    manner = models.CharField(
        _("Cách đưa vào danh sách"),
        max_length=10,
        choices=Manner.choices,
        default=Manner.PROPOSED,
        db_default=Manner.PROPOSED,
    )
    document = models.CharField(_("Văn bản"), max_length=200)
    state = models.CharField(
        max_length=10, choices=CandidateState.choices, default=CandidateState.STANDING, db_default="standing"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("Lý do rút"), max_length=500, blank=True, default="", db_default="")

    keeping = Keeping(Rights.EDIT, personal=("mandate", "name", "about", "withdrawn_reason"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "mandate"],
                condition=Q(state="standing"),
                name="sessions_candidate_once",
                violation_error_message=_("Người này đã có trong danh sách."),
            ),
            models.CheckConstraint(
                condition=Q(state="standing", withdrawn_at__isnull=True)
                | (Q(state="withdrawn", withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="sessions_withdrawn_candidate_says_why",
                violation_error_message=_("Rút khỏi danh sách phải có lý do."),
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="sessions_candidate_by_document",
                violation_error_message=_("Mỗi người trong danh sách phải có văn bản giới thiệu hoặc đơn ứng cử."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
