"""Documents for tests, brought to a state by the ordinary actions."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from council.documents import actions
from council.documents.law import Article, Kind, Letterhead, Text
from council.documents.models import Document
from council.documents.papers import Press
from council.law import national_rules
from council.roles import Role
from kernel.access import Actor
from tests.factories.actors import actor_with

ROOT = Path(__file__).resolve().parents[2]
PRESS = Press((str(ROOT / "node_modules" / "@expo-google-fonts" / "tinos"),), "http://hoalu.localhost:8000")
LETTERHEAD = Letterhead("Hội đồng nhân dân phường Hoa Lư", "Hoa Lư")
NOW = datetime(2026, 7, 10, 3, 0, tzinfo=UTC)
ADOPTED = date(2026, 7, 9)
EFFECTIVE = date(2026, 8, 1)
TEXT = Text(
    bases=("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",),
    articles=(Article("Phạm vi điều chỉnh", ("Nghị quyết này quy định mức hỗ trợ.",)),),
    recipients=("Thường trực Hội đồng nhân dân tỉnh",),
)
RULES = national_rules("commune", ADOPTED)
STAFF = actor_with(Role.OFFICE_STAFF)
SECRETARY = actor_with(Role.SESSION_SECRETARY)
CHAIR = actor_with(Role.COUNCIL_CHAIR, second_factor=True)
CLERK = actor_with(Role.RECORDS_CLERK)


def make_draft(kind: Kind = Kind.INDIVIDUAL_RESOLUTION, *, actor: Actor = STAFF, **changes: Any) -> Document:
    """Return a draft that lacks nothing."""
    known: dict[str, Any] = {
        "subject": "Về mức hỗ trợ học phí năm học 2026-2027",
        "text": TEXT,
        "letterhead": LETTERHEAD,
        "adopted_on": ADOPTED,
        "effective_on": EFFECTIVE,
    }
    return actions.draft_document(actor=actor, kind=kind, **{**known, **changes})


def make_signed(kind: Kind = Kind.INDIVIDUAL_RESOLUTION, **changes: Any) -> Document:
    """Return a resolution that waits for its number."""
    final = actions.finalise(actor=SECRETARY, document=make_draft(kind, **changes), rules=RULES)
    return actions.sign(actor=CHAIR, document=final, now=NOW)


def make_issued(kind: Kind = Kind.INDIVIDUAL_RESOLUTION, *, now: datetime = NOW, **changes: Any) -> Document:
    """Return a numbered resolution with its PDF."""
    return actions.issue(actor=CLERK, document=make_signed(kind, **changes), press=PRESS, now=now)


def make_published(kind: Kind = Kind.INDIVIDUAL_RESOLUTION, **changes: Any) -> Document:
    """Return a resolution on the public pages."""
    return actions.publish(actor=CLERK, document=make_issued(kind, **changes), now=NOW)


def make_in_state(state: str, kind: Kind = Kind.INDIVIDUAL_RESOLUTION) -> Document:
    """Return a resolution in a state."""
    makers = {
        "draft": make_draft,
        "final_text": lambda kind: actions.finalise(actor=SECRETARY, document=make_draft(kind), rules=RULES),
        "signed": make_signed,
        "issued": make_issued,
        "published": make_published,
        "withdrawn": lambda kind: actions.withdraw(
            actor=CHAIR, document=make_published(kind), reason="Sai thẩm quyền", now=NOW
        ),
        "dropped": lambda kind: actions.drop_draft(
            actor=Actor.system("test"), document=make_draft(kind), reason="Huỷ kết quả biểu quyết", now=NOW
        ),
    }
    return makers[state](kind)
