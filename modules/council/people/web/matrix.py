"""The matrix of a council in words: which role may do what here, after what the council moved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import ROLE_NAMES, Role
from kernel.access import registered
from kernel.access.book import BOOK
from kernel.access.gate import scopes_of
from kernel.access.models import RightMove
from kernel.access.workflow import OPEN, Effect, MoveState
from kernel.refusal import NotFound

MODULE_NAMES = {
    "access": _("Phân quyền"),
    "accounts": _("Tài khoản"),
    "documents": _("Văn bản"),
    "exchange": _("Trao đổi giữa các hội đồng"),
    "gateway": _("Dữ liệu mở"),
    "indicators": _("Số liệu"),
    "notify": _("Thông báo"),
    "people": _("Đại biểu, cơ cấu"),
    "portal": _("Cổng thông tin"),
    "rulebook": _("Quy định"),
    "sessions": _("Kỳ họp"),
}
SHORT = {
    Role.COUNCIL_CHAIR: _("CT"),
    Role.COUNCIL_VICE_CHAIR: _("PCT"),
    Role.COMMITTEE_HEAD: _("TB"),
    Role.COMMITTEE_MEMBER: _("UV"),
    Role.TEAM_LEADER: _("TT"),
    Role.DELEGATE: _("ĐB"),
    Role.OFFICE_CHIEF: _("CVP"),
    Role.OFFICE_STAFF: _("CV"),
    Role.RECORDS_CLERK: _("VT"),
    Role.SESSION_SECRETARY: _("TK"),
    Role.AGENCY: _("CQ"),
    Role.FRONT: _("MT"),
    Role.EXPERT: _("CG"),
    Role.EDITOR: _("BT"),
    Role.ADMINISTRATOR: _("QT"),
}
HAS, GIVEN, TAKEN = _("Có"), _("Giao thêm"), _("Đã bỏ")


@dataclass(frozen=True)
class Cell:
    """What one role has of one capability: a word, and the tone of its pill."""

    role: Any
    word: Any
    tone: str = "quiet"


@dataclass(frozen=True)
class Line:
    """One capability: its word, why the law fixes it (or nothing), and what each role has of it."""

    name: str
    label: Any
    why_fixed: Any
    two_people: bool
    cells: tuple[Cell, ...]

    @property
    def holding(self) -> tuple[Cell, ...]:
        """Return the cells of the roles that have or had it."""
        return tuple(cell for cell in self.cells if cell.word)


@dataclass(frozen=True)
class Group:
    """The capabilities of one module."""

    title: Any
    lines: tuple[Line, ...]


def matrix_of(moves: Iterable[RightMove], *, on: date) -> tuple[Group, ...]:
    """Return every capability that a role of the council has or may get, module by module."""
    moved = _moved(moves, on)
    lines = [_line(grant.capability, moved) for grant in registered().grants if _is_ours(grant)]
    grouped = groupby(lines, key=lambda line: line.name.partition(".")[0])
    return tuple(Group(MODULE_NAMES.get(module, module), tuple(rows)) for module, rows in grouped)


def line_of(capability: str, moves: Iterable[RightMove], *, on: date) -> Line:
    """Return one capability.

    :raises NotFound: no role of the council has or may get one of that name.
    """
    grant = next((one for one in registered().grants if one.capability == capability and _is_ours(one)), None)
    if grant is None:
        raise NotFound()
    return _line(capability, _moved(moves, on))


def choices_of(line: Line, moves: Iterable[RightMove]) -> list[tuple[str, Any]]:
    """Return the changes that may be proposed now, as choices of a form."""
    bounds = BOOK.description_of(line.name)
    waiting = {move.role for move in moves if move.capability == line.name and move.state in OPEN}
    choices = []
    for role in (role for role in Role if role not in waiting):
        has_it = bool(BOOK.reach[line.name].get(role))
        if role in bounds.to and not has_it:
            choices.append((f"{Effect.GIVE}:{role}", _("Giao thêm cho: %(role)s") % {"role": ROLE_NAMES[role]}))
        if role in bounds.away and has_it:
            choices.append((f"{Effect.TAKE}:{role}", _("Bỏ khỏi: %(role)s") % {"role": ROLE_NAMES[role]}))
    return choices


def _is_ours(grant: Any) -> bool:
    return any(role in set(Role) for role in (*grant.reach, *grant.described.to))


def _moved(moves: Iterable[RightMove], on: date) -> dict[Effect, frozenset[tuple[str, str]]]:
    counting = [move for move in moves if move.state == MoveState.IN_FORCE and move.from_on <= on]
    return {
        effect: frozenset((move.role, move.capability) for move in counting if move.effect == effect)
        for effect in (Effect.GIVE, Effect.TAKE)
    }


def _line(name: str, moved: dict[Effect, frozenset[tuple[str, str]]]) -> Line:
    described = BOOK.description_of(name)
    cells = tuple(_cell(role, name, moved) for role in Role)
    return Line(name, described.label, described.why_fixed, described.two_people, cells)


def _cell(role: Role, name: str, moved: dict[Effect, frozenset[tuple[str, str]]]) -> Cell:
    scopes = scopes_of(role, name, given=moved[Effect.GIVE], taken=moved[Effect.TAKE])
    own = BOOK.reach[name].get(role, ())
    if not scopes:
        return Cell(ROLE_NAMES[role], TAKEN, "warn") if own else Cell(ROLE_NAMES[role], "")
    if not own:
        return Cell(ROLE_NAMES[role], GIVEN, "good")
    narrow = [str(scope.label) for scope in scopes if scope.asks]
    is_whole = len(narrow) < len(scopes)
    return Cell(ROLE_NAMES[role], HAS if is_whole else ", ".join(narrow))
