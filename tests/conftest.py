"""Fixtures of the whole suite: places to stand in, always real ones.

``council`` stands in a commune's council and rolls back at the end; ``fresh_council`` is one from the
pool, for tests that commit; once off the map it is emptied and given back. Nothing else is ever flushed.
"""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.judges.fixtures import browser  # noqa: F401 -- a fixture
from tests.testbed import leftovers
from tests.testbed.choosing import is_needless
from tests.testbed.database import lower_database, raise_database

GARBAGE = (20_000, 20, 20)
# Half a minute and more. Those with servers of their own come early: meanwhile another worker makes the template.
LONGEST = (
    *("ui/test_outbox.py", "sessions/test_schedules.py", "config/test_servers.py", "isolation/test_routes.py"),
    *("tenancy/test_fleet.py", "tenancy/test_pool.py", "gateway/test_differential.py", "tenancy/test_arriving.py"),
    *("console/test_onboarding.py", "isolation/test_hosts.py", "isolation/test_api_fields.py", "ui/test_live.py"),
    *("ui/test_pages.py", "gateway/test_every_field.py", "tenancy/test_backend.py", "config/test_supervisor.py"),
    "gateway/test_judges.py",
)
# By itself Hypothesis fails a test when one example takes 0.2 s; on a busy machine any may stand still for that long.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Load no file of which the round at hand chooses nothing."""
    if not collection_path.name.startswith("test_") or not config.option.markexpr:
        return None
    return is_needless(collection_path.read_text(encoding="utf-8"), config.option.markexpr) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse unit tests that need a database, and put the longest first, so that no worker waits for them at the end.

    The longest are journeys, the files of ``LONGEST`` in its order, and whatever else goes through a browser.
    """
    units = [item for item in items if item.get_closest_marker("unit")]
    misplaced = [item.nodeid for item in units if "ground" in item.fixturenames]
    if misplaced:
        raise pytest.UsageError(f"unit tests that raise a database: {misplaced}")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, int]:
    file = f"{item.path.parent.name}/{item.path.name}"
    after = len(LONGEST) + (item.get_closest_marker("journey") is None)
    return item.path.parent.name != "journeys", LONGEST.index(file) if file in LONGEST else after


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what was loaded, for it stays for the whole run, and look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """Keep pytest-django from making a database of its own."""


@pytest.fixture(scope="session")
def ground(django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """The database of this worker, with template, pool and the standing councils."""
    from tests.factories.councils import found_standing_councils

    base = connections["owner"].settings_dict["NAME"]
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    name = f"{base}_{worker or 'main'}"
    django_db_blocker.unblock()
    raise_database(name, shared=tmp_path_factory.getbasetemp().parent if worker else None)
    found_standing_councils()
    leftovers.take_stock()
    yield
    if "SERVERS_VANISH" not in os.environ:
        lower_database(name)


@pytest.fixture(scope="module", autouse=True)
def nothing_left() -> Iterator[None]:
    """A file of tests leaves the councils and people of the whole run as they stood, in whatever order files come."""
    yield
    assert leftovers.left_behind() == {}


@pytest.fixture
def rolled_back(ground: None) -> Iterator[None]:
    """A transaction on the default connection that leaves nothing behind."""
    from tenancy.place import in_public

    with transaction.atomic():
        yield
        with in_public():
            connection.check_constraints()
        transaction.set_rollback(True)


@pytest.fixture
def council(rolled_back: None) -> Iterator:
    """The council of a ward, entered."""
    yield from _entered("hoalu")


@pytest.fixture
def province(rolled_back: None) -> Iterator:
    """The council of the province, entered."""
    yield from _entered("ninhbinh")


@pytest.fixture
def other_council(rolled_back: None):
    """The council of another commune, not entered: use ``entered(other_council)``."""
    return _standing("kimson")


@pytest.fixture
def public_place(rolled_back: None) -> Iterator[None]:
    """The operators' place, entered as the hub."""
    from tenancy.place import in_public

    with in_public():
        yield


@pytest.fixture
def fresh_council(ground: None) -> Iterator:
    """A council of its own from the pool, entered, without a surrounding transaction."""
    from tenancy.place import entered
    from tests.factories.councils import make_council, remove_council

    council = make_council()
    with entered(council):
        yield council
    remove_council(council)


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """A browser without JavaScript at a council's own host."""

    def make(council) -> Client:
        return Client(headers={"host": f"{council.subdomain}.localhost"})

    return make


def _standing(subdomain: str):
    from tenancy.models import Council
    from tenancy.place import in_public

    with in_public():
        return Council.objects.get(subdomain=subdomain)


def _entered(subdomain: str) -> Iterator:
    from tenancy.place import entered

    with entered(_standing(subdomain)) as council:
        yield council


@pytest.fixture(autouse=True)
def eager_tasks() -> Iterator[None]:
    """Tasks run at once in the caller's process; ``real_queue`` is for those that need a worker."""
    from config.celery import app

    app.conf.update(task_always_eager=True, task_eager_propagates=False)
    yield
    app.conf.update(task_always_eager=True)


@pytest.fixture
def silent_wakers() -> Iterator[None]:
    """Commits wake nobody; the test itself calls the worker."""
    from kernel import outbox

    kept = list(outbox.wakers)
    outbox.wakers.clear()
    yield
    outbox.wakers.extend(kept)


@pytest.fixture
def real_queue(ground: None) -> Iterator:
    """The Celery application on the real broker, with queues of this test's own."""
    from config.celery import app

    prefix = f"{connection.settings_dict['NAME']}:{os.getpid()}:"
    before = dict(app.conf.broker_transport_options)
    app.conf.update(task_always_eager=False, broker_transport_options={**before, "global_keyprefix": prefix})
    _forget_connections(app)
    yield app
    app.conf.update(task_always_eager=True, broker_transport_options=before)
    _forget_connections(app)


def _forget_connections(app) -> None:
    """Let the application connect anew, with the queues' present prefix."""
    from kombu.pools import reset

    reset()
    app._pool = None
    app.amqp._producer_pool = None
