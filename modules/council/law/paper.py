"""docs/law.md: every parameter of the law in tables that a lawyer can read and check.

``python -m council.law.paper docs/law.md`` writes it; a test compares it with the parameters.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from council.law.calendar import DayKind, WorkingCalendar, national_calendar
from council.law.national import TOPIC_NAMES, Book, DatedValue, Level, Parameter, Weight, national_book
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
_INTRODUCTION = """\
<!-- Printed from modules/council/law/parameters by `python3 dev docs`; do not edit. -->
# The law in numbers

Each number that the system applies, with its source and the day from which it holds. A change of law adds a dated
value; an old one is never edited. Mark: **V** seen in a published text, **K** known and not read again, **S** a seed
document, **P** another province's practice, **D** our own design. Confidence: **H** high, **M** medium, **L** low.
"Hội đồng tự đặt" says whether a council may set its own value in its regulation.
"""
_PARAMETER_HEAD = """\
| Quy tắc | Nội dung | Từ ngày | Giá trị | Đơn vị | Hệ thống | Nguồn | Độ tin cậy | Hội đồng tự đặt |
|---|---|---|---|---|---|---|---|---|"""
_DAY_HEAD = """\
| Ngày | Loại | Tên | Nguồn |
|---|---|---|---|"""


def render(book: Book | None = None, calendar: WorkingCalendar | None = None) -> str:
    """Return the whole document as Markdown."""
    blocks = [_INTRODUCTION, *_topics(book or national_book()), *_calendar(calendar or national_calendar())]
    return "\n".join(blocks)


def _topics(book: Book) -> Iterator[str]:
    for topic, name in TOPIC_NAMES.items():
        rows = [row for parameter in book if parameter.topic == topic for row in _rows(parameter)]
        yield f"## {name}\n\n{_PARAMETER_HEAD}\n" + _lines(rows)


def _rows(parameter: Parameter) -> Iterator[str]:
    for dated in parameter.values:
        source = "; ".join(part for part in (str(dated.source), dated.source.note) if part)
        yield _row(
            parameter.rule,
            f"{parameter.title}<br>`{parameter.key}`",
            written_day(dated.from_on),
            _shown(dated),
            UNIT_NAMES[parameter.unit],
            WEIGHT_NAMES[parameter.weight],
            source,
            f"{dated.source.mark} / {dated.source.confidence}",
            "có" if parameter.council_may_set else "không",
        )


def _shown(dated: DatedValue) -> str:
    values = {level: show(dated.by_level[level]) for level in Level}
    if len(set(values.values())) == 1:
        return values[Level.PROVINCE]
    return "; ".join(f"{_LEVEL_NAMES[level]} {value}" for level, value in values.items())


def _calendar(calendar: WorkingCalendar) -> Iterator[str]:
    for year in sorted({day.year for day in calendar.days}):
        state = "đã công bố" if calendar.is_official(year) else "tạm tính, chưa có lịch công bố"
        rows = [
            _row(full_day(on), DAY_KIND_NAMES[day.kind], day.name, day.decision)
            for on, day in sorted(calendar.days.items())
            if on.year == year
        ]
        yield f"## Ngày nghỉ và làm bù năm {year} ({state})\n\n{_DAY_HEAD}\n" + _lines(rows)


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
