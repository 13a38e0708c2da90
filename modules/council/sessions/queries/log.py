"""The log of a session (nhật ký phiên): what was done and said by whom in the hall, and when the quorum came and went.

It is read from the ledgers themselves, the audit, the presence and the floor, so that log and ledger never disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.law import IN_HALL, SpeechKind, may_open
from council.people.queries import count_in_office
from council.sessions.models import (
    AgendaItem,
    Attendance,
    CouncilSession,
    Election,
    MinutesLine,
    Round,
    Sitting,
    Speech,
    Vote,
)
from council.sessions.models.floor import KIND_WORDS
from council.sessions.models.presence import Source
from council.sessions.queries.hall import Hall
from council.sessions.workflow import SpeechState
from kernel import clock
from kernel.audit.models import AuditEntry

_ANNOUNCED = "sessions.announce_vote"
_ROUND_ANNOUNCED = "sessions.announce_round"
# The words of each action: {title} is the item's or the vote's, {reason} what was given as the reason.
_WORDS: dict[str, Any] = {
    "sessions.open": _("Khai mạc kỳ họp."),
    "sessions.pause": _("Tạm nghỉ: %(reason)s"),
    "sessions.resume": _("Họp tiếp."),
    "sessions.close": _("Bế mạc kỳ họp."),
    "sessions.start_sitting": _("Bắt đầu phiên %(title)s."),
    "sessions.end_sitting": _("Kết thúc phiên %(title)s."),
    "sessions.present_item": _("Trình bày: %(title)s"),
    "sessions.ready_item": _("Kết thúc thảo luận, đưa ra biểu quyết: %(title)s"),
    "sessions.note_item": _("Kỳ họp đã nghe: %(title)s"),
    "sessions.withdraw_item": _("Rút khỏi chương trình: %(title)s. Lý do: %(reason)s"),
    "sessions.defer_item": _("Lùi sang kỳ họp sau: %(title)s. Lý do: %(reason)s"),
    "sessions.open_vote": _("Mở biểu quyết: %(title)s"),
    "sessions.extend_vote": _("Thêm thời gian biểu quyết."),
    "sessions.close_vote": _("Đóng biểu quyết."),
    "sessions.ask_annulment": _("Đề nghị huỷ kết quả biểu quyết, chờ người thứ hai."),
    "sessions.drop_vote": _("Không tổ chức biểu quyết: %(title)s"),
    "sessions.annul_vote": _("Huỷ kết quả biểu quyết: %(title)s. Lý do: %(reason)s"),
    "sessions.take_up_again": _("Đưa ra biểu quyết lại: %(title)s"),
    "sessions.close_list": _("Chốt danh sách bầu %(title)s."),
    "sessions.issue_ballots": _("Phát phiếu bầu %(title)s; bỏ phiếu kín."),
    "sessions.collect_ballots": _("Kết thúc bỏ phiếu bầu %(title)s; Ban kiểm phiếu làm việc."),
    "sessions.annul_round": _("Huỷ kết quả bầu %(title)s. Lý do: %(reason)s"),
    _ROUND_ANNOUNCED: _("Kết quả bầu %(title)s"),
    _ANNOUNCED: _("Kết quả biểu quyết: %(title)s"),
}
_RESULT = _("%(question)s: %(decision)s. %(sentence)s")
_SPOKE = _("%(kind)s: %(name)s, %(length)s. Nội dung: %(title)s")
_WROTE = _("Gửi ý kiến bằng văn bản: %(name)s. Nội dung: %(title)s")
_REACHED = _("Đủ số đại biểu để họp: %(present)s/%(total)s có mặt.")
_LOST = _("Không còn đủ số đại biểu để họp: %(present)s/%(total)s có mặt.")


@dataclass(frozen=True)
class LogLine:
    """One line: where it comes from, when, what, and whether it stands in the draft minutes already."""

    source: str
    at: datetime
    words: str
    is_taken: bool


def list_log(hall: Hall) -> list[LogLine]:
    """Return the whole log of a session, the latest line first; the same statements for any length."""
    taken = set(MinutesLine.objects.filter(session=hall.session).values_list("source", flat=True))
    found = [*_of_audit(hall), *_of_presence(hall), *_of_floor(hall)]
    lines = [LogLine(source, at, words, source in taken) for source, at, words in found]
    return sorted(lines, key=attrgetter("at"), reverse=True)


def _of_audit(hall: Hall) -> Iterable[tuple[str, datetime, str]]:
    titles = _titles(hall)
    results = {str(vote.id): _result(vote) for vote in hall.votes if vote.announced_at and vote.decision}
    rounds = [each for view in hall.elections for each in view.rounds]
    results |= {
        str(each.id): f"{titles[_label(each), str(each.id)]}. {said(each)}" for each in rounds if each.announced_at
    }
    wanted = Q()
    for model in (CouncilSession, Sitting, AgendaItem, Vote, Election, Round):
        keys = [key for label, key in titles if label == model._meta.label_lower]
        wanted |= Q(object_label=model._meta.label_lower, object_id__in=keys)
    for entry in AuditEntry.objects.filter(wanted, action__in=_WORDS).order_by("id"):
        title = titles[entry.object_label, entry.object_id]
        if entry.action in {_ANNOUNCED, _ROUND_ANNOUNCED}:
            title = results.get(entry.object_id, title)
        yield f"audit-{entry.id}", entry.at, str(_WORDS[entry.action] % {"title": title, "reason": entry.reason})


def _titles(hall: Hall) -> dict[tuple[str, str], str]:
    """Return how each thing of the session is called in the log."""
    titles = {(_label(hall.session), str(hall.session.id)): hall.session.title}
    for each in hall.sittings:
        titles[_label(each), str(each.id)] = f"{each.get_part_display()} {each.day_on:%d/%m/%Y}"
    titles |= {(_label(each), str(each.id)): each.title for each in hall.items}
    titles |= {(_label(each), str(each.id)): each.question for each in hall.votes}
    for view in hall.elections:
        titles[_label(view.election), str(view.election.id)] = view.election.post
        for held in view.rounds:
            words = {"post": view.election.post, "number": held.number}
            titles[_label(held), str(held.id)] = _("%(post)s, lượt %(number)d") % words
    return titles


def said(round: Round) -> str:
    """Return the result of an announced round in sentences: each candidate, then the whole with its article."""
    lines = " ".join(f"{line.candidate.name}: {line.sentence}" for line in round.lines.all())
    return f"{lines} {round.sentence}"


def _label(row: Any) -> str:
    return str(row._meta.label_lower)


def _result(vote: Vote) -> str:
    """Return the question with its result; nobody reads it in the log before it is announced."""
    said = {"question": vote.question, "decision": vote.get_decision_display(), "sentence": vote.sentence}
    return str(_RESULT % said)


def _of_presence(hall: Hall) -> Iterable[tuple[str, datetime, str]]:
    day, suspended = clock.local_day(hall.now), hall.rules.allows("votes.suspended_in_total")
    total = count_in_office(on=day, with_suspended=suspended)
    needed = may_open(present=0, in_office=total, rules=hall.rules).needed if total else 0
    here: dict[UUID, set[UUID]] = {}
    noted = Attendance.objects.filter(sitting__session=hall.session).exclude(source=Source.CORRECTED).order_by("id")
    for key, sitting_id, mandate_id, what, at in noted.values_list("id", "sitting_id", "mandate_id", "what", "at"):
        present = here.setdefault(sitting_id, set())
        before = len(present)
        (present.add if what in IN_HALL else present.discard)(mandate_id)
        counts = {"present": len(present), "total": total}
        if before < needed <= len(present):
            yield f"presence-{key}", at, str(_REACHED % counts)
        elif len(present) < needed <= before:
            yield f"presence-{key}", at, str(_LOST % counts)


def _of_floor(hall: Hall) -> Iterable[tuple[str, datetime, str]]:
    """Give each turn that is over, at the moment at which it began, and each opinion that was sent in writing."""
    over = Q(state=SpeechState.DONE, called_at__isnull=False) | Q(state=SpeechState.TEXT_SUBMITTED)
    turns = Speech.objects.filter(over, session=hall.session).select_related("mandate__person", "item").order_by("id")
    for turn in turns:
        known = {"kind": KIND_WORDS[SpeechKind(turn.kind)], "name": turn.name, "title": turn.item.title}
        if turn.state == SpeechState.DONE and turn.called_at is not None:
            words = _SPOKE % {**known, "length": _length(turn.spoken_s)}
            yield f"speech-{turn.id}", turn.called_at, str(words)
        elif turn.text_at is not None:
            yield f"speech-{turn.id}", turn.text_at, str(_WROTE % known)


def _length(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return str(_("%(rest)d giây") % {"rest": rest})
    return str(_("%(minutes)d phút %(rest)d giây") % {"minutes": minutes, "rest": rest})
