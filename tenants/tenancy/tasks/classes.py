"""Task classes that know their place, and refuse to run anywhere else.

The sender's place travels in the message's headers, by the council's key (never its schema). The place
is entered in ``task_prerun`` and left in ``task_postrun``, around the whole trace, so that links of a chain
and the callbacks of a chord are sent from it too. A message without a place, or of a council that is
unknown, suspended or not ready, is refused and logged.
"""

import logging
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import task_postrun, task_prerun

from kernel import trace
from kernel.place import PUBLIC_KEY
from tenancy.models import Council
from tenancy.place import in_public
from tenancy.postgres.here import here
from tenancy.postgres.standing import PUBLIC, standing_of
from tenancy.workflow import Status

logger = logging.getLogger(__name__)

HEADER = "place"
TRACE_HEADER = "request_id"


class TaskRefused(RuntimeError):
    """The message names no place, or one in which no work may be done."""


class PlacedCelery(Celery):
    """A Celery application whose messages carry the sender's place and request id."""

    def send_task(self, name: str, *args: Any, **options: Any) -> Any:
        options["headers"] = with_place(options.get("headers"))
        return super().send_task(name, *args, **options)


def with_place(headers: dict[str, Any] | None) -> dict[str, Any]:
    """Return message headers with the present place and request id, keeping those already given."""
    present = {HEADER: here().place_key or "", TRACE_HEADER: trace.request_id()}
    return {**present, **(headers or {})}


class PlacedTask(DjangoTask):
    """A task that runs only where its message says."""

    abstract = True
    acks_late = True
    reject_on_worker_lost = True
    throws = (TaskRefused,)  # foreseen: one line in the log, without the way there

    def apply(self, *args: Any, **options: Any) -> Any:
        options["headers"] = with_place(options.get("headers"))
        return super().apply(*args, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key = header_of(self)
        if not key or here().place_key != key or not self.may_run_in(key):
            logger.log(logging.WARNING if key else logging.ERROR, "task %s refused in place %r", self.name, key)
            raise TaskRefused(f"{self.name} may not run in {key or 'no place'}")
        return self.run(*args, **kwargs)

    def may_run_in(self, key: str) -> bool:
        """Whether work of this kind belongs into a place."""
        raise TypeError(f"{self.name} must be a CouncilTask or a HubTask, not in {key}")


class CouncilTask(PlacedTask):
    """Work inside one council, as that council's role."""

    abstract = True

    def may_run_in(self, key: str) -> bool:
        return key != PUBLIC_KEY


class HubTask(PlacedTask):
    """Work of the operators' place, as the hub; only packages of platform/ and tenants/ define one."""

    abstract = True

    def may_run_in(self, key: str) -> bool:
        return key == PUBLIC_KEY

    def apply_async(self, *args: Any, **options: Any) -> Any:
        options["headers"] = {**(options.get("headers") or {}), HEADER: PUBLIC_KEY}
        return super().apply_async(*args, **options)

    def apply(self, *args: Any, **options: Any) -> Any:
        options["headers"] = {**(options.get("headers") or {}), HEADER: PUBLIC_KEY}
        return super().apply(*args, **options)


def header_of(task: Any) -> str:
    """Return the place that a task's message names, or "" when it names none."""
    return getattr(task.request, HEADER, None) or (task.request.headers or {}).get(HEADER) or ""


def find_open(key: str) -> Council | None:
    """Return the council of a key when work may be done in it."""
    with in_public():
        return Council.objects.filter(key=key, status=Status.ACTIVE).first()


@task_prerun.connect
def enter_place(task: Any = None, **_: Any) -> None:
    """Stand where the message says, before anything of the task runs; nowhere when it names no open place."""
    if not isinstance(task, PlacedTask):
        return
    task.request.stood_before = here().whereabouts
    task.request.tracing = trace.traced(getattr(task.request, TRACE_HEADER, None) or str(task.request.id))
    task.request.tracing.__enter__()
    key = header_of(task)
    here().leave()
    council = None if key in ("", PUBLIC_KEY) else find_open(key)
    if key == PUBLIC_KEY:
        here().enter(PUBLIC)
    elif council is not None:
        here().enter(standing_of(council, here().settings_dict["NAME"]))
        here().tenant = council


@task_postrun.connect
def leave_place(task: Any = None, **_: Any) -> None:
    """Stand again where the process stood before the task."""
    if not isinstance(task, PlacedTask) or not hasattr(task.request, "stood_before"):
        return
    here().go_back(*task.request.stood_before)
    task.request.tracing.__exit__(None, None, None)
