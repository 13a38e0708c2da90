"""The second door: codes from the phone, codes on paper, and who may change them."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel.accounts import actions
from kernel.accounts.actions import SecondFactorFirst
from kernel.accounts.actions.second_factor import WrongCode
from kernel.accounts.models import RecoveryCode, SessionRow
from kernel.accounts.queries import count_recovery_codes, get_waiting_device
from kernel.accounts.sessions import SessionStore
from kernel.accounts.tries import LockedOut
from kernel.audit.models import AuditEntry
from kernel.refusal import Refusal
from tests.kernel.accounts.people import NOON, RULES, clerk, delegate, enter, enter_fully, minutes, phone_code
from tests.testbed.threads import together


def show(session: SessionStore, code: str, *, now=NOON) -> str:
    """What the second door answers: "" when it opened."""
    try:
        actions.verify_second_factor(session=session, code=code, now=now, rules=RULES)
    except Refusal as refusal:
        return refusal.code
    return ""


def state_of(session: SessionStore) -> tuple[str, bool]:
    row = SessionRow.objects.get(pk=session.row.pk)
    return row.state, row.second_factor_at is not None


def enrol(session: SessionStore) -> list[str]:
    """Somebody scans the picture and types what the phone shows."""
    device = actions.begin_enrolment(session=session)
    return actions.confirm_enrolment(
        session=session, code=phone_code(device.user, confirmed=False), now=NOON, rules=RULES
    )


def test_right_code_opens_the_session_under_a_new_key(council):
    account = clerk()
    session = enter(account)
    before = session.session_key

    assert show(session, phone_code(account)) == ""

    assert state_of(session) == ("open", True)
    assert SessionStore(before).find() is None
    assert SessionStore(session.session_key).find() == session.row
    actions_done = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions_done == ["accounts.sign_in", "accounts.second_factor"]


def test_code_with_a_space_in_the_middle_is_the_same_code(council):
    account = clerk()
    code = phone_code(account)

    assert show(enter(account), f"{code[:3]} {code[3:]}") == ""


def test_same_code_opens_only_once(council):
    account = clerk()
    code = phone_code(account)
    show(enter(account), code)
    second = enter(account)

    assert show(second, code) == "wrong_code"

    assert state_of(second) == ("half", False)


@pytest.mark.parametrize("code", ["", "000", "abcdef", "１２３４５６", "-12345", "aaaaa-bbbbb"])
def test_code_of_another_shape_opens_nothing(council, code):
    session = enter(clerk())

    assert show(session, code) == "wrong_code"
    assert state_of(session) == ("half", False)


def test_code_of_another_phone_opens_nothing(council):
    other = clerk("vtminh", totp_key="aa" * 20)
    session = enter(clerk())

    assert show(session, phone_code(other)) == "wrong_code"


def test_code_of_long_ago_opens_nothing(council):
    account = clerk()

    assert show(enter(account), phone_code(account, steps=-3)) == "wrong_code"


def test_five_wrong_codes_lock_the_second_door_for_every_session(council):
    account = clerk()
    session = enter(account)
    answers = [show(session, "aaaaa-bbbbb") for _ in range(5)]

    assert answers == ["wrong_code"] * 4 + ["locked_out"]
    assert show(enter(account), phone_code(account), now=NOON + minutes(14)) == "locked_out"
    assert show(enter(account), phone_code(account), now=NOON + minutes(15)) == ""


def test_enrolment_opens_the_session_and_gives_ten_codes_once(council):
    session = enter(clerk(totp_key=""))

    codes = enrol(session)

    assert len(set(codes)) == 10
    assert state_of(session) == ("open", True)
    assert [device.confirmed for device in TOTPDevice.objects.all()] == [True]
    stored = str(list(RecoveryCode.objects.values()))
    assert not [code for code in codes if code in stored or code.replace("-", "") in stored]


def test_picture_is_the_same_when_the_page_is_loaded_again(council):
    session = enter(clerk(totp_key=""))
    assert get_waiting_device(session) is None

    made = actions.begin_enrolment(session=session)

    assert [get_waiting_device(session).key for _ in range(2)] == [made.key] * 2


def test_another_session_neither_sees_nor_confirms_the_waiting_key(council):
    account = clerk(totp_key="")
    own, other = enter(account), enter(account)
    actions.begin_enrolment(session=own)

    assert get_waiting_device(other) is None
    with pytest.raises(WrongCode):
        actions.confirm_enrolment(session=other, code=phone_code(account, confirmed=False), now=NOON, rules=RULES)
    assert (state_of(other), TOTPDevice.objects.get().confirmed) == (("half", False), False)


def test_key_that_another_session_saw_before_is_worth_nothing(council):
    account = clerk(totp_key="")
    other, own = enter(account), enter(account)
    seen = actions.begin_enrolment(session=other).key

    assert enrol(own)

    assert TOTPDevice.objects.get().key != seen
    assert get_waiting_device(other) is None


def test_wrong_code_confirms_no_phone(council):
    session = enter(clerk(totp_key=""))
    actions.begin_enrolment(session=session)

    with pytest.raises(WrongCode):
        actions.confirm_enrolment(session=session, code="000000", now=NOON, rules=RULES)

    assert [device.confirmed for device in TOTPDevice.objects.all()] == [False]
    assert RecoveryCode.objects.count() == 0
    assert state_of(session) == ("half", False)


def test_password_alone_cannot_replace_the_phone(council):
    account = clerk()
    session = enter(account)

    with pytest.raises(SecondFactorFirst):
        actions.begin_enrolment(session=session)
    with pytest.raises(SecondFactorFirst):
        actions.confirm_enrolment(session=session, code=phone_code(account), now=NOON, rules=RULES)
    with pytest.raises(SecondFactorFirst):
        actions.renew_recovery_codes(session=session)

    assert TOTPDevice.objects.get().key == "00112233445566778899aabbccddeeff00112233"
    assert state_of(session) == ("half", False)


def test_new_phone_replaces_the_old_one_after_the_old_one_was_shown(council):
    account = clerk()
    session = enter_fully(account)
    old = TOTPDevice.objects.get(user=account)

    enrol(session)

    device = TOTPDevice.objects.get(user=account)
    assert (device.pk != old.pk, device.key != old.key, device.confirmed) == (True, True, True)


def test_delegate_may_enrol_and_is_asked_from_then_on(council):
    account = delegate()
    enrol(enter(account))

    assert enter(account).row.state == SessionRow.State.HALF


def test_recovery_code_opens_once_however_it_is_typed(council):
    account = clerk(totp_key="")
    codes = enrol(enter(account))
    typed = codes[0].upper().replace("-", "  ")

    assert show(enter(account), typed) == ""
    assert show(enter(account), codes[0]) == "wrong_code"
    assert count_recovery_codes(account) == 9


def test_recovery_code_of_another_account_opens_nothing(council):
    codes = enrol(enter(clerk(totp_key="")))
    other = clerk("vtminh", full_name="Lê Minh")

    assert show(enter(other), codes[0]) == "wrong_code"


def test_recovery_code_opens_for_one_of_two_callers_at_once(fresh_council):
    account = clerk(totp_key="")
    codes = enrol(enter(account))

    answers = together(fresh_council, [lambda: show(enter(account), codes[0])] * 4)

    assert sorted(answers) == ["", "wrong_code", "wrong_code", "wrong_code"]
    assert count_recovery_codes(account) == 9


def test_phone_code_opens_for_one_of_two_callers_at_once(fresh_council):
    account = clerk()
    code = phone_code(account)

    answers = together(fresh_council, [lambda: show(enter(account), code)] * 4)

    assert sorted(answers) == ["", "wrong_code", "wrong_code", "wrong_code"]


def test_renewing_makes_the_old_codes_worthless(council):
    account = clerk(totp_key="")
    session = enter(account)
    old = enrol(session)

    new = actions.renew_recovery_codes(session=session)

    assert not set(old) & set(new)
    assert show(enter(account), old[0]) == "wrong_code"
    assert show(enter(account), new[0]) == ""


def test_locked_second_door_does_not_lock_the_first(council):
    account = clerk()
    session = enter(account)
    for _ in range(5):
        show(session, "aaaaa-bbbbb")

    assert enter(account).row.state == SessionRow.State.HALF
    with pytest.raises(LockedOut):
        actions.verify_second_factor(session=session, code=phone_code(account), now=NOON, rules=RULES)
