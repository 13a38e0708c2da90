"""`dev database prepare`: make the logins on a PostgreSQL, once, and print the addresses to use."""

import os

import psycopg2

from config.development.addresses import check_database, one_line
from config.development.secrecy import kept_password
from config.development.servers import DATABASE, embedded_postgres, prepared
from config.development.trouble import Trouble
from config.development.workplace import alone, run_dir
from tenancy.postgres.logins import LOGINS, LoginsUnsafe, prepare_logins, rights_needed

USAGE = "usage: python3 dev database prepare [--name hdnd] [--test]   (DATABASE_ADMIN_URL names the administrator)"


def main(arguments: list[str]) -> int:
    """Prepare the logins and print the three addresses, ready to be put into the environment.

    :raises Trouble: the administrator's address is wrong or has too few rights.
    """
    name, is_test = _options(arguments)
    urls = _foreign(name, is_test=is_test) if os.environ.get("DATABASE_ADMIN_URL") else _embedded()
    for variable, url in urls.items():
        print(f"{variable}={url}")
    return 0


def _options(arguments: list[str]) -> tuple[str, bool]:
    rest = [argument for argument in arguments if argument != "--test"]
    is_test = rest != arguments
    match rest:
        case ["prepare"]:
            return DATABASE, is_test
        case ["prepare", "--name", name] if name:
            return name, is_test
        case _:
            raise Trouble(USAGE)


def _foreign(name: str, *, is_test: bool) -> dict[str, str]:
    admin = os.environ["DATABASE_ADMIN_URL"]
    check_database(admin, "DATABASE_ADMIN_URL")
    folder = run_dir()
    passwords = {login: os.environ.get(f"{login.upper()}_PASSWORD") or kept_password(folder, login) for login in LOGINS}
    try:
        return prepare_logins(admin, name, passwords, may_create_databases=is_test)
    except LoginsUnsafe as unsafe:
        raise Trouble(str(unsafe)) from unsafe
    except psycopg2.Error as failure:
        raise Trouble(f"DATABASE_ADMIN_URL: {one_line(failure)}; {rights_needed()}") from failure


def _embedded() -> dict[str, str]:
    folder = run_dir()
    with alone(folder) as may_start:
        if not may_start:
            raise Trouble("the embedded servers are running and prepared; DATABASE_ADMIN_URL names another server")
        with embedded_postgres(folder) as postgres:
            return prepared(postgres)
