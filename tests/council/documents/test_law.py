"""Kinds, symbols, patterns, days of effect: plain facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.documents.law import (
    KINDS,
    Article,
    Kind,
    Text,
    earliest_effect,
    fits_pattern,
    issuer_of,
    place_of,
    public_path,
    skeleton,
    symbol_of,
)
from council.law import Level, national_rules

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("kind", "number", "symbol"),
    [
        (Kind.INDIVIDUAL_RESOLUTION, 28, "28/NQ-HĐND"),
        (Kind.NORMATIVE_RESOLUTION, 3, "03/2026/NQ-HĐND"),
        (Kind.NORMATIVE_RESOLUTION, 138, "138/2026/NQ-HĐND"),
        (Kind.SUBMISSION, 130, "130/TTr-HĐND"),
        (Kind.REPORT, 85, "85/BC-HĐND"),
        (Kind.ANNOUNCEMENT, 17, "17/TB-HĐND"),
        (Kind.LETTER, 4, "04/HĐND-VP"),
    ],
)
def test_symbols_as_printed(kind: Kind, number: int, symbol: str) -> None:
    assert symbol_of(kind=kind, number=number, year=2026) == symbol


def test_a_letter_names_its_drafting_unit() -> None:
    assert symbol_of(kind=Kind.LETTER, number=12, year=2026, unit="PC") == "12/HĐND-PC"


def test_every_kind_is_in_the_table_with_an_abbreviation_of_its_own() -> None:
    assert set(KINDS) == set(Kind)
    abbreviations = [row.abbreviation for kind, row in KINDS.items() if kind != Kind.NORMATIVE_RESOLUTION]
    assert len(set(abbreviations)) == len(abbreviations)
    assert [kind for kind, row in KINDS.items() if row.number_has_year] == [Kind.NORMATIVE_RESOLUTION]


@given(st.sampled_from(Kind), st.integers(1, 9999), st.integers(2000, 2100))
def test_a_made_symbol_fits_its_kind(kind: Kind, number: int, year: int) -> None:
    assert fits_pattern(kind=kind, symbol=symbol_of(kind=kind, number=number, year=year))


@given(st.integers(1, 9999), st.integers(2000, 2100))
def test_the_two_kinds_of_resolution_never_share_a_symbol(number: int, year: int) -> None:
    normative = symbol_of(kind=Kind.NORMATIVE_RESOLUTION, number=number, year=year)
    individual = symbol_of(kind=Kind.INDIVIDUAL_RESOLUTION, number=number, year=year)

    assert not fits_pattern(kind=Kind.INDIVIDUAL_RESOLUTION, symbol=normative)
    assert not fits_pattern(kind=Kind.NORMATIVE_RESOLUTION, symbol=individual)


@pytest.mark.parametrize("symbol", ["", "3/NQ-HĐND", "00/NQ-HĐND", "03/NQ-HĐND ", "03-NQ/HĐND", "x/NQ-HĐND"])
def test_wrong_patterns(symbol: str) -> None:
    assert not fits_pattern(kind=Kind.INDIVIDUAL_RESOLUTION, symbol=symbol)


@pytest.mark.parametrize(("level", "day"), [("province", date(2026, 7, 20)), ("commune", date(2026, 7, 17))])
def test_a_normative_resolution_waits_after_its_adoption(level: str, day: date) -> None:
    rules = national_rules(level, date(2026, 7, 10))

    found = earliest_effect(kind=Kind.NORMATIVE_RESOLUTION, adopted_on=date(2026, 7, 10), rules=rules)

    assert found == day


def test_an_individual_resolution_may_take_effect_at_once() -> None:
    rules = national_rules("commune", date(2026, 7, 10))

    found = earliest_effect(kind=Kind.INDIVIDUAL_RESOLUTION, adopted_on=date(2026, 7, 10), rules=rules)

    assert found == date(2026, 7, 10)


@pytest.mark.parametrize(
    ("unit", "issuer", "place"),
    [
        ("Tỉnh Ninh Bình", "Hội đồng nhân dân tỉnh Ninh Bình", "Ninh Bình"),
        ("Thành phố Hà Nội", "Hội đồng nhân dân thành phố Hà Nội", "Hà Nội"),
        ("Phường Hoa Lư", "Hội đồng nhân dân phường Hoa Lư", "Hoa Lư"),
        ("xã Kim Sơn", "Hội đồng nhân dân xã Kim Sơn", "Kim Sơn"),
        ("Đặc khu Côn Đảo", "Hội đồng nhân dân đặc khu Côn Đảo", "Côn Đảo"),
        ("Xãlạ", "Hội đồng nhân dân Xãlạ", "Xãlạ"),
    ],
)
def test_letterheads(unit: str, issuer: str, place: str) -> None:
    assert (issuer_of(unit), place_of(unit)) == (issuer, place)


def test_a_text_survives_its_storage() -> None:
    text = Text(("Căn cứ",), (Article("Phạm vi", ("Một", "Hai")), Article("", ("Ba",))), ("UBND",))

    assert Text.from_json(text.as_json()) == text
    assert Text.from_json({}) == Text()


@pytest.mark.parametrize(
    ("articles", "complete"),
    [
        ((), False),
        ((Article("Phạm vi", ()),), False),
        ((Article("Phạm vi", ("  ",)),), False),
        ((Article("", ("Có nội dung",)), Article("Hai", ())), False),
        ((Article("", ("Có nội dung",)),), True),
    ],
)
def test_when_a_text_is_complete(articles: tuple[Article, ...], complete: bool) -> None:
    assert Text(articles=articles).is_complete is complete


@pytest.mark.parametrize(
    ("level", "upward"),
    [(Level.PROVINCE, "Uỷ ban Thường vụ Quốc hội"), (Level.COMMUNE, "Thường trực Hội đồng nhân dân tỉnh")],
)
def test_a_skeleton_is_complete_and_goes_upward(level: Level, upward: str) -> None:
    text = skeleton(subject="Đặt tên đường", issuer="Hội đồng nhân dân xã Kim Sơn", level=level)

    assert text.is_complete
    assert text.recipients[:2] == (upward, "Uỷ ban nhân dân xã Kim Sơn")
    assert text.articles[0].paragraphs == ("Thông qua nội dung: Đặt tên đường.",)


def test_the_public_path() -> None:
    assert public_path("7F3K92QD") == "/vb/7F3K92QD"
