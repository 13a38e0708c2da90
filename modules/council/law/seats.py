"""How many delegates a council has by the number of people: a suggestion, and a warning when it differs.

Source: Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Điều 30 (R-ORG-02). After a merger the
number may stay above the range until the term ends (R-ORG-03).
"""

from enum import StrEnum

from council.law.rules import Rules
from council.law.sentence import Sentence, say


class UnitKind(StrEnum):
    """The kinds of administrative unit whose numbers of delegates differ."""

    PROVINCE = "province"
    CITY = "city"
    CAPITAL = "capital"  # Hà Nội and Thành phố Hồ Chí Minh
    MOUNTAIN_COMMUNE = "mountain_commune"
    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"


def suggested_seats(*, kind: UnitKind, people: int, rules: Rules) -> int:
    """Return the number of delegates that the law's formula gives.

    :raises NotAtThisLevel: the snapshot belongs to a council of the other level.
    :raises ValueError: the number of people is negative.
    """
    if people < 0:
        raise ValueError("a unit has no negative number of people")
    table = f"organisation.seats.{kind}"
    if kind is UnitKind.CAPITAL:
        return rules.number(f"{table}.fixed")
    first, floor = rules.number(f"{table}.first"), rules.number(f"{table}.people_for_first")
    most = rules.number(f"{table}.most")
    turn = rules.number(f"{table}.people_at_turn") if f"{table}.people_at_turn" in rules.book else people
    seats = first + _steps(floor, min(people, turn), rules.number(f"{table}.people_per_next"))
    if people > turn:
        seats += _steps(turn, people, rules.number(f"{table}.people_per_next_after_turn"))
    return min(seats, most)


def seats_warning(*, kind: UnitKind, people: int, seats: int, is_merged: bool, rules: Rules) -> Sentence | None:
    """Return what to say when the number of delegates is not the formula's, or None.

    A merged council may have more until the term ends, so only fewer are remarked there.

    :raises NotAtThisLevel: the snapshot belongs to a council of the other level.
    """
    suggested = suggested_seats(kind=kind, people=people, rules=rules)
    if seats == suggested or (is_merged and seats > suggested):
        return None
    return say(
        "Theo dân số, Hội đồng có {suggested} đại biểu; số đã nhập là {seats}. Căn cứ: {source} (R-ORG-02).",
        suggested=suggested,
        seats=seats,
        source=str(rules.source(f"organisation.seats.{kind}.{'fixed' if kind is UnitKind.CAPITAL else 'most'}")),
    )


def _steps(first: int, last: int, step: int) -> int:
    return max(0, last - first) // step
