"""Who is told of keys: of their end two weeks before, of a foreign network once a day; the secret is never in it."""

from datetime import timedelta

import pytest

from council.roles import Role
from gateway import notices
from gateway.models import ApiKey
from kernel import clock
from kernel.access import hold
from kernel.audit.models import AuditEntry
from kernel.notify.models import Notice
from kernel.redis import memory
from tenancy.place import entered
from tests.factories.people import make_account
from tests.gateway.conftest import ask
from tests.gateway.test_keys_web import a_key
from tests.hub.rollups.cells import standing

NOW = clock.now()


def somebody(role: str = ""):
    """An account of this place, with a role when one is named."""
    account = make_account()
    if role:
        hold(account=account, role=role, from_on=clock.local_day(NOW), source="thử")
    return account


def council_key(council, **changes) -> ApiKey:
    return a_key(endpoint="province", council_key=council.key, **changes)


def test_end_of_a_key_is_told_to_who_granted_it_once(council):
    granter, _other = somebody(), somebody(Role.ADMINISTRATOR)
    soon = council_key(council, expires_at=NOW + timedelta(days=10), granted_by=granter.pk)
    council_key(council, prefix="xa", expires_at=NOW + timedelta(days=40), granted_by=granter.pk)
    council_key(council, prefix="qua", expires_at=NOW - timedelta(days=1), granted_by=granter.pk)
    council_key(council, prefix="het", expires_at=NOW + timedelta(days=1), granted_by=granter.pk, state="revoked")

    told = [notices.warn_of_endings(NOW + timedelta(hours=hours)) for hours in (0, 24)]

    notice = Notice.objects.get()
    assert told == [1, 0]
    assert (notice.account, notice.path) == (granter, f"/khoa/{soon.pk}/")
    assert soon.prefix in notice.body


def test_end_is_told_to_the_administrators_where_the_granter_is_gone(council):
    gone = somebody(Role.ADMINISTRATOR)
    gone.state = "locked"
    gone.save(update_fields=["state"])
    administrator, _staff = somebody(Role.ADMINISTRATOR), somebody(Role.OFFICE_STAFF)
    council_key(council, expires_at=NOW + timedelta(days=3), granted_by=gone.pk)

    notices.warn_of_endings(NOW)

    assert [notice.account for notice in Notice.objects.all()] == [administrator]


def test_foreign_network_is_told_once_a_day_and_audited_without_address_and_secret(council):
    administrator = somebody(Role.ADMINISTRATOR)
    key = council_key(council, prefix="mangla01", networks=["203.0.113.0/24"])
    try:
        for _ in range(3):
            notices.came_from_elsewhere(key, address="198.51.100.7", now=NOW)
    finally:
        memory().delete(f"{council.key}:gateway:elsewhere:mangla01")

    notice, entry = Notice.objects.get(), AuditEntry.objects.get(action="gateway.key_from_elsewhere")
    assert (notice.account, "198.51.100.7" in notice.body) == (administrator, True)
    assert key.digest not in notice.body
    assert (entry.object_id, entry.system, entry.fields, entry.reason) == (str(key.pk), "gateway", [], "")


@pytest.mark.usefixtures("schemas")
def test_key_from_another_network_is_refused_as_if_unknown_and_leaves_a_trace(make_key, caplog):
    secret = make_key("hoalu", networks=["203.0.113.0/24"])
    known, unknown = (ask("{ __typename }", each, host="hoalu.localhost") for each in (secret, f"{secret[:-3]}AAA"))
    for answer in (known, unknown):
        answer.body["errors"][0]["extensions"].pop("requestId")

    assert (known.status, known.body) == (unknown.status, unknown.body) == (401, unknown.body)
    with entered(standing()["hoalu"]):
        entries = AuditEntry.objects.filter(action="gateway.key_from_elsewhere")
        assert entries.filter(object_id=str(ApiKey.objects.get(prefix=secret.split("_")[1]).pk)).count() == 1
    assert secret not in caplog.text
