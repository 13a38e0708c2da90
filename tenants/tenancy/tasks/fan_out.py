"""One message for each open council: the way in which beat reaches them all."""

from datetime import timedelta
from typing import Any

from tenancy.models import Council
from tenancy.place import in_public
from tenancy.tasks.classes import HEADER
from tenancy.workflow import Status


def for_each_council(task: Any, *, expires: timedelta, **kwargs: Any) -> int:
    """Send a council task to every open council; return how many were sent.

    ``expires`` drops messages that nobody took in time, so that a stopped worker does not meet a heap.
    """
    with in_public():
        keys = list(Council.objects.filter(status=Status.ACTIVE).values_list("key", flat=True))
        for key in keys:
            task.apply_async(kwargs=kwargs, headers={HEADER: key}, expires=expires.total_seconds())
    return len(keys)
