"""Recording, sealing, and a proof that any single change is found (rule R-SEC-07)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kernel import audit, clock, locks, trace
from kernel.access import Actor
from kernel.audit import sealing, verifying
from kernel.audit.models import AuditEntry, AuditSeal
from kernel.audit.verifying import Finding
from kernel.keys import new_key
from tenancy.postgres import ground
from tests.testbed.threads import together

SOON = timedelta(seconds=30)
LATER = timedelta(seconds=90)


@pytest.fixture
def clerk() -> Actor:
    return Actor(
        account_id=new_key(),
        name="Lê Văn Cường",
        person_id=None,
        holdings=frozenset(),
        on_behalf_of="12/GUQ",
        ticket="T-7",
    )


def enter(actor: Actor, count: int = 1, **changes) -> None:
    for number in range(count):
        audit.record(actor, f"sessions.step{number}", **changes)


def findings(report: audit.AuditReport) -> set[Finding]:
    return {problem.finding for problem in report.problems}


def test_entry_holds_actor_object_and_field_names_and_no_value(council, clerk):
    enter(clerk)
    entry = AuditEntry.objects.get()

    with trace.traced("abc123"):
        audit.record(clerk, "audit.look", entry, fields=["state", "agency"], reason="Kiểm tra định kỳ")

    written = AuditEntry.objects.latest("id")
    assert {field.attname: getattr(written, field.attname) for field in AuditEntry._meta.concrete_fields} == {
        "id": written.id,
        "at": written.at,
        "account_id": clerk.account_id,
        "system": "",
        "on_behalf_of": "12/GUQ",
        "ticket": "T-7",
        "action": "audit.look",
        "object_label": "audit.auditentry",
        "object_id": str(entry.pk),
        "fields": ["state", "agency"],
        "reason": "Kiểm tra định kỳ",
        "request_id": "abc123",
    }
    assert "Cường" not in str(vars(written))


def test_machine_is_named_when_no_account_acted(council):
    audit.record(Actor.system("sealer"), "x.y")

    entry = AuditEntry.objects.get()
    assert (entry.account_id, entry.system) == (None, "sealer")


@pytest.mark.parametrize("value", ["Nguyễn Văn An", "0912345678", "State", "", "a b", "x" * 65])
def test_value_in_the_place_of_a_field_name_is_refused(council, clerk, value):
    with pytest.raises(ValueError) as caught:
        audit.record(clerk, "x.y", fields=["state", value])

    assert AuditEntry.objects.count() == 0
    assert not value or value not in str(caught.value)


def test_entry_vanishes_with_the_change_that_failed(council, clerk):
    with pytest.raises(RuntimeError), transaction.atomic():
        enter(clerk)
        raise RuntimeError

    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("table", ["audit_auditentry", "audit_auditseal"])
@pytest.mark.parametrize("change", ["update {} set digest = ''", "delete from {}", "truncate {}"])
def test_councils_role_can_only_add(council, clerk, table, change):
    enter(clerk)
    audit.seal(now=clock.now())
    change = change.replace("digest", "reason" if table == "audit_auditentry" else "digest")

    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))

    assert caught.value.__cause__.pgcode == "42501"


def test_chain_is_whole_after_sealing_in_several_runs(council, clerk):
    for _ in range(3):
        enter(clerk, 2)
        head = audit.seal(now=clock.now())

    report = audit.verify_audit(now=clock.now() + LATER, heads=[head])

    assert (report.is_whole, report.sealed, report.head) == (True, 6, head)
    assert list(AuditSeal.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_many_entries_are_sealed_in_batches(council, clerk, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    monkeypatch.setattr(verifying, "BATCH", 3)
    enter(clerk, 7)

    assert audit.seal(now=clock.now()).position == 7
    assert audit.verify_audit(now=clock.now() + LATER).sealed == 7


def test_empty_ledger_is_whole(council):
    assert audit.seal(now=clock.now()) == audit.Head()
    assert audit.verify_audit(now=clock.now()).is_whole


def test_tail_may_wait_a_minute_and_no_longer(council, clerk):
    enter(clerk)

    assert audit.verify_audit(now=clock.now() + SOON).is_whole
    late = audit.verify_audit(now=clock.now() + LATER)
    assert findings(late) == {Finding.UNSEALED}


def test_entry_that_was_overlooked_long_ago_is_found_and_sealed_when_all_are_searched(council, clerk, monkeypatch):
    monkeypatch.setattr(sealing, "LOOK_BACK", 2)
    enter(clerk, 5)
    first = AuditEntry.objects.earliest("id")
    last = AuditEntry.objects.latest("id")
    digest = sealing.link(sealing.GENESIS, 1, first.at, last)
    AuditSeal.objects.create(position=1, entry=last, sealed_at=first.at, digest=digest)

    audit.seal(now=clock.now())
    assert findings(audit.verify_audit(now=clock.now() + LATER)) == {Finding.UNSEALED}
    audit.seal(now=clock.now(), whole=True)
    assert audit.verify_audit(now=clock.now() + LATER).is_whole


def test_late_commit_gets_a_later_position(council, clerk):
    enter(clerk)
    early = AuditEntry.objects.get()
    reserved = early.id + 1
    AuditEntry.objects.create(id=early.id + 2, action="x.second")
    audit.seal(now=clock.now())

    AuditEntry.objects.create(id=reserved, action="x.first")
    audit.seal(now=clock.now())

    order = AuditSeal.objects.order_by("position").values_list("entry_id", flat=True)
    assert list(order) == [early.id, early.id + 2, reserved]
    assert audit.verify_audit(now=clock.now()).is_whole


def test_cut_off_tail_is_found_by_a_head_kept_elsewhere(fresh_council, clerk):
    enter(clerk, 3)
    head = audit.seal(now=clock.now())
    with ground.owner_in(fresh_council.schema_name):
        ground.execute("delete from audit_auditseal where position = 3")
        ground.execute("delete from audit_auditentry where action = 'sessions.step2'")

    assert audit.verify_audit(now=clock.now() + LATER).is_whole
    assert findings(audit.verify_audit(now=clock.now(), heads=[head])) == {Finding.HEAD_LOST}


def test_two_sealers_at_once_make_one_chain(fresh_council, clerk):
    enter(clerk, 20)

    results = together(fresh_council, [lambda: audit.seal(now=clock.now())] * 4)

    assert len(set(results)) == 1
    assert results[0].position == 20
    assert audit.verify_audit(now=clock.now()).is_whole


def test_sealer_that_does_not_wait_gives_way(fresh_council, clerk):
    enter(clerk)
    with locks.alone(sealing.LOCK) as taken:
        [elsewhere] = together(fresh_council, [lambda: audit.seal(now=clock.now(), wait=False)])

    assert taken
    assert elsewhere == audit.Head()
    assert AuditSeal.objects.count() == 0
