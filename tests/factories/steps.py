"""What comes of a step for somebody of each role: the whole row of a table at once, so that a wrong cell is named."""

from collections.abc import Callable, Iterable
from typing import Any

from kernel.access import Actor, NotPermitted, StepNotAllowed, take
from tests.factories.actors import EVERY_ROLE, actor_with

NOT_PERMITTED, NOT_FROM_HERE = "not permitted", "not from here"


def came_of(name: str, actor: Actor, row: Any) -> Any:
    """Return the step that an actor takes, or in words why not."""
    try:
        return take(name, actor, row)
    except NotPermitted:
        return NOT_PERMITTED
    except StepNotAllowed:
        return NOT_FROM_HERE


def by_each_role(name: str, row_for: Callable[[Actor], Any], **known: Any) -> dict[str, Any]:
    """Return what comes of a step by role; each actor (``known`` is what she carries) meets a row of her own."""
    actors = {role: actor_with(role, **known) for role in EVERY_ROLE}
    return {role: came_of(name, actor, row_for(actor)) for role, actor in actors.items()}


def only_by(roles: Iterable[str], taken: Any) -> dict[str, Any]:
    """Return the same as it ought to be: some roles take the step, all others are not permitted to."""
    return {role: taken if role in roles else NOT_PERMITTED for role in EVERY_ROLE}
