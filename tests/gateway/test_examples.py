"""The example questions that we publish are asked at both endpoints, and answered."""

from pathlib import Path

import pytest

from gateway import schemas as made
from gateway.schemas import schema_of
from hub.rollups import declared, measure
from hub.rollups.declaration import withdraw

EXAMPLES = sorted((Path(made.__file__).parent / "examples").glob("*.graphql"))


@pytest.fixture
def resolutions_issued(schemas):
    """The measure of the examples; a stand-in over the tests' papers where no module declares it yet."""
    if any(one.name == "resolutions_issued" for one in declared()):
        yield
        return
    papers = next(one for one in schemas if one.name == "papers_issued")
    measure(
        name="resolutions_issued",
        label="Nghị quyết đã ban hành",
        unit="nghị quyết",
        model=papers.model,
        dimensions=("kind",),
        day=papers.day,
        source_rule="R-RES-03",
    )
    made.schema_of.cache_clear()
    yield
    withdraw("resolutions_issued")


def test_there_are_ten_examples():
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_answered_at_both_endpoints(path, resolutions_issued, central, province):
    for asking in (central, province):
        first = asking("{ councils(first: 1) { nodes { id } } resolutions(first: 1) { nodes { id } } }").data
        variables = {"id": first["resolutions"]["nodes"][0]["id"], "councils": [first["councils"]["nodes"][0]["id"]]}
        answer = asking(path.read_text(), variables)
        assert answer.status == 200
        assert all(value is not None for value in answer.data.values())

    assert schema_of.cache_info().currsize == 2
