"""Other documents than resolutions in the browser: begun, written in the form of their kind, issued, published."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council.documents.law import Issuer, Kind, Text
from council.documents.models import Attachment, Document
from council.people.law import CommitteeKind
from council.roles import Role
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft, make_in_state, make_issued, make_published
from tests.factories.people import make_committee
from tests.kernel.accounts.browsers import words
from tests.kernel.files.making import pdf

CONF = "config.urls_council"
INDEX, BEGIN = reverse("documents:index", CONF), reverse("documents:begin", CONF)
WANTED = {"body": "standing_committee", "kind": "letter", "subject": "Về giải quyết kiến nghị", "unit": "PC"}


def at(name, *args):
    return reverse(f"documents:{name}", CONF, args)


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


def begun(browser, **changes):
    answer = browser.post(BEGIN, {**WANTED, **changes})
    assert answer.status_code == 302, words(answer)
    return Document.objects.latest("created_at")


def typed(**changes):
    known = {
        "version": "1",
        "subject": "Về giải quyết kiến nghị",
        "recipients": "Như trên",
        "dieu-TOTAL_FORMS": "1",
        "dieu-INITIAL_FORMS": "1",
        "dieu-0-title": "",
        "dieu-0-paragraphs": "Đề nghị trả lời cử tri.",
        "dieu-0-ORDER": "1",
    }
    return {**known, **changes}


def issue_fully(council, document):
    for role, name in ((Role.OFFICE_CHIEF, "finalise"), (Role.COUNCIL_CHAIR, "sign"), (Role.RECORDS_CLERK, "issue")):
        answer = browser_of(council, role).post(at(name, document.id), {"reason": ""})
        assert answer.status_code == 302, words(answer)
    document.refresh_from_db()
    return document


def test_a_letter_goes_from_its_outline_to_the_public_page(council, staff, client_of):
    letter = begun(staff)
    page = words(staff.get(at("edit", letter.id)))
    staff.post(at("edit", letter.id), typed(addressees="Uỷ ban nhân dân phường\nCông an phường"))
    letter = issue_fully(council, letter)

    assert "Kính gửi" in page
    assert "Căn cứ ban hành" not in page
    assert "Ngày thông qua" not in page
    assert (letter.symbol, letter.confidentiality) == ("01/HĐND-PC", "internal")
    assert Text.from_json(letter.body).addressees == ("Uỷ ban nhân dân phường", "Công an phường")
    clerk = browser_of(council, Role.RECORDS_CLERK)
    assert clerk.post(at("publish", letter.id)).status_code == 422
    browser_of(council, Role.OFFICE_STAFF).post(
        at("change_class", letter.id), {"to_class": "public", "reason": "Cử tri cần biết"}
    )
    assert browser_of(council, Role.OFFICE_CHIEF).post(at("approve_class", letter.id)).status_code == 302
    assert clerk.post(at("publish", letter.id)).status_code == 302
    public = client_of(council).get(f"/vb/{letter.short_code}")
    assert "Đề nghị trả lời cử tri." in words(public)


def test_minutes_are_written_with_their_own_lines(council, staff):
    make_committee(CommitteeKind.LEGAL)
    minutes = begun(staff, body="legal", kind="minutes", subject="Họp Ban thẩm tra", unit="VP")
    lines = {"fact_time": "14 giờ", "fact_place": "Phòng họp", "fact_present": "Ông A\nBà B", "fact_chair": "Bà Mai"}

    answer = staff.post(at("edit", minutes.id), typed(**lines, **{"dieu-0-title": "Kết luận"}))
    chief = browser_of(council, Role.OFFICE_CHIEF)
    refused = words(chief.post(at("finalise", minutes.id), {"reason": ""}))
    staff.post(
        at("edit", minutes.id),
        typed(**lines, fact_secretary="Lê Văn Bình", fact_closed="16 giờ", version="2"),
    )

    minutes.refresh_from_db()
    assert answer.status_code == 302
    assert "còn thiếu: thư ký; kết thúc vào hồi" in refused
    assert minutes.committee_id is not None
    assert minutes.body["facts"]["present"] == "Ông A\nBà B"
    assert chief.post(at("finalise", minutes.id), {"reason": ""}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Hãy chọn loại văn bản."),
        ({"subject": ""}, "Hãy ghi trích yếu."),
        ({"body": "legal"}, "legal"),
        ({"body": "council"}, "Cơ quan này không ban hành loại văn bản đó. Các loại được ban hành:"),
        ({"unit": "pc 1"}, "Chỉ gồm chữ in hoa, ví dụ VP."),
        ({"subject": "TUYỆT MẬT"}, "mật"),
    ],
)
def test_a_refused_beginning_keeps_what_was_typed(staff, changes, sentence):
    answer = staff.post(BEGIN, {**WANTED, **changes})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence.lower() in words(answer).lower()
    assert 'value="PC"' in page or "unit" in changes
    assert Document.objects.count() == 0


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.RECORDS_CLERK, Role.COUNCIL_CHAIR])
def test_only_who_drafts_begins(council, role):
    browser = browser_of(council, role)

    assert browser.get(BEGIN).status_code == 403
    assert BEGIN not in browser.get(INDEX).content.decode()


def test_the_list_filters_by_who_issues(council, staff):
    begun(staff, kind="report", subject="Báo cáo quý")
    make_draft(subject="Về học phí")

    page = words(staff.get(INDEX, {"co_quan": Issuer.STANDING_COMMITTEE.value}))

    assert "Báo cáo quý" in page
    assert "Về học phí" not in page
    assert "Báo cáo quý" not in words(staff.get(INDEX, {"loai": Kind.LETTER.value}))


def test_versions_are_listed_and_compared(staff):
    document = make_draft(subject="Mức 50 triệu đồng")
    days = {"adopted_on": "2026-07-09", "effective_on": "2026-08-01", "bases": ""}
    staff.post(at("edit", document.id), typed(subject="Mức 70 triệu đồng", note="Theo thẩm tra", **days))

    listed = words(staff.get(at("versions", document.id)))
    page = staff.get(at("compare_versions", document.id), {"cu": "1", "moi": "2"}).content.decode()

    assert "Bản 2: Theo thẩm tra" in listed
    assert "<del>50 </del><ins>70 </ins>" in page
    assert "<ins>70 </ins>" in staff.get(at("compare_versions", document.id)).content.decode()
    assert staff.get(at("compare_versions", document.id), {"cu": "1", "moi": "9"}).status_code == 404
    assert "giống nhau" in words(staff.get(at("compare_versions", document.id), {"cu": "2", "moi": "2"}))


def test_a_restricted_document_is_not_there_for_others(council, staff):
    document = make_draft(subject="Về nhân sự")
    staff.post(at("change_class", document.id), {"to_class": "restricted", "reason": "Nhân sự"})
    delegate = browser_of(council, Role.DELEGATE)

    assert delegate.get(at("detail", document.id)).status_code == 404
    assert "Về nhân sự" not in words(delegate.get(INDEX))
    assert "Hạn chế" in words(browser_of(council, Role.RECORDS_CLERK).get(at("detail", document.id)))


def test_who_asked_does_not_agree_himself_and_a_refusal_is_told(council):
    document = make_draft(Kind.INDIVIDUAL_RESOLUTION)
    chief, chair = browser_of(council, Role.OFFICE_CHIEF), browser_of(council, Role.COUNCIL_CHAIR)
    chief.post(at("change_class", document.id), {"to_class": "internal", "reason": "Chờ ý kiến"})
    chief.post(at("change_class", document.id), {"to_class": "public", "reason": "Đã có ý kiến"})

    assert chief.post(at("approve_class", document.id)).status_code == 403
    assert "Chờ người thứ hai" in words(chair.get(at("detail", document.id)))
    answer = chair.post(at("refuse_class", document.id))
    assert "Đã từ chối đề nghị mở rộng." in words(chair.get(answer.headers["Location"]))
    assert chair.get(at("approve_class", document.id)).status_code == 409
    document.refresh_from_db()
    assert document.confidentiality == "internal"


def test_attachments_are_put_up_ordered_opened_and_taken_away(council, staff):
    document = make_draft()
    for name in ("Một", "Hai"):
        upload = SimpleUploadedFile(f"{name}.pdf", pdf(name))
        assert staff.post(at("attach", document.id), {"title": f"Phụ lục {name}", "file": upload}).status_code == 302
    first, second = Attachment.objects.order_by("position")

    staff.post(at("attachment_up", second.id))
    opened = staff.get(at("attachment", first.id))
    empty = staff.post(at("attach", document.id), {"title": ""})
    staff.post(at("detach", first.id), {"reason": "Thừa"})

    assert [one.title for one in Attachment.objects.standing()] == ["Phụ lục Hai"]
    assert b"".join(opened.streaming_content).startswith(b"%PDF-")
    assert (empty.status_code, "Hãy chọn tệp." in words(empty)) == (422, True)
    assert staff.get(at("attachment", first.id)).status_code == 404
    assert staff.get(at("attachment_up", second.id)).status_code == 405


def test_a_secret_attachment_is_stopped(staff):
    document = make_draft()

    answer = staff.post(at("attach", document.id), {"title": "Phụ lục", "file": SimpleUploadedFile("MẬT.pdf", pdf())})

    assert (answer.status_code, Attachment.objects.count()) == (422, 0)


def test_a_public_document_shows_its_attachments_and_what_corrects_it(council, client_of):
    published = make_published()
    attached = Attachment.objects.create(document=published, file=published.pdf, title="Phụ lục I")
    reader = client_of(council)
    page = words(reader.get(f"/vb/{published.short_code}"))

    assert "Phụ lục I" in page
    opened = reader.get(f"/vb/{published.short_code}/phu-luc/{attached.id}/")
    assert b"".join(opened.streaming_content).startswith(b"%PDF-")
    other = make_published(subject="Khác")
    assert reader.get(f"/vb/{other.short_code}/phu-luc/{attached.id}/").status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("correct", "letter"), ("replace", "individual_resolution")])
def test_an_issued_document_is_corrected_or_replaced_by_another(staff, name, kind):
    issued = make_issued()

    empty = staff.post(at(name, issued.id), {"reason": ""})
    answer = staff.post(at(name, issued.id), {"reason": "ghi nhầm ngày"})

    made = Document.objects.exclude(pk=issued.pk).get()
    assert (empty.status_code, answer.status_code, made.kind) == (422, 302, kind)
    assert at("edit", made.id) in answer.headers["Location"]
    assert issued.symbol in words(staff.get(at("detail", made.id)))
    assert staff.post(at(name, make_draft().id), {"reason": "Sai"}).status_code == 422


@pytest.mark.parametrize("state", ["draft", "issued"])
def test_the_word_file_is_the_stored_text(staff, state):
    document = make_in_state(state)

    answer = staff.get(at("word", document.id))

    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert "NGHỊ QUYẾT" in lines
    assert ("DỰ THẢO" in lines) is (state == "draft")
    assert "attachment" in answer.headers["Content-Disposition"]
