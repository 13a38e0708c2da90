"""Setting and ending a council's own values, local days, and every refusal without a trace."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from council import law
from council.roles import Role
from council.rulebook import actions, queries
from council.rulebook.models import DayOff, Override
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tenancy.place import entered
from tests.factories.actors import actor_with

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)  # 01:30 on the 22nd in Vietnam
TODAY = date(2026, 11, 22)
KEY = "sessions.papers_before_days.regular"
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)
DOCUMENT = "Nghị quyết 05/NQ-HĐND"


def set_rule(**changes):
    known = {
        "actor": ADMINISTRATOR,
        "key": KEY,
        "value": " 7 ",
        "document": f" {DOCUMENT} ",
        "in_force_on": TODAY,
        "now": NOW,
    }
    return actions.set_override(**{"rules": rules(), **known, **changes})


def end_rule(**changes):
    known = {"actor": ADMINISTRATOR, "key": KEY, "document": DOCUMENT, "in_force_on": TODAY, "now": NOW}
    return actions.end_override(**{"rules": rules(), **known, **changes})


def set_day(**changes):
    known = {
        "actor": ADMINISTRATOR,
        "day_on": date(2026, 12, 25),
        "kind": "off",
        "name": "Ngày hội xã",
        "document": DOCUMENT,
        "now": NOW,
    }
    return actions.set_local_day(**{"rules": rules(), **known, **changes})


def rules(at=TODAY):
    return queries.load_rules(level="commune", at=at)


def test_an_own_value_holds_from_its_day(council):
    set_rule(in_force_on=date(2026, 12, 1))

    assert [rules(at).value(KEY) for at in (date(2026, 11, 30), date(2026, 12, 1))] == [5, 7]
    assert str(rules(date(2026, 12, 1)).source(KEY)) == DOCUMENT


def test_an_own_value_is_kept_with_who_set_it_and_audited(council):
    row = set_rule(reason=" theo quy chế mới ")

    kept = Override.objects.get()
    assert (kept.value, kept.document, kept.set_by, kept.set_by_name, kept.reason) == (
        "7",
        DOCUMENT,
        ADMINISTRATOR.account_id,
        ADMINISTRATOR.name,
        "theo quy chế mới",
    )
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.fields) == ("rulebook.set_rule", str(row.id), ["value"])


def test_another_council_keeps_the_national_value(council, other_council):
    set_rule()

    with entered(other_council):
        assert (rules().value(KEY), Override.objects.count()) == (5, 0)
    assert rules().value(KEY) == 7


def test_ending_gives_the_national_value_back_and_keeps_the_history(council):
    set_rule()
    end_rule(in_force_on=date(2026, 12, 1))

    assert [rules(at).value(KEY) for at in (TODAY, date(2026, 12, 1))] == [7, 5]
    assert [row.state for row in Override.objects.in_order()] == ["set", "ended"]
    assert sorted(AuditEntry.objects.values_list("action", flat=True)) == ["rulebook.end_rule", "rulebook.set_rule"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"actor": actor_with(Role.OFFICE_CHIEF)}, NotPermitted),
        ({"actor": actor_with(Role.COUNCIL_CHAIR)}, NotPermitted),
        ({"key": "sessions.quorum", "value": "1/2"}, law.OverrideNotAllowed),
        ({"key": "sessions.nothing"}, law.UnknownParameter),
        ({"value": "bảy"}, law.NotAValue),
        ({"value": "31"}, law.OutOfBounds),
        ({"document": "  "}, actions.DocumentMissing),
        ({"in_force_on": date(2026, 11, 21)}, actions.InForceInPast),
    ],
)
def test_a_refused_value_changes_nothing(council, changes, refusal):
    with pytest.raises(refusal):
        set_rule(**changes)

    assert (Override.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"actor": actor_with(Role.OFFICE_CHIEF)}, NotPermitted),
        ({"key": "sessions.quorum"}, law.OverrideNotAllowed),
        ({"key": "votes.options"}, actions.NothingToEnd),
        ({"document": ""}, actions.DocumentMissing),
        ({"in_force_on": date(2026, 11, 21)}, actions.InForceInPast),
    ],
)
def test_a_refused_end_changes_nothing(council, changes, refusal):
    set_rule()

    with pytest.raises(refusal):
        end_rule(**changes)

    assert Override.objects.count() == 1


def test_ending_twice_is_refused(council):
    set_rule()
    end_rule()

    with pytest.raises(actions.NothingToEnd):
        end_rule()


def test_the_history_can_neither_be_changed_nor_erased(council):
    set_rule()

    for change in (lambda: Override.objects.update(value="9"), lambda: Override.objects.all().delete()):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
    assert Override.objects.get().value == "7"


@pytest.mark.parametrize("broken", [{"value": ""}, {"state": "ended"}, {"document": ""}])
def test_the_database_refuses_a_row_without_sense(council, broken):
    row = Override(**{"key": KEY, "value": "7", "document": DOCUMENT, "in_force_on": TODAY, **broken})

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert Override.objects.count() == 0


def test_a_local_day_off_moves_terms(council):
    set_day()

    calendar = rules().calendar
    assert law.add_working_days(date(2026, 12, 24), 1, calendar) == date(2026, 12, 28)
    assert calendar.name_of(date(2026, 12, 25)) == "Ngày hội xã"
    assert AuditEntry.objects.get().action == "rulebook.set_day"


def test_a_local_working_saturday_counts(council):
    set_day(day_on=date(2026, 12, 26), kind="work", name="Trực tiếp dân")

    assert law.add_working_days(date(2026, 12, 25), 1, rules().calendar) == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"actor": actor_with(Role.OFFICE_STAFF)}, NotPermitted),
        ({"day_on": date(2027, 9, 2), "kind": "work"}, law.LocalDayNotAllowed),
        ({"day_on": date(2026, 12, 26)}, law.LocalDayNotAllowed),
        ({"day_on": date(2026, 11, 20)}, actions.InForceInPast),
        ({"document": " "}, actions.DocumentMissing),
    ],
)
def test_a_refused_day_changes_nothing(council, changes, refusal):
    with pytest.raises(refusal):
        set_day(**changes)

    assert (DayOff.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_the_same_day_twice_is_refused(council):
    set_day()

    with pytest.raises(actions.DayTaken):
        set_day(name="Lần nữa")

    assert [day.name for day in DayOff.objects.all()] == ["Ngày hội xã"]


def test_a_removed_day_stays_with_its_reason_and_may_be_set_again(council):
    day = set_day()

    actions.remove_local_day(actor=ADMINISTRATOR, day=day, reason=" nhầm ", now=NOW, rules=rules())

    assert rules().calendar.is_working(date(2026, 12, 25)) is True
    kept = DayOff.objects.get()
    assert (kept.removed_at, kept.removed_by, kept.removed_reason) == (NOW, ADMINISTRATOR.account_id, "nhầm")
    set_day(name="Lần hai")
    assert DayOff.objects.kept().get().name == "Lần hai"


def test_removing_twice_looks_like_nothing_there(council):
    day = set_day()
    actions.remove_local_day(actor=ADMINISTRATOR, day=day, reason="nhầm", now=NOW, rules=rules())

    with pytest.raises(NotFound):
        actions.remove_local_day(actor=ADMINISTRATOR, day=day, reason="nhầm", now=NOW, rules=rules())


def test_removing_needs_a_reason(council):
    day = set_day()

    with pytest.raises(actions.ReasonMissing):
        actions.remove_local_day(actor=ADMINISTRATOR, day=day, reason="  ", now=NOW, rules=rules())

    assert DayOff.objects.kept().count() == 1


def test_removing_needs_the_right(council):
    day = set_day()

    with pytest.raises(NotPermitted):
        actions.remove_local_day(actor=actor_with(Role.DELEGATE), day=day, reason="", now=NOW, rules=rules())

    assert DayOff.objects.kept().count() == 1
