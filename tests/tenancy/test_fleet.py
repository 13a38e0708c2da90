"""The fleet: councils left behind are brought up to date, whatever happens on the way.

A council is put back by undoing what its last migrations made; the fleet must then bring it to the very
fingerprint of the template.
"""

import threading
import time

import pytest
from django.db import OperationalError

from tenancy import dress, template
from tenancy.fleet import migrating, rendering
from tenancy.fleet.checking import adopt, check
from tenancy.fleet.migrating import CanaryFailed, migrate_fleet
from tenancy.fleet.rendering import Ahead
from tenancy.fleet.state import behind, states, wanted
from tenancy.fleet.walking import all_councils, for_each
from tenancy.models import Council
from tenancy.place import entered
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import difference
from tenancy.postgres.render import migration_row
from tenancy.postgres.standing import council_role, quoted
from tests.factories.councils import make_council, remove_council

pytestmark = pytest.mark.usefixtures("ground")
APP = "idempotency"


@pytest.fixture
def three():
    councils = [make_council() for _ in range(3)]
    yield councils
    for council in councils:
        remove_council(council)


def put_back(council: Council) -> None:
    """Undo the migrations of one app in a council, as if it had never been through them."""
    tables = [m._meta.db_table for m in dress.council_models() if m._meta.app_label == APP]
    for table in tables:
        ground.execute(f"drop table {quoted(council.schema_name)}.{quoted(table)} cascade")
    ground.execute(f"delete from {quoted(council.schema_name)}.django_migrations where app = '{APP}'")


def differences(council: Council) -> list[str]:
    role = council_role(ground.database_name(), council.key)
    return difference(council.schema_name, role, template.SCHEMA, template.role())


def test_nothing_is_behind_after_provisioning(three):
    assert behind(three) == []
    assert set(states([c.schema_name for c in three]).values()) == {wanted()}


def test_councils_left_behind_are_found_and_brought_up_to_date(three):
    first, _second, third = three
    put_back(first)
    put_back(third)
    seen = []

    assert behind(three) == [first, third]
    report = migrate_fleet(lambda done, total, name: seen.append((done, total)))

    assert report.migrated == [first.key, third.key]
    assert report.by_executor == []
    assert seen == [(1, 2), (2, 2)]
    assert [differences(c) for c in three] == [[], [], []]
    assert behind(three) == []


def test_council_whose_dress_is_old_is_dressed_again(three):
    council = three[0]
    table = dress.council_models()[0]._meta.db_table
    ground.execute(f"revoke all on {quoted(council.schema_name)}.{quoted(table)} from public")
    ground.execute(f"comment on schema {quoted(council.schema_name)} is 'yesterday'")

    assert behind(three) == [council]
    migrate_fleet()

    assert behind(three) == []
    assert differences(council) == []


def test_migration_that_cannot_be_rendered_goes_through_the_executor(three, monkeypatch):
    put_back(three[0])
    monkeypatch.setattr(rendering, "_can_be_rendered", lambda migration: False)

    report = migrate_fleet()

    assert report.by_executor == [three[0].key]
    assert differences(three[0]) == []


def test_run_killed_in_the_middle_goes_on_where_it_stopped(three, monkeypatch):
    for council in three:
        put_back(council)
    monkeypatch.setattr(migrating, "COUNCILS_A_TRANSACTION", 1)

    def power_cut(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate_fleet(power_cut)
    assert behind(three) == [three[2]]

    assert migrate_fleet().migrated == [three[2].key]
    assert [differences(c) for c in three] == [[], [], []]


def test_failing_canary_stops_before_any_other_council(three):
    for council in three:
        put_back(council)
    ground.execute(f"create table {quoted(three[0].schema_name)}.odd (id int)")

    with pytest.raises(CanaryFailed, match=three[0].key):
        migrate_fleet()

    assert three[1] in behind(three)
    assert three[2] in behind(three)
    ground.execute(f"drop table {quoted(three[0].schema_name)}.odd")
    migrate_fleet()


def test_council_ahead_of_this_release_is_refused(three):
    schema = quoted(three[0].schema_name)
    ground.execute(f"insert into {schema}.django_migrations (app, name, applied) values ('later', '0009', now())")

    with pytest.raises(Ahead):
        migrate_fleet()

    ground.execute(f"delete from {schema}.django_migrations where app = 'later'")


def test_a_council_that_took_the_single_steps_is_only_noted_as_having_taken_their_sum(three):
    summed = ("access", "0001_ground")
    ground.execute(f"delete from {_noted(three[0])} where app = 'access' and name = '{summed[1]}'")
    ground.execute(f"delete from {_noted(three[1])} where app = 'access'")

    of_steps, of_nothing = (rendering.render(council, (summed,)) for council in three[:2])

    assert of_steps.sql.strip() == migration_row(*summed)
    assert of_nothing.makes_tables


def _noted(council: Council) -> str:
    return f"{quoted(council.schema_name)}.django_migrations"


def test_busy_council_is_waited_for_and_the_others_do_not_suffer(three, monkeypatch):
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT_MS", 100)
    put_back(three[0])
    put_back(three[1])
    ground.execute(f"comment on schema {quoted(three[2].schema_name)} is 'yesterday'")
    held, let_go = threading.Event(), threading.Event()
    holder = threading.Thread(target=hold_a_table, args=(three[2], held, let_go))
    holder.start()
    assert held.wait(10)
    threading.Timer(0.6, let_go.set).start()

    report = migrate_fleet()

    holder.join()
    assert sorted(report.migrated) == sorted(council.key for council in three)
    assert behind(three) == []


def hold_a_table(council: Council, held: threading.Event, let_go: threading.Event) -> None:
    from django.db import connections, transaction

    try:
        with entered(council), transaction.atomic():
            with connections["default"].cursor() as cursor:
                cursor.execute("lock table audit_auditentry in row exclusive mode")
            held.set()
            let_go.wait(10)
    finally:
        connections.close_all()


def test_lock_that_is_never_released_is_told(three, monkeypatch):
    monkeypatch.setattr(migrating, "LOCK_TIMEOUT_MS", 50)
    monkeypatch.setattr(migrating, "PAUSE_SECONDS", 0.01)
    ground.execute(f"comment on schema {quoted(three[0].schema_name)} is 'yesterday'")
    held, let_go = threading.Event(), threading.Event()
    holder = threading.Thread(target=hold_a_table, args=(three[0], held, let_go))
    holder.start()
    assert held.wait(10)

    started = time.monotonic()
    with pytest.raises(OperationalError):
        migrate_fleet()

    assert time.monotonic() - started < 10
    let_go.set()
    holder.join()
    migrate_fleet()


def test_check_names_each_difference_and_each_lost_schema(three):
    first, second, third = three
    ground.execute(f"create table {quoted(first.schema_name)}.odd (id int)")
    ground.execute(f"alter schema {quoted(second.schema_name)} rename to away")

    found = check(three)

    assert set(found) == {first.key, second.key}
    assert any("odd" in line for line in found[first.key])
    assert found[second.key] == [f"the schema {second.schema_name} is lost"]
    ground.execute(f"alter schema away rename to {quoted(second.schema_name)}")
    assert third.key not in found


def test_restored_schema_is_adopted(three):
    council = three[0]
    ground.drop_schema(council.schema_name)
    with ground.owner_transaction():
        ground.execute(
            f"create schema {quoted(council.schema_name)};"
            f"set local search_path to {quoted(council.schema_name)}, kit;{template.current().ddl}"
        )
    assert "adopt" in check([council])[council.key][0]

    adopted = adopt(council)

    assert check([adopted]) == {}
    with entered(adopted):
        assert dress.council_models()[0].objects.count() == 0


def test_adopting_what_is_not_there_is_refused(three):
    three[0].schema_name = "nowhere"

    with pytest.raises(LookupError):
        adopt(three[0])


def test_walk_keeps_errors_and_goes_on(three):
    def work(council: Council) -> str:
        if council == three[1]:
            raise RuntimeError("not here")
        return council.name

    seen = []
    walk = for_each(work, three, lambda done, total, name: seen.append(done))

    assert walk.results == {three[0].key: three[0].name, three[2].key: three[2].name}
    assert {key: str(error) for key, error in walk.errors.items()} == {three[1].key: "not here"}
    assert seen == [1, 2, 3]


def test_all_councils_are_found(three):
    assert set(three) <= set(all_councils())
