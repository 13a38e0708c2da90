"""The fingerprint of a council's schema: everything by which two schemas could differ, without their names.

Columns, defaults, identity, constraints (name, definition, deferrable, validated), indexes, triggers,
rights of each role but the sign of being at work, default privileges, functions (there must be none), migrations.
"""

import hashlib
import re

from tenancy.postgres import ground
from tenancy.postgres.standing import WORKING_ROLE, quoted

MOVING = re.compile(r"::character varying(\[\])?|::text(\[\])?|[()]")
FACTS = """
with space as (select %(space)s::oid as oid),
owned as (select c.* from pg_class c, space where c.relnamespace = space.oid)
select 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
       a.attidentity::text || a.attgenerated::text, coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attcollation::text
  from owned c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.relkind = 'r'
union all
select 'constraint', c.relname, k.conname, pg_get_constraintdef(k.oid), k.condeferrable::text, k.condeferred::text,
       k.convalidated::text, ''
  from pg_constraint k join owned c on c.oid = k.conrelid where k.contype <> 'n'
union all
select 'index', c.relname, '', pg_get_indexdef(c.oid), i.indisvalid::text, i.indisunique::text, '', ''
  from pg_index i join owned c on c.oid = i.indexrelid
union all
select 'trigger', c.relname, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled::text, '', '', ''
  from pg_trigger t join owned c on c.oid = t.tgrelid where not t.tgisinternal
union all
select 'right', c.relname, c.relkind::text, coalesce(r.rolname, 'everyone'), x.privilege_type,
       x.is_grantable::text, '', ''
  from owned c, aclexplode(c.relacl) x left join pg_roles r on r.oid = x.grantee
union all
select 'space', '', '', coalesce(r.rolname, 'everyone'), x.privilege_type, x.is_grantable::text, '', ''
  from pg_namespace n join space on n.oid = space.oid, aclexplode(n.nspacl) x left join pg_roles r on r.oid = x.grantee
  where r.rolname is distinct from %(sign)s
union all
select 'default right', '', d.defaclobjtype::text, d.defaclacl::text, '', '', '', ''
  from pg_default_acl d, space where d.defaclnamespace = space.oid
union all
select 'function', p.proname, '', '', '', '', '', '' from pg_proc p, space where p.pronamespace = space.oid
union all
select 'other', c.relname, c.relkind::text, '', '', '', '', ''
  from owned c where c.relkind not in ('r', 'i', 'S', 't')
"""


def facts_of(schema: str, role: str) -> list[str]:
    """Return a schema's facts as sorted lines, its own name and role's replaced by words.

    :raises LookupError: there is no such schema.
    """
    space = ground.schema_oid(schema)
    if space is None:
        raise LookupError(schema)
    with ground.owner_in(schema):
        found = ground.rows(FACTS, {"space": space, "sign": WORKING_ROLE})  # type: ignore[arg-type]
        applied = ground.rows("select app, name from django_migrations")
    lines = ["|".join(_said_once(row[0], str(part)) for part in row) for row in found]
    lines += [f"migration|{app}|{name}" for app, name in applied]
    return sorted(
        line.replace(role, "ROLE").replace(f"{schema}.", "HERE.").replace(quoted(schema), "HERE") for line in lines
    )


def _said_once(kind: str, text: str) -> str:
    """Return a condition in one form, however often PostgreSQL has read its own text of it.

    ``state in ('a', 'b')`` on a varchar is printed with casts and brackets that move when the print is read
    again; only those are taken out.
    """
    return MOVING.sub("", text) if kind in {"constraint", "index"} else text


def fingerprint(schema: str, role: str) -> str:
    """Return the digest of a schema's facts (64 hexadecimal digits)."""
    return hashlib.sha256("\n".join(facts_of(schema, role)).encode()).hexdigest()


def difference(schema: str, role: str, other: str, other_role: str) -> list[str]:
    """Return the facts that stand in one of two schemas only, marked with + (first) or - (second)."""
    first, second = set(facts_of(schema, role)), set(facts_of(other, other_role))
    return sorted([f"+{line}" for line in first - second] + [f"-{line}" for line in second - first])
