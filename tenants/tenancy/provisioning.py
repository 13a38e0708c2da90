"""Making a council: a schema from the pool, the council's row and host, all in one transaction."""

from dataclasses import dataclass, field

from django.conf import settings

from tenancy import pool
from tenancy.models import Council, Domain
from tenancy.postgres import ground
from tenancy.workflow import Status


@dataclass(frozen=True)
class NewCouncil:
    """What must be known of a council before it can be made."""

    name: str
    unit_name: str
    unit_kind: str
    unit_code: str
    level: str
    subdomain: str
    parent: Council | None = None
    has_council: bool = True
    is_demo: bool = False
    modules: list[str] = field(default_factory=list)


def provision(new: NewCouncil) -> Council:
    """Give a council its schema, role, row and host; return it in the state "founding".

    Repeating it for the same subdomain returns the council that is there, so that a task killed in the
    middle may simply run again.
    """
    with ground.owner_transaction():
        ground.execute("select pg_advisory_xact_lock(hashtext('provision'), hashtext(%s))", [new.subdomain])
        there = Council.objects.using(ground.OWNER).filter(subdomain=new.subdomain).first()
        return there or _make(new)


def _make(new: NewCouncil) -> Council:
    key = f"{'p' if new.level == 'province' else 'x'}{new.unit_code}{pool.random_tail()}"
    schema = f"c_{key}"
    oid = pool.take(key=key, schema=schema)
    council = Council.objects.using(ground.OWNER).create(
        key=key,
        schema_name=schema,
        schema_oid=oid,
        name=new.name,
        unit_name=new.unit_name,
        unit_kind=new.unit_kind,
        unit_code=new.unit_code,
        level=new.level,
        parent_id=new.parent.pk if new.parent else None,
        has_council=new.has_council,
        subdomain=new.subdomain,
        modules=new.modules,
        is_demo=new.is_demo,
        status=Status.FOUNDING,
    )
    host = f"{new.subdomain}.{settings.COUNCIL_DOMAIN}"
    Domain.objects.using(ground.OWNER).create(domain=host, tenant=council, is_primary=True)
    return council
