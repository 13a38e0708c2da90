"""The simplified office: in a small commune one person may do all the office's work."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people import law
from council.roles import OFFICE
from kernel import clock
from kernel.access import Actor
from kernel.access.actions import simplify
from kernel.access.models import RightMove
from kernel.access.queries import count_hands
from kernel.refusal import Refusal


class OfficeTooLarge(Refusal):
    """The place has hands enough to keep the duties apart."""

    code = "office_too_large"
    message = _("Chế độ văn phòng đơn giản chỉ dành cho Hội đồng cấp xã có không quá ba người làm việc văn phòng.")


@transaction.atomic
def simplify_office(*, actor: Actor, level: str, reason: str, from_on: date, now: datetime) -> RightMove:
    """Propose that few hands do all the office's work here; a second person confirms it.

    What stays: who writes a text does not sign it, nobody gives himself a role or confirms his own proposal.

    :raises NotPermitted: the actor may not propose it.
    :raises OfficeTooLarge: the council is a province's, or its office has more than three people.
    :raises AlreadyMoved, MoveReasonMissing, DayPassed: from the change of rights.
    """
    if not law.may_be_simplified(level=level, hands=count_hands(OFFICE, on=clock.local_day(now))):
        raise OfficeTooLarge()
    return simplify(actor=actor, reason=reason, from_on=from_on, now=now)
