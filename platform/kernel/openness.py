"""Marks on views that say who may come in at them; each view carries exactly one.

A *public record* (a published resolution, a session's public page) stays readable while its council is
suspended; a view *open to all* (health, static help) says nothing about any council. All others belong to the
workspace: the doors of ``kernel.accounts`` mark those *behind the login*, the pages by which somebody comes
in are *ways in*, and an endpoint that asks for a key by itself is *behind a key*.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Entry(StrEnum):
    """The marks, each under the name of the attribute that carries it."""

    PUBLIC_RECORD = "shows_public_record"
    OPEN_TO_ALL = "is_open_to_all"
    BEHIND_LOGIN = "is_behind_login"
    BEHIND_KEY = "is_behind_key"
    WAY_IN = "is_way_in"


def public_record(view: View) -> View:
    """Mark a view that shows what the council has published; it needs no login."""
    view.shows_public_record = True  # type: ignore[attr-defined]
    return view


def open_to_all(view: View) -> View:
    """Mark a view that shows nothing of any council."""
    view.is_open_to_all = True  # type: ignore[attr-defined]
    return view


def behind_login(view: View) -> View:
    """Mark a view that turns away whoever is not fully signed in; the doors do it."""
    view.is_behind_login = True  # type: ignore[attr-defined]
    return view


def behind_key(view: View) -> View:
    """Mark a view that asks by itself for a key or a login, and answers nothing without."""
    view.is_behind_key = True  # type: ignore[attr-defined]
    return view


def way_in(view: View) -> View:
    """Mark a page by which somebody comes in, or goes: it must answer those who are not signed in."""
    view.is_way_in = True  # type: ignore[attr-defined]
    return view


def entries_of(view: Any) -> list[Entry]:
    """Return the marks that a view carries."""
    return [entry for entry in Entry if getattr(view, entry.value, False)]


def is_public_record(view: Any) -> bool:
    """Whether a view carries the mark of a public record."""
    return bool(getattr(view, "shows_public_record", False))


def is_open_to_all(view: Any) -> bool:
    """Whether a view carries the mark of being open to all."""
    return bool(getattr(view, "is_open_to_all", False))
