"""Sessions for tests: a plan, a hall with delegates present, a vote that is open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from council.law import Override, SessionKind, national_rules
from council.people.models import Mandate
from council.roles import Role
from council.sessions import actions
from council.sessions.actions.agenda import Matter
from council.sessions.actions.planning import Plan
from council.sessions.models import (
    AgendaItem,
    Attendance,
    CouncilSession,
    ItemKind,
    Paper,
    Part,
    Sitting,
    Vote,
    VoteMethod,
)
from council.sessions.workflow import SessionState
from kernel.access import Actor
from kernel.files.models import StoredFile
from kernel.keys import new_key
from tests.factories.actors import actor_with
from tests.factories.people import make_delegates, make_term

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
TODAY = date(2026, 7, 1)
OPENS, CLOSES = date(2026, 7, 29), date(2026, 7, 31)
AT_OPENING = datetime(2026, 7, 29, 1, 0, tzinfo=UTC)
RULES = national_rules("commune", OPENS)
# A council in which a tap is enough to check in.
BY_TAP = national_rules("commune", OPENS, overrides=[Override("sessions.check_in_needs_code", False, "Quy chế", OPENS)])
CHAIR = actor_with(Role.COUNCIL_CHAIR)
OFFICE = actor_with(Role.OFFICE_CHIEF)
SECRETARY = actor_with(Role.SESSION_SECRETARY)
PLAN = Plan(kind=SessionKind.REGULAR, opens_on=OPENS, closes_on=CLOSES, place="Hội trường phường")
REPORT = Matter(title="Báo cáo sáu tháng", kind=ItemKind.REPORT)
DRAFT = Matter(title="Mức hỗ trợ học phí", kind=ItemKind.NORMATIVE_RESOLUTION, submitter="UBND phường")


def make_session(state: str = SessionState.PLANNED, **changes: Any) -> CouncilSession:
    """Return a session in a state, with the days that the state needs."""
    plan = Plan(**{**vars(PLAN), **changes})
    session = actions.plan_session(actor=OFFICE, term=make_term(), plan=plan, now=NOW, rules=RULES)
    if state != SessionState.PLANNED:
        CouncilSession.objects.filter(pk=session.pk).update(**_days_of(state))
        session.refresh_from_db()
    return session


def _days_of(state: str) -> dict[str, Any]:
    """Return what a session in a state knows of its days."""
    if state == SessionState.CONTENT_AGREED:
        return {"state": state}
    if state == SessionState.ARCHIVED:
        signed = {"minutes": make_file("bien-ban.pdf"), "minutes_signed_on": CLOSES, "archived_on": CLOSES}
        return {"state": state, "convened_on": TODAY, **signed}
    return {"state": state, "convened_on": TODAY}


def make_item(session: CouncilSession, matter: Matter = DRAFT, state: str = "on_agenda") -> AgendaItem:
    """Return an item of a session in a state."""
    position = session.items.count() + 1
    return AgendaItem.objects.create(
        session=session,
        position=position,
        title=matter.title,
        kind=matter.kind,
        needs_vote=matter.kind != ItemKind.REPORT,
        threshold=matter.threshold,
        state=state,
    )


def make_file(name: str = "to-trinh.pdf") -> StoredFile:
    """Return what is known of an upload, without bytes."""
    return StoredFile.objects.create(name=name, sha256="0" * 64, size=1, content_type="application/pdf")


def make_paper(session: CouncilSession, state: str = "held", **changes: Any) -> Paper:
    """Return a paper of a session in a state."""
    released = {} if state in {"held", "replaced"} else {"released_at": NOW, "released_on": TODAY}
    known = {"title": "Tờ trình", "file": make_file(), "due_on": date(2026, 7, 24), "state": state, **released}
    return Paper.objects.create(session=session, **{**known, **changes})


def make_sitting(
    session: CouncilSession, state: str = "planned", day_on: date = OPENS, part: str = Part.MORNING
) -> Sitting:
    """Return a sitting of a session."""
    return Sitting.objects.create(session=session, day_on=day_on, part=part, state=state)


def seat(sitting: Sitting, mandates: list[Mandate], what: str = "present") -> None:
    """Note the delegates as present."""
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, mandate=mandate, what=what, at=AT_OPENING, source="office") for mandate in mandates
    )


@dataclass(frozen=True)
class Hall:
    """A running sitting with its delegates, all present, and one item up for the vote."""

    session: CouncilSession
    sitting: Sitting
    mandates: list[Mandate]
    item: AgendaItem
    vote: Vote

    def voter(self, number: int) -> Actor:
        """Return the delegate who acts."""
        return actor_with(Role.DELEGATE, person=self.mandates[number].person)

    def cast(self, number: int, choice: str = "for", **changes: Any) -> str:
        """Let a delegate tap, and return the receipt."""
        given: dict[str, Any] = {"key": new_key(), "prev": "", "now": AT_OPENING, "rules": RULES, "vote": self.vote}
        return actions.cast_ballot(
            actor=changes.pop("actor", self.voter(number)),
            mandate=self.mandates[number],
            choice=choice,
            **{**given, **changes},
        )

    def open(self, **changes: Any) -> Vote:
        """Open the vote."""
        given: dict[str, Any] = {"actor": SECRETARY, "vote": self.vote, "now": AT_OPENING, "rules": RULES}
        return actions.open_vote(**{**given, **changes})

    def close(self, **changes: Any) -> Vote:
        """Close the vote."""
        later = AT_OPENING + timedelta(minutes=1)
        given: dict[str, Any] = {"actor": SECRETARY, "vote": self.vote, "now": later, "rules": RULES}
        return actions.close_vote(**{**given, **changes})

    def announce(self) -> Vote:
        """Announce the result of the closed vote."""
        return actions.announce_vote(actor=CHAIR, vote=self.vote, now=AT_OPENING + timedelta(minutes=2))


def annul(vote: Vote, *, asker: Actor = SECRETARY, reason: str = "Máy chủ biểu quyết hỏng") -> Vote:
    """Annul a vote as two people do it."""
    asked = actions.ask_annulment(actor=asker, vote=vote, reason=reason, now=AT_OPENING)
    return actions.confirm_annulment(actor=CHAIR, annulment=asked, now=AT_OPENING + timedelta(minutes=3))


def make_hall(
    delegates: int = 5,
    *,
    present: int | None = None,
    matter: Matter = DRAFT,
    is_open: bool = True,
    method: VoteMethod = VoteMethod.ELECTRONIC,
) -> Hall:
    """Return a hall in which a vote is prepared, or open."""
    session = make_session(SessionState.IN_PROGRESS)
    sitting = make_sitting(session, "running")
    mandates = make_delegates(delegates)
    seat(sitting, mandates[: delegates if present is None else present])
    item = make_item(session, matter, "vote_ready")
    vote = actions.prepare_vote(actor=SECRETARY, item=item, question="", method=method)
    hall = Hall(session, sitting, mandates, item, vote)
    if is_open:
        hall.open()
    return hall
