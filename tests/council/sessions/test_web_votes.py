"""The pages of votes through the whole stack: prepared, counted by two, annulled by two, repeated, minuted."""

import pytest

from council.sessions import actions
from council.sessions.models import DisputedArticle, Vote, VoteMethod, VoteSubject
from kernel.clock import now
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.kernel.accounts.browsers import come_in, words
from tests.kernel.files.making import picture, upload
from tests.testbed.queries import cost_of


@pytest.fixture
def held(council):
    return hold_session(items=2)


@pytest.fixture
def enter(council, client_of):
    def come(name: str, *roles: str):
        browser = client_of(council)
        come_in(browser, staff_account(name, *roles))
        return browser

    return come


def page_of(vote) -> str:
    return f"/ky-hop/bieu-quyet/{vote.pk}/"


def press(browser, vote, deed: str, **typed):
    return browser.post(f"{page_of(vote)}{deed}/", typed)


def test_a_vote_by_hands_from_preparation_to_the_minutes(held, enter):
    held.on_the_floor()
    chair, clerk, secretary = (
        enter("ctloan", "council_chair"),
        enter("vtlan", "office_staff"),
        enter("tkminh", "session_secretary"),
    )
    form = chair.get(f"/ky-hop/{held.session.pk}/bieu-quyet/them/?noi-dung={held.items[0].pk}")
    assert "Cần quá nửa tổng số 5 đại biểu tán thành, tức ít nhất 3" in words(form)

    made = chair.post(
        f"/ky-hop/{held.session.pk}/bieu-quyet/them/",
        {"subject": "item", "item": held.items[0].pk, "method": "hands", "question": ""},
    )

    vote = Vote.objects.get()
    assert made.headers["Location"] == f"{page_of(vote)}?told=prepared"
    assert (vote.method, vote.question) == ("hands", held.items[0].title)
    assert "Danh sách đại biểu" in words(chair.get(f"{page_of(vote)}buoc/open/"))
    press(chair, vote, "buoc/open")
    first = press(clerk, vote, "kiem-dem", in_favour="3", against="1", abstained="1")
    assert first.headers["Location"].endswith("told=counted")
    unseen = words(secretary.get(page_of(vote)))
    assert "Một người đã nhập" in unseen
    assert "Lần nhập" not in unseen
    too_early = press(chair, vote, "buoc/close")
    assert (too_early.status_code, "Chưa có hai người nhập" in words(too_early)) == (422, True)
    differ = press(secretary, vote, "kiem-dem", in_favour="2", against="2", abstained="1")
    assert differ.headers["Location"].endswith("told=differ")
    assert "KHÁC NHAU" in words(clerk.get(page_of(vote)))
    without_reason = press(chair, vote, "kiem-dem", in_favour="3", against="2", abstained="0")
    assert (without_reason.status_code, "Hãy ghi lý do" in words(without_reason)) == (422, True)
    press(chair, vote, "kiem-dem", in_favour="3", against="2", abstained="0", reason="Đếm lại")
    press(chair, vote, "buoc/close")
    result = words(clerk.get(page_of(vote)))
    assert "Đã thông qua" in result
    assert "Điều 35" in result
    press(chair, vote, "buoc/announce")
    no_picture = press(chair, vote, "buoc/minute")
    assert (no_picture.status_code, "ảnh hoặc bản quét" in words(no_picture)) == (422, True)
    kept = clerk.post(f"{page_of(vote)}anh/", {"file": upload("dem.png", picture("PNG"))})
    assert kept.headers["Location"].endswith("told=picture")
    served = clerk.get(f"{page_of(vote)}anh/1/")
    assert b"".join(served.streaming_content)[1:4] == b"PNG"
    assert served.headers["Content-Type"] == "image/png"
    assert clerk.get(f"{page_of(vote)}anh/2/").status_code == 404
    press(chair, vote, "buoc/minute")
    assert Vote.objects.get().state == "minuted"


def test_an_annulment_asked_by_one_and_confirmed_by_another_is_repeated_by_hand(held, enter):
    vote = held.open_vote()
    chair, secretary = enter("ctloan", "council_chair"), enter("tkminh", "session_secretary")
    assert "Đề nghị huỷ kết quả" in words(secretary.get(page_of(vote)))
    assert press(secretary, vote, "huy", reason="").status_code == 422

    press(secretary, vote, "huy", reason="Máy chủ hỏng")

    assert "Có đề nghị huỷ" in words(secretary.get(page_of(vote)))
    assert "Xác nhận huỷ kết quả" not in words(secretary.get(page_of(vote)))
    assert press(secretary, vote, "huy/xac-nhan").status_code == 403
    assert "Máy chủ hỏng" in words(chair.get(f"{page_of(vote)}huy/xac-nhan/"))
    press(chair, vote, "huy/xac-nhan")
    assert "Kết quả đã bị huỷ" in words(chair.get(page_of(vote)))
    again = press(chair, vote, "lap-lai", method="hands")
    fresh = Vote.objects.get(repeats=vote)
    assert again.headers["Location"].startswith(page_of(fresh))
    shown = words(secretary.get(f"/ky-hop/{held.session.pk}/bieu-quyet/"))
    assert "Kết quả đã bị huỷ" in shown
    assert "Giơ tay" in shown
    assert "Xem lần biểu quyết lại" in words(secretary.get(page_of(vote)))


def test_a_result_that_stands_after_all(held, enter):
    vote = held.open_vote()
    asked = actions.ask_annulment(actor=CHAIR, vote=vote, reason="Nhầm câu hỏi", now=now())
    browser = enter("pctlam", "council_vice_chair")

    assert press(browser, vote, "huy/giu-nguyen").headers["Location"].endswith("told=kept")

    asked.refresh_from_db()
    assert asked.state == "refused"
    assert press(browser, vote, "huy/giu-nguyen").status_code == 404


def test_disputed_articles_on_the_page_of_their_item(held, enter):
    item = held.on_the_floor()
    browser, page = enter("tkminh", "session_secretary"), f"/ky-hop/noi-dung/{item.pk}/"
    empty = browser.post(f"{page}dieu-khoan/", {"label": "Điều 5", "proposal": ""})
    assert (empty.status_code, "Điều 5" in words(empty)) == (422, True)

    browser.post(f"{page}dieu-khoan/", {"label": "Điều 5", "proposal": "Mức 60 %"})

    article = DisputedArticle.objects.get()
    assert "Còn ý kiến khác nhau" in words(browser.get(page))
    browser.post(f"/ky-hop/dieu-khoan/{article.pk}/thong-nhat/")
    article.refresh_from_db()
    assert article.state == "settled"
    assert browser.post(f"{page}xem-xet-lai/").status_code == 403


def test_votes_on_procedure_and_in_block_are_prepared_and_dropped(held, enter):
    browser, address = enter("ctloan", "council_chair"), f"/ky-hop/{held.session.pk}/bieu-quyet/them/"
    nothing = browser.post(address, {"subject": "reopening", "method": "electronic"})
    assert (nothing.status_code, "Hãy chọn nội dung" in words(nothing)) == (422, True)
    block = browser.post(address, {"subject": "block", "method": "electronic", "question": "Gộp"})
    assert (block.status_code, "ít nhất hai" in words(block)) == (422, True)

    browser.post(address, {"subject": "agenda", "method": "electronic"})

    vote = Vote.objects.get()
    assert (vote.subject, vote.item_id, vote.question) == ("agenda", None, "Thông qua chương trình kỳ họp")
    press(browser, vote, "buoc/open")
    assert "Thông qua chương trình kỳ họp" in words(browser.get(f"/dieu-hanh/{held.session.pk}/"))
    assert browser.get("/phien-hop/").status_code == 200
    assert press(browser, vote, "buoc/drop").status_code == 422
    press(browser, vote, "buoc/close")
    assert browser.get(f"{page_of(vote)}buoc/nothing/").status_code == 404


def test_the_delegates_device_offers_nothing_where_hands_are_raised(held, council, client_of):
    vote = actions.prepare_vote(actor=CHAIR, item=held.on_the_floor(), question="", method=VoteMethod.HANDS)
    actions.open_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    browser = client_of(council)
    come_in(browser, account_of(held.mandates[0], "dbhoa"))

    screen = words(browser.get("/phien-hop/"))

    assert "Cuộc này không biểu quyết trên thiết bị" in screen
    assert "Không tán thành" not in screen
    body = {"choice": "for", "key": "0197f3a0-0000-7000-8000-00000000abcd", "prev": ""}
    refused = browser.post(f"/phien-hop/bieu-quyet/{vote.pk}/phieu/", body, headers={"accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (403, "vote_by_hand")


def test_a_delegate_reads_the_pages_and_presses_nothing(held, council, client_of):
    vote = held.open_vote()
    browser = client_of(council)
    come_in(browser, account_of(held.mandates[0], "dbhoa"))

    assert "Việc có thể làm" not in words(browser.get(page_of(vote)))
    for deed in ("buoc/close", "huy", "huy/xac-nhan", "lap-lai", "kiem-dem", "anh"):
        assert press(browser, vote, deed, reason="x").status_code == 403
    assert browser.get(f"/ky-hop/{held.session.pk}/bieu-quyet/them/").status_code == 403


def test_the_list_of_votes_costs_the_same_for_any_number(held, enter):
    browser, address = enter("ctloan", "council_chair"), f"/ky-hop/{held.session.pk}/bieu-quyet/"
    held.open_vote()
    few = cost_of(browser, address)
    for number in range(4):
        actions.prepare_procedural_vote(
            actor=CHAIR, session=held.session, subject=VoteSubject.PROCEDURE, question=f"Việc {number}"
        )

    assert cost_of(browser, address) == few
