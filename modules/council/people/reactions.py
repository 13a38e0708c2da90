"""What follows for people: who is given a duty is told of it."""

from uuid import UUID

from django.utils.translation import gettext as _

from council.events.people import DutyGiven
from council.people.models import Duty
from council.people.queries import find_account
from kernel import notify, outbox

WAITING_PATH = "/dai-bieu/ban-giao/cho-nhan/"


@outbox.on(DutyGiven)
def tell_of_duty(event: DutyGiven, *, event_id: UUID) -> None:
    """Tell the receiver, if the duty still waits for that person."""
    duty = Duty.objects.select_related("receiver", "handover__person").get(id=event.duty_id)
    receiver = duty.receiver
    account = find_account(receiver) if receiver is not None and receiver.id == event.receiver_id else None
    if account is not None:
        words = {"name": duty.handover.person.full_name}
        subject = _("Việc do %(name)s bàn giao đang chờ ông/bà nhận") % words
        notify.tell(account=account, subject=subject, body=duty.label, path=WAITING_PATH, event_id=event_id)
