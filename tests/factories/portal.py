"""Texts of the portal for tests, brought to a state by the ordinary actions."""

from datetime import UTC, datetime
from typing import Any

from council.portal import actions
from council.portal.actions import Content
from council.portal.law import Contact
from council.portal.models import Kind, TextVersion
from council.roles import Role
from tests.factories.actors import actor_with

NOW = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
EDITOR = actor_with(Role.EDITOR)
STAFF = actor_with(Role.OFFICE_STAFF)
CHIEF = actor_with(Role.OFFICE_CHIEF)
CONTACT = Contact(
    office="Văn phòng HĐND phường Hoa Lư",
    address="Số 1, đường Trường Hán Siêu, phường Hoa Lư",
    hotline="0229 3 888 888 (nhánh 2)",
    email="hdnd@hoalu.example",
    hours="Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ",
)


def make_content(**changes: Any) -> Content:
    """Return what somebody typed, with nothing missing."""
    known = {"title": "Lịch tiếp công dân tháng 7", "summary": "Thứ Tư hằng tuần.", "body": "Tại *trụ sở*, từ 8 giờ."}
    return Content(**{**known, **changes})


def make_text(kind: Kind = Kind.ANNOUNCEMENT, *, actor: Any = EDITOR, **changes: Any) -> TextVersion:
    """Return the first version of a text, a draft."""
    return actions.begin_text(actor=actor, kind=kind, content=make_content(**changes))


def make_shown(kind: Kind = Kind.ANNOUNCEMENT, *, now: datetime = NOW, **changes: Any) -> TextVersion:
    """Return a text that everybody sees."""
    return actions.publish(actor=EDITOR, version=make_text(kind, **changes), now=now)


def make_contact(contact: Contact = CONTACT, *, now: datetime = NOW) -> TextVersion:
    """Return the council's contact that everybody sees."""
    return make_shown(Kind.CONTACT, now=now, title="Liên hệ", summary="", body="", contact=contact)
