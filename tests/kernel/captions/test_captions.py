"""Files of what was said: what is written is read again, what is wrong is told by its line, nothing is half taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.captions import LARGEST, MOST_CUES, Cue, Form, Unreadable, bare_name, form_of_name, read, split_name, write

pytestmark = pytest.mark.unit

WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ,.?!", min_size=1, max_size=12)
LINE = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
ODD = st.text(alphabet="<>&;abc ", min_size=1, max_size=20).map(lambda text: f"x{text.strip()}")
NAME = st.lists(st.sampled_from(["Nguyễn", "Văn", "Đỗ", "Thị", "Ánh", "Ỷ"]), min_size=2, max_size=4).map(" ".join)


@st.composite
def timed(draw, text=TEXT) -> list[Cue]:
    """Cues one after another, with or without a pause between them."""
    cues, at = [], 0
    for name, said in draw(st.lists(st.tuples(st.just("") | NAME, text), min_size=1, max_size=6)):
        start = at + draw(st.integers(0, 5_000_000))
        at = start + draw(st.integers(1, 600_000))
        cues.append(Cue(said, name, start, at))
    return cues


@given(timed())
def test_srt_that_is_written_is_read_again(cues) -> None:
    assert read(write(cues, Form.SRT).encode(), Form.SRT) == cues


@given(timed(TEXT | ODD))
def test_vtt_that_is_written_is_read_again(cues) -> None:
    assert read(write(cues, Form.VTT).encode(), Form.VTT) == cues


@given(st.lists(st.tuples(NAME, TEXT, st.none() | st.integers(0, 50)), min_size=1, max_size=6), st.booleans())
def test_text_that_is_written_is_read_again(said, windows) -> None:
    at, cues = 0, []
    for name, text, step in said:
        at += step or 0
        cues.append(Cue(text, name, None if step is None else at * 1000))
    written = write(cues, Form.TEXT)

    assert read((written.replace("\n", "\r\n") if windows else written).encode(), Form.TEXT) == cues


@given(st.binary(max_size=300), st.sampled_from(Form))
def test_any_bytes_are_read_or_refused_and_never_crash(data, form) -> None:
    try:
        cues = read(data, form)
    except Unreadable:
        return
    assert cues
    assert all(cue.text.strip() for cue in cues)


def test_the_form_of_a_vtt_of_the_world_is_read() -> None:
    data = (
        "\ufeffWEBVTT - Phiên sáng\r\n\r\nNOTE ghi chú\r\nkhông đọc\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n"
        "đoạn-1\r\n00:01.000 --> 00:04.500 align:start\r\n<v.lớn Nguyễn Văn An>Kính thưa <b>Hội đồng</b> "
        "&amp; cử tri</v>\r\n\r\n"
        "01:00:00.000 --> 01:00:02.000\r\nBà Đỗ Thị Ánh: Tôi đồng ý.\r\n"
    )

    assert read(data.encode(), Form.VTT) == [
        Cue("Kính thưa Hội đồng & cử tri", "Nguyễn Văn An", 1000, 4500),
        Cue("Tôi đồng ý.", "Bà Đỗ Thị Ánh", 3_600_000, 3_602_000),
    ]


GOOD = "1\n00:00:01,000 --> 00:00:02,000\nMột\n\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{GOOD}2\n00:00:01,500 --> 00:00:03,000\nHai\n", 6),  # overlaps
        (f"{GOOD}2\n00:00:00,100 --> 00:00:00,900\nHai\n", 6),  # runs backwards
        (f"{GOOD}2\n00:00:05,000 --> 00:00:05,000\nHai\n", 6),  # no length
        (f"{GOOD}2\n00:00:05.000 --> 00:00:06.000\nHai\n", 6),  # the other form's mark
        (f"{GOOD}2\n00:61:05,000 --> 00:62:06,000\nHai\n", 6),
        (f"{GOOD}2\n{'9' * 40}:00:00,000 --> 00:00:06,000\nHai\n", 6),
        (f"{GOOD}2\n00:00:05,000 --> 00:00:06,000 x\nHai\n", 6),
        (f"{GOOD}2\n00:00:05,000 --> 00:00:06,000\n", 6),  # nothing said
        (f"{GOOD}hai\n00:00:05,000 --> 00:00:06,000\nHai\n", 5),
        (f"{GOOD}Chỉ có lời\n", 5),
        (f"{GOOD}2\n00:00:05,000 --> 00:00:06,000\nLời \u202eđảo\n", 7),
        (f"{GOOD}2\n00:00:05,000 --> 00:00:06,000\nLời \x00\n", 7),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(text, line) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text.encode(), Form.SRT)

    assert [flaw.line for flaw in refused.value.flaws] == [line]
    assert str(refused.value.flaws[0]).startswith(f"Dòng {line}: ")


def test_every_wrong_line_is_named_up_to_twenty() -> None:
    text = "".join(f"{number}\n00:00:09,000 --> 00:00:01,000\nLời\n\n" for number in range(30))

    with pytest.raises(Unreadable) as refused:
        read(text.encode(), Form.SRT)

    assert [flaw.line for flaw in refused.value.flaws] == [2 + 4 * number for number in range(20)]


@pytest.mark.parametrize(
    "said", ["<script>alert(1)</script>", "a < b", "<v An>Một <v Bình>Hai", "Một <v An>hai", f"<v {'A' * 121}>x"]
)
def test_strange_tags_and_two_voices_are_refused(said) -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{said}\n".encode(), Form.VTT)

    assert [flaw.line for flaw in refused.value.flaws] == [3]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", Form.TEXT),
        (b"\n\n \n", Form.SRT),
        (b"WEBVTT\n", Form.VTT),
        (b"WEBVTTX\n\n00:01.000 --> 00:02.000\nx", Form.VTT),
        ("Lời".encode("utf-16"), Form.TEXT),
        (b"\xff\xfe\x00", Form.SRT),
        (b"a" * (LARGEST + 1), Form.TEXT),
        ("".join(f"An Bình: {number}\n" for number in range(MOST_CUES + 1)).encode(), Form.TEXT),
        (f"An Bình: {'a' * 10_001}".encode(), Form.TEXT),
    ],
)
def test_what_is_empty_too_large_or_no_utf8_is_refused(data, form) -> None:
    with pytest.raises(Unreadable):
        read(data, form)


def test_a_large_file_of_nonsense_is_refused_in_time() -> None:
    for text in ("<v " * 300_000, "00:" * 300_000, "-->" * 300_000, "a: " * 300_000, "x\n" * 500_000):
        with pytest.raises(Unreadable):
            read(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}"[:LARGEST].encode(), Form.VTT)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Nguyễn Văn An: Kính thưa", "Nguyễn Văn An"),
        ("Đại biểu Nguyễn Văn An: Kính thưa", "Đại biểu Nguyễn Văn An"),
        ("ông Trần  Bình: vâng", "ông Trần Bình"),
        ("Chủ toạ: Mời đại biểu", "Chủ toạ"),
        ("Tôi đề nghị: thứ nhất", ""),
        ("Vào lúc 10:30 sáng", ""),
        ("Nguyễn Văn An:Kính", ""),
        ("Điều 5: sửa lại", ""),
        ("https://vi.example", ""),
    ],
)
def test_a_name_is_told_from_other_words_before_a_colon(line, name) -> None:
    assert split_name(line)[0] == name


def test_titles_and_marks_do_not_count_when_names_are_compared() -> None:
    assert bare_name("Đại biểu  Nguyễn Văn ĐẠT") == bare_name("bà nguyen van dat") == "nguyen van dat"
    assert bare_name("Chủ toạ") == "chu toa"


def test_the_form_is_told_by_the_name() -> None:
    assert [form_of_name(name) for name in ("a.SRT", "b.vtt", "c.txt", "d.docx", "srt")] == [
        "srt",
        "vtt",
        "txt",
        None,
        None,
    ]
