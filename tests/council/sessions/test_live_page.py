"""The public's live page: what everybody may know while a session goes on, and not a moment before."""

from council.sessions import actions
from council.sessions.web.screens import PUBLIC
from tests.council.sessions.test_screens import heard_by
from tests.factories.halls import CHAIR, hold_session
from tests.kernel.accounts.browsers import words


def test_everybody_follows_a_session_without_a_login(council, client_of):
    held, anybody = hold_session(delegates=4, present=3), client_of(council)
    address = f"/cong-khai/ky-hop/{held.session.id}/"
    assert "Theo dõi trực tiếp" in words(anybody.get(address))

    shown = anybody.get(f"{address}truc-tiep/")

    assert "Nghị quyết về nội dung thứ 1" in words(shown)
    assert "3/4 đại biểu có mặt" in words(shown)
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert shown.cookies["live"]["path"] == f"/_live/{PUBLIC.room_of(held.session)}/"


def test_result_is_public_when_the_chair_announced_it_and_not_before(council, client_of):
    held, anybody = hold_session(), client_of(council)
    page = f"/cong-khai/ky-hop/{held.session.id}/truc-tiep/"
    vote = held.open_vote()
    assert "Đang biểu quyết" in words(anybody.get(page))
    assert "đã biểu quyết" not in words(anybody.get(page))

    vote = actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    assert "chờ chủ toạ công bố" in words(anybody.get(page))
    assert "Không được thông qua" not in words(anybody.get(page)) + heard_by(council, held)["public"]
    actions.announce_vote(actor=CHAIR, vote=vote, now=held.now)

    assert "Không được thông qua" in words(anybody.get(page))


def test_before_the_opening_there_is_nothing_to_follow(council, client_of):
    held, anybody = hold_session(opened=False), client_of(council)
    address = f"/cong-khai/ky-hop/{held.session.id}/"

    assert anybody.get(f"{address}truc-tiep/").headers["Location"] == address
    assert "Theo dõi trực tiếp" not in words(anybody.get(address))


def test_english_page_stands_around_the_vietnamese_facts(council, client_of):
    held, anybody = hold_session(), client_of(council)

    page = anybody.get(f"/en/cong-khai/ky-hop/{held.session.id}/truc-tiep/")

    assert "This page follows the session by itself." in words(page)
    assert "Nghị quyết về nội dung thứ 1" in words(page)
