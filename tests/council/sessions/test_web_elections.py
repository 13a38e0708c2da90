"""An election through the whole stack: listed by the office, run by the chair, counted by the board, read by all."""

import pytest

from council.sessions import actions
from council.sessions.models import BallotSheet, Candidate, CountingBoard, Election, ItemKind, Round
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.kernel.accounts.browsers import come_in, words
from tests.kernel.files.making import picture, upload
from tests.testbed.queries import cost_of


@pytest.fixture
def held(council):
    held = hold_session(delegates=5, items=2)
    actions.present_item(actor=CHAIR, item=held.items[0], now=held.now)
    return held


@pytest.fixture
def enter(council, client_of):
    def come(account):
        browser = client_of(council)
        come_in(browser, account)
        return browser

    return come


def listed(held, office, chair) -> Election:
    """Let the office list one delegate and one guest for a post, and the chair close the list."""
    item = held.items[0]
    made = office.post(f"/ky-hop/noi-dung/{item.pk}/bau-cu/", {"post": "Thư ký kỳ họp", "seats": "1"})
    election = Election.objects.get()
    page = f"/ky-hop/bau-cu/{election.pk}/"
    assert made.headers["Location"] == f"{page}?told=prepared"
    refused = office.post(f"{page}ung-cu/", {"manner": "self", "document": "Đơn", "name": "Ông Khách"})
    assert (refused.status_code, "Chỉ đại biểu" in words(refused)) == (422, True)
    assert 'value="Ông Khách"' in refused.content.decode()
    office.post(f"{page}ung-cu/", {"manner": "proposed", "document": "Tờ trình 1", "mandate": held.mandates[0].pk})
    office.post(f"{page}ung-cu/", {"manner": "proposed", "document": "Tờ trình 1", "name": "Trần Văn Bình"})
    assert office.post(f"{page}viec/close-list/").status_code == 403
    chair.post(f"{page}viec/close-list/")
    return election


def with_board(held) -> CountingBoard:
    """Propose the last three delegates and have them elected."""
    members = held.mandates[2:]
    board = actions.propose_board(actor=CHAIR, session=held.session, members=members, head=members[0], rules=held.rules)
    CountingBoard.objects.update(state="elected")
    board.refresh_from_db()
    return board


def test_an_election_from_the_list_to_the_public_page(held, enter, client_of, council):
    office, chair = enter(staff_account("vtlan", "office_chief")), enter(staff_account("ctloan", "council_chair"))
    election = listed(held, office, chair)
    page = f"/ky-hop/bau-cu/{election.pk}/"
    with_board(held)
    made = Round.objects.get()
    pressed = chair.post(f"/dieu-hanh/{held.session.pk}/issue-ballots/")
    assert pressed.headers["Location"] == f"/dieu-hanh/{held.session.pk}/"
    assert "Đang bỏ phiếu kín" in words(client_of(council).get(f"/cong-khai/ky-hop/{held.session.pk}/truc-tiep/"))
    chair.post(f"/ky-hop/luot-bau/{made.pk}/viec/collect/")
    first, second, voter = (
        enter(account_of(held.mandates[number], name)) for number, name in ((2, "bkp1"), (3, "bkp2"), (1, "dbthuong"))
    )
    count = f"/ky-hop/luot-bau/{made.pk}/kiem-phieu/"
    assert voter.get(count).status_code == 403
    tally = {"issued": "5", "returned": "5", "valid": "5", "invalid": "0"}
    marks = {"for_0": "1", "against_0": "4", "for_1": "4", "against_1": "1"}
    wrong = first.post(count, {**tally, **marks, "issued": "6", "invalid": "1"})
    assert wrong.status_code == 422
    assert "chỉ có 5 đại biểu có mặt" in words(wrong)
    assert "phải bằng 5 phiếu thu về" in words(wrong)
    assert first.post(count, {**tally, **marks}).headers["Location"].endswith("told=counted")
    assert "chờ thành viên thứ hai" in words(second.get(page))
    assert second.post(count, {**tally, **marks}).headers["Location"].endswith("told=agreed")
    assert "Kết quả hiện sau khi chủ toạ công bố" in words(voter.get(page))
    first.post(f"/ky-hop/luot-bau/{made.pk}/anh/", {"file": upload("to.png", picture("PNG"))})
    assert BallotSheet.objects.count() == 1
    assert voter.get(f"/ky-hop/luot-bau/{made.pk}/anh/1/").status_code == 404
    first.post(f"/ky-hop/luot-bau/{made.pk}/viec/minute/")
    public = f"/cong-khai/ky-hop/{held.session.pk}/"
    assert "Trúng cử" not in words(client_of(council).get(public))

    chair.post(f"/dieu-hanh/{held.session.pk}/announce-round/")

    made.refresh_from_db()
    assert (made.state, made.filled) == ("announced", 1)
    for screen in (public, f"{public}truc-tiep/"):
        told = words(client_of(council).get(screen))
        assert "Thư ký kỳ họp" in told
        assert "4 phiếu tán thành, bằng 80,00% tổng số 5 đại biểu; cần ít nhất 3: trúng cử." in told
    assert "Biên bản kiểm phiếu" in words(voter.get(page))
    shown = voter.get(f"/ky-hop/luot-bau/{made.pk}/anh/1/")
    assert (shown.status_code, b"".join(shown.streaming_content)[1:4]) == (200, b"PNG")
    assert "Kết quả bầu Thư ký kỳ họp, lượt 1" in words(chair.get(f"/ky-hop/{held.session.pk}/nhat-ky/"))


def test_the_board_is_proposed_and_voted_on_by_buttons(held, enter):
    office, chair = enter(staff_account("vtlan", "office_chief")), enter(staff_account("ctloan", "council_chair"))
    propose = f"/ky-hop/{held.session.pk}/bau-cu/ban-kiem-phieu/"
    few = office.post(propose, {"members": [held.mandates[2].pk, held.mandates[3].pk], "head": held.mandates[2].pk})
    assert (few.status_code, "ít nhất 3 thành viên" in words(few)) == (422, True)
    three = [mandate.pk for mandate in held.mandates[2:]]

    office.post(propose, {"members": three, "head": three[0]})

    board = CountingBoard.objects.get()
    assert "Trưởng ban" in words(office.get(f"/ky-hop/{held.session.pk}/bau-cu/"))
    voted = chair.post(f"/ky-hop/ban-kiem-phieu/{board.pk}/bieu-quyet/", {"method": "hands"})
    board.refresh_from_db()
    assert voted.headers["Location"] == f"/ky-hop/bieu-quyet/{board.vote_id}/?told=prepared"
    refused = office.post(f"/ky-hop/ban-kiem-phieu/{board.pk}/rut/")
    assert refused.status_code == 422


def test_two_who_edit_a_post_lose_nothing(held, enter):
    office = enter(staff_account("vtlan", "office_chief"))
    election = actions.prepare_election(actor=CHAIR, item=held.items[0], post="Thư ký", seats=1)
    actions.edit_election(actor=CHAIR, election=election, version=1, post="Thư ký kỳ họp", seats=2)

    clash = office.post(f"/ky-hop/bau-cu/{election.pk}/sua/", {"post": "Tổ thư ký", "seats": "3", "version": "1"})

    assert (clash.status_code, 'value="Tổ thư ký"' in clash.content.decode()) == (409, True)
    assert "Thư ký kỳ họp" in words(clash)


def test_a_further_round_is_prepared_at_the_desk_with_its_reason(held, enter):
    chair = enter(staff_account("ctloan", "council_chair"))
    office = enter(staff_account("vtlan", "office_chief"))
    election = listed(held, office, chair)
    Round.objects.update(state="announced", seats=1, filled=0, total=5, needed=3, issued=5, returned=5)
    Round.objects.update(present=5, valid=5, invalid=0)

    asked = chair.get(f"/dieu-hanh/{held.session.pk}/next-round/")
    chair.post(f"/dieu-hanh/{held.session.pk}/next-round/", {"reason": "Chưa ai quá nửa"})

    assert "Chuẩn bị lượt bầu tiếp" in words(asked)
    made = election.rounds.get(number=2)
    assert (made.reason, made.lines.count()) == ("Chưa ai quá nửa", 2)


def test_the_paper_has_no_number_and_the_same_for_all(held, enter):
    office, chair = enter(staff_account("vtlan", "office_chief")), enter(staff_account("ctloan", "council_chair"))
    election = listed(held, office, chair)

    paper = f"/ky-hop/bau-cu/{election.pk}/phieu/"

    one, other = words(office.get(paper)), words(chair.get(paper))
    assert "PHIẾU BẦU Thư ký kỳ họp" in one
    assert one[one.index("PHIẾU BẦU") :] == other[other.index("PHIẾU BẦU") :]
    assert Candidate.objects.count() == 2
    assert held.items[0].kind == ItemKind.INDIVIDUAL_RESOLUTION


def test_the_list_of_elections_costs_the_same_for_one_and_for_three(held, enter):
    chair = enter(staff_account("ctloan", "council_chair"))
    address = f"/ky-hop/{held.session.pk}/bau-cu/"
    actions.prepare_election(actor=CHAIR, item=held.items[0], post="Một", seats=1)
    one = cost_of(chair, address)
    for post in ("Hai", "Ba"):
        actions.prepare_election(actor=CHAIR, item=held.items[1], post=post, seats=1)

    assert cost_of(chair, address) == one
