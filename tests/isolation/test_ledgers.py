"""Keys that callers choose, events and notices: the same one in two councils is two."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from kernel import audit, clock, idempotency, notify, outbox
from kernel.audit.models import AuditEntry
from kernel.idempotency.models import IdempotencyKey
from kernel.notify.models import Notice
from kernel.outbox.models import OutboxEvent, OutboxHandled, OutboxWaiting
from kernel.refusal import NotFound
from tenancy.place import entered
from tests.factories.actors import actor_with
from tests.factories.people import make_account
from tests.isolation.digests import changed, digest_of, insert_json, rows_as_json

KEY = UUID("0197f3a0-0000-7000-8000-00000000abcd")
ACTOR = actor_with()
HANDLED: list[tuple[str, UUID]] = []


@dataclass(frozen=True)
class Twinned:
    """An event that only these tests publish."""

    what: str


@outbox.on(Twinned)
def note(event, *, event_id):
    HANDLED.append((event.what, event_id))


def send(body: str, result: str) -> str:
    """Send a request under the one key, as the one account."""
    digest = idempotency.digest_of({"body": body})
    return idempotency.once(actor=ACTOR, key=KEY, action="isolation", body_digest=digest, perform=lambda: result)


def test_same_key_in_two_councils_is_two_requests(council, other_council):
    first = send("một", "của nơi này")
    with entered(other_council):
        assert send("hai", "của nơi khác") == "của nơi khác"
        assert IdempotencyKey.objects.get(key=KEY).result == "của nơi khác"

    assert first == send("một", "không ai thấy") == "của nơi này"
    with pytest.raises(idempotency.KeyReused):
        send("hai", "của nơi khác")


def test_request_that_fails_here_leaves_the_others_result(council, other_council):
    with entered(other_council):
        send("một", "của nơi khác")

    def fail() -> str:
        raise RuntimeError("as asked")

    digest = idempotency.digest_of({"body": "một"})
    with pytest.raises(RuntimeError):
        idempotency.once(actor=ACTOR, key=KEY, action="isolation", body_digest=digest, perform=fail)
    with entered(other_council):
        assert send("một", "không ai thấy") == "của nơi khác"


def test_event_of_the_same_id_is_handled_in_each_council_and_only_there(council, other_council, silent_wakers):
    HANDLED.clear()
    event_id = outbox.publish(Twinned(what="isolation here"))
    event = OutboxEvent.objects.get(pk=event_id)
    rows = {model._meta.db_table: rows_as_json(model._meta.db_table) for model in (OutboxEvent, OutboxWaiting)}
    with entered(other_council):
        for table, text in rows.items():
            insert_json(table, text.replace("isolation here", "isolation there"))
        assert not OutboxHandled.objects.exists()

    outbox.drain()
    assert [("isolation here", event.pk)] == HANDLED
    with entered(other_council):
        assert OutboxWaiting.objects.filter(event_id=event_id).exists()
        outbox.drain()

    assert [("isolation here", event.pk), ("isolation there", event.pk)] == HANDLED


def test_notice_of_the_same_event_reaches_the_account_in_each_council(council, other_council):
    account = make_account()
    here = notify.tell(account=account, subject="Nơi này", by_mail=False, event_id=KEY)
    with entered(other_council):
        twin = make_account(id=account.pk)
        there = notify.tell(account=twin, subject="Nơi khác", by_mail=False, event_id=KEY)
        assert list(Notice.objects.values_list("subject", flat=True)) == ["Nơi khác"]

    assert here.pk != there.pk
    assert Notice.objects.get(event_id=KEY).subject == "Nơi này"


def test_notice_of_another_council_cannot_be_read_by_the_same_account(council, other_council):
    reader = actor_with()
    make_account(id=reader.account_id)
    with entered(other_council):
        twin = make_account(id=reader.account_id)
        there = notify.tell(account=twin, subject="Nơi khác", by_mail=False)
    before = digest_of(other_council)

    with pytest.raises(NotFound):
        notify.actions.mark_read(actor=reader, notice_id=there.pk, now=clock.now())
    assert notify.actions.mark_all_read(actor=reader, now=clock.now()) == 0
    assert changed(before, digest_of(other_council)) == []


def test_audit_of_one_council_is_written_and_sealed_apart(council, other_council):
    audit.record(ACTOR, "isolation.here", None)
    before = digest_of(other_council)

    audit.seal(now=clock.now())

    assert changed(before, digest_of(other_council)) == []
    with entered(other_council):
        assert not AuditEntry.objects.filter(action="isolation.here").exists()
