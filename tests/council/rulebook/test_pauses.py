"""Pausing terms: what a pause does to a term, how it ends, how a wrong one goes, and every refusal without a trace."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from council import law
from council.roles import Role
from council.rulebook import actions, queries
from council.rulebook.models import Pause
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tenancy.place import entered
from tests.factories.actors import actor_with

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
LATER = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)


def rules(at=TODAY):
    return queries.load_rules(level="commune", at=at)


def order(**changes):
    known = {
        "first_on": date(2026, 11, 23),
        "last_on": date(2026, 11, 27),
        "name": " Bão số 10 ",
        "document": " Quyết định 9/QĐ-HĐND ",
        "reason": " Bão đổ bộ ",
    }
    return actions.PauseOrder(**{**known, **changes})


def pause(actor=ADMINISTRATOR, **changes):
    return actions.set_pause(actor=actor, order=order(**changes), rules=rules())


def end(row, **changes):
    known = {"ended_on": date(2026, 11, 27), "document": "Quyết định 10/QĐ-HĐND", "now": LATER, "actor": ADMINISTRATOR}
    return actions.end_pause(pause=row, rules=rules(), **{**known, **changes})


def due_of_term(at=TODAY):
    key = next(p.key for p in law.national_book() if p.topic == "complaints" and p.direction is law.Direction.FORWARD)
    return law.due(key, base_on=TODAY, rules=rules(at), binding=False)


def test_a_pause_lengthens_terms_and_says_so(council):
    before = due_of_term()

    row = pause()

    after = due_of_term()
    assert after.due_on > before.due_on
    assert "Bão số 10, Quyết định 9/QĐ-HĐND" in str(after.why)
    assert (row.name, row.reason, row.set_by, row.set_by_name) == (
        "Bão số 10",
        "Bão đổ bộ",
        ADMINISTRATOR.account_id,
        ADMINISTRATOR.name,
    )
    assert AuditEntry.objects.get().action == "rulebook.set_pause"


def test_a_pause_of_other_topics_changes_nothing(council):
    before = due_of_term()

    pause(topics=["petitions"])

    assert due_of_term().due_on == before.due_on
    assert rules().pauses[0].topics == {"petitions"}


def test_an_open_pause_runs_to_the_day_of_the_snapshot(council):
    pause(first_on=date(2026, 11, 20), last_on=None)

    assert [rules(at).pauses[0].last_on for at in (TODAY, date(2026, 12, 1))] == [TODAY, date(2026, 12, 1)]
    assert rules(date(2026, 11, 1)).pauses[0].last_on == date(2026, 11, 20)


def test_an_open_pause_is_ended_by_a_document_and_keeps_what_was_written(council):
    row = end(pause(last_on=None))

    kept = Pause.objects.get()
    assert (kept.last_on, kept.until_on, kept.document, kept.ended_document) == (
        None,
        date(2026, 11, 27),
        "Quyết định 9/QĐ-HĐND",
        "Quyết định 10/QĐ-HĐND",
    )
    assert (kept.ended_at, kept.ended_by, row.ended_by_name) == (LATER, ADMINISTRATOR.account_id, ADMINISTRATOR.name)
    assert rules(date(2026, 12, 9)).pauses[0].last_on == date(2026, 11, 27)


def test_a_known_end_may_come_earlier(council):
    row = end(pause(last_on=date(2026, 12, 20)), ended_on=date(2026, 11, 26))

    assert (row.last_on, row.until_on) == (date(2026, 12, 20), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"actor": actor_with(Role.OFFICE_CHIEF)}, NotPermitted),
        ({"actor": actor_with(Role.COUNCIL_CHAIR)}, NotPermitted),
        ({"last_on": date(2026, 11, 22)}, law.PauseNotAllowed),
        ({"document": " "}, actions.DocumentMissing),
        ({"reason": " "}, actions.ReasonMissing),
    ],
)
def test_a_refused_pause_changes_nothing(council, changes, refusal):
    with pytest.raises(refusal):
        pause(**changes)

    assert (Pause.objects.count(), AuditEntry.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"actor": actor_with(Role.OFFICE_STAFF)}, NotPermitted),
        ({"ended_on": date(2026, 11, 25)}, actions.EndsBeforeYesterday),
        ({"ended_on": date(2026, 12, 20)}, actions.EndsLater),
        ({"document": ""}, actions.DocumentMissing),
        ({"now": datetime(2026, 12, 22, 3, 0, tzinfo=UTC)}, actions.PauseOver),
    ],
)
def test_a_refused_end_changes_nothing(council, changes, refusal):
    row = pause(last_on=date(2026, 12, 20))

    with pytest.raises(refusal):
        end(row, **changes)

    assert (Pause.objects.get().ended_on, AuditEntry.objects.count()) == (None, 1)


def test_a_pause_that_has_not_begun_is_removed_and_not_ended(council):
    row = pause(first_on=date(2026, 12, 10), last_on=None)

    with pytest.raises(actions.EndsLater):
        end(row)


def test_ending_twice_is_refused(council):
    row = end(pause(last_on=None))

    with pytest.raises(actions.PauseOver):
        end(row)


def test_a_removed_pause_stays_with_its_reason_and_stops_nothing(council):
    before, row = due_of_term(), pause()

    actions.remove_pause(actor=ADMINISTRATOR, pause=row, reason=" ghi nhầm ", now=NOW, rules=rules())

    kept = Pause.objects.get()
    assert (kept.removed_at, kept.removed_by, kept.removed_reason) == (NOW, ADMINISTRATOR.account_id, "ghi nhầm")
    assert (due_of_term().due_on, rules().pauses) == (before.due_on, ())
    for again in (lambda: end(row), lambda: queries.get_pause(ADMINISTRATOR, row.id)):
        with pytest.raises(NotFound):
            again()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"actor": actor_with(Role.DELEGATE)}, NotPermitted), ({"reason": " "}, actions.ReasonMissing)],
)
def test_a_refused_removal_changes_nothing(council, changes, refusal):
    row = pause()
    known = {"actor": ADMINISTRATOR, "pause": row, "reason": "nhầm", "now": NOW, "rules": rules()}

    with pytest.raises(refusal):
        actions.remove_pause(**{**known, **changes})

    assert Pause.objects.kept().count() == 1


def test_another_council_knows_nothing_of_a_pause(council, other_council):
    pause()

    with entered(other_council):
        assert (rules().pauses, queries.list_pauses(ADMINISTRATOR)) == ((), [])


def test_agencies_do_not_read_pauses(council):
    for call in (queries.list_pauses, queries.list_moves, lambda actor: queries.get_pause(actor, pause().id)):
        with pytest.raises(NotPermitted):
            call(actor_with(Role.AGENCY))


@pytest.mark.parametrize("broken", [{"last_on": YESTERDAY}, {"document": ""}, {"reason": ""}, {"ended_on": TODAY}])
def test_the_database_refuses_a_pause_without_sense(council, broken):
    row = Pause(**{"first_on": TODAY, "name": "Bão", "document": "1/QĐ", "reason": "Bão", **broken})

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    assert Pause.objects.count() == 0
