"""Coming in by a national identity: against a provider on this machine, honest, lying, or away."""

import time
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from config.development.identity import CLIENT, SECRET
from kernel.access import Actor
from kernel.accounts import actions
from kernel.accounts.models import Account, IdentityLink, SessionRow
from kernel.audit.models import AuditEntry
from tenancy.place import entered
from tests.judges import judge_html
from tests.kernel.accounts.browsers import CODE, MINE, SIGN_IN, is_in, words
from tests.kernel.accounts.people import NOON, RULES, clerk, delegate
from tests.kernel.accounts.providers import BACK, BEGIN, LEFT, SENTENCE, agreed, come, sent

REFUSED = "Chưa xác nhận được định danh."
AWAY = "Hệ thống định danh chưa trả lời."


def nothing_happened(browser) -> bool:
    return (SessionRow.objects.count(), IdentityLink.objects.count(), is_in(browser)) == (0, 0, False)


def test_identity_opens_the_account_whose_address_is_confirmed(browser, provider):
    account = delegate(email="hoa@example.vn")
    assert "Đăng nhập bằng Tài khoản định danh quốc gia" in words(browser.get(SIGN_IN))

    answer = come(browser, provider, "HOA@example.vn", next="/tai-khoan/")

    assert answer.headers["Location"] == "/tai-khoan/"
    assert "Đã gắn với tài khoản này" in words(browser.get(MINE))
    assert AuditEntry.objects.filter(action="accounts.link_identity", object_id=str(account.pk)).count() == 1
    assert answer.cookies["hdnd_identity"].value == ""


def test_browser_is_sent_with_pkce_state_and_nonce_and_a_cookie_of_this_host(browser, provider):
    answer = browser.get(BEGIN)
    carried = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    cookie = answer.cookies["hdnd_identity"]

    assert (carried["response_type"], carried["code_challenge_method"]) == ("code", "S256")
    assert carried["redirect_uri"].endswith(f".localhost{BACK}")
    assert len({carried[name] for name in ("state", "nonce", "code_challenge")}) == 3
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["max-age"]) == (True, "Lax", "", 600)


def test_linked_identity_opens_when_the_address_has_changed(browser, council, client_of, provider):
    delegate(email="hoa@example.vn")
    come(browser, provider)
    Account.objects.update(email="khac@example.vn")

    assert come(client_of(council), provider).headers["Location"] == "/"
    assert IdentityLink.objects.count() == 1


def test_second_factor_is_asked_for_after_the_identity_as_after_a_password(browser, provider):
    clerk(email="hoa@example.vn")

    assert come(browser, provider).headers["Location"] == CODE
    assert not is_in(browser)


@pytest.mark.parametrize("email", ["la@example.vn", ""])
def test_identity_makes_no_account(browser, provider, email):
    delegate(email="hoa@example.vn")

    answer = come(browser, provider, email)

    assert (answer.status_code, SENTENCE in words(answer), nothing_happened(browser)) == (422, True, True)
    assert Account.objects.count() == 1
    judge_html({"refused": answer.content.decode()})


def test_address_that_the_provider_has_not_confirmed_opens_nothing(browser, provider, monkeypatch):
    delegate(email="hoa@example.vn")
    honest = provider.claims
    for said in (False, "true", 1, None):
        monkeypatch.setattr(provider, "claims", lambda given, said=said: {**honest(given), "email_verified": said})
        answer = come(browser, provider)
        assert (SENTENCE in words(answer), nothing_happened(browser)) == (True, True), said


def test_a_letter_that_only_looks_the_same_is_another_address(browser, provider):
    delegate(email="khoa@example.vn")

    answer = come(browser, provider, "\u212ahoa@example.vn")  # KELVIN SIGN: "k" in small letters

    assert (SENTENCE in words(answer), nothing_happened(browser)) == (True, True)


def test_asking_the_provider_is_limited_by_address(browser, provider, settings):
    settings.SIGN_IN_TRIES_PER_ADDRESS = 3
    asked = [browser.get(page, REMOTE_ADDR="203.0.113.77").status_code for page in (BEGIN, BEGIN, BACK, LEFT)]

    assert asked == [302, 302, 422, 429]


@pytest.mark.parametrize("state", ["invited", "locked", "closed"])
def test_account_that_may_not_come_in_does_not(browser, provider, state):
    delegate(email="hoa@example.vn")
    Account.objects.update(state=state)

    assert SENTENCE in words(come(browser, provider))
    assert nothing_happened(browser)


def test_locked_account_stays_shut_to_its_linked_identity(browser, council, client_of, provider):
    delegate(email="hoa@example.vn")
    come(browser, provider)
    Account.objects.update(state="locked")
    other = client_of(council)

    assert SENTENCE in words(come(other, provider))
    assert not is_in(other)


def test_another_identity_with_the_same_address_does_not_take_the_account(browser, council, client_of, provider):
    account = delegate(email="hoa@example.vn")
    IdentityLink.objects.create(account=account, issuer=provider.issuer, subject="người khác")

    assert SENTENCE in words(come(browser, provider))
    assert SessionRow.objects.count() == 0


def test_inviting_again_ends_the_identity(browser, council, client_of, provider):
    account = delegate(email="hoa@example.vn")
    come(browser, provider)
    actions.invite_again(actor=Actor.system("founding"), account=account, now=NOON, rules=RULES)

    assert SENTENCE in words(come(client_of(council), provider))
    assert IdentityLink.objects.get().state == "ended"


def test_way_back_opens_once(browser, provider):
    delegate(email="hoa@example.vn")
    carried = sent(browser)
    way = agreed(provider, carried, "hoa@example.vn")
    assert browser.get(way).status_code == 302

    again = browser.get(way)

    assert (again.status_code, REFUSED in words(again)) == (422, True)


def test_code_that_was_spent_opens_nothing(browser, provider):
    delegate(email="hoa@example.vn")
    way = agreed(provider, sent(browser), "hoa@example.vn")
    provider.codes.clear()

    assert REFUSED in words(browser.get(way))
    assert nothing_happened(browser)


def test_way_back_of_another_browser_opens_nothing(browser, council, client_of, provider):
    delegate(email="hoa@example.vn")
    way = agreed(provider, sent(client_of(council)), "hoa@example.vn")

    assert REFUSED in words(browser.get(way))
    sent(browser)
    assert REFUSED in words(browser.get(way))
    assert nothing_happened(browser)


def test_cookie_of_another_council_means_nothing(browser, other_council, client_of, provider):
    delegate(email="hoa@example.vn")
    with entered(other_council):
        there = client_of(other_council)
    way = agreed(provider, sent(there), "hoa@example.vn")
    browser.cookies["hdnd_identity"] = there.cookies["hdnd_identity"].value

    assert REFUSED in words(browser.get(way))
    assert nothing_happened(browser)


@pytest.mark.parametrize(
    "spoiled", [{"code": ""}, {"code": "x" * 3000}, {"state": ""}, {"iss": "https://evil.example"}]
)
def test_spoiled_way_back_opens_nothing(browser, provider, spoiled):
    delegate(email="hoa@example.vn")
    way = urlsplit(agreed(provider, sent(browser), "hoa@example.vn"))
    given = {name: values[0] for name, values in parse_qs(way.query).items()} | spoiled

    answer = browser.get(f"{BACK}?{urlencode(given)}")

    assert (REFUSED in words(answer), nothing_happened(browser)) == (True, True)


def test_refusal_by_the_person_at_the_provider_is_told(browser, provider):
    carried = sent(browser)

    answer = browser.get(BACK, {"error": "access_denied", "state": carried["state"]})

    assert REFUSED in words(answer)


LIES = {
    "issuer": lambda claims: {**claims, "iss": "https://evil.example"},
    "audience": lambda claims: {**claims, "aud": "somebody-else"},
    "party": lambda claims: {**claims, "azp": "somebody-else"},
    "nonce": lambda claims: {**claims, "nonce": "another"},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "expired": lambda claims: {**claims, "exp": int(time.time()) - 61},
    "no end": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "of the future": lambda claims: {**claims, "iat": int(time.time()) + 600},
    "no subject": lambda claims: {**claims, "sub": ""},
    "a subject of numbers": lambda claims: {**claims, "sub": 7},
}


@pytest.mark.parametrize("lie", LIES)
def test_proof_that_does_not_hold_opens_nothing(browser, provider, monkeypatch, lie):
    delegate(email="hoa@example.vn")
    honest = provider.claims
    monkeypatch.setattr(provider, "claims", lambda given: LIES[lie](honest(given)))

    assert REFUSED in words(come(browser, provider))
    assert nothing_happened(browser)


def test_proof_of_a_foreign_key_or_none_opens_nothing(browser, provider, monkeypatch):
    delegate(email="hoa@example.vn")
    foreign = ECKey.generate_key("P-256", {"kid": provider.key.kid})
    shared = OctKey.import_key(SECRET * 8)
    forged = (
        lambda given: jwt.encode({"alg": "ES256", "kid": provider.key.kid}, provider.claims(given), foreign),
        lambda given: jwt.encode({"alg": "HS256"}, provider.claims(given), shared),
        lambda given: "eyJhbGciOiJub25lIn0." + provider_part(provider.claims(given)) + ".",
        lambda _given: "rubbish",
        lambda _given: 7,
    )
    for proof in forged:
        monkeypatch.setattr(provider, "proof", proof)
        assert REFUSED in words(come(browser, provider))
        assert nothing_happened(browser)


def provider_part(claims) -> str:
    import base64
    import json

    return base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()


def test_provider_that_is_away_leaves_the_password(browser, provider, settings):
    delegate(email="hoa@example.vn")
    way = agreed(provider, sent(browser), "hoa@example.vn")
    settings.IDENTITY_ISSUER = "http://127.0.0.1:1"

    for address in (BEGIN, way):
        answer = browser.get(address)
        assert (answer.status_code, "Mật khẩu" in words(answer)) == (422, True)
    assert AWAY in words(browser.get(BEGIN))
    assert browser.post(SIGN_IN, {"name": "dbhoa", "password": "ngọn đèn đứng gác"}).headers["Location"] == "/"


@pytest.mark.parametrize(
    "described",
    [
        {},
        [],
        {"issuer": "https://evil.example"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": "http://evil.example"},
    ],
)
def test_provider_that_describes_itself_wrongly_is_not_asked(browser, provider, monkeypatch, described):
    honest = provider.described()
    told = {**honest, **described} if described else described
    monkeypatch.setattr(provider, "described", lambda: told)

    assert AWAY in words(browser.get(BEGIN))


def test_it_is_switched_off_at_other_hosts(browser, provider, settings):
    settings.IDENTITY_HOSTS = ["kimson.localhost"]

    assert [browser.get(page).status_code for page in (BEGIN, BACK, LEFT)] == [404, 404, 404]
    assert "định danh" not in words(browser.get(SIGN_IN))


def test_signing_out_leads_to_signing_out_there_too(browser, provider):
    delegate(email="hoa@example.vn")
    come(browser, provider)

    answer = browser.post("/tai-khoan/dang-xuat/")

    assert answer.headers["Location"] == LEFT
    page = browser.get(LEFT).content.decode()
    assert f'href="{provider.issuer}/leave?client_id={CLIENT}&amp;post_logout_redirect_uri=' in page
    assert not is_in(browser)
    judge_html({"left": page})


def test_who_came_in_by_password_is_not_sent_there(browser, provider):
    delegate(email="hoa@example.vn")
    browser.post(SIGN_IN, {"name": "dbhoa", "password": "ngọn đèn đứng gác"})

    assert browser.post("/tai-khoan/dang-xuat/").headers["Location"] == SIGN_IN


def test_way_there_never_leads_off_this_host_in_the_end(browser, provider):
    delegate(email="hoa@example.vn")

    assert come(browser, provider, next="https://evil.example/").headers["Location"] == "/"
