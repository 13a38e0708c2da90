"""The task queue's wiring: what the clock asks for exists, goes to its queue, and never piles up."""

import pytest
from django.conf import settings

from config.celery import CONTROL, DEFAULT, app
from tenancy.tasks import HubTask

pytestmark = pytest.mark.unit

ENTRIES = sorted(app.conf.beat_schedule.items())


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    app.loader.import_default_modules()


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_what_the_clock_asks_for_is_a_task_of_the_hub_that_expires(name: str, entry: dict) -> None:
    task = app.tasks[entry["task"]]

    assert isinstance(task, HubTask)
    assert entry["options"]["expires"] > 0
    if isinstance(entry["schedule"], float):
        assert entry["options"]["expires"] <= entry["schedule"]


def test_only_the_consoles_tasks_go_to_the_owners_queue() -> None:
    queues = {name: app.amqp.router.route({}, name)["queue"].name for name in app.tasks if "." in name}

    control = {name for name, queue in queues.items() if queue == CONTROL}
    assert control == {name for name in queues if name.startswith("console.")} != set()
    assert {queues["tenancy.sweep"], queues["rollups.fold_figures"]} == {DEFAULT}


def test_nothing_is_lost_and_nothing_but_json_is_taken() -> None:
    conf = app.conf

    assert conf.accept_content == ["json"]
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost) == (True, True)
    assert conf.broker_transport_options["visibility_timeout"] > conf.task_time_limit == settings.TASK_SECONDS


def test_cache_and_broker_share_a_server_but_no_database() -> None:
    assert settings.REDIS_URL.rpartition("/")[2] == "0"
    assert settings.CACHES["default"]["LOCATION"] == settings.REDIS_URL.removesuffix("/0") + "/1"
