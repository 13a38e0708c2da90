"""Bands under the bar of a page, said by the modules that know what the page is about.

    bands.register(lambda context: Band(_("…"), "flask-conical", "live") if … else None)

A band warns of what holds for the whole page, whoever reads it; what was done or refused is said in the page itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Band:
    """One line over a page: its words, its icon, and the tone of its colours (``stop``, ``demo``, ``practice``)."""

    words: Any
    icon: str
    tone: str
    mark: Any = ""


Source = Callable[[Mapping[str, Any]], Band | None]
_SOURCES: list[Source] = []


def register(source: Source) -> Source:
    """Ask a module for a band on every page; called once, when its app is ready."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def bands_of(context: Mapping[str, Any]) -> list[Band]:
    """Return the bands that modules have for a page, by what it was given."""
    found = (source(context) for source in _SOURCES)
    return [band for band in found if band is not None]
