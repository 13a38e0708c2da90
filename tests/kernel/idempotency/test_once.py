"""The same key, the same result; another meaning, a refusal; nothing left of what failed."""

import threading
from uuid import uuid4

import pytest
from django.db import connection, transaction

from kernel import idempotency
from kernel.access import ANONYMOUS, Actor
from kernel.audit import record
from kernel.audit.models import AuditEntry
from kernel.idempotency.models import IdempotencyKey
from kernel.keys import new_key
from tenancy.place import entered
from tests.testbed.threads import together

BODY = idempotency.digest_of({"choice": "for"})


@pytest.fixture
def delegate() -> Actor:
    return Actor(account_id=new_key(), name="A", person_id=None, holdings=frozenset())


def act(delegate, key, **changes):
    """Do a thing that can be counted, and answer with a number that differs each time."""

    def perform():
        record(delegate, "x.effect")
        return {"receipt": str(uuid4())}

    asked = {"actor": delegate, "key": key, "action": "sessions.vote", "body_digest": BODY, "perform": perform}
    return idempotency.once(**{**asked, **changes})


def effects() -> int:
    return AuditEntry.objects.filter(action="x.effect").count()


def test_repeated_key_gets_the_first_result_and_no_second_effect(council, delegate):
    key = uuid4()

    results = [act(delegate, key) for _ in range(3)]

    assert results == [results[0]] * 3
    assert effects() == 1


def test_other_keys_are_other_things(council, delegate):
    assert act(delegate, uuid4()) != act(delegate, uuid4())
    assert effects() == 2


def test_first_and_repeated_result_are_the_same_json(council, delegate):
    key, value = uuid4(), uuid4()

    results = [act(delegate, key, perform=lambda: {"id": value, "list": (1, 2), "none": None}) for _ in range(2)]

    assert results == [{"id": str(value), "list": [1, 2], "none": None}] * 2


def test_result_of_nothing_is_remembered_too(council, delegate):
    key, calls = uuid4(), []

    results = [act(delegate, key, perform=lambda: calls.append(1)) for _ in range(2)]

    assert (results, calls) == ([None, None], [1])


@pytest.mark.parametrize(
    "other",
    [
        {"body_digest": idempotency.digest_of({"choice": "against"})},
        {"action": "sessions.attend"},
        {"actor": Actor(account_id=new_key(), name="B", person_id=None, holdings=frozenset())},
    ],
    ids=["body", "action", "account"],
)
def test_key_with_another_meaning_is_refused_and_nothing_done(council, delegate, other):
    key = uuid4()
    act(delegate, key)

    with pytest.raises(idempotency.KeyReused) as caught:
        act(delegate, key, **other)

    assert caught.value.code == "key_reused"
    assert effects() == 1


def test_rolled_back_first_attempt_leaves_nothing(council, delegate):
    key = uuid4()

    def fails():
        record(delegate, "x.effect")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act(delegate, key, perform=fails)

    assert (effects(), IdempotencyKey.objects.count()) == (0, 0)
    assert act(delegate, key)["receipt"]


def test_same_key_in_two_councils_is_two_things(council, other_council, delegate):
    key = uuid4()
    here = act(delegate, key)

    with entered(other_council):
        there = act(delegate, key)

    assert here != there


def test_nobody_has_no_keys(council):
    with pytest.raises(ValueError):
        act(ANONYMOUS, uuid4())


def test_digest_does_not_depend_on_order_and_does_on_values():
    assert idempotency.digest_of({"a": 1, "b": uuid4.__name__}) == idempotency.digest_of({"b": "uuid4", "a": 1})
    assert idempotency.digest_of({"a": 1}) != idempotency.digest_of({"a": "1"})


def test_eight_senders_at_once_have_one_effect_and_one_result(fresh_council, delegate):
    key = uuid4()

    results = together(fresh_council, [lambda: act(delegate, key)] * 8)

    assert results == [results[0]] * 8
    assert "receipt" in results[0]
    assert effects() == 1


def test_second_caller_waits_for_the_first_and_gets_its_result(fresh_council, delegate):
    key, inside, order = uuid4(), threading.Event(), []

    def slow():
        inside.set()
        wait_until_somebody_waits_for_a_lock()
        order.append("first")
        return {"by": "first"}

    def first():
        return act(delegate, key, perform=slow)

    def second():
        assert inside.wait(20)
        return act(delegate, key, perform=lambda: order.append("second"))

    assert together(fresh_council, [first, second]) == [{"by": "first"}, {"by": "first"}]
    assert order == ["first"]


def test_second_caller_performs_when_the_first_rolled_back(fresh_council, delegate):
    key, inside = uuid4(), threading.Event()

    def fails():
        inside.set()
        wait_until_somebody_waits_for_a_lock()
        raise RuntimeError("first")

    def second():
        assert inside.wait(20)
        return act(delegate, key, perform=lambda: {"by": "second"})

    failed, result = together(fresh_council, [lambda: act(delegate, key, perform=fails), second])

    assert (str(failed), result) == ("first", {"by": "second"})
    assert IdempotencyKey.objects.get().result == {"by": "second"}


def test_waiting_caller_with_another_body_is_refused(fresh_council, delegate):
    key, inside = uuid4(), threading.Event()

    def slow():
        inside.set()
        wait_until_somebody_waits_for_a_lock()
        return 1

    def second():
        assert inside.wait(20)
        return act(delegate, key, body_digest="0" * 64)

    first, refused = together(fresh_council, [lambda: act(delegate, key, perform=slow), second])

    assert first == 1
    assert isinstance(refused, idempotency.KeyReused)


def wait_until_somebody_waits_for_a_lock() -> None:
    """Return once another connection waits for this transaction."""
    for _ in range(1_000):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select count(*), pg_sleep(0.01) from pg_locks where not granted and locktype = 'transactionid'"
                " and transactionid = pg_current_xact_id()::xid"
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")
