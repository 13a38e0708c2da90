"""The first read of a request carries the switch; whatever goes wrong, nothing is read in another place."""

import io

import psycopg2
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kernel.accounts.models import Account
from kernel.place import NoPlace
from tenancy import hosts
from tenancy.place import entered, in_public, standing_in, status_now
from tenancy.postgres import ground
from tenancy.postgres.base import DatabaseWrapper, PlaceClosed, PlaceLost
from tenancy.postgres.standing import Standing, council_role, standing_of
from tenancy.workflow import Status
from tests.factories.councils import make_council, remove_council
from tests.tenancy.test_backend import kill, run, standing_under_its_name
from tests.tenancy.test_tasks import see_hub

WORK, RECORDS = frozenset({"active"}), frozenset({"active", "suspended"})


@pytest.fixture
def sent(fresh_council, monkeypatch):
    """What the connection sends alone from now on to change its place."""
    switches = []
    move = DatabaseWrapper._move

    def noted(self, standing):
        switches.append(standing.key)
        return move(self, standing)

    monkeypatch.setattr(DatabaseWrapper, "_move", noted)
    return switches


def read() -> list:
    return list(Account.objects.values_list("full_name", flat=True))


def make_account(name: str, full_name: str) -> Account:
    return Account.objects.create(username=name, email=f"{name}@example.vn", full_name=full_name)


def set_status(council, status) -> None:
    type(council).objects.using(ground.OWNER).filter(pk=council.pk).update(status=status)


def role_of(council) -> str:
    return council_role(connection.settings_dict["NAME"], council.key)


def who_is_there() -> str:
    """Return the role in which the connection works, without anything that would move it."""
    with connection.connection.cursor() as raw:
        raw.execute("select current_user")
        return raw.fetchone()[0]


def test_first_read_brings_the_connection_to_its_place_in_one_message(fresh_council, sent):
    connection.set_out()

    assert read() == []

    assert sent == []
    assert who_is_there() == role_of(fresh_council)
    assert run("select current_setting('statement_timeout'), current_setting('search_path')") == [
        ("15s", f"{fresh_council.schema_name}, kit, public")
    ]
    assert connection.stands is connection.wanted
    assert sent == []


def test_reads_of_two_councils_in_turn_never_meet(fresh_council, sent):
    other = make_council()
    for number, council in enumerate((fresh_council, other) * 5):
        with entered(council):
            assert read() == [f"An {each}" for each in range(number // 2)]
            assert who_is_there() == role_of(council)
            make_account(f"an{number}", f"An {number // 2}")

    assert sent == []
    remove_council(other)


def copied_out():
    with connection.cursor() as cursor:
        cursor.copy_expert("copy (select current_user) to stdout", out := io.StringIO())
    assert out.getvalue().startswith("c_")


def run_many():
    with connection.cursor() as cursor:
        cursor.executemany("select %s", [(1,), (2,)])


def in_transaction():
    with transaction.atomic():
        read()


def with_queries_logged():
    with CaptureQueriesContext(connection):
        read()


@pytest.mark.parametrize(
    "first",
    [
        lambda: run("select 1"),
        lambda: make_account("an", "An"),
        lambda: Account.objects.update(full_name="An"),
        copied_out,
        run_many,
        in_transaction,
        with_queries_logged,
    ],
    ids=["raw", "insert", "update", "copy", "many", "transaction", "logged"],
)
def test_everything_but_a_plain_read_moves_first(fresh_council, sent, first):
    connection.set_out()

    first()

    assert sent == [fresh_council.key]
    assert who_is_there() == role_of(fresh_council)


def test_a_cursor_that_is_never_used_moves_nothing(fresh_council, sent):
    connection.set_out()

    with connection.cursor():
        pass

    assert sent == []


def test_a_read_that_fails_by_itself_says_why_and_the_connection_stays_whole(fresh_council, sent):
    connection.set_out()

    with pytest.raises(DatabaseError) as refused:
        list(Account.objects.extra(where=["no_such_column = 1"]))

    assert refused.value.__cause__.pgcode == "42703"
    assert who_is_there() == role_of(fresh_council)
    assert read() == []


def test_a_read_that_takes_too_long_is_not_tried_twice(fresh_council, sent, settings):
    settings.STATEMENT_TIMEOUT_MS = 50
    connection.set_out()

    with pytest.raises(DatabaseError) as stopped, connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")

    assert stopped.value.__cause__.pgcode == "57014"
    assert sent == []


def test_a_connection_that_died_while_idle_reads_on_a_new_one(fresh_council, sent):
    pid = run("select pg_backend_pid()")[0][0]
    sent.clear()
    kill(pid)
    connection.set_out()

    assert read() == []

    assert set(sent) == {fresh_council.key}
    assert run("select pg_backend_pid()")[0][0] != pid


# -- cursors that stay open -----------------------------------------------------------------------------------------


@pytest.fixture
def another():
    council = make_council()
    yield council
    remove_council(council)


def role_by(cursor) -> str:
    cursor.execute("select current_user")
    return cursor.fetchone()[0]


def test_a_cursor_that_was_opened_in_another_place_works_in_the_present_one(fresh_council, another):
    read()
    with connection.cursor() as cursor:
        with entered(another):
            assert role_by(cursor) == role_of(another)
        assert role_by(cursor) == role_of(fresh_council)


def test_a_cursor_that_outlives_its_rolled_back_transaction_never_works_in_the_place_before(fresh_council, another):
    read()
    with entered(another):
        with transaction.atomic():
            cursor = connection.cursor()
            assert role_by(cursor) == role_of(another)
            transaction.set_rollback(True)

        assert role_by(cursor) == role_of(another)


@pytest.mark.parametrize("has_moved", [True, False])
@pytest.mark.parametrize("sql", ["SELECT 1", "select 1"])
def test_a_cursor_that_outlives_its_place_sends_nothing(fresh_council, has_moved, sql):
    wanted = connection.wanted
    read()
    if not has_moved:
        connection.set_out()
    with connection.cursor() as cursor:
        connection.leave()
        with pytest.raises(NoPlace):
            cursor.execute(sql)
    connection.enter(wanted)


def test_a_cursor_that_outlives_its_connection_works_on_the_new_one(fresh_council):
    kill(run("select pg_backend_pid()")[0][0])
    connection.set_out()

    with connection.cursor() as cursor:
        read()
        assert role_by(cursor) == role_of(fresh_council)


# -- lost places -----------------------------------------------------------------------------------------------------


def test_missing_role_reads_nothing(fresh_council):
    standing = standing_of(fresh_council, connection.settings_dict["NAME"])
    lost = Standing(standing.key, standing.schema, "c_no_such_role", standing.schema_oid)

    with standing_in(lost), pytest.raises(PlaceLost):
        read()

    assert connection.connection is None
    assert read() == []


def test_schema_of_another_council_under_the_same_name_is_never_read(fresh_council):
    with standing_under_its_name(fresh_council):
        connection.set_out()
        with pytest.raises(PlaceLost):
            read()

        assert connection.is_lost

    assert read() == []
    assert not connection.is_lost


def test_dropped_schema_does_not_fall_through_to_public(fresh_council):
    other = make_council()
    ground.drop_schema(other.schema_name)

    with entered(other), pytest.raises(PlaceLost):
        read()

    remove_council(other)


# -- councils that are not at work -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("demanded", [WORK, RECORDS, None], ids=["work", "records", "nothing"])
def test_first_statement_meets_the_demand_or_is_not_made(fresh_council, status, demanded):
    set_status(fresh_council, status)
    connection.set_out()
    if demanded is not None:
        connection.demand(demanded)

    if demanded is None or status in demanded:
        assert read() == []
        assert connection.demanded is None
    else:
        with pytest.raises(PlaceClosed) as closed:
            read()
        assert closed.value.status == status
        assert connection.demanded == demanded
        with pytest.raises(PlaceClosed):
            make_account("an", "An")


@pytest.mark.parametrize("status", Status.values)
def test_a_demand_after_the_move_is_judged_at_once(fresh_council, status):
    set_status(fresh_council, status)
    connection.set_out()
    read()

    if status == Status.ACTIVE:
        connection.demand(WORK)
    else:
        with pytest.raises(PlaceClosed):
            connection.demand(WORK)


@pytest.mark.parametrize("visit", [lambda _: in_public(), entered], ids=["public", "itself"])
def test_a_demand_is_judged_before_a_visit_to_any_place(fresh_council, visit):
    set_status(fresh_council, Status.SUSPENDED)
    connection.set_out()
    connection.demand(WORK)

    with pytest.raises(PlaceClosed), visit(fresh_council):
        pytest.fail("a stopped council works elsewhere")

    with pytest.raises(PlaceClosed):
        read()


def test_a_demand_outlives_a_task(fresh_council):
    set_status(fresh_council, Status.SUSPENDED)
    connection.set_out()
    connection.demand(WORK)

    see_hub.delay()

    with pytest.raises(PlaceClosed):
        read()


def test_a_demand_of_which_nobody_can_say_whether_it_is_met_stops_every_statement(fresh_council, monkeypatch):
    def takes_too_long(*_):
        raise OperationalError("canceling statement due to statement timeout")

    set_status(fresh_council, Status.SUSPENDED)
    connection.set_out()
    connection.demand(WORK)
    with monkeypatch.context() as patched:
        patched.setattr(DatabaseWrapper, "_ask_status", takes_too_long)
        with pytest.raises(OperationalError):
            read()

    with pytest.raises(PlaceClosed):
        read()


def test_a_schema_of_which_no_council_is_known_meets_no_demand(fresh_council, monkeypatch):
    set_status(fresh_council, Status.SUSPENDED)
    monkeypatch.setattr(DatabaseWrapper, "_ask_status", lambda *_: None)
    connection.set_out()
    connection.demand(RECORDS)

    with pytest.raises(PlaceClosed):
        read()


def test_public_place_meets_every_demand(ground):
    with in_public():
        connection.set_out()
        connection.demand(WORK)
        assert run("select 1") == [(1,)]


def test_status_now_falls_back_when_the_connection_is_gone(fresh_council):
    set_status(fresh_council, Status.SUSPENDED)
    connection.set_out()
    kill(run("select pg_backend_pid()")[0][0])

    assert [status_now(fresh_council) for _ in range(2)] == [fresh_council.status] * 2


def test_status_now_falls_back_to_what_was_known(fresh_council):
    connection.set_out()
    assert status_now(fresh_council) == Status.ACTIVE
    set_status(fresh_council, Status.SUSPENDED)
    connection.set_out()
    assert status_now(fresh_council) == Status.SUSPENDED

    connection.leave()

    assert status_now(fresh_council) == fresh_council.status
    set_status(fresh_council, Status.ACTIVE)
    hosts.forget()


def test_plain_psycopg2_runs_a_message_as_one_transaction(ground):
    """What the arrival relies on: an error in a message's middle leaves nothing of its beginning."""
    known = connection.settings_dict
    raw = psycopg2.connect(
        dbname=known["NAME"], user=known["USER"], password=known["PASSWORD"], host=known["HOST"], port=known["PORT"]
    )
    raw.autocommit = True
    with raw.cursor() as cursor:
        with pytest.raises(psycopg2.errors.DivisionByZero):
            cursor.execute("set statement_timeout to 1234; select 1 / length(''); select 1")
        cursor.execute("show statement_timeout")
        assert cursor.fetchone() != ("1234ms",)
    raw.close()
