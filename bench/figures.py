"""Figures by deltas: what reading them costs against counting rows, and what counting costs whoever writes.

The nation is synthetic: 34 provinces, 3,321 communes, 129 of them in the first. Each of the 129 has 500 rows of three
kinds on forty days of a year, for what councils do falls on the days on which they sit. The same rows stand in one
shared table (indexed by council, day and kind, vacuumed), in 129 schemas of their own, and as figures. "Read" is
``reading.rollup`` of 129 communes by kind, rows of Python and all, through the readers' login; against it one GROUP BY
of the shared table through the same login, and one UNION ALL over the schemas; "some days of it" asks from the third of
January on, which no whole months answer. With deltas waiting, the last 10,000 rows are not folded yet. "National" is a
rollup of all 3,355 councils (100,000 cells) by kind, told by provinces and by communes, against the bare sum of the
figures of days by the same columns. Ours and theirs in turn; the median of the ratios.

Writing: eight clients, each with a connection of its own, write into one council's counted table and into one that
is its like but for the triggers, in turn, a row in a transaction; inserts and changes of state. Once one measure counts
the table (a delta a write), once four (three deltas). Meanwhile the folder works as the product's does, all that waits
at once, but ten times as often (each 0.2 s), so that every slice pays its share. The figure is the rate with triggers
by the rate without. Slices of both come close after each other.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event
from typing import Any

from django.db import OperationalError, connection, connections, transaction
from tests.factories.councils import make_council
from tests.hub.rollups.papers import MEASURES, TABLE, Papers, declared_papers

from bench.measure import Report, ratio_in_turn
from hub.rollups import Measure, recount
from hub.rollups.folding import fold_all
from hub.rollups.reading import Level, Period, rollup
from tenancy.place import entered, in_public
from tenancy.postgres import ground
from tenancy.postgres.standing import council_role, quoted

COMMUNES, PROVINCES, NATION = 129, 34, 3_355
ROWS, WAITING = 500, 10_000
YEAR, DAYS = Period(date(2026, 1, 1), date(2026, 12, 31)), Period(date(2026, 1, 3), date(2026, 12, 31))
BENCHED = Measure(
    name="benched", label="", unit="", model="rollups.Paper", day="issued_on", source_rule="", dimensions=("kind",)
)
CLIENTS, WRITES_A_SLICE, SLICES, READS = 8, 120, 30, 40
FOLD_EVERY_S = 0.2
FIGURES = ("rollups_figure", "rollups_monthlyfigure", "rollups_delta")
COUNCILS = f"""
insert into public.tenancy_council
  (key, schema_name, schema_oid, name, unit_name, unit_kind, unit_code, level, subdomain, has_council, status)
select 'bench' || n, 'bench_' || n, -n, 'HĐND', 'Đơn vị ' || n, level, n, level, 'bench' || n, true, 'active'
from (select n, case when n <= {PROVINCES} then 'province' else 'commune' end as level
  from generate_series(1, {NATION}) n) units;
update public.tenancy_council c set parent_id = p.id from public.tenancy_council p
where c.schema_oid between -{NATION} and -{PROVINCES + 1} and p.schema_oid = case
  when -c.schema_oid <= {PROVINCES + COMMUNES} then -1 else -2 - (-c.schema_oid) % {PROVINCES - 1} end;
"""
SHARED = f"""
create table public.bench_shared (id bigint generated always as identity primary key, council_key varchar(24) not null,
  kind varchar(20) not null, issued_on date not null, title text not null);
insert into public.bench_shared (council_key, kind, issued_on, title)
select 'bench' || n, (array['qppl', 'cá biệt', 'ý kiến'])[1 + r % 3], date '2026-01-05' + 9 * ((r * 7 + n) % 40),
  repeat('Nghị quyết ', 8)
from generate_series({PROVINCES + 1}, {PROVINCES + COMMUNES}) n, generate_series(1, {ROWS}) r order by r, n;
create index bench_shared_by_council on public.bench_shared (council_key, issued_on, kind);
grant select on public.bench_shared to hdnd_reader;
"""
FOLDED = """
insert into public.rollups_figure (council_key, measure, d1, day, n)
select council_key, 'benched', kind, issued_on, count(*) from public.bench_shared group by 1, 3, 4
"""
OTHERS = f"""
insert into public.rollups_figure (council_key, measure, d1, day, n)
select 'bench' || n, 'benched', (array['qppl', 'cá biệt', 'ý kiến'])[1 + r % 3], date '2026-01-05' + 9 * (r % 40), r
from generate_series({PROVINCES + COMMUNES + 1}, {NATION}) n, generate_series(1, 30) r
on conflict do nothing
"""
WAIT = f"""
with late as (select * from public.bench_shared order by id desc limit {WAITING}),
appended as (insert into public.rollups_delta (council_key, measure, d1, day, n)
  select council_key, 'benched', kind, issued_on, 1 from late)
update public.rollups_figure f set n = f.n - l.n from
  (select council_key, kind, issued_on, count(*) as n from late group by 1, 2, 3) l
where f.council_key = l.council_key and f.d1 = l.kind and f.day = l.issued_on and f.measure = 'benched'
"""
GROUP_BY = """
select council_key, kind, count(*) from public.bench_shared
where council_key = any(%s) and issued_on between %s and %s group by 1, 2
"""
BARE = """
select {area}, f.d1, sum(f.n) from public.rollups_figure f
join public.tenancy_council c on c.key = f.council_key left join public.tenancy_council p on p.id = c.parent_id
where f.measure = 'benched' and f.day between '2026-01-01' and '2026-12-31' and {which} group by 1, 2
"""
PLAIN = "bench_plain"


def run() -> Report:
    """Measure and compare."""
    report = Report("Figures by deltas", __doc__ or "")
    _raise_nation()
    _read(report)
    _national(report)
    _write(report)
    return report


def _raise_nation() -> None:
    for statement in (COUNCILS, SHARED, FOLDED):
        ground.execute(statement)
    for number in range(PROVINCES + 1, PROVINCES + COMMUNES + 1):
        ground.execute(
            f"create schema bench_{number}; create table bench_{number}.papers as select id, kind, issued_on, title "
            f"from public.bench_shared where council_key = 'bench{number}'; alter table bench_{number}.papers "
            f"add primary key (id); create index on bench_{number}.papers (issued_on, kind)"
        )
        ground.execute(f"analyze bench_{number}.papers")
    _tidy("bench_shared", *FIGURES, "tenancy_council")


def _tidy(*tables: str) -> None:
    for table in tables:
        ground.execute(f"vacuum analyze public.{table}")


def _keys(first: int, last: int) -> list[str]:
    return [f"bench{number}" for number in range(first, last + 1)]


def _rows(alias: str, sql: str, parameters: list | None = None) -> list[tuple]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _read(report: Report) -> None:
    keys = _keys(PROVINCES + 1, PROVINCES + COMMUNES)
    union = " union all ".join(
        f"select 'bench{number}' as council_key, kind, count(*) from bench_{number}.papers "
        f"where issued_on between '2026-01-01' and '2026-12-31' group by 2"
        for number in range(PROVINCES + 1, PROVINCES + COMMUNES + 1)
    )

    def ours(period: Period = YEAR) -> list:
        return rollup(measures=[BENCHED], councils=keys, level=Level.COMMUNE, period=period, dimensions=("kind",))

    def shared(period: Period = YEAR) -> list:
        return _rows("figures", GROUP_BY, [keys, period.first, period.last])

    def schemas() -> list:
        return _rows("owner", union)

    def told() -> set:
        return {(row.council_key, row.dimensions["kind"], row.value) for row in ours()}

    wrong = len(told() ^ set(shared())) + len(told() ^ set(schemas()))
    report.add("read against one shared table", ratio_in_turn(ours, shared, READS), at_most=0.5)
    report.add("read against UNION ALL over the schemas", ratio_in_turn(ours, schemas, READS), at_most=0.15)
    report.add(
        "some days of it against one shared table", ratio_in_turn(lambda: ours(DAYS), lambda: shared(DAYS), READS)
    )
    ground.execute(WAIT)
    _tidy(*FIGURES)
    wrong += len(told() ^ set(shared()))
    report.add(f"the same with {WAITING:,} deltas waiting", ratio_in_turn(ours, shared, READS), at_most=1.0)
    report.add("figures that differ", wrong, unit="", at_most=0)


def _national(report: Report) -> None:
    ground.execute(OTHERS)
    _tidy(*FIGURES)
    keys = _keys(1, NATION)
    for level, area, which in (
        (Level.PROVINCE, "coalesce(p.key, c.key)", "true"),
        (Level.COMMUNE, "c.key", "c.level = 'commune'"),
    ):
        sql = BARE.format(area=area, which=which)

        def ours(level: Level = level) -> list:
            return rollup(
                measures=[BENCHED], councils=keys, level=level, period=YEAR, dimensions=("kind",), most_rows=20_000
            )

        def bare(sql: str = sql) -> list:
            return _rows("figures", sql)

        ratio = ratio_in_turn(ours, bare, READS // 2)
        report.add(f"national by {level.value} against its plain SQL", ratio, at_most=3)


def _write(report: Report) -> None:
    for told, counted in (("one measure", MEASURES[:1]), ("four measures", MEASURES)):
        _write_counted(report, told, counted)


def _write_counted(report: Report, told: str, counted: Sequence[dict[str, Any]]) -> None:
    council = make_council()
    with declared_papers(counted) as measures:
        papers = Papers(council, measures)
        papers.make_table()
        like = f"{quoted(council.schema_name)}.{PLAIN}"
        ground.execute(f"create table {like} (like {papers.table} including all)")
        role = quoted(council_role(ground.database_name(), council.key))
        ground.execute(f"grant select, insert, update, delete on {like} to {role}")
        papers.dress()
        over = Event()
        with ThreadPoolExecutor(CLIENTS + 1) as threads:
            folder = threads.submit(_fold, over)
            clients = Clients(council, threads)
            for name, work in (("inserts", _insert), ("updates", _update)):
                ratio = ratio_in_turn(lambda w=work: clients(w, PLAIN), lambda w=work: clients(w, TABLE), SLICES)
                report.add(f"{name} counted by {told} against uncounted", ratio, at_least=0.8)
            over.set()
            folder.result()
        report.add(f"deadlocks, {told}", clients.failed, unit="", at_most=0)
        wrong = len(recount.differences(council, measures=measures))
        report.add(f"figures that differ after it, {told}", wrong, unit="", at_most=0)


def _fold(over: Event) -> None:
    """Fold as the product's worker does until the writers are done."""
    try:
        with in_public():
            while not over.wait(FOLD_EVERY_S):
                fold_all()
    finally:
        connections.close_all()


class Clients:
    """Several clients that do the same at once; ``failed`` counts the transactions that the database broke off."""

    def __init__(self, council, threads: ThreadPoolExecutor) -> None:
        self.council, self.threads, self.failed = council, threads, 0

    def __call__(self, work, table: str) -> None:
        slices = [self.threads.submit(self._slice, work, table, number) for number in range(CLIENTS)]
        self.failed += sum(one.result() for one in slices)

    def _slice(self, work, table: str, client: int) -> int:
        failed = 0
        with entered(self.council), connection.cursor() as cursor:
            for number in range(WRITES_A_SLICE):
                try:
                    with transaction.atomic():
                        work(cursor, table, client, number)
                except OperationalError:
                    failed += 1
        return failed


def _insert(cursor, table: str, _client: int, number: int) -> None:
    cursor.execute(
        f"insert into {table} (kind, state, issued_on) values (%s, 'issued', %s)",
        ["qppl" if number % 2 else "cá biệt", f"2026-03-{1 + number % 28:02}"],
    )


def _update(cursor, table: str, client: int, number: int) -> None:
    """Change the state of one of the client's own rows."""
    cursor.execute(
        f"update {table} set state = case state when 'issued' then 'draft' else 'issued' end where id = %s",
        [1 + client + CLIENTS * number],
    )
