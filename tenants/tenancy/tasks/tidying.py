"""What is forgotten every night: sessions that are over, tries that lock nothing any more, drafts left behind.

Their models promise how long they are kept; this keeps the promise, in each open council and for operators. Modules
add what they do then with ``nightly``: in councils, or in every place.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from celery import shared_task

from kernel import clock, drafts
from kernel.accounts.actions.sessions import forget_expired_sessions
from kernel.accounts.challenges import forget_old_challenges
from kernel.accounts.tries import forget_old_tries
from tenancy.tasks.classes import CouncilTask, HubTask
from tenancy.tasks.fan_out import for_each_council

Chore = Callable[[datetime], object]
Does = TypeVar("Does", bound=Chore)
_CHORES: list[Chore] = []
_CHORES_EVERYWHERE: list[Chore] = []


def nightly(chore: Does, *, everywhere: bool = False) -> Does:
    """Have something done in each open council every night, ``everywhere`` in the operators' place too.

    Called once, when its app is ready.
    """
    chores = _CHORES_EVERYWHERE if everywhere else _CHORES
    if chore not in chores:
        chores.append(chore)
    return chore


@shared_task(base=CouncilTask, name="tenancy.tidy_council", ignore_result=True)
def tidy_council() -> None:
    """Forget what is over in one council: at its doors, and what its modules keep for some days only."""
    _tidy_here()
    for chore in _CHORES:
        chore(clock.now())


@shared_task(base=HubTask, name="tenancy.tidy", ignore_result=True)
def tidy() -> None:
    """Forget what is over at the operators' doors, and send every council its own task."""
    _tidy_here()
    for_each_council(tidy_council, expires=timedelta(hours=6))


def _tidy_here() -> None:
    now = clock.now()
    forget_expired_sessions(now=now)
    forget_old_tries(now=now)
    forget_old_challenges(now=now)
    drafts.forget_old_drafts(now=now)
    for chore in _CHORES_EVERYWHERE:
        chore(now)
