"""Going through many councils: with progress, without stopping at the first that fails."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tenancy.models import Council
from tenancy.place import entered
from tenancy.postgres import ground

Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, name: str) -> None:
    """Show nothing."""


@dataclass
class Walk:
    """What came of a walk: a result or an error for each council, by its key."""

    results: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, Exception] = field(default_factory=dict)


def all_councils() -> list[Council]:
    """Return every council, in the order in which they were made."""
    return list(Council.objects.using(ground.OWNER).order_by("created_at", "key"))


def for_each(work: Callable[[Council], Any], councils: Iterable[Council], progress: Progress = silent) -> Walk:
    """Do a piece of work inside each council in turn, as that council's role; errors are kept, not raised."""
    walk, chosen = Walk(), list(councils)
    for number, council in enumerate(chosen, 1):
        try:
            with entered(council):
                walk.results[council.key] = work(council)
        except Exception as error:  # told at the end, beside the council's name
            walk.errors[council.key] = error
        progress(number, len(chosen), council.name)
    return walk
