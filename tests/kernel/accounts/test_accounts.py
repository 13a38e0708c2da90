"""Sessions, passwords and the end of an account."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kernel.access import Actor, NotPermitted, StepNotAllowed
from kernel.accounts import actions
from kernel.accounts.actions import WrongCredentials
from kernel.accounts.actions.sessions import forget_expired_sessions
from kernel.accounts.actions.signing import own_actor
from kernel.accounts.models import Account, SessionRow
from kernel.accounts.queries import list_sessions
from kernel.accounts.sessions import NobodySignedIn, SessionStore
from kernel.audit.models import AuditEntry
from kernel.live import names
from kernel.live.publishing import redis
from kernel.refusal import NotFound, Refusal
from tenancy.place import entered
from tests.kernel.accounts.people import NOON, PASSWORD, RULES, clerk, delegate, enter, minutes

KEEPER = Actor.system("keeper")
NEW = "một câu hoàn toàn mới"


def is_alive(session: SessionStore) -> bool:
    return SessionStore(session.session_key).find() is not None


def change(session: SessionStore, *, current: str = PASSWORD, new: str = NEW) -> str:
    try:
        actions.change_password(
            session=session, account=session.row.account, current=current, new=new, now=NOON, rules=RULES
        )
    except Refusal as refusal:
        return refusal.code
    return ""


def test_own_sessions_are_listed_last_used_first(council):
    account, other = delegate(), delegate("dbkhac", full_name="Người Khác")
    first, second, _foreign = enter(account), enter(account, now=NOON + minutes(1)), enter(other)

    rows = list_sessions(own_actor(first.row), now=NOON)

    assert rows == [second.row, first.row]


def test_nobody_has_no_sessions(council):
    enter(delegate())

    assert list_sessions(Actor(None, "", None, frozenset()), now=NOON) == []


def test_one_session_is_ended(council):
    account = delegate()
    tablet, phone = enter(account), enter(account)

    actions.end_session(actor=own_actor(phone.row), session_id=tablet.row.pk)

    assert (is_alive(tablet), is_alive(phone)) == (False, True)


def test_session_of_somebody_else_cannot_be_ended(council, other_council):
    mine, theirs = enter(delegate()), enter(delegate("dbkhac", full_name="Người Khác"))
    with entered(other_council):
        far = enter(delegate())

    for session_id in (theirs.row.pk, far.row.pk, uuid4()):
        with pytest.raises(NotFound):
            actions.end_session(actor=own_actor(mine.row), session_id=session_id)

    assert is_alive(theirs)
    with entered(other_council):
        assert is_alive(far)


def test_all_sessions_are_ended_everywhere(council):
    account, other = delegate(), delegate("dbkhac", full_name="Người Khác")
    sessions, foreign = [enter(account) for _ in range(3)], enter(other)

    ended = actions.end_all_sessions(actor=own_actor(sessions[0].row))

    assert (ended, [is_alive(session) for session in sessions], is_alive(foreign)) == (3, [False] * 3, True)


@pytest.mark.parametrize(
    "stop",
    [
        lambda session: actions.sign_out(session=session),
        lambda session: actions.end_session(actor=own_actor(session.row), session_id=session.row.pk),
        lambda session: actions.end_all_sessions(actor=own_actor(session.row)),
        lambda session: actions.lock_account(actor=KEEPER, account=session.row.account, reason="mất máy"),
    ],
)
def test_ended_session_ends_its_live_streams(fresh_council, stop):
    session = enter(delegate())
    revoked = names.revoked_key(fresh_council.key, names.whom_session(str(session.row.pk)))
    assert redis().exists(revoked) == 0

    stop(session)

    assert redis().exists(revoked) == 1


def test_other_sessions_are_ended_and_this_one_stays(council):
    account = delegate()
    here, there = enter(account), enter(account)

    assert actions.end_other_sessions(actor=own_actor(here.row)) == 1
    assert (is_alive(here), is_alive(there)) == (True, False)


def test_new_password_ends_the_other_sessions_and_renews_this_ones_key(council):
    account = delegate()
    here, there = enter(account), enter(account)
    before = here.session_key

    assert change(here) == ""

    assert (is_alive(here), is_alive(there), here.session_key != before) == (True, False, True)
    assert SessionStore(before).find() is None
    with pytest.raises(WrongCredentials):
        enter(account)
    assert enter(account, NEW).row.account == account


def test_wrong_current_password_changes_nothing(council):
    account = delegate()
    here, there = enter(account), enter(account)

    assert change(here, current="không phải câu đó") == "wrong_credentials"

    assert (is_alive(here), is_alive(there)) == (True, True)
    assert Account.objects.get().check_password(PASSWORD) is True


def test_weak_new_password_changes_nothing(council):
    here = enter(delegate())

    assert change(here, new="ngắn") == "weak_password"
    assert Account.objects.get().check_password(PASSWORD) is True


def test_current_password_cannot_be_guessed_from_inside(council):
    here = enter(delegate())

    answers = [change(here, current="không phải câu đó") for _ in range(6)]

    assert answers == ["wrong_credentials"] * 4 + ["locked_out"] * 2


@pytest.mark.parametrize("act", [actions.lock_account, actions.close_account])
def test_locked_or_closed_account_is_out_at_once(council, act):
    account = delegate()
    session = enter(account)

    act(actor=KEEPER, account=account, reason="mất máy")

    assert is_alive(session) is False
    with pytest.raises(WrongCredentials):
        enter(account)
    entry = AuditEntry.objects.filter(reason="mất máy").get()
    assert (entry.object_id, entry.fields) == (str(account.pk), ["state"])


def test_unlocked_account_comes_in_again(council):
    account = delegate()
    actions.lock_account(actor=KEEPER, account=account, reason="mất máy")

    actions.unlock_account(actor=KEEPER, account=account, reason="đã tìm thấy")

    assert enter(account).row.account == account


def test_closed_account_stays_closed(council):
    account = delegate()
    actions.close_account(actor=KEEPER, account=account, reason="hết nhiệm kỳ")

    for act in (actions.lock_account, actions.unlock_account, actions.close_account):
        with pytest.raises(StepNotAllowed):
            act(actor=KEEPER, account=account, reason="thử lại")

    assert Account.objects.get().state == Account.State.CLOSED


def test_delegate_cannot_lock_anybody(council):
    session, other = enter(delegate()), clerk()

    with pytest.raises(NotPermitted):
        actions.lock_account(actor=own_actor(session.row), account=other, reason="thử")

    assert Account.objects.get(pk=other.pk).state == Account.State.ACTIVE


def test_expired_sessions_are_forgotten(council):
    session = enter(delegate())

    assert forget_expired_sessions(now=NOON + minutes(12 * 60 - 1)) == 0
    assert forget_expired_sessions(now=NOON + minutes(12 * 60 + 1)) == 1
    assert SessionRow.objects.count() == 0
    assert is_alive(session) is False


def test_nothing_is_kept_for_nobody(council):
    session = SessionStore()
    session["colour"] = "red"

    with pytest.raises(NobodySignedIn):
        session.save()

    assert SessionRow.objects.count() == 0


def test_session_keeps_its_end_when_data_is_saved(council):
    session = enter(delegate())
    end = SessionRow.objects.get().expire_date
    session["colour"] = "red"

    session.save()

    assert SessionStore(session.session_key)["colour"] == "red"
    assert SessionRow.objects.get().expire_date == end


@pytest.mark.parametrize(
    "changes",
    [
        {"username": "DBHoa"},
        {"username": ""},
        {"email": "Hoa@example.vn"},
        {"username": "ai@example.vn"},
        {"state": "unknown"},
    ],
)
def test_database_refuses_names_that_could_be_two_peoples(council, changes):
    account = delegate()

    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(**changes)
