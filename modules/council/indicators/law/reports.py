"""The report on a council's work in a period: which figures it has, under which headings, in which words.

The headings after the figures follow the outline of every report and stay empty: judging is for people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from council.documents.law import KINDS, RESOLUTIONS, Article, Issuer, Kind, Text, table_lines
from council.indicators.law.achieved import Communes, Trend, achieved, moved, of_communes
from council.indicators.law.periods import Period
from council.indicators.law.ratios import grouped
from council.indicators.law.told import Told
from council.law import SessionKind

SESSIONS = {
    SessionKind.REGULAR: "kỳ họp thường lệ",
    SessionKind.THEMATIC: "kỳ họp chuyên đề",
    SessionKind.EXTRAORDINARY: "kỳ họp giải quyết công việc phát sinh đột xuất",
    SessionKind.INAUGURAL: "kỳ họp thứ nhất của nhiệm kỳ",
}
_TO_WRITE = ("Đánh giá chung; tồn tại, hạn chế và nguyên nhân", "Phương hướng, nhiệm vụ thời gian tới", "Kiến nghị")
_RECIPIENTS = ("Thường trực, các Ban của Hội đồng nhân dân", "Đại biểu Hội đồng nhân dân")


@dataclass(frozen=True)
class Figures:
    """What was counted from the first day of a period to ``until``, both included.

    ``sessions`` by kind and ``items`` of those that opened then; ``sittings``, presence and votes by their own day;
    ``issued`` by issuing body and kind, without what was withdrawn; ``ended`` without those whose term was over.
    """

    period: Period
    until: date
    sessions: Mapping[SessionKind, int]
    sittings: int
    items: int
    adopted: int
    rejected: int
    heard: int
    votes_adopted: int
    votes_rejected: int
    present: int
    excused: int
    absent: int
    issued: Mapping[tuple[Issuer, Kind], int]
    delegates: int
    ended: int

    @property
    def held(self) -> int:
        """Return the sessions of all kinds."""
        return sum(self.sessions.values())

    @property
    def votes(self) -> int:
        """Return the votes that were counted."""
        return self.votes_adopted + self.votes_rejected

    @property
    def resolutions(self) -> dict[Kind, int]:
        """Return the resolutions of the council itself by kind."""
        own = {kind: self.issued.get((Issuer.COUNCIL, kind), 0) for kind in Kind if kind in RESOLUTIONS}
        return {kind: count for kind, count in own.items() if count}

    @property
    def of_standing(self) -> int:
        """Return the resolutions of the standing committee."""
        return self.issued.get((Issuer.STANDING_COMMITTEE, Kind.INDIVIDUAL_RESOLUTION), 0)

    @property
    def others(self) -> dict[Kind, int]:
        """Return what is no resolution, of all bodies, by kind in the order of their table."""
        counts = {kind: sum(n for (_, each), n in self.issued.items() if each is kind) for kind in Kind}
        return {kind: count for kind, count in counts.items() if count and kind not in RESOLUTIONS}

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was done in the period, as far as is recorded here."""
        return not (self.held or self.sittings or self.votes or self.issued)


@dataclass(frozen=True)
class Line:
    """One figure: what leads to its list (``about``), what is counted, how many; ``is_part`` of the one above."""

    about: str
    label: str
    count: int
    is_part: bool = False


@dataclass(frozen=True)
class Group:
    """The figures of one heading."""

    heading: str
    lines: tuple[Line, ...]


def groups_of(figures: Figures) -> tuple[Group, ...]:
    """Return the table of the figures, as the page and the report show it."""
    return (
        Group("Tổ chức kỳ họp", _of_sessions(figures)),
        Group("Ban hành văn bản", _of_documents(figures)),
        Group("Đại biểu Hội đồng nhân dân", _of_delegates(figures)),
    )


def subject_of(period: Period, council: str) -> str:
    """Return the title of the report; ``council`` is its full name."""
    return f"{period.heading} của {council} {period.name}"


def report_text(
    figures: Figures, council: str, told: Sequence[Told], trend: Trend, communes: Communes | None = None
) -> Text:
    """Return the draft: sentences with the figures, the indicators, the tables, and what people have to write.

    ``communes`` are told by a province only.
    """
    told_here = (
        Article("Tổ chức kỳ họp", (_span(figures, council), *_held(figures, council))),
        Article("Ban hành nghị quyết và các văn bản khác", _issued(figures, council)),
        Article("Đại biểu Hội đồng nhân dân", _served(figures)),
        achieved(told),
        moved(trend),
        *([of_communes(communes)] if communes else []),
        Article("Biểu số liệu", table_lines(("Nội dung", "Số lượng"), _table(groups_of(figures)))),
    )
    return Text(articles=told_here + tuple(Article(heading, ()) for heading in _TO_WRITE), recipients=_RECIPIENTS)


def _of_sessions(figures: Figures) -> tuple[Line, ...]:
    kinds = (Line("sessions", _capital(SESSIONS[kind]), count, True) for kind, count in figures.sessions.items())
    return (
        Line("sessions", "Kỳ họp đã tổ chức", figures.held),
        *kinds,
        Line("sessions", "Nội dung trong chương trình các kỳ họp", figures.items),
        Line("sessions", "Được thông qua", figures.adopted, True),
        Line("sessions", "Không được thông qua", figures.rejected, True),
        Line("sessions", "Báo cáo đã nghe", figures.heard, True),
        Line("sessions", "Phiên họp đã tiến hành", figures.sittings),
        Line("", "Lượt đại biểu có mặt", figures.present, True),
        Line("", "Lượt đại biểu vắng có lý do", figures.excused, True),
        Line("", "Lượt đại biểu vắng không lý do", figures.absent, True),
        Line("sessions", "Lần biểu quyết", figures.votes),
        Line("sessions", "Thông qua", figures.votes_adopted, True),
        Line("sessions", "Không thông qua", figures.votes_rejected, True),
    )


def _of_documents(figures: Figures) -> tuple[Line, ...]:
    own, others = figures.resolutions, figures.others
    return (
        Line("", "Nghị quyết của Hội đồng nhân dân", sum(own.values())),
        *(Line(f"council:{kind}", KINDS[kind].name, count, True) for kind, count in own.items()),
        Line(
            f"{Issuer.STANDING_COMMITTEE}:{Kind.INDIVIDUAL_RESOLUTION}",
            "Nghị quyết của Thường trực Hội đồng nhân dân",
            figures.of_standing,
        ),
        Line("", "Văn bản khác", sum(others.values())),
        *(Line(f":{kind}", KINDS[kind].name, count, True) for kind, count in others.items()),
    )


def _of_delegates(figures: Figures) -> tuple[Line, ...]:
    return (
        Line("delegates", "Đại biểu làm nhiệm vụ trong kỳ", figures.delegates),
        Line("", "Đại biểu thôi làm nhiệm vụ trước khi hết nhiệm kỳ", figures.ended),
    )


def _span(figures: Figures, council: str) -> str:
    first, last = (f"{day:%d/%m/%Y}" for day in (figures.period.first, figures.until))
    return f"Số liệu được tổng hợp từ hồ sơ của {council}, tính từ ngày {first} đến hết ngày {last}."


def _held(figures: Figures, council: str) -> tuple[str, ...]:
    if not (figures.held or figures.sittings or figures.votes):
        return (f"Trong {figures.period.name}, {council} không tổ chức kỳ họp nào.",)
    kinds = _listed((count, SESSIONS[kind]) for kind, count in figures.sessions.items())
    of_items = ((figures.adopted, "nội dung được thông qua"), (figures.rejected, "nội dung không được thông qua"))
    items = _listed([*of_items, (figures.heard, "báo cáo được nghe")])
    votes = _listed([(figures.votes_adopted, "lần thông qua"), (figures.votes_rejected, "lần không thông qua")])
    seats = ((figures.present, "lượt đại biểu có mặt"), (figures.excused, "lượt vắng có lý do"))
    if figures.held:
        opened = (
            _sentence(f"Trong {figures.period.name}, {council} đã tổ chức {grouped(figures.held)} kỳ họp", kinds),
            _sentence(f"Các kỳ họp có {grouped(figures.items)} nội dung trong chương trình", items),
        )
    else:
        opened = (f"Trong {figures.period.name}, {council} tiếp tục kỳ họp đã khai mạc trước đó.",)
    return (
        *opened,
        _sentence(
            f"Hội đồng nhân dân đã tiến hành {grouped(figures.sittings)} phiên họp",
            _listed([*seats, (figures.absent, "lượt vắng không lý do")]),
            ", với",
        ),
        _sentence(f"Hội đồng nhân dân đã biểu quyết {grouped(figures.votes)} lần", votes),
    )


def _issued(figures: Figures, council: str) -> tuple[str, ...]:
    if not figures.issued:
        return (f"Trong {figures.period.name}, {council} và các cơ quan của Hội đồng không ban hành văn bản nào.",)
    own, others = figures.resolutions, figures.others
    said = [_sentence(f"{council} đã ban hành {grouped(sum(own.values()))} nghị quyết", _by_kind(own))]
    if figures.of_standing:
        said.append(f"Thường trực Hội đồng nhân dân đã ban hành {grouped(figures.of_standing)} nghị quyết.")
    if others:
        start = (
            f"Hội đồng nhân dân và các cơ quan của Hội đồng đã ban hành {grouped(sum(others.values()))} văn bản khác"
        )
        said.append(_sentence(start, _by_kind(others)))
    return tuple(said)


def _served(figures: Figures) -> tuple[str, ...]:
    if not figures.delegates:
        return ("Trong kỳ báo cáo chưa ghi nhận đại biểu nào làm nhiệm vụ.",)
    left = f"có {grouped(figures.ended)} đại biểu" if figures.ended else "không có đại biểu nào"
    said = (
        f"Trong kỳ báo cáo có {grouped(figures.delegates)} đại biểu Hội đồng nhân dân làm nhiệm vụ; "
        f"{left} thôi làm nhiệm vụ trước khi hết nhiệm kỳ."
    )
    return (said,)


def _table(groups: Iterable[Group]) -> Iterable[tuple[str, str]]:
    for number, group in enumerate(groups, start=1):
        yield f"{number}. {group.heading}", ""
        for line in group.lines:
            yield f"{'+' if line.is_part else '-'} {line.label}", grouped(line.count)


def _by_kind(counts: Mapping[Kind, int]) -> str:
    names = ((kind, KINDS[kind].name) for kind in counts)
    return _listed((counts[kind], f"{name[:1].lower()}{name[1:]}") for kind, name in names)


def _listed(counts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{grouped(count)} {what}" for count, what in counts if count)


def _sentence(start: str, parts: str, joint: str = ", gồm") -> str:
    return f"{start}{joint} {parts}." if parts else f"{start}."


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
