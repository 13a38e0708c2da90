"""A council begins, is stopped and goes on: who may, from which state, and what follows."""

import pytest
from django.db import transaction

from kernel import live
from kernel.access import Actor, NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.live import names, publishing
from tenancy import lifecycle
from tenancy.lifecycle import ReasonMissing
from tenancy.models import Council
from tenancy.place import entered, in_public
from tenancy.workflow import Status
from tests.factories.actors import actor_with
from tests.testbed.listening import Told, listening

OPERATOR = actor_with("operator")
DO = {"suspend": lifecycle.suspend, "resume": lifecycle.resume}


def status_of(council: Council) -> str:
    return Council.objects.get(pk=council.pk).status


@pytest.fixture
def ward(public_place) -> Council:
    return Council.objects.get(subdomain="hoalu")


def put(council: Council, status: Status) -> None:
    Council.objects.filter(pk=council.pk).update(status=status)


@pytest.mark.parametrize("status", [Status.FOUNDING, Status.SUSPENDED])
def test_only_an_active_council_is_suspended(ward, status):
    put(ward, status)

    with pytest.raises(StepNotAllowed):
        lifecycle.suspend(actor=OPERATOR, council=ward, reason="CV 12")
    assert status_of(ward) == status


@pytest.mark.parametrize("status", [Status.FOUNDING, Status.ACTIVE])
def test_only_a_suspended_council_goes_on(ward, status):
    put(ward, status)

    with pytest.raises(StepNotAllowed):
        lifecycle.resume(actor=OPERATOR, council=ward, reason="CV 13")
    assert status_of(ward) == status


def test_suspension_keeps_reason_and_audit(ward):
    lifecycle.suspend(actor=OPERATOR, council=ward, reason="  Công văn 12/CV,  chậm thanh toán ")

    ward.refresh_from_db()
    assert (ward.status, ward.status_reason) == (Status.SUSPENDED, "Công văn 12/CV, chậm thanh toán")
    entry = AuditEntry.objects.get(action="tenancy.suspend", object_id=str(ward.pk))
    assert (entry.account_id, entry.fields) == (OPERATOR.account_id, ["status"])
    assert entry.reason == "Công văn 12/CV, chậm thanh toán"


def test_founded_council_begins_once(ward):
    put(ward, Status.FOUNDING)

    assert lifecycle.activate(actor=Actor.system("onboarding"), council=ward).status == Status.ACTIVE
    with pytest.raises(StepNotAllowed):
        lifecycle.activate(actor=Actor.system("onboarding"), council=ward)


@pytest.mark.parametrize("name", ["suspend", "resume"])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_reason_is_asked_for(ward, name, reason):
    with pytest.raises(ReasonMissing):
        DO[name](actor=OPERATOR, council=ward, reason=reason)
    assert status_of(ward) == Status.ACTIVE


@pytest.mark.parametrize("role", ["administrator", "council_chair", "everyone"])
@pytest.mark.parametrize("name", ["suspend", "resume"])
def test_nobody_of_a_council_may(ward, name, role):
    with pytest.raises(NotPermitted):
        DO[name](actor=actor_with(role), council=ward, reason="CV 12")
    assert status_of(ward) == Status.ACTIVE
    assert not AuditEntry.objects.filter(object_id=str(ward.pk)).exists()


def test_streams_of_the_council_end_after_the_commit_and_no_others(fresh_council):
    others = [Council.objects.using("owner").get(subdomain="kimson").key, "public"]
    with in_public(), listening(*(names.control(key) for key in (fresh_council.key, *others))) as told:
        with transaction.atomic():
            lifecycle.suspend(actor=OPERATOR, council=fresh_council, reason="CV 12")
            assert _ended(told()) == []

        assert _ended(told()) == [names.control(fresh_council.key)]


def test_passes_given_before_the_suspension_open_nothing(fresh_council):
    with entered(fresh_council):
        live.next_version("phong")
    with in_public():
        lifecycle.suspend(actor=OPERATOR, council=fresh_council, reason="CV 12")

    assert publishing.redis().exists(names.revoked_key(fresh_council.key, names.WHOM_PLACE))


def _ended(told: Told) -> list[str]:
    """Return the channels of the places of which all streams were ended; single people leave at any time."""
    return [channel for channel, order in told if f'"{names.WHOM_PLACE}"' in order]
