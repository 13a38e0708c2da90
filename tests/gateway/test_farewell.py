"""Nothing leaves the API unannounced: what was offered once is there, or left with notice."""

from datetime import date

import graphene
import pytest
from graphql import is_object_type

from gateway import promises
from gateway.core.farewell import RETIRED, Retired, days_of, farewell
from gateway.models import Endpoint
from gateway.schemas import built

pytestmark = pytest.mark.unit
ANNOUNCED, LEAVES = date(2026, 12, 1), date(2027, 9, 1)


def missing(known: set[str], offered: set[str], retired: dict[str, Retired]) -> set[str]:
    """Return what vanished without a farewell."""
    return known - offered - set(retired)


def test_everything_that_was_offered_is_there_or_left_with_notice():
    known = set(promises.FILE.read_text("utf-8").splitlines())

    assert missing(known, promises.offered_now(), RETIRED) == set()
    assert promises.FILE.read_text("utf-8") == promises.promised(), "run: python3 dev docs"


def test_field_that_vanishes_is_seen_and_one_that_was_announced_is_not():
    known = {"portal Query.node", "portal Query.old"}

    assert missing(known, {"portal Query.node"}, {}) == {"portal Query.old"}
    assert missing(known, {"portal Query.node"}, {"portal Query.old": Retired(ANNOUNCED, LEAVES)}) == set()


def test_list_remembers_what_is_offered_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(promises, "FILE", tmp_path / "promised.txt")
    promises.FILE.write_text("portal Query.old\n")

    assert "portal Query.old\n" in promises.promised()
    assert "central Query.node(id)\n" in promises.promised()


def test_notice_is_half_a_year_at_least():
    with pytest.raises(ValueError, match="180 days"):
        farewell(ANNOUNCED, date(2027, 5, 29), "Dùng x.", "Use x.")
    with pytest.raises(ValueError, match="180 days"):
        Retired(ANNOUNCED, ANNOUNCED)


def test_farewell_stands_in_the_schema_with_its_days():
    reason = farewell(ANNOUNCED, LEAVES, "Hãy dùng x.", "Use x.")
    query = type("Query", (graphene.ObjectType,), {"old": graphene.String(deprecation_reason=reason)})

    schema = graphene.Schema(query=query)

    assert days_of(reason) == (ANNOUNCED, LEAVES)
    assert "Hãy dùng x. Bỏ từ 01/09/2027. Use x." in str(schema)


def test_every_deprecation_says_its_days():
    for endpoint in Endpoint:
        for kind in built(endpoint).type_map.values():
            for field in kind.fields.values() if is_object_type(kind) else ():
                if field.deprecation_reason:
                    days_of(field.deprecation_reason)
    with pytest.raises(ValueError, match="does not say"):
        days_of("Use x.")
