"""A schema that a test is done with serves the next council as if it were new, or not at all."""

import pytest
from django.db import transaction

from council.people.models import Person
from kernel.accounts.models import Account
from tenancy import dress, template
from tenancy.models import PoolEntry
from tenancy.place import entered
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import fingerprint
from tenancy.postgres.standing import council_role, quoted
from tests.factories.councils import make_council, remove_council
from tests.factories.people import make_delegate

pytestmark = pytest.mark.usefixtures("ground")


@pytest.fixture
def only_ours():
    """The pool without what was in it before, until the end of the test."""
    entries = PoolEntry.objects.using(ground.OWNER)
    kept = list(entries.all())
    entries.all().delete()
    yield
    for entry in kept:
        entry.save(force_insert=True, using=ground.OWNER)


def rows_in(council) -> dict[str, int]:
    """Return the tables of a council in which something stands."""
    with entered(council):
        counted = {model._meta.db_table: model._base_manager.count() for model in dress.council_models()}
    return {table: rows for table, rows in counted.items() if rows}


def test_a_council_from_a_used_schema_is_new_to_the_last_row(only_ours):
    used = make_council()
    with entered(used):
        make_delegate("Nguyễn Thị Còn Lại")
        Account.objects.create(username="conlai", full_name="Còn Lại")
    assert {"council_people_person", "accounts_account", "audit_auditentry"} <= set(rows_in(used))
    remove_council(used)

    fresh = make_council()

    assert fresh.schema_oid == used.schema_oid
    assert rows_in(fresh) == {}
    assert fingerprint(fresh.schema_name, council_role(ground.database_name(), fresh.key)) == template.current().digest
    assert ground.value("select has_schema_privilege('hdnd_working', %s, 'usage')", [fresh.schema_name])
    with entered(fresh):
        make_delegate("Trần Văn Mới")
        assert [person.full_name for person in Person.objects.all()] == ["Trần Văn Mới"]
    remove_council(fresh)


def test_counted_tables_refuse_to_be_truncated_as_before():
    used = make_council()
    with entered(used):
        make_delegate()
    oid = used.schema_oid
    remove_council(used)
    disabled = "select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = %s"

    assert ground.value(f"{disabled} and t.tgtype & 32 <> 0", [oid]) > 0
    assert ground.value(f"{disabled} and t.tgenabled <> 'O'", [oid]) == 0


def test_a_schema_that_a_test_has_broken_is_not_used_again():
    broken = make_council()
    ground.execute(f"alter table {quoted(broken.schema_name)}.council_people_person add column extra int")
    remove_council(broken)

    assert not PoolEntry.objects.using(ground.OWNER).filter(schema_oid=broken.schema_oid).exists()
    assert ground.schema_oid(broken.schema_name) == broken.schema_oid


def test_a_schema_whose_tables_are_held_is_not_waited_for():
    held = make_council()
    with entered(held):
        with transaction.atomic():
            Account.objects.create(username="giu", full_name="Đang Giữ")
            remove_council(held)

    assert not PoolEntry.objects.using(ground.OWNER).filter(schema_oid=held.schema_oid).exists()
