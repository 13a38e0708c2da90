"""docs/law.md: every parameter of the law in tables that a lawyer can read and check.

``python -m council.law.paper docs/law.md`` writes it; a test compares it with the parameters.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

from council.law.calendar import ONE_DAY, DayKind, WorkingCalendar, national_calendar
from council.law.national import TOPIC_NAMES, Book, DatedValue, Direction, Level, Parameter, Weight, national_book
from council.law.readings import all_readings
from council.law.sentence import full_day, written_day
from council.law.values import UNIT_NAMES, show

WEIGHT_NAMES = {Weight.BLOCK: "chặn", Weight.WARN: "nhắc, phải ghi lý do", Weight.COMPUTE: "chỉ tính và hiển thị"}
DAY_KIND_NAMES = {
    DayKind.HOLIDAY: "nghỉ lễ, tết",
    DayKind.COMPENSATORY_OFF: "nghỉ bù",
    DayKind.SWAPPED_OFF: "nghỉ hoán đổi",
    DayKind.SWAPPED_WORK: "làm bù",
}
_LEVEL_NAMES = {Level.PROVINCE: "tỉnh", Level.COMMUNE: "xã"}
_DIRECTION_NAMES = {
    Direction.FORWARD: "tính tới",
    Direction.BACK: "tính lùi, chậm nhất",
    Direction.FLOOR: "không sớm hơn",
}
_CONFIDENCE_NAMES = {"H": "cao", "M": "vừa", "L": "**thấp**"}
_INTRODUCTION = """\
<!-- Printed from modules/council/law/parameters by `python3 dev docs`; do not edit. -->
# The law in numbers

Each number and list that the system applies, with its source and the days between which it holds. A change of law
adds a dated value; an old one is never edited. The words of the tables are Vietnamese, as on the screen.

- **Mã nguồn** (mark): **V** seen in a published text, **K** known and not read again, **S** a seed document (a scheme
  or report of a council), **P** another province's practice, **D** our own design.
- **Độ tin cậy** (confidence): cao, vừa, **thấp**. What is low stands once more in the last table: read it first.
- **Hệ thống**: chặn (refuses), nhắc (allows with a recorded reason), chỉ tính (computes and shows).
- **Hội đồng tự đặt**: whether a council may set its own value in its regulation, and within which bounds.
- **Cấp**: the level of the councils that the rule is for.
"""
_PARAMETER_HEAD = """\
| Quy tắc | Nội dung | Hiệu lực | Giá trị | Đơn vị | Hệ thống | Nguồn | Mã nguồn | Độ tin cậy | Cấp | Hội đồng tự đặt |
|---|---|---|---|---|---|---|---|---|---|---|"""
_DAY_HEAD = """\
| Ngày | Loại | Tên | Nguồn | Mã nguồn | Độ tin cậy |
|---|---|---|---|---|---|"""
_SUMMARY_HEAD = """\
| Chủ đề | Số quy định | Chặn | Nhắc | Chỉ tính | Hội đồng tự đặt | Độ tin cậy thấp |
|---|---|---|---|---|---|---|"""
_READING_HEAD = """\
| Quy tắc | Cách hiểu |
|---|---|"""
_LOW_HEAD = """\
| Quy tắc | Nội dung | Giá trị | Nguồn, ghi chú |
|---|---|---|---|"""


def render(book: Book | None = None, calendar: WorkingCalendar | None = None) -> str:
    """Return the whole document as Markdown."""
    book = book or national_book()
    days = _calendar(calendar or national_calendar())
    return "\n".join([_INTRODUCTION, _summary(book), *_topics(book), _readings(), *days, _low(book)])


def _summary(book: Book) -> str:
    rows = [_summary_row(name, [own for own in book if own.topic == topic]) for topic, name in TOPIC_NAMES.items()]
    return f"## Tóm tắt\n\n{_SUMMARY_HEAD}\n" + _lines(rows)


def _summary_row(name: str, parameters: list[Parameter]) -> str:
    weights = [sum(parameter.weight is weight for parameter in parameters) for weight in Weight]
    settable = sum(parameter.council_may_set for parameter in parameters)
    low = sum(_is_low(parameter) for parameter in parameters)
    return _row(name, *map(str, (len(parameters), *weights, settable, low)))


def _readings() -> str:
    rows = [_row(", ".join(reading.rules), reading.text) for reading in all_readings()]
    return f"## Cách hiểu, cách tính\n\n{_READING_HEAD}\n" + _lines(rows)


def _topics(book: Book) -> Iterator[str]:
    for topic, name in TOPIC_NAMES.items():
        rows = [row for parameter in book if parameter.topic == topic for row in _rows(parameter)]
        yield f"## {name}\n\n{_PARAMETER_HEAD}\n" + _lines(rows)


def _rows(parameter: Parameter) -> Iterator[str]:
    ends = [value.from_on - ONE_DAY for value in parameter.values[1:]]
    for dated, until in zip_longest(parameter.values, ends):
        yield _row(
            parameter.rule,
            f"{parameter.title}<br>`{parameter.key}`",
            _in_force(dated, until),
            _shown(dated, parameter),
            _unit(parameter),
            WEIGHT_NAMES[parameter.weight],
            _source(dated),
            dated.source.mark,
            _CONFIDENCE_NAMES[dated.source.confidence],
            ", ".join(_LEVEL_NAMES[level] for level in parameter.levels),
            _settable(parameter),
        )


def _in_force(dated: DatedValue, until: date | None) -> str:
    since = f"từ {written_day(dated.from_on)}"
    return since if until is None else f"{since} đến {written_day(until)}"


def _shown(dated: DatedValue, parameter: Parameter) -> str:
    values = {level: show(dated.by_level[level], parameter.unit) for level in parameter.levels}
    if len(set(values.values())) == 1:
        return values[parameter.levels[0]]
    return "; ".join(f"{_LEVEL_NAMES[level]} {value}" for level, value in values.items())


def _unit(parameter: Parameter) -> str:
    name = UNIT_NAMES[parameter.unit]
    return f"{name}, {_DIRECTION_NAMES[parameter.direction]}" if parameter.direction else name


def _source(dated: DatedValue) -> str:
    return ". ".join(part for part in (str(dated.source), dated.source.note) if part)


def _settable(parameter: Parameter) -> str:
    if not parameter.council_may_set:
        return "không"
    if parameter.at_least is None or parameter.at_most is None:
        return "có"
    return f"có, từ {show(parameter.at_least, parameter.unit)} đến {show(parameter.at_most, parameter.unit)}"


def _calendar(calendar: WorkingCalendar) -> Iterator[str]:
    for year in sorted({day.year for day in calendar.days}):
        state = "đã công bố" if calendar.is_official(year) else "tạm tính, chưa có lịch công bố"
        rows = [
            _row(
                full_day(on),
                DAY_KIND_NAMES[day.kind],
                day.name,
                day.decision,
                day.mark,
                _CONFIDENCE_NAMES[day.confidence],
            )
            for on, day in sorted(calendar.days.items())
            if on.year == year
        ]
        yield f"## Ngày nghỉ và làm bù năm {year} ({state})\n\n{_DAY_HEAD}\n" + _lines(rows)


def _low(book: Book) -> str:
    rows = [
        _row(parameter.rule, parameter.title, _shown(parameter.values[-1], parameter), _source(parameter.values[-1]))
        for parameter in book
        if _is_low(parameter)
    ]
    return f"## Những giá trị độ tin cậy thấp, cần đọc lại văn bản\n\n{_LOW_HEAD}\n" + _lines(rows)


def _is_low(parameter: Parameter) -> bool:
    return parameter.values[-1].source.confidence == "L"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


def main(arguments: list[str]) -> None:
    """Write the document to the path given, or to the standard output."""
    if arguments:
        Path(arguments[0]).write_text(render(), encoding="utf-8")
    else:
        sys.stdout.write(render())


if __name__ == "__main__":  # pragma: no cover -- main is tested
    main(sys.argv[1:])
