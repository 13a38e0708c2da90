"""Telling, marking as read, and mail whose log keeps no body."""

import smtplib
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from kernel import clock, notify
from kernel.access import Actor
from kernel.accounts.demo import make_account
from kernel.notify.models import Mail, Notice
from kernel.refusal import NotFound


class Refusing(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected("Connection lost to nguyenvana@example.vn")


REFUSING = f"{__name__}.Refusing"


def person(username: str, email: str = ""):
    return make_account(username=username, full_name="Phạm Thị Hoa", password="ngọn đèn đứng gác", email=email)


def actor_for(account) -> Actor:
    return Actor(account_id=account.pk, name=account.full_name, person_id=None, holdings=frozenset())


def test_same_event_is_told_once_to_each_account(council):
    hoa, lan, event_id = person("hoa"), person("lan"), uuid4()

    first = notify.tell(account=hoa, subject="Triệu tập kỳ họp", event_id=event_id)
    again = notify.tell(account=hoa, subject="Triệu tập kỳ họp", event_id=event_id)
    notify.tell(account=lan, subject="Triệu tập kỳ họp", event_id=event_id)

    assert again.pk == first.pk
    assert Notice.objects.count() == 2


def test_notices_without_event_are_each_kept(council):
    hoa = person("hoa")

    for _ in range(2):
        notify.tell(account=hoa, subject="Nhắc việc")

    assert notify.count_unread(actor_for(hoa)) == 2


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "ky-hop/"])
def test_notice_leads_nowhere_else(council, path):
    with pytest.raises(ValueError):
        notify.tell(account=person("hoa"), subject="x", path=path)

    assert Notice.objects.count() == 0


def test_mail_is_sent_once_with_the_page_and_logged_without_a_word_of_it(council):
    hoa = person("hoa", "hoa@example.vn")
    notice = notify.tell(account=hoa, subject="Triệu tập\nkỳ họp", body="Kỳ họp thứ 5", path="/ky-hop/5/")

    assert notify.send_mail_for(notice.pk, base_address="https://hoalu.example.vn")
    assert notify.send_mail_for(notice.pk, base_address="https://hoalu.example.vn")

    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [
        (["hoa@example.vn"], "Triệu tập kỳ họp", "Kỳ họp thứ 5\n\nhttps://hoalu.example.vn/ky-hop/5/")
    ]
    row = Mail.objects.get()
    assert (row.to_address, row.purpose, row.state, row.attempts, row.error) == (
        "hoa@example.vn",
        "notice",
        "sent",
        1,
        "",
    )
    assert row.sent_at is not None


def test_account_without_address_or_wish_gets_no_mail(council):
    notify.tell(account=person("hoa"), subject="x")
    notify.tell(account=person("lan", "lan@example.vn"), subject="x", by_mail=False)

    assert Mail.objects.count() == 0


def test_refused_mail_is_tried_five_times_and_its_log_holds_no_address(council, settings):
    notice = notify.tell(account=person("hoa", "hoa@example.vn"), subject="x")
    settings.EMAIL_BACKEND = REFUSING

    results = [notify.send_mail_for(notice.pk, base_address="") for _ in range(5)]

    assert results == [False, False, False, False, True]
    row = Mail.objects.get()
    assert (row.state, row.attempts, row.error) == ("failed", 5, "SMTPServerDisconnected")


def test_mail_that_is_no_notice_is_logged_by_its_purpose_alone(council):
    assert notify.deliver(to="hoa@example.vn", subject="Lời mời", body="mã: tuyệt-đối-riêng", purpose="invitation")

    row = Mail.objects.get()
    assert (row.notice, row.purpose, row.state) == (None, "invitation", "sent")
    assert "riêng" not in str(vars(row))
    assert mail.outbox[0].body == "mã: tuyệt-đối-riêng"


def test_mail_that_is_no_notice_and_was_refused_says_so(council, settings):
    settings.EMAIL_BACKEND = REFUSING

    assert not notify.deliver(to="hoa@example.vn", subject="x", body="x", purpose="invitation")
    assert Mail.objects.get().state == "failed"


def test_senders_are_called_after_the_commit_with_place_and_notice(fresh_council):
    called = []
    notify.mail_senders.append(lambda place, notice_id: called.append((place, notice_id)))
    try:
        with transaction.atomic():
            notice = notify.tell(account=person("hoa", "hoa@example.vn"), subject="x")
            before = list(called)
    finally:
        notify.mail_senders.pop()

    assert before == []
    assert called == [(fresh_council.key, notice.pk)]


def test_only_ones_own_notice_can_be_marked(council):
    hoa, lan = person("hoa"), person("lan")
    notice = notify.tell(account=hoa, subject="x")

    for stranger in (actor_for(lan), Actor.system("clock")):
        with pytest.raises(NotFound):
            notify.mark_read(actor=stranger, notice_id=notice.pk, now=clock.now())
        assert notify.mark_all_read(actor=stranger, now=clock.now()) == 0
    assert notify.count_unread(actor_for(hoa)) == 1


def test_moment_of_first_reading_stays(council):
    hoa, first = person("hoa"), clock.now()
    notice = notify.tell(account=hoa, subject="x")

    notify.mark_read(actor=actor_for(hoa), notice_id=notice.pk, now=first)
    notify.mark_read(actor=actor_for(hoa), notice_id=notice.pk, now=clock.now())

    notice.refresh_from_db()
    assert notice.read_at == first
