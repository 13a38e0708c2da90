"""Coming in, through the whole stack: host, place, cookie, actor."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel import clock
from kernel.access import Actor
from kernel.accounts.models import Account, SessionRow
from kernel.accounts.sessions import SessionStore
from tenancy.place import entered, in_public
from tests.kernel.accounts.browsers import BEGIN, CODE, COOKIE, ENROL, MINE, SIGN_IN, come_in, is_in, knock, words
from tests.kernel.accounts.people import PASSWORD, clerk, delegate, phone_code
from tests.testbed.queries import count_queries


def test_delegate_signs_in_and_sees_the_account(browser):
    delegate()

    response = knock(browser)

    assert (response.status_code, response.headers["Location"]) == (302, "/")
    page = browser.get(MINE)
    assert (page.status_code, "Phạm Thị Hoa" in words(page)) == (200, True)


def test_cookie_is_host_only_hidden_from_scripts_and_lax(browser):
    delegate()
    knock(browser)

    cookie = browser.cookies[COOKIE]

    assert (cookie["domain"], cookie["path"], cookie["httponly"], cookie["samesite"]) == ("", "/", True, "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_wrong_password_shows_the_form_again_and_gives_no_session(browser):
    delegate()

    response = knock(browser, password="sai mật khẩu rồi")

    assert response.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in words(response)
    assert "sai mật khẩu rồi" not in response.content.decode()
    assert COOKIE not in browser.cookies


def test_pages_of_known_and_unknown_names_differ_in_nothing(browser, council, client_of):
    delegate()
    pages = []
    for name in ("dbhoa", "khongco"):
        page = knock(client_of(council), name, "sai mật khẩu rồi").content.decode()
        pages.append(re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"|[0-9a-f]{32}', r"\1", page.replace(name, "?")))

    assert pages[0] == pages[1]


def test_staff_reaches_no_page_before_the_second_factor(browser):
    account = clerk()
    response = knock(browser, "vtlan")

    assert response.headers["Location"] == CODE
    for name in ("mine", "password"):
        answer = browser.get(reverse(f"accounts:{name}"))
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, CODE)
    for name in ("recovery_codes", "end_all_sessions", "end_other_sessions"):
        assert browser.post(reverse(f"accounts:{name}")).headers["Location"] == CODE
    assert SessionRow.objects.count() == 1

    browser.post(CODE, {"code": phone_code(account)})
    assert is_in(browser)


def test_staff_without_a_phone_enrols_one_and_sees_ten_codes_once(browser):
    account = clerk(totp_key="")
    knock(browser, "vtlan")

    assert browser.get(CODE).headers["Location"] == ENROL
    assert "Tạo khóa cho điện thoại" in words(browser.get(ENROL))
    assert TOTPDevice.objects.count() == 0
    assert browser.post(BEGIN).headers["Location"] == ENROL
    page = browser.get(ENROL).content.decode()
    assert "Mã QR để quét" in page
    assert " style=" not in page
    codes = browser.post(ENROL, {"code": phone_code(account, confirmed=False)})

    assert len(re.findall(r"<code>[a-z2-7]{5}-[a-z2-7]{5}</code>", codes.content.decode())) == 10
    assert 'href="/"' in codes.content.decode()  # on to her first page, not back to her account
    assert is_in(browser)


def test_half_signed_in_staff_cannot_replace_the_phone(browser):
    clerk()
    knock(browser, "vtlan")

    assert browser.post(BEGIN).status_code == 422
    assert "Mã QR" not in browser.get(ENROL).content.decode()
    assert browser.post(ENROL, {"code": "000000"}).status_code == 200
    assert TOTPDevice.objects.count() == 1


def test_role_given_while_signed_in_asks_for_the_second_factor(browser):
    from kernel.access import hold

    account = delegate()
    come_in(browser, account)
    hold(account=account, role="office_staff", from_on=clock.today(), source="test")

    assert browser.get(MINE).headers["Location"].startswith(CODE)


def test_nobody_is_sent_to_sign_in_and_back(browser):
    delegate()
    response = browser.get("/tai-khoan/mat-khau/")
    assert response.headers["Location"] == f"{SIGN_IN}?next=%2Ftai-khoan%2Fmat-khau%2F"

    assert knock(browser, next="/tai-khoan/mat-khau/").headers["Location"] == "/tai-khoan/mat-khau/"


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_way_back_never_leaves_the_host(browser, page):
    delegate()

    assert knock(browser, next=page).headers["Location"] == "/"


def test_sign_out_ends_the_session_and_takes_the_cookie(browser):
    come_in(browser, delegate())
    key = browser.cookies[COOKIE].value

    browser.post("/tai-khoan/dang-xuat/")

    assert browser.cookies[COOKIE].value == ""
    assert SessionStore(key).find() is None
    assert SessionRow.objects.count() == 0


def test_sign_out_needs_a_post(browser):
    come_in(browser, delegate())

    assert browser.get("/tai-khoan/dang-xuat/").status_code == 405
    assert is_in(browser)


def test_post_without_the_token_of_the_form_is_refused(council):
    delegate()
    strict = Client(headers={"host": f"{council.subdomain}.localhost"}, enforce_csrf_checks=True)

    assert strict.post(SIGN_IN, {"name": "dbhoa", "password": PASSWORD}).status_code == 403
    assert SessionRow.objects.count() == 0


def test_planted_cookie_is_not_taken_over(browser):
    delegate()
    browser.cookies[COOKIE] = "a" * 32

    knock(browser)

    assert browser.cookies[COOKIE].value != "a" * 32
    assert SessionStore("a" * 32).find() is None


def test_key_changes_with_the_second_factor(browser):
    account = clerk()
    knock(browser, "vtlan")
    before = browser.cookies[COOKIE].value

    browser.post(CODE, {"code": phone_code(account)})

    assert browser.cookies[COOKIE].value != before
    browser.cookies[COOKIE] = before
    assert not is_in(browser)


def test_cookie_of_one_council_opens_nothing_at_the_host_of_another(browser, council, other_council, client_of):
    delegate()
    come_in(browser, Account.objects.get())
    with entered(other_council):
        delegate()
    stranger = client_of(other_council)
    stranger.cookies[COOKIE] = browser.cookies[COOKIE].value

    assert stranger.get(MINE).headers["Location"].startswith(SIGN_IN)
    assert stranger.cookies[COOKIE].value == ""
    assert is_in(browser)


def test_cookie_of_a_council_opens_nothing_at_the_operators_host(browser):
    come_in(browser, delegate())
    console = Client(headers={"host": "console.localhost"})
    console.cookies[COOKIE] = browser.cookies[COOKIE].value

    assert console.get(MINE).headers["Location"].startswith(SIGN_IN)


def test_operator_signs_in_at_the_operators_host_only(browser, council):
    with in_public():
        clerk("vanhanh", full_name="Nguyễn Vận Hành", roles=["operator"])
    console = Client(headers={"host": "console.localhost"})

    assert knock(browser, "vanhanh").status_code == 422
    assert knock(console, "vanhanh").headers["Location"] == CODE
    with in_public():
        code = phone_code(Account.objects.get(username="vanhanh"))
    console.post(CODE, {"code": code})
    assert is_in(console)


def test_two_queries_per_signed_in_request(browser, council):
    from django.test import RequestFactory

    from kernel.accounts.middleware import ActorMiddleware

    come_in(browser, clerk())
    request = RequestFactory().get("/", headers={"cookie": f"{COOKIE}={browser.cookies[COOKIE].value}"})
    request.session = SessionStore(browser.cookies[COOKIE].value)
    seen: list[Actor] = []

    with count_queries() as counted:
        ActorMiddleware(lambda request: seen.append(request.actor))(request)

    assert (len(counted), seen[0].roles, seen[0].second_factor) == (2, {"office_staff"}, True)


def test_request_without_a_cookie_asks_the_database_nothing(council, rf):
    from kernel.accounts.middleware import ActorMiddleware

    request = rf.get("/")
    request.session = SessionStore()
    with count_queries() as counted:
        ActorMiddleware(lambda request: None)(request)

    assert (len(counted), request.actor.is_anonymous) == (0, True)


@pytest.mark.parametrize(
    ("person", "idle", "stays"), [(clerk, 14, True), (clerk, 15, False), (delegate, 59, True), (delegate, 60, False)]
)
def test_idle_session_ends(browser, person, idle, stays):
    come_in(browser, person())
    SessionRow.objects.update(last_seen_at=clock.now() - timedelta(minutes=idle))

    assert is_in(browser) is stays

    assert SessionRow.objects.count() == int(stays)
    if stays:
        assert clock.now() - SessionRow.objects.get().last_seen_at < timedelta(minutes=1)


def test_idle_person_is_told_why(browser):
    come_in(browser, delegate())
    SessionRow.objects.update(last_seen_at=clock.now() - timedelta(minutes=60))

    assert "tự kết thúc vì không có thao tác" in words(browser.get(SIGN_IN))


def test_last_seen_is_written_once_a_minute(browser):
    come_in(browser, delegate())
    recent = clock.now() - timedelta(seconds=50)
    SessionRow.objects.update(last_seen_at=recent)

    is_in(browser)

    assert SessionRow.objects.get().last_seen_at == recent
