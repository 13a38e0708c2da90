"""What the pages draw of each parameter: values in words, so that a template decides nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.law import Weight
from council.law.national import TOPIC_NAMES
from council.law.values import show_with_unit
from council.rulebook.models import Override
from council.rulebook.queries import RuleLine
from kernel.vietnamese import fold


@dataclass(frozen=True)
class Mark:
    """A word on a pill with its tone."""

    words: Any
    tone: str


WEIGHTS = {
    Weight.BLOCK: Mark(_("Chặn"), "bad"),
    Weight.WARN: Mark(_("Nhắc"), "warn"),
    Weight.COMPUTE: Mark(_("Chỉ tính"), "quiet"),
}
CONFIDENCES = {
    "H": Mark(_("Tin cậy cao"), "quiet"),
    "M": Mark(_("Tin cậy vừa"), "info"),
    "L": Mark(_("Tin cậy thấp"), "warn"),
}


@dataclass(frozen=True)
class Line:
    """One parameter in words; ``holding`` is the row that holds today, ``coming`` one that begins later."""

    key: str
    topic: str
    title: str
    rule: str
    national: str
    source: str
    weight: Mark
    confidence: Mark
    own: str
    holding: Override | None
    coming: Override | None
    coming_words: str
    may_be_set: bool

    @property
    def is_own(self) -> bool:
        """Whether the council has set it, for now or from a day to come."""
        return bool(self.own) or self.coming is not None


@dataclass(frozen=True)
class Topic:
    """The parameters of one topic under its heading."""

    name: str
    lines: tuple[Line, ...]


class Shown(StrEnum):
    """Which parameters a reader asks for."""

    OWN = "own"
    FREE = "free"
    FIXED = "fixed"


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for: words in any order without diacritics, one topic, one manner."""

    text: str = ""
    topic: str = ""
    shown: str = ""

    def finds(self, line: Line) -> bool:
        """Return whether a parameter is looked for."""
        found = fold(f"{line.title} {line.rule} {line.source} {line.national} {line.own} {line.key}")
        fits: dict[str, bool] = {Shown.OWN: line.is_own, Shown.FREE: line.may_be_set, Shown.FIXED: not line.may_be_set}
        return (
            all(word in found for word in fold(self.text).split())
            and self.topic in ("", line.topic)
            and fits.get(self.shown, True)
        )


def line_of(rule: RuleLine, *, on: date) -> Line:
    """Return one parameter in words on a day."""
    parameter, last = rule.parameter, rule.last
    coming = last if last is not None and last.in_force_on > on else None
    return Line(
        key=parameter.key,
        topic=parameter.topic,
        title=parameter.title,
        rule=parameter.rule,
        national=show_with_unit(rule.national, parameter.unit),
        source=str(rule.national_source),
        weight=WEIGHTS[parameter.weight],
        confidence=CONFIDENCES[rule.national_source.confidence],
        own=show_with_unit(rule.ruling.value, parameter.unit) if rule.ruling.set_by_council else "",
        holding=rule.holding,
        coming=coming,
        coming_words=value_in_words(coming, rule) if coming else "",
        may_be_set=parameter.council_may_set,
    )


def topics_of(rules: Iterable[RuleLine], *, wanted: Wanted, on: date) -> tuple[Topic, ...]:
    """Return the parameters that are looked for by topic, in the order of the book."""
    lines = (line for line in (line_of(rule, on=on) for rule in rules) if wanted.finds(line))
    return tuple(
        Topic(TOPIC_NAMES[topic], tuple(found)) for topic, found in groupby(lines, key=lambda line: line.topic)
    )


def value_in_words(row: Override, rule: RuleLine) -> str:
    """Return what a row of the history set, in words; the end of an own value says that instead."""
    if row.state == Override.State.ENDED:
        return str(Override.State.ENDED.label)
    value = row.as_law().value
    return "" if value is None else show_with_unit(value, rule.parameter.unit)
