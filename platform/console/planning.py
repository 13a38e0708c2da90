"""The dry run: what an onboarding would make, what is there already, and what stands in its way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from console.models import OnboardingItem
from console.permissions import Can
from kernel.access import Actor, require
from presets.subdomains import subdomain_of
from presets.units import Unit
from tenancy.models import Council, Domain


class Verdict(TextChoices):
    """What would become of one unit."""

    NEW = "new", _("Sẽ khởi tạo")
    EXISTS = "exists", _("Đã có")
    BUSY = "busy", _("Đang khởi tạo")
    TAKEN = "taken", _("Tên miền đã có nơi dùng")
    NO_COUNCIL = "no_council", _("Không tổ chức HĐND")


@dataclass(frozen=True)
class Line:
    """One unit of the plan. ``council_key`` names the council that is there already."""

    unit: Unit
    subdomain: str
    verdict: Verdict
    council_key: str = ""

    @property
    def host(self) -> str:
        """Return the whole host name of the council."""
        return host_of(self.subdomain)


@dataclass(frozen=True)
class Plan:
    """The units in order: provinces before their communes."""

    lines: tuple[Line, ...]

    @property
    def new(self) -> tuple[Line, ...]:
        """Return the lines that would be made."""
        return tuple(line for line in self.lines if line.verdict == Verdict.NEW)

    @property
    def hindered(self) -> tuple[Line, ...]:
        """Return the lines whose address belongs to somebody else: the only ones that need a decision."""
        return tuple(line for line in self.lines if line.verdict == Verdict.TAKEN)

    def counts(self) -> list[tuple[Verdict, int]]:
        """Return how many lines have each verdict, without those that none has."""
        counted = Counter(line.verdict for line in self.lines)
        return [(verdict, counted[verdict]) for verdict in Verdict if counted[verdict]]


def host_of(subdomain: str) -> str:
    """Return the host name of a subdomain."""
    return f"{subdomain}.{settings.COUNCIL_DOMAIN}"


def plan_onboarding(*, actor: Actor, units: Iterable[Unit]) -> Plan:
    """Return what an onboarding of these units would do; nothing changes.

    :raises NotPermitted: the actor may not onboard.
    """
    require(actor, Can.ONBOARD)
    chosen = sorted(dict.fromkeys(units), key=lambda unit: unit.level != "province")
    known = _known(chosen)
    return Plan(tuple(_line(unit, known) for unit in chosen))


@dataclass(frozen=True)
class _Known:
    councils: dict[str, str]
    subdomains: frozenset[str]
    hosts: frozenset[str]
    busy: frozenset[str]


def _known(units: list[Unit]) -> _Known:
    codes, names = [unit.code for unit in units], [subdomain_of(unit) for unit in units]
    rows = list(
        Council.objects.filter(Q(unit_code__in=codes) | Q(subdomain__in=names)).values_list(
            "unit_code", "key", "subdomain"
        )
    )
    hosts = Domain.objects.filter(domain__in=[host_of(name) for name in names])
    items = OnboardingItem.objects.at_work().filter(unit_code__in=codes)
    return _Known(
        councils={code: key for code, key, _name in rows},
        subdomains=frozenset(name for _code, _key, name in rows),
        hosts=frozenset(hosts.values_list("domain", flat=True)),
        busy=frozenset(items.values_list("unit_code", flat=True)),
    )


def _line(unit: Unit, known: _Known) -> Line:
    name = subdomain_of(unit)
    if not unit.has_council:
        return Line(unit, name, Verdict.NO_COUNCIL)
    if unit.code in known.busy:
        return Line(unit, name, Verdict.BUSY)
    if unit.code in known.councils:
        return Line(unit, name, Verdict.EXISTS, known.councils[unit.code])
    taken = name in known.subdomains or host_of(name) in known.hosts
    return Line(unit, name, Verdict.TAKEN if taken else Verdict.NEW)
