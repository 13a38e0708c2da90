"""The snapshot: dated law, a council's own values where it may set them, and typed reading."""

from dataclasses import FrozenInstanceError
from datetime import date, time
from fractions import Fraction

import pytest

from council import law
from council.law import Override

pytestmark = pytest.mark.unit

KEY = "sessions.papers_before_days.regular"
DAY = date(2026, 12, 1)


def rules_with(*overrides):
    return law.national_rules("province", DAY, overrides=overrides)


def own(value, on, document="Nghị quyết 12/NQ-HĐND"):
    return Override(KEY, value, document, on)


def test_the_national_value_holds_without_an_override():
    ruling = rules_with().ruling(KEY)

    assert (ruling.value, ruling.set_by_council) == (5, False)


def test_an_override_holds_from_its_day_and_names_its_document():
    rules = rules_with(own(7, date(2026, 11, 1)))

    assert [rules.value(KEY, at=on) for on in (date(2026, 10, 31), date(2026, 11, 1), DAY)] == [5, 7, 7]
    assert (str(rules.source(KEY)), rules.source(KEY).mark) == ("Nghị quyết 12/NQ-HĐND", "C")
    assert rules.ruling(KEY).set_by_council is True


def test_an_ended_override_gives_the_national_value_back():
    rules = rules_with(own(7, date(2026, 9, 1)), own(None, date(2026, 11, 1)))

    assert [rules.value(KEY, at=on) for on in (date(2026, 8, 31), date(2026, 9, 1), DAY)] == [5, 7, 5]


def test_the_later_row_of_the_same_day_wins():
    rules = rules_with(own(7, date(2026, 9, 1)), own(8, date(2026, 9, 1)))

    assert rules.value(KEY) == 8


def test_a_row_that_was_set_later_for_an_earlier_day_does_not_win():
    rules = rules_with(own(7, date(2026, 11, 1)), own(8, date(2026, 9, 1)))

    assert [rules.value(KEY, at=on) for on in (date(2026, 10, 1), DAY)] == [8, 7]


def test_an_override_of_another_parameter_changes_nothing():
    rules = rules_with(Override("sessions.late_minutes", 15, "Quy chế", date(2026, 1, 1)))

    assert (rules.value(KEY), rules.value("sessions.late_minutes")) == (5, 15)


def test_an_override_of_a_fixed_parameter_is_refused():
    with pytest.raises(law.OverrideNotAllowed):
        rules_with(Override("sessions.quorum", Fraction(1, 2), "Quy chế", date(2026, 1, 1)))


def test_an_unknown_parameter_is_refused():
    with pytest.raises(law.UnknownParameter):
        rules_with(Override("sessions.unknown", 1, "Quy chế", date(2026, 1, 1)))
    with pytest.raises(law.UnknownParameter):
        rules_with().value("sessions.unknown")


def test_before_the_first_value_there_is_no_law():
    with pytest.raises(law.NotInForce):
        rules_with().value("sessions.quorum", at=date(2015, 12, 31))


def test_last_year_keeps_last_years_law():
    rules = rules_with()

    assert [rules.value("resolutions.draft_posted_days", at=on) for on in (date(2025, 3, 31), date(2025, 4, 1))] == [
        30,
        20,
    ]


@pytest.mark.parametrize(
    ("reader", "key", "value", "other"),
    [
        ("number", KEY, 5, "votes.change_allowed"),
        ("share", "sessions.quorum", Fraction(2, 3), KEY),
        ("allows", "votes.online_allowed", False, KEY),
        ("options", "votes.options", ("for", "against", "abstain"), KEY),
        ("options", "votes.options", ("for", "against", "abstain"), "supervision.reminder_days"),
        ("numbers", "supervision.reminder_days", (15, 7, 3, 0), "votes.options"),
        ("year_days", "evaluation.report_by", (law.YearDay(12, 20),), "votes.options"),
        ("choice", "exchange.shared_with", "private", "votes.options"),
        ("clock", "calendar.reminders_from", time(7, 30), "votes.options"),
    ],
)
def test_a_reader_gives_its_type_and_refuses_another(reader, key, value, other):
    rules = rules_with()

    assert getattr(rules, reader)(key) == value
    with pytest.raises(TypeError):
        getattr(rules, reader)(other)


def test_a_share_is_no_number():
    with pytest.raises(TypeError):
        rules_with().number("sessions.quorum")


def test_a_kind_without_its_own_rule_takes_the_common_one():
    rules = rules_with()

    assert rules.for_kind("sessions.papers_before_days", "thematic") == "sessions.papers_before_days.thematic"
    assert rules.for_kind("sessions.dossier_before_days", "thematic") == "sessions.dossier_before_days"


def test_a_snapshot_never_changes():
    with pytest.raises(FrozenInstanceError):
        rules_with().level = "commune"


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="district"):
        law.national_rules("district", DAY)


def test_a_rule_of_the_other_level_is_no_rule_here():
    with pytest.raises(law.NotAtThisLevel):
        rules_with().value("sessions.voters_request_share")


def test_a_snapshot_lists_what_concerns_its_level_and_day():
    province = {parameter.key for parameter in rules_with().parameters()}
    commune = {parameter.key for parameter in law.national_rules("commune", DAY).parameters()}
    early = {parameter.key for parameter in law.national_rules("commune", date(2016, 1, 1)).parameters()}

    assert province | commune == {parameter.key for parameter in law.national_book()}
    assert {"sessions.voters_request_share", "organisation.vice_chairs.commune"} <= commune - province
    assert "organisation.vice_chairs.merged_of_three" in province - commune
    assert "complaints.suspension_fields" in commune - early


@pytest.mark.parametrize("level", law.Level)
def test_every_listed_parameter_has_a_ruling(level):
    rules = law.national_rules(level, DAY)

    assert [rules.ruling(parameter.key).set_by_council for parameter in rules.parameters()].count(True) == 0
