"""Each way to change a counted table moves the figures by exactly what changed, in the writer's commit."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from hub.rollups import counting, recount
from hub.rollups.folding import fold_all
from hub.rollups.models import Delta, Figure, MonthlyFigure, RecountRun
from kernel import clock
from tenancy.place import in_public
from tenancy.postgres import ground
from tests.hub.rollups.papers import MEASURES
from tests.hub.rollups.rows import tables_of


def figures(papers, measure: str = "papers_issued") -> dict[tuple[str, str, str], int]:
    """Read folded and unfolded together, as the owner."""
    found: dict[tuple[str, str, str], int] = {}
    for model in (Figure, Delta):
        for cell in model.objects.using("owner").filter(council_key=papers.council.key, measure=measure):
            place = (cell.d1, cell.d2, str(cell.day))
            found[place] = found.get(place, 0) + cell.n
    return {place: n for place, n in found.items() if n}


def deltas(papers, **of) -> int:
    return Delta.objects.using("owner").filter(council_key=papers.council.key, **of).count()


def wrong(papers) -> list:
    return recount.differences(papers.council, measures=papers.measures)


def test_insert_counts_only_rows_that_meet_the_conditions(papers):
    papers.insert("qppl", field="ngân sách")
    papers.insert("qppl", field="ngân sách")
    papers.insert("qppl", state="draft")
    papers.insert("qppl", day=None)

    assert figures(papers) == {("qppl", "ngân sách", "2026-03-01"): 2}
    assert figures(papers, "papers_received") == {("", "", "2026-01-05"): 4}
    assert wrong(papers) == []


def test_update_moves_a_count_between_cells(papers):
    paper = papers.insert("qppl")
    papers.run("update {t} set kind = 'cá biệt', issued_on = '2026-04-02' where id = %s", [paper])

    assert figures(papers) == {("cá biệt", "", "2026-04-02"): 1}
    assert wrong(papers) == []


def test_update_that_touches_no_counted_column_appends_nothing(papers):
    papers.insert("qppl")
    before, issued = deltas(papers), deltas(papers, measure="papers_issued")

    papers.run("update {t} set note = 'x', kind = kind")
    assert deltas(papers) == before
    papers.run("update {t} set state = 'effective'")

    assert deltas(papers, measure="papers_issued") == issued
    assert figures(papers) == {("qppl", "", "2026-03-01"): 1}


def test_change_of_one_row_appends_only_the_cells_that_moved(papers):
    paper = papers.insert("qppl", state="draft")
    before = {one["name"]: deltas(papers, measure=one["name"]) for one in MEASURES}

    papers.run("update {t} set state = 'issued', ended_on = '2026-05-01' where id = %s", [paper])

    appended = {name: deltas(papers, measure=name) - n for name, n in before.items()}
    assert appended == {"papers_issued": 1, "papers_received": 0, "papers_pages": 0, "papers_in_force": 3}
    assert wrong(papers) == []


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_however_many_rows_a_statement_moves_each_counts_once(papers, rows):
    some = f"generate_series(1, {rows})"
    papers.run(f"insert into {{t}} (kind, state, issued_on) select 'a', 'issued', date '2026-03-01' from {some}")
    assert figures(papers) == ({("a", "", "2026-03-01"): rows} if rows else {})

    papers.run("update {t} set kind = 'b', issued_on = '2026-03-02'")
    assert figures(papers) == ({("b", "", "2026-03-02"): rows} if rows else {})
    assert wrong(papers) == []

    papers.run("delete from {t}")
    assert figures(papers) == {}
    assert wrong(papers) == []


def test_removal_as_a_state_and_deletion_take_back(papers):
    first, second = papers.insert(), papers.insert()

    papers.run("update {t} set removed_at = now() where id = %s", [first])
    papers.run("delete from {t} where id = %s", [second])

    assert figures(papers) == {}
    assert figures(papers, "papers_received") == {("", "", "2026-01-05"): 1}
    assert wrong(papers) == []


def test_copy_and_on_conflict_and_merge_are_counted(papers):
    papers.copy([("qppl", "đất đai", "issued", "2026-03-01")] * 3)
    upsert = (
        "insert into {t} (id, kind, state, issued_on) values (%s, 'nhân sự', 'issued', '2026-03-02') "
        "on conflict (id) do update set kind = excluded.kind, issued_on = excluded.issued_on"
    )
    papers.run(upsert, [1])
    papers.run(upsert, [900])
    papers.run(
        "merge into {t} t using (values (2, 'draft'), (901, 'issued')) v(id, state) on t.id = v.id "
        "when matched then update set state = v.state "
        "when not matched then insert (id, kind, state, issued_on) values (v.id, 'qppl', v.state, '2026-03-03')"
    )

    assert figures(papers) == {
        ("qppl", "đất đai", "2026-03-01"): 1,
        ("nhân sự", "đất đai", "2026-03-02"): 1,
        ("nhân sự", "", "2026-03-02"): 1,
        ("qppl", "", "2026-03-03"): 1,
    }
    assert wrong(papers) == []


def test_rollback_and_savepoint_rollback_leave_no_trace(papers):
    with transaction.atomic():
        papers.insert("giữ")
        with transaction.atomic():
            papers.insert("bỏ")
            transaction.set_rollback(True)
    with transaction.atomic():
        papers.insert("bỏ cả")
        transaction.set_rollback(True)

    assert figures(papers) == {("giữ", "", "2026-03-01"): 1}
    assert wrong(papers) == []


def three(papers, measure: str) -> dict[tuple[str, str], int]:
    """Read a measure by its third dimension and day."""
    with connections["figures"].cursor() as cursor:
        cursor.execute(
            "select d3, day::text, sum(n)::int "
            "from (table public.rollups_delta union all table public.rollups_figure) k "
            "where council_key = %s and measure = %s group by 1, 2 having sum(n) <> 0",
            [papers.council.key, measure],
        )
        return {(d3, day): n for d3, day, n in cursor.fetchall()}


def test_sum_adds_a_column_and_nothing_where_it_is_empty(papers):
    for pages in (3, 0, None, 40):
        papers.run("insert into {t} (kind, state, issued_on, pages) values ('a', 'issued', '2026-03-01', %s)", [pages])
    assert figures(papers, "papers_pages") == {("a", "", "2026-03-01"): 43}

    papers.run("update {t} set pages = pages + 1, kind = 'b' where pages = 40")
    papers.run("delete from {t} where pages = 3")

    assert figures(papers, "papers_pages") == {("b", "", "2026-03-01"): 41}
    assert wrong(papers) == []


def test_standing_is_taken_back_on_the_day_after_its_last(papers):
    insert = "insert into {t} (kind, state, issued_on, ended_on) values ('a', 'issued', '2026-03-01', %s)"
    for ended_on in ("2026-03-31", "2026-02-01", "9999-12-31", None):
        papers.run(insert, [ended_on])
    assert three(papers, "papers_in_force") == {("issued", "2026-03-01"): 3, ("issued", "2026-04-01"): -1}

    papers.run("update {t} set ended_on = '2026-05-31', state = 'repealed' where ended_on = '2026-03-31'")
    papers.run("update {t} set removed_at = now() where ended_on is null")

    assert three(papers, "papers_in_force") == {
        ("issued", "2026-03-01"): 1,
        ("repealed", "2026-03-01"): 1,
        ("repealed", "2026-06-01"): -1,
    }
    assert wrong(papers) == []


def test_folding_changes_where_the_number_stands_and_nothing_else(papers):
    for kind in ("a", "a", "b"):
        papers.insert(kind)
    papers.run("update {t} set state = 'draft' where kind = 'b'")
    before = figures(papers)

    with in_public():
        assert fold_all(limit=2) >= 4
        assert fold_all() == 0

    assert figures(papers) == before == {("a", "", "2026-03-01"): 2}
    assert deltas(papers) == 0
    assert not Figure.objects.using("owner").filter(n=0).exists()
    assert wrong(papers) == []


def months(papers) -> dict[tuple[str, str], int]:
    found = MonthlyFigure.objects.using("owner").filter(council_key=papers.council.key, measure="papers_issued")
    return {(cell.d1, str(cell.day)): cell.n for cell in found if cell.n}


def test_deltas_have_no_index_that_writers_would_pay(papers):
    assert (
        ground.rows("select indexrelid::regclass::text from pg_index where indrelid = 'public.rollups_delta'::regclass")
        == []
    )


def test_what_is_locked_by_another_waits_for_the_next_folding(papers):
    papers.insert()
    papers.insert()
    waiting = deltas(papers)
    with transaction.atomic(using="owner"):
        held = Delta.objects.using("owner").filter(council_key=papers.council.key).order_by("id")[:1]
        list(held.select_for_update())
        with in_public():
            fold_all()
        assert deltas(papers) == 1 < waiting
    with in_public():
        fold_all()

    assert deltas(papers) == 0
    assert wrong(papers) == []


def test_folded_figures_are_added_up_by_months(papers):
    for day in ("2026-03-01", "2026-03-31", "2026-04-01"):
        papers.insert("a", day=day)
    papers.insert("b")
    with in_public():
        fold_all()
    assert months(papers) == {("a", "2026-03-01"): 2, ("a", "2026-04-01"): 1, ("b", "2026-03-01"): 1}

    papers.run("update {t} set issued_on = '2026-04-30' where issued_on = '2026-03-31'")
    papers.run("delete from {t} where kind = 'b'")
    with in_public():
        fold_all()

    assert months(papers) == {("a", "2026-03-01"): 1, ("a", "2026-04-01"): 2}
    assert wrong(papers) == []


def test_recount_notices_and_mends_a_month_that_is_not_its_days(papers):
    papers.insert("a")
    with in_public():
        fold_all()
    mine = MonthlyFigure.objects.using("owner").filter(council_key=papers.council.key, measure="papers_issued")
    mine.update(n=7)
    assert [(d.measure, d.d1, str(d.day), d.counted, d.known) for d in wrong(papers)] == [
        ("papers_issued", "a", "2026-03-01", 1, 7)
    ]

    run = recount.recount(papers.council, at=clock.now(), by="thử nghiệm", mend=True)

    assert run.result == RecountRun.Result.MENDED
    assert months(papers) == {("a", "2026-03-01"): 1}
    assert wrong(papers) == []


def test_truncate_is_refused_even_to_the_owner(papers):
    papers.insert()

    with pytest.raises(DatabaseError, match="TRUNCATE is refused"):
        ground.execute(f"truncate {papers.table}")

    assert figures(papers) == {("qppl", "", "2026-03-01"): 1}


def test_truncate_is_refused_on_every_counted_table(papers):
    for table in tables_of(papers.council.schema_name):
        with pytest.raises(DatabaseError, match="TRUNCATE is refused"):
            ground.execute(f"truncate {table.place} cascade")


def test_council_role_reaches_neither_deltas_nor_triggers(papers):
    for sql in (
        "select * from public.rollups_delta",
        "insert into public.rollups_delta (council_key, measure, day, n) values ('x', 'y', '2026-01-01', 5)",
        "update public.rollups_figure set n = 5",
        "alter table {t} disable trigger all",
        "drop trigger hdnd_count_insert on {t}",
        "truncate {t}",
    ):
        with pytest.raises(DatabaseError) as refusal:
            papers.run(sql)
        assert refusal.value.__cause__.pgcode == "42501", sql


def test_dressing_again_changes_nothing(papers):
    papers.insert()
    before = (figures(papers), deltas(papers))

    papers.dress()
    papers.dress()

    assert (figures(papers), deltas(papers)) == before


def test_new_measure_counts_what_is_there(papers):
    papers.insert("a", field="x")
    ground.execute(f"drop trigger hdnd_count_insert on {papers.table}")
    papers.insert("a", field="y")
    assert [(d.measure, d.d2, d.counted, d.known) for d in wrong(papers)] == [
        ("papers_in_force", "y", 1, 0),
        ("papers_issued", "y", 1, 0),
        ("papers_received", "", 2, 1),
    ]

    papers.dress()

    assert wrong(papers) == []
    assert figures(papers) == {("a", "x", "2026-03-01"): 1, ("a", "y", "2026-03-01"): 1}


def test_changed_declaration_turns_to_a_new_function_and_mends_the_figures(papers, monkeypatch):
    papers.insert("a", field="x")
    papers.insert("a", state="effective")
    before = counting.function_name(papers.measures)
    issued = papers.measures[0]

    monkeypatch.setitem(issued.__dict__, "where", {"state": "effective"})
    assert counting.function_name(papers.measures) != before
    papers.dress()

    assert figures(papers) == {("a", "", "2026-03-01"): 1}
    assert wrong(papers) == []


def test_schema_of_no_council_refuses_to_count(papers):
    ground.execute("update public.tenancy_council set schema_oid = -schema_oid where key = %s", [papers.council.key])
    try:
        with pytest.raises(DatabaseError) as refusal:
            ground.execute(f"insert into {papers.table} (kind, state, issued_on) values ('a', 'issued', '2026-01-01')")
        assert refusal.value.__cause__.pgcode == "HD001"
    finally:
        ground.execute(
            "update public.tenancy_council set schema_oid = -schema_oid where key = %s", [papers.council.key]
        )

    assert papers.run("select count(*) from {t}") == [(0,)]


def test_recount_notes_each_run_and_mends_on_request(papers):
    now = clock.now()
    papers.insert()
    ground.execute("delete from public.rollups_delta where council_key = %s", [papers.council.key])

    first = recount.recount(papers.council, at=now, by="thử nghiệm")
    mended = recount.recount(papers.council, at=now, by="thử nghiệm", mend=True)
    last = recount.recount(papers.council, at=now, by="thử nghiệm")

    assert [run.result for run in (first, mended, last)] == ["differs", "mended", "exact"]
    assert ["papers_issued", "qppl", "", "", "2026-03-01", 1, 0] in first.differences
    assert RecountRun.objects.using("owner").filter(council_key=papers.council.key).count() == 3


def test_folder_yields_while_another_is_at_work(papers):
    papers.insert()
    with ground.owner_transaction():
        ground.execute("select pg_advisory_xact_lock(hashtext('hub.rollups.fold'))")
        with in_public():
            assert fold_all() == 0

    assert connection.place_key == papers.council.key
    assert figures(papers) == {("qppl", "", "2026-03-01"): 1}
