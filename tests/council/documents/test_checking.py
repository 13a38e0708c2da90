"""Kiểm tra văn bản: ours and whole, altered, overtaken, or not ours; nothing that is brought is kept."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council.documents import actions
from council.documents.models import Document
from council.documents.queries.checking import Verdict, check_file
from kernel import files
from kernel.files.models import StoredFile
from kernel.files.storage import path_of, place_storage
from kernel.keys import new_key
from kernel.signing import writing
from kernel.signing.desk import signing_desk
from tenancy.place import entered
from tests.factories import signing
from tests.factories.documents import CHAIR, CLERK, NOW, PRESS, RULES, SECRETARY, make_draft, make_published
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

PATH = "/kiem-tra/"
GOOD = "Đúng văn bản do cơ quan ban hành, còn nguyên vẹn từng byte."
ALTERED = "Tệp đã bị thay đổi"
FOREIGN = "không trùng với văn bản nào do cơ quan ban hành"


def make_sealed(**changes):
    """Return a resolution that was signed and sealed, not yet published."""
    desk = signing_desk()
    final = actions.finalise(actor=SECRETARY, document=make_draft(**changes), rules=RULES)
    signed = actions.sign_document(actor=CHAIR, document=final, desk=desk, press=PRESS, now=NOW)
    return actions.issue_document(actor=CLERK, document=signed, desk=desk, press=PRESS, now=NOW)


def publish(document):
    return actions.publish(actor=CLERK, document=document, now=NOW)


def bytes_of(document):
    with files.read(document.pdf) as kept:
        return kept.read()


def asked(reader, data, name="van-ban.pdf", **more):
    return reader.post(PATH, {"file": SimpleUploadedFile(name, data, content_type="application/pdf")}, **more)


@pytest.fixture
def reader(council, client_of, monkeypatch):
    """A visitor with an address of her own in a patient council, so that no test uses up another's questions."""
    monkeypatch.setattr("council.documents.web.checking.FILES_OF_ALL", 10**6)
    browser = client_of(council)
    browser.defaults["REMOTE_ADDR"] = f"2001:db8::{new_key().hex[-4:]}"
    return browser


def test_the_very_file_is_ours_and_shows_who_signed(council, reader):
    document = publish(make_sealed())

    page = words(asked(reader, bytes_of(document)))

    assert GOOD in page
    assert f"1. {CHAIR.name}" in page
    assert f"2. {document.issuer}" in page
    assert page.count("Chữ ký hợp lệ") == 2
    assert "Máy chủ dấu thời gian thử nghiệm" in page
    assert "10/07/2026" in page


def test_one_changed_byte_is_found(council, reader):
    document = publish(make_sealed())
    kept = bytes_of(document)

    for place in (9, len(kept) // 3, kept.rindex(b"/Contents <") + 60, len(kept) - 9):
        data = bytearray(kept)
        data[place] ^= 1
        response = asked(reader, bytes(data))

        assert (response.status_code, place) == (200, place)
        assert ALTERED in words(response)
        assert document.symbol in words(response)
        assert GOOD not in words(response)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(min_value=5), change=st.integers(min_value=1, max_value=255))
def test_no_changed_byte_passes(council, place, change):
    document = Document.objects.filter(state="issued").first() or make_sealed()
    data = bytearray(bytes_of(document))
    data[5 + place % (len(data) - 5)] ^= change

    finding = check_file(io.BytesIO(bytes(data)), size=len(data), roots=signing_desk().roots, now=NOW)

    assert (finding.verdict, finding.document) == (Verdict.ALTERED, document)


def test_something_appended_is_found(council, reader):
    data = bytes_of(publish(make_sealed()))
    late = writing.filled(data, {"symbol": ("Số: 99/NQ-HĐND", signing.picture())})

    assert ALTERED in words(asked(reader, data + b"\n%%EOF\n"))
    page = words(asked(reader, late))
    assert ALTERED in page
    assert "Có thay đổi không được phép sau khi ký" in page


def test_a_paper_printed_anew_with_our_code_is_altered(council, reader):
    document = make_published()
    other = make_published(subject="Văn bản khác")
    Document.objects.filter(id=other.id).update(pdf_sha256="0" * 64)

    assert ALTERED in words(asked(reader, bytes_of(other)))
    assert GOOD in words(asked(reader, bytes_of(document)))


def test_what_was_signed_on_paper_says_so(council, reader):
    page = words(asked(reader, bytes_of(make_published())))

    assert GOOD in page
    assert "ký trên giấy" in page


def test_a_strange_file_is_not_ours(council, reader):
    page = words(asked(reader, signing.printed()))

    assert FOREIGN in page
    assert "Trong tệp không có chữ ký số nào." in page


def test_somebody_else_s_signature_does_not_make_it_ours(council, reader):
    page = words(asked(reader, signing.signed_by_person(signing.certified())))

    assert FOREIGN in page
    assert "Chứng thư không được tin cậy" in page


def test_another_council_s_document_is_not_ours(council, other_council, reader):
    with entered(other_council):
        data = bytes_of(publish(make_sealed()))

    assert FOREIGN in words(asked(reader, data))


def test_a_withdrawn_document_says_why(council, reader):
    document = actions.withdraw(actor=CHAIR, document=publish(make_sealed()), reason="Sai thẩm quyền", now=NOW)

    page = words(asked(reader, bytes_of(document)))

    assert "đã bị thu hồi" in page
    assert "Sai thẩm quyền" in page
    assert GOOD not in page


def test_a_replaced_document_leads_to_the_newer_one(council, reader):
    old, new = publish(make_sealed()), make_published()
    Document.objects.filter(id=new.id).update(supersedes=old)

    response = asked(reader, bytes_of(old))

    assert "đã có văn bản mới hơn" in words(response)
    assert f'href="/vb/{new.short_code}"' in response.content.decode()


def test_a_document_that_is_not_public_yet_shows_no_more_than_its_number(council, reader):
    document = make_sealed(subject="Nội dung chưa công bố")

    response = asked(reader, bytes_of(document))

    assert GOOD in words(response)
    assert document.symbol in words(response)
    assert "Nội dung chưa công bố" not in words(response)
    assert f"/vb/{document.short_code}" not in response.content.decode()


def test_nothing_brought_is_kept(council, reader):
    publish(make_sealed())
    kept = StoredFile.objects.count()

    asked(reader, signing.signed_by_both())

    assert StoredFile.objects.count() == kept


@pytest.mark.parametrize("data", [b"plain words", b"PK\x03\x04" + b"0" * 100, b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_said_beside_the_field(council, reader, data):
    response = asked(reader, data)

    assert response.status_code == 422
    assert "không phải là PDF" in words(response)


def test_no_file_and_no_code_are_said(council, reader):
    assert "Hãy chọn tệp PDF." in words(reader.post(PATH, {}))
    assert "Hãy nhập số, ký hiệu" in words(reader.get(PATH, {"ma": " "}))


def test_a_file_too_large_is_refused(council, reader, monkeypatch):
    monkeypatch.setattr("council.documents.queries.checking.LARGEST_MB", 0)

    assert "Tệp quá lớn" in words(asked(reader, signing.printed()))


def test_one_address_may_not_ask_without_end(council, reader, monkeypatch):
    monkeypatch.setattr("council.documents.web.checking.FILES", 1)

    answers = [asked(reader, b"plain").status_code for _number in range(2)]

    assert answers == [422, 429]


def _overwrite(document, data):
    place, path = place_storage(), path_of(document.pdf.sha256)
    place.delete(path)
    place.save(path, ContentFile(data))


def test_all_addresses_together_may_not_ask_without_end(fresh_council, client_of, monkeypatch):
    monkeypatch.setattr("council.documents.web.checking.FILES_OF_ALL", 2)
    readers = client_of(fresh_council)

    answers = [asked(readers, b"plain", REMOTE_ADDR=f"203.0.113.{number}").status_code for number in range(3)]

    assert answers == [422, 422, 429]


def test_a_code_and_a_symbol_find_the_document(council, reader):
    document = publish(make_sealed())

    for typed in (document.short_code, document.short_code.lower(), document.symbol, "01/nq-hdnd", " 01 / NQ-HĐND "):
        page = words(reader.get(PATH, {"ma": typed}))
        assert GOOD in page, typed
        assert page.count("Chữ ký hợp lệ") == 2, typed


def test_a_file_that_was_spoilt_where_it_is_kept_is_altered(council, reader):
    document = publish(make_sealed())
    kept = bytes_of(document)

    try:
        for spoilt in (kept.replace(b"/Kids", b"/Jids"), kept[: len(kept) // 2], b"nothing"):
            _overwrite(document, spoilt)
            page = words(reader.get(PATH, {"ma": document.short_code}))
            assert ALTERED in page
            assert GOOD not in page
    finally:
        _overwrite(document, kept)


def test_what_is_not_public_is_found_by_nobody(council, reader):
    document = make_sealed()

    for typed in (document.short_code, document.symbol):
        assert "Không có văn bản đã công bố nào" in words(reader.get(PATH, {"ma": typed}))


def test_the_same_symbol_of_two_years_is_offered(council, reader):
    first, second = make_published(subject="Năm trước"), make_published(subject="Năm nay")
    Document.objects.filter(id=first.id).update(year=2025, number=second.number, symbol=second.symbol)
    Document.objects.filter(id=first.id).update(search_text=second.search_text)

    page = words(reader.get(PATH, {"ma": second.symbol}))

    assert "Có nhiều văn bản" in page
    assert "Năm trước" in page
    assert "Năm nay" in page


def test_the_page_is_kept_by_no_cache(council, reader):
    assert reader.get(PATH).headers["Cache-Control"] == "private, no-store"


def test_a_question_costs_few_queries(council, reader):
    document = publish(make_sealed())

    assert cost_of(reader, f"{PATH}?ma={document.short_code}") == 3
