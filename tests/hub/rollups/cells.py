"""Figures and publications that stand for a while, committed, so that the readers' login sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import uuid4

from hub.rollups.models import Delta, Figure, PublishedResolution, PublishedSession
from kernel.keys import new_key
from tenancy.models import Council

STANDING = ("ninhbinh", "hoalu", "kimson")


def standing() -> dict[str, Council]:
    """Return the standing councils by subdomain."""
    return {one.subdomain: one for one in Council.objects.using("owner").filter(subdomain__in=STANDING)}


def told(model, subdomain: str, kind: str, day: str, n: int, measure: str = "papers_issued") -> None:
    """Add a cell."""
    key = standing()[subdomain].key
    model.objects.using("owner").create(
        council_key=key, measure=measure, d1=kind, d2="", day=date.fromisoformat(day), n=n
    )


def resolution(subdomain: str, title: str, issued_on: str = "2026-03-01", **changes) -> PublishedResolution:
    """Publish a resolution, committed."""
    council = standing()[subdomain]
    known = {
        "id": new_key(),
        "council_key": council.key,
        "unit_code": council.unit_code,
        "title": title,
        "kind": "normative",
        "symbol": "01/2026/NQ-HĐND",
        "issued_on": date.fromisoformat(issued_on),
        "sequence": uuid4().int % 10**15,
        "published_at": datetime(2026, 3, 1, tzinfo=UTC),
        "origin": council.key,
    }
    return PublishedResolution.objects.using("owner").create(**{**known, **changes})


def session(subdomain: str, title: str, opens_on: str = "2026-07-01", **changes) -> PublishedSession:
    """Publish a council session, committed."""
    council = standing()[subdomain]
    known = {
        "id": new_key(),
        "council_key": council.key,
        "unit_code": council.unit_code,
        "title": title,
        "kind": "regular",
        "opens_on": date.fromisoformat(opens_on),
        "sequence": uuid4().int % 10**15,
        "published_at": datetime(2026, 3, 1, tzinfo=UTC),
        "origin": council.key,
    }
    return PublishedSession.objects.using("owner").create(**{**known, **changes})


@contextmanager
def swept() -> Iterator[None]:
    """Take away, at the end, what was committed here."""
    try:
        yield
    finally:
        for model in (Delta, Figure, PublishedResolution, PublishedSession):
            model.objects.using("owner").all().delete()
