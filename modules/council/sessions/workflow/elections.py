"""The states of a counting board, an election by secret ballot and its rounds, and the steps between them.

Source: workflow A4, secret ballots (issued, collected, counted, minutes of the counting board, announced); rules
R-VOT-08 to R-VOT-10.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.sessions.permissions import Can
from kernel.access import Step, steps


class BoardState(TextChoices):
    """Whether a counting board was elected."""

    PROPOSED = "proposed", _("Chờ Hội đồng biểu quyết")
    ELECTED = "elected", _("Đã được bầu")
    REJECTED = "rejected", _("Không được bầu")
    WITHDRAWN = "withdrawn", _("Đã rút đề nghị")


class ElectionState(TextChoices):
    """Where the election to a post stands."""

    DRAFT = "draft", _("Đang lập danh sách")
    LISTED = "listed", _("Đã chốt danh sách")
    FILLED = "filled", _("Đã bầu đủ")
    ENDED = "ended", _("Kết thúc, chưa bầu đủ")
    DROPPED = "dropped", _("Không tổ chức")


class CandidateState(TextChoices):
    """Whether a candidate still stands."""

    STANDING = "standing", _("Ứng cử viên")
    WITHDRAWN = "withdrawn", _("Đã rút")


class RoundState(TextChoices):
    """Where a round of ballots stands; there is no state of any single ballot."""

    PREPARED = "prepared", _("Chờ phát phiếu")
    VOTING = "voting", _("Đang bỏ phiếu kín")
    COUNTING = "counting", _("Đang kiểm phiếu")
    COUNTED = "counted", _("Đã kiểm phiếu")
    MINUTED = "minuted", _("Đã lập biên bản kiểm phiếu")
    ANNOUNCED = "announced", _("Đã công bố kết quả")
    ANNULLED = "annulled", _("Kết quả đã bị huỷ")
    DROPPED = "dropped", _("Không tổ chức")


_B, _E, _C, _R = BoardState, ElectionState, CandidateState, RoundState
# What still goes on, so that its matter cannot end.
PENDING_ELECTIONS = frozenset({_E.DRAFT, _E.LISTED})
BEGUN_ROUNDS = frozenset({_R.VOTING, _R.COUNTING, _R.COUNTED, _R.MINUTED})
PENDING_ROUNDS = BEGUN_ROUNDS | {_R.PREPARED}
# Rounds that have a result, known to the board until it is announced.
COUNTED_ROUNDS = frozenset({_R.COUNTED, _R.MINUTED, _R.ANNOUNCED})
# A sheet of the tally may be kept until the result is announced.
TAKES_TALLY = frozenset({_R.COUNTING, _R.COUNTED, _R.MINUTED})

BOARD_STEPS = steps(
    Step("elect", {_B.PROPOSED}, _B.ELECTED, Can.RUN_VOTE),
    Step("reject", {_B.PROPOSED}, _B.REJECTED, Can.RUN_VOTE),
    # The vote that elected or rejected it was annulled.
    Step("undo", {_B.ELECTED, _B.REJECTED}, _B.PROPOSED, Can.RUN_VOTE),
    Step("withdraw", {_B.PROPOSED}, _B.WITHDRAWN, Can.PREPARE_ELECTION, _("Rút đề nghị")),
)

ELECTION_STEPS = steps(
    Step("edit", {_E.DRAFT}, _E.DRAFT, Can.PREPARE_ELECTION, _("Sửa danh sách")),
    Step("close_list", {_E.DRAFT}, _E.LISTED, Can.CHAIR, _("Chốt danh sách")),
    # The council agreed to the list in an open vote.
    Step("agree_list", {_E.DRAFT}, _E.LISTED, Can.RUN_VOTE),
    Step("reopen_list", {_E.LISTED}, _E.DRAFT, Can.RUN_VOTE, _("Mở lại danh sách")),
    Step("repeat", {_E.LISTED}, _E.LISTED, Can.RUN_VOTE, _("Chuẩn bị lượt bầu tiếp")),
    Step("fill", {_E.LISTED}, _E.FILLED, Can.CHAIR),
    Step("end", {_E.LISTED}, _E.ENDED, Can.CHAIR, _("Kết thúc, không bầu thêm")),
    Step("revive", {_E.FILLED, _E.ENDED}, _E.LISTED, Can.RUN_VOTE),
    Step("drop", PENDING_ELECTIONS, _E.DROPPED, Can.CHAIR, _("Không tổ chức")),
)

CANDIDATE_STEPS = steps(
    Step("withdraw", {_C.STANDING}, _C.WITHDRAWN, Can.PREPARE_ELECTION, _("Ghi rút khỏi danh sách")),
)

ROUND_STEPS = steps(
    Step("issue", {_R.PREPARED}, _R.VOTING, Can.RUN_VOTE, _("Phát phiếu bầu")),
    Step("collect", {_R.VOTING}, _R.COUNTING, Can.RUN_VOTE, _("Kết thúc bỏ phiếu")),
    Step("count", {_R.COUNTING}, _R.COUNTED, Can.COUNT_BALLOTS, _("Ghi kết quả kiểm phiếu")),
    Step("minute", {_R.COUNTED}, _R.MINUTED, Can.COUNT_BALLOTS, _("Lập biên bản kiểm phiếu")),
    Step("announce", {_R.MINUTED}, _R.ANNOUNCED, Can.CHAIR, _("Công bố kết quả bầu")),
    Step("annul", BEGUN_ROUNDS | {_R.ANNOUNCED}, _R.ANNULLED, Can.RUN_VOTE, _("Huỷ kết quả")),
    Step("drop", {_R.PREPARED}, _R.DROPPED, Can.RUN_VOTE),
)
