"""The pages of passkeys, through the whole stack; the browser's own part is in test_passkeys_browser."""

import json

import pytest

from kernel.accounts.models import Passkey, PasskeyChallenge
from tests.kernel.accounts.browsers import CODE, ENROL, MINE, SIGN_IN, come_in, is_in, knock, words
from tests.kernel.accounts.keys import device
from tests.kernel.accounts.people import PASSWORD, clerk, delegate

KEYS = "/tai-khoan/khoa-truy-cap/"
ADD, ENTER, SECOND = f"{KEYS}them/", f"{SIGN_IN}khoa-truy-cap/", f"{CODE}khoa-truy-cap/"


def asked(browser, purpose: str, **more: str) -> str:
    answer = browser.post(f"{KEYS}hoi/{purpose}/", more)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def add(browser, held, *, name: str = "Điện thoại", current: str = PASSWORD):
    question = asked(browser, "register", current=current)
    return browser.post(ADD, {"name": name, "current": current, "answer": held.make(question)})


@pytest.fixture
def held(browser):
    """The device of a clerk whose browser is signed in."""
    come_in(browser, clerk())
    made = device()
    assert add(browser, made).headers["Location"] == MINE
    return made


def test_passkey_is_made_and_used_instead_of_name_and_password(browser, council, client_of, held):
    other = client_of(council)

    answer = other.post(ENTER, {"answer": held.answer(asked(other, "sign_in")), "next": "/tai-khoan/mat-khau/"})

    assert answer.headers["Location"] == "/tai-khoan/mat-khau/"
    assert is_in(other)


def test_passkey_is_used_instead_of_a_code(browser, council, client_of, held):
    other = client_of(council)
    knock(other, "vtlan")
    assert "Dùng khóa truy cập" in words(other.get(CODE))

    answer = other.post(SECOND, {"answer": held.answer(asked(other, "second"))})

    assert answer.headers["Location"] == "/"
    assert is_in(other)


def test_refusal_is_told_above_the_form_and_lets_nobody_in(browser, council, client_of, held):
    other = client_of(council)
    held.origin = "http://evil.example"

    answer = other.post(ENTER, {"answer": held.answer(asked(other, "sign_in"))})

    assert (answer.status_code, is_in(other)) == (422, False)
    assert "Khóa truy cập không được chấp nhận." in words(answer)
    assert "Trường này" not in words(answer)


def test_refusal_at_the_second_door_is_told_there(browser, council, client_of, held):
    other = client_of(council)
    knock(other, "vtlan")

    answer = other.post(SECOND, {"answer": "{}"})

    assert (answer.status_code, is_in(other)) == (422, False)
    assert "Mã xác thực" in words(answer)


def test_newcomer_may_choose_a_passkey_and_sees_the_recovery_codes_once(browser):
    clerk(totp_key="")
    knock(browser, "vtlan")
    assert f'href="{ADD}"' in browser.get(ENROL).content.decode()
    assert "Mật khẩu hiện tại" not in words(browser.get(ADD))

    page = browser.post(ADD, {"name": "Điện thoại", "answer": device().make(asked(browser, "register"))})

    assert "Các mã này chỉ hiện một lần" in words(page)
    assert is_in(browser)


def test_list_shows_names_and_removal_asks_for_reason_and_password(browser, held):
    key = Passkey.objects.get()
    assert "Điện thoại" in words(browser.get(MINE))
    browser.post(f"{KEYS}{key.pk}/doi-ten/", {"name": "Máy ở cơ quan"})
    assert "Máy ở cơ quan" in words(browser.get(MINE))

    page = browser.post(f"{KEYS}{key.pk}/go/", {"reason": "Mất máy", "current": "sai"})
    assert "Mật khẩu hiện tại không đúng." in words(page)
    assert 'value="Mất máy"' in page.content.decode()

    browser.post("/tai-khoan/ma-du-phong/")
    browser.post(f"{KEYS}{key.pk}/go/", {"reason": "Mất máy", "current": PASSWORD})
    assert "Máy ở cơ quan" not in words(browser.get(MINE))
    assert browser.get(f"{KEYS}{key.pk}/go/").status_code == 404


def test_passkey_of_somebody_else_is_not_there(browser, council, client_of, held):
    key, other = Passkey.objects.get(), client_of(council)
    come_in(other, delegate())

    for page in ("doi-ten", "go"):
        form = {"name": "Của tôi", "reason": "x", "current": PASSWORD}
        assert [
            other.get(f"{KEYS}{key.pk}/{page}/").status_code,
            other.post(f"{KEYS}{key.pk}/{page}/", form).status_code,
        ] == [
            404,
            404,
        ]
    assert Passkey.objects.get().name == "Điện thoại"


def test_question_is_refused_in_a_sentence(browser):
    come_in(browser, clerk())

    answer = browser.post(f"{KEYS}hoi/register/", {"current": "sai"})

    assert (answer.status_code, json.loads(answer.content)) == (422, {"message": "Mật khẩu hiện tại không đúng."})
    assert PasskeyChallenge.objects.count() == 0


@pytest.mark.parametrize("purpose", ["second", "register"])
def test_nobody_is_asked_what_only_somebody_can_answer(browser, purpose):
    assert browser.post(f"{KEYS}hoi/{purpose}/").status_code == 422
    assert browser.get(ADD).headers["Location"] == SIGN_IN
    assert PasskeyChallenge.objects.count() == 0


def test_looking_asks_nothing(browser, council, client_of):
    come_in(browser, clerk())
    for page in (ADD, MINE):
        browser.get(page)
    client_of(council).get(SIGN_IN)

    assert browser.get(f"{KEYS}hoi/sign_in/").status_code == 405
    assert browser.post(f"{KEYS}hoi/khac/").status_code == 404
    assert PasskeyChallenge.objects.count() == 0


def test_question_needs_the_token_of_the_form(council):
    from django.test import Client

    browser = Client(headers={"host": f"{council.subdomain}.localhost"}, enforce_csrf_checks=True)

    assert browser.post(f"{KEYS}hoi/sign_in/").status_code == 403
    assert browser.post(ENTER, {"answer": "{}"}).status_code == 403
