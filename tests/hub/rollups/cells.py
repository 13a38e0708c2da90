"""Figures and publications that stand for a while, committed, so that the readers' login sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from hub.rollups.models import (
    Delta,
    Figure,
    PublicationChange,
    Published,
    PublishedPart,
    PublishedResolution,
    PublishedSession,
)
from hub.rollups.passages import PUBLICATIONS
from kernel.keys import new_key
from tenancy.models import Council
from tenancy.place import in_public
from tenancy.postgres import ground

STANDING = ("ninhbinh", "hoalu", "kimson")
AT = datetime(2026, 3, 1, tzinfo=UTC)


def standing() -> dict[str, Council]:
    """Return the standing councils by subdomain."""
    return {one.subdomain: one for one in Council.objects.using("owner").filter(subdomain__in=STANDING)}


def told(model, subdomain: str, kind: str, day: str, n: int, measure: str = "papers_issued") -> None:
    """Add a cell."""
    key = standing()[subdomain].key
    model.objects.using("owner").create(council_key=key, measure=measure, d1=kind, day=date.fromisoformat(day), n=n)


def published(type_: str, subdomain: str, **columns: Any) -> Any:
    """Publish something of a kind, committed, with its number in the order of all kinds."""
    council = standing()[subdomain]
    key, withdrawn_at = columns.pop("id", None) or new_key(), columns.get("withdrawn_at")
    change = PublicationChange.objects.using("owner").create(
        type=type_, key=key, council_key=council.key, changed_at=AT, withdrawn_at=withdrawn_at
    )
    model: type[Published] = PUBLICATIONS[type_].model
    return model.objects.using("owner").create(
        id=key,
        council_key=council.key,
        unit_code=council.unit_code,
        sequence=change.sequence,
        published_at=AT,
        origin=council.key,
        **{"kind": type_, "part_of": key, **columns},
    )


def resolution(subdomain: str, title: str, issued_on: str = "2026-03-01", **changes) -> PublishedResolution:
    """Publish a resolution, committed."""
    known = {"kind": "normative", "symbol": "01/2026/NQ-HĐND", "issued_on": date.fromisoformat(issued_on)}
    return published("resolution", subdomain, title=title, **{**known, **changes})


def session(subdomain: str, title: str, opens_on: str = "2026-07-01", **changes) -> PublishedSession:
    """Publish a council session, committed."""
    return published(
        "session", subdomain, title=title, **{"kind": "regular", "opens_on": date.fromisoformat(opens_on), **changes}
    )


@contextmanager
def swept() -> Iterator[None]:
    """Begin with an empty sheet, and take away, at the end, what was committed here."""
    sweep()
    try:
        yield
    finally:
        sweep()


def sweep() -> None:
    """Take away all figures and publications that are committed, whoever made them."""
    for model in _told():
        model.objects.using("owner").all().delete()


def published_now() -> str:
    """Return one digest of all figures and publications that are committed."""
    each = "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from public.\"{}\" t"
    digests = ground.rows(" union all ".join(each.format(model._meta.db_table) for model in _told()))
    return " ".join(digest for (digest,) in digests)


def _told() -> list[Any]:
    return [Delta, Figure, PublicationChange, PublishedPart, *(one.model for one in PUBLICATIONS.values())]


def outside(type_: str, council: Council) -> list[Any]:
    """Return what stands outside of a kind that a council published, tombstones too, in their order."""
    with in_public():
        return list(PUBLICATIONS[type_].model.objects.filter(council_key=council.key).order_by("sequence"))


@contextmanager
def forgotten(council: Council) -> Iterator[None]:
    """Take away, at the end, all that a council published."""
    try:
        yield
    finally:
        kinds = (one.model for one in PUBLICATIONS.values())
        with in_public():
            for model in (PublicationChange, PublishedPart, *kinds):
                model.objects.using("owner").filter(council_key=council.key).delete()
