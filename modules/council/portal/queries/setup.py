"""What a new council's administrator does first, and what of it is done: read from the records, never ticked off."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.documents.models import Document
from council.documents.workflow import State as DocumentState
from council.people.models import Mandate, Post
from council.people.permissions import Can as People
from council.people.queries import count_in_office
from council.people.workflow import IN_OFFICE, PostState
from council.portal.models import Kind
from council.portal.permissions import Can
from council.portal.queries.texts import get_shown
from council.roles import ROLE_NAMES, Role
from kernel import clock
from kernel.access import Actor, may_at_all
from kernel.accounts.models import Account

# Without them no document can be drafted, closed and numbered.
NEEDED = (Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK)
WITHOUT_NUMBER = (DocumentState.DRAFT, DocumentState.FINAL_TEXT, DocumentState.SIGNED)


@dataclass(frozen=True)
class SetupStep:
    """One thing to do: its name, what is known of it, and the verb with the page that does it.

    Without ``href`` somebody else does it; the note says who.
    """

    name: Any
    note: Any
    is_done: bool
    verb: Any = ""
    href: str = ""


def list_setup(actor: Actor, *, now: datetime) -> list[SetupStep]:
    """Return every first step in its order; nothing for others than administrators, and nothing once all is done."""
    if not may_at_all(actor, People.LINK_ACCOUNT):
        return []
    posts = list(Post.objects.held(clock.local_day(now)).filter(state=PostState.HELD).values_list("role", "person_id"))
    chair = next((person for role, person in posts if role == Role.COUNCIL_CHAIR), None)
    steps = [
        _delegates(now),
        _chair(chair),
        _login_of_chair(chair),
        _office({role for role, _person in posts}),
        _contact(actor, now),
        _first_document(),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _delegates(now: datetime) -> SetupStep:
    number = count_in_office(on=clock.local_day(now))
    return SetupStep(
        _("Ghi nhận các đại biểu"),
        _("Đã có %(number)d đại biểu") % {"number": number} if number else _("Nhập cả danh sách từ một tệp Excel"),
        number > 0,
        _("Nhập từ Excel"),
        reverse("people:import_delegates"),
    )


def _chair(chair: UUID | None) -> SetupStep:
    return SetupStep(
        _("Ghi nhận Chủ tịch Hội đồng nhân dân"),
        _("Chọn trong các đại biểu; quyền ký văn bản có từ ngày ghi nhận"),
        chair is not None,
        _("Ghi nhận"),
        f"{reverse('people:fill')}?role={Role.COUNCIL_CHAIR}",
    )


def _login_of_chair(chair: UUID | None) -> SetupStep:
    name = _("Mời Chủ tịch dùng hệ thống")
    if chair is None:
        return SetupStep(name, _("Sau khi đã ghi nhận Chủ tịch"), False)
    if Account.objects.filter(person_id=chair).exists():
        return SetupStep(name, _("Đã gửi thư mời"), True)
    mandate = Mandate.objects.filter(person_id=chair, state__in=IN_OFFICE).first()
    page = reverse("people:invite", args=[mandate.id]) if mandate else reverse("people:index")
    return SetupStep(name, _("Thư mời có địa chỉ để đặt mật khẩu"), False, _("Mời"), page)


def _office(roles: set[str]) -> SetupStep:
    missing = [str(ROLE_NAMES[role]) for role in NEEDED if role not in roles]
    return SetupStep(
        _("Mời người của văn phòng"),
        _("Còn thiếu: %(roles)s") % {"roles": ", ".join(missing)} if missing else _("Đã có người soạn, chốt và cấp số"),
        not missing,
        _("Thêm người"),
        reverse("people:add_clerk"),
    )


def _contact(actor: Actor, now: datetime) -> SetupStep:
    writes = may_at_all(actor, Can.WRITE)
    return SetupStep(
        _("Đăng địa chỉ liên hệ của Hội đồng"),
        _("Người dân tìm thấy trên cổng thông tin") if writes else _("Văn phòng soạn ở mục “Cổng thông tin”"),
        get_shown(Kind.CONTACT, now=now) is not None,
        _("Soạn"),
        reverse("portal:begin_text", args=[Kind.CONTACT]) if writes else "",
    )


def _first_document() -> SetupStep:
    return SetupStep(
        _("Ban hành văn bản đầu tiên"),
        _("Chuyên viên soạn và chốt, Chủ tịch ký, văn thư cấp số"),
        Document.objects.exclude(state__in=WITHOUT_NUMBER).exists(),
    )
