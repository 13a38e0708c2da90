"""The minutes of the counting (biên bản kiểm phiếu): the board's own sheet, and a document once the result is told."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from council.documents.actions import Origin, draft_document
from council.documents.law import Article, FactName, Kind, Text, outline
from council.documents.queries import get_letterhead
from council.sessions.actions.refusals_votes import TallySheetMissing
from council.sessions.models import BoardPlace, Round, RoundLine
from kernel import audit, clock
from kernel.access import Actor, take
from kernel.rows import lock

WRITER = "sessions.minute_round"


@transaction.atomic
def minute_round(*, actor: Actor, round: Round) -> Round:
    """Say that the board's minutes are written: its sheet is signed, and its picture kept.

    No document tells the result before the chair does: it is drafted when the round is announced.

    :raises NotPermitted: the actor is no member of the round's board.
    :raises StepNotAllowed: the round is not counted, or has its minutes.
    :raises TallySheetMissing: no picture of the board's sheet is kept.
    """
    round = lock(round)
    step = take("minute", actor, round)
    if not round.sheets.exists():
        raise TallySheetMissing()
    round.state = step.target
    round.save(update_fields=["state"])
    audit.record(actor, "sessions.minute_round", round, fields=("state",))
    return round


def draft_minutes(round: Round, now: datetime) -> UUID | None:
    """Draft the minutes of a round that is being announced; the office makes them final and has them signed.

    A rehearsal leaves no document. The caller has locked the round.
    """
    if round.election.session.is_rehearsal:
        return None
    document = draft_document(
        actor=Actor.system(WRITER),
        kind=Kind.MINUTES,
        subject=_("Kiểm phiếu bầu %(post)s, lượt %(number)d") % {"post": round.election.post, "number": round.number},
        text=_text(round, now),
        letterhead=get_letterhead(),
        origin=Origin(occasion=round.election.session.occasion),
    )
    key: UUID = document.id
    return key


def _text(round: Round, now: datetime) -> Text:
    lines = list(round.lines.select_related("candidate").order_by("position"))
    course, conclusion = outline(Kind.MINUTES).articles
    return replace(
        outline(Kind.MINUTES),
        facts=_facts(round, now),
        articles=(
            Article(course.title, (*_course(round), *(_counted(line) for line in lines))),
            Article(conclusion.title, (round.sentence, *(_said(line) for line in lines))),
        ),
    )


def _facts(round: Round, now: datetime) -> tuple[tuple[str, str], ...]:
    session, members = round.election.session, _members(round)
    begun = (round.issued_at or now).astimezone(clock.VIETNAM)
    known = {
        FactName.TIME: f"{begun:%H:%M} ngày {begun:%d/%m/%Y}",
        FactName.PLACE: session.place,
        FactName.PRESENT: _("Ban kiểm phiếu: %(names)s") % {"names": ", ".join(members)},
        FactName.CHAIR: members[0] if members else "",
        FactName.CLOSED: f"{(round.counted_at or now).astimezone(clock.VIETNAM):%H:%M}",
    }
    return tuple((name.value, known[name]) for name in FactName if known.get(name))


def _members(round: Round) -> list[str]:
    """Return who sat in the board, its head first."""
    if round.board is None:
        return []
    members = round.board.members.select_related("mandate__person").order_by("mandate__person__sort_key")
    ordered = sorted(members, key=lambda member: member.place != BoardPlace.HEAD)
    return [member.mandate.person.full_name for member in ordered]


def _course(round: Round) -> list[str]:
    words = {
        "post": round.election.post,
        "seats": round.seats,
        "total": round.total,
        "present": round.present,
        "issued": round.issued,
        "returned": round.returned,
        "valid": round.valid,
        "invalid": round.invalid,
    }
    course = [
        _("Bầu %(post)s bằng bỏ phiếu kín, số người cần bầu: %(seats)s.") % words,
        _("Tổng số đại biểu: %(total)s; có mặt khi phát phiếu: %(present)s.") % words,
        _("Phiếu phát ra: %(issued)s; thu về: %(returned)s; hợp lệ: %(valid)s; không hợp lệ: %(invalid)s.") % words,
    ]
    if round.reason:
        course.insert(1, _("Lý do bầu lượt này: %(reason)s") % {"reason": round.reason})
    return course


def _counted(line: RoundLine) -> str:
    words = {"name": line.candidate.name, "in_favour": line.in_favour, "against": line.against}
    return _("%(name)s: %(in_favour)s phiếu tán thành, %(against)s phiếu không tán thành.") % words


def _said(line: RoundLine) -> str:
    return f"{line.candidate.name}: {line.sentence}"
