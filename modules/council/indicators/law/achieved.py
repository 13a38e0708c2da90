"""The part of a report that tells the indicators: results against targets, how they moved, those of the communes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from council.documents.law import Article, table_lines
from council.indicators.law.ratios import Standing, added, grouped
from council.indicators.law.scheme import RESOLUTIONS_LAWFUL, SESSIONS_LAWFUL
from council.indicators.law.told import STANDING_NAMES, Told

_NOT_YET = (
    "Các chỉ tiêu về giám sát, tiếp xúc cử tri, tiếp công dân, đơn thư và bồi dưỡng đại biểu chưa được tổng hợp "
    "trong báo cáo này."
)


@dataclass(frozen=True)
class Trend:
    """The indicators over several periods: the names of the periods, and for each indicator its values in them."""

    periods: tuple[str, ...]
    lines: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True)
class Communes:
    """The indicators of each commune by its name, and of how many of all units that are to have a council."""

    lines: tuple[tuple[str, tuple[Told, ...]], ...]
    expected: int


def achieved(told: Sequence[Told]) -> Article:
    """Return the section of results: each indicator with its arithmetic, its target and what it comes to."""
    known = [each for each in told if each.standing is not Standing.NO_DATA]
    met = sum(each.standing is Standing.MET for each in known)
    rows = [(_label(each), each.arithmetic, each.wanted, STANDING_NAMES[each.standing]) for each in known]
    missing = "; ".join(_label(each)[:1].lower() + _label(each)[1:] for each in told if each not in known)
    said = [
        f"Có {len(known)} chỉ tiêu có số liệu trong kỳ, trong đó {met} chỉ tiêu đạt mục tiêu."
        if known
        else "Trong kỳ chưa có số liệu để tính các chỉ tiêu.",
        *(table_lines(("Chỉ tiêu", "Cách tính, kết quả", "Mục tiêu", "Đánh giá"), rows) if rows else ()),
        *([f"Chưa có số liệu trong kỳ: {missing}."] if missing and known else ()),
        _NOT_YET,
    ]
    return Article("Kết quả thực hiện các chỉ tiêu", tuple(said))


def moved(trend: Trend) -> Article:
    """Return the section that tells how the indicators moved, a dash where nothing was counted."""
    rows = [(_label(line[0]), *(each.in_table for each in line)) for line in trend.lines]
    return Article("Diễn biến các chỉ tiêu", table_lines(("Chỉ tiêu", *trend.periods), rows))


def of_communes(communes: Communes) -> Article:
    """Return the section of a province's communes: figures and indicators of each, and of all together."""
    lines = communes.lines
    said = [_coverage(communes)]
    if lines:
        heading = ("Xã, phường", "Kỳ họp", "Nghị quyết", *(each.indicator.short for each in lines[0][1]))
        rows = [(name, *_cells(told)) for name, told in lines]
        said += [*table_lines(heading, [*rows, ("Cộng", *_cells(_whole(told for _name, told in lines)))])]
        said.append(
            "NQ là nghị quyết; gạch ngang là chưa có số liệu. Dòng cộng tính từ tổng tử số và tổng mẫu số "
            "của các xã, phường, không phải trung bình của các tỷ lệ. Biểu không có số liệu phải ẩn."
        )
    return Article("Số liệu các xã, phường", tuple(said))


def _cells(told: Iterable[Told]) -> tuple[str, ...]:
    by_name = {each.indicator.name: each for each in told}
    sessions, resolutions = by_name[SESSIONS_LAWFUL.name], by_name[RESOLUTIONS_LAWFUL.name]
    counts = (grouped(sessions.ratio.denominator), grouped(resolutions.ratio.numerator))
    return (*counts, *(each.in_table for each in by_name.values()))


def _whole(communes: Iterable[tuple[Told, ...]]) -> list[Told]:
    columns = zip(*communes, strict=True)
    return [Told(column[0].indicator, added(each.ratio for each in column), column[0].target) for column in columns]


def _coverage(communes: Communes) -> str:
    n, m = len(communes.lines), communes.expected
    if not n:
        return "Chưa có hội đồng nhân dân cấp xã nào có số liệu."
    lacking = f"; {grouped(m - n)} hội đồng chưa có số liệu" if m > n else ""
    return f"Số liệu từ {grouped(n)}/{grouped(m)} hội đồng nhân dân cấp xã{lacking}."


def _label(told: Told) -> str:
    return told.indicator.label
