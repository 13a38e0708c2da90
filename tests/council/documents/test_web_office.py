"""The office's pages of documents through the whole stack: list, draft, each step, and who may not."""

import pytest
from django.urls import reverse

from council.documents.law import Kind
from council.documents.models import Document
from council.roles import Role
from kernel.audit.models import AuditEntry
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft, make_in_state, make_issued, make_published
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
INDEX = reverse("documents:index", CONF)
STATES = ("draft", "final_text", "signed", "issued", "published", "withdrawn")


def address(name, document):
    return reverse(f"documents:{name}", CONF, [document.id])


def typed(**changes):
    known = {
        "version": "1",
        "subject": "Về mức hỗ trợ học phí",
        "adopted_on": "2026-07-09",
        "effective_on": "2026-08-01",
        "bases": "Căn cứ Luật thứ nhất\n\n  Căn cứ Luật thứ hai  ",
        "recipients": "Uỷ ban nhân dân",
        "dieu-TOTAL_FORMS": "3",
        "dieu-INITIAL_FORMS": "1",
        "dieu-0-title": "Phạm vi",
        "dieu-0-paragraphs": "Đoạn một\nĐoạn hai",
        "dieu-0-ORDER": "2",
        "dieu-1-title": "Đối tượng",
        "dieu-1-paragraphs": "Học sinh",
        "dieu-1-ORDER": "1",
        "dieu-2-title": "",
        "dieu-2-paragraphs": "",
        "dieu-2-ORDER": "",
    }
    return {**known, **changes}


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


def test_the_list_finds_without_diacritics_and_filters(council, staff):
    make_draft(subject="Về mức hỗ trợ học phí")
    make_published(subject="Về phân loại rác thải")

    assert "phân loại rác thải" not in words(staff.get(INDEX, {"tim": "hoc phi"}))
    assert "phân loại rác thải" in words(staff.get(INDEX, {"tim": "RAC THAI", "trang_thai": "published"}))
    assert "học phí" not in words(staff.get(INDEX, {"trang_thai": "published"}))
    assert "Không tìm thấy văn bản nào" in words(staff.get(INDEX, {"loai": "decision"}))
    assert "học phí" in words(staff.get(INDEX, {"loai": "bậy"}))


def test_an_empty_list_says_when_something_comes(staff):
    assert "Chưa có văn bản nào" in words(staff.get(INDEX))


@pytest.mark.parametrize("state", STATES)
def test_the_page_shows_where_a_document_stands(council, state):
    document = make_in_state(state)
    page = browser_of(council, Role.RECORDS_CLERK).get(address("detail", document)).content.decode()

    marks = page.count('class="is-done"'), page.count('class="is-now"')
    here = {"draft": (0, 1), "final_text": (1, 1), "signed": (2, 1), "issued": (3, 1)}.get(state, (5, 0))
    assert marks == here
    assert ("Sai thẩm quyền" in page) is (state == "withdrawn")


@pytest.mark.parametrize(
    ("role", "state", "seen"),
    [
        (Role.OFFICE_STAFF, "draft", {"edit"}),
        (Role.OFFICE_CHIEF, "draft", {"edit", "finalise"}),
        (Role.OFFICE_CHIEF, "final_text", {"reopen"}),
        (Role.COUNCIL_CHAIR, "final_text", {"sign"}),
        (Role.RECORDS_CLERK, "signed", {"issue"}),
        (Role.RECORDS_CLERK, "issued", {"publish"}),
        (Role.COUNCIL_CHAIR, "published", {"withdraw"}),
        (Role.DELEGATE, "final_text", set()),
        (Role.DELEGATE, "published", set()),
    ],
)
def test_each_role_gets_the_buttons_of_its_steps(council, role, state, seen):
    document = make_in_state(state)

    page = browser_of(council, role).get(address("detail", document)).content.decode()

    assert {name for name in (*_POSTED, "edit") if f'href="{address(name, document)}"' in page} == seen


def test_a_report_is_read_by_sections_and_a_resolution_by_articles(council, staff):
    report, resolution = make_draft(Kind.REPORT), make_draft()

    assert "I. " in words(staff.get(f"/van-ban/{report.id}/"))
    assert "Điều 1." not in words(staff.get(f"/van-ban/{report.id}/"))
    assert "Điều 1." in words(staff.get(f"/van-ban/{resolution.id}/"))


def test_the_page_names_who_comes_next_and_why_not_oneself(council):
    document = make_in_state("final_text")

    page = words(browser_of(council, Role.RECORDS_CLERK).get(address("detail", document)))

    assert "Việc tiếp theo: Ký. Người thực hiện: Chủ tịch Hội đồng nhân dân" in page


def test_who_wrote_the_text_is_told_that_he_may_not_sign(council):
    document = make_draft()
    chair = browser_of(council, Role.COUNCIL_CHAIR, Role.OFFICE_CHIEF)
    chair.post(address("edit", document), typed())
    chair.post(address("finalise", document), {"reason": ""})

    page = words(chair.get(address("detail", document)))

    assert "Ai đã soạn hoặc sửa văn bản thì không được ký chính văn bản đó." in page
    assert chair.post(address("sign", document)).status_code == 403
    document.refresh_from_db()
    assert document.state == "final_text"


def test_a_draft_is_written_in_plain_lines_and_ordered_articles(staff):
    document = make_draft()

    answer = staff.post(address("edit", document), typed())

    document.refresh_from_db()
    assert (answer.status_code, document.subject, document.version) == (302, "Về mức hỗ trợ học phí", 2)
    assert document.body == {
        "bases": ["Căn cứ Luật thứ nhất", "Căn cứ Luật thứ hai"],
        "articles": [
            {"title": "Đối tượng", "paragraphs": ["Học sinh"]},
            {"title": "Phạm vi", "paragraphs": ["Đoạn một", "Đoạn hai"]},
        ],
        "recipients": ["Uỷ ban nhân dân"],
    }
    assert "Đã lưu dự thảo." in words(staff.get(answer.headers["Location"]))


def test_one_more_article_keeps_what_was_typed_and_saves_nothing(staff):
    document = make_draft()

    answer = staff.post(address("edit", document), typed(more="1", subject=""))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="dieu-3-title"' in page
    assert 'value="Đối tượng"' in page
    assert "Đoạn hai" in page
    document.refresh_from_db()
    assert document.version == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": " "}, "Hãy ghi trích yếu."),
        ({"adopted_on": "hôm qua"}, "Hãy nhập một ngày có thật."),
        ({"subject": "a" * 501}, "Trích yếu dài quá 500 ký tự."),
    ],
)
def test_a_refused_draft_keeps_what_was_typed(staff, changes, sentence):
    document = make_draft()

    answer = staff.post(address("edit", document), typed(**changes))

    page = answer.content.decode()
    assert (answer.status_code, page.count(sentence)) == (422, 2)
    assert "Căn cứ Luật thứ hai" in page
    assert "Đoạn hai" in page
    document.refresh_from_db()
    assert document.version == 1


def test_an_article_with_an_error_says_so_beside_it(staff):
    document = make_draft()

    answer = staff.post(address("edit", document), typed(**{"dieu-1-title": "x" * 301}))

    assert answer.status_code == 422
    assert "Có điều chưa hợp lệ" in words(answer)
    assert 'id="id_dieu-1-title_error"' in answer.content.decode()


def test_a_clash_is_told_with_both_texts(staff):
    document = make_draft()
    staff.post(address("edit", document), typed(subject="Trích yếu của người kia"))

    answer = staff.post(address("edit", document), typed(subject="Trích yếu của tôi"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nội dung này vừa được người khác cập nhật." in page
    assert "Trích yếu của người kia" in page
    assert "Trích yếu của tôi" in page
    document.refresh_from_db()
    assert document.subject == "Trích yếu của người kia"
    again = staff.post(address("edit", document), typed(subject="Trích yếu của tôi", version="2"))
    document.refresh_from_db()
    assert (again.status_code, document.subject) == (302, "Trích yếu của tôi")


_POSTED = {
    "finalise": ("draft", Role.OFFICE_CHIEF, {"reason": ""}, "final_text"),
    "reopen": ("final_text", Role.OFFICE_CHIEF, {"reason": "Sai tên riêng"}, "draft"),
    "sign": ("final_text", Role.COUNCIL_CHAIR, {}, "signed"),
    "issue": ("signed", Role.RECORDS_CLERK, {}, "issued"),
    "publish": ("issued", Role.RECORDS_CLERK, {}, "published"),
    "withdraw": ("published", Role.COUNCIL_CHAIR, {"reason": "Sai thẩm quyền"}, "withdrawn"),
}


@pytest.mark.parametrize("name", _POSTED)
def test_a_step_is_asked_for_and_taken(council, name):
    state, role, body, target = _POSTED[name]
    document, browser = make_in_state(state), browser_of(council, role)
    assert browser.get(address(name, document)).status_code == 200
    document.refresh_from_db()
    assert document.state == state

    answer = browser.post(address(name, document), body)

    document.refresh_from_db()
    assert (answer.status_code, document.state) == (302, target)
    assert answer.headers["Location"] == f"{address('detail', document)}?told={name}"


@pytest.mark.parametrize("name", _POSTED)
def test_a_step_is_refused_to_a_delegate_and_changes_nothing(council, name):
    state, _role, body, _target = _POSTED[name]
    document, browser = make_in_state(state), browser_of(council, Role.DELEGATE)

    assert (
        browser.get(address(name, document)).status_code,
        browser.post(address(name, document), body).status_code,
    ) == (
        403,
        403,
    )
    document.refresh_from_db()
    assert document.state == state


@pytest.mark.parametrize("name", _POSTED)
def test_a_step_in_a_wrong_state_says_so(council, name):
    _state, role, body, _target = _POSTED[name]
    wrong = "withdrawn"
    document, browser = make_in_state(wrong), browser_of(council, role)

    answer = browser.post(address(name, document), body)

    document.refresh_from_db()
    assert (answer.status_code, document.state) == (409, wrong)
    assert "Việc này không thực hiện được ở trạng thái hiện tại." in words(answer)


@pytest.mark.parametrize("name", ["reopen", "withdraw"])
def test_a_step_back_without_a_reason_is_refused_beside_the_field(council, name):
    state, role, _body, _target = _POSTED[name]
    document, browser = make_in_state(state), browser_of(council, role)

    answer = browser.post(address(name, document), {"reason": " "})

    document.refresh_from_db()
    assert (answer.status_code, document.state) == (422, state)
    assert answer.content.decode().count("Hãy ghi lý do.") == 2


def test_an_effect_that_comes_too_early_asks_for_its_reason(council):
    document = make_draft(Kind.NORMATIVE_RESOLUTION, effective_on=make_draft().adopted_on)
    chief = browser_of(council, Role.OFFICE_CHIEF)

    refused = chief.post(address("finalise", document), {"reason": ""})
    document.refresh_from_db()
    assert (refused.status_code, document.state) == (422, "draft")
    assert "Ngày có hiệu lực sớm hơn thời hạn luật định." in words(refused)

    chief.post(address("finalise", document), {"reason": "Trình tự rút gọn"})
    document.refresh_from_db()
    assert document.state == "final_text"
    assert "Trình tự rút gọn" in words(chief.get(address("detail", document)))


def test_the_draft_is_printed_for_a_look_and_not_after_the_issue(staff):
    draft, issued = make_draft(), make_issued()

    answer = staff.get(address("preview", draft))

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert staff.get(address("preview", issued)).status_code == 404


def test_the_pdf_is_there_from_the_issue_on(staff):
    draft, issued = make_draft(), make_issued()

    answer = staff.get(address("pdf", issued))

    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert staff.get(address("pdf", draft)).status_code == 404


def test_who_works_on_documents_sees_who_did_what(council, staff):
    document = make_draft()
    staff.post(address("edit", document), typed())
    name = AuditEntry.objects.filter(action="documents.edit").get()

    page = words(staff.get(address("detail", document)))

    assert "Nhật ký" in page
    assert "Sửa dự thảo" in page
    assert name.account_id is not None
    assert "Nhật ký" not in words(browser_of(council, Role.DELEGATE).get(address("detail", document)))


@pytest.mark.parametrize("name", ["detail", "edit", "preview", "pdf", *_POSTED])
def test_a_foreign_document_is_not_found(council, other_council, name):
    from tenancy.place import entered

    with entered(other_council):
        foreign = make_draft()
    browser = browser_of(council, *Role)

    assert browser.get(address(name, foreign)).status_code == 404
    with entered(other_council):
        assert Document.objects.get().state == "draft"


def test_nobody_reads_without_a_login(council, client_of):
    document = make_draft()

    answer = client_of(council).get(address("detail", document))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/dang-nhap/")


def test_the_list_costs_the_same_with_1_and_with_50_rows(staff):
    make_draft()
    first = cost_of(staff, INDEX)
    for number in range(49):
        make_draft(subject=f"Về nội dung thứ {number}")

    assert cost_of(staff, INDEX) == first
