"""Planning, starting and trying again: what is queued, and what is refused without a trace."""

from datetime import timedelta

import pytest
from django.db import connection

from console.actions import (
    FirstAdministrator,
    GroundMissing,
    NothingFailed,
    NothingToDo,
    retry_failed,
    start_onboarding,
)
from console.models import Onboarding, OnboardingItem
from console.planning import Verdict, plan_onboarding
from kernel import clock
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from presets.units import whole_province
from tenancy.models import Council, Domain
from tests.console.places import A_LUOI, AN_CUU, BACH_LONG_VI, HOA_LU, HUE, OPERATOR, three_units
from tests.factories.actors import actor_with
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("public_place")
NOW = clock.now()
NOBODY = FirstAdministrator()


def verdicts(*units) -> dict[str, str]:
    return {line.unit.code: line.verdict for line in plan_onboarding(actor=OPERATOR, units=units).lines}


def start(units, ground="HĐ 12/2026", administrator=NOBODY, actor=OPERATOR) -> Onboarding:
    return start_onboarding(actor=actor, units=units, ground=ground, administrator=administrator, now=NOW)


def put_in_state(item: OnboardingItem, state: str) -> None:
    OnboardingItem.objects.filter(pk=item.pk).update(state=state, error_code="unexpected")


# --- planning -----------------------------------------------------------------------------------


def test_plan_tells_what_is_new_there_or_without_council():
    found = verdicts(A_LUOI, HUE, HOA_LU, BACH_LONG_VI)

    assert found == {"46": "new", "20056": "new", "14329": "exists", "11948": "no_council"}
    assert next(iter(found)) == "46"  # the province comes before its communes


def test_plan_names_the_council_that_is_there():
    plan = plan_onboarding(actor=OPERATOR, units=[HOA_LU])

    assert plan.lines[0].council_key == Council.objects.get(unit_code="14329").key
    assert plan.new == ()


@pytest.mark.parametrize("changes", [{"subdomain": "hue"}, {}])
def test_plan_tells_that_an_address_belongs_to_somebody_else(changes):
    other = Council.objects.get(unit_code="14329")
    Council.objects.filter(pk=other.pk).update(**changes or {"subdomain": other.subdomain})
    if not changes:
        Domain.objects.create(domain="hue.localhost", tenant=other, is_primary=False)

    assert verdicts(HUE, A_LUOI) == {"46": Verdict.TAKEN, "20056": Verdict.NEW}


def test_plan_tells_what_is_under_way():
    start([HUE])

    assert verdicts(HUE, A_LUOI) == {"46": Verdict.BUSY, "20056": Verdict.NEW}


def test_plan_of_a_whole_province_asks_no_more_than_that_of_one_unit():
    plan_onboarding(actor=OPERATOR, units=[HUE])
    with count_queries() as one:
        plan_onboarding(actor=OPERATOR, units=[HUE])
    with count_queries() as many:
        plan = plan_onboarding(actor=OPERATOR, units=whole_province("46"))

    assert len(one) == len(many) == 3
    assert plan.counts() == [(Verdict.NEW, len(whole_province("46")))]


# --- starting -----------------------------------------------------------------------------------


def test_start_queues_what_is_new_and_nothing_else():
    onboarding = start([A_LUOI, HOA_LU, HUE, BACH_LONG_VI])

    items = list(onboarding.items.order_by("position").values_list("unit_code", "subdomain", "state", "reached"))
    assert items == [("46", "hue", "queued", "nothing"), ("20056", "aluoi1", "queued", "nothing")]
    assert not Council.objects.filter(unit_code__in=["46", "20056"]).exists()
    entry = AuditEntry.objects.get(action="console.start_onboarding", object_id=str(onboarding.pk))
    assert entry.reason == "HĐ 12/2026"


def test_pattern_gives_each_council_its_own_administrator():
    onboarding = start([HUE, A_LUOI], administrator=FirstAdministrator("Nguyễn Văn A", " HDND.{ten}@Hue.gov.vn "))

    emails = onboarding.items.order_by("position").values_list("admin_email", "admin_name")
    assert list(emails) == [
        ("hdnd.hue@hue.gov.vn", "Nguyễn Văn A"),
        ("hdnd.aluoi1@hue.gov.vn", "Nguyễn Văn A"),
    ]


def test_without_address_nobody_is_named():
    onboarding = start([HUE], administrator=FirstAdministrator("Nguyễn Văn A", ""))

    assert list(onboarding.items.values_list("admin_email", "admin_name")) == [("", "")]


@pytest.mark.parametrize("ground", ["", "   "])
def test_start_asks_for_a_document(ground):
    with pytest.raises(GroundMissing):
        start([HUE], ground=ground)
    assert not Onboarding.objects.exists()


@pytest.mark.parametrize("units", [[], [HOA_LU], [BACH_LONG_VI], [HOA_LU, BACH_LONG_VI]])
def test_start_refuses_when_nothing_is_to_do(units):
    with pytest.raises(NothingToDo):
        start(units)
    assert not Onboarding.objects.exists()


def test_second_start_takes_only_what_the_first_left():
    start([HUE])

    second = start([HUE, A_LUOI])

    assert list(second.items.values_list("unit_code", flat=True)) == ["20056"]
    with pytest.raises(NothingToDo):
        start([HUE, A_LUOI])


@pytest.mark.parametrize("role", ["administrator", "council_chair", "everyone"])
def test_nobody_but_an_operator_may(role):
    onboarding = start([HUE])
    actor = actor_with(role)

    with pytest.raises(NotPermitted):
        plan_onboarding(actor=actor, units=[A_LUOI])
    with pytest.raises(NotPermitted):
        start([A_LUOI], actor=actor)
    with pytest.raises(NotPermitted):
        retry_failed(actor=actor, onboarding=onboarding, now=NOW)
    assert Onboarding.objects.count() == 1


# --- trying again -------------------------------------------------------------------------------


def test_retry_queues_the_failed_lines_and_keeps_what_they_reached():
    onboarding = start(three_units())
    first, second, _third = onboarding.items.order_by("position")
    put_in_state(first, "failed")
    OnboardingItem.objects.filter(pk=first.pk).update(reached="founded")
    put_in_state(second, "queued")
    later = NOW + timedelta(minutes=5)

    again = retry_failed(actor=OPERATOR, onboarding=onboarding, now=later)

    assert [item.pk for item in again] == [first.pk]
    first.refresh_from_db()
    assert (first.state, first.reached, first.error_code, first.touched_at) == ("queued", "founded", "", later)


def test_retry_refuses_when_nothing_failed():
    onboarding = start([HUE])

    with pytest.raises(NothingFailed):
        retry_failed(actor=OPERATOR, onboarding=onboarding, now=NOW)


def test_retry_leaves_a_unit_that_another_batch_is_making():
    first = start([AN_CUU])
    put_in_state(first.items.get(), "failed")
    start([AN_CUU])

    with pytest.raises(NothingFailed):
        retry_failed(actor=OPERATOR, onboarding=first, now=NOW)
    connection.check_constraints()
