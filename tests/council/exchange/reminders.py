"""Reminders for tests: sent as a province's chair, carried, and what each side then has."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from council.exchange import actions
from council.exchange.actions.sending import To
from council.exchange.models import Matter, ReceivedReminder, Reminder
from council.law import national_rules
from council.roles import Role
from kernel import clock, outbox
from tenancy.border.carrying import carry
from tenancy.place import entered
from tests.factories.actors import actor_with

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DAY = clock.local_day(NOW)
RULES = national_rules("province", DAY)
SUBJECT = "Gửi đủ tài liệu kỳ họp đến đại biểu"


def to_of(council, **changes) -> To:
    known = {"why": "Hạn 20/11/2026 đã qua.", "matter_on": DAY - timedelta(days=3)}
    return To(council.unit_code, council.key, council.unit_name, **{**known, **changes})


def wanted(**changes) -> actions.Wanted:
    known = {"matter": Matter.PAPERS, "subject": SUBJECT, "due_on": DAY + timedelta(days=5), "note": "Rất gấp."}
    return actions.Wanted(**{**known, **changes})


def chair_of(province, account=None):
    actor = actor_with(Role.COUNCIL_CHAIR, place=province.key)
    return replace(actor, account_id=account.id, name=account.full_name) if account else actor


def remind(province, *to, actor=None, now=NOW, **changes) -> list[Reminder]:
    who = actor or chair_of(province)
    return actions.remind_communes(actor=who, province=province, to=to, wanted=wanted(**changes), now=now, rules=RULES)


def move(*councils) -> None:
    """Let each council's events be handled and its letters be carried."""
    for council in councils:
        with entered(council):
            outbox.drain()
            carry(council.key)
            outbox.drain()


def received_in(council) -> list[ReceivedReminder]:
    with entered(council):
        return list(ReceivedReminder.objects.order_by("received_at", "id"))
