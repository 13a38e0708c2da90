"""A real embedded PostgreSQL and Valkey of these tests' own, apart from the one of the test run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.development.postgres import Postgres
from config.development.servers import embedded_postgres


@pytest.fixture(scope="session")
def own_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A PostgreSQL on which tests may make and break logins."""
    folder: Path = tmp_path_factory.mktemp("postgres")
    with embedded_postgres(folder, throw_away=True) as postgres:
        yield postgres
