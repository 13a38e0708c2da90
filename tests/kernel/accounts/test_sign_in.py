"""Coming in with a password: who may, what a stranger learns, what guessing costs."""

import pytest

from kernel.accounts import actions
from kernel.accounts.actions import WrongCredentials
from kernel.accounts.models import Account, SessionRow, WrongTries
from kernel.accounts.sessions import SessionStore
from kernel.accounts.tries import LockedOut, WrongAnswer, forget_old_tries
from kernel.audit.models import AuditEntry
from kernel.refusal import Refusal
from tenancy.place import entered
from tests.kernel.accounts.people import HALL, NOON, PASSWORD, RULES, clerk, delegate, enter, minutes
from tests.testbed.threads import together


def attempt(name: str, password: str, *, now=NOON) -> Refusal | SessionRow:
    """What a sign-in answers."""
    try:
        return actions.sign_in(session=SessionStore(), name=name, password=password, browser=HALL, now=now, rules=RULES)
    except Refusal as refusal:
        return refusal


def answer(name: str, password: str, *, now=NOON) -> tuple[str, str]:
    """What a stranger sees of it."""
    refusal = attempt(name, password, now=now)
    assert isinstance(refusal, Refusal)
    return refusal.code, str(refusal.message)


def audited(council) -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


@pytest.mark.parametrize("typed", ["dbhoa", " DBHoa ", "hoa@example.vn", "HOA@EXAMPLE.VN"])
def test_sign_in_with_name_or_address_in_any_case(council, typed):
    account = delegate(email="hoa@example.vn")

    row = attempt(typed, PASSWORD)

    assert (row.account, row.state, row.second_factor_at) == (account, SessionRow.State.OPEN, None)
    assert (row.ip, row.device, row.last_seen_at) == (HALL.ip, HALL.device, NOON)
    assert audited(council) == ["accounts.sign_in"]


def test_sign_in_of_staff_opens_half(council):
    row = enter(clerk()).row

    assert row.state == SessionRow.State.HALF


def test_sign_in_of_a_delegate_with_a_phone_opens_half(council):
    row = enter(delegate(totp_key="00" * 20)).row

    assert row.state == SessionRow.State.HALF


def test_wrong_password_opens_nothing_and_is_audited_without_it(council):
    delegate()

    assert answer("dbhoa", "mật khẩu bí mật sai")[0] == "wrong_credentials"

    assert SessionRow.objects.count() == 0
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.reason) == ("accounts.wrong_answer", "password")


def test_stranger_cannot_tell_who_exists(council):
    delegate("dbhoa")
    delegate("dbdong", full_name="Lê Văn Đông")
    Account.objects.filter(username="dbdong").update(state=Account.State.CLOSED)

    answers = {
        answer("dbhoa", "sai mật khẩu rồi"),
        answer("khongco", "sai mật khẩu rồi"),
        answer("dbdong", PASSWORD),
    }

    assert len(answers) == 1


def test_stranger_cannot_tell_who_exists_by_being_locked(council):
    delegate("dbhoa")

    known = [answer("dbhoa", "sai mật khẩu rồi") for _ in range(6)]
    unknown = [answer("khongco", "sai mật khẩu rồi") for _ in range(6)]

    assert known == unknown
    assert [code for code, _message in known] == ["wrong_credentials"] * 4 + ["locked_out"] * 2


@pytest.mark.parametrize("state", [Account.State.INVITED, Account.State.LOCKED, Account.State.CLOSED])
def test_only_an_active_account_comes_in(council, state):
    account = delegate()
    Account.objects.filter(pk=account.pk).update(state=state)

    assert answer("dbhoa", PASSWORD)[0] == "wrong_credentials"
    assert SessionRow.objects.count() == 0


def test_hashing_is_done_once_for_known_and_unknown_names(council, settings):
    settings.PASSWORD_HASHERS = ["tests.kernel.accounts.counting.CountingHasher"]
    from tests.kernel.accounts.counting import CountingHasher

    delegate("dbhoa")
    costs = []
    for name in ("dbhoa", "khongco"):
        before = CountingHasher.hashed
        attempt(name, "sai mật khẩu rồi")
        costs.append(CountingHasher.hashed - before)

    assert costs == [1, 1]


def test_five_wrong_passwords_lock_even_the_right_one_for_fifteen_minutes(council):
    delegate()
    for _ in range(5):
        attempt("dbhoa", "sai mật khẩu rồi")

    assert answer("dbhoa", PASSWORD, now=NOON + minutes(14.9))[0] == "locked_out"
    assert isinstance(attempt("dbhoa", PASSWORD, now=NOON + minutes(15)), SessionRow)


def test_lock_tells_how_long(council):
    delegate()
    for _ in range(5):
        attempt("dbhoa", "sai mật khẩu rồi")

    with pytest.raises(LockedOut, match="15 phút"):
        enter(Account.objects.get(username="dbhoa"), now=NOON)


def test_lock_of_a_name_covers_every_way_of_typing_it(council):
    delegate()
    for typed in ("dbhoa", "DBHOA", " dbhoa", "dbhoa ", "DbHoa"):
        attempt(typed, "sai mật khẩu rồi")

    assert answer("dbhoa", PASSWORD)[0] == "locked_out"


def test_user_name_and_mail_address_are_counted_as_one_account(council):
    delegate(email="hoa@example.vn")
    for typed in ("dbhoa", "hoa@example.vn", "dbhoa", "hoa@example.vn", "HOA@example.vn"):
        attempt(typed, "sai mật khẩu rồi")

    assert answer("dbhoa", PASSWORD)[0] == answer("hoa@example.vn", PASSWORD)[0] == "locked_out"
    assert WrongTries.objects.count() == 1


def test_wrong_present_password_counts_with_the_wrong_ones_at_the_door(council):
    session = enter(account := delegate(email="hoa@example.vn"))
    for _ in range(4):
        attempt("hoa@example.vn", "sai mật khẩu rồi")

    with pytest.raises(LockedOut):
        actions.change_password(
            session=session, account=account, current="sai", new="một câu mới thật dài", now=NOON, rules=RULES
        )


def test_name_that_looks_like_an_account_locks_nobody_out(council):
    account = delegate()
    for _ in range(5):
        attempt(f"account:{account.pk}", "sai mật khẩu rồi")

    assert isinstance(attempt("dbhoa", PASSWORD), SessionRow)


def test_right_password_forgets_the_wrong_ones_before(council):
    account = delegate()
    for _ in range(4):
        attempt("dbhoa", "sai mật khẩu rồi")
    enter(account)

    assert answer("dbhoa", "sai mật khẩu rồi")[0] == "wrong_credentials"
    assert WrongTries.objects.get().failures == 1


def test_lock_in_one_council_leaves_the_other_open(council, other_council):
    delegate()
    for _ in range(5):
        attempt("dbhoa", "sai mật khẩu rồi")

    with entered(other_council):
        delegate()
        assert isinstance(attempt("dbhoa", PASSWORD), SessionRow)


def test_count_keeps_no_name(council):
    attempt("dbhoa", "sai mật khẩu rồi")

    assert "dbhoa" not in str(WrongTries.objects.values().get())


def test_refused_sign_in_keeps_its_count_when_two_guess_at_once(fresh_council):
    delegate()

    answers = together(fresh_council, [lambda: attempt("dbhoa", "sai mật khẩu rồi")] * 8)

    codes = sorted(refusal.code for refusal in answers)
    assert codes == ["locked_out"] * 4 + ["wrong_credentials"] * 4


def test_old_counts_are_forgotten_after_a_day(council):
    attempt("dbhoa", "sai mật khẩu rồi")

    assert forget_old_tries(now=NOON + minutes(24 * 60)) == 0
    assert forget_old_tries(now=NOON + minutes(24 * 60 + 1)) == 1


def test_new_session_never_takes_over_a_key_from_the_browser(council):
    victim, attacker = delegate("dbhoa"), delegate("dbgian", full_name="Lê Văn Gian")
    planted = enter(attacker).session_key

    session = SessionStore(planted)
    actions.sign_in(session=session, name=victim.username, password=PASSWORD, browser=HALL, now=NOON, rules=RULES)

    assert session.session_key != planted
    assert SessionStore(planted).find() is None
    assert SessionStore(session.session_key).find() == session.row


def test_key_that_was_never_given_out_opens_nothing_and_is_not_taken(council):
    account = delegate()
    session = SessionStore("x" * 32)

    actions.sign_in(session=session, name=account.username, password=PASSWORD, browser=HALL, now=NOON, rules=RULES)

    assert session.session_key != "x" * 32


def test_table_of_sessions_opens_no_session(council):
    session = enter(delegate())

    stored = str(SessionRow.objects.values().get())

    assert session.session_key not in stored
    assert SessionStore(SessionRow.objects.get().session_key).find() is None


def test_sign_out_ends_the_session_and_may_be_repeated(council):
    session = enter(delegate())
    key = session.session_key

    actions.sign_out(session=session)
    actions.sign_out(session=session)

    assert SessionStore(key).find() is None
    assert audited(council) == ["accounts.sign_in", "accounts.sign_out"]


def test_wrong_credentials_is_no_lock():
    assert issubclass(WrongCredentials, WrongAnswer)
    assert not issubclass(LockedOut, WrongAnswer)
