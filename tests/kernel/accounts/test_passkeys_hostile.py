"""Passkeys in strange hands: whatever is wrong with an answer, it opens nothing and changes nothing."""

import json
from datetime import timedelta

import pytest

from kernel.accounts import actions
from kernel.accounts.ceremony import PasskeyRefused
from kernel.accounts.challenges import forget_old_challenges
from kernel.accounts.models import Passkey, PasskeyChallenge, SessionRow
from kernel.audit.models import AuditEntry
from tenancy.place import entered
from tests.factories.authenticators import USER_PRESENT, USER_VERIFIED
from tests.kernel.accounts.keys import (
    ELSEWHERE,
    HERE,
    asked_to_make,
    come,
    device,
    entered_with,
    is_open,
    key_of,
    registered,
    shown,
)
from tests.kernel.accounts.people import NOON, clerk, delegate, enter, enter_fully
from tests.testbed.threads import together

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def owner(council):
    """A clerk with a passkey, and its device."""
    account, held = clerk(), device()
    registered(enter_fully(account), held)
    return account, held


def asked(now=NOON) -> str:
    return actions.begin_passkey_sign_in(site=HERE, now=now)


def test_answer_opens_once(owner):
    _account, held = owner
    answer = held.answer(asked())

    assert is_open(entered_with(answer))
    assert entered_with(answer) == "passkey_refused"


def test_answer_sent_many_times_at_once_opens_one_session(fresh_council):
    account, held = clerk(), device()
    registered(enter_fully(account), held)
    answer = held.answer(asked())

    answers = together(fresh_council, [lambda: entered_with(answer)] * 4)

    assert sorted(map(str, answers)).count("passkey_refused") == 3
    assert SessionRow.objects.filter(second_factor_at__isnull=False).count() == 2  # with the one that registered


def test_answer_to_a_question_that_nobody_asked_opens_nothing(owner):
    _account, held = owner

    assert entered_with(held.answer("{}", challenge="AAAA" * 11)) == "passkey_refused"


def test_answer_after_five_minutes_opens_nothing(owner):
    _account, held = owner

    assert entered_with(held.answer(asked()), now=LATER) == "passkey_refused"
    assert forget_old_challenges(now=LATER) == 1
    assert PasskeyChallenge.objects.count() == 0


def test_wrong_answer_uses_the_question_up(owner):
    _account, held = owner
    question = asked()
    held.flags = USER_PRESENT
    assert entered_with(held.answer(question)) == "passkey_refused"

    held.flags |= USER_VERIFIED
    assert entered_with(held.answer(question)) == "passkey_refused"


@pytest.mark.parametrize("origin", ["http://evil.example", "http://hoalu.localhost:81", "https://hoalu.localhost", ""])
def test_answer_from_a_foreign_origin_opens_nothing(owner, origin):
    account, held = owner
    held.origin = origin

    assert come(held) == "passkey_refused"
    assert AuditEntry.objects.filter(action="accounts.wrong_answer", object_id=str(account.pk)).count() == 1


@pytest.mark.parametrize("host", ["evil.example", "localhost", "kimson.localhost"])
def test_answer_for_another_host_opens_nothing(owner, host):
    _account, held = owner
    held.host = host

    assert come(held) == "passkey_refused"


@pytest.mark.parametrize("flags", [0, USER_PRESENT, USER_VERIFIED])
def test_answer_without_a_verified_person_opens_nothing(owner, flags):
    _account, held = owner
    held.flags = flags

    assert come(held) == "passkey_refused"


def test_answer_signed_by_another_key_opens_nothing(owner):
    _account, held = owner
    held.key = device().key

    assert come(held) == "passkey_refused"


def test_answer_in_anothers_name_opens_nothing(owner):
    _account, held = owner
    held.owner = delegate().pk.bytes

    assert come(held) == "passkey_refused"


def test_counter_that_goes_back_ends_the_passkey_for_both_copies(owner):
    account, held = owner
    for _ in range(3):
        come(held)
    held.counter = 0

    assert come(held) == "passkey_copied"

    assert key_of(account).state == Passkey.State.COPIED
    held.counter = 99
    assert come(held) == "passkey_refused"
    assert AuditEntry.objects.filter(action="accounts.wrong_answer").latest("id").reason == "passkey copied"


def test_forged_answer_with_an_old_counter_does_not_end_the_passkey(owner):
    account, held = owner
    come(held)
    thief = device(owner=held.owner, credential=held.credential)

    assert come(thief) == "passkey_refused"
    assert key_of(account).state == Passkey.State.ACTIVE


def test_passkey_of_another_council_opens_nothing_here(owner, other_council):
    with entered(other_council):
        account, held = clerk("vtkhac"), device()
        registered(enter_fully(account), held)

    assert come(held) == "passkey_refused"


def test_passkey_copied_into_another_council_does_not_answer_there(owner, other_council):
    account, held = owner
    row = Passkey.objects.values().get(pk=key_of(account).pk)
    with entered(other_council):
        twin = clerk()
        Passkey.objects.create(**{**row, "account_id": twin.pk})
        held.owner = twin.pk.bytes
        question = actions.begin_passkey_sign_in(site=ELSEWHERE, now=NOON)

        assert entered_with(held.answer(question), site=ELSEWHERE) == "passkey_refused"


def test_question_of_another_council_is_none_of_ours(owner, other_council):
    _account, held = owner
    with entered(other_council):
        question = asked()

    assert entered_with(held.answer(question)) == "passkey_refused"


def test_second_door_does_not_open_to_somebody_elses_passkey(owner):
    _account, held = owner
    other = clerk("vtminh", full_name="Lê Minh")
    session = enter(other)

    assert shown(session, held) == "passkey_refused"
    assert SessionRow.objects.get(pk=session.row.pk).state == SessionRow.State.HALF


def test_answer_given_at_one_door_opens_no_other(owner):
    account, held = owner
    session = enter(account)
    for_door = actions.begin_passkey_second_factor(session=session, site=HERE, now=NOON)

    assert entered_with(held.answer(for_door)) == "passkey_refused"
    with pytest.raises(PasskeyRefused):
        actions.verify_passkey(session=session, site=HERE, answer=held.answer(asked()), now=NOON)


def test_answer_belongs_to_the_session_that_was_asked(owner):
    account, held = owner
    own, stolen = enter(account), enter(account)
    question = actions.begin_passkey_second_factor(session=own, site=HERE, now=NOON)

    with pytest.raises(PasskeyRefused):
        actions.verify_passkey(session=stolen, site=HERE, answer=held.answer(question), now=NOON)


def test_new_passkey_belongs_to_the_session_that_showed_the_password(owner):
    account, _held = owner
    own, stolen = enter_fully_again(account), enter_fully_again(account)
    answer = device().make(asked_to_make(own))

    with pytest.raises(PasskeyRefused):
        actions.register_passkey(session=stolen, site=HERE, answer=answer, name="Của kẻ trộm", now=NOON)
    assert account.passkeys.count() == 1


def enter_fully_again(account):
    session = enter(account)
    SessionRow.objects.filter(pk=session.row.pk).update(state="open", second_factor_at=NOON)
    session.row.refresh_from_db()
    return session


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"id": 1, "response": {}}',
        '{"id": "a", "response": {"clientDataJSON": "!!!!"}}',
        '{"id": "a", "response": {"clientDataJSON": "bnVsbA"}}',
        '{"id": "a", "response": {"clientDataJSON": "W10"}}',
        '{"id": "a", "response": []}',
        "{" * 5000,
        "x" * 50_000,
    ],
)
def test_rubbish_is_refused(council, answer):
    assert entered_with(answer) == "passkey_refused"


def test_answer_with_one_part_spoiled_is_refused(owner):
    _account, held = owner
    for part in ("authenticatorData", "signature", "userHandle"):
        for spoil in (None, "", "AAAA", 7, [], {}):
            answer = json.loads(held.answer(asked()))
            answer["response"][part] = spoil
            assert entered_with(json.dumps(answer)) == "passkey_refused", (part, spoil)


def test_new_passkey_with_one_part_spoiled_is_refused(owner):
    account, _held = owner
    session = enter_fully_again(account)
    for spoil in (None, "", "AAAA", "o2NmbXRkbm9uZQ", 7, []):
        answer = json.loads(device().make(asked_to_make(session)))
        answer["response"]["attestationObject"] = spoil
        with pytest.raises(PasskeyRefused):
            actions.register_passkey(session=session, site=HERE, answer=json.dumps(answer), name="Hỏng", now=NOON)
    assert account.passkeys.count() == 1
