"""The list of delegates after an election: its columns, and what the register says about its rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.people.law import YOUNGEST_CANDIDATE
from council.people.models import Education, Gender, Party, Sector
from council.people.models.composition import ETHNIC_GROUPS, RELIGIONS
from council.people.sheets.cells import a_full_name, a_phone
from kernel.sheets import (
    CellWrong,
    Checked,
    Column,
    Line,
    Typed,
    a_number,
    a_text,
    a_year_or_day,
    an_address_of_mail,
    check,
    one_of,
    twice,
    yes_or_no,
)
from kernel.sheets.checking import Together
from kernel.vietnamese import fold

MOST_TEAMS = 60
# How a constituency is named by its number: "3", "số 3", "Đơn vị 3", "Đơn vị bầu cử số 3".
CONSTITUENCY = re.compile(r"(?:don vi)?(?: ?bau cu)?(?: ?so)? ?([1-9]\d{0,2})", re.ASCII)
Name = tuple[str, int | None]


@dataclass(frozen=True)
class Register:
    """What the council knows already: people by folded name and birth year, and who owns which number and address."""

    people: dict[Name, list[UUID]] = field(default_factory=dict)
    delegates: frozenset[UUID] = frozenset()
    id_numbers: dict[str, UUID] = field(default_factory=dict)
    emails: dict[str, UUID] = field(default_factory=dict)
    teams: frozenset[int] = frozenset()
    constituencies: dict[str, int] = field(default_factory=dict)
    # The former units that are known, by the number of the constituency; None where nothing was merged.
    former_units: dict[int, str] | None = None

    def known(self, line: Line) -> UUID | None:
        """Return the one person of a row's name and birth year, None when there is none or more than one."""
        found = self.people.get(name_of(line) or ("", None), [])
        return found[0] if len(found) == 1 else None


def delegate_columns(*, sensitive: bool, merged: bool = False) -> tuple[Column, ...]:
    """Return the columns of the list; those of sensitive data only for whoever may record them.

    A list of a merged council says of which unit each constituency was before.
    """
    hidden = (frozenset() if sensitive else SENSITIVE) | (frozenset() if merged else {"former_unit"})
    return tuple(column for column in _COLUMNS if column.name not in hidden)


def check_delegates(typed: Sequence[Typed], *, register: Register, on: date, sensitive: bool) -> Checked:
    """Return the rows as values with every fault: cells, doubles in the list, and what the register says.

    ``on`` is the day from which they are delegates.
    """
    together: list[Together] = [
        twice("full_name", name_of),
        twice("id_number", lambda line: line.values.get("id_number")),
        twice("email", lambda line: line.values.get("email")),
        partial(_known_people, register),
        partial(_owned, register.id_numbers, register, "id_number"),
        partial(_owned, register.emails, register, "email"),
        partial(_teams, register),
        partial(_constituencies, register),
        partial(_former_units, register),
        partial(_too_young, on),
    ]
    columns = delegate_columns(sensitive=sensitive, merged=register.former_units is not None)
    return check(columns, typed, together=together)


def name_of(line: Line) -> Name | None:
    """Return by what a person is told from others: the folded name and the birth year."""
    if "full_name" not in line.values or "birth" not in line.values:
        return None
    return fold(line.values["full_name"]), line.values["birth"][0]


def _known_people(register: Register, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        found = register.people.get(name_of(line) or ("", None), [])
        if register.delegates & set(found):
            yield line.number, "full_name", _("Người này (cùng tên, năm sinh) đã là đại biểu của nhiệm kỳ.")
        elif len(found) > 1:
            yield line.number, "full_name", _("Có nhiều hồ sơ cùng tên và năm sinh; hãy ghi nhận riêng người này.")


def _owned(
    owners: dict[str, UUID], register: Register, column: str, lines: list[Line]
) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        owner = owners.get(line.values.get(column, ""))
        if owner is not None and owner != register.known(line):
            yield line.number, column, _("Đã ghi cho một người khác trong hệ thống.")


def _teams(register: Register, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    """A term that has no team yet gets those of the list; after that a number must be one of them."""
    for line in lines:
        team = line.values.get("team")
        if team is not None and register.teams and team not in register.teams:
            yield line.number, "team", _("Nhiệm kỳ này không có tổ số %(number)d.") % {"number": team}


def _constituencies(register: Register, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    """A term that has no constituency yet gets those of the list, each by its number; after that it must be known."""
    for line in lines:
        text = line.values.get("constituency")
        if text is None or constituency_number(text, register) is not None:
            continue
        if register.constituencies:
            yield line.number, "constituency", _("Nhiệm kỳ này không có đơn vị bầu cử “%(text)s”.") % {"text": text}
        else:
            yield line.number, "constituency", _("Nhiệm kỳ chưa có đơn vị bầu cử nào; hãy ghi số của đơn vị.")


def _former_units(register: Register, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    """A constituency was of one unit: of the one on record, or of the first that the list names."""
    known = dict(register.former_units or {})
    for line in lines:
        unit = line.values.get("former_unit")
        if unit is None:
            continue
        number = constituency_number(line.values.get("constituency", ""), register)
        if number is None:
            yield line.number, "former_unit", _("Hãy ghi cả đơn vị bầu cử của đại biểu.")
        elif fold(known.setdefault(number, unit)) != fold(unit):
            yield line.number, "former_unit", _("Đơn vị bầu cử này thuộc “%(unit)s”.") % {"unit": known[number]}


def constituency_number(text: str, register: Register) -> int | None:
    """Return the number of the constituency that a cell names by its number or its name, None when none is meant."""
    key = fold(text)
    if key in register.constituencies:
        return register.constituencies[key]
    found = CONSTITUENCY.fullmatch(key)
    number = int(found[1]) if found else None
    is_known = not register.constituencies or number in register.constituencies.values()
    return number if is_known else None


def _too_young(on: date, lines: list[Line]) -> Iterable[tuple[int, str, str]]:
    for line in lines:
        if "birth" in line.values and on.year - line.values["birth"][0] < YOUNGEST_CANDIDATE:
            yield line.number, "birth", _("Chưa đủ %(age)d tuổi để ứng cử.") % {"age": YOUNGEST_CANDIDATE}


def _id_number(text: str) -> str:
    digits = text.replace(" ", "")
    if not re.fullmatch(r"\d{12}", digits, re.ASCII):
        raise CellWrong(_("Phải gồm đúng 12 chữ số (giữ cả số 0 ở đầu; trong Excel hãy để ô dạng Văn bản)."))
    return digits


def _words(choices: Any, *, but: tuple[Any, ...] = ()) -> dict[str, str]:
    return {str(choice.label): choice.value for choice in choices if choice.value and choice not in but}


def _choice(name: str, heading: Any, words: dict[str, str], **more: Any) -> Column:
    return Column(name, heading, one_of(words), choices=tuple(words), **more)


_YES_NO = ("Có", "Không")
SENSITIVE = frozenset({"ethnicity", "religion", "party", "education", "id_number", "home_address"})
_COLUMNS = (
    Column(
        "full_name", gettext_lazy("Họ và tên"), a_full_name, required=True, width=28, example="Nguyễn Thị Minh Anh",
        help=gettext_lazy("Họ, chữ đệm và tên theo giấy tờ, có dấu."),
    ),
    _choice("gender", gettext_lazy("Giới tính"), _words(Gender, but=(Gender.UNKNOWN,)), required=True, width=11,
            example="Nữ"),
    Column(
        "birth", gettext_lazy("Ngày sinh"), a_year_or_day, required=True, width=13, example="02/09/1979",
        help=gettext_lazy("Ngày/tháng/năm, hoặc chỉ năm sinh."),
    ),
    _choice("ethnicity", gettext_lazy("Dân tộc"), {name: name for name in ETHNIC_GROUPS}, width=12, example="Kinh"),
    _choice("religion", gettext_lazy("Tôn giáo"), {name: name for name in RELIGIONS}, width=14, example="Không"),
    Column("party", gettext_lazy("Đảng viên"), yes_or_no, choices=_YES_NO, width=11, example="Có"),
    _choice("education", gettext_lazy("Trình độ chuyên môn"), _words(Education), width=14, example="Đại học"),
    Column(
        "id_number", gettext_lazy("Số định danh cá nhân"), _id_number, width=18, example="035079001234",
        help=gettext_lazy("12 chữ số của thẻ căn cước."),
    ),
    Column("home_address", gettext_lazy("Nơi ở"), a_text(most=200), width=30, example="Phường Hoa Lư, tỉnh Ninh Bình"),
    Column(
        "main_job", gettext_lazy("Chức vụ, nơi công tác"), a_text(most=200), width=36, example="Hiệu trưởng",
        help=gettext_lazy("Công việc chính hiện nay; hiện trên trang công khai."),
    ),
    _choice("sector", gettext_lazy("Khối công tác"), _words(Sector), width=18, example="Đơn vị sự nghiệp"),
    Column("full_time", gettext_lazy("Chuyên trách"), yes_or_no, choices=_YES_NO, width=13, example="Không"),
    Column(
        "served_before", gettext_lazy("Tái cử"), yes_or_no, choices=_YES_NO, width=10, example="Không",
        help=gettext_lazy("Có, nếu đã là đại biểu của Hội đồng này ở khoá trước."),
    ),
    Column(
        "constituency", gettext_lazy("Đơn vị bầu cử"), a_text(most=160), width=26, example="Đơn vị bầu cử số 3",
        help=gettext_lazy("Số hoặc tên của đơn vị bầu cử trong nhiệm kỳ."),
    ),
    Column(
        "former_unit", gettext_lazy("Đơn vị trước sắp xếp"), a_text(most=120), width=24, example="Tỉnh Hà Nam",
        help=gettext_lazy("Tỉnh, xã hoặc phường mà đơn vị bầu cử thuộc về trước khi hợp nhất."),
    ),
    Column("team", gettext_lazy("Tổ đại biểu số"), a_number(least=1, most=MOST_TEAMS), width=13, example="3"),
    Column("email", gettext_lazy("Thư điện tử"), an_address_of_mail, width=28, example="minhanh@vidu.vn"),
    Column("phone", gettext_lazy("Điện thoại"), a_phone, width=16, example="0912345678"),
)  # fmt: skip

PARTY_OF = {True: Party.MEMBER, False: Party.OUTSIDE}
