"""Reading: folded and not yet folded together, by level, period and dimension, through the readers' login."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connections

from hub.rollups.models import Delta, Figure
from hub.rollups.reading import Grain, Level, NotAsked, Period, rollup
from hub.rollups.statements import is_of_months
from tests.hub.rollups.cells import standing, swept, told

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def cells(ground, paper_measures):
    with swept():
        told(Figure, "ninhbinh", "qppl", "2026-01-31", 4)
        told(Figure, "hoalu", "qppl", "2026-01-31", 3)
        told(Delta, "hoalu", "qppl", "2026-01-31", 2)
        told(Delta, "hoalu", "cá biệt", "2026-02-01", 1)
        told(Figure, "kimson", "qppl", "2026-05-05", 7)
        told(Delta, "kimson", "qppl", "2026-05-05", -7)
        told(Figure, "kimson", "qppl", "2025-12-31", 9)
        yield paper_measures


def asked(measures, *, level=Level.COMMUNE, period=YEAR, dimensions=(), subdomains=None, **more):
    keys = {one.subdomain: one.key for one in standing().values()}
    chosen = [keys[name] for name in subdomains or keys]
    names = {key: name for name, key in keys.items()}
    rows = rollup(measures=measures, councils=chosen, level=level, period=period, dimensions=dimensions, **more)
    return [(names.get(r.council_key), str(r.starts_on), *r.dimensions.values(), r.value) for r in rows]


def test_communes_one_row_each_and_zeros_left_out(cells):
    assert asked(cells[:1]) == [("hoalu", "2026-01-01", 6)]


def test_province_adds_up_its_communes_and_itself(cells):
    assert asked(cells[:1], level=Level.PROVINCE) == [("ninhbinh", "2026-01-01", 10)]


def test_nation_is_one_row(cells):
    assert asked(cells[:1], level=Level.NATION, subdomains=["hoalu", "kimson"]) == [(None, "2026-01-01", 6)]


def test_period_is_cut_into_legal_months_and_both_ends_count(cells):
    period = Period(date(2025, 12, 31), date(2026, 2, 1), Grain.MONTH)

    assert sorted(asked(cells[:1], period=period, dimensions=("kind",))) == [
        ("hoalu", "2026-01-01", "qppl", 5),
        ("hoalu", "2026-02-01", "cá biệt", 1),
        ("kimson", "2025-12-01", "qppl", 9),
    ]


def test_half_years_and_terms_are_named_by_their_first_day(cells):
    told(Figure, "hoalu", "qppl", "2026-07-01", 1)
    told(Figure, "hoalu", "qppl", "2026-03-14", 10)
    told(Figure, "hoalu", "qppl", "2026-03-15", 100)
    days = (date(2025, 7, 1), date(2026, 12, 31))

    halves = asked(cells[:1], period=Period(*days, Grain.HALF_YEAR), level=Level.NATION)
    terms = asked(cells[:1], period=Period(*days, Grain.TERM), level=Level.NATION)

    assert halves == [(None, "2025-07-01", 9), (None, "2026-01-01", 120), (None, "2026-07-01", 1)]
    assert terms == [(None, "2021-05-23", 29), (None, "2026-03-15", 101)]


def test_terms_before_the_first_known_one_are_refused(cells):
    with pytest.raises(NotAsked, match="22/05/2011"):
        asked(cells[:1], period=Period(date(2011, 5, 21), date(2026, 1, 1), Grain.TERM))


def test_whole_months_are_read_as_their_days_are(cells):
    days = [Period(date(2026, 1, day), date(2026, 1, day)) for day in range(1, 32)]
    each = [row[-1] for day in days for row in asked(cells[:1], period=day)]

    assert is_of_months(YEAR)
    assert asked(cells[:1], period=Period(date(2026, 1, 1), date(2026, 1, 31)))[0][-1] == sum(each) == 5


@pytest.mark.parametrize(
    ("first", "last", "grain", "whole"),
    [
        ("2026-01-01", "2026-12-31", Grain.WHOLE, True),
        ("2024-02-01", "2024-02-29", Grain.MONTH, True),
        ("2026-01-01", "9999-12-31", Grain.YEAR, True),
        ("2026-01-02", "2026-12-31", Grain.WHOLE, False),
        ("2024-02-01", "2024-02-28", Grain.QUARTER, False),
        ("2026-01-01", "2026-12-31", Grain.DAY, False),
        ("2026-01-01", "2026-12-31", Grain.TERM, False),
    ],
)
def test_months_answer_for_periods_of_whole_months_only(first, last, grain, whole):
    assert is_of_months(Period(date.fromisoformat(first), date.fromisoformat(last), grain)) is whole


@pytest.fixture
def standing_cells(ground, paper_measures):
    with swept():
        told(Figure, "hoalu", "qppl", "2024-05-01", 10, "papers_in_force")
        told(Delta, "hoalu", "qppl", "2026-02-10", 2, "papers_in_force")
        told(Delta, "hoalu", "qppl", "2026-04-01", -5, "papers_in_force")
        told(Figure, "kimson", "qppl", "2026-03-31", 1, "papers_in_force")
        told(Figure, "kimson", "qppl", "2026-04-01", -1, "papers_in_force")
        told(Figure, "hoalu", "qppl", "2026-02-10", 4)
        yield {measure.name: replace(measure, served=True) for measure in paper_measures}


def test_standing_is_that_of_the_last_day(standing_cells):
    force = [standing_cells["papers_in_force"]]

    assert asked(force) == [("hoalu", "2026-01-01", 7)]
    assert asked(force, level=Level.PROVINCE, period=Period(date(2026, 3, 31), date(2026, 3, 31))) == [
        ("ninhbinh", "2026-03-31", 13)
    ]


def test_standing_goes_on_through_pieces_in_which_nothing_changed(standing_cells):
    measures = [standing_cells["papers_in_force"], standing_cells["papers_issued"]]
    period = Period(date(2026, 1, 15), date(2026, 5, 31), Grain.MONTH)

    rows = asked(measures, period=period, dimensions=("kind",), subdomains=["hoalu"])

    assert rows == [
        ("hoalu", "2026-01-01", "qppl", 10),
        ("hoalu", "2026-02-01", "qppl", 12),
        ("hoalu", "2026-03-01", "qppl", 12),
        ("hoalu", "2026-04-01", "qppl", 7),
        ("hoalu", "2026-05-01", "qppl", 7),
        ("hoalu", "2026-02-01", "qppl", 4),
    ]
    quarters = Period(date(2026, 1, 1), date(2026, 12, 31), Grain.QUARTER)
    assert [row[1:] for row in asked(measures[:1], period=quarters, level=Level.NATION)] == [
        ("2026-01-01", 13),
        ("2026-04-01", 7),
        ("2026-07-01", 7),
        ("2026-10-01", 7),
    ]


@pytest.mark.parametrize(
    ("grain", "pieces"),
    [
        (Grain.HALF_YEAR, [("2025-07-01", 14), ("2026-01-01", 11), ("2026-07-01", 11)]),
        (Grain.TERM, [("2021-05-23", 16), ("2026-03-15", 11)]),
    ],
)
def test_standing_at_the_end_of_half_years_and_terms(standing_cells, grain, pieces):
    told(Figure, "hoalu", "qppl", "2025-12-31", 4, "papers_in_force")
    period = Period(date(2025, 8, 1), date(2026, 12, 31), grain)

    assert [row[1:] for row in asked([standing_cells["papers_in_force"]], period=period, level=Level.NATION)] == pieces


def test_standing_by_too_many_days_is_refused(standing_cells):
    with pytest.raises(NotAsked):
        asked([standing_cells["papers_in_force"]], period=Period(date(2000, 1, 1), date(9999, 1, 1), Grain.DAY))


def test_measure_that_is_not_served_is_refused(cells):
    with pytest.raises(NotAsked):
        asked([replace(cells[1], served=False)])


def test_only_the_named_councils_are_read(cells):
    assert asked(cells[:1], subdomains=["kimson"]) == []


def test_dimension_that_may_not_leave_is_refused(cells):
    with pytest.raises(NotAsked):
        asked(cells[:1], dimensions=("field",))
    with pytest.raises(NotAsked):
        asked(cells[1:], dimensions=("kind",))


def test_backward_period_and_too_many_rows_are_refused(cells):
    with pytest.raises(NotAsked):
        asked(cells[:1], period=Period(date(2026, 2, 1), date(2026, 1, 1)))
    with pytest.raises(NotAsked):
        asked(cells[:1], period=Period(YEAR.first, YEAR.last, Grain.DAY), most_rows=1)


def test_no_measure_or_no_council_is_no_row(cells):
    assert asked([]) == []
    assert rollup(measures=cells, councils=[], level=Level.NATION, period=YEAR) == []


def test_reader_may_only_read_and_only_what_is_declared_for_readers(ground, papers):
    schema = papers.council.schema_name
    refused = {
        f'select * from "{schema}".rollups_paper': "42501",
        f'select * from "{schema}".django_migrations': "42501",
        f'set search_path to "{schema}"; select * from rollups_paper': "42P01",
        "select * from public.audit_auditentry": "42501",
        "select * from public.accounts_account": "42501",
        "select * from public.rollups_recountrun": "42501",
        "insert into public.rollups_figure (council_key, measure, day, n) values ('x', 'y', '2026-01-01', 1)": "25006",
        "create temporary table mine (a int)": "25006",
        "set role hdnd_hub": "42501",
    }
    for sql, code in refused.items():
        with pytest.raises(DatabaseError) as refusal, connections["figures"].cursor() as cursor:
            cursor.execute(sql)
        assert refusal.value.__cause__.pgcode == code, sql
        connections["figures"].close()


def test_reader_that_takes_off_its_own_brake_still_cannot_write(ground):
    with connections["figures"].cursor() as cursor:
        cursor.execute("set default_transaction_read_only = off")
        with pytest.raises(DatabaseError) as refusal:
            cursor.execute("delete from public.rollups_figure")
    connections["figures"].close()

    assert refusal.value.__cause__.pgcode == "42501"


def test_reader_has_no_right_on_any_schema_of_a_council(ground):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select nspname from pg_namespace where nspname not like 'pg\\_%%' and nspname <> 'information_schema' and "
            "(has_schema_privilege('hdnd_reader', oid, 'usage') or has_schema_privilege('hdnd_reader', oid, 'create'))"
        )
        open_to_reader = {name for (name,) in cursor.fetchall()}

    assert "public" in open_to_reader
    assert open_to_reader <= {"public", "kit"}


def test_reader_has_a_time_limit_and_one_snapshot(ground):
    with connections["figures"].cursor() as cursor:
        cursor.execute("select current_setting('statement_timeout'), current_setting('default_transaction_isolation')")
        assert cursor.fetchone() == ("5s", "repeatable read")
