"""What the modules declare really counts: in the template, in the standing councils, in the paper."""

import pytest
from django.utils.module_loading import autodiscover_modules

from hub.rollups import counting, declared, papers, recount, triggers
from tenancy.postgres import ground
from tests.hub.rollups.cells import standing


@pytest.fixture(scope="module")
def measures() -> list:
    autodiscover_modules("measures")
    return declared()


def test_every_council_has_the_triggers_of_every_measure(ground, measures):
    wanted = {counting.function_name(group) for _, group in triggers.by_model(measures)}
    for council in standing().values():
        assert trigger_functions(council.schema_name) == {name: 3 for name in wanted}, council


def trigger_functions(schema: str) -> dict[str, int]:
    """Return how many triggers of a schema call each counting function."""
    return dict(
        ground.rows(
            "select p.proname, count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid "
            "join pg_proc p on p.oid = t.tgfoid where c.relnamespace = %s::regnamespace "
            "and t.tgname like 'hdnd\\_count\\_%%' group by 1",
            [f'"{schema}"'],
        )
    )


def test_figures_of_standing_councils_equal_a_recount(ground, measures):
    wrong = {name: recount.differences(council) for name, council in standing().items()}

    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(wrong) == 3


def test_paper_has_a_section_for_every_measure(measures):
    text = papers.figures()

    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## `{measure.name}`: {measure.label}" for measure in measures
    ]
