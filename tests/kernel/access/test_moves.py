"""Rights moved in one place: proposed, confirmed by a second person, counted at once, undone; never beyond the law."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from council.documents.permissions import Can
from council.people.permissions import Can as People
from council.roles import Role
from council.sessions.permissions import Can as Sessions
from kernel.access import NotPermitted, StepNotAllowed, actor_of, hold, may
from kernel.access.actions import (
    AlreadyMoved,
    DayPassed,
    LastRole,
    MoveReasonMissing,
    NotMovable,
    Wanted,
    confirm_move,
    propose_move,
    refuse_move,
    simplify,
    undo_move,
    withdraw_move,
)
from kernel.access.book import BOOK, Described
from kernel.access.models import RightMove
from kernel.access.permissions import Can as Access
from kernel.access.queries import is_simplified, roles_with
from kernel.access.workflow import STEPS, Effect, MoveState
from kernel.audit.models import AuditEntry
from tenancy.place import entered
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.kernel.accounts.people import delegate
from tests.testbed.queries import count_queries
from tests.testbed.threads import together

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ADMINISTRATOR, VICE = actor_with(Role.ADMINISTRATOR), actor_with(Role.COUNCIL_VICE_CHAIR)
CHAIR = actor_with(Role.COUNCIL_CHAIR)
GIVE_DRAFT = Wanted(Effect.GIVE, Role.COMMITTEE_HEAD, Can.DRAFT)
TAKE_PLAN = Wanted(Effect.TAKE, Role.OFFICE_STAFF, Sessions.PLAN)
MAY_PROPOSE = {Role.ADMINISTRATOR, Role.OFFICE_CHIEF, Role.COUNCIL_VICE_CHAIR, "system"}
MAY_CONFIRM = {Role.COUNCIL_CHAIR, Role.OFFICE_CHIEF, Role.COUNCIL_VICE_CHAIR}


def propose(wanted=GIVE_DRAFT, actor=ADMINISTRATOR, **changes) -> RightMove:
    known = {"reason": "Theo Quy chế làm việc", "from_on": TODAY, "now": NOW}
    return propose_move(actor=actor, wanted=wanted, **{**known, **changes})


def in_force(wanted=GIVE_DRAFT, **changes) -> RightMove:
    move = propose(wanted, **changes)
    return move if move.state == MoveState.IN_FORCE else confirm_move(actor=VICE, move=move, now=NOW)


def holder_of(*roles: str):
    account = delegate(roles=[])
    for role in roles:
        hold(account=account, role=role, from_on=TODAY - timedelta(days=9), source=f"post:{role}")
    return account


def may_draft(account, on=TODAY) -> bool:
    return may(actor_of(account, on=on), Can.DRAFT)


def test_a_right_counts_from_the_second_persons_word(council):
    head = holder_of(Role.COMMITTEE_HEAD)

    move = propose()
    before = may_draft(head)
    confirm_move(actor=VICE, move=move, now=NOW)

    assert (before, may_draft(head)) == (False, True)
    move.refresh_from_db()
    assert (move.state, move.decided_by, move.proposed_by) == ("in_force", VICE.account_id, ADMINISTRATOR.account_id)
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True))[-2:] == [
        "access.propose_move",
        "access.confirm_move",
    ]


def test_a_right_taken_away_is_gone(council):
    staff = holder_of(Role.OFFICE_STAFF)

    in_force(TAKE_PLAN)

    assert may(actor_of(staff, on=TODAY), Sessions.PLAN) is False
    assert may(actor_of(staff, on=TODAY), Sessions.EDIT_AGENDA) is True
    assert Role.OFFICE_STAFF not in roles_with(Sessions.PLAN, on=TODAY)


def test_another_role_of_the_same_person_still_gives_the_right(council):
    both = holder_of(Role.OFFICE_STAFF, Role.OFFICE_CHIEF)

    in_force(TAKE_PLAN)

    assert may(actor_of(both, on=TODAY), Sessions.PLAN) is True


def test_undoing_returns_to_the_tables_at_once_and_stays_in_the_history(council):
    head = holder_of(Role.COMMITTEE_HEAD)
    move = in_force()

    undo_move(actor=ADMINISTRATOR, move=move, reason="Hết đợt việc", now=NOW)

    assert may_draft(head) is False
    kept = RightMove.objects.get()
    assert (kept.state, kept.end_reason, kept.ended_by_name) == ("undone", "Hết đợt việc", ADMINISTRATOR.name)


def test_a_right_of_a_later_day_counts_on_that_day(council):
    head = holder_of(Role.COMMITTEE_HEAD)
    in_force(from_on=TODAY + timedelta(days=3))

    assert [may_draft(head, TODAY + timedelta(days=days)) for days in (0, 2, 3)] == [False, False, True]


def test_confirmed_late_it_never_counts_for_days_that_are_over(council):
    move = propose()

    confirm_move(actor=VICE, move=move, now=NOW + timedelta(days=5))

    assert RightMove.objects.get().from_on == TODAY + timedelta(days=5)


def test_what_touches_no_content_moves_by_one_person(council):
    move = propose(Wanted(Effect.GIVE, Role.EDITOR, People.READ))

    assert (move.state, move.decided_by) == (MoveState.IN_FORCE, ADMINISTRATOR.account_id)


def test_what_another_council_moved_counts_there_only(council, other_council):
    with entered(other_council):
        in_force()

    assert may_draft(holder_of(Role.COMMITTEE_HEAD)) is False
    assert RightMove.objects.count() == 0


@pytest.mark.parametrize("moves", [0, 3])
def test_an_actor_costs_one_query_however_much_was_moved(council, moves):
    account = holder_of(Role.COMMITTEE_HEAD, Role.OFFICE_STAFF)
    for wanted in [GIVE_DRAFT, TAKE_PLAN, Wanted(Effect.TAKE, Role.OFFICE_STAFF, Sessions.RELEASE)][:moves]:
        in_force(wanted)

    with count_queries() as asked:
        actor_of(account, on=TODAY)

    assert len(asked) == 1


# -- what is refused, and changes nothing ------------------------------------------------------------------------------


def refused(exception, act) -> None:
    before = list(RightMove.objects.values_list("id", "state", "version")), AuditEntry.objects.count()
    with pytest.raises(exception):
        act()
    assert (list(RightMove.objects.values_list("id", "state", "version")), AuditEntry.objects.count()) == before


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_who_may_propose_and_who_may_confirm(council, role):
    actor = actor_with(role)
    move = propose()
    wanted = Wanted(Effect.GIVE, Role.COMMITTEE_MEMBER, Can.DRAFT)

    assert may(actor, Access.PROPOSE, RightMove(role=Role.COMMITTEE_MEMBER)) is (role in MAY_PROPOSE)
    if role not in MAY_PROPOSE:
        refused(NotPermitted, lambda: propose(wanted, actor))
    if role not in MAY_CONFIRM:
        refused(NotPermitted, lambda: confirm_move(actor=actor, move=move, now=NOW))
        refused(NotPermitted, lambda: refuse_move(actor=actor, move=move, reason="Không", now=NOW))


def test_an_administrator_gives_himself_no_content_alone(council):
    clever = actor_with(Role.ADMINISTRATOR, Role.COMMITTEE_HEAD)
    move = propose()

    refused(NotPermitted, lambda: propose(Wanted(Effect.GIVE, Role.COMMITTEE_HEAD, Can.DRAFT), clever))
    refused(NotPermitted, lambda: confirm_move(actor=clever, move=move, now=NOW))


@pytest.mark.parametrize("own", [Role.COMMITTEE_HEAD])
def test_nobody_confirms_for_a_role_of_his_own(council, own):
    move = propose()

    refused(NotPermitted, lambda: confirm_move(actor=actor_with(Role.OFFICE_CHIEF, own), move=move, now=NOW))


def test_who_proposed_does_not_confirm(council):
    chief = actor_with(Role.OFFICE_CHIEF)
    move = propose(actor=chief)

    refused(NotPermitted, lambda: confirm_move(actor=chief, move=move, now=NOW))


FIXED = [
    Wanted(Effect.GIVE, Role.OFFICE_CHIEF, Sessions.VOTE),
    Wanted(Effect.GIVE, Role.OFFICE_STAFF, Can.SIGN),
    Wanted(Effect.TAKE, Role.DELEGATE, Sessions.VOTE),
    Wanted(Effect.GIVE, Role.ADMINISTRATOR, Access.CONFIRM),
    Wanted(Effect.GIVE, Role.ADMINISTRATOR, Can.DRAFT),
    Wanted(Effect.TAKE, Role.OFFICE_CHIEF, Can.DRAFT),
    Wanted(Effect.SIMPLIFY, Role.COMMITTEE_HEAD, Can.DRAFT),
]


@pytest.mark.parametrize("wanted", FIXED, ids=lambda wanted: f"{wanted.effect} {wanted.role} {wanted.capability}")
def test_what_the_law_fixes_is_not_moved(council, wanted):
    refused(NotMovable, lambda: propose(wanted, VICE))


@pytest.mark.parametrize(
    ("changes", "exception"),
    [
        ({"reason": "  "}, MoveReasonMissing),
        ({"from_on": TODAY - timedelta(days=1)}, DayPassed),
        ({"wanted": Wanted(Effect.GIVE, Role.COMMITTEE_HEAD, Can.DRAFT)}, AlreadyMoved),
    ],
)
def test_what_is_typed_wrong_is_refused(council, changes, exception):
    if exception is AlreadyMoved:
        propose()

    refused(exception, lambda: propose(**changes))


def test_what_is_in_force_is_not_proposed_again(council):
    in_force()

    refused(AlreadyMoved, propose)


def test_the_last_role_keeps_its_right(council, monkeypatch):
    lone = Described("Ký", away=frozenset({Role.RECORDS_CLERK}))
    monkeypatch.setitem(BOOK.described, str(Can.ISSUE), lone)

    refused(LastRole, lambda: propose(Wanted(Effect.TAKE, Role.RECORDS_CLERK, Can.ISSUE)))


NUMBERING = (Role.OFFICE_CHIEF, Role.ADMINISTRATOR)  # who sets the numbering by the tables, and nobody else


@pytest.fixture
def takable(monkeypatch):
    """A right that the law lets a council take from each of the two roles that have it, and give to one more."""
    loose = Described("Đánh số", to=frozenset({Role.RECORDS_CLERK}), away=frozenset(NUMBERING))
    monkeypatch.setitem(BOOK.described, str(Can.SET_NUMBERING), loose)
    return [Wanted(Effect.TAKE, role, Can.SET_NUMBERING) for role in NUMBERING]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("days", [(0, 0), (3, 0), (0, 3), (3, 5)])
def test_two_proposals_together_do_not_take_a_rights_last_roles(council, takable, order, days):
    moves = [
        propose(wanted, VICE, from_on=TODAY + timedelta(days=days[number])) for number, wanted in enumerate(takable)
    ]
    first, second = (moves[number] for number in order)
    confirm_move(actor=CHAIR, move=first, now=NOW)

    refused(LastRole, lambda: confirm_move(actor=CHAIR, move=second, now=NOW))

    assert roles_with(Can.SET_NUMBERING, on=TODAY + timedelta(days=9)) == [second.role]


def test_the_second_is_confirmed_once_a_third_role_has_the_right(council, takable):
    first, second = (propose(wanted, VICE) for wanted in takable)
    in_force(Wanted(Effect.GIVE, Role.RECORDS_CLERK, Can.SET_NUMBERING))
    for move in (first, second):
        confirm_move(actor=CHAIR, move=move, now=NOW)

    assert roles_with(Can.SET_NUMBERING, on=TODAY) == [Role.RECORDS_CLERK]


def test_a_right_that_only_comes_later_does_not_fill_the_days_before(council, takable):
    first, second = (propose(wanted, VICE) for wanted in takable)
    in_force(Wanted(Effect.GIVE, Role.RECORDS_CLERK, Can.SET_NUMBERING), from_on=TODAY + timedelta(days=2))
    confirm_move(actor=CHAIR, move=first, now=NOW)

    refused(LastRole, lambda: confirm_move(actor=CHAIR, move=second, now=NOW))


def test_a_given_right_is_not_undone_while_every_other_role_has_lost_it(council, takable):
    given = in_force(Wanted(Effect.GIVE, Role.RECORDS_CLERK, Can.SET_NUMBERING))
    for wanted in takable:
        confirm_move(actor=CHAIR, move=propose(wanted, VICE), now=NOW)

    refused(LastRole, lambda: undo_move(actor=VICE, move=given, reason="Thôi", now=NOW))

    assert roles_with(Can.SET_NUMBERING, on=TODAY) == [Role.RECORDS_CLERK]


def test_two_who_confirm_at_the_same_moment_leave_the_right_with_somebody(fresh_council, takable):
    moves = [propose(wanted, VICE) for wanted in takable]

    results = together(fresh_council, [partial(confirm_move, actor=CHAIR, move=move, now=NOW) for move in moves])

    assert sorted(type(result).__name__ for result in results) == ["LastRole", "RightMove"]
    assert len(roles_with(Can.SET_NUMBERING, on=TODAY)) == 1


ENDS = {
    "refuse": lambda move: refuse_move(actor=VICE, move=move, reason="Không cần", now=NOW),
    "withdraw": lambda move: withdraw_move(actor=ADMINISTRATOR, move=move, reason="Nhầm", now=NOW),
    "undo": lambda move: undo_move(actor=ADMINISTRATOR, move=move, reason="Thôi", now=NOW),
    "confirm": lambda move: confirm_move(actor=VICE, move=move, now=NOW),
}


@pytest.mark.parametrize("state", list(MoveState))
@pytest.mark.parametrize("name", list(ENDS))
def test_each_step_in_each_state(council, name, state):
    move = propose()
    RightMove.objects.filter(pk=move.pk).update(state=state)

    if state in STEPS[name].sources:
        assert ENDS[name](move).state == STEPS[name].target
    else:
        refused(StepNotAllowed, lambda: ENDS[name](move))


@pytest.mark.parametrize("name", ["refuse", "withdraw", "undo"])
def test_a_step_back_needs_its_reason(council, name):
    move = in_force() if name == "undo" else propose()
    act = {"refuse": refuse_move, "withdraw": withdraw_move, "undo": undo_move}[name]
    actor = VICE if name == "refuse" else ADMINISTRATOR

    refused(MoveReasonMissing, lambda: act(actor=actor, move=move, reason=" ", now=NOW))


def test_a_refused_proposal_may_be_made_again(council):
    refuse_move(actor=VICE, move=propose(), reason="Chưa cần", now=NOW)

    assert propose().state == MoveState.PROPOSED


# -- a simplified office -----------------------------------------------------------------------------------------------


def test_a_simplified_office_counts_after_a_second_persons_word_and_can_be_undone(council):
    clerk = holder_of(Role.RECORDS_CLERK)
    move = simplify(actor=ADMINISTRATOR, reason="Xã có một công chức", from_on=TODAY, now=NOW)
    states = [actor_of(clerk, on=TODAY).simplified]
    confirm_move(actor=VICE, move=move, now=NOW)
    states += [actor_of(clerk, on=TODAY).simplified, is_simplified(TODAY)]
    undo_move(actor=ADMINISTRATOR, move=move, reason="Đã đủ người", now=NOW)
    states += [actor_of(clerk, on=TODAY).simplified, is_simplified(TODAY)]

    assert states == [False, True, True, False, False]


def test_a_simplified_office_is_asked_for_once(council):
    simplify(actor=ADMINISTRATOR, reason="Xã có một công chức", from_on=TODAY, now=NOW)

    refused(AlreadyMoved, lambda: simplify(actor=ADMINISTRATOR, reason="Lại", from_on=TODAY, now=NOW))
    refused(NotPermitted, lambda: simplify(actor=actor_with(Role.EDITOR), reason="Lại", from_on=TODAY, now=NOW))
