"""Records that indicators count: sessions with their lawful steps, issued documents, brought there directly."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from council.documents.law import Kind
from council.documents.models import Document
from council.sessions.models import CouncilSession, Handout, LawfulStep
from kernel import clock
from tests.factories.documents import make_draft
from tests.factories.sessions import make_session

_numbers = count(1)


def hold_session_on(day: date, *, kind: str = "regular", **counted: Any) -> CouncilSession:
    """Return a session that was opened on a day, with what the figures count of it."""
    needs = {} if kind == "regular" else {"basis": "standing_committee", "basis_document": "12/TTr"}
    session = make_session(kind=kind, **needs)
    CouncilSession.objects.filter(pk=session.pk).update(
        **{"state": "closed", "opened_on": day, "lawfulness": "kept", "papers_form": "electronic", **counted}
    )
    # What the planning noted is of a session that is still to come.
    LawfulStep.objects.filter(session=session).update(standing="dropped")
    session.refresh_from_db()
    return session


def step_of(session: CouncilSession, step: str, standing: str, due_on: date, *, days: int = 0) -> LawfulStep:
    """Return a lawful step of a session; ``days`` after its last day it was done, when it was."""
    done_on = due_on + timedelta(days=days) if standing in {"in_time", "late"} else None
    known = {"kind": session.kind, "standing": standing, "due_on": due_on, "done_on": done_on}
    return LawfulStep.objects.update_or_create(session=session, step=step, defaults=known)[0]


def hand_out(session: CouncilSession, title: str, day: date) -> Handout:
    """Return a paper that came on paper only."""
    return Handout.objects.create(session=session, title=title, reason="Bản đồ khổ lớn", handed_on=day)


def issue_on(day: date, kind: Kind = Kind.INDIVIDUAL_RESOLUTION, **changes: Any) -> Document:
    """Return a document that was issued on a day, with what the figures count of it."""
    number = next(_numbers)
    symbols = {
        Kind.NORMATIVE_RESOLUTION: f"{number:02d}/{day.year}/NQ-HĐND",
        Kind.INDIVIDUAL_RESOLUTION: f"{number:02d}/NQ-HĐND",
    }
    draft = make_draft(kind, subject=f"Văn bản thử số {number}")
    known = {
        "state": "issued",
        "number": number,
        "year": day.year,
        "issued_on": day,
        "symbol": symbols.get(kind, f"{number:02d}/BC-HĐND"),
        "medium": "electronic",
        "confidentiality": "public",
        "adopted_on": day,
        "publish_due_on": day + timedelta(days=7),
    }
    Document.objects.filter(pk=draft.pk).update(**{**known, **changes})
    draft.refresh_from_db()
    return draft


def publish_on(day: date, *, days: int = 0, **changes: Any) -> Document:
    """Return a resolution that was published so many days after its adoption."""
    publishing = "in_time" if days <= 7 else "late"
    known = {"state": "published", "published_on": day, "publish_days": days, "publishing": publishing}
    return issue_on(day - timedelta(days=days), **{**known, **changes})


def withdraw_on(day: date, reason: str) -> Document:
    """Return a resolution that was issued a week before and withdrawn on a day."""
    return issue_on(
        day - timedelta(days=7), state="withdrawn", withdrawn_on=day, removed_at=clock.now(), removed_reason=reason
    )
