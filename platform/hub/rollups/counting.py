"""The function in ``kit`` that the triggers of one counted table call.

It appends signed deltas in the writer's own transaction: no row is shared between writers, so nobody waits and nothing
deadlocks. Almost every statement moves one row. Such a row is kept in a record and its cells are told from there, which
costs PostgreSQL little more than half of what the general way does; that one groups what many rows move.
"""

import hashlib
from collections.abc import Iterable

from hub.rollups import sqltext
from hub.rollups.declaration import Measure

APPEND = "insert into public.rollups_delta (council_key, measure, d1, d2, d3, day, n)"


def function_name(measures: list[Measure]) -> str:
    """Return the name, in ``kit``, of the function that counts one table."""
    table = sqltext.counted_model(measures[0])._meta.db_table
    digest = hashlib.sha256(_body(measures).encode()).hexdigest()[:10]
    return f"count_{table[:40]}_{digest}"


def function(measures: list[Measure]) -> str:
    """Return the idempotent statement that makes the function that counts one table."""
    name = function_name(measures)
    return (
        f"do $do$ begin\n"
        f"if to_regprocedure('kit.{name}()') is null then\n"
        f"perform pg_advisory_xact_lock(hashtext('hub.rollups.kit'));\n"
        f"create or replace function kit.{name}() returns trigger language plpgsql security definer "
        f"set search_path = pg_catalog, pg_temp as $fn$\n{_body(measures)}\n$fn$;\n"
        f"revoke all on function kit.{name}() from public;\n"
        f"end if; end $do$;"
    )


def _body(measures: list[Measure]) -> str:
    """Return the function's body; it returns early when no row, or no counted column, changed.

    The council is looked for by itself: within the statement that appends, it costs twice as much.
    """
    names = [sqltext.name(one) for one in sqltext.counted_columns(measures)]
    columns = ", ".join(names)
    return (
        f"declare gone record; come record; council text; many boolean;\nbegin\n"
        f"if tg_op = 'INSERT' then\n{_take('come', 'new_rows', columns)}many := come.many;\n"
        f"else\n{_take('gone', 'old_rows', columns)}many := gone.many;\nend if;\n"
        f"if many is null then return null; end if;\n"
        f"if tg_op = 'UPDATE' then\n{_return_unless_changed(names)}end if;\n"
        f"select key into council from public.tenancy_council "
        f"where schema_oid = quote_ident(tg_table_schema)::regnamespace::oid::bigint;\n"
        f"if council is null then council := kit.council_key(tg_relid); end if;\n"
        f"if tg_op = 'INSERT' then\n"
        f"if many then\n{_of_many(measures, f'select 1 as sign, {columns} from new_rows')};\n"
        f"else\n{_of_one(measures, 'come.', '')};\nend if;\n"
        f"elsif tg_op = 'DELETE' then\n"
        f"if many then\n{_of_many(measures, f'select -1 as sign, {columns} from old_rows')};\n"
        f"else\n{_of_one(measures, 'gone.', '-')};\nend if;\n"
        f"else\n"
        f"if many then\n{_of_many(measures, _both(columns))};\n"
        f"else\n{_of_one_changed(measures)};\nend if;\n"
        f"end if;\nreturn null;\nend"
    )


def _take(record: str, rows: str, columns: str) -> str:
    """Keep the first row, and whether there are more; ``many`` is NULL when there is none."""
    return f"select {columns}, exists (select from {rows} offset 1) as many into {record} from {rows} limit 1;\n"


def _return_unless_changed(names: list[str]) -> str:
    columns, gone, come = (", ".join(row + one for one in names) for row in ("", "gone.", "come."))
    return (
        f"if many then\nif not exists (select {columns} from old_rows except all select {columns} from new_rows) "
        f"then return null; end if;\n"
        f"else\nselect {columns} into come from new_rows;\n"
        f"if row({gone}) is not distinct from row({come}) then return null; end if;\nend if;\n"
    )


def _both(columns: str) -> str:
    return f"select -1 as sign, {columns} from old_rows union all select 1 as sign, {columns} from new_rows"


def _of_many(measures: list[Measure], rows: str) -> str:
    """Return the statement that appends what these rows move, looking at each of them once for all measures."""
    cells = _listed(f"{measure}, {place}, r.sign * ({n})" for measure, place, n in _cells(measures, "r."))
    return (
        f"{APPEND}\nselect council, c.measure, c.d1, c.d2, c.d3, c.day, sum(c.n) from ({rows}) r\n"
        f"cross join lateral (values\n{cells}\n) c (measure, d1, d2, d3, day, n)\n"
        f"where c.n <> 0 group by c.measure, c.d1, c.d2, c.d3, c.day having sum(c.n) <> 0"
    )


def _of_one(measures: list[Measure], row: str, sign: str) -> str:
    """Return the statement that appends what one row brings, or takes away."""
    cells = _listed(f"{measure}, {place}, {sign}({n})" for measure, place, n in _cells(measures, row))
    return (
        f"{APPEND}\nselect council, c.measure, c.d1, c.d2, c.d3, c.day, c.n\n"
        f"from (values\n{cells}\n) c (measure, d1, d2, d3, day, n) where c.n <> 0"
    )


def _of_one_changed(measures: list[Measure]) -> str:
    """Return the statement that appends what the change of one row moves: both sides of each cell that changed."""
    pairs = zip(_cells(measures, "gone."), _cells(measures, "come."), strict=True)
    cells = _listed(f"{measure}, {place}, {n}, {then}, {m}" for (measure, place, n), (_, then, m) in pairs)
    return (
        f"{APPEND}\nselect council, p.measure, c.d1, c.d2, c.d3, c.day, c.n\n"
        f"from (values\n{cells}\n) p (measure, a1, a2, a3, a_day, a_n, b1, b2, b3, b_day, b_n)\n"
        f"cross join lateral (values (a1, a2, a3, a_day, -a_n), (b1, b2, b3, b_day, b_n)) c (d1, d2, d3, day, n)\n"
        f"where c.n <> 0 and row(a1, a2, a3, a_day, a_n) is distinct from row(b1, b2, b3, b_day, b_n)"
    )


def _cells(measures: list[Measure], row: str) -> list[tuple[str, str, str]]:
    """Return of all measures the name, the place and the number of each cell in which a row counts."""
    return [
        (f"{sqltext.literal(measure.name)}::varchar", place, n)
        for measure in measures
        for place, n in sqltext.cells(measure, row)
    ]


def _listed(rows: Iterable[str]) -> str:
    return ",\n".join(f"({row})" for row in rows)
