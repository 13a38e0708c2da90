"""The printed resolution: all its parts, readable by machine, the same bytes each time."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest
import zxingcpp
from PIL import Image

from council.documents.law import Article, Text
from council.documents.models import Document
from council.documents.papers import (
    Paper,
    Press,
    day_in_words,
    paper_of,
    paper_pdf,
    paper_pictures,
)
from tests.factories.documents import PRESS

pytestmark = pytest.mark.unit

PAPER = Paper(
    issuer="Hội đồng nhân dân tỉnh Ninh Bình",
    place="Ninh Bình",
    symbol="03/2026/NQ-HĐND",
    subject="Quy định mức hỗ trợ học phí đối với trẻ mầm non trên địa bàn tỉnh",
    occasion="Khoá XVI, kỳ họp thứ 3",
    text=Text(
        bases=("Căn cứ Luật số 72/2025/QH15;", "Xét Tờ trình số 130/TTr-UBND"),
        articles=(
            Article("Phạm vi điều chỉnh", ("1. Khoản một.", "2. Khoản hai.")),
            Article("", ("Điều không tên.", "Đoạn thứ hai.")),
        ),
        recipients=("Chính phủ", "Thường trực Tỉnh uỷ"),
    ),
    adopted_on=date(2026, 7, 9),
    effective_on=date(2026, 7, 20),
    issued_on=date(2026, 7, 10),
    signer="Nguyễn Thị Hồng Ánh",
    capacity="Chủ tịch",
    short_code="7F3K92QD",
)


def words_of(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_all_parts_stand_in_the_prescribed_order() -> None:
    words = words_of(paper_pdf(PAPER, PRESS))

    parts = [
        "HỘI ĐỒNG NHÂN DÂN TỈNH NINH BÌNH",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 03/2026/NQ-HĐND",
        "Ninh Bình, ngày 10 tháng 7 năm 2026",
        "NGHỊ QUYẾT",
        "Quy định mức hỗ trợ học phí đối với trẻ mầm non trên địa bàn tỉnh",
        "KHOÁ XVI, KỲ HỌP THỨ 3",
        "Căn cứ Luật số 72/2025/QH15;",
        "Xét Tờ trình số 130/TTr-UBND.",
        "QUYẾT NGHỊ:",
        "Điều 1. Phạm vi điều chỉnh",
        "1. Khoản một.",
        "2. Khoản hai.",
        "Điều 2. Điều không tên.",
        "Đoạn thứ hai.",
        "thông qua ngày 09 tháng 7 năm 2026 và có hiệu lực từ ngày 20 tháng 7 năm 2026./.",
        "Nơi nhận:",
        "- Chính phủ;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
        "Nguyễn Thị Hồng Ánh",
    ]
    assert [part for part in parts if part not in words] == []
    in_order = [words.index(part) for part in parts[2:18]]
    assert in_order == sorted(in_order)


def test_it_says_of_itself_that_it_is_pdf_a_2b() -> None:
    reader = pypdf.PdfReader(io.BytesIO(paper_pdf(PAPER, PRESS)))

    metadata = reader.xmp_metadata.stream.get_data().decode()

    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert (
        reader.metadata.title == "03/2026/NQ-HĐND – Quy định mức hỗ trợ học phí đối với trẻ mầm non trên địa bàn tỉnh"
    )


def test_only_our_font_is_in_it_and_it_is_embedded() -> None:
    reader = pypdf.PdfReader(io.BytesIO(paper_pdf(PAPER, PRESS)))

    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    descendants = [font["/DescendantFonts"][0].get_object() for font in fonts]
    descriptors = [descendant["/FontDescriptor"].get_object() for descendant in descendants]

    assert {str(each["/FontName"]).split("+")[1].split("-")[0] for each in descriptors} == {"Tinos"}
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in descriptors)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert paper_pdf(PAPER, PRESS) == paper_pdf(PAPER, PRESS)
    assert paper_pdf(PAPER, PRESS) != paper_pdf(replace(PAPER, symbol="04/2026/NQ-HĐND"), PRESS)


def test_the_qr_code_leads_to_the_public_address() -> None:
    press = Press(PRESS.font_dirs, "https://ninhbinh.vidu.vn/")

    pictures = [Image.open(io.BytesIO(page)) for page in paper_pictures(PAPER, press)]
    read = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]

    assert read == ["https://ninhbinh.vidu.vn/vb/7F3K92QD"]


def test_what_was_typed_is_never_read_as_markup() -> None:
    hostile = '#panic() *đậm* $x$ <nhãn> @ref \\ "ngoặc" #import "x"'
    text = Text(articles=(Article("", (hostile,)),), bases=(hostile,), recipients=(hostile,))

    words = words_of(paper_pdf(replace(PAPER, text=text, subject=hostile, signer=hostile), PRESS))

    assert words.count("#panic()") >= 5


def test_a_paper_without_occasion_bases_and_recipients_is_printed_too() -> None:
    bare = replace(PAPER, occasion="", text=Text(articles=PAPER.text.articles))

    words = words_of(paper_pdf(bare, PRESS))

    assert "KỲ HỌP" not in words
    assert "Nơi nhận: - Lưu: VT." in words


def test_long_texts_go_on_numbered_pages_with_the_signature_kept_together() -> None:
    many = tuple(Article(f"Nội dung {n}", ("Câu dài. " * 40,)) for n in range(30))

    reader = pypdf.PdfReader(io.BytesIO(paper_pdf(replace(PAPER, text=Text(articles=many)), PRESS)))

    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 5
    assert "Điều 30." in "".join(pages)
    assert "Nơi nhận" in pages[-1]
    assert "Nguyễn Thị Hồng Ánh" in pages[-1]
    assert not pages[0].strip().startswith("1\n")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 7, 9), "ngày 09 tháng 7 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_in_words(day: date, words: str) -> None:
    assert day_in_words(day) == words


def test_a_draft_without_its_days_is_not_printed() -> None:
    with pytest.raises(ValueError, match="number and its days"):
        paper_of(Document(subject="Dự thảo", origin="test"))
