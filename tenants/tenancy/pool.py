"""The pool: schemas with their roles, ready before a council asks for one.

Making one from the template's DDL is one message in one transaction; taking one renames the schema
and the role (half a millisecond). An entry made from an older template is never taken.
"""

import secrets

from tenancy import dress, template
from tenancy.models import PoolEntry, Template
from tenancy.postgres import ground
from tenancy.postgres.standing import council_role, quoted

# One statement finds the entry and removes it; two callers never wait for each other.
TAKE = """
delete from public.tenancy_poolentry where id = (
  select id from public.tenancy_poolentry
  where digest = (select digest from public.tenancy_template order by id desc limit 1)
  order by id limit 1 for update skip locked
) returning schema_name, role_key, schema_oid
"""
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def random_tail(length: int = 4) -> str:
    """Return random letters for keys and names."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def fill(size: int) -> int:
    """Make entries until the pool holds ``size`` current ones, and drop stale ones; return how many were made."""
    drop_stale()
    now = template.current()
    missing: int = size - _current(now).count()
    for _ in range(max(missing, 0)):
        make_entry(now)
    return max(missing, 0)


def make_entry(now: Template) -> PoolEntry:
    """Make one schema with its role from the template's DDL, in one transaction."""
    key = f"pool{random_tail(8)}"
    schema, role = f"pool_{key}", council_role(ground.database_name(), key)
    with ground.owner_transaction():
        ground.execute(raise_schema(schema, role, now))
        oid = ground.schema_oid(schema) or 0
        return PoolEntry.objects.using(ground.OWNER).create(
            schema_name=schema, role_key=key, schema_oid=oid, digest=now.digest
        )


def raise_schema(schema: str, role: str, now: Template) -> str:
    """Return the one message that makes a schema and its role, and grants the role to the app's login."""
    return "\n".join(
        [
            f"create role {quoted(role)} nologin noinherit;",
            f"grant {quoted(role)} to hdnd_app with inherit false, set true, admin false;",
            f"create schema {quoted(schema)};",
            f"set local search_path to {quoted(schema)}, kit;",
            now.ddl,
            "set local search_path to public, kit;",
            dress.council_dress(schema, role),
        ]
    )


def take(*, key: str, schema: str) -> int:
    """Rename a current entry's schema and role for a council and return the schema's identity.

    Runs in the caller's owner transaction, so that nothing half taken remains. An empty pool makes one
    entry first, which takes longer but never fails for want of preparation.
    """
    taken = ground.rows(TAKE)
    if not taken:
        make_entry(template.current())
        taken = ground.rows(TAKE)
    ((schema_name, role_key, oid),) = taken
    database = ground.database_name()
    ground.execute(
        f"alter schema {quoted(schema_name)} rename to {quoted(schema)};"
        f"alter role {quoted(council_role(database, role_key))} rename to {quoted(council_role(database, key))};"
    )
    return int(oid)


def drop_stale() -> int:
    """Drop entries made from an older template; return how many."""
    now, database = template.current(), ground.database_name()
    stale = list(PoolEntry.objects.using(ground.OWNER).exclude(digest=now.digest))
    for entry in stale:
        with ground.owner_transaction():
            ground.drop_schema(entry.schema_name)
            ground.execute(f"drop role if exists {quoted(council_role(database, entry.role_key))}")
            entry.delete(using=ground.OWNER)
    return len(stale)


def _current(now: Template):  # type: ignore[no-untyped-def]  # a queryset of entries
    return PoolEntry.objects.using(ground.OWNER).filter(digest=now.digest).order_by("id")
