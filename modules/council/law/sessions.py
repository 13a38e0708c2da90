"""What the law says of a session: its quorum, its time-table back from the opening, effective dates.

Source: Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Điều 34; Nghị quyết số
104/2025/UBTVQH15; the laws on normative documents. The numbers stand in ``parameters``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council.law.deadlines import Deadline
from council.law.national import Level, Source
from council.law.rules import Rules
from council.law.sentence import Sentence, percent, say
from council.law.terms import due
from council.law.thresholds import at_least
from kernel.refusal import Refusal


class SessionKind(StrEnum):
    """The kinds of session whose rules differ."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"
    INAUGURAL = "inaugural"


class PresentDisagree(Refusal):
    """More delegates are present than are in office, or a number is negative."""

    code = "present_disagree"
    message = "Số đại biểu có mặt không thể nhiều hơn số đại biểu đương nhiệm."


@dataclass(frozen=True)
class Quorum:
    """Whether enough delegates are present, and why."""

    met: bool
    present: int
    in_office: int
    needed: int
    source: Source
    sentence: Sentence


_QUORUM_MET = (
    "Có mặt {present} trên tổng số {in_office} đại biểu ({share}); cần ít nhất {needed}, tức {part} tổng số: đủ để "
    "họp. Căn cứ: {source}."
)
_QUORUM_MISSED = (
    "Có mặt {present} trên tổng số {in_office} đại biểu ({share}); cần ít nhất {needed}, tức {part} tổng số: "
    "còn thiếu {missing}, chưa đủ để họp. Căn cứ: {source}."
)
_BACK_STEPS = (
    "sessions.joint_conference_before_days",
    "sessions.convene_before_days",
    "sessions.public_notice_before_days",
    "sessions.dossier_before_days",
    "sessions.verification_before_days",
    "sessions.papers_before_days",
)


def may_open(*, present: int, in_office: int, rules: Rules) -> Quorum:
    """Return whether the delegates present are enough to open a sitting or a vote (R-SES-15).

    :raises PresentDisagree: the numbers cannot be.
    """
    if in_office < 1 or not 0 <= present <= in_office:
        raise PresentDisagree()
    share = rules.share("sessions.quorum")
    source = rules.source("sessions.quorum")
    needed = at_least(share, in_office)
    sentence = say(
        _QUORUM_MET if present >= needed else _QUORUM_MISSED,
        present=present,
        in_office=in_office,
        share=percent(present, in_office),
        needed=needed,
        part=str(share),
        missing=needed - present,
        source=str(source),
    )
    return Quorum(present >= needed, present, in_office, needed, source, sentence)


def back_schedule(*, opening_on: date, kind: SessionKind, rules: Rules, binding: bool = False) -> tuple[Deadline, ...]:
    """Return the steps before an opening, earliest first, each able to explain its day.

    A plan is a preview, so a year without an official calendar only warns; the act of convening asks
    with ``binding=True``.

    :raises CalendarMissing: it binds and an unknown Tết could fall inside a step's term.
    """
    keys = [rules.for_kind(step, kind) for step in _BACK_STEPS]
    steps = [due(key, base_on=opening_on, rules=rules, binding=binding) for key in keys if key in rules.book]
    return tuple(sorted(steps, key=lambda step: (step.due_on, -step.days)))


def effective_floor(*, adopted_on: date, level: Level, rules: Rules) -> Deadline:
    """Return the earliest day on which a normative resolution may take effect (R-RES-01).

    :raises ValueError: the snapshot belongs to a council of the other level.
    """
    if level != rules.level:
        raise ValueError("the rules belong to a council of another level")
    return due("resolutions.effective_after_days", base_on=adopted_on, rules=rules)
