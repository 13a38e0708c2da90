"""The walls as PostgreSQL keeps them, and every way in which the switch between councils can fail."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from kernel.place import NoPlace, current_key
from tenancy import dress
from tenancy.fleet.checking import adopt, check
from tenancy.models import Council, Status
from tenancy.place import entered, in_public, standing_in
from tenancy.postgres import ground
from tenancy.postgres.base import PlaceLost
from tenancy.postgres.standing import Standing, council_role, quoted, standing_of
from tests.factories.councils import make_council, remove_council

PERMISSION_DENIED = "42501"


def run(sql: str, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else None


def count_something() -> int:
    """Count the rows of whatever table of a council comes first."""
    return dress.council_models()[0].objects.count()


def refused(sql: str) -> str:
    """Run a statement in a savepoint and return PostgreSQL's code of its refusal ("" when it passed)."""
    try:
        with transaction.atomic():
            run(sql)
    except DatabaseError as error:
        return error.__cause__.pgcode
    return ""


def test_connection_without_place_refuses_every_statement(ground):
    with pytest.raises(NoPlace):
        Council.objects.count()


def test_login_on_which_nothing_was_set_can_read_nothing(ground):
    from django.db import connections

    known = connections["default"].settings_dict
    raw = psycopg2.connect(
        dbname=known["NAME"], user=known["USER"], password=known["PASSWORD"], host=known["HOST"], port=known["PORT"]
    )
    with raw.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("hdnd_nobody",)
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("select * from public.tenancy_council")
    raw.close()


def test_entered_council_works_as_its_own_role(council):
    role, login, path, timeout = run(
        "select current_user, session_user, current_setting('search_path'), current_setting('statement_timeout')"
    )[0]

    assert role == council_role(connection.settings_dict["NAME"], council.key)
    assert login == "hdnd_app"
    assert path == f"{council.schema_name}, kit, public"
    assert timeout == "15s"
    assert current_key() == council.key


@pytest.mark.parametrize("model", dress.council_models(), ids=lambda model: model._meta.label)
def test_raw_sql_on_every_table_of_another_council_is_refused_both_ways(council, other_council, model):
    for here, there in ((council, other_council), (other_council, council)):
        table = f"{quoted(there.schema_name)}.{quoted(model._meta.db_table)}"
        column = quoted(model._meta.pk.column)
        with entered(here):
            codes = {
                refused(f"select * from {table}"),
                refused(f"insert into {table} default values"),
                refused(f"update {table} set {column} = {column}"),
                refused(f"delete from {table}"),
                refused(f"truncate {table}"),
                refused(f"lock table {table} in access share mode"),
                refused(f"copy {table} to stdout"),
            }

        assert codes == {PERMISSION_DENIED}


@pytest.mark.parametrize("model", dress.council_models(), ids=lambda model: model._meta.label)
def test_council_role_has_exactly_the_declared_rights(council, model):
    role = council_role(connection.settings_dict["NAME"], council.key)
    held = ground_rights(role, council.schema_name, model._meta.db_table)

    assert held == set(dress.declared(model).rights.value)


def ground_rights(role: str, schema: str, table: str) -> set[str]:
    return {
        word
        for word in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")
        if ground.value("select has_table_privilege(%s, %s, %s)", [role, f'"{schema}"."{table}"', word])
    }


@pytest.mark.parametrize("model", dress.council_models(), ids=lambda model: model._meta.label)
def test_council_role_cannot_change_its_own_walls(council, model):
    table = quoted(model._meta.db_table)

    assert refused(f"alter table {table} disable trigger all") == PERMISSION_DENIED
    assert refused(f"truncate {table}") == PERMISSION_DENIED
    assert refused(f"alter table {table} add column mischief int") == PERMISSION_DENIED
    assert refused(f"drop table {table}") == PERMISSION_DENIED


def test_council_role_cannot_create_anything(council):
    assert refused("create table mischief (id int)") == PERMISSION_DENIED
    assert refused("create temporary table mischief (id int)") == PERMISSION_DENIED
    assert refused("create schema mischief") == PERMISSION_DENIED
    assert refused("create table public.mischief (id int)") == PERMISSION_DENIED


@pytest.mark.parametrize("model", dress.shared_models(), ids=lambda model: model._meta.label)
def test_council_role_has_no_right_on_shared_tables(council, model):
    table = f"public.{quoted(model._meta.db_table)}"

    assert refused(f"select * from {table}") == PERMISSION_DENIED
    assert refused(f"delete from {table}") == PERMISSION_DENIED


def test_hub_and_reader_have_no_right_on_any_councils_schema(council, province):
    held = ground.rows(
        "select r.rolname, n.nspname from pg_roles r, pg_namespace n "
        "where r.rolname in ('hdnd_hub', 'hdnd_reader', 'hdnd_nobody', 'hdnd_app') and (n.nspname like 'c\\_%%' "
        "or n.nspname like 'pool%%' or n.nspname like 'template%%') "
        "and (has_schema_privilege(r.oid, n.oid, 'USAGE') or has_schema_privilege(r.oid, n.oid, 'CREATE'))",
    )

    assert held == []


def test_app_login_inherits_nothing_and_administers_nothing(ground):
    found = ground_memberships()

    assert found
    assert {(inherit, settable, admin) for _role, inherit, settable, admin in found} == {(False, True, False)}


def ground_memberships():
    return ground.rows(
        "select r.rolname, m.inherit_option, m.set_option, m.admin_option from pg_auth_members m "
        "join pg_roles r on r.oid = m.roleid join pg_roles g on g.oid = m.member where g.rolname = 'hdnd_app'"
    )


# -- whether a council is at work: the sign on its schema ----------------------------------------------------------


def may_use(schema: str) -> bool:
    return ground.value("select has_schema_privilege('hdnd_working', %s, 'usage')", [schema])


@pytest.mark.parametrize("status", Status.values)
def test_sign_on_the_schema_follows_the_status(fresh_council, status):
    Council.objects.using(ground.OWNER).filter(pk=fresh_council.pk).update(status=status)

    assert may_use(fresh_council.schema_name) == (status == Status.ACTIVE)
    assert status_at_next_request() == status


def status_at_next_request():
    connection.set_out()
    return connection.status()


def test_sign_is_taken_back_with_the_transaction_that_hung_it(fresh_council):
    with pytest.raises(RuntimeError, match="undo"), ground.owner_transaction():
        Council.objects.using(ground.OWNER).filter(pk=fresh_council.pk).update(status=Status.SUSPENDED)
        raise RuntimeError("undo")

    assert may_use(fresh_council.schema_name)
    assert status_at_next_request() == Status.ACTIVE


def test_nobody_can_become_the_sign_and_no_council_can_hang_it(council):
    assert refused("set role hdnd_working") == PERMISSION_DENIED
    # PostgreSQL only warns of a grant that changes nothing, so what counts is that nothing changed.
    refused(f"revoke usage on schema {quoted(council.schema_name)} from hdnd_working")
    refused(f"grant usage on schema {quoted(council.schema_name)} to hdnd_nobody")

    assert may_use(council.schema_name)
    assert not ground.value("select has_schema_privilege('hdnd_nobody', %s, 'usage')", [council.schema_name])
    assert ground.rows("select 1 from pg_auth_members where roleid = 'hdnd_working'::regrole and set_option") == []


def test_public_place_has_no_status(public_place):
    assert status_at_next_request() is None


def test_check_tells_a_sign_that_does_not_fit(fresh_council):
    ground.execute(f"revoke usage on schema {quoted(fresh_council.schema_name)} from hdnd_working")

    told = check([fresh_council])[fresh_council.key]

    assert told == ["the sign of being at work does not fit the council's status: adopt it"]
    adopt(fresh_council)
    assert check([fresh_council]) == {}


# -- the switch fails: the request fails, never another council's data --------------------------------------------


def test_missing_role_closes_the_connection_and_reads_nothing(fresh_council):
    standing = standing_of(fresh_council, connection.settings_dict["NAME"])
    lost = Standing(standing.key, standing.schema, "c_no_such_role", standing.schema_oid)

    with standing_in(lost), pytest.raises(PlaceLost):
        count_something()

    assert connection.connection is None
    assert count_something() == 0  # the council itself works again, on a new connection


def test_renamed_schema_is_refused(fresh_council):
    ground.execute(f"alter schema {quoted(fresh_council.schema_name)} rename to elsewhere")
    connection.close()

    try:
        with pytest.raises(PlaceLost):
            count_something()
    finally:
        ground.execute(f"alter schema elsewhere rename to {quoted(fresh_council.schema_name)}")


@contextmanager
def standing_under_its_name(council: Council) -> Iterator[Council]:
    """Put another council's schema where a council's own should be, until the end of the block."""
    other = make_council()
    ground.execute(f"alter schema {quoted(council.schema_name)} rename to elsewhere")
    ground.execute(f"alter schema {quoted(other.schema_name)} rename to {quoted(council.schema_name)}")
    try:
        yield other
    finally:
        ground.execute(f"alter schema {quoted(council.schema_name)} rename to {quoted(other.schema_name)}")
        ground.execute(f"alter schema elsewhere rename to {quoted(council.schema_name)}")
        remove_council(other)


def test_schema_exchanged_for_another_councils_is_refused(fresh_council):
    with standing_under_its_name(fresh_council):
        connection.close()

        with pytest.raises(PlaceLost):
            count_something()


def test_dropped_schema_is_refused_instead_of_falling_through_to_public(fresh_council):
    other = make_council()
    ground.drop_schema(other.schema_name)

    with entered(other), pytest.raises(PlaceLost):
        count_something()

    remove_council(other)


def test_savepoint_rolled_back_after_a_switch_does_not_leave_the_other_place(council, other_council):
    with pytest.raises(RuntimeError, match="undo"), transaction.atomic():
        with entered(other_council):
            run("select 1")
        raise RuntimeError("undo")

    assert run("select current_user") == [(council_role(connection.settings_dict["NAME"], council.key),)]


def test_switch_inside_a_rolled_back_savepoint_is_forgotten(council, other_council):
    run("select 1")
    with entered(other_council):
        with pytest.raises(RuntimeError, match="undo"), transaction.atomic():
            run("select 1")
            raise RuntimeError("undo")

        assert run("select current_user") == [(council_role(connection.settings_dict["NAME"], other_council.key),)]


def test_error_inside_a_transaction_then_another_council_never_runs_as_the_first(council, other_council):
    with pytest.raises(ProgrammingError), transaction.atomic():
        run("select * from no_such_table")
    with entered(other_council):
        assert run("select current_user") == [(council_role(connection.settings_dict["NAME"], other_council.key),)]


def test_failed_transaction_refuses_the_next_statement_in_the_other_council(fresh_council):
    other = make_council()
    with pytest.raises(DatabaseError), transaction.atomic():
        try:
            run("select * from no_such_table")
        except ProgrammingError:
            with entered(other):
                run("select current_user")

    remove_council(other)
    assert run("select current_user") == [(council_role(connection.settings_dict["NAME"], fresh_council.key),)]


def test_commit_that_fails_forgets_the_switch(fresh_council, monkeypatch):
    run("select 1")
    assert connection.stands == connection.wanted

    def broken() -> None:
        raise DatabaseError("the server is gone")

    with monkeypatch.context() as patch, pytest.raises(DatabaseError):
        patch.setattr(connection, "_commit", broken)
        connection.commit()

    assert connection.stands is None


def test_connection_that_met_too_many_councils_is_closed_between_requests(fresh_council):
    run("select 1")
    connection.visited = {f"x{number}" for number in range(201)}

    connection.close_if_unusable_or_obsolete()

    assert connection.connection is None


def test_public_place_works_as_the_hub(public_place):
    assert run("select current_user") == [("hdnd_hub",)]
    assert current_key() == "public"


def test_place_is_restored_after_a_block(council, other_council):
    with entered(other_council):
        assert current_key() == other_council.key
        with in_public():
            assert current_key() == "public"

    assert current_key() == council.key


def test_connection_that_died_while_idle_is_opened_anew(fresh_council):
    pid = run("select pg_backend_pid()")[0][0]
    kill(pid)
    connection.stands = None  # as at the beginning of a request

    assert run("select pg_backend_pid()")[0][0] != pid
    assert connection.stands == connection.wanted


def test_connection_that_died_inside_a_transaction_fails_the_request(fresh_council):
    with pytest.raises(DatabaseError), transaction.atomic():
        kill(run("select pg_backend_pid()")[0][0])
        connection.stands = None
        run("select 1")

    assert run("select 1") == [(1,)]


def kill(pid: int) -> None:
    """End a backend as a crashed server would, from another session of the same login."""
    known = connection.settings_dict
    raw = psycopg2.connect(
        dbname=known["NAME"], user=known["USER"], password=known["PASSWORD"], host=known["HOST"], port=known["PORT"]
    )
    raw.autocommit = True
    with raw.cursor() as cursor:
        cursor.execute("set role none")
        cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])
    raw.close()
