"""The paper of the benches: what was measured anew takes the place of its own part, the rest stays."""

import pytest
from bench.__main__ import PAPER, paper_of, parts_of

pytestmark = pytest.mark.unit


def test_a_part_measured_anew_takes_its_own_place() -> None:
    parts = {"Một": "## Một\n\nhow\n\n| a |\n", "Hai": "## Hai\n\nhow\n\n| b |\n"}
    written = paper_of(parts)

    assert parts_of(written) == parts
    assert parts_of(paper_of(parts_of(written) | {"Một": "## Một\n\nhow\n\n| c |\n"}))["Hai"] == parts["Hai"]
    assert written.index("## Một") < written.index("## Hai")


def test_the_paper_of_the_house_is_as_it_would_be_written() -> None:
    paper = PAPER.read_text("utf-8")

    assert paper_of(parts_of(paper)) == paper
