"""The logins of one PostgreSQL cluster, made once by an administrator (architecture: the walls, point 1).

    hdnd_owner   owns every schema and table; migrations, fleet, provisioning; never web or ordinary workers
    hdnd_app     web and workers; stands as hdnd_nobody until it enters a place, may become what it was granted
    hdnd_nobody  nothing at all
    hdnd_hub     the operators' place; no login
    hdnd_working nobody's and nothing but a sign: it may use the schemas of the councils that are at work; no login
    hdnd_reader  province and central readers; member of nothing

The administrator needs a superuser, or CREATEROLE and CREATEDB (as the first user of a managed
PostgreSQL has). Plain psycopg2: it runs before Django can, and in the test run.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import encrypt_password, make_dsn, parse_dsn

OWNER, APP, NOBODY, HUB, READER = "hdnd_owner", "hdnd_app", "hdnd_nobody", "hdnd_hub", "hdnd_reader"
WORKING = "hdnd_working"
LOGINS = (OWNER, APP, READER)
ROLES = (*LOGINS, NOBODY, HUB, WORKING)
URL_NAMES = {"DATABASE_URL": APP, "DATABASE_OWNER_URL": OWNER, "DATABASE_READER_URL": READER}
_LOCK = 7_208_401  # an advisory lock's number: two administrators at once wait for each other


class LoginsUnsafe(RuntimeError):
    """A login exists already with rights that would pull the walls down."""


def prepare_logins(
    admin_dsn: str, database: str, passwords: Mapping[str, str], *, may_create_databases: bool = False
) -> dict[str, str]:
    """Make or mend the logins and the database, and return the three addresses by variable name.

    ``passwords`` has one for each of ``LOGINS``. Running it again changes nothing but the passwords.
    Only the test run lets the owner create databases.

    :raises LoginsUnsafe: a login is a superuser, or a member of more than it should be.
    :raises psycopg2.Error: the administrator may not do this.
    """
    with _connected(admin_dsn) as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_LOCK])
        for login in LOGINS:
            _make_role(cursor, login, password=passwords[login])
        for role in (NOBODY, HUB, WORKING):
            _make_role(cursor, role)
        _set_attributes(cursor, may_create_databases=may_create_databases)
        _require_safe(cursor)
        _make_database(cursor, database)
        with _connected(make_dsn(admin_dsn, dbname=database)) as inside:
            inside.execute(sql.SQL("set role {}").format(sql.Identifier(OWNER)))
            close_database(inside, database)
    return addresses(admin_dsn, database, passwords)


def close_database(cursor: Any, database: str) -> None:
    """Take from PUBLIC what PostgreSQL gives everybody, in the database on which the owner's cursor stands."""
    name = sql.Identifier(database)
    cursor.execute(sql.SQL("revoke all on database {} from public").format(name))
    cursor.execute("revoke all on schema public from public")
    for login in (APP, READER):
        cursor.execute(sql.SQL("grant connect on database {} to {}").format(name, sql.Identifier(login)))


def addresses(admin_dsn: str, database: str, passwords: Mapping[str, str]) -> dict[str, str]:
    """Return DATABASE_URL, DATABASE_OWNER_URL and DATABASE_READER_URL on the administrator's server."""
    server = {name: str(value) for name, value in parse_dsn(admin_dsn).items()}
    for own in ("user", "password", "dbname", "options"):
        server.pop(own, None)
    place = f"{server.pop('host', '127.0.0.1')}:{server.pop('port', '5432')}/{quote(database)}"
    query = f"?{urlencode(server)}" if server else ""
    return {
        variable: f"postgresql://{login}:{quote(passwords[login], safe='')}@{place}{query}"
        for variable, login in URL_NAMES.items()
    }


def rights_needed() -> str:
    """Return the sentence that says which rights the administrator must have."""
    return "the administrator needs CREATEROLE and CREATEDB (or superuser); nothing of ours keeps its password"


@contextmanager
def _connected(dsn: str) -> Iterator[Any]:
    connection = psycopg2.connect(dsn, connect_timeout=10)
    connection.autocommit = True  # CREATE DATABASE takes no transaction
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def _make_role(cursor: Any, role: str, *, password: str | None = None) -> None:
    cursor.execute("select 1 from pg_roles where rolname = %s", [role])
    name = sql.Identifier(role)
    if not cursor.fetchone():
        cursor.execute(sql.SQL("create role {}").format(name))
    if password is None:
        cursor.execute(sql.SQL("alter role {} nologin").format(name))
        return
    # Hashed on this side, so that the server's log never sees it.
    hashed = encrypt_password(password, role, cursor.connection, "scram-sha-256")
    cursor.execute(sql.SQL("alter role {} login password %s").format(name), [hashed])


def _set_attributes(cursor: Any, *, may_create_databases: bool) -> None:
    for role in (APP, NOBODY, HUB, READER, WORKING):
        cursor.execute(sql.SQL("alter role {} noinherit nocreaterole").format(sql.Identifier(role)))
    cursor.execute(sql.SQL("alter role {} createrole").format(sql.Identifier(OWNER)))
    cursor.execute("select rolname from pg_roles where rolcreatedb and rolname = any(%s)", [[*ROLES]])
    creators = {name for (name,) in cursor.fetchall()}
    wanted = {OWNER} if may_create_databases else set()
    for role in creators ^ wanted:
        word = "createdb" if role in wanted else "nocreatedb"
        cursor.execute(sql.SQL("alter role {} {}").format(sql.Identifier(role), sql.SQL(word)))
    for role in (NOBODY, HUB):
        _grant(cursor, role, to=APP)
    # A connection on which nothing was entered can do nothing.
    cursor.execute(sql.SQL("alter role {} set role = {}").format(sql.Identifier(APP), sql.Identifier(NOBODY)))


def _grant(cursor: Any, role: str, *, to: str) -> None:
    cursor.execute(
        sql.SQL("grant {} to {} with admin false, inherit false, set true").format(
            sql.Identifier(role), sql.Identifier(to)
        )
    )


def _require_safe(cursor: Any) -> None:
    """Refuse roles that somebody made stronger than ours may be."""
    cursor.execute(
        "select rolname from pg_roles where rolname = any(%s)"
        " and (rolsuper or rolreplication or rolbypassrls or (rolcreaterole and rolname <> %s))",
        [[*ROLES], OWNER],
    )
    strong = [name for (name,) in cursor.fetchall()]
    if strong:
        raise LoginsUnsafe(f"{', '.join(strong)}: superuser, replication, bypassrls or createrole must be taken away")
    cursor.execute(
        "select member.rolname, granted.rolname from pg_auth_members m"
        " join pg_roles member on member.oid = m.member join pg_roles granted on granted.oid = m.roleid"
        " where member.rolname = any(%s) or (member.rolname = %s and m.inherit_option)"
        " or (granted.rolname = %s and m.set_option)",
        [[READER, NOBODY, HUB, WORKING], APP, WORKING],
    )
    memberships = [f"{member} is a member of {granted}" for member, granted in cursor.fetchall()]
    if memberships:
        raise LoginsUnsafe("; ".join(memberships))


def _make_database(cursor: Any, database: str) -> None:
    cursor.execute("select rolsuper from pg_roles where rolname = current_user")
    if not cursor.fetchone()[0]:  # who made a role may give it away, but must first be able to act as it
        cursor.execute(sql.SQL("grant {} to current_user with set true").format(sql.Identifier(OWNER)))
    cursor.execute("select pg_get_userbyid(datdba) from pg_database where datname = %s", [database])
    found = cursor.fetchone()
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    if found is None:
        # Upper and lower case of Vietnamese letters are then the same on every system.
        cursor.execute(
            sql.SQL(
                "create database {} owner {} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'"
                " locale_provider builtin builtin_locale 'C.UTF-8'"
            ).format(name, owner)
        )
    elif found[0] != OWNER:
        cursor.execute(sql.SQL("alter database {} owner to {}").format(name, owner))
