"""The number of delegates that the law gives for a number of people, at and around each step."""

from datetime import date

import pytest

from council import law
from council.law import UnitKind

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 22)
RULES = law.national_rules("province", DAY)
COMMUNE = law.national_rules("commune", DAY)


@pytest.mark.parametrize(
    ("kind", "people", "seats"),
    [
        (UnitKind.PROVINCE, 4_400_000, 85),  # 50 + 48 is capped
        (UnitKind.PROVINCE, 1_000_000, 50),
        (UnitKind.PROVINCE, 1_069_999, 50),
        (UnitKind.PROVINCE, 1_070_000, 51),
        (UnitKind.CITY, 1_200_000, 50),
        (UnitKind.CITY, 2_700_000, 70),
        (UnitKind.CAPITAL, 9_000_000, 125),
    ],
)
def test_seats_of_a_province(kind, people, seats):
    assert law.suggested_seats(kind=kind, people=people, rules=RULES) == seats


@pytest.mark.parametrize(
    ("kind", "people", "seats"),
    [
        (UnitKind.COMMUNE, 32_000, 22),  # 15 + 5 + 2
        (UnitKind.COMMUNE, 0, 15),
        (UnitKind.COMMUNE, 11_999, 15),
        (UnitKind.COMMUNE, 20_000, 20),
        (UnitKind.COMMUNE, 200_000, 30),
        (UnitKind.MOUNTAIN_COMMUNE, 5_000, 15),
        (UnitKind.MOUNTAIN_COMMUNE, 10_000, 20),
        (UnitKind.MOUNTAIN_COMMUNE, 16_000, 22),
        (UnitKind.WARD, 10_000, 15),
        (UnitKind.SPECIAL_ZONE, 4_000, 15),
    ],
)
def test_seats_of_a_commune(kind, people, seats):
    assert law.suggested_seats(kind=kind, people=people, rules=COMMUNE) == seats


def test_seats_of_the_other_level_or_of_no_people_are_refused():
    with pytest.raises(law.NotAtThisLevel):
        law.suggested_seats(kind=UnitKind.COMMUNE, people=1, rules=RULES)
    with pytest.raises(ValueError, match="negative"):
        law.suggested_seats(kind=UnitKind.COMMUNE, people=-1, rules=COMMUNE)


@pytest.mark.parametrize(
    ("seats", "is_merged", "remarked"),
    [(85, False, False), (128, True, False), (128, False, True), (80, True, True), (80, False, True)],
)
def test_another_number_of_seats_is_remarked_but_not_a_merged_surplus(seats, is_merged, remarked):
    warning = law.seats_warning(kind=UnitKind.PROVINCE, people=4_400_000, seats=seats, is_merged=is_merged, rules=RULES)

    assert (warning is not None) is remarked


def test_the_remark_on_seats_names_both_numbers():
    plain = law.seats_warning(kind=UnitKind.PROVINCE, people=1, seats=49, is_merged=False, rules=RULES)
    capital = law.seats_warning(kind=UnitKind.CAPITAL, people=1, seats=120, is_merged=False, rules=RULES)

    assert str(plain) == (
        "Theo dân số, Hội đồng có 50 đại biểu; số đã nhập là 49. "
        "Căn cứ: Điều 30 Luật Tổ chức chính quyền địa phương số 72/2025/QH15 (R-ORG-02)."
    )
    assert str(capital).startswith("Theo dân số, Hội đồng có 125 đại biểu")
