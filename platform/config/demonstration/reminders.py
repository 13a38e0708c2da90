"""The province reminds two communes of minutes that wait for their signatures; one has seen it and answered.

Everything goes the ordinary way: the action, the hand-over with its receipt, the answer back.
"""

from datetime import timedelta

from config.demonstration.logins import acting
from council.exchange import actions
from council.exchange.actions.sending import To
from council.exchange.models import Matter, ReceivedReminder, Reminder
from council.exchange.queries import list_owed
from council.exchange.workflow import Reply
from council.rulebook.queries import load_rules
from kernel import clock, outbox
from tenancy.models import Council
from tenancy.place import entered, in_public
from tenancy.tasks.border import carry_hand_overs

SILENT, ANSWERING = "Xã Nho Quan", "Phường Hoa Lư"
SENDER, ANSWERER = "phochutich", "vanphong"
SUBJECT = "Hoàn thiện và ký biên bản kỳ họp"
NOTE = "Sau khi ký, gửi Thường trực Hội đồng nhân dân tỉnh cùng các nghị quyết đã thông qua."
WORDS = "Biên bản đã hoàn thiện, đang chờ Chủ toạ kỳ họp ký."
IN_DAYS, PROMISED = timedelta(days=5), timedelta(days=3)


def remind_communes(province: Council) -> None:
    """Send the two reminders, carry them, answer one; nothing when the province has sent any before."""
    with entered(province):
        if Reminder.objects.exists() or not _send(province):
            return
        outbox.drain()
    carry_hand_overs.apply(kwargs={"council_key": province.key}, throw=True)
    with in_public():
        commune = Council.objects.get(parent=province, unit_name=ANSWERING)
    with entered(commune):
        _answer()
        outbox.drain()
    carry_hand_overs.apply(kwargs={"council_key": commune.key}, throw=True)


def _send(province: Council) -> list[Reminder]:
    now = clock.now()
    actor, today = acting(SENDER, now), clock.local_day(now)
    owed = [
        one
        for one in list_owed(actor, province, today=today)
        if one.matter == Matter.MINUTES and one.commune.unit_name in {SILENT, ANSWERING}
    ]
    if not owed:
        return []
    return actions.remind_communes(
        actor=actor,
        province=province,
        to=[To(one.commune.unit_code, one.commune.key, one.commune.unit_name, one.why, one.due_on) for one in owed],
        wanted=actions.Wanted(Matter.MINUTES, SUBJECT, today + IN_DAYS, NOTE),
        now=now,
        rules=load_rules(level=province.level, at=today),
    )


def _answer() -> None:
    """Open what arrived and promise a day; what is on its way still is answered by nobody."""
    now = clock.now()
    actor = acting(ANSWERER, now)
    reminder = ReceivedReminder.objects.order_by("id").first()
    if reminder is None:
        return
    reminder = actions.see_reminder(actor=actor, reminder=reminder, now=now)
    said = actions.Said(Reply.WILL_DO, promised_on=clock.local_day(now) + PROMISED, words=WORDS)
    actions.answer_reminder(actor=actor, reminder=reminder, said=said, read=reminder.answered_at, now=clock.now())
