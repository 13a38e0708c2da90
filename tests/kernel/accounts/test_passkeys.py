"""Passkeys that do what they are for: made, used in the place of a code and of a password, named, removed."""

import json

import pytest

from kernel.accounts import actions
from kernel.accounts.actions import SecondFactorFirst, WrongCredentials
from kernel.accounts.actions.passkeys import MOST_PASSKEYS, LastFactor, PasskeyKnown, TooManyPasskeys
from kernel.accounts.models import Account, Passkey, RecoveryCode, SessionRow
from kernel.accounts.queries import count_recovery_codes
from kernel.accounts.tries import LockedOut
from kernel.audit.models import AuditEntry
from kernel.refusal import Refusal
from tests.kernel.accounts.keys import asked_to_make, come, device, is_open, key_of, registered, shown
from tests.kernel.accounts.people import NOON, PASSWORD, RULES, clerk, delegate, enter, enter_fully
from tests.testbed.threads import together


def remove(session, passkey, *, current: str = PASSWORD, reason: str = "Mất điện thoại") -> str:
    """The code of the refusal, "" when it went."""
    try:
        actions.remove_passkey(session=session, passkey=passkey, reason=reason, current=current, now=NOON, rules=RULES)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_passkey_alone_opens_a_session_fully(council):
    account, held = clerk(), device()
    registered(enter_fully(account), held)

    session = come(held)

    assert is_open(session)
    assert session.row.account_id == account.pk
    assert key_of(account).counter == 1
    done = list(AuditEntry.objects.order_by("-id").values_list("action", flat=True)[:3])
    assert done == ["accounts.passkey", "accounts.sign_in", "accounts.register_passkey"]


def test_passkey_opens_the_second_door_in_the_place_of_a_code(council):
    account, held = clerk(), device()
    registered(enter_fully(account), held)
    session = enter(account)
    before = session.session_key

    assert shown(session, held) == ""
    assert is_open(session)
    assert session.session_key != before


def test_device_without_a_counter_opens_again_and_again(council):
    account, held = clerk(), device()
    registered(enter_fully(account), held)

    for _ in range(3):
        held.counter = -1
        assert is_open(come(held))


def test_first_passkey_of_a_newcomer_opens_the_session_and_brings_recovery_codes(council):
    account, held = clerk(totp_key=""), device()
    session = enter(account)

    codes = registered(session, held)

    assert len(set(codes)) == 10 == count_recovery_codes(account)
    assert is_open(session)
    assert enter(account).row.state == SessionRow.State.HALF


def test_second_passkey_leaves_the_recovery_codes_as_they_are(council):
    account = clerk(totp_key="")
    session = enter(account)
    registered(session, device())
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))

    assert registered(session, device(), name="Máy tính") == []

    assert set(RecoveryCode.objects.values_list("digest", flat=True)) == kept
    assert sorted(account.passkeys.values_list("name", flat=True)) == ["Máy tính", "Điện thoại"]


def test_options_ask_for_a_verified_person_and_name_nobody_in_the_handle(council):
    account = clerk()
    options = json.loads(asked_to_make(enter_fully(account)))

    assert options["rp"] == {"name": "HĐND phường Hoa Lư", "id": "hoalu.localhost"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["attestation"] == "none"
    assert account.username not in options["user"]["id"]


def test_device_that_has_a_passkey_is_told_so_before_it_makes_another(council):
    account, held = clerk(), device()
    session = enter_fully(account)
    registered(session, held)

    known = json.loads(asked_to_make(session))["excludeCredentials"]

    assert [each["id"] for each in known] == [key_of(account).credential]
    with pytest.raises(PasskeyKnown):
        registered(session, held)
    assert account.passkeys.count() == 1


def test_eleventh_passkey_is_refused(council):
    session = enter_fully(clerk())
    for _ in range(MOST_PASSKEYS):
        registered(session, device())

    with pytest.raises(TooManyPasskeys):
        asked_to_make(session)


def test_open_session_adds_none_without_the_password(council):
    account = clerk()
    session = enter_fully(account)

    with pytest.raises(WrongCredentials):
        asked_to_make(session, current="sai mật khẩu rồi")
    for _ in range(3):
        with pytest.raises(WrongCredentials):
            asked_to_make(session, current="")
    with pytest.raises(LockedOut):
        asked_to_make(session, current="")
    assert account.passkeys.count() == 0


def test_password_alone_adds_none_to_an_account_that_has_a_second_factor(council):
    account = clerk()

    with pytest.raises(SecondFactorFirst):
        asked_to_make(enter(account))
    assert account.passkeys.count() == 0


def test_name_is_changed(council):
    account = clerk()
    session = enter_fully(account)
    registered(session, device())

    actions.rename_passkey(session=session, passkey=key_of(account), name="  Máy   ở cơ quan ")

    assert key_of(account).name == "Máy ở cơ quan"


def test_removed_passkey_opens_no_more_and_says_why(council):
    account, held = clerk(), device()
    session = enter_fully(account)
    registered(session, held)
    actions.renew_recovery_codes(session=session)

    assert remove(session, key_of(account)) == ""

    assert come(held) == "passkey_refused"
    gone = key_of(account)
    assert (gone.state, gone.removed_at, gone.removed_reason) == ("removed", NOON, "Mất điện thoại")
    assert AuditEntry.objects.filter(action="accounts.remove_passkey").get().reason == "Mất điện thoại"


def test_nothing_is_removed_without_the_password(council):
    account, held = clerk(), device()
    session = enter_fully(account)
    registered(session, held)
    actions.renew_recovery_codes(session=session)

    assert remove(session, key_of(account), current="sai mật khẩu rồi") == "wrong_credentials"
    assert is_open(come(held))


def test_last_second_factor_stays_where_one_is_needed(council):
    account, held = clerk(totp_key=""), device()
    session = enter(account)
    registered(session, held)

    assert remove(session, key_of(account)) == LastFactor.code
    assert is_open(come(held))


def test_last_but_one_stays_while_no_recovery_code_is_left(council):
    account = clerk(totp_key="")
    session = enter(account)
    registered(session, device())
    registered(session, device())
    RecoveryCode.objects.filter(account=account).update(used_at=NOON)
    first, second = account.passkeys.order_by("created_at")

    assert remove(session, first) == LastFactor.code
    actions.renew_recovery_codes(session=session)
    assert remove(session, first) == ""
    assert remove(session, second) == LastFactor.code


def test_delegate_may_remove_the_last_one(council):
    account = delegate()
    session = enter(account)
    registered(session, device())

    assert remove(session, key_of(account)) == ""
    assert enter(account).row.state == SessionRow.State.OPEN


def test_of_two_removals_at_once_one_passkey_remains(fresh_council):
    account = clerk(totp_key="")
    session = enter(account)
    registered(session, device())
    registered(session, device())
    keys = list(account.passkeys.all())

    answers = together(fresh_council, [lambda key=key: remove(session, key) for key in keys])

    assert sorted(answers) == ["", LastFactor.code]
    assert account.passkeys.active().count() == 1


def test_inviting_again_ends_the_passkeys(council):
    from kernel.access import Actor

    account, held = clerk(), device()
    registered(enter_fully(account), held)

    actions.invite_again(actor=Actor.system("founding"), account=account, now=NOON, rules=RULES)

    assert come(held) == "passkey_refused"
    assert key_of(account).state == Passkey.State.REMOVED


@pytest.mark.parametrize("state", [Account.State.LOCKED, Account.State.CLOSED])
def test_account_that_may_not_come_in_does_not_by_passkey(council, state):
    account, held = clerk(), device()
    registered(enter_fully(account), held)
    before = SessionRow.objects.count()
    Account.objects.filter(pk=account.pk).update(state=state)

    assert come(held) == "wrong_credentials"
    assert SessionRow.objects.count() == before
