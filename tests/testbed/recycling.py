"""Schemas of councils that tests are done with go back to the pool, emptied: making one anew costs far more.

Only a schema that is the template's to the last name goes back; whatever a test has broken stays behind with the
test database.
"""

from django.db import OperationalError

from tenancy import pool, template
from tenancy.models import Council, PoolEntry
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import fingerprint
from tenancy.postgres.standing import WORKING_ROLE, council_role, quoted

KEPT = "django_migrations"
# By its file, so that rows which were taken back count too: what goes back holds nothing of them either.
USED = """
    select relname from pg_class
    where relnamespace = %s and relkind = 'r' and relname <> %s and pg_relation_size(oid) > 0
"""
COUNTED_ON = """
    select relname from pg_class
    where relnamespace = %s and not starts_with(relname, %s)
    and case relkind when 'S' then pg_sequence_last_value(oid) end is not null
"""
REFUSING = """
    select quote_ident(c.relname), quote_ident(t.tgname) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = %s and t.tgtype & 32 <> 0
"""


def give_back(council: Council) -> bool:
    """Empty the schema of a council that is off the map and put it into the pool; tell whether that was possible."""
    try:
        with ground.owner_transaction():
            return _give_back(council)
    except (OperationalError, LookupError):  # somebody still holds its tables, or a test has taken it away
        return False


def _give_back(council: Council) -> bool:
    schema, role = council.schema_name, council_role(ground.database_name(), council.key)
    if ground.schema_oid(schema) != council.schema_oid or not ground.role_exists(role):
        return False
    ground.execute("set local lock_timeout to '300ms'")
    _empty(council)
    now = template.current()
    if fingerprint(schema, role) != now.digest:
        return False
    key = f"pool{pool.random_tail(8)}"
    ground.execute(
        f"revoke usage on schema {quoted(schema)} from {WORKING_ROLE};"
        f"alter schema {quoted(schema)} rename to {quoted(f'pool_{key}')};"
        f"alter role {quoted(role)} rename to {quoted(council_role(ground.database_name(), key))};"
    )
    PoolEntry.objects.using(ground.OWNER).create(
        schema_name=f"pool_{key}", role_key=key, schema_oid=council.schema_oid, digest=now.digest
    )
    return True


def _empty(council: Council) -> None:
    """Take away every row and begin every count anew, past the triggers that refuse it."""
    space = f"{quoted(council.schema_name)}."
    used = [space + quoted(name) for (name,) in ground.rows(USED, [council.schema_oid, KEPT])]
    if used:
        refusing = ground.rows(REFUSING, [council.schema_oid])
        steps = [f"alter table {space}{table} disable trigger {name}" for table, name in refusing]
        steps += [f"truncate {', '.join(used)} cascade"]
        steps += [f"alter table {space}{table} enable trigger {name}" for table, name in refusing]
        ground.execute(";".join(steps))
    for (name,) in ground.rows(COUNTED_ON, [council.schema_oid, KEPT]):
        ground.execute(f"alter sequence {space}{quoted(name)} restart")
