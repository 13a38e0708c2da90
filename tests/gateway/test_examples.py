"""The example questions that we publish are asked at the endpoints that they name, and answered."""

from pathlib import Path

import pytest
from graphql import parse, validate

from gateway import schemas as made
from gateway.example_names import NAMES
from gateway.models import Endpoint
from gateway.reference import examples
from gateway.schemas import schema_of
from hub.rollups import declared, measure
from hub.rollups.declaration import withdraw

EXAMPLES = sorted((Path(made.__file__).parent / "examples").glob("*.graphql"))
IDS = """{
  councils(first: 1) { nodes { id } } resolutions(first: 1) { nodes { id } } sessions(first: 1) { nodes { id } }
}"""


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


def test_each_example_has_a_name_in_vietnamese():
    assert sorted(NAMES) == [path.stem for path in EXAMPLES]
    assert [name for name, _text in examples() if str(name).isascii()] == []


def endpoints_of(path: Path) -> set[Endpoint]:
    """Return the endpoints at which an example says that it may be asked."""
    said = path.read_text("utf-8").splitlines()[1].removeprefix("# At: ").removesuffix(".")
    return {Endpoint(name) for name in said.split(", ")}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_valid_where_it_says_and_nowhere_else(path, resolutions_issued):
    valid = {endpoint for endpoint in Endpoint if not validate(schema_of(endpoint), parse(path.read_text("utf-8")))}

    assert valid == endpoints_of(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_answered_where_it_says(path, resolutions_issued, central, province, portal):
    asking = {Endpoint.CENTRAL: central, Endpoint.PROVINCE: province, Endpoint.PORTAL: portal}
    for endpoint in endpoints_of(path):
        ask_there = asking[endpoint]
        told = ask_there(IDS).data
        variables = {
            "id": told["resolutions"]["nodes"][0]["id"],
            "session": told["sessions"]["nodes"][0]["id"],
            "councils": [told["councils"]["nodes"][0]["id"]],
        }
        answer = ask_there(path.read_text("utf-8"), variables)
        assert answer.status == 200
        assert all(value is not None for value in answer.data.values())
