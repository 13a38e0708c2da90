"""What the law says about the bodies of a council.

Committees: Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 29 (rule R-ORG-06). A suggestion
of the number of seats is in a later issue's parameters; seats are typed and stored with the term.
"""

from enum import StrEnum

from council.roles import Role


class CommitteeKind(StrEnum):
    """The committees that a council may have."""

    LEGAL = "legal"
    ECONOMY_BUDGET = "economy_budget"
    CULTURE_SOCIETY = "culture_society"
    ETHNIC_AFFAIRS = "ethnic_affairs"
    URBAN = "urban"
    ECONOMY_SOCIETY = "economy_society"


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
