"""A province of its own, committed, because the readers' login sees committed rows only."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from hub.rollups.models import Delta, Figure, PublishedResolution, PublishedSession
from kernel.keys import new_key
from presets.units import communes_of
from tenancy.models import Council, Level, Status, UnitKind
from tenancy.place import entered
from tests.factories.councils import make_council, remove_council

OWNER = "owner"
COMMUNES = (("Xã Gia Viễn", "commune"), ("Phường Hoa Lư", "ward"), ("Xã Đồng Thái", "commune"))


@pytest.fixture
def fresh_province(ground) -> Iterator[Council]:
    """A province without communes, entered; its figures and communes are taken away at the end."""
    council = make_council(
        name="HĐND tỉnh Ninh Bình",
        unit_name="Tỉnh Ninh Bình",
        unit_kind=UnitKind.PROVINCE,
        unit_code="37",
        level=Level.PROVINCE,
    )
    with entered(council):
        yield council
    keys = [council.key, *Council.objects.using(OWNER).filter(parent=council).values_list("key", flat=True)]
    for model in (Delta, Figure, PublishedResolution, PublishedSession):
        model.objects.using(OWNER).filter(council_key__in=keys).delete()
    Council.objects.using(OWNER).filter(parent=council).delete()
    remove_council(council)


@pytest.fixture
def communes(fresh_province) -> Callable[..., list[Council]]:
    """Put communes on the map: rows without schemas, for pages that read nothing in them."""
    return lambda names=COMMUNES: Council.objects.using(OWNER).bulk_create(
        _commune(fresh_province, number, name, kind) for number, (name, kind) in enumerate(names, start=1)
    )


def official_names() -> list[tuple[str, str]]:
    """Every commune of Ninh Bình that has a council, by name and kind."""
    return [(unit.name, unit.kind.value) for unit in communes_of("37") if unit.has_council]


def _commune(province: Council, number: int, name: str, kind: str) -> Council:
    codes = {unit.name: unit.code for unit in communes_of(province.unit_code)}
    key = f"x{new_key().hex[:16]}{number}"[:24]
    return Council(
        key=key,
        schema_name=f"c_{key}",
        schema_oid=-int(new_key().hex[-12:], 16),
        name=f"HĐND {name[0].lower()}{name[1:]}",
        unit_name=name,
        unit_kind=kind,
        unit_code=codes.get(name, f"8{number:04d}"),
        level=Level.COMMUNE,
        parent=province,
        subdomain=key,
        status=Status.ACTIVE,
    )


def counted(council: Council, measure: str, kind: str, day: date, n: int, *, d2: str = "", model=Figure) -> None:
    """Add to a figure of a council."""
    model.objects.using(OWNER).create(council_key=council.key, measure=measure, d1=kind, d2=d2, day=day, n=n)


def issued(council: Council, n: int, day: date, kind: str = "individual_resolution", **more) -> None:
    counted(council, "resolutions_issued", kind, day, n, **more)


def held(council: Council, n: int, day: date, **more) -> None:
    counted(council, "sessions_held", "regular", day, n, **more)
