"""What is typed becomes clean words; no text can become an operator."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.search.snippets import marked, snippet
from kernel.search.words import asked_for, exact_words, meant_by, plain_words

pytestmark = pytest.mark.unit

SHORT = {"hdnd": ("hoi", "dong", "nhan", "dan")}
SAFE = re.compile(r"[\w ()&|:*<\->]*")


@pytest.mark.parametrize(
    ("text", "plain", "exact"),
    [
        ("Nghị quyết", ["nghi", "quyet"], ["nghị", "quyết"]),
        ("15/2026/NQ-HĐND", ["15", "2026", "nq", "hdnd"], ["15", "2026", "nq", "hđnd"]),
        ("Đường Đê", ["duong", "de"], ["đường", "đê"]),
        ("hòa giải, thúy, khỏe", ["hoa", "giai", "thuy", "khoe"], ["hoà", "giải", "thuý", "khoẻ"]),
        ("quý, quốc", ["quy", "quoc"], ["quý", "quốc"]),
        ("hoà", ["hoa"], ["hoà"]),
        ("toán hoàn thành", ["toan", "hoan", "thanh"], ["toán", "hoàn", "thành"]),
        ("a_b'c\"d", ["a", "b", "c", "d"], ["a", "b", "c", "d"]),
        ("  ,;!& |  ", [], []),
    ],
)
def test_text_becomes_words(text, plain, exact):
    assert plain_words(text) == plain
    assert exact_words(text) == exact


def test_decomposed_letters_are_the_same_words():
    assert exact_words("Nghi\u0323 quye\u0302\u0301t") == exact_words("Nghị quyết")


def test_last_word_may_be_a_beginning_until_a_blank_follows():
    assert asked_for("ngan sa", SHORT).plain == "(ngan) & (sa:*)"
    assert asked_for("ngan sa ", SHORT).plain == "(ngan) & (sa)"
    assert asked_for("n", SHORT).plain == "(n)"


def test_quoted_words_and_symbols_are_phrases():
    assert asked_for('"ngân sách" xã ', SHORT).plain == "(ngan <-> sach) & (xa)"
    assert asked_for("15/NQ-HĐND ", SHORT).plain == "(15 <-> nq <-> hdnd)"


def test_abbreviation_also_asks_for_its_full_words():
    asked = asked_for("HĐND xã ", SHORT)

    assert asked.plain == "(hdnd | (hoi <-> dong <-> nhan <-> dan)) & (xa)"
    assert asked.words == ("hdnd", "xa", "hoi", "dong", "nhan", "dan")
    assert meant_by(["hdnd", "xa", "hdnd"], SHORT) == ["hoi", "dong", "nhan", "dan"]


def test_exact_words_count_only_when_diacritics_were_typed():
    assert asked_for("ngan sach", SHORT).exact == ""
    assert asked_for("NGÂN sách", SHORT).exact == "ngân & sách:*"


def test_text_without_words_asks_for_nothing():
    assert not asked_for(" & | ! ", SHORT)
    assert not asked_for('""', SHORT)


@given(st.text(max_size=300))
def test_whatever_is_typed_only_words_and_our_own_signs_reach_the_database(text):
    asked = asked_for(text, SHORT)

    assert SAFE.fullmatch(asked.plain)
    assert SAFE.fullmatch(asked.exact)
    assert asked.plain.count("(") == asked.plain.count(")")


def said(bits):
    return "".join(f"[{bit.text}]" if bit.is_found else bit.text for bit in bits)


def test_found_words_are_marked_with_their_own_letters():
    assert said(marked("Phân bổ ngân sách năm 2027", ("ngan", "sa"))) == "Phân bổ [ngân] [sách] năm 2027"


def test_snippet_stands_around_the_first_found_word():
    text = "Mở đầu " * 40 + "dự toán ngân sách cuối năm " + "và tiếp theo " * 40

    piece = said(snippet(text, ("ngan",)))

    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert "dự toán [ngân] sách" in piece
    assert len(piece) < 270


def test_snippet_of_a_text_without_the_words_is_its_beginning():
    assert said(snippet("Chỉ có vậy", ("khac",))) == "Chỉ có vậy"


@given(st.text(max_size=600), st.sampled_from(["a", "ngan", "hoi"]))
def test_marking_loses_no_letter(text, word):
    assert "".join(bit.text for bit in marked(text, (word,))) == text
