"""What operators see: the fleet, one council's facts, their own deeds, an onboarding."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet

from console.models import Onboarding, OnboardingItem
from console.permissions import Can
from hub.rollups.models import Recounted, RecountRun
from kernel.access import Actor, may, require
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from presets.units import search
from tenancy.models import Council, Domain, Level
from tenancy.workflow import Status

MOST_FOUND = 4000
MOST_DEEDS = 50
MOST_DIFFERING = 20
LEFT_LYING = timedelta(seconds=60)


@dataclass(frozen=True)
class FleetFilter:
    """What of the fleet is asked for; an empty value asks for everything."""

    text: str = ""
    province: str = ""
    status: str = ""


def list_fleet(actor: Actor, asked: FleetFilter) -> QuerySet[Council]:
    """Return the councils that are asked for, provinces first, by name."""
    require(actor, Can.SEE)
    councils = Council.objects.select_related("parent")
    if asked.province:
        councils = councils.filter(Q(unit_code=asked.province) | Q(parent__unit_code=asked.province))
    if asked.status:
        councils = councils.filter(status=asked.status)
    if asked.text.strip():
        codes = [unit.code for unit in search(asked.text, most=MOST_FOUND)]
        text = asked.text.strip()
        councils = councils.filter(Q(unit_code__in=codes) | Q(unit_name__icontains=text) | Q(subdomain__icontains=text))
    return councils.order_by("-level", "unit_name", "id")


def count_fleet(actor: Actor) -> dict[str, int]:
    """Return how many councils there are in all, by level and by status."""
    require(actor, Can.SEE)
    counted: dict[str, int] = Council.objects.aggregate(
        total=Count("id"),
        provinces=Count("id", filter=Q(level=Level.PROVINCE)),
        communes=Count("id", filter=Q(level=Level.COMMUNE)),
        **{status.value: Count("id", filter=Q(status=status)) for status in Status},
    )
    return counted


def list_differing(actor: Actor) -> list[Council]:
    """Return councils whose figures differed from their rows when they were last recounted, at most so many."""
    require(actor, Can.SEE)
    differing = Recounted.objects.filter(result=RecountRun.Result.DIFFERS).values("council_key")
    return list(Council.objects.filter(key__in=differing).order_by("unit_name", "id")[:MOST_DIFFERING])


def get_recounted(actor: Actor, council: Council) -> Recounted | None:
    """Return what the last recount of a council's figures said; None before the first."""
    require(actor, Can.SEE)
    return Recounted.objects.filter(council_key=council.key).first()


def list_provinces(actor: Actor) -> list[tuple[str, str]]:
    """Return code and name of the provinces that have a council here."""
    require(actor, Can.SEE)
    provinces = Council.objects.filter(level=Level.PROVINCE).order_by("unit_name")
    return list(provinces.values_list("unit_code", "unit_name"))


def get_council(actor: Actor, key: str) -> Council:
    """Return a council by its key.

    :raises NotFound: there is none, or the actor is no operator.
    """
    council = Council.objects.select_related("parent").filter(key=key).first()
    if council is None or not _sees(actor):
        raise NotFound()
    return council


def list_domains(actor: Actor, council: Council) -> list[Domain]:
    """Return the host names of a council, the chief one first."""
    require(actor, Can.SEE)
    return list(Domain.objects.filter(tenant=council).order_by("-is_primary", "domain"))


def count_communes(actor: Actor, council: Council) -> int:
    """Return how many communes' councils stand under a province's."""
    require(actor, Can.SEE)
    return Council.objects.filter(parent=council).count()


@dataclass(frozen=True)
class Deed:
    """One thing that was done to a council from here."""

    at: datetime
    who: str
    action: str
    reason: str


def list_deeds(actor: Actor, council: Council) -> list[Deed]:
    """Return the latest things done to a council in the operators' place, the newest first."""
    require(actor, Can.SEE)
    own = Q(object_label=council._meta.label_lower, object_id=str(council.pk))
    items = [str(pk) for pk in OnboardingItem.objects.filter(council=council).values_list("pk", flat=True)]
    of_items = Q(object_label=OnboardingItem._meta.label_lower, object_id__in=items)
    entries = list(AuditEntry.objects.filter(own | of_items).order_by("-id")[:MOST_DEEDS])
    names = _names({entry.account_id for entry in entries if entry.account_id})
    return [Deed(entry.at, names.get(entry.account_id, ""), entry.action, entry.reason) for entry in entries]


def get_invited(actor: Actor, council: Council) -> OnboardingItem | None:
    """Return the line by which a council's first administrator was last invited, if there is one."""
    require(actor, Can.SEE)
    line = last_invited(council)
    return line if line is not None and line.admin_email else None


def last_invited(council: Council) -> OnboardingItem | None:
    """Return the line that tells whom a council got as its first administrator; without one, its latest line."""
    lines = OnboardingItem.objects.filter(council=council).order_by("-touched_at", "-id")
    return lines.exclude(admin_email="").first() or lines.first()


def get_onboarding(actor: Actor, onboarding_id: UUID) -> Onboarding:
    """Return an onboarding.

    :raises NotFound: there is none, or the actor is no operator.
    """
    onboarding = Onboarding.objects.select_related("started_by").filter(pk=onboarding_id).first()
    if onboarding is None or not _sees(actor):
        raise NotFound()
    return onboarding


def list_items(actor: Actor, onboarding: Onboarding) -> list[OnboardingItem]:
    """Return the lines of an onboarding in order, with their councils."""
    require(actor, Can.SEE)
    return list(onboarding.items.select_related("council").order_by("position"))


def list_onboardings(actor: Actor, *, most: int = 5) -> list[Any]:
    """Return the latest onboardings with the counts of their lines."""
    require(actor, Can.SEE)
    state = OnboardingItem.State
    counted = Onboarding.objects.annotate(
        total=Count("items"),
        done=Count("items", filter=Q(items__state=state.DONE)),
        failed=Count("items", filter=Q(items__state=state.FAILED)),
    )
    return list(counted.order_by("-created_at", "-id")[:most])


def list_left_lying(*, now: datetime) -> list[UUID]:
    """Return the lines on which nobody has done anything for a minute though they are not finished."""
    items = OnboardingItem.objects.at_work().filter(touched_at__lt=now - LEFT_LYING)
    return list(items.order_by("onboarding_id", "position").values_list("pk", flat=True))


def _sees(actor: Actor) -> bool:
    return may(actor, Can.SEE)


def _names(ids: set[UUID]) -> dict[UUID | None, str]:
    return dict(get_user_model().objects.filter(pk__in=ids).values_list("pk", "full_name"))
