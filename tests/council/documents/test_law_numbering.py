"""Issuers, codes, books and what a check of a book finds: plain facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.documents.law import (
    COMMITTEES,
    ISSUERS,
    KINDS,
    RESOLUTIONS,
    BookKey,
    Findings,
    Issuer,
    Kind,
    Numbering,
    book_of,
    capacity_of,
    check_book,
    fits_pattern,
    in_whose_name,
    kinds_of,
    letterhead_lines,
    symbol_of,
    symbol_without_number,
)
from council.people.law import ActingAs, CommitteeKind

pytestmark = pytest.mark.unit

# Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I, row by row.
ANNEX_III = (
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB".split()  # noqa: SIM905 -- one line of the annex
)
CODES = sorted({code for rule in ISSUERS.values() for code in rule.codes})


def test_the_table_of_kinds_is_the_annex_row_by_row() -> None:
    rows = {rule.annex_row: rule.abbreviation for rule in KINDS.values() if rule.annex_row is not None}

    assert [rows[number] for number in sorted(rows)] == ANNEX_III
    assert {kind for kind, rule in KINDS.items() if rule.annex_row is None} == {
        Kind.NORMATIVE_RESOLUTION,
        Kind.CONCLUSION,
        Kind.LETTER,
    }


def test_the_committees_are_those_of_the_people() -> None:
    assert {issuer.value for issuer in COMMITTEES} == {kind.value for kind in CommitteeKind}


@pytest.mark.parametrize("issuer", Issuer)
def test_only_the_council_makes_normative_resolutions(issuer: Issuer) -> None:
    made = set(kinds_of(issuer))

    assert made & RESOLUTIONS == {
        Issuer.COUNCIL: set(RESOLUTIONS),
        Issuer.STANDING_COMMITTEE: {Kind.INDIVIDUAL_RESOLUTION},
    }.get(issuer, set())
    assert not made & {Kind.DIRECTIVE, Kind.COMMUNIQUE}
    assert {Kind.REPORT, Kind.MINUTES} <= made


@pytest.mark.parametrize(
    ("kind", "code", "unit", "symbol"),
    [
        (Kind.INDIVIDUAL_RESOLUTION, "TTHĐND", "VP", "28/NQ-TTHĐND"),
        (Kind.REPORT, "BDT", "VP", "28/BC-BDT"),
        (Kind.LETTER, "HĐND", "PC", "28/HĐND-PC"),
        (Kind.INVITATION, "VP", "VP", "28/GM-VP"),
    ],
)
def test_symbols_of_other_bodies(kind: Kind, code: str, unit: str, symbol: str) -> None:
    assert symbol_of(kind=kind, number=28, year=2026, unit=unit, code=code) == symbol


@given(st.sampled_from(Kind), st.sampled_from(CODES), st.integers(1, 9999), st.integers(2000, 2100))
def test_a_made_symbol_fits_its_kind_and_code_only(kind: Kind, code: str, number: int, year: int) -> None:
    symbol = symbol_of(kind=kind, number=number, year=year, code=code)

    assert [other for other in CODES if fits_pattern(kind=kind, symbol=symbol, code=other)] == [code]


@pytest.mark.parametrize(
    ("kind", "symbol"),
    [
        (Kind.NORMATIVE_RESOLUTION, "…/…/NQ-HĐND"),
        (Kind.INDIVIDUAL_RESOLUTION, "…/NQ-HĐND"),
        (Kind.LETTER, "…/HĐND-VP"),
    ],
)
def test_a_draft_has_dots(kind: Kind, symbol: str) -> None:
    assert symbol_without_number(kind=kind) == symbol


@pytest.mark.parametrize("kind", Kind)
def test_together_means_one_book_but_for_normative_resolutions(kind: Kind) -> None:
    apart, together = book_of(kind, Numbering("HĐND")), book_of(kind, Numbering("HĐND", together=True))

    assert apart == BookKey("HĐND", kind.value)
    assert together == (apart if kind is Kind.NORMATIVE_RESOLUTION else BookKey("HĐND", ""))


@pytest.mark.parametrize(
    ("first", "last", "given_", "explained", "findings"),
    [
        (1, 0, [], [], Findings()),
        (1, 3, [1, 2, 3], [], Findings()),
        (1, 4, [1, 4], [], Findings(gaps=(2, 3))),
        (1, 4, [1, 4], [2, 3], Findings()),
        (45, 47, [45, 47], [], Findings(gaps=(46,))),
        (1, 3, [1, 2, 2, 3], [], Findings(duplicates=(2,))),
        (1, 3, [1, 2, 3], [3], Findings(duplicates=(3,))),
    ],
)
def test_gaps_and_doubles(first: int, last: int, given_: list, explained: list, findings: Findings) -> None:
    found = check_book(first=first, last=last, given=given_, explained=explained)

    assert found == findings
    assert found.is_clean is (findings == Findings())


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_every_number_is_given_explained_or_missing(given_: set[int], explained: set[int]) -> None:
    found = check_book(first=1, last=60, given=given_, explained=explained)

    assert set(found.gaps) == set(range(1, 61)) - given_ - explained
    assert set(found.duplicates) == given_ & explained


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        (Issuer.COUNCIL, ("Hội đồng nhân dân", "tỉnh Ninh Bình")),
        (Issuer.STANDING_COMMITTEE, ("Hội đồng nhân dân tỉnh Ninh Bình", "Thường trực Hội đồng nhân dân")),
        (Issuer.LEGAL, ("Hội đồng nhân dân tỉnh Ninh Bình", "Ban Pháp chế")),
    ],
)
def test_letterheads_of_bodies(issuer: Issuer, lines: tuple[str, str]) -> None:
    assert letterhead_lines(issuer, "Hội đồng nhân dân tỉnh Ninh Bình") == lines


@pytest.mark.parametrize(
    ("issuer", "is_head", "capacity"),
    [
        (Issuer.COUNCIL, True, "Chủ tịch"),
        (Issuer.COUNCIL, False, "Chủ toạ kỳ họp"),
        (Issuer.STANDING_COMMITTEE, True, "TM. Thường trực Hội đồng nhân dân\nChủ tịch"),
        (Issuer.STANDING_COMMITTEE, False, "TM. Thường trực Hội đồng nhân dân\nKT. Chủ tịch\nPhó Chủ tịch"),
        (Issuer.LEGAL, True, "TM. Ban Pháp chế\nTrưởng ban"),
        (Issuer.SUPERVISION_TEAM, False, "TM. Đoàn giám sát\nTrưởng đoàn"),
        (Issuer.OFFICE, True, "Chánh Văn phòng"),
    ],
)
def test_in_which_capacity_a_body_is_signed_for(issuer: Issuer, is_head: bool, capacity: str) -> None:
    assert capacity_of(issuer, is_head=is_head) == capacity


@pytest.mark.parametrize(
    ("issuer", "acting", "capacity"),
    [
        (Issuer.COUNCIL, ActingAs.SIGN_FOR, "KT. Chủ tịch\nPhó Chủ tịch"),
        (Issuer.COUNCIL, ActingAs.BY_AUTHORITY, "TUQ. Chủ tịch\nPhó Chủ tịch"),
        (Issuer.COUNCIL, ActingAs.PRESIDE, "Chủ toạ kỳ họp"),
        (
            Issuer.STANDING_COMMITTEE,
            ActingAs.BY_AUTHORITY,
            "TM. Thường trực Hội đồng nhân dân\nTUQ. Chủ tịch\nPhó Chủ tịch",
        ),
        (
            Issuer.STANDING_COMMITTEE,
            ActingAs.PRESIDE,
            "TM. Thường trực Hội đồng nhân dân\nKT. Chủ tịch\nPhó Chủ tịch",
        ),
    ],
)
def test_the_authorisation_says_in_which_way_somebody_signs_for_the_chair(issuer, acting, capacity) -> None:
    assert capacity_of(issuer, is_head=False, acting=acting) == capacity
    assert "KT." not in capacity_of(issuer, is_head=True, acting=acting)


def test_the_council_and_the_office_need_no_line_before_the_post() -> None:
    assert {issuer for issuer in Issuer if not in_whose_name(issuer)} == {Issuer.COUNCIL, Issuer.OFFICE}
