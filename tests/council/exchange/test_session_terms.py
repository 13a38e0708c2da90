"""Until when the law wants what goes before and after an announced session."""

from datetime import date

import pytest

from council.exchange.models import Matter
from council.exchange.queries.session_terms import AFTER, BEFORE, SessionTerms
from council.law import SessionKind, national_rules
from council.sessions import law
from hub.rollups.models import PublishedSession

pytestmark = pytest.mark.unit
OPENS, CLOSED = date(2026, 12, 1), date(2026, 12, 2)
RULES = national_rules("commune", OPENS)


def announced(**changes) -> PublishedSession:
    return PublishedSession(
        **{"council_key": "a", "origin": "a", "kind": "regular", "opens_on": OPENS, "closes_on": CLOSED, **changes}
    )


def test_what_goes_before_counts_from_the_opening_and_by_the_kind():
    terms = SessionTerms(RULES)

    assert terms.of(Matter.NOTICE, announced()) == law.notice_due(opens_on=OPENS, kind=SessionKind.REGULAR, rules=RULES)
    special = terms.of(Matter.PAPERS, announced(kind="extraordinary"))
    assert special == law.papers_due(opens_on=OPENS, kind=SessionKind.EXTRAORDINARY, rules=RULES)
    assert special != terms.of(Matter.PAPERS, announced())
    convening = terms.of(Matter.CONVENING, announced())
    assert convening == law.convening_due(opens_on=OPENS, kind=SessionKind.REGULAR, rules=RULES, binding=False)


def test_what_comes_after_counts_from_the_closing_else_from_its_announced_day():
    terms = SessionTerms(RULES)

    later = terms.of(Matter.MINUTES, announced(closed_on=date(2026, 12, 4)))
    assert later == law.minutes_due(closed_on=date(2026, 12, 4), rules=RULES)
    assert terms.of(Matter.MINUTES, announced()) == law.minutes_due(closed_on=CLOSED, rules=RULES)
    assert terms.of(Matter.SENDING, announced(closes_on=None)) is None


@pytest.mark.parametrize("matter", [*BEFORE, *AFTER])
def test_a_term_of_one_day_is_computed_once_for_all_councils(matter):
    terms = SessionTerms(RULES)

    assert terms.of(matter, announced()) is terms.of(matter, announced(council_key="b"))


def test_a_kind_that_is_not_known_is_taken_for_a_regular_one():
    terms = SessionTerms(RULES)

    assert terms.of(Matter.NOTICE, announced(kind="of-tomorrow")) == terms.of(Matter.NOTICE, announced())
