"""What the decrees fix about official documents: kinds, abbreviations, number and symbol, days of effect.

Source of the kinds and the order of the parts: Nghị định 30/2020/NĐ-CP, Phụ lục I and III, in force
from 2020-03-05. Number patterns of resolutions: rules R-RES-03, R-RES-04 (the number of a normative
resolution carries the year, that of an individual one must not).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from council.law import Level, Rules, effective_floor

ISSUER_CODE = "HĐND"
_KINDS_OF_UNIT = ("Thành phố", "Tỉnh", "Phường", "Xã", "Đặc khu")
# Without 0 O 1 I L: a code is read aloud and typed from paper.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 8


class Kind(StrEnum):
    """The kinds of official document that a council issues."""

    NORMATIVE_RESOLUTION = "normative_resolution"
    INDIVIDUAL_RESOLUTION = "individual_resolution"
    DECISION = "decision"
    REGULATION = "regulation"
    RULES = "rules"
    ANNOUNCEMENT = "announcement"
    GUIDANCE = "guidance"
    PROGRAMME = "programme"
    PLAN = "plan"
    OPTION = "option"
    SCHEME = "scheme"
    PROJECT = "project"
    REPORT = "report"
    MINUTES = "minutes"
    SUBMISSION = "submission"
    CONCLUSION = "conclusion"
    TELEGRAM = "telegram"
    MEMORANDUM = "memorandum"
    AGREEMENT = "agreement"
    AUTHORISATION = "authorisation"
    INVITATION = "invitation"
    INTRODUCTION = "introduction"
    DELIVERY_NOTE = "delivery_note"
    FORWARDING_NOTE = "forwarding_note"
    NOTICE_NOTE = "notice_note"
    LETTER = "letter"


@dataclass(frozen=True)
class KindRule:
    """One row of the table: the Vietnamese name, the abbreviation in the symbol, whether the number has the year."""

    name: str
    abbreviation: str
    number_has_year: bool = False


KINDS: dict[Kind, KindRule] = {
    Kind.NORMATIVE_RESOLUTION: KindRule("Nghị quyết quy phạm pháp luật", "NQ", number_has_year=True),
    Kind.INDIVIDUAL_RESOLUTION: KindRule("Nghị quyết cá biệt", "NQ"),
    Kind.DECISION: KindRule("Quyết định", "QĐ"),
    Kind.REGULATION: KindRule("Quy chế", "QC"),
    Kind.RULES: KindRule("Quy định", "QyĐ"),
    Kind.ANNOUNCEMENT: KindRule("Thông báo", "TB"),
    Kind.GUIDANCE: KindRule("Hướng dẫn", "HD"),
    Kind.PROGRAMME: KindRule("Chương trình", "CTr"),
    Kind.PLAN: KindRule("Kế hoạch", "KH"),
    Kind.OPTION: KindRule("Phương án", "PA"),
    Kind.SCHEME: KindRule("Đề án", "ĐA"),
    Kind.PROJECT: KindRule("Dự án", "DA"),
    Kind.REPORT: KindRule("Báo cáo", "BC"),
    Kind.MINUTES: KindRule("Biên bản", "BB"),
    Kind.SUBMISSION: KindRule("Tờ trình", "TTr"),
    Kind.CONCLUSION: KindRule("Kết luận", "KL"),
    Kind.TELEGRAM: KindRule("Công điện", "CĐ"),
    Kind.MEMORANDUM: KindRule("Bản ghi nhớ", "BGN"),
    Kind.AGREEMENT: KindRule("Bản thoả thuận", "BTT"),
    Kind.AUTHORISATION: KindRule("Giấy uỷ quyền", "GUQ"),
    Kind.INVITATION: KindRule("Giấy mời", "GM"),
    Kind.INTRODUCTION: KindRule("Giấy giới thiệu", "GGT"),
    Kind.DELIVERY_NOTE: KindRule("Phiếu gửi", "PG"),
    Kind.FORWARDING_NOTE: KindRule("Phiếu chuyển", "PC"),
    Kind.NOTICE_NOTE: KindRule("Phiếu báo", "PB"),
    Kind.LETTER: KindRule("Công văn", ""),
}
RESOLUTIONS = frozenset({Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION})


@dataclass(frozen=True)
class Article:
    """One Điều. Without a title its first paragraph stands on the line of its number."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """What a document says: its legal bases (căn cứ), its articles, and who receives it (nơi nhận)."""

    bases: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    recipients: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be final: at least one article, and none that says nothing."""
        return bool(self.articles) and all(any(part.strip() for part in each.paragraphs) for each in self.articles)

    def as_json(self) -> dict[str, Any]:
        """Return the text as it is stored."""
        return {
            "bases": list(self.bases),
            "articles": [{"title": each.title, "paragraphs": list(each.paragraphs)} for each in self.articles],
            "recipients": list(self.recipients),
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Self:
        """Return a stored text."""
        articles = (Article(each["title"], tuple(each["paragraphs"])) for each in body.get("articles", ()))
        return cls(tuple(body.get("bases", ())), tuple(articles), tuple(body.get("recipients", ())))


@dataclass(frozen=True)
class Letterhead:
    """The council's full name and the place name, as printed."""

    issuer: str
    place: str


def symbol_of(*, kind: Kind, number: int, year: int, unit: str = "VP") -> str:
    """Return number and symbol as printed: ``28/NQ-HĐND``, ``03/2026/NQ-HĐND``, ``12/HĐND-VP``.

    ``unit`` is the drafting unit's code, which only official letters carry.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I.3 (numbers below ten begin with 0).
    """
    rule = KINDS[kind]
    if not rule.abbreviation:
        return f"{number:02d}/{ISSUER_CODE}-{unit}"
    if rule.number_has_year:
        return f"{number:02d}/{year}/{rule.abbreviation}-{ISSUER_CODE}"
    return f"{number:02d}/{rule.abbreviation}-{ISSUER_CODE}"


def fits_pattern(*, kind: Kind, symbol: str) -> bool:
    """Say whether a symbol has the pattern of its kind (R-RES-04: the year where it must be, nowhere else)."""
    rule = KINDS[kind]
    number = r"(0[1-9]|[1-9]\d+)"
    if not rule.abbreviation:
        return re.fullmatch(rf"{number}/{ISSUER_CODE}-\w+", symbol) is not None
    year = r"/\d{4}" if rule.number_has_year else ""
    return re.fullmatch(rf"{number}{year}/{rule.abbreviation}-{ISSUER_CODE}", symbol) is not None


def earliest_effect(*, kind: Kind, adopted_on: date, rules: Rules) -> date:
    """Return the first day on which a document may take effect.

    A normative resolution: so many days after its adoption (R-RES-01, a floor that is never shifted
    off a day off). Any other document may take effect on the day of its adoption.
    """
    if kind is Kind.NORMATIVE_RESOLUTION:
        return effective_floor(adopted_on=adopted_on, level=rules.level, rules=rules).due_on
    return adopted_on


def public_path(short_code: str) -> str:
    """Return the permanent path of a document on its council's public pages."""
    return f"/vb/{short_code}"


def workspace_path(document_id: UUID) -> str:
    """Return the path of a document in the workspace of the council's people."""
    return f"/van-ban/{document_id}/"


def place_of(unit_name: str) -> str:
    """Return the place name printed before the date: ``Ninh Bình`` for ``Tỉnh Ninh Bình``."""
    for kind in _KINDS_OF_UNIT:
        if unit_name.lower().startswith(f"{kind.lower()} "):
            return unit_name[len(kind) + 1 :]
    return unit_name


def issuer_of(unit_name: str) -> str:
    """Return the council's full name: ``Hội đồng nhân dân tỉnh Ninh Bình``."""
    place = place_of(unit_name)
    kind = unit_name[: len(unit_name) - len(place)].lower()
    return f"Hội đồng nhân dân {kind}{place}"


def skeleton(*, subject: str, issuer: str, level: Level) -> Text:
    """Return the text with which the draft of an adopted resolution begins; the office completes it."""
    unit = issuer.removeprefix("Hội đồng nhân dân ")
    upward = "Uỷ ban Thường vụ Quốc hội" if level is Level.PROVINCE else "Thường trực Hội đồng nhân dân tỉnh"
    return Text(
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",),
        articles=(
            Article("", (f"Thông qua nội dung: {subject}.",)),
            Article(
                "Tổ chức thực hiện",
                (
                    f"1. Uỷ ban nhân dân {unit} tổ chức thực hiện Nghị quyết này.",
                    "2. Thường trực, các Ban, các Tổ đại biểu và đại biểu Hội đồng nhân dân giám sát việc thực hiện.",
                ),
            ),
        ),
        recipients=(upward, f"Uỷ ban nhân dân {unit}", "Các Ban của Hội đồng nhân dân", "Đại biểu Hội đồng nhân dân"),
    )
