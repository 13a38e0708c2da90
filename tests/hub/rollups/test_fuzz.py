"""Figures equal a full recount in the same snapshot at every moment, while everything is written at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from hub.rollups import recount
from hub.rollups.models import Figure
from tenancy.postgres import ground
from tests.hub.rollups.fuzz import Writer, fold_until

WRITERS, STEPS, LEAST_CHECKS = 3, 60, 25


def fuzzed(papers, *, seed: int, steps: int = STEPS) -> tuple[list[list], Counter, int]:
    """Write, fold and compare at once; return the differences of each check, what was done, what was folded."""
    over, checks, done = Event(), [], Counter()
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        folder = threads.submit(fold_until, over)
        writers = [threads.submit(Writer(papers, seed + number).run, steps) for number in range(WRITERS)]
        try:
            while not all(writer.done() for writer in writers):
                checks.append(recount.differences(papers.council, measures=papers.measures))
            for writer in writers:
                done.update(writer.result())
        finally:
            over.set()
        folded = folder.result()
    checks.append(recount.differences(papers.council, measures=papers.measures))
    return checks, done, folded


def test_recount_equals_figures_in_every_snapshot_under_a_fuzz(papers):
    checks, done, folded = fuzzed(papers, seed=2026)
    rounds = 0
    while len(checks) < LEAST_CHECKS and rounds < 10:
        rounds += 1
        more, also, again = fuzzed(papers, seed=2026 + 10 * rounds)
        checks, done, folded = checks + more, done + also, folded + again

    assert [found for found in checks if found] == []
    assert len(checks) >= LEAST_CHECKS
    assert set(done) == {"insert", "copy", "update", "upsert", "delete", "savepoint", "rollback"}
    assert folded > 100
    assert Figure.objects.using("owner").filter(council_key=papers.council.key, n__gt=0).count() > 5


def test_comparison_turns_red_when_one_trigger_is_missing(papers):
    for event in ("insert", "update", "delete"):
        ground.execute(f"drop trigger hdnd_count_{event} on {papers.table}")

        checks, done, _ = fuzzed(papers, seed=7, steps=30)

        assert min(done["update"], done["delete"]) > 0
        assert checks[-1] != [], f"nobody noticed that the {event} trigger is gone"
        papers.dress()
        assert recount.differences(papers.council, measures=papers.measures) == []
