"""What follows for people: who is given a duty, asked to confirm a moved right or moved by it is told of it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.events.people import DutyGiven
from council.people.models import Duty
from council.people.queries import find_account
from council.people.queries.rights import list_who_may_confirm, list_whom_it_moves, words_of
from kernel import clock, notify, outbox
from kernel.access.events import RightMoveDecided, RightMoveProposed
from kernel.access.models import RightMove
from kernel.access.workflow import MoveState
from kernel.accounts.models import Account

WAITING_PATH = "/dai-bieu/ban-giao/cho-nhan/"
RIGHTS_PATH = "/phan-quyen/"
_DECIDED = {
    MoveState.IN_FORCE: gettext_lazy("Đã thay đổi quyền"),
    MoveState.REFUSED: gettext_lazy("Đề nghị thay đổi quyền không được xác nhận"),
    MoveState.UNDONE: gettext_lazy("Đã hoàn tác thay đổi quyền"),
}


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


@outbox.on(RightMoveProposed)
def tell_who_may_confirm(event: RightMoveProposed, *, event_id: UUID) -> None:
    """Tell each person whose word a change of rights waits for, while it waits."""
    move = RightMove.objects.get(id=event.move_id)
    if move.state == MoveState.PROPOSED:
        told = _told(move, event_id, subject=_("Đề nghị thay đổi quyền chờ ông/bà xác nhận"))
        for account in list_who_may_confirm(move, on=clock.today()):
            notify.tell(account=account, **told)


@outbox.on(RightMoveDecided)
def tell_of_moved_right(event: RightMoveDecided, *, event_id: UUID) -> None:
    """Tell who proposed a change what became of it, and the people of the role what they may do from now on."""
    move = RightMove.objects.get(id=event.move_id)
    told = _told(move, event_id, subject=_DECIDED[event.state])
    proposer = Account.objects.filter(id=move.proposed_by, state=Account.State.ACTIVE)
    moved = [] if event.state == MoveState.REFUSED else list_whom_it_moves(move, on=clock.today())
    last = move.ended_by or move.decided_by
    for account in {*proposer, *moved}:
        if account.pk != last:
            notify.tell(account=account, **told)


def _told(move: RightMove, event_id: UUID, *, subject: Any) -> dict[str, Any]:
    day = _("Áp dụng từ ngày %(day)s.") % {"day": f"{move.from_on:%d/%m/%Y}"}
    body = f"{words_of(move)}. {day} {move.end_reason or move.reason}"
    return {"subject": str(subject), "body": body, "path": RIGHTS_PATH, "event_id": event_id}
