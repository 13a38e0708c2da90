"""Names on a package's door, opened only when somebody enters.

Django imports an app's package before its models may be loaded, so ``kernel/audit/__init__.py`` cannot
import the function ``record`` that writes a model. It hangs out a doorplate instead: the name is looked
up in its room at the first use. Type checkers read the ordinary imports under ``TYPE_CHECKING``.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def doorplate(package: str, rooms: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a module-level ``__getattr__`` that finds each name in the room given for it."""

    def find(name: str) -> Any:
        if name not in rooms:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{rooms[name]}"), name)

    return find
