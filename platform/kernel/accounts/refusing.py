"""What a refused person is told: which right is missing or which state stands in the way, and whom to ask.

Names are told to people who are signed in here, of accounts of this very place; nobody else learns any.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.access import NotPermitted, StepNotAllowed, Why
from kernel.access.book import BOOK
from kernel.access.permissions import Can
from kernel.access.queries import holders_of, roles_with
from kernel.refusal import Refusal

MOST_NAMES = 5
BECAUSE = {
    Why.RIGHT: _("Không vai trò nào của ông/bà có quyền này."),
    Why.SCOPE: _("Ông/bà có quyền này nhưng không phải đối với nội dung đang mở."),
    Why.CONDITION: _("Vai trò của ông/bà chưa đủ điều kiện để làm việc này với nội dung đang mở."),
    Why.SEPARATION: _("Việc này phải do người khác thực hiện, để không ai tự kiểm tra việc của chính mình."),
}


@dataclass(frozen=True)
class Person:
    """Somebody to ask: name and role as people read them."""

    name: str
    role: Any


@dataclass(frozen=True)
class Explanation:
    """The lines of the page: what was asked for, why not, who can do it, who can give it, or why nobody may give it."""

    right: Any
    because: Any
    doers: tuple[Person, ...]
    givers: tuple[Person, ...]
    fixed: Any


def explain(refusal: Refusal, *, on: date) -> Explanation | None:
    """Return what to tell about a missing right or a wrong state; None of any other refusal."""
    if isinstance(refusal, StepNotAllowed) and refusal.table is not None:
        return _of_state(refusal, on)
    if not isinstance(refusal, NotPermitted) or refusal.capability not in BOOK.capabilities:
        return None
    described = BOOK.description_of(refusal.capability)
    return Explanation(
        right=described.label,
        because=BECAUSE[refusal.denial.why],
        doers=_people(roles_with(refusal.capability, on=on), on),
        givers=_people(roles_with(Can.PROPOSE, on=on), on) if described.is_movable else (),
        fixed=described.why_fixed,
    )


def _of_state(refusal: StepNotAllowed, on: date) -> Explanation:
    table = refusal.table
    step = table[refusal.step]
    words = {
        "now": table.states(refusal.state).label,
        "from": ", ".join(str(state.label) for state in table.states if state in set(step.sources)),
    }
    return Explanation(
        right=step.label or BOOK.description_of(str(step.can)).label,
        because=_("Hiện đang ở trạng thái “%(now)s”; việc này làm được khi ở trạng thái “%(from)s”.") % words,
        doers=_people(roles_with(step.can, on=on), on),
        givers=(),
        fixed="",
    )


def _people(roles: Iterable[str], on: date) -> tuple[Person, ...]:
    found = holders_of(roles, on=on, most=MOST_NAMES)
    return tuple(Person(holder.name, BOOK.role_names.get(holder.role, holder.role)) for holder in found)
