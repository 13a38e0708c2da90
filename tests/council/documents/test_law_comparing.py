"""Versions compared, classes ordered, outlines and missing parts: plain facts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.documents.law import (
    KINDS,
    Article,
    Confidentiality,
    FactName,
    Form,
    Kind,
    Mark,
    Text,
    compare,
    form_of,
    lines_of_text,
    missing_of,
    opens,
    outline,
    usual_class,
)

pytestmark = pytest.mark.unit

PUBLIC, INTERNAL, RESTRICTED = Confidentiality
LINES = st.lists(st.text(alphabet="abc ", min_size=1, max_size=8), max_size=8)


def shown(old: list[str], new: list[str]) -> list[str]:
    signs = {Mark.SAME: "{}", Mark.ADDED: "+{}+", Mark.REMOVED: "-{}-", Mark.CHANGED: "{}"}
    return ["".join(signs[piece.mark].format(piece.words) for piece in line.pieces) for line in compare(old, new)]


def test_changed_words_are_found_in_their_line() -> None:
    assert shown(["Mức hỗ trợ 50 triệu đồng."], ["Mức hỗ trợ 70 triệu đồng."]) == ["Mức hỗ trợ -50 -+70 +triệu đồng."]


def test_lines_that_came_and_went() -> None:
    assert shown(["một", "hai"], ["một", "hai", "ba"]) == ["một", "hai", "+ba+"]
    assert shown(["một", "hai", "ba"], ["một", "ba"]) == ["một", "-hai-", "ba"]


@given(LINES, LINES)
def test_both_versions_can_be_read_from_the_comparison(old: list[str], new: list[str]) -> None:
    lines = compare(old, new)

    def read(gone: Mark, whole: Mark) -> list[str]:
        kept = [line for line in lines if line.mark is not whole]
        return ["".join(piece.words for piece in line.pieces if piece.mark is not gone) for line in kept]

    assert read(Mark.REMOVED, Mark.REMOVED) == new
    assert read(Mark.ADDED, Mark.ADDED) == old


def test_a_text_as_lines_in_the_order_of_print() -> None:
    text = Text(
        bases=("Căn cứ A",),
        articles=(Article("Một", ("x", "y")), Article("", ("z",))),
        recipients=("UBND",),
        addressees=("Sở A",),
        facts=(("place", "Hội trường"),),
    )

    lines = lines_of_text(subject="Về A", text=text, adopted_on=date(2026, 7, 9), effective_on=None)

    assert lines == [
        "Trích yếu: Về A",
        "Ngày thông qua: 09/07/2026",
        "Gửi: Sở A",
        "Căn cứ A",
        "Địa điểm: Hội trường",
        "[1] Một",
        "x",
        "y",
        "[2]",
        "z",
        "Nơi nhận: UBND",
    ]


@pytest.mark.parametrize(
    ("old", "new", "is_opened"),
    [
        (PUBLIC, INTERNAL, False),
        (PUBLIC, RESTRICTED, False),
        (INTERNAL, RESTRICTED, False),
        (INTERNAL, PUBLIC, True),
        (RESTRICTED, INTERNAL, True),
        (RESTRICTED, PUBLIC, True),
        (PUBLIC, PUBLIC, False),
    ],
)
def test_which_change_of_class_opens(old: Confidentiality, new: Confidentiality, is_opened: bool) -> None:
    assert opens(old, new) is is_opened


def test_only_resolutions_begin_as_public() -> None:
    assert [kind for kind in Kind if usual_class(kind) is PUBLIC] == [
        Kind.NORMATIVE_RESOLUTION,
        Kind.INDIVIDUAL_RESOLUTION,
    ]


@pytest.mark.parametrize("kind", Kind)
def test_an_outline_has_what_its_form_has_and_lacks_its_content(kind: Kind) -> None:
    text, form = outline(kind), form_of(kind)

    assert bool(text.bases) is form.has_bases
    assert text.articles
    assert not text.is_complete
    assert bool(text.recipients) is (KINDS[kind].form in {Form.LETTER, Form.SUBMISSION, Form.INVITATION})


def test_what_each_form_still_lacks() -> None:
    said = Text(articles=(Article("", ("x",)),))
    facts = tuple((name.value, "x") for name in FactName)

    def lacks(kind: Kind, text: Text, **changes) -> tuple[str, ...]:
        return missing_of(kind=kind, text=text, **{"subject": "Về A", "has_days": False, **changes})

    assert lacks(Kind.REPORT, said) == ()
    assert lacks(Kind.REPORT, Text(), subject=" ") == ("trích yếu", "nội dung (mỗi điều, mục phải có chữ)")
    assert lacks(Kind.INDIVIDUAL_RESOLUTION, said) == ("ngày thông qua, ngày có hiệu lực",)
    assert lacks(Kind.LETTER, said) == ("nơi gửi đến (kính gửi, kính mời)",)
    assert lacks(Kind.INVITATION, Text(articles=said.articles, addressees=("A",))) == ("thời gian", "địa điểm")
    assert len(lacks(Kind.MINUTES, said)) == 6
    assert lacks(Kind.MINUTES, Text(articles=said.articles, facts=facts)) == ()
