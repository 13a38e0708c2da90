"""A council in which papers are counted."""

from collections.abc import Iterator

import pytest

from hub.rollups import Measure
from tests.hub.rollups.papers import Papers, declared_papers


@pytest.fixture
def paper_measures() -> Iterator[list[Measure]]:
    """The declared measures of papers."""
    with declared_papers() as measures:
        yield measures


@pytest.fixture
def papers(fresh_council, paper_measures) -> Iterator[Papers]:
    """The papers of a fresh council, counted from the first row; the council is left without them."""
    here = Papers(fresh_council, paper_measures)
    here.make_table()
    here.dress()
    yield here
    here.take_away()
