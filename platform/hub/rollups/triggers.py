"""The counting triggers of a council's schema, rendered from the declared measures.

Each counted table has one statement-level trigger per event, with transition tables. They call one
function in ``kit`` (``counting``). Its name carries a digest of the declarations: while the fleet is being
dressed anew, each council goes on with its old function until, in one transaction, its triggers turn to the
new one and what is there is counted.
"""

from itertools import groupby

from hub.rollups import counting, sqltext
from hub.rollups.declaration import Measure, declared
from tenancy.dress import Piece

EVENTS = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
}
NO_TRUNCATE = "hdnd_no_truncate"


def by_model(measures: list[Measure] | None = None) -> list[tuple[str, list[Measure]]]:
    """Return the measures of each counted model, by the model's label."""
    chosen = declared() if measures is None else measures
    ordered = sorted(chosen, key=lambda measure: (measure.model.lower(), measure.name))
    return [(label, list(group)) for label, group in groupby(ordered, key=lambda measure: measure.model.lower())]


def pieces(schema: str) -> list[Piece]:
    """Return the idempotent SQL that makes a schema count everything that is declared now."""
    found = [piece for _, measures in by_model() for piece in _pieces_of(schema, measures)]
    return [*found, Piece("rollups.no_longer_counted", _forget(schema))]


def _pieces_of(schema: str, measures: list[Measure]) -> list[Piece]:
    table = sqltext.counted_model(measures[0])._meta.db_table
    return [
        Piece(f"{table}.count_function", counting.function(measures)),
        Piece(f"{table}.count_triggers", _turn(schema, table, measures)),
    ]


def _turn(schema: str, table: str, measures: list[Measure]) -> str:
    """Return the block that turns a table's triggers to the present function and counts what is there.

    The difference to what is already known is appended, so the block may run on an empty council, on one
    whose triggers count since the pool, and on one that counted by an older declaration. Creating the
    triggers locks out writers until the commit; the count's snapshot is taken after that.
    """
    function, target = counting.function_name(measures), f"{sqltext.name(schema)}.{sqltext.name(table)}"
    triggers = "".join(
        f"create or replace trigger hdnd_count_{event} after {event} on {target} {tables} "
        f"for each statement execute function kit.{function}();\n"
        for event, tables in EVENTS.items()
    ) + (
        f"create or replace trigger {NO_TRUNCATE} before truncate on {target} "
        f"for each statement execute function kit.refuse_change();\n"
    )
    told = ", ".join(f"({sqltext.literal(one.name)}, {sqltext.literal(sqltext.digest_of(one))})" for one in measures)
    return (
        f"do $do$ declare council text; here bigint := {_space(schema)};\nbegin\n"
        f"if (select count(*) from pg_trigger where tgrelid = {sqltext.literal(target)}::regclass "
        f"and tgfoid = 'kit.{function}()'::regprocedure and tgenabled = 'O') = {len(EVENTS)} "
        f"and exists (select 1 from pg_trigger where tgrelid = {sqltext.literal(target)}::regclass "
        f"and tgname = '{NO_TRUNCATE}' and tgenabled = 'O') "
        f"and (select count(*) from public.rollups_counting g join (values {told}) as t(measure, digest) "
        f"using (measure, digest) where g.space = here) = {len(measures)} then return; end if;\n"
        f"lock table {target} in share row exclusive mode;\n{triggers}"
        f"select key into council from public.tenancy_council where schema_oid = here;\n"
        f"if council is not null then\n{balance(schema, measures, 'council')};\nend if;\n"
        f"insert into public.rollups_counting as g (space, measure, digest, since) "
        f"select here, measure, digest, now() from (values {told}) as t(measure, digest) "
        f"on conflict (space, measure) do update set digest = excluded.digest, since = excluded.since "
        f"where g.digest <> excluded.digest;\nend $do$;"
    )


def _forget(schema: str) -> str:
    """Return the block that takes down what counts measures that nobody declares any more, and says so."""
    names = ", ".join(sqltext.literal(one.name) for one in declared())
    tables = ", ".join(sqltext.literal(sqltext.counted_model(group[0])._meta.db_table) for _, group in by_model())
    return (
        f"do $do$ declare here bigint := {_space(schema)}; lost record;\nbegin\n"
        f"delete from public.rollups_counting where space = here and measure <> all(array[{names}]::text[]);\n"
        f"for lost in select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
        f"where c.relnamespace = here::oid and c.relname <> all(array[{tables}]::name[]) "
        f"and (starts_with(t.tgname, 'hdnd_count_') or t.tgname = '{NO_TRUNCATE}') loop\n"
        f"execute format('drop trigger %I on %I.%I', lost.tgname, {sqltext.literal(schema)}, lost.relname);\n"
        f"end loop;\nend $do$;"
    )


def _space(schema: str) -> str:
    return f"{sqltext.literal(sqltext.name(schema))}::regnamespace::oid::bigint"


def balance(schema: str, measures: list[Measure], council: str) -> str:
    """Return the statement that appends what a full count has more or less than what is known.

    ``council`` is an SQL expression for the council's key; the caller keeps writers out.
    """
    counted = "\nunion all ".join(sqltext.recount_of(measure, schema) for measure in measures)
    known = sqltext.have_of(measures, council)
    return (
        f"insert into public.rollups_delta (council_key, measure, d1, d2, d3, day, n)\n"
        f"select {council}, measure, d1, d2, d3, day, sum(n) from (\n{counted}\n"
        f"union all select measure, d1, d2, d3, day, -n from ({known}) known\n"
        f") difference group by measure, d1, d2, d3, day having sum(n) <> 0"
    )
