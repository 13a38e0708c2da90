"""One's own account and the letter of invitation, through the whole stack."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from kernel import clock
from kernel.access import Actor
from kernel.accounts import actions
from kernel.accounts.actions import Invitee, RoleToHold
from kernel.accounts.models import Account, SessionRow
from tests.kernel.accounts.browsers import CODE, MINE, SIGN_IN, come_in, is_in, knock, words
from tests.kernel.accounts.people import NOON, PASSWORD, RULES, clerk, delegate, phone_code


@pytest.mark.parametrize("act", [actions.lock_account, actions.close_account])
def test_closed_account_is_out_at_its_next_request(browser, act):
    account = delegate()
    come_in(browser, account)

    act(actor=Actor.system("keeper"), account=account, reason="thử")

    assert browser.get(MINE).headers["Location"].startswith(SIGN_IN)


def test_account_closed_behind_our_back_is_out_as_well(browser):
    come_in(browser, delegate())
    Account.objects.update(state=Account.State.CLOSED)

    assert not is_in(browser)
    assert SessionRow.objects.count() == 0


def test_role_that_ended_yesterday_gives_nothing_today(browser, council, rf):
    from kernel.access import actor_of, hold

    account = delegate(roles=[])
    hold(
        account=account,
        role="delegate",
        from_on=clock.today() - timedelta(days=30),
        to_on=clock.today() - timedelta(days=1),
        source="mandate",
    )

    assert actor_of(account, on=clock.today()).roles == frozenset()
    assert actor_of(account, on=clock.today() - timedelta(days=1)).roles == {"delegate"}


def test_list_shows_each_device_and_ends_another(browser, council, client_of):
    account = delegate()
    come_in(browser, account)
    tablet = client_of(council)
    tablet.post(SIGN_IN, {"name": "dbhoa", "password": PASSWORD}, headers={"user-agent": "Mozilla (iPad) Safari/604.1"})
    row = SessionRow.objects.get(device="Safari · iPad")

    assert "Safari · iPad" in words(browser.get(MINE))
    browser.post(f"/tai-khoan/phien/{row.pk}/ket-thuc/")

    assert (is_in(browser), is_in(tablet)) == (True, False)


def test_ending_a_session_that_is_not_ones_own_looks_like_one_that_is_not_there(browser, council, client_of):
    come_in(browser, delegate())
    other = client_of(council)
    come_in(other, delegate("dbkhac", full_name="Người Khác"))
    theirs = SessionRow.objects.get(account__username="dbkhac")

    answers = [browser.post(f"/tai-khoan/phien/{key}/ket-thuc/") for key in (theirs.pk, uuid4())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({re.sub("[0-9a-f]{32}", "", answer.content.decode()) for answer in answers}) == 1
    assert is_in(other)


def test_signing_out_everywhere_ends_all(browser, council, client_of):
    account = delegate()
    tablet = client_of(council)
    come_in(browser, account)
    come_in(tablet, account)

    browser.post("/tai-khoan/phien/ket-thuc-tat-ca/")

    assert (is_in(browser), is_in(tablet)) == (False, False)


def test_change_of_password_keeps_this_browser_only(browser, council, client_of):
    account = delegate()
    tablet = client_of(council)
    come_in(browser, account)
    come_in(tablet, account)
    new = "một câu hoàn toàn mới"

    browser.post("/tai-khoan/mat-khau/", {"current": PASSWORD, "new": new, "again": new})

    assert (is_in(browser), is_in(tablet)) == (True, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"current": "không phải câu đó"}, "Mật khẩu hiện tại không đúng."),
        ({"again": "một câu khác nữa nhé"}, "Hai lần nhập mật khẩu không giống nhau."),
        ({"new": "ngắn", "again": "ngắn"}, "Mật khẩu phải có ít nhất 12 ký tự."),
    ],
)
def test_bad_change_of_password_says_why_and_changes_nothing(browser, typed, sentence):
    come_in(browser, delegate())
    right = {"current": PASSWORD, "new": "một câu hoàn toàn mới", "again": "một câu hoàn toàn mới"}

    response = browser.post("/tai-khoan/mat-khau/", {**right, **typed})

    assert (response.status_code, sentence in words(response)) == (422, True)
    assert Account.objects.get().check_password(PASSWORD) is True


def test_letter_leads_in(browser):
    role = RoleToHold("delegate", clock.today())
    issued = actions.invite(
        actor=Actor.system("founding"),
        invitee=Invitee("Phạm Thị Hoa", username="dbhoa", roles=(role,)),
        now=NOON,
        rules=RULES,
    )
    assert "Phạm Thị Hoa" in words(browser.get(issued.path))

    response = browser.post(issued.path, {"new": PASSWORD, "again": PASSWORD})

    assert response.headers["Location"] == "/"
    assert is_in(browser)
    assert browser.get(issued.path).status_code == 410


def test_letter_with_a_wrong_secret_says_only_that_it_is_over(browser):
    issued = actions.invite(
        actor=Actor.system("founding"), invitee=Invitee("Phạm Thị Hoa", username="dbhoa"), now=NOON, rules=RULES
    )

    response = browser.get(f"/tai-khoan/loi-moi/{issued.invitation.pk}/{'x' * 43}/")

    assert (response.status_code, "Phạm Thị Hoa" in words(response)) == (410, False)


def test_secret_of_a_letter_is_not_in_the_log(browser, caplog):
    issued = actions.invite(
        actor=Actor.system("founding"), invitee=Invitee("Phạm Thị Hoa", username="dbhoa"), now=NOON, rules=RULES
    )

    browser.post(issued.path, {"new": "ngắn", "again": "ngắn"})
    browser.get(issued.path[:-3] + "xx/")

    assert issued.token[:20] not in caplog.text


def test_door_pages_are_kept_by_no_cache(browser):
    assert "no-store" in browser.get(SIGN_IN).headers["Cache-Control"]


def test_address_that_knocks_too_often_waits(browser, settings):
    settings.SIGN_IN_TRIES_PER_ADDRESS = 3
    address = f"2001:db8::{uuid4().hex[:4]}:{uuid4().hex[:4]}"

    answers = [
        browser.post(SIGN_IN, {"name": f"ai{number}", "password": "sai mật khẩu rồi"}, REMOTE_ADDR=address)
        for number in range(4)
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert 0 < int(answers[3].headers["Retry-After"]) <= 900
    assert browser.post(SIGN_IN, {"name": "ai", "password": "x"}, REMOTE_ADDR="2001:db8::1:1").status_code == 422


@pytest.mark.parametrize("code", ["000000", "aaaaa-bbbbb"])
def test_wrong_code_may_be_followed_by_the_right_one_at_once(browser, code):
    account = clerk()
    knock(browser, "vtlan")

    assert browser.post(CODE, {"code": code}).status_code == 422
    browser.post(CODE, {"code": phone_code(account)})
    assert is_in(browser)


def test_the_page_lists_what_happened_to_the_accounts_safety_and_to_no_other(browser, council, client_of):
    """Who looks sees wrong passwords, coming in and what was changed, the latest first (Q-012)."""
    delegate()
    clerk()
    knock(browser, password="sai mật khẩu rồi")
    knock(client_of(council), "vtlan", "cũng sai mật khẩu")
    knock(browser)

    page = words(browser.get(MINE))

    events = page[page.index("Sự kiện an toàn gần đây") :]
    assert events.count("Nhập sai mật khẩu hoặc mã") == 1
    assert events.index("Đăng nhập bằng mật khẩu") < events.index("Nhập sai mật khẩu hoặc mã")


def test_every_event_in_words_is_one_that_actions_record():
    from kernel.accounts.web.events import WORDS
    from tests.house.source import ROOT

    said = "".join(
        path.read_text() for path in (ROOT / "platform/kernel/accounts").rglob("*.py") if path.stem != "events"
    )
    steps = {"accounts.lock", "accounts.unlock", "accounts.close"}  # named by the step that was taken
    assert [action for action in WORDS if f'"{action}"' not in said and action not in steps] == []
