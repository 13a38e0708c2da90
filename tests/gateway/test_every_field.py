"""Every field of every schema is read, and shows a value wherever one can be; the list of them is complete."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from graphql import parse

from gateway import fields
from gateway.core.open import camel_case
from gateway.models import Endpoint
from gateway.schemas import built, schema_of
from hub.rollups import declared
from hub.rollups.declaration import Measure
from hub.rollups.models import Figure, Recounted
from kernel import clock
from kernel.keys import new_key
from tests.gateway.everything import ID, Reading, all_fields, known_ids, place_of, plainly, whole
from tests.hub.rollups.cells import published, resolution

PAPER = Path(__file__).resolve().parents[2] / "docs" / "api-fields.md"


# fmt: off
@pytest.fixture
def full_world(world):
    """With what is rarely there: a replaced resolution, a secret ballot, a tombstone of each kind, all dimensions."""
    day, now = date(2026, 8, 1), clock.now()
    older, newer = new_key(), new_key()
    resolution("kimson", "Bản cũ", id=older, superseded_by_id=newer)
    resolution(
        "kimson", "Bản mới", id=newer, supersedes_id=older, adopted_on=day, effective_on=day, published_on=day,
        session_id=world["session"].id, vote_id=world["vote"].id, corrections=[{"symbol": "1/CV", "path": "/vb/A"}],
        attachments=[{"title": "Phụ lục", "path": "/vb/B", "size": 3}],
    )
    counts = [{"name": "Lê An", "in_favour": 3, "against": 1, "standing": "elected"}]
    secret = {"issued": 4, "returned": 4, "valid": 4, "invalid": 0, "candidates": counts, "announced_on": day}
    published("vote", "kimson", title="Chủ tịch", session_id=world["session"].id, method="secret_ballot", **secret)
    needed = {
        "agenda_item": {"session_id": older, "position": 1}, "body": {"term_id": older, "position": 1},
        "delegate": {"term_id": older}, "paper": {"session_id": older, "position": 1},
        "resolution": {"issued_on": day}, "session": {"opens_on": day}, "term": {"number": 1},
        "vote": {"session_id": older, "announced_on": day},
    }
    for type_, columns in needed.items():
        published(type_, "kimson", title="", withdrawn_at=now, **columns)
    key = world["councils"]["hoalu"].key
    for name, measure in dimensions().items():
        place = f"d{measure.dimensions.index(name) + 1}"
        cell = {"council_key": key, "measure": measure.name, "day": date(2026, 3, 3), "n": 9, place: "x"}
        Figure.objects.using("owner").create(**cell)
    recounted = Recounted.objects.using("owner").create(council_key=key, at=now, result="exact")
    yield world
    recounted.delete(using="owner")
# fmt: on


def dimensions() -> dict[str, Measure]:
    """Return for every dimension that may be told a measure which has it, what happens before what stands."""
    names = schema_of(Endpoint.CENTRAL).type_map["MeasureName"].values
    served = sorted(
        (one for one in declared() if one.name.upper() in names), key=lambda one: (-one.suppress_below, not one.stands)
    )
    return {name: measure for measure in served for name in measure.told}


def by_every_dimension() -> Iterator[str]:
    """Yield a question for a figure by each dimension."""
    for name, measure in dimensions().items():
        asked = f"measures: [{measure.name.upper()}], level: COMMUNE, dimensions: [{name.upper()}]"
        days = 'period: {firstDay: "2026-01-01", lastDay: "2026-12-31"}'
        yield f"{{ rollup({asked}, {days}) {{ __typename {camel_case(name)} }} }}"


@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_every_field_is_read_and_shows_a_value(full_world, endpoint):
    schema = schema_of(endpoint)
    reading = Reading(schema)
    with place_of(endpoint, full_world):
        known = known_ids(schema, endpoint)
        for name in schema.query_type.fields:
            text = whole(schema, name)
            document = parse(text)
            for key in known if f"${ID}" in text else [""]:
                reading.read(document, plainly(schema, document, endpoint, {ID: key}))
        for text in by_every_dimension() if "rollup" in schema.query_type.fields else ():
            document = parse(text)
            reading.read(document, plainly(schema, document, endpoint, {}))

    assert reading.asked == all_fields(schema)
    assert reading.asked - reading.valued == set()


@pytest.mark.unit
def test_list_of_fields_is_complete():
    listed = {
        (part.split("\n", 1)[0], name)
        for part in PAPER.read_text("utf-8").split("\n## ")[1:]
        for name in re.findall(r"^\| `(\w+)`", part, re.MULTILINE)
    }

    assert listed == {field for endpoint in Endpoint for field in fields.fields_of(built(endpoint))}
    assert PAPER.read_text("utf-8") == fields.paper().rstrip() + "\n", "run: python3 dev docs"


@pytest.mark.unit
def test_list_tells_cost_scope_and_examples():
    (row,) = re.findall(r"^\| `resolutions` .*", fields.paper(), re.MULTILINE)

    assert "rows asked (≤ 100)" in row
    assert "`resolution:read`" in row
    assert "latest_resolutions" in row
