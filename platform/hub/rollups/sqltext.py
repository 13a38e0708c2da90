"""SQL text of a measure, made from its declaration and the counted model's own fields, never from input."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from hub.rollups.declaration import BadMeasure, Measure

COUNTABLE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.UUIDField)


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


def condition(measure: Measure) -> str:
    """Return the conditions under which a row counts."""
    parts = [f"{name(_day(measure).column)} is not null"]
    for key, value in measure.where.items():
        field_name, _, lookup = key.partition("__")
        here = name(column(measure, field_name).column)
        if lookup == "isnull":
            parts.append(f"{here} is {'' if value else 'not '}null")
        elif lookup == "in":
            parts.append(f"{here} in ({', '.join(literal(one) for one in sorted(value))})")
        else:
            parts.append(f"{here} = {literal(value)}")
    return " and ".join(parts)


def cell(measure: Measure) -> str:
    """Return the columns measure, d1, d2 and day of a counted row."""
    texts = [f"{name(_dimension(measure, one).column)}::text" for one in measure.dimensions]
    d1, d2 = [*texts, "''::text", "''::text"][:2]
    day = name(_day(measure).column)
    return f"{literal(measure.name)}::text as measure, {d1} as d1, {d2} as d2, {day} as day"


def counted_columns(measures: list[Measure]) -> list[str]:
    """Return every column on which the figures of these measures of one model depend."""
    found: set[str] = set()
    for measure in measures:
        names = [*measure.dimensions, measure.day, *(key.partition("__")[0] for key in measure.where)]
        found |= {column(measure, one).column for one in names}
    return sorted(found)


def recount_of(measure: Measure, schema: str) -> str:
    """Return the full count of one measure over a council's own rows."""
    table = f"{name(schema)}.{name(counted_model(measure)._meta.db_table)}"
    return (
        f"select measure, d1, d2, day, count(*)::bigint as n from "
        f"(select {cell(measure)} from {table} where {condition(measure)}) counted group by 1, 2, 3, 4"
    )


def have_of(measures: list[Measure], council: str) -> str:
    """Return what is folded and not yet folded of these measures; ``council`` is an SQL expression."""
    names = ", ".join(literal(measure.name) for measure in measures)
    mine = f"where council_key = {council} and measure in ({names})"
    return (
        f"select measure::text as measure, d1, d2, day, sum(n)::bigint as n from ("
        f"select measure, d1, d2, day, n from public.rollups_figure {mine} "
        f"union all select measure, d1, d2, day, n from public.rollups_delta {mine}"
        f") kept group by 1, 2, 3, 4 having sum(n) <> 0"
    )


def _day(measure: Measure) -> Any:
    field = column(measure, measure.day)
    if not isinstance(field, models.DateField) or isinstance(field, models.DateTimeField):
        raise BadMeasure(f"{measure.name}: {measure.day} is not a date")
    return field


def _dimension(measure: Measure, field_name: str) -> Any:
    field = column(measure, field_name)
    target = field.target_field if field.is_relation else field
    if field.null or not isinstance(target, COUNTABLE):
        raise BadMeasure(f"{measure.name}: {field_name} must be text, a number, a key or a truth value, never NULL")
    return field
