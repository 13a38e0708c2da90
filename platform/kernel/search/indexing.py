"""Keeping the index true: an entry is made anew from its object, never edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVector
from django.db.models import Model, Value

from kernel import outbox
from kernel.search.models import SearchEntry
from kernel.search.sources import ABBREVIATIONS, SOURCES, Entry, stale_ids
from kernel.search.words import exact_words, meant_by, plain_words

LONGEST_TEXT = 100_000


@dataclass(frozen=True)
class EntryStale:
    """Something changed that can be found: the entry of this kind and id must be made anew."""

    kind: str
    object_id: UUID


def mark(row: Model) -> None:
    """Note, in the present transaction, that what is found of this row is stale; a worker makes it anew."""
    for kind, object_id in stale_ids(row):
        outbox.publish(EntryStale(kind, object_id))


def refresh_stale(event: EntryStale, *, event_id: UUID) -> None:  # noqa: ARG001 -- repeating it changes nothing
    """Make one entry anew; of a kind that is no longer known nothing remains."""
    refresh(event.kind, event.object_id)


def refresh(kind: str, object_id: UUID) -> None:
    """Make one entry anew from its object as it is now, or take it out.

    In no transaction of its own: reading a file's text may take seconds. Of two changes the later one's event comes
    later, so the entry ends as its object.
    """
    known = SOURCES.get(kind)
    entry = known.read(object_id) if known else None
    if entry is None:
        SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
        return
    SearchEntry.objects.update_or_create(kind=kind, object_id=object_id, defaults=_columns(entry))


def rebuild() -> int:
    """Make every entry of the present council anew, take out what no source knows, and return how many remain."""
    kept: set[UUID] = set()
    for known in SOURCES.values():
        for object_id in known.ids():
            refresh(known.kind, object_id)
            kept.add(object_id)
    SearchEntry.objects.exclude(object_id__in=kept).delete()
    return SearchEntry.objects.count()


def _columns(entry: Entry) -> dict[str, Any]:
    text = entry.text[:LONGEST_TEXT]
    return {
        "audience": entry.audience,
        "title": entry.title[:500],
        "note": entry.note[:200],
        "text": text,
        "path": entry.path,
        "inner_path": entry.inner_path,
        "day_on": entry.on,
        "open_at": entry.open_at,
        "close_at": entry.close_at,
        "exact": _vector(exact_words(f"{entry.title} {entry.note}"), exact_words(text)),
        "plain": _vector(_with_meanings(f"{entry.title} {entry.note}"), _with_meanings(text)),
    }


def _with_meanings(text: str) -> list[str]:
    words = plain_words(text)
    return words + meant_by(words, ABBREVIATIONS)


def _vector(title: Iterable[str], text: Iterable[str]) -> Any:
    return _weighted(title, "A") + _weighted(text, "C")


def _weighted(words: Iterable[str], weight: str) -> SearchVector:
    return SearchVector(Value(" ".join(words)), config="simple", weight=weight)
