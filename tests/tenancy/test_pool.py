"""Template, pool and fingerprint: a council from the pool is a migrated schema to the last name."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connections, transaction

from tenancy import dress, history, pool, template
from tenancy.models import Council, Domain, Level, PoolEntry, UnitKind
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import difference, facts_of, fingerprint
from tenancy.postgres.standing import council_role, quoted
from tenancy.provisioning import NewCouncil, provision
from tenancy.workflow import Status
from tests.factories.councils import make_council, remove_council

pytestmark = pytest.mark.usefixtures("ground")


@pytest.fixture
def migrated():
    """A schema made by Django's own executor, dressed like any other."""
    role = council_role(ground.database_name(), "migrated")
    template.make_role(role)
    ground.execute("create schema migrated")
    with ground.owner_in("migrated"):
        history.migrate_here()
        ground.execute(dress.council_dress("migrated", role))
    yield "migrated", role
    ground.drop_schema("migrated")
    ground.execute(f"drop role {quoted(role)}")


def standing(council) -> tuple[str, str]:
    return council.schema_name, council_role(ground.database_name(), council.key)


def new_council(subdomain: str, **changes) -> NewCouncil:
    known = {"name": "HĐND xã Mới", "unit_name": "Xã Mới", "unit_kind": UnitKind.COMMUNE, "unit_code": "80001"}
    return NewCouncil(**{**known, "level": Level.COMMUNE, "subdomain": subdomain, **changes})


def test_council_from_the_pool_equals_a_migrated_schema(migrated):
    council = make_council()

    assert difference(*standing(council), *migrated) == []
    assert fingerprint(*standing(council)) == fingerprint(*migrated) == template.current().digest
    remove_council(council)


@pytest.mark.parametrize(
    "mischief",
    [
        "alter table {t} add column extra int",
        "alter table {t} alter column id drop identity",
        "create index extra on {t} (id)",
        "alter table {t} add constraint extra check (id is not null)",
        "grant delete on {t} to {r}",
        "grant select on {t} to public",
        "grant create on schema {s} to {r}",
        "create table {s}.extra (id int)",
        "create view {s}.extra as select 1",
        "create function {s}.extra() returns int language sql as 'select 1'",
        "alter default privileges in schema {s} grant select on tables to {r}",
        "insert into {s}.django_migrations (app, name, applied) values ('extra', '0001', now())",
        "create trigger extra after insert on {t} execute function kit.note_pending('x')",
    ],
)
def test_fingerprint_sees_each_difference(mischief):
    council = make_council()
    schema, role = standing(council)
    before = fingerprint(schema, role)
    table = f"{quoted(schema)}.audit_auditentry"

    with ground.owner_transaction():
        ground.execute(mischief.format(t=table, s=quoted(schema), r=quoted(role)))
        assert fingerprint(schema, role) != before
        transaction.set_rollback(True, using=ground.OWNER)

    assert fingerprint(schema, role) == before
    remove_council(council)


def test_disabled_trigger_is_seen():
    council = make_council()
    schema, role = standing(council)
    table = next(m._meta.db_table for m in dress.council_models() if dress.declared(m).wakes)
    before = set(facts_of(schema, role))

    with ground.owner_transaction():
        ground.execute(f"alter table {quoted(schema)}.{quoted(table)} disable trigger user")
        assert {line.split("|")[0] for line in set(facts_of(schema, role)) - before} == {"trigger"}
        transaction.set_rollback(True, using=ground.OWNER)

    remove_council(council)


def test_taking_leaves_no_trace_when_the_transaction_fails():
    pool.fill(2)
    entries = set(PoolEntry.objects.using("owner").values_list("schema_name", flat=True))

    with pytest.raises(RuntimeError, match="power cut"), ground.owner_transaction():
        pool.take(key="x1abcd", schema="c_x1abcd")
        raise RuntimeError("power cut")

    assert set(PoolEntry.objects.using("owner").values_list("schema_name", flat=True)) == entries
    assert ground.schema_oid("c_x1abcd") is None
    assert not ground.role_exists(council_role(ground.database_name(), "x1abcd"))


def test_stale_entry_is_never_taken():
    PoolEntry.objects.using("owner").update(digest="of yesterday")
    stale = set(PoolEntry.objects.using("owner").values_list("schema_oid", flat=True))

    council = make_council()

    assert council.schema_oid not in stale
    assert pool.drop_stale() == len(stale)
    assert PoolEntry.objects.using("owner").filter(digest="of yesterday").count() == 0
    remove_council(council)


def test_empty_pool_makes_what_is_needed():
    PoolEntry.objects.using("owner").update(digest="of yesterday")

    council = make_council()

    assert fingerprint(*standing(council)) == template.current().digest
    pool.drop_stale()
    remove_council(council)


def test_provisioning_twice_gives_the_same_council():
    first = provision(new_council("hailan"))
    second = provision(new_council("hailan"))

    assert first.pk == second.pk
    assert first.status == Status.FOUNDING
    assert Domain.objects.using("owner").filter(tenant=first).count() == 1
    remove_council(first)


def test_two_callers_provision_the_same_council_once():
    def one(_):
        try:
            return provision(new_council("haicaller")).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(one, range(2))

    assert first == second
    remove_council(Council.objects.using("owner").get(pk=first))


def test_two_councils_never_take_the_same_entry():
    def one(number):
        try:
            return make_council(subdomain=f"song{number}", unit_code=f"7{number}").schema_oid
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        oids = list(threads.map(one, range(8)))

    assert len(set(oids)) == 8
    for council in Council.objects.using("owner").filter(subdomain__startswith="song"):
        remove_council(council)


def test_role_that_is_too_long_is_refused_before_anything_is_made():
    with pytest.raises(ValueError, match="too long"):
        council_role("d" * 50, "x" * 24)


@pytest.mark.parametrize("name", ["", 'a"b', "a;b", "a b", "x" * 64, "a'b", "a\x00b"])
def test_only_our_own_kind_of_names_reach_sql(name):
    with pytest.raises(ValueError, match="not a name of ours"):
        quoted(name)


def test_template_is_described_once_for_the_same_state():
    first = template.migrate_template()

    assert template.migrate_template().pk == first.pk


def test_silent_model_cannot_be_dressed():
    meta = SimpleNamespace(label="x.Silent", label_lower="x.silent", app_label="x", auto_created=False)

    with pytest.raises(dress.Silent):
        dress.declared(SimpleNamespace(_meta=meta))


def test_rolled_back_owner_transaction_stands_in_public_again():
    with pytest.raises(RuntimeError, match="undo"), ground.owner_transaction():
        with ground.owner_in(template.SCHEMA):
            raise RuntimeError("undo")

    assert ground.owner().schema_name == "public"
    assert transaction.get_connection("owner").in_atomic_block is False
