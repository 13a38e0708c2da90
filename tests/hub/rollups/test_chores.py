"""The recount from the command line: silent when all is exact, loud when a figure lies."""

from datetime import date

import pytest

from hub.rollups.models import Delta, Recounted, RecountRun
from tenancy.fleet.chores import CHORES, ChoreFailed
from tests.hub.rollups.cells import standing, swept

RECOUNT = CHORES["recount"]


@pytest.fixture(autouse=True)
def clean(ground):
    with swept():
        yield
    for model in (RecountRun, Recounted):
        model.objects.using("owner").all().delete()


def test_exact_figures_are_noted_as_exact():
    council = standing()["hoalu"]

    assert RECOUNT(council) == "every figure equals its rows"
    run = RecountRun.objects.using("owner").get(council_key=council.key)
    assert (run.result, run.by, run.differences) == ("exact", "fleet", [])


def test_figure_without_a_row_fails_the_chore():
    council = standing()["hoalu"]
    Delta.objects.using("owner").create(
        council_key=council.key, measure="sessions_held", d1="regular", d2="", day=date(2026, 7, 1), n=1
    )

    with pytest.raises(ChoreFailed, match="1 figures differ"):
        RECOUNT(council)

    assert RecountRun.objects.using("owner").get(council_key=council.key).result == "differs"
