"""The order of Vietnamese words and the search without diacritics."""

import random
import unicodedata
from functools import cmp_to_key

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.vietnamese import fold, name_key, sort_key

pytestmark = pytest.mark.unit

# In dictionary order, written by hand: letters first, then tones, then case.
DICTIONARY = " ".join(
    [
        "a A à À ả ã á ạ Ạ ai ái am an An án ang ao áo ă ắc ặc ằm ẵm ăn ăng â âm ầm ẩm ẫm ấm ậm ân ấn âu ba",
        "bà bả bã bá bạ bác bạc ban bàn bản bán bạn bắc băng bằng bâng bé bê bể bên bến bi bình bính bo bò bỏ",
        "bõ bó bọ bố bồng bơ bờ bởi bùi Bùi ca cà cả cá cám cao cảo cáo cạo căn cân cấp co cô cổ cơ cờ của cư",
        "cừ cử da dá dạ dân dũng dương đa đà đá đạ đại đào Đào đạo đăng đặng đâu đầu đe đê đi đinh đình đính",
        "đo đô đồ đổ đỗ đố độ đơ đức em ếch êm fa ga gà gạo già giang giàng gỗ hà Hà hả hạ hai hải hoa hoà",
        "hoả hoá hoạ hoàng hồ Hồ hổ hỗ hố hộ hồng huế huy huyền i in jun khánh kỳ la lã lá lạ lan lê lễ ma mà",
        "mả mã má mạ mai nam nga ngà ngã ngạ nghị nguyễn nhân ninh oản oanh ô ông ơ ơn phạm phan phượng quân",
        "quốc ra rổ sa sơn ta tà tả tạ tâm thanh thành thi thì thỉ thị thu thủ thư thứ tô tôi tối trang tràng",
        "tráng trần tu tư từ u ủ ung uỷ ư ưng ước vũ vương w xã xuân y ý yên zô",
    ]
).split(" ")


def test_the_dictionary_comes_back_in_order() -> None:
    shuffled = DICTIONARY[:]
    random.Random(7).shuffle(shuffled)

    shuffled.sort(key=sort_key)

    assert len(DICTIONARY) > 150
    assert shuffled == DICTIONARY


def hand_sorted(words: list[str]) -> list[str]:
    """Sort by the slow, independent comparison below; the hand-written list is checked against it too."""
    return sorted(words, key=cmp_to_key(slow_compare))


LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "̀", "̉", "̃", "́", "̣"]


def taken_apart(word: str) -> tuple[list[int], list[int], list[int]]:
    """Look every composed letter up in a table made by composing all letters with all tones."""
    table = {}
    for number, letter in enumerate(LETTERS):
        for tone, mark in enumerate(TONES):
            for case, form in enumerate((letter, letter.upper())):
                table[unicodedata.normalize("NFC", form + mark)] = (number, tone, case)
    parts = [table[char] for char in unicodedata.normalize("NFC", word)]
    return [p[0] for p in parts], [p[1] for p in parts], [p[2] for p in parts]


def slow_compare(one: str, other: str) -> int:
    first, second = taken_apart(one), taken_apart(other)
    return (first > second) - (first < second)


def test_the_hand_written_list_is_in_order() -> None:
    assert hand_sorted(DICTIONARY) == DICTIONARY


COMPOSED = {unicodedata.normalize("NFC", letter + mark) for letter in "aăâeêoôơuưy" for mark in TONES} | set("DĐdđbB")
WORDS = st.text(alphabet=sorted(COMPOSED), max_size=6)


@given(st.lists(WORDS, max_size=8))
def test_any_words_sort_as_the_slow_comparison_says(words: list[str]) -> None:
    assert sorted(words, key=sort_key) == hand_sorted(words)


@pytest.mark.parametrize("word", ["Hoàng Thị Ánh", "ĐỖ QUỲNH", "Uỷ ban"])
def test_composed_and_decomposed_text_have_the_same_key(word: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", word)) == sort_key(unicodedata.normalize("NFC", word))
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


def test_spaces_come_before_signs_before_digits_before_letters() -> None:
    given_order = ["a b", "a-b", "a1", "a2", "ab", "a中"]

    assert sorted(reversed(given_order), key=sort_key) == given_order


def test_a_shorter_text_comes_first_and_outer_spaces_do_not_count() -> None:
    assert sort_key("an") < sort_key("anh")
    assert sort_key("  Vũ  An ") == sort_key("Vũ An")
    assert sort_key("") < sort_key("a")


def test_a_stray_mark_at_the_start_is_left_out() -> None:
    assert sort_key("̀a") == sort_key("a")


def test_names_go_by_the_given_name_then_by_the_family() -> None:
    in_order = [
        "Trần Văn An",
        "Nguyễn Thị Ánh",
        "Lê Ân",
        "Phạm Bình",
        "Đỗ Văn Đức",
        "Lê Thị Hà",
        "Vũ Văn Hà",
        "Đặng Hải",
    ]

    assert sorted(reversed(in_order), key=name_key) == in_order
    assert name_key("") == sort_key("")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nghị quyết", "nghi quyet"),
        ("ĐẠI BIỂU  HĐND", "dai bieu hdnd"),
        ("Uỷ ban – Ủy ban", "uy ban – uy ban"),
        ("đường Đê", "duong de"),
        ("", ""),
    ],
)
def test_fold_takes_all_diacritics_away(text: str, folded: str) -> None:
    assert fold(text) == folded
