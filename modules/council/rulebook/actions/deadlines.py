"""Recomputing open deadlines after a change of the rulebook: both days are kept, a told one is never shortened.

Source: rule R-CAL-09. Only what the change itself moves is touched: a deadline that both the rules before and
the rules after put on the same day stays as it is stored.
"""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from council import law
from council.rulebook.models import DayOff, DeadlineMove, Override, Pause
from council.rulebook.queries import SOURCES, DeadlineSource, OpenDeadline, load_rules
from kernel.access import Actor

Cause = DayOff | Override | Pause


def move_deadlines(*, actor: Actor, cause: Cause, why: str, before: law.Rules) -> Sequence[DeadlineMove]:
    """Recompute all open deadlines after a change that is already stored, in its transaction.

    ``before`` are the rules that held without the change. The caller has checked the actor's right.
    """
    after = load_rules(level=before.level, at=before.at)
    moved: list[DeadlineMove] = []
    for source in SOURCES.values():
        rows = [_row(actor, cause, why, source, each) for each in _changed(source, before, after)]
        source.move(actor, {row.object_id: row.holds_on for row in rows if not row.is_kept})
        moved += rows
    return DeadlineMove.objects.bulk_create(moved)


def weigh(act: Callable[[], Cause]) -> Sequence[DeadlineMove]:
    """Return what a change would move: it is done in a transaction that is then taken back.

    :raises Refusal: whatever the change itself is refused for.
    """
    with transaction.atomic():
        cause = act()
        moves = list(DeadlineMove.objects.caused_by(cause.pk))
        transaction.set_rollback(True)
    return moves


def _changed(source: DeadlineSource, before: law.Rules, after: law.Rules) -> Iterator[OpenDeadline]:
    earlier = {each.object_id: each.deadline.due_on for each in source.find(before)}
    for each in source.find(after):
        if each.deadline.due_on not in (earlier.get(each.object_id), each.due_on):
            yield each


def _row(actor: Actor, cause: Cause, why: str, source: DeadlineSource, held: OpenDeadline) -> DeadlineMove:
    found = law.recompute(held.deadline, told_on=held.told_on, before_on=held.due_on)
    return DeadlineMove(
        cause_id=cause.pk,
        why=why,
        kind=source.kind,
        object_id=held.object_id,
        name=held.name,
        path=held.path,
        key=held.deadline.key,
        rule=held.deadline.rule,
        before_on=found.before_on,
        after_on=found.after_on,
        holds_on=found.holds_on,
        told_on=held.told_on,
        sentence=str(found.sentence),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
