"""Constituencies of a term made and changed, and in which of them a delegate was elected."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.actions.present import check_open
from council.people.actions.showing import show_delegate, show_directory
from council.people.models import Constituency, Mandate, TermOfOffice
from council.people.permissions import Can
from council.people.queries.constituencies import find_former_units
from kernel import audit
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import lock
from kernel.vietnamese import fold


class ConstituencyKnown(Refusal):
    """The term has a constituency of this number or of this name."""

    code = "constituency_known"
    message = _("Đơn vị bầu cử có số hoặc tên này đã có trong nhiệm kỳ.")
    field = "name"


class NotOfTerm(Refusal):
    """A delegate was elected in a constituency of the mandate's own term."""

    code = "not_of_term"
    message = _("Đơn vị bầu cử này không thuộc nhiệm kỳ của đại biểu.")
    field = "constituency"


class NotMerged(Refusal):
    """Only the places of a merged council belonged to another unit before."""

    code = "not_merged"
    message = _("Hội đồng này không hợp nhất từ nhiều đơn vị, nên không có đơn vị trước sắp xếp.")
    field = "former_unit"


@dataclass(frozen=True)
class Ground:
    """What a constituency is called, which places belong to it, how many it elects, of which unit it was before."""

    name: str
    area: str = ""
    seats: int = 0
    former_unit: str = ""


@transaction.atomic
def add_constituency(*, actor: Actor, term: TermOfOffice, number: int, ground: Ground) -> Constituency:
    """Make a constituency of a term.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises ConstituencyKnown: the number or the name is taken.
    :raises NotMerged: a former unit is named, and the council was not merged.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    term, values = lock(term), _plain(ground)
    check_open(term)
    _check_former(term, values)
    if term.constituencies.filter(Q(number=number) | Q(name=values["name"])).exists():
        raise ConstituencyKnown()
    constituency: Constituency = Constituency.objects.create(term=term, number=number, **values)
    audit.record(actor, "people.add_constituency", constituency)
    return constituency


@transaction.atomic
def edit_constituency(
    *, actor: Actor, constituency: Constituency, ground: Ground, version: int | None = None
) -> Constituency:
    """Give a constituency another name, area, number of seats or former unit.

    ``version`` is the one that the actor read (None: whatever stands now).

    :raises NotPermitted: the actor may not arrange bodies.
    :raises VersionClash: somebody else changed it since.
    :raises ConstituencyKnown: another one of the term has the name.
    :raises NotMerged: another former unit is named, and the council was not merged.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    term, values = lock(constituency.term), _plain(ground)
    check_open(term)
    constituency = lock(constituency, version=version)
    if term.constituencies.filter(name=values["name"]).exclude(pk=constituency.pk).exists():
        raise ConstituencyKnown()
    if values["former_unit"] != constituency.former_unit:
        _check_former(term, values)
    changed = [name for name, value in values.items() if getattr(constituency, name) != value]
    for name in changed:
        setattr(constituency, name, values[name])
    constituency.version += 1
    constituency.save(update_fields=[*changed, "version"])
    audit.record(actor, "people.edit_constituency", constituency, fields=changed)
    show_directory(term, actor=actor)
    return constituency


@transaction.atomic
def set_constituency(*, actor: Actor, mandate: Mandate, constituency: Constituency, document: str = "") -> Mandate:
    """Record in which constituency a delegate was elected.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises NotOfTerm: it is of another term than the mandate.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    mandate = lock(mandate)
    if constituency.term_id != mandate.term_id:
        raise NotOfTerm()
    check_open(mandate.term)
    mandate.constituency = constituency
    mandate.version += 1
    mandate.save(update_fields=["constituency", "version"])
    audit.record(actor, "people.set_constituency", mandate, fields=("constituency",), reason=document)
    show_delegate(mandate, actor=actor)
    return mandate


def note_former_unit(actor: Actor, constituency: Constituency, unit: str) -> None:
    """Record of which unit a constituency was before. The caller checked that the actor may.

    :raises NotMerged: the council was not merged.
    """
    values: dict[str, str | int] = {"former_unit": unit}
    _check_former(constituency.term, values)
    constituency.former_unit = values["former_unit"]
    constituency.version += 1
    constituency.save(update_fields=["former_unit", "version"])
    audit.record(actor, "people.edit_constituency", constituency, fields=("former_unit",))


def _plain(ground: Ground) -> dict[str, str | int]:
    values = asdict(ground)
    return {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in values.items()}


def _check_former(term: TermOfOffice, values: dict[str, str | int]) -> None:
    """Write a former unit as the term's other constituencies do, whatever its capitals and marks.

    :raises NotMerged: the council was not merged.
    """
    typed = str(values["former_unit"])
    if not typed:
        return
    if not term.is_merged:
        raise NotMerged()
    known = {fold(name): name for name in find_former_units(term)}
    values["former_unit"] = known.get(fold(typed), typed)
