"""The books of numbers in the browser: what the clerk sees, holds, cancels, explains; who may not."""

import pytest
from django.urls import reverse

from council.documents.law import Issuer
from council.documents.models import Document, HeldNumber, NumberingRule, NumberSequence
from council.roles import Role
from kernel import clock
from tests.factories.browsers import browser_of
from tests.factories.documents import make_issued, make_signed
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
BOOKS = reverse("documents:books", CONF)
RESERVE, OPEN = reverse("documents:reserve_numbers", CONF), reverse("documents:open_book", CONF)
NUMBERINGS = reverse("documents:numberings", CONF)
WANTED = {"body": "council", "kind": "individual_resolution", "count": "2", "reason": "Chờ ý kiến"}


def at(name, *args):
    return reverse(f"documents:{name}", CONF, args)


@pytest.fixture
def clerk(council):
    return browser_of(council, Role.RECORDS_CLERK)


def issued_today():
    """A document of this year's book, which is the one that the pages show."""
    return make_issued(now=clock.now())


def lost_number():
    """Three documents of which the second has a number that is not its own."""
    for _ in range(3):
        issued_today()
    Document.objects.filter(number=2).update(number=4, symbol="04/NQ-HĐND")
    return NumberSequence.objects.get()


def test_a_year_without_books_says_when_one_opens(clerk):
    assert "Năm này chưa có sổ nào" in words(clerk.get(BOOKS))


def test_the_list_shows_what_each_book_lacks(clerk):
    lost_number()

    page = words(clerk.get(BOOKS))

    assert "Nghị quyết cá biệt" in page
    assert "Thiếu 1 số" in page
    assert "Trùng" not in page


def test_the_book_shows_each_number_and_why_it_has_no_document(clerk):
    book = lost_number()
    clerk.post(RESERVE, WANTED)

    page = words(clerk.get(at("book", book.id)))
    only = words(clerk.get(at("book", book.id), {"chi": "thieu"}))

    assert [part in page for part in ("03/NQ-HĐND", "Chờ ý kiến", "Thiếu số", "Giải trình số 2")] == [True] * 4
    assert "03/NQ-HĐND" not in only
    assert "Giải trình số 2" in only


def test_a_gap_is_explained_on_its_page(clerk):
    book = lost_number()

    empty = clerk.post(at("explain_gap", book.id, 2), {"reason": ""})
    answer = clerk.post(at("explain_gap", book.id, 2), {"reason": "Ghi nhầm vào số 4"})

    assert (empty.status_code, answer.status_code) == (422, 302)
    assert "Ghi nhầm vào số 4" in words(clerk.get(answer.headers["Location"]))
    assert "Đã giải trình số thiếu." in words(clerk.get(answer.headers["Location"]))
    again = clerk.post(at("explain_gap", book.id, 2), {"reason": "Lần nữa"})
    assert again.status_code == 422
    assert "Số này không còn trống trong sổ." in words(again)


def test_numbers_are_held_back_cancelled_and_used(clerk):
    signed = make_signed()
    clerk.post(RESERVE, WANTED)
    first, second = HeldNumber.objects.order_by("number")

    clerk.post(at("cancel_number", first.id), {"reason": "Không ban hành"})
    page = words(clerk.get(at("issue", signed.id)))
    answer = clerk.post(at("issue", signed.id), {"held": str(second.id)})

    signed.refresh_from_db()
    assert "Số 02, giữ vì: Chờ ý kiến" in page
    assert "Số 01, giữ" not in page
    assert (answer.status_code, signed.symbol) == (302, "02/NQ-HĐND")


@pytest.mark.parametrize("held", ["bậy", "0197f3a0-0000-7000-8000-000000000404"])
def test_a_number_that_is_not_held_issues_nothing(clerk, held):
    signed = make_signed()
    clerk.post(RESERVE, WANTED)

    answer = clerk.post(at("issue", signed.id), {"held": held})

    signed.refresh_from_db()
    assert (answer.status_code, signed.state) == (422, "signed")


def test_the_page_before_the_issue_shows_all_that_will_be_printed(clerk):
    signed = make_signed(subject="Về mức hỗ trợ đặc biệt")

    page = words(clerk.get(at("issue", signed.id)))

    for part in ("01/NQ-HĐND", "Về mức hỗ trợ đặc biệt", "Chủ tịch", "Thường trực Hội đồng nhân dân tỉnh"):
        assert part in page
    assert "Lấy số" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "Hãy ghi lý do."),
        ({"count": "0"}, "Giữ ít nhất 1 số."),
        ({"count": "21"}, "Mỗi lần giữ nhiều nhất 20 số."),
        ({"body": "office"}, "Cơ quan này không ban hành loại văn bản đó."),
    ],
)
def test_a_refused_reservation_keeps_what_was_typed(clerk, changes, sentence):
    answer = clerk.post(RESERVE, {**WANTED, **changes})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert HeldNumber.objects.count() == 0


def test_a_book_is_opened_behind_the_paper(clerk):
    typed = {"body": "council", "kind": "individual_resolution", "first_number": "45", "reason": "Đã cấp trên giấy"}

    answer = clerk.post(OPEN, typed)
    again = clerk.post(OPEN, {**typed, "first_number": "0"})

    assert "từ số 45" in words(clerk.get(answer.headers["Location"]))
    assert again.status_code == 422
    assert issued_today().symbol == "45/NQ-HĐND"


def test_the_chief_sets_how_a_body_numbers(council, clerk):
    chief = browser_of(council, Role.OFFICE_CHIEF)
    page = at("numbering", "standing_committee")

    answer = chief.post(page, {"code": "TTHĐND", "sequences": "by_kind", "document": "Quy chế 12/QC-HĐND"})

    assert answer.headers["Location"] == f"{NUMBERINGS}?told=numbering"
    assert "TTHĐND" in words(clerk.get(NUMBERINGS))
    assert "Quy chế 12/QC-HĐND" in words(chief.get(page))
    assert clerk.get(page).status_code == 403
    assert chief.post(page, {"code": "BPC", "sequences": "by_kind", "document": "x"}).status_code == 422
    assert NumberingRule.objects.get().body == Issuer.STANDING_COMMITTEE


def test_the_administrator_sets_the_numbering_without_seeing_the_books(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    page = at("numbering", "council")

    answer = administrator.post(page, {"code": "HĐND", "sequences": "together", "document": "Quyết định 1"})

    assert "Đã lưu cách đánh số." in words(administrator.get(answer.headers["Location"]))
    assert administrator.get(BOOKS).status_code == 403
    assert administrator.get(at("numbering", "khong-co")).status_code == 404


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OFFICE_STAFF, Role.COUNCIL_CHAIR])
def test_the_books_are_for_who_keeps_them(council, role):
    book = lost_number()
    browser = browser_of(council, role)

    pages = (BOOKS, RESERVE, OPEN, NUMBERINGS, at("book", book.id), at("explain_gap", book.id, 2))
    assert {browser.get(page).status_code for page in pages} == {403}


def test_the_pages_cost_the_same_with_few_and_with_many_rows(clerk):
    issued_today()
    book = NumberSequence.objects.get()
    first = cost_of(clerk, BOOKS), cost_of(clerk, at("book", book.id))
    for _ in range(5):
        issued_today()
        clerk.post(RESERVE, WANTED)

    assert (cost_of(clerk, BOOKS), cost_of(clerk, at("book", book.id))) == first
