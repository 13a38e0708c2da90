"""What the chair can do next: one primary move for each state, and why it cannot be made yet.

The table is for the eye; each move calls the action of its name, which decides by right, state and law.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.law import Rules
from council.sessions import actions
from council.sessions.models import AgendaItem, Manner, Sitting, Vote
from council.sessions.permissions import Can
from council.sessions.queries import Hall
from council.sessions.queries.counting import totals_of
from council.sessions.queries.elections import ElectionView, find_board
from council.sessions.workflow import ElectionState, ItemState, RoundState, SessionState, SittingState
from kernel.access import Actor, may
from kernel.refusal import NotFound

SECONDS = 60
FOR_WHO_RUNS_VOTES = frozenset(
    {"open-vote", "close-vote", "extend-vote", "issue-ballots", "collect-ballots", "next-round"}
)
HINTS = {
    "open": _("Kỳ họp chuyển sang đang họp và phiên đầu tiên bắt đầu."),
    "resume": _("Phiên tiếp theo bắt đầu; nội dung đang dở giữ nguyên."),
    "start-sitting": _("Phiên bắt đầu; nội dung đang dở giữ nguyên."),
    "present": _("Mọi màn hình chuyển đến nội dung này."),
    "note": _("Nội dung này không biểu quyết: ghi là đã nghe rồi sang mục sau."),
    "ready": _("Kết thúc thảo luận. Nếu còn thảo luận, hãy mở đăng ký phát biểu ở dưới trước."),
    "open-vote": _(
        "Đại biểu có mặt bấm trên máy của mình. Hết giờ trên đồng hồ vẫn bấm được, cho đến khi chủ toạ đóng."
    ),
    "close-vote": _("Sau khi đóng không ai biểu quyết được nữa; kết quả hiện ở mọi màn hình."),
    "agree-agenda": _("Ghi là Hội đồng đồng ý đưa các nội dung bổ sung muộn vào chương trình."),
    "announce": _("Kết quả hiện ở mọi màn hình."),
    "close-list": _("Phiếu bầu in theo danh sách này."),
    "issue-ballots": _("Số đại biểu có mặt được ghi lại bây giờ; không ghi ai nhận phiếu."),
    "collect-ballots": _("Hòm phiếu đóng; Ban kiểm phiếu bắt đầu kiểm phiếu."),
    "announce-round": _("Kết quả bầu hiện ở mọi màn hình."),
    "close": _("Bế mạc kết thúc cả kỳ họp. Muốn họp tiếp vào lúc khác thì chọn tạm nghỉ."),
}


@dataclass(frozen=True)
class Move:
    """A button of the chair's desk; ``why`` says in words what stands in its way, empty when nothing does.

    ``aim`` is what it is meant for (see ``aims``).
    """

    name: str
    label: Any
    icon: str
    why: Any = ""
    aim: str = ""

    @property
    def hint(self) -> Any:
        """Return what pressing it does, for who has never pressed it."""
        return HINTS.get(self.name, "")

    @property
    def tone(self) -> str:
        """Return how it looks beside the red button: what ends something stands back."""
        return "quiet" if self.name == "end-sitting" else ""

    @property
    def is_only_chairs(self) -> bool:
        """Whether who only runs the votes must leave it to the chair."""
        return self.name not in FOR_WHO_RUNS_VOTES

    @property
    def needs_reason(self) -> bool:
        """Whether it asks for its reason on a page of its own."""
        return self.name in NEED_REASON


@dataclass(frozen=True)
class Desk:
    """Everything that a move may need."""

    actor: Actor
    hall: Hall
    rules: Rules
    now: datetime
    reason: str = ""

    @property
    def item(self) -> Any:
        """Return the matter on the floor.

        :raises NotFound: everything on the agenda is done.
        """
        if self.hall.item is None:
            raise NotFound()
        return self.hall.item

    @property
    def vote(self) -> Any:
        """Return the open vote.

        :raises NotFound: none is open.
        """
        if self.hall.vote is None:
            raise NotFound()
        return self.hall.vote

    @property
    def election(self) -> ElectionView:
        """Return the election of the matter on the floor.

        :raises NotFound: it has none, or all are over.
        """
        if self.hall.election is None:
            raise NotFound()
        return self.hall.election

    @property
    def round(self) -> Any:
        """Return the round of ballots of the matter on the floor.

        :raises NotFound: none is prepared.
        """
        if self.election.current is None:
            raise NotFound()
        return self.election.current

    @property
    def sitting(self) -> Sitting:
        """Return the running sitting, or the next one.

        :raises NotFound: none is planned.
        """
        if self.hall.sitting is None:
            raise NotFound()
        return self.hall.sitting


def primary_of(hall: Hall, *, may_chair: bool) -> Move | None:
    """Return the one thing to do next, or None when the session is over.

    Who only runs the votes sees the chair's move too, and that it is the chair's.
    """
    move = _next(hall)
    if move is None or may_chair or not move.is_only_chairs:
        return move
    return replace(move, why=_("Việc này do chủ toạ thực hiện."))


def others_of(hall: Hall) -> list[Move]:
    """Return what else can be done now, beside the one thing to do next."""
    if hall.vote:
        return [] if hall.vote.is_by_hand else [Move("extend-vote", _("Thêm 30 giây"), "timer")]
    if hall.session.state != SessionState.IN_PROGRESS:
        return []
    others = []
    if hall.item is not None:
        others.append(Move("withdraw", _("Rút nội dung…"), "circle-minus"))
        if hall.item.state != ItemState.ON_AGENDA:
            others.append(Move("defer", _("Lùi sang kỳ sau…"), "calendar-clock"))
    if hall.sitting is not None and hall.sitting.state == SittingState.RUNNING:
        others.append(Move("end-sitting", _("Kết thúc phiên"), "circle-stop"))
    return [*others, Move("pause", _("Tạm nghỉ…"), "coffee")]


def _next(hall: Hall) -> Move | None:
    state = hall.session.state
    if state in {SessionState.CONVENED, SessionState.DOCUMENTS_RELEASED}:
        return Move("open", _("Khai mạc kỳ họp"), "play", _before_sitting(hall))
    if state == SessionState.PAUSED:
        return Move("resume", _("Họp tiếp"), "play", _before_sitting(hall))
    if state != SessionState.IN_PROGRESS:
        return None
    if hall.sitting is None or hall.sitting.state != SittingState.RUNNING:
        none_left = _("Không còn phiên họp nào đã lập. Hãy thêm phiên họp ở trang kỳ họp rồi trở lại đây.")
        return Move("start-sitting", _("Bắt đầu phiên họp"), "play", "" if hall.sitting else none_left)
    return _in_sitting(hall)


def _in_sitting(hall: Hall) -> Move:
    if hall.vote:
        return Move("close-vote", _("Đóng biểu quyết và công bố"), "square", _without_count(hall.vote))
    if hall.unannounced:
        return Move("announce", _("Công bố kết quả"), "megaphone")
    if any(item.state == ItemState.AWAITING for item in hall.items):
        return Move("agree-agenda", _("Hội đồng đồng ý nội dung bổ sung muộn"), "list-checks")
    if hall.item is None:
        return Move("close", _("Bế mạc kỳ họp"), "flag")
    return _with_item(hall, hall.item)


def _with_item(hall: Hall, item: AgendaItem) -> Move:
    if item.state == ItemState.ON_AGENDA:
        return Move("present", _("Mời trình bày"), "mic")
    if hall.election is not None:
        return _with_election(hall, hall.election)
    if item.state == ItemState.VOTE_READY:
        return Move("open-vote", _("Mở biểu quyết"), "vote", _without_quorum(hall))
    if item.needs_vote:
        return Move("ready", _("Đưa ra biểu quyết"), "list-checks")
    return Move("note", _("Ghi nhận báo cáo"), "check")


def _with_election(hall: Hall, view: ElectionView) -> Move:
    """Return what comes next in the election of the matter on the floor."""
    if view.election.state == ElectionState.DRAFT:
        return Move("close-list", _("Chốt danh sách bầu cử"), "list-checks", _without_list(view))
    current = view.current
    state = current.state if current else RoundState.ANNOUNCED
    if state == RoundState.PREPARED:
        return Move("issue-ballots", _("Phát phiếu bầu"), "send", _without_board(hall) or _without_quorum(hall))
    if state == RoundState.VOTING:
        return Move("collect-ballots", _("Kết thúc bỏ phiếu"), "square")
    if state in _BEFORE_ANNOUNCING:
        return Move("announce-round", _("Công bố kết quả bầu"), "megaphone", _BEFORE_ANNOUNCING[RoundState(state)])
    return Move("next-round", _("Chuẩn bị lượt bầu tiếp…"), "rotate-ccw")


_BEFORE_ANNOUNCING: dict[RoundState, Any] = {
    RoundState.COUNTING: _("Ban kiểm phiếu đang kiểm phiếu."),
    RoundState.COUNTED: _("Ban kiểm phiếu chưa lập biên bản kiểm phiếu."),
    RoundState.MINUTED: "",
}


def _without_list(view: ElectionView) -> Any:
    if not view.standing:
        return _("Danh sách chưa có người ứng cử nào.")
    if any(candidate.manner != Manner.PROPOSED for candidate in view.standing):
        return _("Danh sách có người tự ứng cử hoặc được giới thiệu thêm: Hội đồng biểu quyết danh sách trước.")
    return ""


def _without_board(hall: Hall) -> Any:
    return "" if find_board(hall.session) else _("Hội đồng chưa bầu Ban kiểm phiếu.")


def _before_sitting(hall: Hall) -> Any:
    if hall.sitting is None:
        return _("Chưa có phiên họp nào để bắt đầu. Hãy thêm phiên họp ở trang kỳ họp rồi trở lại đây.")
    return _without_quorum(hall)


def _without_quorum(hall: Hall) -> Any:
    return "" if hall.quorum and hall.quorum.met else (hall.quorum.sentence if hall.quorum else "")


def _without_count(vote: Vote) -> Any:
    missing = vote.is_by_hand and totals_of(vote) is None
    return _("Chưa có hai người nhập cùng một kết quả đếm.") if missing else ""


def make(name: str, desk: Desk) -> None:
    """Make a move.

    :raises NotFound: there is no such move, or nothing to make it on.
    :raises Refusal: the action refuses it.
    """
    if name not in _MOVES:
        raise NotFound()
    _MOVES[name](desk)


def _open(desk: Desk) -> None:
    actions.open_session(
        actor=desk.actor, session=desk.hall.session, sitting=desk.sitting, now=desk.now, rules=desk.rules
    )


def _pause(desk: Desk) -> None:
    actions.pause_session(actor=desk.actor, session=desk.hall.session, reason=desk.reason, now=desk.now)


def _resume(desk: Desk) -> None:
    actions.resume_session(
        actor=desk.actor, session=desk.hall.session, sitting=desk.sitting, now=desk.now, rules=desk.rules
    )


def _start_sitting(desk: Desk) -> None:
    actions.start_sitting(actor=desk.actor, sitting=desk.sitting, now=desk.now, rules=desk.rules)


def _end_sitting(desk: Desk) -> None:
    actions.end_sitting(actor=desk.actor, sitting=desk.sitting, now=desk.now)


def _close(desk: Desk) -> None:
    actions.close_session(actor=desk.actor, session=desk.hall.session, now=desk.now)


def _agree_agenda(desk: Desk) -> None:
    actions.agree_agenda(actor=desk.actor, session=desk.hall.session, now=desk.now)


def _present(desk: Desk) -> None:
    actions.present_item(actor=desk.actor, item=desk.item, now=desk.now)


def _note(desk: Desk) -> None:
    actions.note_item(actor=desk.actor, item=desk.item, now=desk.now)


def _ready(desk: Desk) -> None:
    actions.ready_item(actor=desk.actor, item=desk.item, now=desk.now)
    if desk.hall.vote_of(desk.item) is None:
        actions.prepare_next(actor=desk.actor, item=desk.item)


def _open_vote(desk: Desk) -> None:
    vote = actions.prepare_next(actor=desk.actor, item=desk.item)
    seconds = None if vote.is_by_hand else SECONDS
    actions.open_vote(actor=desk.actor, vote=vote, now=desk.now, rules=desk.rules, seconds=seconds)


def _extend_vote(desk: Desk) -> None:
    actions.extend_vote(actor=desk.actor, vote=desk.vote, now=desk.now)


def _close_vote(desk: Desk) -> None:
    vote = actions.close_vote(actor=desk.actor, vote=desk.vote, now=desk.now, rules=desk.rules)
    if may(desk.actor, Can.CHAIR, vote):
        actions.announce_vote(actor=desk.actor, vote=vote, now=desk.now)


def _announce(desk: Desk) -> None:
    if desk.hall.unannounced is None:
        raise NotFound()
    actions.announce_vote(actor=desk.actor, vote=desk.hall.unannounced, now=desk.now)


def _close_list(desk: Desk) -> None:
    actions.close_list(actor=desk.actor, election=desk.election.election, now=desk.now)


def _issue_ballots(desk: Desk) -> None:
    actions.issue_ballots(actor=desk.actor, round=desk.round, now=desk.now, rules=desk.rules)


def _collect_ballots(desk: Desk) -> None:
    actions.collect_ballots(actor=desk.actor, round=desk.round, now=desk.now)


def _announce_round(desk: Desk) -> None:
    actions.announce_round(actor=desk.actor, round=desk.round, now=desk.now)


def _next_round(desk: Desk) -> None:
    actions.prepare_round(actor=desk.actor, election=desk.election.election, reason=desk.reason)


def _withdraw(desk: Desk) -> None:
    actions.withdraw_item(actor=desk.actor, item=desk.item, reason=desk.reason, now=desk.now)


def _defer(desk: Desk) -> None:
    actions.defer_item(actor=desk.actor, item=desk.item, reason=desk.reason, now=desk.now)


_MOVES: dict[str, Callable[[Desk], None]] = {
    "open": _open,
    "pause": _pause,
    "resume": _resume,
    "start-sitting": _start_sitting,
    "end-sitting": _end_sitting,
    "close": _close,
    "agree-agenda": _agree_agenda,
    "present": _present,
    "note": _note,
    "ready": _ready,
    "open-vote": _open_vote,
    "extend-vote": _extend_vote,
    "close-vote": _close_vote,
    "announce": _announce,
    "close-list": _close_list,
    "issue-ballots": _issue_ballots,
    "collect-ballots": _collect_ballots,
    "announce-round": _announce_round,
    "next-round": _next_round,
    "withdraw": _withdraw,
    "defer": _defer,
}
NEED_REASON = {
    "next-round": _("Chuẩn bị lượt bầu tiếp"),
    "pause": _("Tạm nghỉ kỳ họp"),
    "withdraw": _("Rút nội dung khỏi chương trình"),
    "defer": _("Lùi nội dung sang kỳ họp sau"),
}
MOVE_NAMES = frozenset(_MOVES)
