"""Marks on views that answer even where the workspace is closed.

A *public record* (a published resolution, a session's public page) stays readable while its council is
suspended; a view *open to all* (health, static help) says nothing about any council. A view without a
mark belongs to the workspace.
"""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public_record(view: View) -> View:
    """Mark a view that shows what the council has published; it needs no login."""
    view.shows_public_record = True  # type: ignore[attr-defined]
    return view


def open_to_all(view: View) -> View:
    """Mark a view that shows nothing of any council."""
    view.is_open_to_all = True  # type: ignore[attr-defined]
    return view


def is_public_record(view: Any) -> bool:
    """Whether a view carries the mark of a public record."""
    return bool(getattr(view, "shows_public_record", False))


def is_open_to_all(view: Any) -> bool:
    """Whether a view carries the mark of being open to all."""
    return bool(getattr(view, "is_open_to_all", False))
