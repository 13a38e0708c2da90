"""The readers' login, by PostgreSQL's own catalogue: what it may read is what the models declare, and nothing else."""

import pytest
from django.apps import apps
from django.db import connections

READER = "hdnd_reader"
OWN = "n.nspname not like 'pg\\_%%' and n.nspname <> 'information_schema'"
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE, TRUNCATE", "REFERENCES", "TRIGGER")  # either of two
COLUMN_RIGHTS = ("SELECT", "INSERT", "UPDATE", "REFERENCES")


def rows(sql: str, values: list) -> set[tuple]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)
        return set(cursor.fetchall())


def held(kinds: str, test: str, rights: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Return schema, relation and right of everything that the login holds, by itself or as one of the public."""
    return rows(
        f"select n.nspname, c.relname, p from pg_class c join pg_namespace n on n.oid = c.relnamespace, "
        f'unnest(%s::text[]) p where c.relkind = any(%s::"char"[]) and {OWN} and {test}(%s, c.oid, p)',
        [list(rights), list(kinds), READER],
    )


@pytest.fixture
def declared() -> set[tuple[str, str, str]]:
    return {
        ("public", model._meta.db_table, "SELECT")
        for model in apps.get_models()
        if getattr(getattr(model, "keeping", None), "reader", False)
    }


def test_reader_may_read_the_declared_tables_and_do_nothing_else_anywhere(ground, declared):
    assert len(declared) >= 5
    assert held("rpvmf", "has_table_privilege", RIGHTS) == declared
    assert held("rpvmf", "has_any_column_privilege", COLUMN_RIGHTS) == declared
    assert held("S", "has_sequence_privilege", ("USAGE", "SELECT", "UPDATE")) == set()


def test_reader_enters_no_councils_schema_and_is_member_of_nothing(ground):
    councils = rows("select schema_name from public.tenancy_council where schema_name <> ''", [])
    entered = rows(
        f"select n.nspname from pg_namespace n where {OWN} and has_schema_privilege(%s, n.oid, 'USAGE, CREATE')",
        [READER],
    )

    assert len(councils) >= 3
    assert entered & councils == set()
    assert entered <= {("public",), ("kit",)}
    assert (
        rows(
            "select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid "
            "join pg_roles w on w.oid = m.member where w.rolname = %s",
            [READER],
        )
        == set()
    )


def test_reader_runs_no_function_with_its_owners_rights(ground):
    lent = rows(
        f"select n.nspname, f.proname from pg_proc f join pg_namespace n on n.oid = f.pronamespace "
        f"where f.prosecdef and {OWN} and has_schema_privilege(%s, n.oid, 'USAGE') "
        f"and has_function_privilege(%s, f.oid, 'EXECUTE') and f.prorettype <> 'trigger'::regtype",
        [READER, READER],
    )

    # It says of the number of a schema only whether its council is at work.
    assert lent == {("kit", "council_status")}
