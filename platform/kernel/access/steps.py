"""From which state to which, and who may take the step: one table per kind of object.

    STEPS = steps(
        Step("convene", {State.PLANNED}, State.CONVENED, Can.CONVENE),
        Step("close", {State.CONVENED}, State.CLOSED, Can.CLOSE),
    )

``take`` asks for permission first and for the state second, so that somebody without the right does
not learn in which state the object is. It changes nothing: the action saves ``step.target``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.access.actor import Actor
from kernel.access.book import known
from kernel.access.gate import may, require
from kernel.refusal import Refusal


class StepNotAllowed(Refusal):
    """The object is in a state from which this step does not lead."""

    code = "step_not_allowed"
    message = _("Việc này không thực hiện được ở trạng thái hiện tại. Hãy tải lại trang để xem trạng thái mới nhất.")

    def __init__(
        self,
        message: Any = None,
        *,
        field: str | None = None,
        step: str = "",
        state: str = "",
        table: "Steps | None" = None,
    ) -> None:
        super().__init__(message, field=field)
        self.step, self.state, self.table = step, state, table


class UnknownStep(LookupError):
    """A step that the object's table does not have: a mistake of the programmer."""


@dataclass(frozen=True)
class Step:
    """One row of the table; ``label`` is the Vietnamese word on its button."""

    name: str
    sources: Iterable[TextChoices]
    target: TextChoices
    can: StrEnum
    label: Any = ""


class Steps(Mapping[str, Step]):
    """The table of one kind of object, by the step's name."""

    def __init__(self, table: Iterable[Step]) -> None:
        rows = tuple(table)
        self.rows = {step.name: step for step in rows}
        if not rows or len(self.rows) < len(rows):
            raise ValueError("a table of steps needs rows, each with a name of its own")
        self.states = type(rows[0].target)
        for step in rows:
            self._check(step)

    def _check(self, step: Step) -> None:
        known(step.can)
        sources = set(step.sources)
        if not sources or any(type(state) is not self.states for state in (*sources, step.target)):
            raise ValueError(f"step {step.name!r} must lead between states of {self.states.__qualname__}")

    def __getitem__(self, name: str) -> Step:
        return self.rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


TABLES: list[Steps] = []


def steps(*table: Step) -> Steps:
    """Register a table of steps and return it.

    :raises UnknownCapability: a step's capability was not granted by any module.
    :raises ValueError: no row, two of one name, or states of different enums.
    """
    whole = Steps(table)
    TABLES.append(whole)
    return whole


def take(name: str, actor: Actor, obj: Any) -> Step:
    """Return the step when the actor may take it now.

    :raises NotPermitted: the actor has not the capability; asked before the state is looked at.
    :raises StepNotAllowed: the object's state is not one of the step's sources.
    :raises UnknownStep: the object's table has no step of that name.
    """
    if name not in obj.STEPS:
        raise UnknownStep(f"{type(obj).__qualname__} has no step {name!r}")
    step: Step = obj.STEPS[name]
    require(actor, step.can, obj)
    if obj.state not in set(step.sources):
        raise StepNotAllowed(step=name, state=str(obj.state), table=obj.STEPS)
    return step


def open_steps(actor: Actor, obj: Any) -> list[Step]:
    """Return the steps that the actor may take now, in the table's order: the buttons of a page."""
    return [step for step in obj.STEPS.values() if obj.state in set(step.sources) and may(actor, step.can, obj)]
