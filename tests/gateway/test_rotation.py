"""A second secret beside the old one, until a day or at once; revoked, nothing of a key opens any more."""

from datetime import timedelta

import pytest

from gateway import actions
from gateway.core.keys import digest_of, known_key
from gateway.models import ApiKey
from kernel import clock
from kernel.access import OPERATOR
from kernel.audit.models import AuditEntry
from tests.gateway.test_keys import actor, granted

pytestmark = pytest.mark.usefixtures("public_place")
WEEK = timedelta(days=7)


def rotated(key: ApiKey, **changes) -> tuple[ApiKey, str]:
    now = clock.now()
    known = {"actor": actor(OPERATOR), "key": key, "old_until_at": now + WEEK, "now": now}
    return actions.rotate_key(**{**known, **changes})


def test_both_secrets_open_until_the_old_one_ends():
    key, old = granted()
    key, new = rotated(key)
    now = clock.now()

    assert (known_key(old, now=now), known_key(new, now=now)) == (key, key)
    assert known_key(old, now=now + WEEK + timedelta(minutes=1)) is None
    assert known_key(new, now=now + WEEK + timedelta(minutes=1)) == key
    assert (new.split("_")[1], new != old) == (key.prefix, True)
    assert {old, new}.isdisjoint(map(str, ApiKey.objects.values_list("digest", "old_digest").get()))
    assert AuditEntry.objects.get(action="gateway.rotate_key").fields == ["digest", "old_until_at"]


def test_old_secret_ends_with_one_click_and_once():
    key, old = granted()
    key, new = rotated(key)

    for _ in range(2):
        actions.end_old_secret(actor=actor(OPERATOR), key=key)

    assert known_key(old, now=clock.now()) is None
    assert known_key(new, now=clock.now()) == key
    assert AuditEntry.objects.filter(action="gateway.end_old_secret").count() == 1


def test_second_change_waits_for_the_end_of_the_first():
    key, _ = granted()
    key, new = rotated(key)
    with pytest.raises(actions.KeyRefused):
        rotated(key)
    assert ApiKey.objects.get().digest == digest_of(new)

    actions.end_old_secret(actor=actor(OPERATOR), key=key)
    key, newest = rotated(key)

    assert known_key(newest, now=clock.now()) == key


@pytest.mark.parametrize("until", [timedelta(days=-1), timedelta(days=32)])
def test_overlap_has_bounds(until):
    key, old = granted()
    with pytest.raises(actions.KeyRefused) as refusal:
        rotated(key, old_until_at=clock.now() + until)

    assert refusal.value.field == "old_until_at"
    assert ApiKey.objects.get().digest == digest_of(old)


def test_old_secret_does_not_outlive_the_key():
    key, _ = granted(expires_at=clock.now() + timedelta(days=2))
    key, _ = rotated(key)

    assert key.old_until_at == key.expires_at


def test_key_that_is_over_gets_no_new_secret():
    ended, _ = granted(expires_at=clock.now() + timedelta(days=1))
    revoked, _ = granted()
    actions.revoke_key(actor=actor(OPERATOR), key=revoked, reason="Thôi dùng", now=clock.now())

    for key, now in ((ended, clock.now() + timedelta(days=2)), (revoked, clock.now())):
        with pytest.raises(actions.KeyRefused):
            rotated(key, now=now, old_until_at=now)


def test_revoking_ends_both_secrets():
    key, old = granted()
    key, new = rotated(key)

    actions.revoke_key(actor=actor(OPERATOR), key=key, reason="Lộ khoá", now=clock.now())

    assert [known_key(secret, now=clock.now()) for secret in (old, new)] == [None, None]
