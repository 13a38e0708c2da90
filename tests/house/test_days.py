"""A day is a legal day in Vietnam: only ``kernel.clock.local_day`` makes one of an instant."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, all_files, called_name, calls, product_files, python_files, shown

pytestmark = pytest.mark.unit

CLOCK = "platform/kernel/clock.py"
MARK = "# house: legal-day"
CAST = re.compile(r"::\s*date\b", re.IGNORECASE)
TRUNCATES = {"TruncDate", "TruncDay", "ExtractDay"}


def stolen_days(text: str) -> list[int]:
    """Return the lines where an instant loses its place: ``.date()``, ``TruncDate`` without tzinfo, ``::date``."""
    lines = text.splitlines()
    found = {call.lineno for call in calls(ast.parse(text)) if _steals(call)}
    found |= {number for number, line in enumerate(lines, 1) if CAST.search(line)}
    return sorted(number for number in found if MARK not in lines[number - 1])


def _steals(call: ast.Call) -> bool:
    name = called_name(call)
    if name in TRUNCATES:
        return "tzinfo" not in {keyword.arg for keyword in call.keywords}
    return name == "date" and isinstance(call.func, ast.Attribute) and not call.args and not call.keywords


def test_no_instant_loses_its_day():
    # This file names what it refuses.
    files = [path for path in [*product_files(), *python_files("tests")] if path != Path(__file__)]
    stolen = {shown(path): stolen_days(path.read_text(encoding="utf-8")) for path in files}

    assert {path: lines for path, lines in stolen.items() if lines} == {}


def test_sql_files_cast_no_instant():
    files = [path for path in all_files() if path.suffix == ".sql"]

    assert [shown(path) for path in files if CAST.search(path.read_text(encoding="utf-8"))] == []


def test_the_mark_stands_in_the_clock_alone():
    marked = [shown(path) for path in product_files() if MARK in path.read_text(encoding="utf-8")]

    assert marked == [CLOCK]
    assert (ROOT / CLOCK).read_text(encoding="utf-8").count(MARK) == 1


@pytest.mark.parametrize(
    ("line", "is_stolen"),
    [
        ("day = moment.date()", True),
        ("day = now().date()", True),
        ("rows.annotate(day=TruncDate('at'))", True),
        ("rows.annotate(day=functions.TruncDay('at'))", True),
        ("query = 'select at::date from votes'", True),
        ("rows.annotate(day=TruncDate('at', tzinfo=VIETNAM))", False),
        ("day = date(2026, 1, 1)", False),
        ("day = datetime.date(2026, 1, 1)", False),
        ("day = at.astimezone(VIETNAM).date()  # house: legal-day", False),
    ],
)
def test_the_checker_sees_a_stolen_day(line, is_stolen):
    assert bool(stolen_days(line)) is is_stolen
