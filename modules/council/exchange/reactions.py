"""Who hears of reminders: in the commune those who answer, in the province who sent it."""

from uuid import UUID

from django.utils.translation import gettext as _

from council.events.exchange import ReminderNotDelivered, ReminderReceived, ReminderReplied, WithdrawalReceived
from council.exchange import law
from council.exchange.models import ReceivedReminder, Reminder
from council.exchange.queries.words import because_words, reply_words
from council.roles import Role
from kernel import clock, notify, outbox
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account

ANSWERING = (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.OFFICE_STAFF)


@outbox.on(ReminderReceived)
def tell_of_reminder(event: ReminderReceived, *, event_id: UUID) -> None:
    """Tell the chair, the vice chairs and the office that the province reminds them, and until when."""
    reminder = ReceivedReminder.objects.get(id=event.reminder_id)
    words = {"who": reminder.sender_name, "what": reminder.subject, "day": f"{reminder.due_on:%d/%m/%Y}"}
    subject = _("%(who)s nhắc việc, làm trước ngày %(day)s: %(what)s") % words
    _tell_answering(reminder, event_id, subject, reminder.note)


@outbox.on(WithdrawalReceived)
def tell_of_withdrawal(event: WithdrawalReceived, *, event_id: UUID) -> None:
    """Tell the same people that the province took a reminder back, and why."""
    reminder = ReceivedReminder.objects.get(id=event.reminder_id)
    words = {"who": reminder.sender_name, "what": reminder.subject}
    subject = _("%(who)s thu hồi lời nhắc, không cần làm gì thêm: %(what)s") % words
    _tell_answering(reminder, event_id, subject, reminder.withdrawn_reason)


@outbox.on(ReminderReplied)
def tell_of_answer(event: ReminderReplied, *, event_id: UUID) -> None:
    """Tell who sent a reminder what the commune says."""
    reminder = Reminder.objects.get(id=event.reminder_id)
    words = {"who": reminder.council_name, "reply": reply_words(reminder), "what": reminder.subject}
    subject = _("%(who)s trả lời “%(reply)s”: %(what)s") % words
    _tell_sender(reminder, event_id, subject, reminder.words)


@outbox.on(ReminderNotDelivered)
def tell_of_delay(event: ReminderNotDelivered, *, event_id: UUID) -> None:
    """Tell who sent a reminder that it is held on its way or could not be sent, and why."""
    reminder = Reminder.objects.get(id=event.reminder_id)
    words = {"who": reminder.council_name, "what": reminder.subject}
    subject = _("Lời nhắc gửi %(who)s chưa đến: %(what)s") % words
    _tell_sender(reminder, event_id, subject, str(because_words(event.because)))


def _tell_answering(reminder: ReceivedReminder, event_id: UUID, subject: str, body: str) -> None:
    held = HoldingRow.objects.in_force(clock.today()).filter(role__in=ANSWERING).values("account_id")
    for account in Account.objects.filter(id__in=held):
        path = law.received_path(reminder.id)
        notify.tell(account=account, subject=subject, body=body, path=path, event_id=event_id)


def _tell_sender(reminder: Reminder, event_id: UUID, subject: str, body: str) -> None:
    account = Account.objects.filter(id=reminder.sent_by).first() if reminder.sent_by else None
    if account is not None:
        notify.tell(account=account, subject=subject, body=body, path=law.sent_path(reminder.id), event_id=event_id)
