"""SQL text of a measure, made from its declaration and the counted model's own fields, never from input."""

import hashlib
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from hub.rollups.declaration import MOST_DIMENSIONS, BadMeasure, Measure

COUNTABLE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.UUIDField)
LAST_DAY = "9999-12-31"  # of Python's calendar: nothing ends after it


def name(identifier: str) -> str:
    """Return a quoted identifier."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(value: str | int | bool) -> str:
    """Return a constant; text is quoted for ``standard_conforming_strings = on``, PostgreSQL's default.

    :raises BadMeasure: the text holds a NUL, a backslash, a percent or a dollar sign.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    text = str(value)
    if set(text) & set("\x00\\%$"):
        raise BadMeasure(f"{text!r} cannot stand in a condition")
    return "'" + text.replace("'", "''") + "'"


def counted_model(measure: Measure) -> Any:
    """Return the model whose rows are counted.

    :raises BadMeasure: there is no such model.
    """
    try:
        return apps.get_model(measure.model)
    except LookupError:
        raise BadMeasure(f"{measure.name}: there is no model {measure.model}") from None


def column(measure: Measure, field_name: str) -> Any:
    """Return a field of the counted model.

    :raises BadMeasure: the model has no such column.
    """
    try:
        field = counted_model(measure)._meta.get_field(field_name)
    except FieldDoesNotExist:
        raise BadMeasure(f"{measure.name}: {measure.model} has no column {field_name}") from None
    if not getattr(field, "column", None):
        raise BadMeasure(f"{measure.name}: {field_name} is no column of {measure.model}")
    return field


def condition(measure: Measure, row: str = "") -> str:
    """Return the conditions under which a row counts; ``row`` is what its columns' names begin with."""
    parts = [f"{row}{name(_day(measure, measure.day).column)} is not null"]
    for key, value in measure.where.items():
        field_name, _, lookup = key.partition("__")
        here = row + name(column(measure, field_name).column)
        if lookup == "isnull":
            parts.append(f"{here} is {'' if value else 'not '}null")
        elif lookup == "in":
            parts.append(f"{here} in ({', '.join(literal(one) for one in sorted(value))})")
        else:
            parts.append(f"{here} = {literal(value)}")
    return " and ".join(parts)


def changes(measure: Measure, rows: str, sign: int) -> list[str]:
    """Return the selects that give measure, d1, d2, d3, day and n of what these rows count, times ``sign``.

    What stands until a day is taken back on the day after; an end before the beginning never counted.
    """
    day, where, amount = name(_day(measure, measure.day).column), condition(measure), _amount(measure)
    found = [f"select {_cell(measure, day)}, {sign} * {amount} as n from {rows} where {where}"]
    if measure.until:
        last = name(_day(measure, measure.until).column)
        found.append(
            f"select {_cell(measure, _after(last, day))}, {-sign} * {amount} as n from {rows} "
            f"where {where} and {_ends(last)}"
        )
    return found


def cells(measure: Measure, row: str) -> list[tuple[str, str]]:
    """Return the cells in which one row counts, each as d1, d2, d3 and day, and how much: 0 where it does not count.

    They say of a row, ``row.``, what ``changes`` says of many.
    """
    day, where, amount = row + name(_day(measure, measure.day).column), condition(measure, row), _amount(measure, row)
    places = ", ".join(_places(measure, row))
    found = [(f"{places}, {day}", f"case when {where} then {amount} else 0 end")]
    if measure.until:
        last = row + name(_day(measure, measure.until).column)
        found.append(
            (f"{places}, {_after(last, day)}", f"case when {where} and {_ends(last)} then -{amount} else 0 end")
        )
    return found


def _amount(measure: Measure, row: str = "") -> str:
    return f"coalesce({row}{name(_added(measure).column)}, 0)::bigint" if measure.adds else "1"


def _after(last: str, day: str) -> str:
    return f"greatest({last} + 1, {day})"


def _ends(last: str) -> str:
    return f"{last} < date '{LAST_DAY}'"


def _places(measure: Measure, row: str = "") -> list[str]:
    texts = [f"{row}{name(dimension(measure, one).column)}::text" for one in measure.dimensions]
    return [*texts, *["''::text"] * MOST_DIMENSIONS][:MOST_DIMENSIONS]


def _cell(measure: Measure, day: str) -> str:
    told = ", ".join(f"{text} as d{number}" for number, text in enumerate(_places(measure), 1))
    return f"{literal(measure.name)}::text as measure, {told}, {day} as day"


def counted_columns(measures: list[Measure]) -> list[str]:
    """Return every column on which the figures of these measures of one model depend."""
    found: set[str] = set()
    for measure in measures:
        names = [*measure.dimensions, measure.day, measure.until, measure.adds]
        names += [key.partition("__")[0] for key in measure.where]
        found |= {column(measure, one).column for one in names if one}
    return sorted(found)


def recount_of(measure: Measure, schema: str) -> str:
    """Return the full count of one measure over a council's own rows."""
    table = f"{name(schema)}.{name(counted_model(measure)._meta.db_table)}"
    return (
        f"select measure, d1, d2, d3, day, sum(n)::bigint as n from "
        f"({' union all '.join(changes(measure, table, 1))}) counted group by 1, 2, 3, 4, 5 having sum(n) <> 0"
    )


def digest_of(measure: Measure) -> str:
    """Return the digest of what a measure counts; another label or unit does not change it."""
    return hashlib.sha256(recount_of(measure, "council").encode()).hexdigest()[:12]


def cells_of(measures: list[Measure], council: str) -> str:
    """Return the condition for the cells of these measures in a council, given as an SQL expression."""
    names = ", ".join(literal(measure.name) for measure in measures)
    return f"council_key = {council} and measure in ({names})"


def have_of(measures: list[Measure], council: str) -> str:
    """Return what is folded and not yet folded of these measures; ``council`` is an SQL expression."""
    mine = f"where {cells_of(measures, council)}"
    return (
        f"select measure::text as measure, d1, d2, d3, day, sum(n)::bigint as n from ("
        f"select measure, d1, d2, d3, day, n from public.rollups_figure {mine} "
        f"union all select measure, d1, d2, d3, day, n from public.rollups_delta {mine}"
        f") kept group by 1, 2, 3, 4, 5 having sum(n) <> 0"
    )


def _day(measure: Measure, field_name: str) -> Any:
    field = column(measure, field_name)
    if not isinstance(field, models.DateField) or isinstance(field, models.DateTimeField):
        raise BadMeasure(f"{measure.name}: {field_name} is not a date")
    return field


def _added(measure: Measure) -> Any:
    field = column(measure, measure.adds)
    if not isinstance(field, models.IntegerField):
        raise BadMeasure(f"{measure.name}: {measure.adds} is no whole number")
    return field


def dimension(measure: Measure, field_name: str) -> Any:
    """Return the field of a dimension.

    :raises BadMeasure: its values cannot be told apart as text, or may be NULL.
    """
    field = column(measure, field_name)
    target = field.target_field if field.is_relation else field
    if field.null or not isinstance(target, COUNTABLE):
        raise BadMeasure(f"{measure.name}: {field_name} must be text, a number, a key or a truth value, never NULL")
    return field
