"""Every registered task, in the right place or refused; a task that is of no known class is seen."""

from collections.abc import Iterable
from typing import Any

import pytest
from celery import Task
from django.db import connection

from config.celery import app
from kernel.place import PUBLIC_KEY, current_key
from tenancy.models import Council, Status
from tenancy.place import entered
from tenancy.tasks import CouncilTask, HubTask, TaskRefused
from tenancy.tasks.classes import HEADER
from tests.factories.councils import make_council, remove_council
from tests.house.source import product_files, shown

# Celery's own: they only carry other tasks, whose messages name their place themselves.
OF_CELERY = "celery."
# The streets whose packages may work in the operators' place.
STREETS_OF_HUB_TASKS = ("platform/", "tenants/")


def registered() -> dict[str, Any]:
    """Return every task of the product by its name."""
    app.loader.import_default_modules()
    return {name: task for name, task in app.tasks.items() if not _is_of_tests(task) and not name.startswith(OF_CELERY)}


def _is_of_tests(task: Any) -> bool:
    return task.__module__.startswith("tests.")


def task_faults(tasks: Iterable[Any]) -> list[str]:
    """Return a sentence for each task that is in no place, or in the operators' without being of their streets."""
    faults = []
    for task in tasks:
        if not isinstance(task, (CouncilTask, HubTask)):
            faults.append(f"{task.name}: give it base=CouncilTask or base=HubTask (tenancy.tasks)")
        elif isinstance(task, HubTask) and not street_of(task).startswith(STREETS_OF_HUB_TASKS):
            faults.append(f"{task.name}: only packages of platform/ and tenants/ define a HubTask")
    return faults


def street_of(task: Any) -> str:
    """Return the file in which a task is defined."""
    ending = task.__module__.replace(".", "/")
    return next(
        (shown(path) for path in product_files() if shown(path).partition("/")[2] == f"{ending}.py"), "elsewhere"
    )


def of_class(kind: type) -> list[str]:
    return sorted(name for name, task in registered().items() if isinstance(task, kind))


def test_every_task_is_of_a_known_class_and_place():
    assert len(registered()) > 10
    assert task_faults(registered().values()) == []


def test_a_task_of_no_class_and_a_hub_task_of_a_module_are_seen():
    plain = type("Plain", (Task,), {"name": "council.plain", "__module__": "council.sessions.border"})()
    hub = type("Hub", (HubTask,), {"name": "council.hub", "__module__": "council.sessions.border"})()

    assert task_faults([plain, hub]) == [
        "council.plain: give it base=CouncilTask or base=HubTask (tenancy.tasks)",
        "council.hub: only packages of platform/ and tenants/ define a HubTask",
    ]


@pytest.fixture
def probe(monkeypatch):
    """Put something in the place of a task's body that tells where it runs: what is tried is the way to it."""
    seen: list[tuple[str, str]] = []

    def look(*_args: Any, **_kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            seen.append((current_key(), cursor.fetchone()[0]))

    def put(name: str) -> tuple[Any, list[tuple[str, str]]]:
        seen.clear()
        monkeypatch.setattr(registered()[name], "run", look)
        return registered()[name], seen

    return put


def test_task_of_another_council_runs_as_that_council_and_never_as_the_sender(fresh_council, probe):
    other = make_council()
    role = f"c_{connection.settings_dict['NAME']}_{other.key}"
    for name in of_class(CouncilTask):
        task, seen = probe(name)
        task.apply(headers={HEADER: other.key}, throw=True)
        assert seen == [(other.key, role)], name
        assert current_key() == fresh_council.key
    remove_council(other)


def test_councils_task_is_refused_without_an_open_council(fresh_council, probe):
    closed = {status: make_council() for status in (Status.SUSPENDED, Status.FOUNDING)}
    for status, council in closed.items():
        Council.objects.using("owner").filter(pk=council.pk).update(status=status)
    keys = ["", PUBLIC_KEY, "x404abcd", fresh_council.schema_name, *(each.key for each in closed.values())]
    for name in of_class(CouncilTask):
        task, seen = probe(name)
        for key in keys:
            with pytest.raises(TaskRefused):
                task.apply(headers={HEADER: key}, throw=True)
        with pytest.raises(TaskRefused):
            task()
        assert seen == [], name
    for council in closed.values():
        remove_council(council)


def test_task_of_the_hub_runs_in_the_public_place_whoever_sends_it(fresh_council, probe):
    for name in of_class(HubTask):
        task, seen = probe(name)
        task.apply(headers={HEADER: fresh_council.key}, throw=True)
        assert seen == [(PUBLIC_KEY, "hdnd_hub")], name
        assert current_key() == fresh_council.key


def test_message_carries_the_key_of_the_place_in_which_it_was_sent(fresh_council, probe):
    other = make_council()
    for name in of_class(CouncilTask):
        task, seen = probe(name)
        with entered(other):
            task.apply(throw=True)
        task.apply(throw=True)
        assert [key for key, _role in seen] == [other.key, fresh_council.key], name
    remove_council(other)
