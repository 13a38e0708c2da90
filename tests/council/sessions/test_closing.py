"""The chair's closing waits for the ballots that were there before it, and for no later one."""

import threading

from django.db import connections, transaction

from council.sessions import actions
from council.sessions.actions.refusals import VoteNotOpen
from council.sessions.models import Vote
from kernel.refusal import Refusal
from tenancy.place import entered
from tenancy.postgres import ground
from tests.factories.sessions import AT_OPENING, SECRETARY, make_hall

PATIENCE_S = 20


def waiting_for_locks() -> int:
    """Count the statements of this database that wait for a lock."""
    return ground.value(
        "select count(distinct pid) from pg_locks join pg_stat_activity using (pid) "
        "where not granted and datname = current_database()"
    )


def until_waiting(number: int) -> None:
    gate = threading.Event()
    for _ in range(PATIENCE_S * 50):
        if waiting_for_locks() >= number:
            return
        gate.wait(0.02)
    raise AssertionError(f"{waiting_for_locks()} statements wait for a lock, not {number}")


def in_thread(council, work, results: dict, name: str) -> threading.Thread:
    def act() -> None:
        try:
            with entered(council):
                results[name] = work()
        except Refusal as refusal:
            results[name] = refusal
        finally:
            connections.close_all()

    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_a_tap_after_the_closing_began_does_not_overtake_it(fresh_council) -> None:
    hall, results = make_hall(3), {}
    with transaction.atomic():
        first = hall.cast(0)
        closer = in_thread(fresh_council, hall.close, results, "closed")
        until_waiting(1)
        late = in_thread(fresh_council, lambda: hall.cast(1), results, "late")
        until_waiting(2)
    for thread in (closer, late):
        thread.join(PATIENCE_S)

    assert isinstance(results["late"], VoteNotOpen)
    vote = Vote.objects.get()
    assert (vote.state, vote.in_favour, vote.not_voting) == ("closed", 1, 2)
    assert [ballot.receipt for ballot in vote.ballots.all()] == [first]


def test_taps_do_not_wait_for_each_other(fresh_council) -> None:
    hall, results = make_hall(3), {}
    with transaction.atomic():
        hall.cast(0)
        in_thread(fresh_council, lambda: hall.cast(1), results, "other").join(PATIENCE_S)

    assert isinstance(results["other"], str)


def test_a_longer_clock_does_not_starve_either(fresh_council) -> None:
    hall, results = make_hall(3), {}

    def extend() -> Vote:
        return actions.extend_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING)

    with transaction.atomic():
        hall.cast(0)
        longer = in_thread(fresh_council, extend, results, "longer")
        until_waiting(1)
        late = in_thread(fresh_council, lambda: hall.cast(1), results, "late")
        until_waiting(2)
    for thread in (longer, late):
        thread.join(PATIENCE_S)

    assert isinstance(results["late"], str)
    assert Vote.objects.get().ends_at is not None
