"""Councils for tests: three that stand for the whole run, and fresh ones from the pool."""

from itertools import count

from hub.rollups.models import PublicationChange, PublishedPart
from hub.rollups.passages import PUBLICATIONS
from tenancy.models import Council, Level, UnitKind
from tenancy.postgres import ground
from tenancy.provisioning import NewCouncil, provision
from tenancy.workflow import Status
from tests.testbed.recycling import give_back

_numbers = count(1)


def found_standing_councils() -> None:
    """Make the province of Ninh Bình with two communes, all active."""
    province = _active(
        NewCouncil("HĐND tỉnh Ninh Bình", "Tỉnh Ninh Bình", UnitKind.PROVINCE, "37", Level.PROVINCE, "ninhbinh")
    )
    for name, kind, code, subdomain in (
        ("phường Hoa Lư", UnitKind.WARD, "14329", "hoalu"),
        ("xã Kim Sơn", UnitKind.COMMUNE, "14620", "kimson"),
    ):
        unit_name = name[0].upper() + name[1:]
        _active(NewCouncil(f"HĐND {name}", unit_name, kind, code, Level.COMMUNE, subdomain, parent=province))


def make_council(**changes: object) -> Council:
    """Make an active commune council of its own, committed."""
    number = next(_numbers)
    known = {
        "name": f"HĐND xã Thử nghiệm {number}",
        "unit_name": f"Xã Thử nghiệm {number}",
        "unit_kind": UnitKind.COMMUNE,
        "unit_code": f"9{number:04d}",
        "level": Level.COMMUNE,
        "subdomain": f"thunghiem{number}",
    }
    return _active(NewCouncil(**{**known, **changes}))


def remove_council(council: Council) -> None:
    """Take a council off the map with what it published; its schema, emptied, serves the next one."""
    for published in (PublicationChange, PublishedPart, *(one.model for one in PUBLICATIONS.values())):
        published.objects.using(ground.OWNER).filter(council_key=council.key).delete()
    Council.objects.using(ground.OWNER).filter(parent_id=council.pk).update(parent=None)
    Council.objects.using(ground.OWNER).filter(pk=council.pk).delete()
    give_back(council)


def _active(new: NewCouncil) -> Council:
    council = provision(new)
    Council.objects.using(ground.OWNER).filter(pk=council.pk).update(status=Status.ACTIVE)
    council.status = Status.ACTIVE
    council._state.db = "default"
    return council
