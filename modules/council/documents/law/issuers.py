"""Who issues documents in a council, in whose name they are signed, and what stands in their symbols.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I.2 (name of the issuing body), I.3 (its
abbreviation in the symbol), I.7 (TM., KT., TL. before the signature); the bodies: Luật Tổ chức chính
quyền địa phương 72/2025/QH15, Điều 29.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.documents.law.kinds import RESOLUTIONS, Kind
from council.people.law import ActingAs

COUNCIL_CODE = "HĐND"


class Issuer(StrEnum):
    """A body of the council that issues documents of its own; committees by their kind."""

    COUNCIL = "council"
    STANDING_COMMITTEE = "standing_committee"
    LEGAL = "legal"
    ECONOMY_BUDGET = "economy_budget"
    CULTURE_SOCIETY = "culture_society"
    ETHNIC_AFFAIRS = "ethnic_affairs"
    URBAN = "urban"
    ECONOMY_SOCIETY = "economy_society"
    SUPERVISION_TEAM = "supervision_team"
    OFFICE = "office"


@dataclass(frozen=True)
class IssuerRule:
    """One row: the name, and the codes among which a council chooses for its symbols, the usual one first."""

    name: str
    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code of a council that has chosen none."""
        return self.codes[0]


ISSUERS: dict[Issuer, IssuerRule] = {
    Issuer.COUNCIL: IssuerRule("Hội đồng nhân dân", (COUNCIL_CODE,)),
    Issuer.STANDING_COMMITTEE: IssuerRule("Thường trực Hội đồng nhân dân", (COUNCIL_CODE, "TTHĐND")),
    Issuer.LEGAL: IssuerRule("Ban Pháp chế", (COUNCIL_CODE, "BPC")),
    Issuer.ECONOMY_BUDGET: IssuerRule("Ban Kinh tế - Ngân sách", (COUNCIL_CODE, "BKTNS")),
    Issuer.CULTURE_SOCIETY: IssuerRule("Ban Văn hoá - Xã hội", (COUNCIL_CODE, "BVHXH")),
    Issuer.ETHNIC_AFFAIRS: IssuerRule("Ban Dân tộc", (COUNCIL_CODE, "BDT")),
    Issuer.URBAN: IssuerRule("Ban Đô thị", (COUNCIL_CODE, "BĐT")),
    Issuer.ECONOMY_SOCIETY: IssuerRule("Ban Kinh tế - Xã hội", (COUNCIL_CODE, "BKTXH")),
    Issuer.SUPERVISION_TEAM: IssuerRule("Đoàn giám sát", ("ĐGS", COUNCIL_CODE)),
    Issuer.OFFICE: IssuerRule("Văn phòng", ("VP", "VPHĐND")),
}
COMMITTEES = frozenset(Issuer) - {
    Issuer.COUNCIL,
    Issuer.STANDING_COMMITTEE,
    Issuer.SUPERVISION_TEAM,
    Issuer.OFFICE,
}
# What the council itself decides in plenary; all else is done by its bodies in their own name.
_OF_COUNCIL = frozenset({*RESOLUTIONS, Kind.REGULATION, Kind.RULES, Kind.MINUTES, Kind.REPORT})
# Made by executive bodies only, or between employer and servant: listed, so that their symbols are known.
_NEVER_ISSUED = frozenset({Kind.DIRECTIVE, Kind.COMMUNIQUE})


def kinds_of(issuer: Issuer) -> tuple[Kind, ...]:
    """Return the kinds that a body may issue.

    A normative resolution is the council's alone (Luật 64/2025/QH15); a resolution of the standing
    committee is an individual one.
    """
    return tuple(kind for kind in Kind if _may_issue(issuer, kind))


def _may_issue(issuer: Issuer, kind: Kind) -> bool:
    if kind in _NEVER_ISSUED:
        return False
    if issuer is Issuer.COUNCIL:
        return kind in _OF_COUNCIL
    if kind in RESOLUTIONS:
        return issuer is Issuer.STANDING_COMMITTEE and kind is Kind.INDIVIDUAL_RESOLUTION
    return True


def letterhead_lines(issuer: Issuer, council_name: str) -> tuple[str, str]:
    """Return the two lines of the letterhead: the body above, and the one that issues.

    The council itself stands alone: its name is parted after ``Hội đồng nhân dân``.
    """
    organ = ISSUERS[Issuer.COUNCIL].name
    if issuer is Issuer.COUNCIL:
        return organ, council_name.removeprefix(organ).strip()
    return council_name, ISSUERS[issuer].name


def in_whose_name(issuer: Issuer) -> str:
    """Return the line before the signatory's post: ``TM. Thường trực Hội đồng nhân dân``; empty where none stands.

    A resolution of the council is attested by who chaired the session, the office's head signs for himself.
    """
    return "" if issuer in {Issuer.COUNCIL, Issuer.OFFICE} else f"TM. {ISSUERS[issuer].name}"


def capacity_of(issuer: Issuer, *, is_head: bool, acting: ActingAs | None = None, is_deputy: bool = False) -> str:
    """Return in which capacity somebody signs for a body, line by line as printed.

    ``is_head``: she heads the body herself; else she signs for its head (``KT.``, or ``TUQ.`` by a written
    authority), and a resolution as chair of the session unless the document says otherwise. ``is_deputy``: of a
    committee or the office, whose deputies sign in the head's place.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục I.7; Điều 13.
    """
    if issuer is Issuer.COUNCIL:
        return "Chủ tịch" if is_head else _FOR_CHAIR.get(acting, "Chủ toạ kỳ họp")
    if issuer is Issuer.OFFICE:
        return "KT. Chánh Văn phòng\nPhó Chánh Văn phòng" if is_deputy else "Chánh Văn phòng"
    for_chair = _FOR_CHAIR.get(acting, _FOR_CHAIR[ActingAs.SIGN_FOR])
    own = {Issuer.STANDING_COMMITTEE: "Chủ tịch" if is_head else for_chair}
    post = "Trưởng đoàn" if issuer is Issuer.SUPERVISION_TEAM else "Trưởng ban"
    if is_deputy and issuer in COMMITTEES:
        post = "KT. Trưởng ban\nPhó Trưởng ban"
    return f"{in_whose_name(issuer)}\n{own.get(issuer, post)}"


# What of the council's own papers is signed by whoever acts for its chair: who only presides signs what the session
# itself made, who has a deputy's or a written authority all of them. Nghị định 30/2020/NĐ-CP, Điều 13.
_OF_THE_SESSION = frozenset({Kind.NORMATIVE_RESOLUTION, Kind.INDIVIDUAL_RESOLUTION, Kind.MINUTES})


def covers(acting: str, kind: str) -> bool:
    """Tell whether a way of acting for the chair covers the signing of a kind of the council's own papers."""
    if acting == ActingAs.PRESIDE:
        return kind in _OF_THE_SESSION
    return acting in {ActingAs.SIGN_FOR, ActingAs.BY_AUTHORITY}


_FOR_CHAIR: dict[ActingAs | None, str] = {
    ActingAs.SIGN_FOR: "KT. Chủ tịch\nPhó Chủ tịch",
    ActingAs.BY_AUTHORITY: "TUQ. Chủ tịch\nPhó Chủ tịch",
}
