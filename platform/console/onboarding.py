"""Making one council, step by step. Each step is committed before the next and may be repeated at any time.

A worker that is killed leaves its line as "working"; whoever takes it up goes on after the last step that was
reached. One lock per line lets only one worker at it; PostgreSQL releases the lock of a dead one.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from console import letters
from console.founding import FOUNDER, AlreadyInside, found_council, open_first_administrator
from console.models import OnboardingItem, Reached, Trouble
from console.progress import tell_later
from kernel import audit, locks
from kernel.access import Actor, take
from kernel.refusal import Refusal
from presets.preset import preset_for
from presets.units import communes_of, unit_of
from tenancy import lifecycle
from tenancy.models import Council, Level
from tenancy.place import in_public
from tenancy.provisioning import NewCouncil, provision
from tenancy.workflow import Status

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
WORKER = Actor.system(FOUNDER)


class SubdomainTaken(Refusal):
    """The address belongs to the council of another unit."""

    code = Trouble.SUBDOMAIN_TAKEN.value
    message = Trouble.SUBDOMAIN_TAKEN.label


class GaveUp(Refusal):
    """The line was begun again and again and never came to its end."""

    code = Trouble.GAVE_UP.value
    message = Trouble.GAVE_UP.label


def work_off(item_id: UUID, *, now: datetime) -> None:
    """Bring one line to its end, from wherever it stands; nothing happens when another worker is at it.

    What goes wrong is written on the line for the operators; the batch goes on without it.
    """
    with in_public(), locks.alone(f"onboarding-item-{item_id}") as taken:
        item = _begin(item_id, now) if taken else None
        if item is not None:
            _go_on(item, now)


def _go_on(item: OnboardingItem, now: datetime) -> None:
    try:
        _check_patience(item)
        for reached, work in STAGES:
            if _is_before(item, reached):
                work(item, now)
                _reach(item, reached, now)
        _step(item, "finish", now)
    except Exception as error:  # the batch goes on; the operators see the line, the log has the whole
        logger.exception("onboarding of unit %s failed", item.unit_code)
        code = error.code if isinstance(error, Refusal) else ""
        _step(item, "fail", now, trouble=Trouble(code) if code in Trouble.values else Trouble.UNEXPECTED)


def _check_patience(item: OnboardingItem) -> None:
    if item.attempts > MOST_ATTEMPTS:
        raise GaveUp()


def _provision(item: OnboardingItem, now: datetime) -> None:  # noqa: ARG001 -- the shape of every stage
    unit = unit_of(item.unit_code)
    made = provision(
        NewCouncil(
            name=unit.council_name,
            unit_name=unit.name,
            unit_kind=unit.kind.value,
            unit_code=unit.code,
            level=unit.level.value,
            subdomain=item.subdomain,
            modules=list(preset_for(unit).modules),
        )
    )
    if made.unit_code != unit.code:
        raise SubdomainTaken()
    item.council = Council.objects.get(pk=made.pk)
    _join_family(unit.province_code)


def _found(item: OnboardingItem, now: datetime) -> None:  # noqa: ARG001 -- the shape of every stage
    found_council(_council(item), preset_for(unit_of(item.unit_code)))


def _invite(item: OnboardingItem, now: datetime) -> None:
    if not item.admin_email:
        return
    council = _council(item)
    try:
        opened = open_first_administrator(council, full_name=item.admin_name, email=item.admin_email, now=now)
    except AlreadyInside:
        return
    letters.send_invitation(council, opened)
    item.invited_at = now


def _activate(item: OnboardingItem, now: datetime) -> None:  # noqa: ARG001 -- the shape of every stage
    council = _council(item)
    if council.status == Status.FOUNDING:
        lifecycle.activate(actor=WORKER, council=council)


STAGES: tuple[tuple[Reached, Callable[[OnboardingItem, datetime], None]], ...] = (
    (Reached.PROVISIONED, _provision),
    (Reached.FOUNDED, _found),
    (Reached.INVITED, _invite),
    (Reached.ACTIVE, _activate),
)


def _is_before(item: OnboardingItem, reached: Reached) -> bool:
    order = Reached.values
    return order.index(item.reached) < order.index(reached)


def _council(item: OnboardingItem) -> Council:
    """Return the line's council as it is now.

    :raises Council.DoesNotExist: it was never made.
    """
    return Council.objects.get(onboarding_items=item)


@transaction.atomic
def _join_family(province_code: str) -> None:
    """Put the communes that are there under their province's council, whichever of them came first."""
    locks.hold_until_commit(f"family-{province_code}")
    councils = Council.objects.filter(level=Level.PROVINCE, unit_code=province_code)
    province = councils.order_by("-created_at").first()
    if province is not None:
        orphans = Council.objects.filter(level=Level.COMMUNE, parent__isnull=True)
        orphans.filter(unit_code__in=[unit.code for unit in communes_of(province_code)]).update(parent=province)


@transaction.atomic
def _begin(item_id: UUID, now: datetime) -> OnboardingItem | None:
    """Take a line up; return None when it is finished, failed or was never there."""
    item = OnboardingItem.objects.select_for_update().filter(pk=item_id).first()
    if item is None or item.state not in (item.State.QUEUED, item.State.WORKING):
        return None
    item.state, item.touched_at = take("begin", WORKER, item).target, now
    item.attempts += 1
    item.save(update_fields=["state", "touched_at", "attempts"])
    tell_later(item.onboarding_id, item.pk)
    return item


@transaction.atomic
def _reach(item: OnboardingItem, reached: Reached, now: datetime) -> None:
    item.reached, item.touched_at = reached, now
    item.save(update_fields=["reached", "touched_at", "council", "invited_at"])
    tell_later(item.onboarding_id, item.pk)


@transaction.atomic
def _step(item: OnboardingItem, name: str, now: datetime, *, trouble: str = "") -> None:
    item.state, item.error_code, item.touched_at = take(name, WORKER, item).target, trouble, now
    item.save(update_fields=["state", "error_code", "touched_at"])
    audit.record(WORKER, f"console.{name}_item", item, fields=["state"], reason=str(trouble))
    tell_later(item.onboarding_id, item.pk)
