"""What the law says about the bodies of a council.

Committees: Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 29 (rule R-ORG-06). A suggestion
of the number of seats is in a later issue's parameters; seats are typed and stored with the term.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from council.law import Rules
from council.roles import Role


class CommitteeKind(StrEnum):
    """The committees that a council may have."""

    LEGAL = "legal"
    ECONOMY_BUDGET = "economy_budget"
    CULTURE_SOCIETY = "culture_society"
    ETHNIC_AFFAIRS = "ethnic_affairs"
    URBAN = "urban"
    ECONOMY_SOCIETY = "economy_society"


class OutsideKind(StrEnum):
    """What stands outside the council and works with it."""

    EXECUTIVE = "executive"
    AGENCY = "agency"
    JUSTICE = "justice"
    FRONT = "front"
    ORGANISATION = "organisation"
    EXPERT = "expert"
    GUEST = "guest"


# As what the contact of a body acts; a guest is written to and acts in nothing.
ROLE_OF_OUTSIDE: dict[OutsideKind, Role | None] = {
    OutsideKind.EXECUTIVE: Role.AGENCY,
    OutsideKind.AGENCY: Role.AGENCY,
    OutsideKind.JUSTICE: Role.AGENCY,
    OutsideKind.FRONT: Role.FRONT,
    OutsideKind.ORGANISATION: Role.AGENCY,
    OutsideKind.EXPERT: Role.EXPERT,
    OutsideKind.GUEST: None,
}

# One person at a time holds these for the whole council, and these for each committee or team.
SINGLE_IN_COUNCIL = frozenset({Role.COUNCIL_CHAIR, Role.OFFICE_CHIEF})
SINGLE_IN_BODY = frozenset({Role.COMMITTEE_HEAD, Role.TEAM_LEADER})
IN_COMMITTEE = frozenset({Role.COMMITTEE_HEAD, Role.COMMITTEE_MEMBER})
IN_TEAM = frozenset({Role.TEAM_LEADER})
# Elected or named among the delegates; the others are the office's and the outside's.
FOR_DELEGATES = frozenset(
    {
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_VICE_CHAIR,
        Role.COMMITTEE_HEAD,
        Role.COMMITTEE_MEMBER,
        Role.TEAM_LEADER,
    }
)
# Comes from a mandate, never from a post.
ROLE_OF_MANDATE = Role.DELEGATE

# Whoever stands for election has reached this age: Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân
# 85/2015/QH13, Điều 2.
YOUNGEST_CANDIDATE = 21

# A constituency elects at most so many delegates of a People's Council: the same law, khoản 3 Điều 10.
MOST_SEATS_OF_CONSTITUENCY = 5

# How a council's ages are counted, in whole years by the year of birth. The scheme of Ninh Bình's council for
# 2026-2031 calls four of its 85 delegates young: those under 35.
YOUNG_BELOW = 35
AGE_BANDS = (35, 40, 50, 60)


class ActingAs(StrEnum):
    """In which way somebody signs for the chair: it is printed above the name."""

    SIGN_FOR = "sign_for"
    BY_AUTHORITY = "by_authority"
    PRESIDE = "preside"


# Only a deputy signs in the head's place (ký thay) or presides; by a written authority others sign what it names.
MAY_ACT_FOR_CHAIR = {
    ActingAs.SIGN_FOR: frozenset({Role.COUNCIL_VICE_CHAIR}),
    ActingAs.BY_AUTHORITY: frozenset({Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD, Role.OFFICE_CHIEF}),
    ActingAs.PRESIDE: frozenset({Role.COUNCIL_VICE_CHAIR}),
}

# A commune's office of so few people need not keep all duties apart (the roles table, "commune simplification").
SIMPLIFIED_LEVEL = "commune"
MOST_HANDS = 3


def may_be_simplified(*, level: str, hands: int) -> bool:
    """Say whether an office of so many people may let one person do what several do elsewhere."""
    return level == SIMPLIFIED_LEVEL and hands <= MOST_HANDS


# Posts with deputies beside the one holder, who have the same rights: Phó Trưởng ban, Tổ phó, Phó Chánh Văn phòng.
WITH_DEPUTIES = frozenset({Role.COMMITTEE_HEAD, Role.TEAM_LEADER, Role.OFFICE_CHIEF})
# Rule R-ORG-07: whoever sits in the standing committee is no member of the People's Committee of the same level.
IN_STANDING_COMMITTEE = frozenset({Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD})


class Remark(StrEnum):
    """What an appointment may do only with a reason that is kept with it."""

    VICE_CHAIRS = "vice_chairs"
    DEPUTIES = "deputies"
    AGENCY_HEAD = "agency_head"


@dataclass(frozen=True)
class Limits:
    """How many there should be at most (R-ORG-04, R-ORG-05), and whether heads of agencies are remarked (R-ORG-08)."""

    vice_chairs: int
    committee_deputies: int
    remarks_agency_heads: bool


def limits_of(*, rules: Rules, merged_from: int) -> Limits:
    """Return the limits of a council; ``merged_from`` is of how many units of its level it was made, 1 for none."""
    merged = {1: "unmerged", 2: "merged_of_two"}.get(merged_from, "merged_of_three")
    kind = "commune" if rules.level == "commune" else merged
    return Limits(
        vice_chairs=rules.number(f"organisation.vice_chairs.{kind}"),
        committee_deputies=rules.number(f"organisation.committee_deputies.{kind}"),
        remarks_agency_heads=rules.allows("organisation.agency_head_in_committee_warned"),
    )


def remarks_on(*, role: Role, is_deputy: bool, others: int, heads_agency: bool, limits: Limits) -> tuple[Remark, ...]:
    """Return what is to be remarked of an appointment, ``others`` being those who hold the same post already."""
    found = []
    if role is Role.COUNCIL_VICE_CHAIR and others >= limits.vice_chairs:
        found.append(Remark.VICE_CHAIRS)
    if role is Role.COMMITTEE_HEAD and is_deputy and others >= limits.committee_deputies:
        found.append(Remark.DEPUTIES)
    if role in IN_COMMITTEE and heads_agency and limits.remarks_agency_heads:
        found.append(Remark.AGENCY_HEAD)
    return tuple(found)


def public_path(mandate_id: UUID) -> str:
    """Return the path of a delegate in office on the council's public pages."""
    return f"/cong-khai/dai-bieu/{mandate_id}/"


def portrait_path(mandate_id: UUID) -> str:
    """Return the path of the photo of a delegate in office."""
    return f"{public_path(mandate_id)}anh/"


def directory_path(number: int | None = None) -> str:
    """Return the path of the public directory: of who is in office, or of the closed term of a number (khoá)."""
    return "/cong-khai/dai-bieu/" + (f"?nhiem_ky={number}" if number else "")
