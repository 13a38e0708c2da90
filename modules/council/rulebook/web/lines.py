"""What the pages draw of each parameter: values in words, so that a template decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from council.law.national import TOPIC_NAMES
from council.law.values import show_with_unit
from council.rulebook.models import Override
from council.rulebook.queries import RuleLine


@dataclass(frozen=True)
class Line:
    """One parameter in words."""

    key: str
    title: str
    rule: str
    national: str
    source: str
    own: str
    last: Override | None
    may_be_set: bool


@dataclass(frozen=True)
class Topic:
    """The parameters of one topic under its heading."""

    name: str
    lines: tuple[Line, ...]


def line_of(rule: RuleLine) -> Line:
    """Return one parameter in words."""
    parameter = rule.parameter
    return Line(
        key=parameter.key,
        title=parameter.title,
        rule=parameter.rule,
        national=show_with_unit(rule.national, parameter.unit),
        source=str(rule.national_source),
        own=show_with_unit(rule.ruling.value, parameter.unit) if rule.ruling.set_by_council else "",
        last=rule.last,
        may_be_set=parameter.council_may_set,
    )


def topics_of(rules: Iterable[RuleLine]) -> tuple[Topic, ...]:
    """Return the parameters by topic, in the order of the book."""
    grouped = groupby(rules, key=lambda rule: rule.parameter.topic)
    return tuple(Topic(TOPIC_NAMES[topic], tuple(line_of(rule) for rule in lines)) for topic, lines in grouped)


def value_in_words(row: Override, rule: RuleLine) -> str:
    """Return what a row of the history set, in words; the end of an own value says that instead."""
    if row.state == Override.State.ENDED:
        return str(Override.State.ENDED.label)
    value = row.as_law().value
    return "" if value is None else show_with_unit(value, rule.parameter.unit)
