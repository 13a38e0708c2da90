"""What changed since: every kind in one order, tombstones, cursors that hold for years, nothing beyond the reach."""

import base64

import pytest
from django.db import connections

from gateway.changes import TYPES, cursor_of
from hub.rollups.models import PublicationChange
from kernel import clock
from tenancy.models import Council
from tenancy.workflow import Status
from tests.gateway.conftest import ask
from tests.hub.rollups.cells import published

CHANGES = """query C($cursor: String, $n: Int!, $types: [ChangeType!]) {
  changesSince(cursor: $cursor, first: $n, types: $types) {
    changes { cursor type id withdrawnAt council { unitCode } node { __typename id ... on Published { title } } }
    hasMore endCursor
  }
}"""


def followed(asking, n: int = 3, cursor: str | None = None, **more) -> list[dict]:
    """Return everything that a reader gets who goes on until nothing more is there."""
    found, has_more = [], True
    while has_more:
        told = asking(CHANGES, {"n": n, "cursor": cursor, **more}).data["changesSince"]
        found += told["changes"]
        has_more, cursor = told["hasMore"], told["endCursor"]
    return found


def test_everything_is_read_in_one_order_piece_by_piece(central, world):
    pieces, whole = followed(central), followed(central, n=100)

    assert pieces == whole
    assert {one["type"] for one in whole} == {type_.upper() for type_ in TYPES}
    assert len({one["id"] for one in whole}) == len(whole) == PublicationChange.objects.using("figures").count()
    assert [one["type"] for one in whole if one["withdrawnAt"]] == ["RESOLUTION"]
    for one in whole:
        assert one["node"]["id"] == one["id"]
        assert (one["node"]["title"] == "") is bool(one["withdrawnAt"])


def test_reader_goes_on_from_where_he_was(central, world):
    end = central(CHANGES, {"n": 100}).data["changesSince"]["endCursor"]
    nothing = central(CHANGES, {"n": 5, "cursor": end}).data["changesSince"]
    published("resolution", "hoalu", title="Mới", issued_on="2026-04-01")

    (new,) = followed(central, cursor=end)

    assert (nothing["changes"], nothing["hasMore"], nothing["endCursor"]) == ([], False, end)
    assert new["node"]["title"] == "Mới"


def test_kinds_are_chosen_by_the_question_and_by_the_scopes_of_the_key(world, make_key, central):
    votes = followed(central, types=["VOTE", "TERM"])
    secret = make_key(scopes=["council:read", "session:read"])
    question = CHANGES.replace("council { unitCode } node { __typename id ... on Published { title } }", "")
    told = ask(question, secret, variables={"n": 100}).data["changesSince"]["changes"]

    assert {one["type"] for one in votes} == {"VOTE", "TERM"}
    assert {one["type"] for one in told} == {"SESSION", "AGENDA_ITEM", "PAPER"}


def test_province_hears_of_its_own_and_a_commune_of_itself(world, make_key, province):
    secret = make_key("hoalu")
    of_hoalu = followed(lambda text, variables: ask(text, secret, host="hoalu.localhost", variables=variables))

    assert {one["council"]["unitCode"] for one in followed(province)} == {"14329", "14620"}
    assert {one["council"]["unitCode"] for one in of_hoalu} == {"14329"}


def test_public_records_of_a_suspended_council_stay_while_somebody_pages(central, world):
    first = central(CHANGES, {"n": 2}).data["changesSince"]
    kimson = Council.objects.using("owner").filter(pk=world["councils"]["kimson"].pk)
    kimson.update(status=Status.SUSPENDED)
    try:
        rest = followed(central, cursor=first["endCursor"])
    finally:
        kimson.update(status=Status.ACTIVE)

    assert len(first["changes"]) + len(rest) == PublicationChange.objects.using("figures").count()
    assert "14620" in {one["council"]["unitCode"] for one in rest}


@pytest.mark.parametrize(
    ("cursor", "refusal"),
    [
        ("", "cursor_malformed"),
        ("x", "cursor_malformed"),
        ("é", "cursor_malformed"),
        (base64.urlsafe_b64encode(b"c1:-1").decode().rstrip("="), "cursor_malformed"),
        (base64.urlsafe_b64encode("c1:٣".encode()).decode().rstrip("="), "cursor_malformed"),
        (base64.urlsafe_b64encode(b"c0:1").decode().rstrip("="), "cursor_malformed"),
        (cursor_of(10**20), "cursor_malformed"),
        (cursor_of(10**18), "cursor_unknown"),
    ],
)
def test_cursor_that_is_none_of_ours_is_refused_with_a_stable_word(central, cursor, refusal):
    answer = central(CHANGES, {"n": 1, "cursor": cursor})

    assert (answer.status, answer.code) == (200, "BAD_USER_INPUT")
    assert answer.body["errors"][0]["extensions"]["refusal"] == refusal


@pytest.mark.parametrize("n", [0, -1, 101])
def test_piece_has_a_size_within_bounds(central, n):
    assert central(CHANGES, {"n": n}).code == "BAD_USER_INPUT"


def test_statements_are_as_many_for_one_as_for_all_of_a_kind(central, world, django_assert_num_queries):
    for size in (1, 6):
        # begin, the councils in reach, the changes, their rows, commit
        with django_assert_num_queries(5, connection=connections["figures"]):
            told = central(CHANGES, {"n": size, "types": ["RESOLUTION"]})
        assert len(told.data["changesSince"]["changes"]) == size


def test_allowance_is_told_with_the_answer(central):
    told = central("{ rateLimit { cost limit remaining resetAt nodeCount } resolutions(first: 20) { nodes { id } } }")

    allowance = told.data["rateLimit"]
    assert allowance["cost"] == told.body["extensions"]["cost"]["requested"]
    assert allowance["limit"] == told.body["extensions"]["cost"]["capacity"]
    assert allowance["remaining"] <= allowance["limit"] - allowance["cost"]
    assert allowance["nodeCount"] == 20
    assert allowance["resetAt"] >= clock.now().isoformat()[:10]
