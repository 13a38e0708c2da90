"""The public pages of documents: what is published and nothing else, at addresses that never change."""

from dataclasses import replace

import pytest

from council.documents import actions
from council.documents.law import Confidentiality, Issuer, Kind
from council.documents.workflow import State
from tests.factories.documents import CLERK, LETTERHEAD, NOW, make_draft, make_in_state, make_issued, make_published
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

LIST = "/cong-khai/van-ban/"
STANDING = replace(LETTERHEAD, body=Issuer.STANDING_COMMITTEE)
NORMATIVE = Kind.NORMATIVE_RESOLUTION


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def test_list_shows_published_and_withdrawn_only(reader):
    for number, state in enumerate(State.values):
        document = make_in_state(state)
        document.subject = f"Nội dung số {number}"
        document.save(update_fields=["subject"])

    page = words(reader.get(LIST))

    shown = [state for number, state in enumerate(State.values) if f"Nội dung số {number}" in page]
    assert shown == [State.PUBLISHED, State.WITHDRAWN]
    assert "Đã thu hồi" in page


def test_list_finds_words_without_diacritics_kind_and_year(reader):
    make_published(subject="Về mức hỗ trợ học phí")
    make_published(NORMATIVE, subject="Về phí vệ sinh môi trường")

    def found(query):
        return words(reader.get(f"{LIST}?{query}"))

    assert "học phí" in found("tu_khoa=hoc+phi")
    assert "vệ sinh" not in found("tu_khoa=hoc+phi")
    assert "học phí" not in found(f"loai={NORMATIVE}")
    assert "học phí" in found("nam=2026")
    assert "Không tìm thấy văn bản nào" in found("tu_khoa=hoc+phi&nam=2026&loai=normative_resolution")


def test_list_shows_every_published_kind_and_narrows_to_one_or_to_all_resolutions(reader):
    make_published(subject="Về học phí")
    make_published(NORMATIVE, subject="Về phí vệ sinh")
    notice = make_issued(Kind.ANNOUNCEMENT, letterhead=STANDING, subject="Kết luận phiên họp")
    notice.confidentiality = Confidentiality.PUBLIC
    notice.save(update_fields=["confidentiality"])
    actions.publish(actor=CLERK, document=notice, now=NOW)

    def shown(query):
        page = words(reader.get(f"{LIST}?{query}"))
        return [subject for subject in ("Về học phí", "Về phí vệ sinh", "Kết luận phiên họp") if subject in page]

    assert shown("") == ["Về học phí", "Về phí vệ sinh", "Kết luận phiên họp"]
    assert shown("loai=nghi-quyet") == ["Về học phí", "Về phí vệ sinh"]
    assert shown("loai=announcement") == shown("tu_khoa=ket+luan") == ["Kết luận phiên họp"]
    assert f'href="/vb/{notice.short_code}"' in reader.get(f"{LIST}?loai=announcement").content.decode()


def test_the_address_of_the_list_of_resolutions_leads_to_them(reader):
    answer = reader.get("/cong-khai/nghi-quyet/?nam=2026")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}?nam=2026&loai=nghi-quyet")


@pytest.mark.parametrize("query", ["nam=abc", "nam=1999", "loai=minutes", "trang=x", "trang=99", "tu_khoa=%00"])
def test_list_survives_any_filter(reader, query):
    make_published()

    assert reader.get(f"{LIST}?{query}").status_code == 200


def test_empty_list_says_what_to_expect(reader):
    assert "Chưa có văn bản nào được công bố" in words(reader.get(LIST))


def test_page_shows_text_number_days_and_code(reader):
    document = make_published()

    answer = reader.get(f"/vb/{document.short_code}")

    page = words(answer)
    assert "Nghị quyết này quy định mức hỗ trợ." in page
    assert f"{document.symbol}" in page
    assert "Ngày có hiệu lực 01/08/2026" in page
    assert document.short_code in page
    assert answer.content.count(b"<svg") > 0


def test_address_is_forgiven_small_letters_and_a_slash(reader):
    code = make_published().short_code

    assert reader.get(f"/vb/{code.lower()}").headers["Location"] == f"/vb/{code}"
    assert reader.get(f"/vb/{code}/").headers["Location"] == f"/vb/{code}"


@pytest.mark.parametrize("state", ["draft", "final_text", "signed", "issued"])
def test_what_is_not_published_is_not_found(reader, state):
    code = make_in_state(state).short_code

    for address in (f"/vb/{code}", f"/vb/{code}/", f"/vb/{code}/toan-van.pdf", "/vb/KHONGCO1"):
        assert reader.get(address).status_code == 404


def test_withdrawn_page_stays_and_says_why(reader):
    document = make_in_state("withdrawn")

    page = words(reader.get(f"/vb/{document.short_code}"))

    assert "Văn bản này đã bị thu hồi" in page
    assert "Sai thẩm quyền" in page


def test_newer_document_is_named_only_once_it_is_public(reader):
    old = make_published()
    new = make_issued(subject="Thay thế nghị quyết cũ")
    new.supersedes = old
    new.save(update_fields=["supersedes"])

    assert "đã được thay thế" not in words(reader.get(f"/vb/{old.short_code}"))
    new = make_published(subject="Thay thế lần hai")
    new.supersedes = old
    new.save(update_fields=["supersedes"])
    assert f"đã được thay thế bằng {new.symbol}" in words(reader.get(f"/vb/{old.short_code}"))


def test_pdf_is_given_with_its_hash_and_not_twice(reader):
    document = make_published()
    address = f"/vb/{document.short_code}/toan-van.pdf"

    first = reader.get(address)
    again = reader.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert b"".join(first.streaming_content)[:5] == b"%PDF-"
    assert first.headers["ETag"] == f'"{document.pdf_sha256}"'
    assert first.headers["Cache-Control"].startswith("public")
    assert again.status_code == 304


def test_pages_may_be_kept_for_a_minute(reader):
    document = make_published()

    for address in (LIST, f"/vb/{document.short_code}"):
        answer = reader.get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        assert "Cookie" in answer.headers["Vary"]
        assert not answer.cookies


def test_list_asks_the_same_for_one_and_for_many(reader):
    def asked():
        with count_queries() as queries:
            reader.get(LIST)
        return len(queries)

    make_published()
    one = asked()
    for number in range(4):
        make_published(subject=f"Nội dung {number}")

    assert asked() == one


def test_draft_of_another_council_is_as_unknown_as_nothing(reader, other_council, client_of):
    document = make_published()
    make_draft()

    assert client_of(other_council).get(f"/vb/{document.short_code}").status_code == 404
