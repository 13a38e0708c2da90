"""Who gets in: keys by hash, place, address and date; revoked at once; people by login with a token."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory

from gateway import actions
from gateway.core.caller import caller_of
from gateway.core.errors import Refused
from gateway.core.keys import FORM, digest_of, is_from, known_key, new_secret
from gateway.models import ApiKey, Endpoint
from kernel import clock
from kernel.access import OPERATOR, Actor, Holding, NotPermitted
from kernel.audit.models import AuditEntry
from tests.gateway.conftest import ask

QUERY = "{ councils(first: 9) { nodes { unitCode } } }"


def actor(role: str) -> Actor:
    held = Holding(role, "council", None, clock.today(), None, "test")
    return Actor(account_id=uuid4(), name="Người thử", person_id=None, holdings=frozenset({held}), second_factor=True)


def granted(**changes) -> tuple[ApiKey, str]:
    now = clock.now()
    who = changes.pop("actor", actor(OPERATOR))
    known = {
        "holder": "Uỷ ban Công tác đại biểu",
        "ground": "Công văn 12/CV-BCTĐB",
        "scopes": ["council:read", "resolution:read"],
        "networks": ["203.0.113.0/24"],
        "expires_at": now + timedelta(days=30),
    }
    return actions.grant_key(actor=who, wanted=actions.Wanted(**{**known, **changes}), now=now)


@pytest.mark.unit
def test_secret_is_256_random_bits_and_never_the_same():
    made = [new_secret() for _ in range(50)]

    assert len({secret for _, secret in made}) == 50
    assert all(FORM.fullmatch(secret).group(1) == prefix for prefix, secret in made)


def test_granted_key_is_stored_as_a_hash_and_audited(public_place):
    key, secret = granted()

    row = ApiKey.objects.get(pk=key.pk)
    assert (row.digest, row.endpoint, row.council_key) == (digest_of(secret), Endpoint.CENTRAL, "")
    assert secret not in str(row.__dict__)
    entry = AuditEntry.objects.get(action="gateway.grant_key", object_id=str(key.pk))
    assert entry.fields == ["scopes", "networks", "expires_at"]
    assert known_key(secret, now=clock.now()) == row


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"holder": " "}, "holder"),
        ({"ground": ""}, "ground"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["petition:read"]}, "scopes"),
        ({"way": "carrier pigeon"}, "way"),
        ({"networks": ["300.1.1.1"]}, "networks"),
        ({"networks": ["10.0.0.1/8"]}, "networks"),
        ({"expires_at": clock.now() + timedelta(days=400)}, "expires_at"),
        ({"expires_at": clock.now() - timedelta(days=1)}, "expires_at"),
    ],
)
def test_key_that_cannot_be_given_is_refused_with_its_field(public_place, change, field):
    with pytest.raises(actions.KeyRefused) as refusal:
        granted(**change)

    assert refusal.value.field == field
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("role", ["council_chair", "office_chief", "office_staff"])
def test_only_administrators_give_and_take_keys(public_place, role):
    key, _ = granted()
    with pytest.raises(NotPermitted):
        granted(actor=actor(role))
    for act in (
        lambda: actions.revoke_key(actor=actor(role), key=key, reason="thử", now=clock.now()),
        lambda: actions.rotate_key(actor=actor(role), key=key, old_until_at=clock.now(), now=clock.now()),
        lambda: actions.end_old_secret(actor=actor(role), key=key),
    ):
        with pytest.raises(NotPermitted):
            act()

    assert ApiKey.objects.get().state == ApiKey.State.ACTIVE


def test_revoking_needs_a_reason_and_is_done_once(public_place):
    key, secret = granted()
    with pytest.raises(actions.KeyRefused):
        actions.revoke_key(actor=actor(OPERATOR), key=key, reason=" ", now=clock.now())

    first = actions.revoke_key(actor=actor(OPERATOR), key=key, reason="Lộ khoá", now=clock.now())
    again = actions.revoke_key(actor=actor(OPERATOR), key=key, reason="Lần nữa", now=clock.now())

    assert (again.state, again.revoked_at, again.revoked_reason) == ("revoked", first.revoked_at, "Lộ khoá")
    assert AuditEntry.objects.filter(action="gateway.revoke_key").count() == 1
    assert known_key(secret, now=clock.now()) is None


@pytest.mark.parametrize(
    ("address", "networks", "inside"),
    [
        ("203.0.113.9", [], True),
        ("203.0.113.9", ["203.0.113.0/24"], True),
        ("203.0.114.9", ["203.0.113.0/24"], False),
        ("2001:db8::1", ["203.0.113.0/24", "2001:db8::/32"], True),
        ("", ["203.0.113.0/24"], False),
        ("unknown", ["203.0.113.0/24"], False),
    ],
)
@pytest.mark.unit
def test_networks(address, networks, inside):
    assert is_from(address, networks) is inside


def test_key_opens_until_it_ends_is_revoked_or_comes_from_elsewhere(schemas, make_key):
    now = clock.now()
    good = make_key()
    others = {
        "ended": make_key(expires_at=now - timedelta(seconds=1)),
        "revoked": make_key(state="revoked"),
        "elsewhere": make_key(networks=["203.0.113.0/24"]),
        "other secret": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "no such": new_secret()[1],
        "short": good[:-2],
        "none": "",
    }

    assert ask(QUERY, good).status == 200
    for case, secret in others.items():
        answer = ask(QUERY, secret)
        assert (answer.status, answer.code, "data" in answer.body) == (401, "UNAUTHENTICATED", False), case
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert ask(QUERY, make_key(networks=["127.0.0.0/8"])).status == 200


def test_revoked_key_is_refused_at_the_very_next_request(schemas, make_key):
    secret = make_key()
    assert ask(QUERY, secret).status == 200

    ApiKey.objects.using("owner").filter(digest=digest_of(secret)).update(state="revoked")

    assert ask(QUERY, secret).status == 401


def test_key_opens_its_own_endpoint_and_place_only(schemas, make_key):
    central, ninhbinh, hoalu = make_key(), make_key("ninhbinh"), make_key("hoalu")
    opened = {
        (name, host)
        for name, secret in (("central", central), ("ninhbinh", ninhbinh), ("hoalu", hoalu))
        for host in ("console.localhost", "ninhbinh.localhost", "hoalu.localhost", "kimson.localhost")
        if ask(QUERY, secret, host=host).status == 200
    }

    assert opened == {
        ("central", "console.localhost"),
        ("ninhbinh", "ninhbinh.localhost"),
        ("hoalu", "hoalu.localhost"),
    }


def test_reach_is_everything_the_place_with_its_communes_or_itself(world, make_key):
    def codes(secret: str, host: str) -> list[str]:
        nodes = ask(QUERY, secret, host=host).data["councils"]["nodes"]
        return [node["unitCode"] for node in nodes if not node["unitCode"].startswith("9")]

    assert codes(make_key(), "console.localhost") == ["14329", "14620", "37"]
    assert codes(make_key("ninhbinh"), "ninhbinh.localhost") == ["14329", "14620", "37"]
    assert codes(make_key("hoalu"), "hoalu.localhost") == ["14329"]


def test_foreign_ids_are_null_and_change_nothing(world, make_key, central):
    found = central(
        "{ resolutions(first: 9) { nodes { id title } } councils(first: 9) { nodes { id unitCode } } }"
    ).data
    foreign = [node["id"] for node in found["resolutions"]["nodes"] if node["title"] == "Của Kim Sơn"]
    foreign += [node["id"] for node in found["councils"]["nodes"] if node["unitCode"] in ("14620", "37")]
    query = """query Q($i: ID!) { node(id: $i) { id } resolution(id: $i) { title } council(id: $i) { name }
        session(id: $i) { title } resolutions(first: 9, councils: [$i]) { totalCount } }"""
    nothing = {"node": None, "resolution": None, "council": None, "session": None, "resolutions": {"totalCount": 0}}

    secret = make_key("hoalu")
    assert len(foreign) == 3
    for text in [*foreign, "", "x", "é", "djE6", foreign[0] + "A", foreign[0][:-1], "A" * 5000]:
        answer = ask(query, secret, host="hoalu.localhost", variables={"i": text})
        assert answer.data == nothing, text


def test_claimed_council_must_be_the_rows_own(world, make_key):
    from gateway.core.ids import encoded

    row, councils = world["kimson"][0], world["councils"]
    forged = encoded("Resolution", councils["hoalu"].key, row.pk)
    other_type = encoded("Council", councils["hoalu"].key, row.pk)
    secret = make_key("hoalu")

    for text in (forged, other_type):
        answer = ask(
            "query Q($i: ID!) { node(id: $i) { id } resolution(id: $i) { title } council(id: $i) { name } }",
            secret,
            host="hoalu.localhost",
            variables={"i": text},
        )
        assert answer.data == {"node": None, "resolution": None, "council": None}


def signed_in(role: str, *, csrf: bool):
    request = RequestFactory(enforce_csrf_checks=True).post("/api/graphql", b"{}", content_type="application/json")
    request.actor = actor(role)
    if csrf:
        request.COOKIES["hdnd_csrf"] = request.META["HTTP_X_CSRFTOKEN"] = "a" * 32
    return request


def test_login_needs_the_token_and_a_role(province_place):
    caller = caller_of(signed_in("office_staff", csrf=True), Endpoint.PROVINCE)
    assert "resolution:read" in caller.scopes
    assert not caller.may_see_schema

    for role, csrf, endpoint, refused in (
        ("office_staff", False, Endpoint.PROVINCE, "FORBIDDEN"),
        ("delegate", True, Endpoint.PROVINCE, "UNAUTHENTICATED"),
        ("office_staff", True, Endpoint.CENTRAL, "UNAUTHENTICATED"),
    ):
        with pytest.raises(Refused) as refusal:
            caller_of(signed_in(role, csrf=csrf), endpoint)
        assert refusal.value.code == refused, (role, csrf, endpoint)


@pytest.fixture
def province_place(rolled_back):
    """The province's council, entered (the fixture ``province`` here asks over HTTP)."""
    from tenancy.models import Council
    from tenancy.place import entered, in_public

    with in_public():
        place = Council.objects.get(subdomain="ninhbinh")
    with entered(place):
        yield place
