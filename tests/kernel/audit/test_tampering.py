"""Whoever changes one stored thing, as the owner of every table, is found."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel import audit, clock
from kernel.access import Actor
from kernel.audit.models import AuditEntry, AuditSeal
from kernel.keys import new_key
from tenancy.postgres import ground

LATER = timedelta(seconds=90)
COUNT = 8
ENTRY_CHANGES = {
    "at": "at + interval '1 microsecond'",
    "account_id": "'018f0000-0000-7000-8000-000000000000'",
    "system": "system || 'x'",
    "on_behalf_of": "on_behalf_of || 'x'",
    "ticket": "ticket || ' '",
    "action": "action || 'x'",
    "object_label": "object_label || 'x'",
    "object_id": "object_id || '1'",
    "fields": "fields || array['x']::varchar[]",
    "reason": "reason || '.'",
    "request_id": "request_id || 'x'",
}
SEAL_CHANGES = {
    "position": "position + 100",
    "entry_id": "(select max(id) from audit_auditentry)",
    "sealed_at": "sealed_at + interval '1 microsecond'",
    "digest": "reverse(digest)",
}


@pytest.fixture
def sealed(fresh_council) -> Iterator[Any]:
    """A council with a sealed chain and one young entry without a seal; its owner stands in its schema."""
    clerk = Actor(account_id=new_key(), name="Lê Văn Cường", person_id=None, holdings=frozenset())
    for number in range(COUNT):
        audit.record(clerk, f"x.step{number}", fields=["state"], reason="vì việc chung")
    audit.seal(now=clock.now())
    audit.record(clerk, "x.young")
    with ground.owner_in(fresh_council.schema_name):
        yield fresh_council


def test_untouched_chain_is_whole(sealed):
    assert audit.verify_audit(now=clock.now()).is_whole


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(at=st.integers(0, COUNT - 1), column=st.sampled_from(sorted(ENTRY_CHANGES)))
def test_any_change_of_a_sealed_entry_is_found(sealed, at, column):
    entry = AuditEntry.objects.order_by("id")[at]
    before = getattr(entry, column)

    ground.execute(f"update audit_auditentry set {column} = {ENTRY_CHANGES[column]} where id = %s", [entry.id])
    report = audit.verify_audit(now=clock.now())
    ground.execute(f"update audit_auditentry set {column} = %s where id = %s", [_stored(before), entry.id])

    assert [(problem.finding, problem.entry_id) for problem in report.problems] == [("broken", entry.id)]
    assert audit.verify_audit(now=clock.now()).is_whole


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(at=st.integers(1, COUNT), column=st.sampled_from(sorted(SEAL_CHANGES)))
def test_any_change_of_a_seal_is_found(sealed, at, column):
    seal = AuditSeal.objects.get(position=at)

    ground.execute(f"update audit_auditseal set {column} = {SEAL_CHANGES[column]} where position = %s", [at])
    report = audit.verify_audit(now=clock.now())
    ground.execute(
        f"update audit_auditseal set {column} = %s where entry_id = any(%s)",
        [getattr(seal, column), [seal.entry_id, AuditEntry.objects.latest("id").id]],
    )

    assert not report.is_whole
    assert audit.verify_audit(now=clock.now()).is_whole


@pytest.mark.parametrize("at", range(1, COUNT + 1))
def test_removed_seal_is_found(sealed, at):
    ground.execute("delete from audit_auditseal where position = %s", [at])

    assert not audit.verify_audit(now=clock.now() + LATER).is_whole


def test_sealed_entry_cannot_be_removed(sealed):
    with pytest.raises(IntegrityError), transaction.atomic(using="owner"):
        ground.execute("delete from audit_auditentry where action = 'x.step3'")
        connections["owner"].check_constraints()

    assert audit.verify_audit(now=clock.now()).sealed == COUNT


def _stored(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value
