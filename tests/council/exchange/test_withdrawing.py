"""Taking a reminder back: whoever of the two letters comes first, both sides end with the same."""

from datetime import timedelta

import pytest

from council.exchange import actions
from council.exchange.actions import AlreadyDone, NoReason, Said, Told
from council.exchange.border import CARRIER, REMINDER, WITHDRAWAL, columns_of
from council.exchange.law import withdrawal_key
from council.exchange.models import ReceivedReminder, Reminder
from council.exchange.queries import list_open_received, may_withdraw, sent_of
from council.exchange.workflow import Reply
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed, hold
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.refusal import Refusal
from tenancy.border.models import Leg
from tenancy.border.receiving import Letter, take_in
from tenancy.place import entered
from tests.council.exchange.reminders import DAY, NOW, chair_of, move, received_in, remind, to_of
from tests.factories.actors import LONG_AGO, actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_account
from tests.kernel.accounts.browsers import words

WHY = "Số liệu nhầm, xã đã gửi đủ tài liệu."
OFFICE = actor_with(Role.OFFICE_STAFF)
LATER = NOW + timedelta(hours=2)


def withdraw(province, reminder, *, reason=WHY, actor=None):
    return actions.withdraw_reminder(actor=actor or chair_of(province), reminder=reminder, reason=reason, now=LATER)


def test_taken_back_on_both_sides_with_a_receipt_and_a_word_to_those_who_answer(province, commune):
    with entered(commune):
        chief = make_account()
        hold(account=chief, role=Role.OFFICE_CHIEF, from_on=LONG_AGO, source="test")
    (sent,) = remind(province, to_of(commune))
    move(province, commune)

    withdraw(province, sent)
    move(province, commune)

    sent.refresh_from_db()
    assert (sent.state, sent.withdrawn_reason, sent.withdrawal_because) == ("withdrawn", WHY, "")
    assert sent.withdrawal_arrived_at is not None
    assert not may_withdraw(chair_of(province), sent)
    assert [view for view in ("", "cho", "qua-han", "thu-hoi") if sent in sent_of(view, DAY + timedelta(days=99))] == [
        "",
        "thu-hoi",
    ]
    with entered(commune):
        (there,) = received_in(commune)
        assert (there.state, there.withdrawn_reason, there.is_overdue(DAY + timedelta(days=99))) == (
            "withdrawn",
            WHY,
            False,
        )
        assert list_open_received(OFFICE) == []
        subjects = list(Notice.objects.filter(account=chief).order_by("created_at").values_list("subject", flat=True))
        assert ["nhắc việc" in subjects[0], "thu hồi" in subjects[1], len(subjects)] == [True, True, 2]
        with pytest.raises(StepNotAllowed):
            actions.answer_reminder(actor=OFFICE, reminder=there, said=Said(Reply.DONE), read=None, now=LATER)


def test_a_withdrawal_that_comes_before_its_reminder_holds_when_the_reminder_comes(province, commune):
    (sent,) = remind(province, to_of(commune))
    columns = columns_of(sent)
    with entered(commune):
        take_in(letter(sent, WITHDRAWAL, province, {"reminder_id": str(sent.id), "reason": WHY}), now=NOW)
        assert received_in(commune) == []
        take_in(letter(sent, REMINDER, province, columns), now=LATER)

        (there,) = received_in(commune)

    assert (there.state, there.withdrawn_reason) == ("withdrawn", WHY)


def letter(sent, passage, sender, columns, **changes) -> Letter:
    id = sent.id if passage == REMINDER else withdrawal_key(sent.id)
    known = {"id": id, "subject_id": id, "sender_key": sender.key, **changes}
    return Letter(passage=passage.name, leg=Leg.THERE, number=0, columns=columns, **known)


@pytest.mark.parametrize(
    "columns",
    [
        {"reminder_id": None},
        {"reminder_id": "không phải khoá"},
        {"reminder_id": str(new_key())},
        {"reason": ""},
        {"reason": "a" * 501},
    ],
)
def test_a_withdrawal_of_another_shape_is_not_taken(province, commune, columns):
    (sent,) = remind(province, to_of(commune))
    move(province)
    whole = {"reminder_id": str(sent.id), "reason": WHY, **columns}
    with entered(commune):
        with pytest.raises(Refusal):
            take_in(letter(sent, WITHDRAWAL, province, whole), now=LATER)
        assert [one.state for one in ReceivedReminder.objects.all()] == ["new"]


def test_nobody_takes_back_what_another_council_sent(province, commune, other_council):
    (sent,) = remind(province, to_of(commune))
    move(province)
    with entered(commune):
        with pytest.raises(Refusal):
            foreign = letter(sent, WITHDRAWAL, other_council, {"reminder_id": str(sent.id), "reason": WHY})
            take_in(foreign, now=LATER)
        assert [one.state for one in ReceivedReminder.objects.all()] == ["new"]


def test_who_may_and_when(province, commune):
    (sent,) = remind(province, to_of(commune))
    for stranger in (actor_with(Role.COMMITTEE_HEAD, place=province.key), actor_with(Role.ADMINISTRATOR)):
        assert not may_withdraw(stranger, sent)
        with pytest.raises(NotPermitted):
            withdraw(province, sent, actor=stranger)
    with pytest.raises(NoReason):
        withdraw(province, sent, reason="  ")
    Reminder.objects.filter(pk=sent.pk).update(state="answered", reply="done", answered_at=NOW)
    with pytest.raises(AlreadyDone):
        withdraw(province, sent)
    Reminder.objects.filter(pk=sent.pk).update(state="refused", reply="")
    with pytest.raises(StepNotAllowed):
        withdraw(province, sent)
    with pytest.raises(NotPermitted):
        actions.note_withdrawal(actor=chair_of(province), reminder=sent, because="", arrived_at=NOW)
    sent.refresh_from_db()
    assert (sent.state, sent.withdrawn_at) == ("refused", None)


def test_an_answer_on_its_way_is_kept_and_changes_nothing_and_the_matter_may_be_reminded_again(province, commune):
    (sent,) = remind(province, to_of(commune))
    withdraw(province, sent)

    actions.note_answer(
        actor=CARRIER, reminder=sent, told=Told(number=1, seen_at=NOW, answered_at=NOW, reply="will_do")
    )
    actions.note_fate(actor=CARRIER, reminder=sent, state="arrived", because="", at=NOW)

    sent.refresh_from_db()
    assert (sent.state, sent.reply, sent.arrived_at) == ("withdrawn", "will_do", NOW)
    assert len(remind(province, to_of(commune))) == 1


def test_the_page_asks_why_and_says_what_became_of_it(province, commune):
    (sent,) = remind(province, to_of(commune), now=clock.now(), due_on=clock.today())
    office, head = browser_of(province, Role.OFFICE_STAFF), browser_of(province, Role.COMMITTEE_HEAD)
    page = f"/nhac-viec/{sent.id}/"
    assert "Thu hồi" in words(office.get(page))
    assert "thu-hoi" not in head.get(page).content.decode()
    assert head.get(f"{page}thu-hoi/").status_code == 403
    assert office.get(f"/nhac-viec/{new_key()}/thu-hoi/").status_code == 404

    refused = office.post(f"{page}thu-hoi/", {"reason": ""})
    assert (refused.status_code, "Hãy ghi lý do" in words(refused)) == (422, True)
    done = office.post(f"{page}thu-hoi/", {"reason": WHY})

    assert (done.status_code, done.headers["Location"]) == (302, f"{page}?told=withdrawn")
    assert WHY in words(office.get(page))
    assert "Đang báo cho nơi được nhắc" in words(office.get(page))
    move(province)
    assert "Nơi được nhắc đã được báo lúc" in words(office.get(page))
    assert office.post(f"{page}thu-hoi/", {"reason": WHY}).status_code in {409, 422}
    with entered(commune):
        (there,) = received_in(commune)
        chair = browser_of(commune, Role.COUNCIL_CHAIR)
        told = words(chair.get(f"/duoc-nhac/{there.id}/"))
        assert ("đã thu hồi lời nhắc này" in told, WHY in told, "Trả lời lại" in told) == (True, True, False)
