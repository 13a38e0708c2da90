"""The pages of both sides: what is owed, one reminder for several communes, its receipt; the commune's answer."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from freezegun import freeze_time
from openpyxl import load_workbook

from council.exchange.models import ReceivedReminder, Reminder
from council.exchange.queries import owed_from
from council.portal.queries.work import list_work
from council.roles import Role
from kernel import clock
from kernel.keys import new_key
from tenancy.place import entered
from tests.council.exchange.reminders import RULES, move, received_in, remind, to_of
from tests.council.exchange.test_owed import figure
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

OWED, SENT, WRITE = "/can-don-doc/", "/nhac-viec/", "/nhac-viec/soan/"


def filled(answer, **changes):
    """What the form would send as it stands, with changes."""
    key = re.search(r'name="key" value="([0-9a-f-]+)"', answer.content.decode())[1]
    day = (clock.today() + timedelta(days=5)).isoformat()
    return {"key": key, "subject": "Công bố nghị quyết", "due_on": day, "note": "", **changes}


def keys_of(answer) -> list[str]:
    return re.findall(r'name="chon" value="([^"]+)"', answer.content.decode())


@pytest.fixture
def late(fresh_province, communes):
    """Three communes, two of which publish late."""
    made = communes()
    for each in made:
        figure(each, "sessions_held", clock.today().replace(month=1, day=15), d1="regular", n=2)
    for each in made[:2]:
        figure(each, "resolutions_to_publish", clock.today() - timedelta(days=4), d1="individual_resolution")
    return made


def test_several_communes_are_reminded_at_once_and_the_list_says_so(fresh_province, late):
    browser = browser_of(fresh_province, Role.OFFICE_STAFF)
    owed = browser.get(OWED)
    keys = keys_of(owed)
    assert {key.split(".")[0] for key in keys} == {one.unit_code for one in late[:2]}
    address = f"{WRITE}?viec=publishing&" + "&".join(f"chon={key}" for key in keys)
    form = browser.get(address)
    assert form.content.decode().count("checked") == 2

    body = filled(form, communes=keys, note="Nhắc lần đầu")
    answers = [browser.post(address, body) for _ in range(2)]

    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [(302, f"{SENT}?told=sent")] * 2
    sent = Reminder.objects.values_list("council_name", "note")
    assert sorted(sent) == sorted((one.unit_name, "Nhắc lần đầu") for one in late[:2])
    text = words(browser.get(SENT))
    assert all(one.unit_name in text for one in late[:2])
    assert keys_of(browser.get(OWED)) == []
    again = browser.post(address, {**body, "key": new_key()})
    assert (again.status_code, Reminder.objects.count()) == (422, 2)
    assert "nhắc lại được từ" in words(again)
    assert "Nhắc lần đầu" in again.content.decode()


def test_a_commune_that_is_sent_twice_is_reminded_once(fresh_province, late):
    browser = browser_of(fresh_province, Role.OFFICE_STAFF)
    (key, *_others) = keys_of(browser.get(OWED))
    address = f"{WRITE}?viec=publishing"
    body = filled(browser.get(address), communes=[key, key])

    answers = [browser.post(address, each) for each in (body, {**body, "communes": [key]})]

    assert ([answer.status_code for answer in answers], Reminder.objects.count()) == ([302, 302], 1)


def test_the_page_says_from_which_day_on_it_looks(fresh_province, late):
    text = words(browser_of(fresh_province, Role.OFFICE_STAFF).get(OWED))

    assert f"Chỉ xét việc có hạn từ ngày {owed_from(clock.today()):%d/%m/%Y}." in text


@freeze_time("2026-11-23 03:00:00")  # late enough in the year for a session that is not there yet to be owed
def test_the_number_of_what_is_overdue_opens_just_that(fresh_province, communes):
    late, *_owe_a_session = communes()
    figure(late, "sessions_held", date(2026, 1, 15), d1="regular", n=2)
    figure(late, "session_steps", date(2026, 11, 20), d1="minutes", d2="waiting")
    browser = browser_of(fresh_province, Role.OFFICE_STAFF)

    everything, overdue, sheet = (browser.get(OWED + what) for what in ("", "?xem=qua-han", "?xem=qua-han&tep=xlsx"))

    assert len(keys_of(everything)) == 3
    assert "Đã quá hạn (1)" in words(everything)
    assert [key.split(".")[0] for key in keys_of(overdue)] == [late.unit_code]
    assert load_workbook(BytesIO(b"".join(sheet))).active.max_row == 2


def test_nothing_overdue_is_not_nothing_owed(fresh_province, communes):
    with freeze_time("2026-11-23 03:00:00"):
        communes()
        page = words(browser_of(fresh_province, Role.OFFICE_STAFF).get(f"{OWED}?xem=qua-han"))

    assert "Không có việc nào thuộc diện đã chọn" in page
    assert "Tất cả (3)" in page


def test_what_a_commune_no_longer_owes_cannot_be_chosen(fresh_province, late):
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)
    form = browser.get(f"{WRITE}?viec=publishing")

    answer = browser.post(f"{WRITE}?viec=publishing", filled(form, communes=["99999.publishing.2026-01-01"]))

    assert (answer.status_code, Reminder.objects.count()) == (422, 0)
    assert "không còn việc này" in words(answer)


def test_a_matter_of_ones_own_goes_to_any_unit_also_one_that_is_not_here(fresh_province, late):
    browser = browser_of(fresh_province, Role.OFFICE_CHIEF)
    form = browser.get(WRITE)
    assert "chưa có trên hệ thống" in words(form)
    absent = next(code for code in re.findall(r'name="communes" value="(\d+)"', form.content.decode())
                  if code not in {one.unit_code for one in late})  # fmt: skip

    browser.post(WRITE, filled(form, communes=[absent]))
    move(fresh_province)

    (sent,) = Reminder.objects.all()
    assert (sent.unit_code, sent.state, sent.because) == (absent, "held", "unknown")
    assert "tự gửi khi hội đồng được khởi tạo" in words(browser.get(f"{SENT}{sent.id}/"))


def test_lists_ask_the_same_number_of_queries_for_one_and_three(fresh_province, late):
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)
    remind(fresh_province, to_of(late[0]), now=clock.now(), due_on=clock.today())
    before = cost_of(browser, OWED), cost_of(browser, SENT)

    figure(late[2], "resolutions_to_publish", clock.today() - timedelta(days=4), d1="individual_resolution")
    remind(fresh_province, to_of(late[1]), to_of(late[2]), now=clock.now(), due_on=clock.today())

    assert (cost_of(browser, OWED), cost_of(browser, SENT)) == before


def test_who_only_looks_on_sees_no_button_and_others_see_nothing(fresh_province, late, client_of):
    head, delegate = browser_of(fresh_province, Role.COMMITTEE_HEAD), browser_of(fresh_province, Role.DELEGATE)

    assert "Nhắc việc" not in words(head.get(OWED)).split("Cần đôn đốc", 1)[1]
    assert keys_of(head.get(OWED)) == []
    assert head.get(WRITE).status_code == 403
    assert [delegate.get(page).status_code for page in (OWED, SENT, WRITE)] == [403] * 3
    assert client_of(fresh_province).get(OWED).status_code == 302


def test_a_commune_has_no_page_of_what_others_owe_and_a_province_is_not_reminded(province, commune):
    with entered(commune):
        chair = browser_of(commune, Role.COUNCIL_CHAIR)
        assert [chair.get(page).status_code for page in (OWED, SENT, WRITE)] == [404] * 3


def arrived(province, commune) -> ReceivedReminder:
    """Return a reminder that the commune has just been given."""
    remind(province, to_of(commune), now=clock.now(), due_on=clock.today())
    move(province)
    (there,) = received_in(commune)
    return there


def test_opening_counts_as_seen_and_the_answer_leads_back(province, commune):
    there = arrived(province, commune)
    page = f"/duoc-nhac/{there.id}/"
    with entered(commune):
        head, office = browser_of(commune, Role.COMMITTEE_HEAD), browser_of(commune, Role.OFFICE_STAFF)
        assert head.get(page).status_code == 200
        assert office.head(page).status_code == 200
        assert state_of(there) == "new"
        work = list_work(actor_with(Role.OFFICE_STAFF), now=clock.now(), rules=RULES)
        assert [(row.name, row.href) for row in work if row.href == page] == [(there.subject, page)]
        assert "Trả lời" in words(office.get(page))
        assert state_of(there) == "seen"

        refused = office.post(f"{page}tra-loi/", {"reply": "not_so", "words": ""})
        assert (refused.status_code, state_of(there)) == (422, "seen")
        assert "Hãy ghi vì sao không đúng" in words(refused)
        done = office.post(f"{page}tra-loi/", {"reply": "not_so", "words": "Đã công bố ngày 20"})

        assert (done.status_code, done.headers["Location"]) == (302, f"{page}?told=answered")
        assert "Không đúng, vì: Đã công bố ngày 20" in words(office.get(page))
        assert "Không đúng, vì" in words(head.get("/duoc-nhac/"))
        assert head.get(f"{page}tra-loi/").status_code == 403
        assert office.get(f"/duoc-nhac/{new_key()}/").status_code == 404


def shown_in(answer) -> dict[str, str]:
    """What the form of an answer carries unseen."""
    return {"read": re.search(r'name="read"(?: value="([^"]*)")?', answer.content.decode())[1] or ""}


@pytest.mark.parametrize("is_answered", [False, True])
def test_the_second_of_two_who_answer_reads_the_first_answer_and_keeps_what_she_typed(province, commune, is_answered):
    there = arrived(province, commune)
    page = f"/duoc-nhac/{there.id}/tra-loi/"
    with entered(commune):
        first, second = browser_of(commune, Role.OFFICE_CHIEF), browser_of(commune, Role.COUNCIL_CHAIR)
        if is_answered:
            assert first.post(page, {"reply": "done", "words": "Lần trước"}).status_code == 302
        read = [shown_in(browser.get(page)) for browser in (first, second)]
        typed = {"reply": "not_so", "words": "Số liệu “cũ” của <tháng> trước"}

        done = first.post(page, {"reply": "done", "words": "Đã công bố ngày 20", **read[0]})
        late = second.post(page, {**typed, **read[1]})

        there.refresh_from_db()
        assert (done.status_code, late.status_code, there.words) == (302, 409, "Đã công bố ngày 20")
        told = words(late)
        assert "vừa được người khác cập nhật" in told
        assert "Đã công bố ngày 20" in told
        assert there.answered_by_name in told
        assert late.context["form"]["words"].value() == typed["words"]
        assert late.context["form"]["reply"].value() == "not_so"
        assert shown_in(late) == {"read": there.answered_at.isoformat()}

        again = second.post(page, {**typed, **shown_in(late)})

        there.refresh_from_db()
        assert (again.status_code, there.reply, there.words) == (302, "not_so", typed["words"])


@pytest.mark.parametrize("read", ["x", "\x00", "2026-11-23", "9999-99-99T00:00:00+00:00", "0001-01-01T00:00:00+14:00"])
def test_a_made_up_moment_of_reading_is_refused_like_an_old_one(province, commune, read):
    there = arrived(province, commune)
    with entered(commune):
        office, page = browser_of(commune, Role.OFFICE_STAFF), f"/duoc-nhac/{there.id}/tra-loi/"
        typed = {"reply": "done", "words": "Đã làm"}

        never = office.post(page, {**typed, "read": read})
        office.post(page, typed)
        later = office.post(page, {**typed, "words": "Bịa", "read": read})

        there.refresh_from_db()
        assert (never.status_code, shown_in(never)) == (409, {"read": ""})
        assert (later.status_code, shown_in(later)) == (409, {"read": there.answered_at.isoformat()})
        assert there.words == "Đã làm"


def state_of(reminder) -> str:
    return ReceivedReminder.objects.get(pk=reminder.pk).state


def test_the_dashboard_shows_the_first_of_them_with_the_way_to_remind(fresh_province, late):
    chief, delegate = browser_of(fresh_province, Role.OFFICE_CHIEF), browser_of(fresh_province, Role.COMMITTEE_HEAD)

    page = chief.get("/toan-tinh/").content.decode()
    assert page.count("viec=publishing&amp;chon=") == 2
    assert "Xem tất cả: 2 xã, phường" in page
    assert "chon=" not in delegate.get("/toan-tinh/").content.decode()
