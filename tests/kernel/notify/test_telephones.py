"""Notices by SMS and Zalo over real sockets: once each, tried again, followed until they arrive, never in a log."""

import logging
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from council.roles import Role
from kernel import notify
from kernel.access import ANONYMOUS, Actor, NotPermitted
from kernel.notify.channels import NotTaken, NotYetTaken, names_of_channels
from kernel.notify.channels.asking import asked, checked
from kernel.notify.models import Delivery, Way, Wish
from kernel.notify.queries import list_deliveries
from kernel.notify.telephone import FIRST_WAIT, LONGEST_WAIT, MOST_ASKED, MOST_ATTEMPTS, OFF, carry
from kernel.notify.web.forms import local_of, phone_of
from kernel.refusal import NotFound
from tests.factories.browsers import browser_of
from tests.factories.people import make_account
from tests.kernel.accounts.browsers import words
from tests.kernel.notify.gateways import Gateways

CONF = "config.urls_council"
WISHES, LOG = reverse("notify:wishes", CONF), reverse("notify:deliveries", CONF)
PHONE, BASE = "+84912345678", "https://hoalu.example.vn"
SECRET = "Triệu tập họp kín"


@pytest.fixture
def gateways(settings):
    """Both channels, on."""
    with Gateways() as running:
        settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER = f"{running.root}/sms", "token-sms", "HDND"
        settings.ZALO_URL, settings.ZALO_TOKEN, settings.ZALO_TEMPLATE = f"{running.root}/zalo", "token-zalo", "7895"
        yield running


def told(*ways: Way) -> list[Delivery]:
    """Tell somebody who wishes to be told by these ways, and return the deliveries."""
    account = make_account("Phạm Thị Hoa")
    for way in ways:
        notify.wish(actor=actor_of(account), way=way, phone=PHONE, is_on=True)
    notify.tell(account=account, subject=SECRET, body="Nội dung riêng", path="/ky-hop/", by_mail=False)
    return list(Delivery.objects.order_by("way"))


def actor_of(account) -> Actor:
    return Actor(account.pk, account.full_name, None, frozenset())


def again(delivery: Delivery) -> Delivery:
    delivery.refresh_from_db()
    return delivery


# -- handing over -------------------------------------------------------------------------------------------------


def test_each_way_gets_the_subject_and_the_link_and_no_more(council, gateways):
    sms, zalo = told(Way.SMS, Way.ZALO)

    for delivery in (sms, zalo):
        assert carry(delivery.pk, base_address=BASE) == FIRST_WAIT

    assert gateways.sent[str(sms.pk)] == {
        "id": str(sms.pk),
        "to": PHONE,
        "from": "HDND",
        "text": f"{SECRET} {BASE}/ky-hop/",
    }
    assert gateways.sent[str(zalo.pk)] == {
        "phone": "84912345678",
        "template_id": "7895",
        "template_data": {"noi_dung": SECRET, "lien_ket": f"{BASE}/ky-hop/"},
        "tracking_id": str(zalo.pk),
    }
    first, second = gateways.questions
    assert (first["path"], first["headers"]["authorization"]) == ("/sms", "Bearer token-sms")
    assert (second["path"], second["headers"]["access_token"]) == ("/zalo/message/template", "token-zalo")
    assert [(again(one).state, one.number[:2]) for one in (sms, zalo)] == [("handed_over", "n-"), ("handed_over", "z-")]


@pytest.mark.parametrize(("way", "arrived", "lost"), [(Way.SMS, "delivered", "failed"), (Way.ZALO, 1, -1)])
def test_a_message_is_followed_until_its_end(council, gateways, way, arrived, lost):
    (delivery,) = told(way)
    carry(delivery.pk, base_address=BASE)
    assert carry(delivery.pk, base_address=BASE) == FIRST_WAIT
    assert carry(delivery.pk, base_address=BASE) == FIRST_WAIT * 2
    gateways.fate = arrived

    assert carry(delivery.pk, base_address=BASE) is None

    assert (again(delivery).state, delivery.reason) == ("delivered", "")
    assert delivery.delivered_at >= delivery.handed_over_at
    Delivery.objects.update(state="handed_over", delivered_at=None)
    gateways.fate = lost
    assert carry(delivery.pk, base_address=BASE) is None
    assert again(delivery).state == "failed"
    assert delivery.reason


def test_what_fails_is_tried_again_later_and_later_under_the_same_key(council, gateways):
    (delivery,) = told(Way.SMS)
    gateways.failures = [503, 429, 500]

    waits = [carry(delivery.pk, base_address=BASE) for _ in range(4)]

    assert waits == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4, FIRST_WAIT]
    assert {question["body"]["id"] for question in gateways.questions} == {str(delivery.pk)}
    assert (again(delivery).state, delivery.attempts) == ("handed_over", 4)


def test_after_the_last_try_it_has_failed_and_says_why(council, gateways):
    (delivery,) = told(Way.SMS)
    gateways.failures = [503] * MOST_ATTEMPTS

    waits = [carry(delivery.pk, base_address=BASE) for _ in range(MOST_ATTEMPTS)]

    assert waits[-1] is None
    assert max(wait for wait in waits if wait) <= LONGEST_WAIT < timedelta(minutes=5)
    assert (again(delivery).state, delivery.reason) == ("failed", "HTTP 503")
    assert carry(delivery.pk, base_address=BASE) is None
    assert len(gateways.questions) == MOST_ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 404, 302])
def test_a_refusal_is_not_repeated_and_nobody_is_followed(council, gateways, status):
    (delivery,) = told(Way.SMS)
    gateways.failures = [status]

    assert carry(delivery.pk, base_address=BASE) is None

    assert (again(delivery).state, delivery.reason) == ("failed", f"HTTP {status}")
    assert len(gateways.questions) == 1


def test_zalo_says_not_now_or_never(council, gateways):
    (delivery,) = told(Way.ZALO)
    gateways.zalo_errors = [-144, -118]

    assert carry(delivery.pk, base_address=BASE) == FIRST_WAIT
    assert again(delivery).reason == "Zalo -144"
    assert carry(delivery.pk, base_address=BASE) is None
    assert (again(delivery).state, delivery.reason) == ("failed", "Zalo -118")


def test_a_worker_that_died_in_between_sends_no_second_message(council, gateways):
    (delivery,) = told(Way.SMS)
    carry(delivery.pk, base_address=BASE)
    Delivery.objects.update(state="queued", number="")

    carry(delivery.pk, base_address=BASE)

    assert len(gateways.questions) == 2
    assert len(gateways.sent) == 1


def test_one_does_not_ask_for_ever(council, gateways):
    (delivery,) = told(Way.SMS)
    waits = [carry(delivery.pk, base_address=BASE) for _ in range(MOST_ASKED + 1)]

    assert waits[-1] is None
    assert all(waits[:-1])
    assert again(delivery).state == "handed_over"


def test_a_way_that_was_switched_off_says_so(council, gateways, settings):
    (delivery,) = told(Way.SMS)
    settings.SMS_URL = ""

    assert carry(delivery.pk, base_address=BASE) is None
    assert (again(delivery).state, delivery.reason) == ("failed", OFF)


def test_the_log_and_the_row_hold_no_text_and_no_number(council, gateways, caplog):
    (delivery,) = told(Way.SMS)
    gateways.failures = [400]
    with caplog.at_level(logging.DEBUG):
        carry(delivery.pk, base_address=BASE)

    assert f"delivery {delivery.pk} by sms failed: HTTP 400" in caplog.text
    row = Delivery.objects.filter(pk=delivery.pk).values().get()
    for secret in (SECRET, "Nội dung riêng", "token-sms"):
        assert secret not in caplog.text
        assert secret not in str(row)
    assert PHONE not in caplog.text


def test_what_does_not_answer_or_speaks_nonsense_is_tried_again(gateways):
    with pytest.raises(NotYetTaken):
        asked("http://127.0.0.1:9/", headers={})
    with pytest.raises(NotYetTaken):
        asked("ftp://127.0.0.1:9/", headers={})
    with pytest.raises(NotTaken):
        gateways.failures = [410]
        asked(f"{gateways.root}/sms/1", headers={})


@pytest.mark.unit
def test_a_channel_is_reached_by_https():
    assert checked("https://sms.example.vn/gui/") == "https://sms.example.vn/gui"
    for address in ("http://sms.example.vn", "file:///etc/passwd", "sms.example.vn"):
        with pytest.raises(ValueError):
            checked(address)


# -- wishes -------------------------------------------------------------------------------------------------------


def test_without_an_address_nobody_is_told_by_telephone(council):
    assert names_of_channels() == []
    with pytest.raises(NotFound):
        told(Way.SMS)


def test_only_who_wishes_is_told_and_each_notice_once(council, gateways):
    account = make_account("Trần Lan")
    notify.wish(actor=actor_of(account), way=Way.SMS, phone=PHONE, is_on=True)
    notify.wish(actor=actor_of(account), way=Way.ZALO, phone=PHONE, is_on=False)
    event_id = "0197f3a0-0000-7000-8000-000000000001"

    for _ in range(2):
        notice = notify.tell(account=account, subject=SECRET, by_mail=False, event_id=event_id)
    notify.tell(account=make_account("Người khác"), subject=SECRET, by_mail=False)

    assert [(one.way, one.notice_id) for one in Delivery.objects.all()] == [("sms", notice.pk)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=notice, way="sms", to_phone=PHONE)
    with pytest.raises(NotFound):
        notify.wish(actor=ANONYMOUS, way=Way.SMS, phone=PHONE, is_on=True)


@pytest.mark.unit
@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84 912.345.678", "84912345678", "(09)12-345-678"])
def test_a_number_is_known_in_each_writing(typed):
    assert phone_of(typed) == PHONE
    assert local_of(PHONE) == "0912345678"


@pytest.mark.unit
@pytest.mark.parametrize("typed", ["", "113", "0212345678", "091234567", "09123456789", "+1 912 345 678", "abc"])
def test_what_is_no_mobile_number_is_refused(typed):
    with pytest.raises(ValidationError):
        phone_of(typed)


# -- pages --------------------------------------------------------------------------------------------------------


def test_a_person_chooses_and_stops(council, gateways):
    browser = browser_of(council, Role.DELEGATE)
    wrong = browser.post(WISHES, {"sms_on": "on", "sms_phone": "113"})
    assert wrong.status_code == 422
    assert "Hãy ghi số điện thoại di động" in words(wrong)
    assert 'value="113"' in wrong.content.decode()
    assert Wish.objects.count() == 0

    browser.post(WISHES, {"sms_on": "on", "sms_phone": "0912 345 678"})
    assert [(one.way, one.phone, one.state) for one in Wish.objects.all()] == [("sms", PHONE, "on")]
    browser.post(WISHES, {"sms_phone": "0912345678"})
    assert Wish.objects.get().state == "off"
    assert "Nhận thông báo qua “Zalo”" in words(browser.get(WISHES))


def test_the_page_says_when_no_way_is_on(council):
    assert "Chưa có kênh nào khác" in words(browser_of(council, Role.DELEGATE).get(WISHES))


def test_the_office_sees_who_got_what_and_nobody_else_does(council, gateways):
    (delivery,) = told(Way.SMS)
    carry(delivery.pk, base_address=BASE)
    chief, delegate = browser_of(council, Role.OFFICE_CHIEF), browser_of(council, Role.DELEGATE)

    page = words(chief.get(LOG))
    assert "Phạm Thị Hoa" in page
    assert "Đã giao cho nhà mạng" in page
    assert "••••••••78" in page
    assert "0912345678" not in page
    assert SECRET not in page
    assert "Không có tin nào như vậy" in words(chief.get(LOG, {"trang_thai": "failed"}))
    assert "Phạm Thị Hoa" in words(chief.get(LOG, {"kenh": "sms"}))
    assert delegate.get(LOG).status_code == 403
    with pytest.raises(NotPermitted):
        list_deliveries(actor_of(make_account("Ai đó")))
