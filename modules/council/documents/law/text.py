"""What a document says, as data: bases, articles or sections, addressees, lines of facts, recipients."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from council.documents.law.issuers import Issuer
from council.documents.law.kinds import FACT_LABELS, RESOLUTIONS, FactName, Kind, form_of
from council.documents.law.numbering import OFFICE_UNIT
from council.documents.law.tables import Table, pieces_of
from council.law import Level


@dataclass(frozen=True)
class Article:
    """One Điều, or one section. Without a title its first paragraph stands on the line of its number."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def pieces(self) -> list[str | Table]:
        """Return what it says: its paragraphs, and its tables in their places."""
        return pieces_of(self.paragraphs)


@dataclass(frozen=True)
class Text:
    """What a document says: its legal bases (căn cứ), its articles or sections, and who receives it (nơi nhận).

    ``addressees`` stand after "Kính gửi" or "Kính mời"; ``facts`` are the lines of an invitation or of minutes.
    """

    bases: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it can be final: at least one article, and none that says nothing."""
        return bool(self.articles) and all(any(part.strip() for part in each.paragraphs) for each in self.articles)

    def fact(self, name: FactName) -> str:
        """Return the line of a fact, empty when it is not known."""
        return dict(self.facts).get(name.value, "")

    def as_json(self) -> dict[str, Any]:
        """Return the text as it is stored; what its form does not have is left out."""
        stored: dict[str, Any] = {
            "bases": list(self.bases),
            "articles": [{"title": each.title, "paragraphs": list(each.paragraphs)} for each in self.articles],
            "recipients": list(self.recipients),
        }
        if self.addressees:
            stored["addressees"] = list(self.addressees)
        if self.facts:
            stored["facts"] = dict(self.facts)
        return stored

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Self:
        """Return a stored text."""
        articles = (Article(each["title"], tuple(each["paragraphs"])) for each in body.get("articles", ()))
        return cls(
            bases=tuple(body.get("bases", ())),
            articles=tuple(articles),
            recipients=tuple(body.get("recipients", ())),
            addressees=tuple(body.get("addressees", ())),
            facts=tuple(dict(body.get("facts", {})).items()),
        )


@dataclass(frozen=True)
class Letterhead:
    """The council's full name and the place name, as printed, and which of its bodies issues.

    ``unit`` is the drafting unit's code, which only letters print; ``committee_id`` says which committee.
    """

    issuer: str
    place: str
    body: Issuer = Issuer.COUNCIL
    committee_id: UUID | None = None
    unit: str = OFFICE_UNIT


def missing_of(*, kind: Kind, subject: str, text: Text, has_days: bool) -> tuple[str, ...]:
    """Return what a document still lacks before it can be final, in Vietnamese.

    ``has_days``: whether the days of adoption and effect are known, which only resolutions need.
    Source: Nghị định 30/2020/NĐ-CP, Điều 8, khoản 2 (the parts that every document has).
    """
    form = form_of(kind)
    said = dict(text.facts)
    lacking = [
        ("trích yếu", not subject.strip()),
        ("ngày thông qua, ngày có hiệu lực", kind in RESOLUTIONS and not has_days),
        ("nội dung (mỗi điều, mục phải có chữ)", not text.is_complete),
        ("nơi gửi đến (kính gửi, kính mời)", form.needs_addressees and not text.addressees),
        *((FACT_LABELS[name].lower(), not said.get(name.value, "").strip()) for name in form.needed_facts),
    ]
    return tuple(part for part, is_missing in lacking if is_missing)


def skeleton(*, subject: str, issuer: str, level: Level, findings: tuple[str, ...] = ()) -> Text:
    """Return the text with which the draft of an adopted resolution begins; the office completes it.

    ``findings`` are what it confirms, such as who was elected.
    """
    unit = issuer.removeprefix("Hội đồng nhân dân ")
    upward = "Uỷ ban Thường vụ Quốc hội" if level is Level.PROVINCE else "Thường trực Hội đồng nhân dân tỉnh"
    return Text(
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",),
        articles=(
            Article("", findings or (f"Thông qua nội dung: {subject}.",)),
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
