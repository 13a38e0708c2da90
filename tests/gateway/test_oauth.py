"""The token endpoint before a client that others wrote, and before what the RFC forbids."""

import base64
from datetime import timedelta
from urllib.parse import urlencode

import orjson
import pytest
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.test import Client

from gateway.core import tokens
from gateway.models import ApiKey, Way
from gateway.web import oauth
from kernel import clock
from kernel.place import named
from kernel.redis import memory
from tenancy.place import entered
from tests.gateway.conftest import ask
from tests.hub.rollups.cells import standing
from tests.testbed.serving import served

pytestmark = pytest.mark.usefixtures("schemas")
HERE, THERE = "hoalu.localhost", "kimson.localhost"
QUERY = "{ councils(first: 9) { nodes { unitCode } } }"
URL = "/api/oauth/token"


@pytest.fixture(autouse=True)
def _no_knocks():
    yield
    for council in standing().values():
        for key in memory().scan_iter(f"{council.key}:limit:gateway:*"):
            memory().delete(key)


@pytest.fixture
def secret(make_key) -> str:
    """The secret of a client of one council."""
    return make_key("hoalu", way=Way.TOKEN, scopes=["council:read", "resolution:read"])


def name_of(secret: str) -> str:
    return secret.split("_")[1]


def post(
    path: str, form=None, secret: str = "", *, host: str = HERE, kind: str = oauth.FORM, name: str = "", **headers
):
    if secret:
        pair = f"{name or name_of(secret)}:{secret}"
        headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    client = Client(headers={"host": host, **headers}, raise_request_exception=False)
    body = urlencode({"grant_type": "client_credentials"} if form is None else form, doseq=True)
    return client.post(path, body, content_type=kind)


def told(response) -> dict:
    return orjson.loads(response.content)


def a_token(secret: str, **rest) -> str:
    return told(post(URL, None, secret, **rest))["access_token"]


def row(secret: str, **changes) -> None:
    with entered(standing()["hoalu"]):
        ApiKey.objects.filter(prefix=name_of(secret)).update(**changes)


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_client_of_others_gets_uses_and_revokes_a_token(secret, method):
    with served() as port:
        address = f"http://127.0.0.1:{port}"
        client = OAuth2Session(name_of(secret), secret, scope="council:read", token_endpoint_auth_method=method)
        client.headers["Host"] = HERE
        known = client.get(f"{address}/.well-known/oauth-authorization-server", withhold_token=True).json()
        paths = {name: known[name].removeprefix(f"http://{HERE}") for name in ("token_endpoint", "revocation_endpoint")}
        token = client.fetch_token(address + paths["token_endpoint"], grant_type="client_credentials")
        first = client.post(f"{address}/api/graphql", json={"query": QUERY})
        revoked = client.revoke_token(address + paths["revocation_endpoint"], token=token["access_token"])
        second = client.post(f"{address}/api/graphql", json={"query": QUERY})

    assert (token["token_type"], token["expires_in"], token["scope"]) == ("Bearer", 900, "council:read")
    assert first.json()["data"] == {"councils": {"nodes": [{"unitCode": "14329"}]}}
    assert (revoked.status_code, second.status_code) == (200, 401)


def test_client_of_others_reads_our_refusals(secret):
    wrong = secret[:-3] + "AAA"
    with served() as port:
        for given, scope, error in (
            (wrong, "council:read", "invalid_client"),
            (secret, "petition:read", "invalid_scope"),
        ):
            client = OAuth2Session(name_of(given), given, scope=scope)
            client.headers["Host"] = HERE
            with pytest.raises(OAuthError) as refusal:
                client.fetch_token(f"http://127.0.0.1:{port}{URL}", grant_type="client_credentials")
            assert refusal.value.error == error


def test_token_opens_what_was_asked_for_and_no_more(secret):
    narrow = told(post(URL, {"grant_type": "client_credentials", "scope": "council:read"}, secret))
    wide = told(post(URL, None, secret))
    both = "{ councils(first: 1) { totalCount } resolutions(first: 1) { totalCount } }"

    assert (narrow["scope"], wide["scope"]) == ("council:read", "council:read resolution:read")
    assert ask(QUERY, narrow["access_token"], host=HERE).status == 200
    assert ask(both, narrow["access_token"], host=HERE).code == "FORBIDDEN"
    assert ask(both, wide["access_token"], host=HERE).status == 200


def test_token_is_nothing_at_another_host_and_the_secret_opens_no_question(secret):
    token = a_token(secret)

    assert [ask(QUERY, token, host=host).status for host in (HERE, THERE, "console.localhost")] == [200, 401, 401]
    assert ask(QUERY, secret, host=HERE).status == 401
    assert post(URL, None, secret, host=THERE).status_code == 401


@pytest.mark.parametrize("what", ["revoked", "ended", "moved", "rotated", "narrowed", "forgotten"])
def test_token_ends_with_what_it_was_made_from(secret, what):
    token = a_token(secret)
    assert ask(QUERY, token, host=HERE).status == 200
    {
        "revoked": lambda: row(secret, state="revoked"),
        "ended": lambda: row(secret, expires_at=clock.now() - timedelta(seconds=1)),
        "moved": lambda: row(secret, networks=["203.0.113.0/24"]),
        "rotated": lambda: row(secret, digest="0" * 64),
        "narrowed": lambda: row(secret, scopes=["resolution:read"]),
        "forgotten": lambda: _forget(token),
    }[what]()

    answer = ask(QUERY, token, host=HERE)

    assert (answer.status, answer.code) == ((403, "FORBIDDEN") if what == "narrowed" else (401, "UNAUTHENTICATED"))


def _forget(token: str) -> None:
    with entered(standing()["hoalu"]):
        memory().delete(named(f"gateway:token:{tokens.digest_of(token)}"))


def test_token_lies_in_redis_under_its_hash_for_a_quarter_of_an_hour(secret):
    token = a_token(secret)
    with entered(standing()["hoalu"]):
        name = named(f"gateway:token:{tokens.digest_of(token)}")

    assert 890 < memory().ttl(name) <= 900
    assert token not in str(memory().get(name))
    assert secret not in str(memory().get(name))


def test_token_of_another_client_is_not_ended_and_not_told_of(secret, make_key):
    other, token = make_key("hoalu", way=Way.TOKEN), a_token(secret)

    answers = [post("/api/oauth/revoke", {"token": text}, other) for text in (token, "hdndt_x", secret)]

    assert {(answer.status_code, answer.content) for answer in answers} == {(200, b"")}
    assert ask(QUERY, token, host=HERE).status == 200


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "password", "username": "a", "password": "b"}, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "x"}, "unsupported_grant_type"),
        ({"grant_type": ["client_credentials", "client_credentials"]}, "invalid_request"),
        ({"grant_type": "client_credentials", "scope": "schema:read"}, "invalid_scope"),
        ({"grant_type": "client_credentials", "scope": "council:read  resolution:read"}, "invalid_scope"),
        ({"grant_type": "client_credentials", "scope": "\x00"}, "invalid_request"),
        ({"grant_type": "client_credentials", "client_id": "x"}, "invalid_request"),
    ],
)
def test_form_against_the_rfc_is_refused_by_its_words(secret, form, error):
    response = post(URL, form, secret)

    assert (response.status_code, told(response)) == (400, {"error": error})
    assert (response["Cache-Control"], response["Pragma"]) == ("no-store", "no-cache")


def test_only_a_form_by_post_is_read(secret):
    plain = Client(headers={"host": HERE}).get(URL)
    typed = post(URL, None, secret, kind="application/json")
    long = post(URL, {"grant_type": "x" * oauth.MOST_BYTES}, secret)
    in_address = post(f"{URL}?grant_type=client_credentials", {}, secret)

    assert (plain.status_code, plain["Allow"]) == (405, "POST")
    assert {(each.status_code, told(each)["error"]) for each in (typed, long, in_address)} == {(400, "invalid_request")}


def test_who_does_not_prove_himself_is_refused_alike(secret, make_key):
    ended = make_key("hoalu", way=Way.TOKEN, expires_at=clock.now() - timedelta(seconds=1))
    elsewhere = make_key("hoalu", way=Way.TOKEN, networks=["203.0.113.0/24"])
    answers = [
        post(URL, None, secret[:-3] + "AAA"),
        post(URL, None, ended),
        post(URL, None, elsewhere),
        post(URL, None, secret, name="khacten1"),
        post(URL, None, authorization="Basic !!!"),
        post(URL, None, authorization="Bearer x"),
        post(URL, None, authorization="Basic /w=="),
    ]

    assert {(each.status_code, each.content, each["WWW-Authenticate"]) for each in answers} == {
        (401, b'{"error": "invalid_client"}', 'Basic realm="hdnd"')
    }
    bare = post(URL)
    assert (bare.status_code, told(bare), "WWW-Authenticate" in bare) == (401, {"error": "invalid_client"}, False)


def test_key_for_direct_use_gets_no_token(make_key):
    response = post(URL, None, make_key("hoalu"))

    assert (response.status_code, told(response)) == (400, {"error": "unauthorized_client"})


def test_guessing_is_slowed_down(secret, monkeypatch):
    monkeypatch.setattr(oauth, "KNOCKS", 2)
    answers = [post(URL, None, secret[:-3] + "AAA") for _ in range(3)]

    assert [each.status_code for each in answers] == [401, 401, 429]
    assert (told(answers[2])["error"], int(answers[2]["Retry-After"]) > 0) == ("temporarily_unavailable", True)


def test_secrets_and_tokens_are_in_no_log(secret, caplog):
    token = a_token(secret)
    post(URL, None, secret[:-3] + "AAA")
    ask(QUERY, token[:-3] + "AAA", host=HERE)

    assert secret[:-3] not in caplog.text
    assert token[:-3] not in caplog.text


def test_metadata_names_this_hosts_own_endpoints():
    known = told(Client(headers={"host": HERE}).get("/.well-known/oauth-authorization-server"))

    assert (known["issuer"], known["token_endpoint"]) == (f"http://{HERE}", f"http://{HERE}{URL}")
    assert known["grant_types_supported"] == ["client_credentials"]
    assert Client(headers={"host": HERE}).post("/.well-known/oauth-authorization-server").status_code == 405
