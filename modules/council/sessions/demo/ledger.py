"""Who came to a sitting, line by line, and how its papers came: written at once for the demonstration."""

from datetime import datetime, time, timedelta
from random import Random

from council.law import Rules, SessionKind
from council.people.models import Mandate
from council.sessions import law
from council.sessions.models import (
    Attendance,
    CouncilSession,
    Handout,
    Paper,
    Part,
    Presence,
    Punctuality,
    RollConfirmation,
    Sitting,
)
from council.sessions.models.presence import Source
from council.sessions.workflow import PaperState, SittingState
from kernel import clock
from kernel.files.models import StoredFile

OPENED_MINUTES = (130, 260)
BEFORE, LATE_BY, LATE_SHARE = timedelta(minutes=10), (3, 25), 0.03
OUT_AT = time(10)


def sit(session: CouncilSession, mandates: list[Mandate], chance: Random) -> Sitting:
    """Hold the one sitting of a session: its ledger of presence, and the confirmation with what that comes to."""
    lasted = chance.randint(*OPENED_MINUTES)
    opened_at: datetime = session.opened_at  # type: ignore[assignment]  # it was opened
    lines = _lines(mandates, opened_at, chance)
    said = [line.what for line in lines]
    excused, absent = said.count(Presence.EXCUSED), said.count(Presence.ABSENT)
    counted = {"present": len(said) - excused - absent, "excused": excused, "absent": absent}
    ended_at = opened_at + timedelta(minutes=lasted)
    sitting: Sitting = Sitting.objects.create(
        session=session,
        day_on=session.opens_on,
        part=Part.MORNING,
        state=SittingState.ENDED,
        started_at=opened_at,
        ended_at=ended_at,
        held_on=session.opens_on,
        minutes_held=lasted,
        **{f"delegates_{name}": number for name, number in counted.items()},
    )
    for line in lines:
        line.sitting = sitting
        if line.what == Presence.ABSENT:
            line.at, line.source = ended_at, Source.CONFIRMED
    Attendance.objects.bulk_create(lines)
    RollConfirmation.objects.create(sitting=sitting, confirmed_at=ended_at, confirmed_by=None, **counted)
    return sitting


def _lines(mandates: list[Mandate], opened_at: datetime, chance: Random) -> list[Attendance]:
    """Return a line for each delegate, not bound to a sitting yet: nearly all came, some of them late."""
    absent, excused = chance.choice((0, 0, 0, 1, 2)), chance.randint(0, 3)
    away = chance.sample(mandates, absent + excused)
    missing = {each.id: Presence.ABSENT if place < absent else Presence.EXCUSED for place, each in enumerate(away)}
    lines = []
    for mandate in mandates:
        what, late = missing.get(mandate.id, Presence.PRESENT), 0
        if what == Presence.PRESENT and chance.random() < LATE_SHARE:
            what, late = Presence.LATE, chance.randint(*LATE_BY)
        at = opened_at + timedelta(minutes=late) if late else opened_at - BEFORE
        lines.append(Attendance(mandate=mandate, what=what, at=at, source=Source.OFFICE, late_minutes=late))
    return lines


def send_papers(session: CouncilSession, *, sheet: StoredFile, rules: Rules, chance: Random, learned: float) -> None:
    """Send a paper for each matter as a file, some sessions on paper as well or only so; ``learned`` is 0 to 1."""
    on_file = chance.random() < 0.6 + 0.4 * learned
    if not on_file or chance.random() < 0.35 - 0.25 * learned:
        known = {"title": "Phụ lục số liệu", "reason": "Khổ lớn, chưa số hoá", "handed_on": session.opens_on}
        Handout.objects.create(session=session, **known)
    if not on_file:
        return
    is_late = chance.random() < 0.15 - 0.1 * learned
    kind = SessionKind(session.kind)
    due_on = law.papers_due(opens_on=session.opens_on, kind=kind, rules=rules).due_on
    out_on = due_on + timedelta(days=1) if is_late else due_on - timedelta(days=chance.randint(0, 3))
    out_at = datetime.combine(out_on, OUT_AT, clock.VIETNAM)
    Paper.objects.bulk_create(
        Paper(
            session=session,
            item=item,
            title=f"Tờ trình, dự thảo nghị quyết: {item.title}",
            file=sheet,
            state=PaperState.RELEASED,
            due_on=due_on,
            received_on=out_on,
            released_at=out_at,
            released_on=out_on,
            punctuality=Punctuality.LATE if is_late else Punctuality.IN_TIME,
        )
        for item in session.items.order_by("position")
    )
    session.released_at = out_at
    session.save(update_fields=["released_at"])
