"""Finding: by the words without diacritics, and what was typed with the right ones first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Now

from kernel.access import Actor, may_at_all
from kernel.search.models import SearchEntry
from kernel.search.snippets import Bit, marked, snippet
from kernel.search.sources import ABBREVIATIONS, EVERYBODY, SOURCES, Source
from kernel.search.words import Asked, asked_for

ON_A_PAGE = 10


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is, where it leads, and the words by which it was found."""

    source: Source
    title: tuple[Bit, ...]
    note: str
    on: date | None
    path: str
    snippet: tuple[Bit, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of thing with how many of it were found."""

    source: Source
    count: int


@dataclass(frozen=True)
class Found:
    """One page of what was found, how many there are of each kind, and how many of the chosen one."""

    hits: tuple[Hit, ...]
    kinds: tuple[Kind, ...]
    total: int
    page: int

    @property
    def all(self) -> int:
        """How many things of every kind there are."""
        return sum(kind.count for kind in self.kinds)

    @property
    def pages(self) -> int:
        """How many pages the chosen kind fills, at least one."""
        return max(1, -(-self.total // ON_A_PAGE))


NOTHING = Found((), (), 0, 1)


def find(actor: Actor, text: str, *, kind: str = "", page: int = 1) -> Found:
    """Return what the actor may find by a text, in two queries; an empty or senseless text finds nothing.

    ``kind`` narrows to one source, an unknown one to none. ``page`` is counted from 1; one past the end shows the last.
    """
    asked = asked_for(text, ABBREVIATIONS)
    if not asked:
        return NOTHING
    open_to = SearchEntry.objects.filter(_is_its_time(), audience__in=_audiences(actor), plain=_query(asked.plain))
    counts = {row["kind"]: row["n"] for row in open_to.order_by().values("kind").annotate(n=Count("id"))}
    total = counts.get(kind, 0) if kind else sum(counts.values())
    page = min(max(page, 1), max(1, -(-total // ON_A_PAGE)))
    chosen = _ranked(open_to.filter(kind=kind) if kind else open_to, asked)
    rows = chosen[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return Found(tuple(_hit(row, asked, actor) for row in rows), _kinds(counts), total, page)


def _is_its_time() -> Q:
    """Return the condition for entries whose moment has come and not passed."""
    has_come = Q(open_at__isnull=True) | Q(open_at__lte=Now())
    return has_come & (Q(close_at__isnull=True) | Q(close_at__gt=Now()))


def _audiences(actor: Actor) -> list[str]:
    capabilities = {can for known in SOURCES.values() for can in known.audiences}
    return [EVERYBODY, *sorted(str(can) for can in capabilities if may_at_all(actor, can))]


def _ranked(entries: QuerySet[SearchEntry], asked: Asked) -> QuerySet[SearchEntry]:
    plain = SearchRank(F("plain"), _query(asked.plain), normalization=Value(1))
    exact: Any = SearchRank(F("exact"), _query(asked.exact)) if asked.exact else Value(0.0)
    ranked = entries.annotate(exact_rank=exact, rank=plain)
    return ranked.order_by("-exact_rank", "-rank", Coalesce("day_on", Value(date.min)).desc(), "id")


def _query(words: str) -> SearchQuery:
    """Return a query of words that ``asked_for`` has cleaned."""
    return SearchQuery(words, search_type="raw", config="simple")


def _kinds(counts: Mapping[str, int]) -> tuple[Kind, ...]:
    known = sorted(SOURCES.values(), key=lambda source: source.order)
    return tuple(Kind(source, counts[source.kind]) for source in known if source.kind in counts)


def _hit(row: SearchEntry, asked: Asked, actor: Actor) -> Hit:
    source = SOURCES[row.kind]
    may_enter = source.inside is not None and may_at_all(actor, source.inside)
    return Hit(
        source=source,
        title=marked(row.title, asked.words),
        note=row.note,
        on=row.day_on,
        path=row.inner_path if may_enter and row.inner_path else row.path,
        snippet=snippet(row.text, asked.words) if row.text else (),
    )
