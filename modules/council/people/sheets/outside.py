"""The list of bodies outside with their contacts: one row for each contact, the body's name on each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.people.models import OUTSIDE_KINDS
from council.people.sheets.cells import a_full_name, a_phone
from kernel.sheets import Checked, Column, Line, Typed, a_text, an_address_of_mail, check, one_of, twice
from kernel.vietnamese import fold

_KINDS = {str(name): kind.value for kind, name in OUTSIDE_KINDS.items()}
OF_CONTACT = ("contact_post", "contact_phone", "contact_email")


@dataclass(frozen=True)
class OutsideRegister:
    """The active bodies by folded name with their kind, and their present contacts by both folded names."""

    bodies: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    contacts: frozenset[tuple[str, str]] = frozenset()

    def known(self, line: Line) -> UUID | None:
        """Return the body of a row that the council knows already."""
        found = self.bodies.get(body_of(line))
        return found[0] if found else None


def body_of(line: Line) -> str:
    """Return by what the body of a row is told from others."""
    return fold(line.values.get("name", ""))


def outside_columns() -> tuple[Column, ...]:
    """Return the columns of the list."""
    return _COLUMNS


def check_outside(typed: Sequence[Typed], *, register: OutsideRegister) -> Checked:
    """Return the rows as values with every fault: cells, rows that contradict each other, and what is known."""
    named = {row.number for row in typed if row.cells.get("contact_name")}
    together = [
        twice("contact_name", partial(_contact_key, named)),
        partial(_kinds, register),
        partial(_contacts_without_name, named),
        partial(_known, register, named),
    ]
    return check(_COLUMNS, typed, together=together)


def _contact_key(named: set[int], line: Line) -> tuple[str, str] | None:
    """Return body and contact of a row; None when one of them could not be read. ``named`` are rows with a contact."""
    contact = line.values.get("contact_name", "")
    if "name" not in line.values or (not contact and line.number in named):
        return None
    return body_of(line), fold(contact)


def _kinds(register: OutsideRegister, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    """A body is of one kind: in all its rows, and in the register."""
    first: dict[str, tuple[int, str]] = {}
    for line in lines:
        if "name" not in line.values or "kind" not in line.values:
            continue
        key, kind = body_of(line), line.values["kind"]
        if key in register.bodies and register.bodies[key][1] != kind:
            yield line.number, "kind", _("Khác với loại đã ghi trong hệ thống.")
        row, known = first.setdefault(key, (line.number, kind))
        if known != kind:
            yield line.number, "kind", _("Khác với loại ở dòng %(row)d của tệp.") % {"row": row}


def _contacts_without_name(named: set[int], lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        if line.number not in named and any(name in line.values for name in OF_CONTACT):
            yield line.number, "contact_name", _("Chưa ghi tên người liên hệ.")


def _known(register: OutsideRegister, named: set[int], lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        key = _contact_key(named, line)
        if key is None or key[0] not in register.bodies:
            continue
        if not key[1]:
            yield line.number, "name", _("Cơ quan, tổ chức này đã có trong hệ thống.")
        elif key in register.contacts:
            yield line.number, "contact_name", _("Người này đã là người liên hệ của cơ quan.")


_COLUMNS = (
    Column(
        "name", gettext_lazy("Cơ quan, tổ chức"), a_text(most=160), required=True, width=40, example="Sở Tài chính",
        help=gettext_lazy("Tên đầy đủ; cơ quan có nhiều người liên hệ thì ghi lại tên ở mỗi dòng."),
    ),
    Column(
        "kind", gettext_lazy("Loại"), one_of(_KINDS), required=True, choices=tuple(_KINDS), width=30,
        example="Sở, ban, ngành, phòng",
    ),
    Column("abbreviation", gettext_lazy("Tên viết tắt"), a_text(most=40), width=14, example="STC"),
    Column("address", gettext_lazy("Địa chỉ"), a_text(most=200), width=34, example="Phường Hoa Lư, tỉnh Ninh Bình"),
    Column("email", gettext_lazy("Hộp thư chung"), an_address_of_mail, width=26, example="sotaichinh@vidu.vn"),
    Column(
        "contact_name", gettext_lazy("Người liên hệ"), a_full_name, width=28, example="Phạm Thu Hằng",
        help=gettext_lazy("Họ và tên; mỗi dòng một người, có thể để trống."),
    ),
    Column("contact_post", gettext_lazy("Chức vụ"), a_text(most=160), width=28, example="Chánh Văn phòng Sở"),
    Column("contact_phone", gettext_lazy("Điện thoại"), a_phone, width=16, example="0912345678"),
    Column("contact_email", gettext_lazy("Thư điện tử"), an_address_of_mail, width=28, example="thuhang@vidu.vn"),
)  # fmt: skip
