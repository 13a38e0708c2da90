"""What may be done with an election and its rounds: the words on the buttons, what each means, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.law import Rules
from council.sessions import actions
from council.sessions.models import Election, Round, RoundAnnulment
from council.sessions.permissions import Can, stood_in
from council.sessions.queries.elections import ElectionView, get_ballot_count
from council.sessions.workflow import PENDING_ROUNDS, TAKES_TALLY, ElectionState, RoundState, SessionState
from kernel import clock
from kernel.access import Actor, may

TOLD = {
    "prepared": _("Đã lập danh sách bầu; hãy đưa người ứng cử vào."),
    "edited": _("Đã lưu chức vụ bầu."),
    "candidate": _("Đã đưa vào danh sách."),
    "withdrawn": _("Đã ghi rút khỏi danh sách."),
    "close-list": _("Đã chốt danh sách; phiếu bầu sẵn sàng để in."),
    "reopen-list": _("Đã mở lại danh sách."),
    "end": _("Đã kết thúc việc bầu chức vụ này."),
    "drop": _("Không tổ chức bầu chức vụ này."),
    "issue": _("Đã ghi phát phiếu; đại biểu đang bỏ phiếu kín."),
    "collect": _("Đã kết thúc bỏ phiếu; Ban kiểm phiếu làm việc."),
    "minute": _("Đã ghi nhận biên bản kiểm phiếu; chủ toạ công bố kết quả."),
    "announce": _("Đã công bố kết quả bầu."),
    "round": _("Đã chuẩn bị lượt bầu tiếp."),
    "counted": _("Đã ghi kết quả của ông/bà. Chờ thành viên thứ hai nhập."),
    "agreed": _("Hai thành viên nhập khớp nhau; kết quả đã được tính."),
    "differ": _("Hai thành viên nhập KHÁC NHAU. Hãy đếm lại; thành viên thứ ba nhập kết quả cuối cùng."),
    "picture": _("Đã lưu ảnh tờ kiểm phiếu."),
    "asked": _("Đã gửi đề nghị huỷ kết quả; người thứ hai cần xác nhận."),
    "annulled": _("Đã huỷ kết quả lượt bầu. Chuẩn bị lượt bầu lại khi sẵn sàng."),
    "kept": _("Kết quả được giữ nguyên."),
    "board": _("Đã đề nghị Ban kiểm phiếu; hãy đưa ra Hội đồng biểu quyết."),
    "board-withdrawn": _("Đã rút đề nghị Ban kiểm phiếu."),
}
_HELD = frozenset({SessionState.IN_PROGRESS, SessionState.PAUSED})


@dataclass(frozen=True)
class Task:
    """Something done with an election as a whole; ``reasoned`` ones ask why."""

    label: Any
    icon: str
    consequence: Any
    step: str
    act: Callable[..., object]
    reasoned: bool = True


@dataclass(frozen=True)
class Stage:
    """A plain step of a round, with the word on its button and what it means."""

    label: Any
    icon: str
    consequence: Any
    act: Callable[[Actor, Round, datetime, Rules], object]


TASKS = {
    "close-list": Task(
        _("Chốt danh sách"),
        "list-checks",
        _("Phiếu bầu in theo danh sách này. Sau khi chốt, muốn sửa phải mở lại danh sách."),
        "close_list",
        lambda **given: actions.close_list(now=clock.now(), **given),
        reasoned=False,
    ),
    "reopen-list": Task(
        _("Mở lại danh sách…"),
        "rotate-ccw",
        _("Phiếu đã in không dùng được nữa; phải chốt lại danh sách và in lại phiếu."),
        "reopen_list",
        actions.reopen_list,
    ),
    "end": Task(
        _("Kết thúc, không bầu thêm…"),
        "flag",
        _("Chức vụ chưa bầu đủ được để lại; kết quả các lượt đã công bố vẫn có giá trị."),
        "end",
        actions.end_election,
    ),
    "drop": Task(
        _("Không tổ chức…"),
        "circle-minus",
        _("Việc bầu chức vụ này không diễn ra tại nội dung này."),
        "drop",
        actions.drop_election,
    ),
}
STAGES = {
    "issue": Stage(
        _("Phát phiếu bầu"),
        "send",
        _("Số đại biểu có mặt được ghi lại bây giờ; số phiếu phát ra không được nhiều hơn."),
        lambda actor, round, now, rules: actions.issue_ballots(actor=actor, round=round, now=now, rules=rules),
    ),
    "collect": Stage(
        _("Kết thúc bỏ phiếu"),
        "square",
        _("Hòm phiếu đóng; Ban kiểm phiếu bắt đầu kiểm phiếu."),
        lambda actor, round, now, _rules: actions.collect_ballots(actor=actor, round=round, now=now),
    ),
    "minute": Stage(
        _("Lập biên bản kiểm phiếu"),
        "file-check",
        _("Khi chủ toạ công bố kết quả, hệ thống soạn dự thảo văn bản từ số liệu; văn phòng hoàn thiện và trình ký."),
        lambda actor, round, _now, _rules: actions.minute_round(actor=actor, round=round),
    ),
    "announce": Stage(
        _("Công bố kết quả bầu"),
        "megaphone",
        _("Kết quả hiện trên màn hình hội trường và trang công khai của kỳ họp."),
        lambda actor, round, now, _rules: actions.announce_round(actor=actor, round=round, now=now),
    ),
}


@dataclass(frozen=True)
class Deeds:
    """What this person may do with an election now; ``tasks`` are (name, task)."""

    tasks: list[tuple[str, Task]]
    edit: bool
    withdraw: bool
    list_vote: bool
    next_round: bool


@dataclass(frozen=True)
class RoundDeeds:
    """What this person may do with a round now; ``stages`` are (name, stage)."""

    stages: list[tuple[str, Stage]]
    count: bool
    picture: bool
    ask: bool
    decide: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to press."""
        return bool(self.stages) or self.count or self.picture or self.ask or self.decide


def deeds_of(actor: Actor, election: Election, view: ElectionView) -> Deeds:
    """Return what the actor may do with an election now, as the table of steps and the grants say."""
    pending = view.current is not None and view.current.state in PENDING_ROUNDS
    begun = any(each.state not in {RoundState.PREPARED, RoundState.DROPPED} for each in view.rounds)
    fits = {
        "close-list": bool(view.standing) and all(each.manner == "proposed" for each in view.standing),
        "reopen-list": not begun,
        "end": view.announced is not None and not view.is_voting,
        "drop": view.announced is None and not view.is_voting,
    }
    editable = may_take(actor, election, "edit")
    return Deeds(
        tasks=[(name, task) for name, task in TASKS.items() if fits[name] and may_take(actor, election, task.step)],
        edit=editable,
        withdraw=may(actor, Can.PREPARE_ELECTION, election)
        and not pending
        and election.state in {ElectionState.DRAFT, ElectionState.LISTED},
        list_vote=bool(view.standing) and may_take(actor, election, "agree_list"),
        next_round=begun and not pending and may_take(actor, election, "repeat"),
    )


def round_deeds_of(actor: Actor, round: Round, annulment: RoundAnnulment | None) -> RoundDeeds:
    """Return what the actor may do with a round now."""
    counts = may(actor, Can.COUNT_BALLOTS, round)
    held = round.election.session.state in _HELD
    decides = annulment is not None and annulment.state == "asked" and may(actor, Can.ANNUL_VOTE, annulment)
    presides = annulment is not None and (annulment.asked_by_chair or may(actor, Can.CHAIR, round))
    return RoundDeeds(
        stages=[(name, stage) for name, stage in STAGES.items() if may_take(actor, round, name)],
        count=counts and round.state == RoundState.COUNTING and get_ballot_count(actor, round).may_enter,
        picture=counts and round.state in TAKES_TALLY,
        ask=held and annulment is None and may_take(actor, round, "annul") and not stood_in(actor, round),
        decide=held and decides and presides,
    )


def may_take(actor: Actor, row: Any, name: str) -> bool:
    """Whether a step stands open to an actor now, by the table and the grants."""
    step = row.STEPS[name]
    return row.state in set(step.sources) and may(actor, step.can, row)
