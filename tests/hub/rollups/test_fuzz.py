"""Figures equal a full recount in the same snapshot at every moment, while everything is written at once.

Every measure that any module declares is fuzzed on its real table, and papers of the tests' own, whose rows the
council may delete. Real actions are compared likewise by ``tests/config/test_demonstration.py``.
"""

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from threading import Event

import pytest
from django.utils.module_loading import autodiscover_modules

from hub.rollups import Measure, declared, recount
from hub.rollups.coverage import coverage
from hub.rollups.declaration import register, withdraw
from tenancy.postgres import ground
from tests.hub.rollups.fuzz import Writer, fold_until
from tests.hub.rollups.rows import Rows, tables_of

EVENTS = ("insert", "update", "delete")
DEEDS = {"insert", "copy", "update", "upsert", "delete", "savepoint", "rollback"}


@pytest.fixture
def tables(papers) -> list[Rows]:
    """Every counted table of a fresh council, loosened."""
    autodiscover_modules("measures")
    papers.dress()
    found = tables_of(papers.council.schema_name)
    for table in found:
        table.loosen()
    assert sorted(one.name for table in found for one in table.measures) == [one.name for one in declared()]
    return found


@contextmanager
def writing(council, tables: list[Rows], *, writers: int, steps: int, seed: int) -> Iterator[tuple]:
    """Write and fold in the background; yield what tells whether they are done and, at the end, what they did."""
    over, done = Event(), Counter()
    with ThreadPoolExecutor(writers + 1) as threads:
        folder = threads.submit(fold_until, over)
        work = [threads.submit(Writer(council, tables, seed + number).run, steps) for number in range(writers)]
        try:
            yield (lambda: all(one.done() for one in work)), done
            for one in work:
                done.update(one.result())
        finally:
            over.set()
        done["folded"] += folder.result()


def checks_of(council, tables: list[Rows], *, least: int, writers: int, steps: int, seed: int) -> tuple[int, Counter]:
    """Write and compare at once until there were enough comparisons; return how many there were and what was done."""
    checks, total, seeds = 0, Counter(), count(seed, 10)  # a seed of its own each time, also after one without a check
    while checks < least:
        with writing(council, tables, writers=writers, steps=steps, seed=next(seeds)) as (is_over, done):
            while not is_over():
                assert recount.differences(council) == []
                checks += 1
        total.update(done)
    assert recount.differences(council) == []
    return checks, total


def moved(council, table: Rows) -> set[str]:
    """Return the measures of a table whose figures a row moves that each of them counts."""
    chance, found = random.Random(1), set()
    for number, measure in enumerate(table.measures):
        before = sums(council)
        table.insert([(10 + number, table.row(chance, measure))])
        found |= {name for name, n in sums(council).items() if n != before.get(name)} & {measure.name}
    return found


def sums(council) -> dict[str, int]:
    """Return of each measure the sum of its figures, each as large as it is."""
    return dict(
        ground.rows(
            "select measure, sum(abs(n)) from (table public.rollups_delta union all table public.rollups_figure) k "
            "where council_key = %s group by 1",
            [council.key],
        )
    )


def net(council, measure: Measure) -> int:
    """Return the sum of all figures of a measure."""
    return ground.rows(
        "select coalesce(sum(n), 0)::int from (table public.rollups_delta union all table public.rollups_figure) k "
        "where council_key = %s and measure = %s",
        [council.key, measure.name],
    )[0][0]


def test_every_measure_equals_its_recount_in_every_snapshot(papers, tables):
    _checks, done = checks_of(papers.council, tables, least=8, writers=2, steps=30, seed=2026)

    assert set(done) >= DEEDS
    assert done["folded"] > 100
    assert {name for table in tables for name in moved(papers.council, table)} == {one.name for one in declared()}
    assert recount.differences(papers.council) == []


@pytest.mark.full
def test_every_measure_equals_its_recount_for_long(papers, tables):
    checks, done = checks_of(papers.council, tables, least=60, writers=3, steps=180, seed=7)

    assert checks >= 60
    assert min(done[deed] for deed in DEEDS) > 30


def test_comparison_turns_red_at_every_table_that_misses_its_trigger(papers, tables):
    for table in tables:
        _lame(papers, table, "insert")


@pytest.mark.full
def test_comparison_turns_red_whichever_trigger_is_missing(papers, tables):
    for table in tables:
        for event in (event for event in EVENTS if table.may(event)):
            _lame(papers, table, event)


def _lame(papers, table: Rows, event: str) -> None:
    """Take one trigger away, write, see that it is noticed, and bring it back."""
    chance = random.Random(3)
    rows = [(100 + number, table.row(chance, measure)) for number, measure in enumerate(table.measures)]
    table.insert(rows, on_conflict=table.may("update"))
    ground.execute(f"drop trigger hdnd_count_{event} on {table.place}")
    if event == "insert":
        table.insert([(number + 100, row) for number, row in rows])
    elif event == "update":
        table.update({name: pool[-1] for name, pool in table.pools.items()}, at_most=1_000)
    else:
        table.delete(at_most=1_000)
    assert recount.differences(papers.council) != [], f"nobody noticed that {table.table} has no {event} trigger"
    papers.dress()
    assert recount.differences(papers.council) == []


def test_measure_added_while_rows_are_written_is_exact_from_its_first_second(papers, tables):
    council, chance = papers.council, random.Random(4)
    table, issued = next((rows, one) for rows in tables for one in rows.measures if one.name == "papers_issued")
    late = replace(issued, name="fuzz_late", dimensions=(), leaves=None)
    with writing(council, tables, writers=2, steps=25, seed=99) as (is_over, _done):
        register(late)
        try:
            papers.dress()
            assert coverage(measures=[late], councils=[council.key])["fuzz_late"].is_whole
            first = recount.differences(council)
            while not is_over():
                assert recount.differences(council) == []
            before = net(council, late)
            table.insert([(number, table.row(chance, late)) for number in range(5)])
            assert recount.differences(council) == []
        finally:
            withdraw("fuzz_late")
    assert first == []
    assert net(council, late) == before + 5  # whatever chance has left of the others
