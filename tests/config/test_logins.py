"""The logins of a cluster: made twice without harm, and unable to do what they must not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from psycopg2 import errors

from config.development.postgres import Postgres
from config.development.servers import embedded_postgres
from tenancy.postgres.logins import LOGINS, LoginsUnsafe, prepare_logins

PASSWORDS = {login: f"password of {login}: ü/@" for login in LOGINS}
SNAPSHOT = """
    select array_agg((rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolconfig)::text
                     order by rolname),
           (select array_agg((roleid::regrole, member::regrole, admin_option, inherit_option, set_option)::text
                             order by 1) from pg_auth_members where roleid::regrole::text like 'hdnd%%'),
           (select (datacl, pg_get_userbyid(datdba))::text from pg_database where datname = %s)
    from pg_roles where rolname like 'hdnd%%'"""


@contextmanager
def connected(url: str) -> Iterator[Any]:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def urls(own_postgres: Postgres) -> dict[str, str]:
    return prepare_logins(own_postgres.admin_url, "hdnd", PASSWORDS)


@pytest.fixture(scope="module")
def _table(urls: dict[str, str]) -> None:
    with connected(urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute("create table public.secret (word text); insert into public.secret values ('x')")


def snapshot(postgres: Postgres) -> Any:
    with connected(postgres.admin_url) as admin:
        admin.execute(SNAPSHOT, ["hdnd"])
        return admin.fetchone()


def test_prepare_twice_changes_nothing(own_postgres: Postgres, urls: dict[str, str]) -> None:
    before = snapshot(own_postgres)

    again = prepare_logins(own_postgres.admin_url, "hdnd", PASSWORDS)

    assert again == urls
    assert snapshot(own_postgres) == before


def test_addresses_work_for_passwords_with_any_letters(urls: dict[str, str]) -> None:
    found = {}
    for name, url in urls.items():
        with connected(url) as cursor:
            cursor.execute("select session_user")
            found[name] = cursor.fetchone()[0]

    assert found == {
        "DATABASE_URL": "hdnd_app",
        "DATABASE_OWNER_URL": "hdnd_owner",
        "DATABASE_READER_URL": "hdnd_reader",
    }


def test_app_stands_as_nobody(urls: dict[str, str]) -> None:
    with connected(urls["DATABASE_URL"]) as app:
        app.execute("select current_user, session_user")

        assert app.fetchone() == ("hdnd_nobody", "hdnd_app")


@pytest.mark.usefixtures("_table")
@pytest.mark.parametrize("become", [None, "hdnd_app", "hdnd_hub"])
@pytest.mark.parametrize(
    "statement",
    [
        "select * from public.secret",
        "insert into public.secret values ('y')",
        "create table public.mine (a int)",
        "create temporary table mine (a int)",
        "create schema mine",
        "create role mine",
        "create database mine",
    ],
)
def test_app_with_nothing_entered_can_do_nothing(urls: dict[str, str], become: str | None, statement: str) -> None:
    with connected(urls["DATABASE_URL"]) as app:
        if become:
            app.execute(f"set role {become}")

        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(statement)


@pytest.mark.usefixtures("_table")
@pytest.mark.parametrize(
    "statement",
    [
        "select * from public.secret",
        "create temporary table mine (a int)",
        "create schema mine",
        "set role hdnd_hub",
        "set role hdnd_owner",
    ],
)
def test_reader_can_do_nothing_unless_granted(urls: dict[str, str], statement: str) -> None:
    with connected(urls["DATABASE_READER_URL"]) as reader, pytest.raises(errors.InsufficientPrivilege):
        reader.execute(statement)


@pytest.mark.parametrize("role", ["hdnd_owner", "hdnd_reader", "postgres"])
def test_app_cannot_become_others(urls: dict[str, str], role: str) -> None:
    with connected(urls["DATABASE_URL"]) as app, pytest.raises(errors.InsufficientPrivilege):
        app.execute(f"set role {role}")


def test_owner_makes_council_roles_that_app_may_only_become(urls: dict[str, str]) -> None:
    with connected(urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute(
            "create role c_hdnd_one nologin; create schema one; grant usage on schema one to c_hdnd_one;"
            "grant c_hdnd_one to hdnd_app with inherit false, set true"
        )
        with connected(urls["DATABASE_URL"]) as app:
            app.execute("set role c_hdnd_one")
            app.execute("select has_schema_privilege('one', 'usage'), has_schema_privilege('hdnd_app', 'one', 'usage')")
            rights = app.fetchone()
        owner.execute("drop schema one; drop role c_hdnd_one")

    assert rights == (True, False)


def test_owner_creates_databases_only_when_asked(own_postgres: Postgres, urls: dict[str, str]) -> None:
    with connected(urls["DATABASE_OWNER_URL"]) as owner, pytest.raises(errors.InsufficientPrivilege):
        owner.execute("create database another")

    prepare_logins(own_postgres.admin_url, "hdnd", PASSWORDS, may_create_databases=True)
    with connected(urls["DATABASE_OWNER_URL"]) as owner:
        owner.execute("create database another")
        owner.execute("drop database another")
    prepare_logins(own_postgres.admin_url, "hdnd", PASSWORDS)

    with connected(urls["DATABASE_OWNER_URL"]) as owner, pytest.raises(errors.InsufficientPrivilege):
        owner.execute("create database another")


@pytest.mark.parametrize(
    ("spoil", "mend"),
    [
        ("alter role hdnd_reader superuser", "alter role hdnd_reader nosuperuser"),
        ("alter role hdnd_app bypassrls", "alter role hdnd_app nobypassrls"),
        ("grant hdnd_owner to hdnd_reader", "revoke hdnd_owner from hdnd_reader"),
        ("grant hdnd_owner to hdnd_app with inherit true", "revoke hdnd_owner from hdnd_app"),
    ],
)
@pytest.mark.usefixtures("urls")
def test_login_that_became_too_strong_is_refused(own_postgres: Postgres, spoil: str, mend: str) -> None:
    with connected(own_postgres.admin_url) as admin:
        admin.execute(spoil)

        with pytest.raises(LoginsUnsafe):
            prepare_logins(own_postgres.admin_url, "hdnd", PASSWORDS)

        admin.execute(mend)


def test_administrator_needs_no_superuser(own_postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> None:
    with embedded_postgres(tmp_path_factory.mktemp("managed"), throw_away=True) as managed:
        with connected(managed.admin_url) as admin:
            admin.execute("create role manager login createrole createdb password 'manager'")
        url = f"postgresql://manager:manager@127.0.0.1:{managed.port}/postgres"

        first = prepare_logins(url, "hdnd", PASSWORDS)
        assert prepare_logins(url, "hdnd", PASSWORDS) == first

        with connected(first["DATABASE_URL"]) as app, pytest.raises(errors.InsufficientPrivilege):
            app.execute("create temporary table mine (a int)")
        with connected(first["DATABASE_URL"]) as app:
            app.execute("select current_user")
            assert app.fetchone() == ("hdnd_nobody",)
