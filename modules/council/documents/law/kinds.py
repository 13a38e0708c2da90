"""The kinds of official document, each with its abbreviation and the form in which it is laid out.

Source: Nghị định 30/2020/NĐ-CP, Điều 7 (the kinds), Phụ lục III, mục I (the abbreviations, by row), in
force from 2020-03-05. A normative resolution: Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15. A
conclusion is in no row of the annex; councils issue it by practice.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of official document that a council issues."""

    NORMATIVE_RESOLUTION = "normative_resolution"
    INDIVIDUAL_RESOLUTION = "individual_resolution"
    DECISION = "decision"
    DIRECTIVE = "directive"
    REGULATION = "regulation"
    RULES = "rules"
    COMMUNIQUE = "communique"
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
    CONTRACT = "contract"
    CONCLUSION = "conclusion"
    TELEGRAM = "telegram"
    MEMORANDUM = "memorandum"
    AGREEMENT = "agreement"
    AUTHORISATION = "authorisation"
    INVITATION = "invitation"
    INTRODUCTION = "introduction"
    LEAVE = "leave"
    DELIVERY_NOTE = "delivery_note"
    FORWARDING_NOTE = "forwarding_note"
    NOTICE_NOTE = "notice_note"
    LETTER = "letter"


class Form(StrEnum):
    """How a document is laid out: which blocks it has, and in which order."""

    ARTICLES = "articles"
    SECTIONS = "sections"
    SUBMISSION = "submission"
    LETTER = "letter"
    INVITATION = "invitation"
    MINUTES = "minutes"


class FactName(StrEnum):
    """What an invitation or the minutes say in a line of its own."""

    TIME = "time"
    PLACE = "place"
    PRESENT = "present"
    CHAIR = "chair"
    SECRETARY = "secretary"
    CLOSED = "closed"


FACT_LABELS: dict[FactName, str] = {
    FactName.TIME: "Thời gian",
    FactName.PLACE: "Địa điểm",
    FactName.PRESENT: "Thành phần",
    FactName.CHAIR: "Chủ trì",
    FactName.SECRETARY: "Thư ký",
    FactName.CLOSED: "Kết thúc vào hồi",
}


@dataclass(frozen=True)
class FormRule:
    """Which blocks a form has: legal bases, addressees (and whether it must have them), lines of facts."""

    has_bases: bool = False
    has_addressees: bool = False
    needs_addressees: bool = False
    facts: tuple[FactName, ...] = ()
    needed_facts: tuple[FactName, ...] = ()


_MINUTES = (
    FactName.TIME,
    FactName.PLACE,
    FactName.PRESENT,
    FactName.CHAIR,
    FactName.SECRETARY,
    FactName.CLOSED,
)
FORMS: dict[Form, FormRule] = {
    Form.ARTICLES: FormRule(has_bases=True),
    Form.SECTIONS: FormRule(has_bases=True, has_addressees=True),
    Form.SUBMISSION: FormRule(has_bases=True, has_addressees=True, needs_addressees=True),
    Form.LETTER: FormRule(has_addressees=True, needs_addressees=True),
    Form.INVITATION: FormRule(
        has_addressees=True,
        needs_addressees=True,
        facts=(FactName.TIME, FactName.PLACE, FactName.CHAIR),
        needed_facts=(FactName.TIME, FactName.PLACE),
    ),
    Form.MINUTES: FormRule(facts=_MINUTES, needed_facts=_MINUTES),
}


@dataclass(frozen=True)
class KindRule:
    """One row of the table: the Vietnamese name, the abbreviation in the symbol, whether the number has the year.

    ``annex_row`` is the row in Phụ lục III, mục I; None where the annex has none.
    """

    name: str
    abbreviation: str
    number_has_year: bool = False
    form: Form = Form.SECTIONS
    annex_row: int | None = None


KINDS: dict[Kind, KindRule] = {
    Kind.NORMATIVE_RESOLUTION: KindRule("Nghị quyết quy phạm pháp luật", "NQ", True, Form.ARTICLES),
    Kind.INDIVIDUAL_RESOLUTION: KindRule("Nghị quyết cá biệt", "NQ", False, Form.ARTICLES, 1),
    Kind.DECISION: KindRule("Quyết định", "QĐ", False, Form.ARTICLES, 2),
    Kind.DIRECTIVE: KindRule("Chỉ thị", "CT", annex_row=3),
    Kind.REGULATION: KindRule("Quy chế", "QC", False, Form.ARTICLES, 4),
    Kind.RULES: KindRule("Quy định", "QyĐ", False, Form.ARTICLES, 5),
    Kind.COMMUNIQUE: KindRule("Thông cáo", "TC", annex_row=6),
    Kind.ANNOUNCEMENT: KindRule("Thông báo", "TB", annex_row=7),
    Kind.GUIDANCE: KindRule("Hướng dẫn", "HD", annex_row=8),
    Kind.PROGRAMME: KindRule("Chương trình", "CTr", annex_row=9),
    Kind.PLAN: KindRule("Kế hoạch", "KH", annex_row=10),
    Kind.OPTION: KindRule("Phương án", "PA", annex_row=11),
    Kind.SCHEME: KindRule("Đề án", "ĐA", annex_row=12),
    Kind.PROJECT: KindRule("Dự án", "DA", annex_row=13),
    Kind.REPORT: KindRule("Báo cáo", "BC", annex_row=14),
    Kind.MINUTES: KindRule("Biên bản", "BB", False, Form.MINUTES, 15),
    Kind.SUBMISSION: KindRule("Tờ trình", "TTr", False, Form.SUBMISSION, 16),
    Kind.CONTRACT: KindRule("Hợp đồng", "HĐ", False, Form.ARTICLES, 17),
    Kind.CONCLUSION: KindRule("Kết luận", "KL"),
    Kind.TELEGRAM: KindRule("Công điện", "CĐ", False, Form.SUBMISSION, 18),
    Kind.MEMORANDUM: KindRule("Bản ghi nhớ", "BGN", annex_row=19),
    Kind.AGREEMENT: KindRule("Bản thoả thuận", "BTT", False, Form.ARTICLES, 20),
    Kind.AUTHORISATION: KindRule("Giấy uỷ quyền", "GUQ", annex_row=21),
    Kind.INVITATION: KindRule("Giấy mời", "GM", False, Form.INVITATION, 22),
    Kind.INTRODUCTION: KindRule("Giấy giới thiệu", "GGT", annex_row=23),
    Kind.LEAVE: KindRule("Giấy nghỉ phép", "GNP", annex_row=24),
    Kind.DELIVERY_NOTE: KindRule("Phiếu gửi", "PG", annex_row=25),
    Kind.FORWARDING_NOTE: KindRule("Phiếu chuyển", "PC", annex_row=26),
    Kind.NOTICE_NOTE: KindRule("Phiếu báo", "PB", annex_row=27),
    Kind.LETTER: KindRule("Công văn", "", False, Form.LETTER),
}
RESOLUTIONS = frozenset({Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION})


def form_of(kind: Kind) -> FormRule:
    """Return which blocks a document of this kind has."""
    return FORMS[KINDS[kind].form]
