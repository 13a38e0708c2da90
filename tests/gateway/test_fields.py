"""What can be asked and what comes back, at both endpoints."""

from django.db import connections

LATEST = """query Latest($n: Int, $after: String, $last: Int, $before: String) {
  resolutions(first: $n, after: $after, last: $last, before: $before) {
    nodes { title issuedOn council { name unitCode parent { unitCode } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
ROLLUP = """query R($level: RollupLevel!, $grain: PeriodGrain, $dimensions: [RollupDimension!]) {
  rollup(measures: [PAPERS_ISSUED], level: $level, dimensions: $dimensions,
         period: {firstDay: "2026-01-01", lastDay: "2026-12-31", grain: $grain}) {
    measure councilId unitCode councilName startsOn kind value } }"""


def titles(answer) -> list[str]:
    return [node["title"] for node in answer.data["resolutions"]["nodes"]]


def test_latest_resolutions_come_first_page_by_page(central):
    first = central(LATEST, {"n": 4})
    info = first.data["resolutions"]["pageInfo"]
    rest = central(LATEST, {"n": 4, "after": info["endCursor"]})

    assert titles(first) == ["Nghị quyết 5", "Nghị quyết 4", "Nghị quyết 3", "Nghị quyết 2"]
    assert titles(rest) == ["Nghị quyết 1", "Của Kim Sơn"]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (True, False)
    after = rest.data["resolutions"]["pageInfo"]
    assert (after["hasNextPage"], after["hasPreviousPage"]) == (False, True)


def test_pages_go_backwards_too(central):
    end = central(LATEST, {"last": 2})
    before = central(LATEST, {"last": 3, "before": end.data["resolutions"]["pageInfo"]["startCursor"]})

    assert titles(end) == ["Nghị quyết 1", "Của Kim Sơn"]
    assert titles(before) == ["Nghị quyết 4", "Nghị quyết 3", "Nghị quyết 2"]
    assert before.data["resolutions"]["pageInfo"]["hasPreviousPage"] is True


def test_page_size_must_be_given_once_and_within_bounds(central):
    for variables in ({}, {"n": 0}, {"n": 101}, {"n": -1}, {"n": 3, "last": 3}):
        answer = central(LATEST, variables)
        assert (answer.status, answer.code, answer.body["data"]) == (200, "BAD_USER_INPUT", None), variables


def test_bad_cursors_are_told_apart_from_good_ones(central):
    good = central(LATEST, {"n": 1}).data["resolutions"]["pageInfo"]["endCursor"]
    for cursor in (
        "",
        "x",
        "é",
        good[:-3],
        good + "AA",
        "WyIyMDI2LTAzLTA1Il0",
        "W10",
        "bnVsbA",
        "WzEsMl0",
        "W251bGwsbnVsbF0",
    ):
        answer = central(LATEST, {"n": 1, "after": cursor})
        assert answer.code == "BAD_USER_INPUT", cursor
    assert central(LATEST, {"n": 1, "after": good}).status == 200


def test_withdrawn_rows_are_tombstones_shown_on_request(central):
    query = "{ resolutions(first: 9, includeWithdrawn: true) { totalCount nodes { title withdrawnAt } } }"
    told = central(query).data["resolutions"]

    assert told["totalCount"] == 7
    assert [node["title"] for node in told["nodes"] if node["withdrawnAt"]] == [""]
    assert central("{ resolutions(first: 1) { totalCount } }").data["resolutions"]["totalCount"] == 6


def test_lists_are_narrowed_by_council_and_day(central, world):
    kimson = central("{ councils(first: 9, level: COMMUNE) { nodes { id unitCode } } }").data["councils"]["nodes"]
    chosen = next(node["id"] for node in kimson if node["unitCode"] == "14620")
    query = """query Q($c: [ID!]) { resolutions(first: 9, councils: $c) { nodes { title } }
        sessions(first: 9, councils: $c, fromDay: "2026-07-01", toDay: "2026-07-01") { nodes { title opensOn } } }"""

    told = central(query, {"c": [chosen]}).data
    nothing = central(query, {"c": ["x"]}).data

    assert told["resolutions"]["nodes"] == [{"title": "Của Kim Sơn"}]
    assert told["sessions"]["nodes"] == [{"title": "Kỳ họp thứ ba", "opensOn": "2026-07-01"}]
    assert nothing == {"resolutions": {"nodes": []}, "sessions": {"nodes": []}}


def test_rollup_by_level(central, province):
    for asking in (central, province):
        communes = asking(ROLLUP, {"level": "COMMUNE"}).data["rollup"]
        assert [(row["unitCode"], row["value"]) for row in sorted(communes, key=lambda row: row["unitCode"])] == [
            ("14329", 5),
            ("14620", 7),
        ]
        (whole,) = asking(ROLLUP, {"level": "PROVINCE"}).data["rollup"]
        assert (whole["unitCode"], whole["councilName"], whole["value"]) == ("37", "HĐND tỉnh Ninh Bình", 16)
        (nation,) = asking(ROLLUP, {"level": "NATION"}).data["rollup"]
        assert (nation["councilId"], nation["value"]) == (None, 16)


def test_rollup_of_an_uncut_period_when_its_grain_is_null(central):
    told = central(
        "{ rollup(measures: [PAPERS_ISSUED], level: NATION, "
        'period: {firstDay: "2026-01-01", lastDay: "2026-12-31", grain: null}) { startsOn value } }'
    )

    assert told.data["rollup"] == [{"startsOn": "2026-01-01", "value": 16}]


def test_rollup_by_dimension_and_month(province):
    told = province(ROLLUP, {"level": "NATION", "grain": "MONTH", "dimensions": ["KIND"]}).data["rollup"]

    assert sorted((row["startsOn"], row["kind"], row["value"]) for row in told) == [
        ("2026-01-01", "qppl", 7),
        ("2026-02-01", "cá biệt", 2),
        ("2026-03-01", "qppl", 7),
    ]


def test_rollup_by_half_years_and_terms(central):
    halves = central(ROLLUP, {"level": "NATION", "grain": "HALF_YEAR"}).data["rollup"]
    terms = central(ROLLUP, {"level": "NATION", "grain": "TERM"}).data["rollup"]

    assert [(row["startsOn"], row["value"]) for row in halves] == [("2026-01-01", 16)]
    assert [(row["startsOn"], row["value"]) for row in terms] == [("2021-05-23", 16)]


FILTERED = """query R($level: RollupLevel!, $filter: RollupFilter) {
  rollup(measures: [PAPERS_ISSUED], level: $level, filter: $filter,
         period: {firstDay: "2026-01-01", lastDay: "2026-12-31"}) { unitCode value suppressed } }"""


KINDS = [
    ("COMMUNE", {"communeKinds": ["WARD"]}, {"14329": 5}),
    ("COMMUNE", {"communeKinds": ["COMMUNE", "SPECIAL_ZONE"]}, {"14620": 7}),
    ("COMMUNE", {"communeKinds": []}, {}),
    ("COMMUNE", {"communeKinds": None, "provinceKinds": ["PROVINCE"]}, {"14329": 5, "14620": 7}),
    ("COMMUNE", {"provinceKinds": ["CITY"]}, {}),
    ("PROVINCE", {"communeKinds": ["WARD"]}, {"37": 5}),
    ("PROVINCE", {"provinceKinds": ["PROVINCE"]}, {"37": 16}),
    ("NATION", {"communeKinds": ["WARD"], "provinceKinds": ["PROVINCE"]}, {None: 5}),
    ("NATION", {}, {None: 16}),
]


def test_rollup_of_some_kinds_of_unit(central):
    for level, chosen, told in KINDS:
        rows = central(FILTERED, {"level": level, "filter": chosen}).data["rollup"]
        assert {row["unitCode"]: row["value"] for row in rows} == told, (level, chosen)
        assert not any(row["suppressed"] for row in rows)


def test_rollup_that_cannot_be_answered_is_told_in_words(central):
    answer = central(
        "{ rollup(measures: [PAPERS_RECEIVED], level: NATION, dimensions: [KIND], "
        'period: {firstDay: "2026-01-01", lastDay: "2026-12-31"}) { value } }'
    )

    assert answer.code == "BAD_USER_INPUT"
    assert answer.body["errors"][0]["extensions"]["refusal"] == "rollup_not_possible"


def test_dimension_that_may_not_leave_does_not_exist(central):
    answer = central(
        "{ rollup(measures: [PAPERS_ISSUED], level: NATION, dimensions: [FIELD], "
        'period: {firstDay: "2026-01-01", lastDay: "2026-12-31"}) { value } }'
    )

    assert (answer.status, answer.code) == (400, "GRAPHQL_VALIDATION_FAILED")


def test_measures_tell_what_they_count(central):
    told = central("{ measures { name label unit dimensions sourceRule } }").data["measures"]

    assert [
        (one["name"], one["dimensions"]) for one in told if one["name"] in ("papers_issued", "papers_received")
    ] == [
        ("papers_issued", ["kind"]),
        ("papers_received", []),
    ]


def test_ids_lead_back_to_their_objects(central):
    ids = central(
        "{ resolutions(first: 1) { nodes { id } } sessions(first: 1) { nodes { id } } "
        "councils(first: 1) { nodes { id } } }"
    ).data
    for kind, one, name in (
        ("resolutions", "resolution", "Resolution"),
        ("sessions", "session", "CouncilSession"),
        ("councils", "council", "Council"),
    ):
        key = ids[kind]["nodes"][0]["id"]
        query = f"query Q($i: ID!) {{ {one}(id: $i) {{ id }} node(id: $i) {{ __typename id }} }}"
        told = central(query, {"i": key}).data
        assert told == {one: {"id": key}, "node": {"__typename": name, "id": key}}


def test_long_lists_cost_the_same_number_of_queries(central, django_assert_num_queries):
    query = "query Q($n: Int) { resolutions(first: $n) { nodes { title council { name parent { name } } } } }"
    for size in (1, 3):
        # the key, begin, the councils in reach, the page, commit
        with django_assert_num_queries(5, connection=connections["figures"]):
            answer = central(query, {"n": size})
        assert len(answer.data["resolutions"]["nodes"]) == size
