"""Setting a council's own target of an indicator, and ending it; nothing is ever edited."""

from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.indicators import law
from council.indicators.models import OwnTarget
from council.indicators.permissions import Can
from kernel import audit, clock, locks
from kernel.access import Actor, require
from kernel.refusal import Refusal


class TargetDocumentMissing(Refusal):
    """A council's own target rests on a document of the council."""

    code = "target_document_missing"
    message = _("Hãy ghi số, ký hiệu văn bản đặt mục tiêu.")
    field = "document"


class TargetInPast(Refusal):
    """What was told of past periods is not held against another target afterwards."""

    code = "target_in_past"
    message = _("Ngày áp dụng không được trước hôm nay.")
    field = "from_on"


class NoOwnTarget(Refusal):
    """The council has set no target of its own that could end."""

    code = "no_own_target"
    message = _("Hội đồng chưa đặt mục tiêu riêng để kết thúc.")
    field = "document"


@transaction.atomic
def set_target(
    *, actor: Actor, indicator: law.Indicator, value: Fraction, document: str, from_on: date, now: datetime
) -> OwnTarget:
    """Set the council's own target of an indicator from a day on; earlier days keep theirs.

    :raises NotPermitted: the actor may not set targets.
    :raises TargetOutOfBounds: no council can reach it, or any would.
    :raises TargetDocumentMissing, TargetInPast: see the sentences.
    """
    require(actor, Can.SET_TARGET)
    written = OwnTarget.written(law.check_target(value, indicator.unit))
    return _kept(actor, OwnTarget(indicator=indicator.name, value=written), document, from_on, now)


@transaction.atomic
def end_target(*, actor: Actor, indicator: law.Indicator, document: str, from_on: date, now: datetime) -> OwnTarget:
    """Return to the general target from a day on; the council's own stays in the history.

    :raises NotPermitted: the actor may not set targets.
    :raises NoOwnTarget: the council has none, or has ended it.
    :raises TargetDocumentMissing, TargetInPast: see the sentences.
    """
    require(actor, Can.SET_TARGET)
    locks.hold_until_commit(f"targets:{indicator.name}")
    last = OwnTarget.objects.filter(indicator=indicator.name).in_order().last()
    if last is None or last.state == OwnTarget.State.ENDED:
        raise NoOwnTarget()
    row = OwnTarget(indicator=indicator.name, state=OwnTarget.State.ENDED)
    return _kept(actor, row, document, from_on, now)


def _kept(actor: Actor, row: OwnTarget, document: str, from_on: date, now: datetime) -> OwnTarget:
    if not document.strip():
        raise TargetDocumentMissing()
    if from_on < clock.local_day(now):
        raise TargetInPast()
    row.document, row.from_on = document.strip(), from_on
    row.set_by, row.set_by_name = actor.account_id, actor.name
    row.save()
    audit.record(actor, "indicators.set_target", row, fields=("state", "value"), reason=row.document)
    return row
