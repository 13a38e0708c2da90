"""What a change of the rulebook does to open deadlines: both days kept, a told one never shortened, seen before."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from council.roles import Role
from council.rulebook import actions, queries
from council.rulebook.models import DeadlineMove, Override
from council.sessions.models import CouncilSession, Paper
from kernel import clock
from kernel.audit.models import AuditEntry
from tenancy.place import entered
from tests.factories import office
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.testbed.queries import count_queries

KEY = "sessions.papers_before_days.regular"
THURSDAY = 3
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)


def rules():
    return queries.load_rules(level="commune", at=clock.today())


def set_days(days):
    return actions.set_override(
        actor=ADMINISTRATOR,
        key=KEY,
        value=str(days),
        document="Quy chế 7",
        in_force_on=clock.today(),
        now=clock.now(),
        rules=rules(),
    )


@pytest.fixture
def paper(council) -> Paper:
    return office.add_paper(office.plan_session())


def told(paper):
    CouncilSession.objects.filter(pk=paper.session_id).update(convened_on=clock.today(), state="convened")
    return paper


def test_a_new_value_moves_an_open_deadline_and_keeps_both_days(paper):
    before = paper.due_on

    cause = set_days(12)

    paper.refresh_from_db()
    move = DeadlineMove.objects.get()
    assert paper.due_on == move.holds_on == move.after_on < before == move.before_on
    assert (move.cause_id, move.object_id, move.key, move.rule, move.set_by_name) == (
        cause.pk,
        paper.pk,
        KEY,
        "R-SES-13",
        ADMINISTRATOR.name,
    )
    assert "Quy chế 7" in move.why
    assert f"hạn trước là {before:%d/%m/%Y}" in move.sentence
    assert AuditEntry.objects.filter(action="sessions.move_paper_due").count() == 1


def test_a_told_deadline_is_never_shortened(paper):
    before = told(paper).due_on

    set_days(12)

    paper.refresh_from_db()
    move = DeadlineMove.objects.get()
    assert (paper.due_on, move.holds_on, move.is_kept) == (before, before, True)
    assert move.after_on < before
    assert "vẫn giữ" in move.sentence


def test_a_told_deadline_may_become_later(council):
    opening = office.opening_day()
    thursday = opening + timedelta(days=(THURSDAY - opening.weekday()) % 7)  # one day before is no weekend
    paper = office.add_paper(office.plan_session(opens_on=thursday))
    before = told(paper).due_on

    set_days(1)

    paper.refresh_from_db()
    assert paper.due_on == DeadlineMove.objects.get().after_on > before


def test_a_local_day_moves_the_deadline_that_falls_on_it_and_its_removal_moves_it_back(paper):
    before = paper.due_on
    day = actions.set_local_day(
        actor=ADMINISTRATOR,
        day_on=before,
        kind="off",
        name="Ngày hội",
        document="1/QĐ",
        now=clock.now(),
        rules=rules(),
    )
    paper.refresh_from_db()
    assert paper.due_on < before

    actions.remove_local_day(actor=ADMINISTRATOR, day=day, reason="nhầm", now=clock.now(), rules=rules())

    paper.refresh_from_db()
    assert (paper.due_on, DeadlineMove.objects.caused_by(day.pk).count()) == (before, 2)


@pytest.mark.parametrize("state", ["in_progress", "closed", "postponed", "cancelled"])
def test_papers_of_sessions_that_opened_or_will_not_be_held_keep_their_day(paper, state):
    CouncilSession.objects.filter(pk=paper.session_id).update(state=state)

    set_days(12)

    assert (Paper.objects.get().due_on, DeadlineMove.objects.count()) == (paper.due_on, 0)


def test_a_day_that_differs_for_another_reason_is_left_alone(paper):
    Paper.objects.update(due_on=paper.due_on - timedelta(days=3))

    actions.set_override(
        actor=ADMINISTRATOR,
        key="sessions.late_minutes",
        value="6",
        document="Quy chế",
        in_force_on=clock.today(),
        now=clock.now(),
        rules=rules(),
    )

    assert DeadlineMove.objects.count() == 0


def test_weighing_shows_the_moves_and_leaves_no_trace(paper):
    moves = actions.weigh(lambda: set_days(12))

    assert [(move.before_on, move.object_id) for move in moves] == [(paper.due_on, paper.pk)]
    assert not AuditEntry.objects.filter(action="rulebook.set_rule").exists()
    assert (Override.objects.count(), DeadlineMove.objects.count()) == (0, 0)
    assert Paper.objects.get().due_on == paper.due_on


def test_another_councils_papers_stay(paper, other_council):
    with entered(other_council):
        set_days(12)
        assert DeadlineMove.objects.count() == 0

    assert Paper.objects.get().due_on == paper.due_on


def test_the_book_can_neither_be_changed_nor_erased(paper):
    set_days(12)

    for change in (lambda: DeadlineMove.objects.update(why=""), lambda: DeadlineMove.objects.all().delete()):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()
    assert "Quy chế 7" in DeadlineMove.objects.get().why


def test_the_database_refuses_to_shorten_what_was_told(council):
    today = clock.today()
    days = {"before_on": today, "after_on": today - timedelta(days=1), "holds_on": today - timedelta(days=1)}
    row = DeadlineMove(
        cause_id=actor_with(Role.FRONT).account_id, object_id=ADMINISTRATOR.account_id, told_on=today, **days
    )

    with pytest.raises(IntegrityError, match="never_shortens_told"), transaction.atomic():
        row.save()


def test_the_page_asks_before_it_saves_and_saves_when_seen(paper, council):
    client = browser_of(council, Role.ADMINISTRATOR)
    address, typed = (
        f"/quy-dinh/{KEY}/",
        {"value": "12", "document": "Quy chế 7", "in_force_on": clock.today().isoformat()},
    )

    asked = client.post(address, typed)

    page = asked.content.decode()
    assert (asked.status_code, Override.objects.count()) == (200, 0)
    assert f"{paper.due_on:%d/%m/%Y} → " in page
    assert '<input type="hidden" name="document" value="Quy chế 7">' in page
    saved = client.post(address, {**typed, "seen": "yes"})
    assert (saved.status_code, Override.objects.count(), DeadlineMove.objects.count()) == (302, 1, 1)
    assert paper.title in client.get("/quy-dinh/han-tinh-lai/").content.decode()


def test_the_cost_of_a_change_without_effect_does_not_grow_with_papers(council):
    costs = []
    session = office.plan_session()
    for _number in range(2):
        office.add_paper(session)
        with count_queries() as asked:
            set_days(5)
        costs.append(len(asked))

    assert costs[0] == costs[1]
