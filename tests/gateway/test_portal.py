"""The portal's endpoint: one council, what it published, and nothing of any other."""

from types import SimpleNamespace

import pytest

from gateway.models import Endpoint
from gateway.resolutions import akn_of, effect_of
from gateway.schemas import built
from tests.gateway.conftest import ask

WHOLE = """{
  councils(first: 9) { nodes { unitCode } }
  delegates(first: 9) { totalCount nodes { title posts team { title } term { title } council { unitCode } } }
  votes(first: 9) { nodes { title inFavour names { name choice } session { title } agendaItem { title number } } }
  terms(first: 9) { nodes { number } } bodies(first: 9) { nodes { title kind } }
}"""


@pytest.mark.unit
def test_what_leads_abroad_does_not_exist_at_a_portal():
    portal, province = built(Endpoint.PORTAL), built(Endpoint.PROVINCE)
    arguments = {name for field in portal.query_type.fields.values() for name in field.args}

    assert "councils" not in arguments
    assert "parent" not in portal.type_map["Council"].fields
    assert {"rollup", "rollupCoverage", "measures"} & set(portal.query_type.fields) == set()
    assert "parent" in province.type_map["Council"].fields
    assert set(portal.query_type.fields) < set(province.query_type.fields)


def test_portal_tells_its_own_council_only(portal, world):
    told = portal(WHOLE).data

    assert told["councils"]["nodes"] == [{"unitCode": "14620"}]
    assert told["delegates"]["totalCount"] == 1
    (delegate,) = told["delegates"]["nodes"]
    assert (delegate["title"], delegate["posts"], delegate["team"]) == (
        "Phạm Thu Hằng",
        ["Trưởng ban"],
        {"title": "Tổ số 1"},
    )
    (vote,) = told["votes"]["nodes"]
    assert vote["names"] == [{"name": "Phạm Thu Hằng", "choice": "for"}]
    assert vote["agendaItem"] == {"title": "Ngân sách", "number": "1.1"}
    assert told["bodies"]["nodes"] == [{"title": "Tổ số 1", "kind": "team"}]


def test_portal_of_another_council_has_nothing_of_it(world, make_key):
    told = ask(WHOLE, make_key("hoalu"), host="hoalu.localhost", path="/api/portal").data

    assert told["councils"]["nodes"] == [{"unitCode": "14329"}]
    assert told["delegates"] == {"totalCount": 0, "nodes": []}
    assert told["votes"]["nodes"] == told["terms"]["nodes"] == []


def test_agenda_and_papers_belong_to_a_session_in_reach(portal, province, world):
    (held,) = portal("{ sessions(first: 1) { nodes { id } } }").data["sessions"]["nodes"]
    query = """query S($s: ID!) { agendaItems(session: $s, first: 9) { nodes { number title parent { title } } }
        papers(session: $s, first: 9) { nodes { title size agendaItem { number } session { title } } } }"""

    told = province(query, {"s": held["id"]}).data
    nothing = province(query, {"s": "x"}).data

    assert [(one["number"], one["parent"]) for one in told["agendaItems"]["nodes"]] == [
        ("1", None),
        ("1.1", {"title": "Kinh tế"}),
    ]
    assert told["papers"]["nodes"][0]["agendaItem"] == {"number": "1.1"}
    assert nothing == {"agendaItems": {"nodes": []}, "papers": {"nodes": []}}


def test_resolution_has_an_iri_that_is_the_same_everywhere(central, world):
    row = world["kimson"][0]
    told = central("{ resolutions(first: 9) { nodes { title akn effectState } } }").data["resolutions"]["nodes"]
    mine = next(one for one in told if one["title"] == row.title)

    assert mine["akn"] == "/akn/vn/act/nghi-quyet/hdnd-14620/2026-02-02/01-2026-nq-hdnd"
    assert mine["effectState"] == effect_of(row).name
    assert akn_of(SimpleNamespace(symbol="")) is None
