"""The snapshot costs three queries, whatever was set; lists are authorised and of constant cost."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council import law
from council.roles import Role
from council.rulebook import actions, queries
from kernel.access import NotPermitted
from tests.factories.actors import actor_with

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ADMINISTRATOR, DELEGATE, AGENCY = actor_with(Role.ADMINISTRATOR), actor_with(Role.DELEGATE), actor_with(Role.AGENCY)
RULES = law.national_rules("commune", TODAY)
KEYS = ("sessions.papers_before_days.regular", "sessions.late_minutes", "sessions.minutes_after_days")


def statements(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured if "set_config" not in query["sql"]]


def fill(count):
    for number in range(count):
        order = actions.PauseOrder(TODAY, TODAY, f"Bão số {number}", "Quyết định", "Bão")
        actions.set_pause(actor=ADMINISTRATOR, order=order, rules=RULES)
    for number, key in enumerate(KEYS[:count]):
        actions.set_override(
            actor=ADMINISTRATOR, key=key, value="6", document="Quy chế", in_force_on=TODAY, now=NOW, rules=RULES
        )
        actions.set_local_day(
            actor=ADMINISTRATOR,
            day_on=date(2026, 12, 21 + number),
            kind="off",
            name="Ngày hội",
            document="Quy chế",
            now=NOW,
            rules=RULES,
        )


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_snapshot_costs_three_queries(council, count):
    fill(count)

    assert len(statements(lambda: queries.load_rules(level="commune", at=TODAY))) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_one_more(council, count):
    fill(count)
    rules = queries.load_rules(level="commune", at=TODAY)

    assert len(statements(lambda: queries.list_rules(DELEGATE, rules=rules))) == 1


def test_the_list_shows_national_and_own_values(council):
    fill(1)
    rules = queries.load_rules(level="commune", at=TODAY)

    lines = {line.parameter.key: line for line in queries.list_rules(DELEGATE, rules=rules)}

    assert set(lines) == {parameter.key for parameter in law.national_book() if rules.level in parameter.levels}
    own, fixed = lines[KEYS[0]], lines["sessions.quorum"]
    assert (own.national, own.ruling.value, own.ruling.set_by_council, own.last.set_by_name) == (
        5,
        6,
        True,
        ADMINISTRATOR.name,
    )
    assert (fixed.ruling.set_by_council, fixed.last) == (False, None)


def test_the_level_of_the_council_decides(council):
    found = {
        level: queries.load_rules(level=level, at=TODAY).value("resolutions.effective_after_days")
        for level in ("province", "commune")
    }

    assert found == {"province": 10, "commune": 7}


def test_one_rule_with_its_history_newest_first(council):
    fill(2)
    actions.end_override(
        actor=ADMINISTRATOR, key=KEYS[0], document="Quy chế 2", in_force_on=TODAY, now=NOW, rules=RULES
    )
    rules = queries.load_rules(level="commune", at=TODAY)

    line = queries.get_rule(DELEGATE, KEYS[0], rules=rules)

    assert (line.ruling.value, line.last.state) == (5, "ended")
    assert [row.document for row in queries.list_overrides(DELEGATE, KEYS[0])] == ["Quy chế 2", "Quy chế"]
    assert [day.day_on.day for day in queries.list_local_days(DELEGATE)] == [21, 22]


def test_those_without_the_right_read_nothing(council):
    rules = queries.load_rules(level="commune", at=TODAY)

    for call in (
        lambda: queries.list_rules(AGENCY, rules=rules),
        lambda: queries.get_rule(AGENCY, KEYS[0], rules=rules),
        lambda: queries.list_overrides(AGENCY, KEYS[0]),
        lambda: queries.list_local_days(AGENCY),
    ):
        with pytest.raises(NotPermitted):
            call()


def test_an_unknown_rule_is_refused(council):
    rules = queries.load_rules(level="commune", at=TODAY)

    with pytest.raises(law.UnknownParameter):
        queries.get_rule(DELEGATE, "sessions.nothing", rules=rules)
