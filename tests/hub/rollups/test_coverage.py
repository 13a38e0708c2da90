"""Which councils count a measure as it is declared now, and how the figures stand."""

from datetime import timedelta

import pytest

from hub.rollups import Measure, declared, recount, triggers
from hub.rollups.coverage import coverage, standing
from hub.rollups.declaration import register, withdraw
from hub.rollups.models import Counting, Recounted, RecountRun
from kernel import clock
from tenancy.fleet.checking import adopt
from tenancy.postgres import ground
from tests.hub.rollups import cells
from tests.hub.rollups.papers import MEASURES


def covered(papers, *measures) -> dict[str, tuple[int, int]]:
    keys = [papers.council.key, cells.standing()["hoalu"].key]
    told = coverage(measures=list(measures), councils=keys)
    return {name: (one.counted, one.asked) for name, one in told.items()}


def notes_of(council) -> dict[str, tuple]:
    rows = Counting.objects.using("owner").filter(space=council.schema_oid)
    return {row.measure: (row.digest, row.since) for row in rows}


def test_standing_councils_count_everything_that_modules_declare(ground):
    keys = [council.key for council in cells.standing().values()]

    told = coverage(measures=declared(), councils=keys)

    assert [(one.measure, one.counted, one.asked) for one in told.values()] == [(m.name, 3, 3) for m in declared()]
    assert all(one.is_whole for one in told.values())


def test_new_measure_is_covered_where_the_triggers_turned(papers):
    issued = papers.measures[0]
    told = coverage(measures=[issued], councils=[papers.council.key, cells.standing()["hoalu"].key])[issued.name]

    assert (told.counted, told.asked, told.missing) == (1, 2, (cells.standing()["hoalu"].key,))
    assert not told.is_whole


def test_changed_declaration_is_not_covered_until_the_council_is_dressed_anew(papers, monkeypatch):
    issued, received = papers.measures[:2]
    before = notes_of(papers.council)

    monkeypatch.setitem(issued.__dict__, "where", {"state": "effective"})
    assert covered(papers, issued, received) == {"papers_issued": (0, 2), "papers_received": (1, 2)}
    papers.dress()

    assert covered(papers, issued, received) == {"papers_issued": (1, 2), "papers_received": (1, 2)}
    after = notes_of(papers.council)
    assert after["papers_issued"] != before["papers_issued"]
    assert after["papers_received"] == before["papers_received"]


def test_another_label_does_not_uncover(papers, monkeypatch):
    issued = papers.measures[0]

    monkeypatch.setitem(issued.__dict__, "label", "Tên khác")

    assert covered(papers, issued) == {"papers_issued": (1, 2)}


def test_note_and_triggers_turn_in_one_transaction(papers):
    late = Measure(**{**MEASURES[0], "name": "papers_late", "where": {"state": "draft"}})
    papers.insert(state="draft")
    register(late)
    try:
        with pytest.raises(RuntimeError), ground.owner_transaction():
            for piece in triggers.pieces(papers.council.schema_name):
                ground.execute(piece.sql)
            raise RuntimeError
        assert covered(papers, late) == {"papers_late": (0, 2)}

        papers.dress()
        assert covered(papers, late) == {"papers_late": (1, 2)}
        assert recount.differences(papers.council, measures=[*papers.measures, late]) == []
    finally:
        withdraw("papers_late")

    papers.dress()
    assert "papers_late" not in notes_of(papers.council)


def test_lost_note_is_written_again(papers):
    issued = papers.measures[0]
    Counting.objects.using("owner").filter(space=papers.council.schema_oid, measure=issued.name).delete()
    assert covered(papers, issued) == {"papers_issued": (0, 2)}

    papers.dress()

    assert covered(papers, issued) == {"papers_issued": (1, 2)}


def test_table_that_nobody_declares_any_more_loses_its_triggers(papers):
    for one in MEASURES:
        withdraw(one["name"])

    papers.dress()

    assert not ground.rows(
        "select 1 from pg_trigger where tgrelid = %s::regclass and tgname like 'hdnd\\_%%'", [papers.table]
    )
    assert not {one["name"] for one in MEASURES} & set(notes_of(papers.council))


def test_adopted_schema_is_counted_anew(papers):
    """A restored schema has another identity than the one that was known, and rows that the figures do not know."""
    council, space = papers.council, papers.council.schema_oid
    papers.insert("a")
    ground.execute("delete from public.rollups_delta where council_key = %s", [council.key])
    ground.execute("delete from public.rollups_counting where space = %s", [space])
    ground.execute("update public.tenancy_council set schema_oid = -schema_oid where key = %s", [council.key])

    adopt(council)

    assert council.schema_oid == space
    assert recount.differences(council) == []
    assert covered(papers, papers.measures[0]) == {"papers_issued": (1, 2)}


def test_standing_tells_deltas_and_the_last_recounts(papers):
    one, other = papers.council, cells.standing()["hoalu"]
    before = standing([one.key, other.key])
    papers.insert()
    now = clock.now()
    recount.recount(one, at=now, by="thử nghiệm")
    ground.execute("delete from public.rollups_delta where council_key = %s and measure = 'papers_issued'", [one.key])
    recount.recount(one, at=now + timedelta(hours=1), by="thử nghiệm")
    try:
        after = standing([one.key, other.key])
        assert (before.recounted, before.oldest_at, before.differing) == (0, None, ())
        assert (after.asked, after.counted) == (2, 1)
        assert after.waiting == before.waiting + 2
        assert (after.recounted, after.latest_at, after.differing) == (1, now + timedelta(hours=1), (one.key,))
        assert before.at < after.at <= clock.now()
        assert standing([other.key]).differing == ()
    finally:
        Recounted.objects.using("owner").filter(council_key=one.key).delete()
        RecountRun.objects.using("owner").filter(council_key=one.key).delete()


def test_standing_of_nobody_is_nothing(ground):
    told = standing([])

    assert (told.asked, told.counted, told.waiting, told.recounted, told.differing) == (0, 0, 0, 0, ())
