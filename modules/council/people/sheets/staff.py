"""The list of the office's people: who they are, what they do, and the address to which an invitation goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.people.models.posts import DEPUTY_NAMES
from council.people.sheets.cells import a_full_name, a_phone
from council.people.workflow import Rank
from council.roles import ROLE_NAMES, Role
from kernel.sheets import Checked, Column, Line, Typed, a_text, an_address_of_mail, check, one_of, twice
from kernel.vietnamese import fold

CHIEF, DEPUTY_CHIEF = f"{Role.OFFICE_CHIEF}", f"{Role.OFFICE_CHIEF}:{Rank.DEPUTY}"
_WORDS: dict[Any, str] = {
    str(ROLE_NAMES[Role.OFFICE_CHIEF]): CHIEF,
    str(DEPUTY_NAMES[Role.OFFICE_CHIEF]): DEPUTY_CHIEF,
    **{
        str(ROLE_NAMES[role]): str(role)
        for role in (
            *(Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.SESSION_SECRETARY),
            *(Role.EDITOR, Role.ADMINISTRATOR),
        )
    },
}
POSTS = ("role", "more_role")


@dataclass(frozen=True)
class StaffRegister:
    """Who has which address, what they hold, whether the office has a chief, and who uploads the list."""

    emails: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    held: frozenset[tuple[UUID, str]] = frozenset()
    has_chief: bool = False
    own: UUID | None = None

    def known(self, line: Line) -> UUID | None:
        """Return the person of a row whom the council knows by the same address and name."""
        found = self.emails.get(line.values.get("email", ""))
        return found[0] if found and found[1] == fold(line.values.get("full_name", "")) else None


def role_of(text: str) -> tuple[Role, Rank]:
    """Return the role and the rank of a cell's value."""
    role, _colon, rank = text.partition(":")
    return Role(role), Rank(rank) if rank else Rank.PRINCIPAL


def staff_columns() -> tuple[Column, ...]:
    """Return the columns of the list."""
    return _COLUMNS


def check_staff(typed: Sequence[Typed], *, register: StaffRegister) -> Checked:
    """Return the rows as values with every fault: cells, rows that contradict each other, and what is known."""
    together = [
        twice("email", lambda line: line.values.get("email")),
        partial(_owned, register),
        partial(_posts, register),
        partial(_chiefs, register),
    ]
    return check(_COLUMNS, typed, together=together)


def _owned(register: StaffRegister, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        known = register.known(line)
        if known is None and line.values.get("email") in register.emails:
            yield line.number, "email", _("Đã ghi cho một người khác trong hệ thống.")
        if known is not None and known == register.own:
            yield line.number, "full_name", _("Không ai tự ghi nhận chức vụ cho chính mình.")


def _posts(register: StaffRegister, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        known = register.known(line)
        roles = {name: role_of(line.values[name])[0] for name in POSTS if name in line.values}
        for name, role in roles.items():
            if known is not None and (known, str(role)) in register.held:
                yield line.number, name, _("Người này đang giữ chức vụ đó.")
        if len(roles) > len(set(roles.values())):
            yield line.number, "more_role", _("Trùng với chức vụ đã ghi.")


def _chiefs(register: StaffRegister, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    """The office has one chief."""
    taken = register.has_chief
    for line in lines:
        for name in POSTS:
            if line.values.get(name) == CHIEF:
                if taken:
                    yield line.number, name, _("Chức vụ này đang có người giữ hoặc đã ghi ở dòng khác.")
                taken = True


_COLUMNS = (
    Column(
        "full_name", gettext_lazy("Họ và tên"), a_full_name, required=True, width=28, example="Ngô Ngọc Lan",
        help=gettext_lazy("Họ, chữ đệm và tên theo giấy tờ, có dấu."),
    ),
    Column(
        "email", gettext_lazy("Thư điện tử"), an_address_of_mail, required=True, width=28, example="ngoclan@vidu.vn",
        help=gettext_lazy("Thư mời gửi đến đây; đây cũng là tên đăng nhập."),
    ),
    Column(
        "role", gettext_lazy("Chức vụ, nhiệm vụ"), one_of(_WORDS), required=True, choices=tuple(_WORDS), width=30,
        example="Chuyên viên",
    ),
    Column(
        "more_role", gettext_lazy("Nhiệm vụ thêm"), one_of(_WORDS), choices=tuple(_WORDS), width=30, example="Văn thư",
        help=gettext_lazy("Khi một người làm hai việc."),
    ),
    Column("phone", gettext_lazy("Điện thoại"), a_phone, width=16, example="0912345678"),
    Column(
        "decision", gettext_lazy("Văn bản phân công"), a_text(most=120), width=34,
        example="15/QĐ-VP ngày 02/04/2026", help=gettext_lazy("Số, ký hiệu và ngày của văn bản."),
    ),
)  # fmt: skip
