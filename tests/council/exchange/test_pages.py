"""The pages of both sides before every judge, and in pictures."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from council.exchange import actions
from council.exchange.models import Matter, Reminder
from council.exchange.workflow import Reply
from council.roles import Role
from kernel import clock
from tenancy.models import Council
from tenancy.place import entered
from tests.council.exchange.reminders import chair_of, move, received_in, remind, to_of
from tests.council.exchange.test_crossings import used
from tests.council.exchange.test_owed import figure
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.councils import make_council, remove_council
from tests.judges.judge import opened
from tests.judges.visits import judge_visits, when_sent_empty
from tests.kernel.accounts.browsers import COOKIE

pytestmark = pytest.mark.full
TODAY = clock.today()


@pytest.fixture
def below(fresh_province):
    """A commune with a schema of its own."""
    council = make_council(name="HĐND xã Gia Viễn", unit_name="Xã Gia Viễn", parent=fresh_province)
    yield council
    remove_council(council)


def test_pages_of_the_province(fresh_province, communes, client_of):
    first, second, third = communes()
    figure(first, "sessions_held", TODAY.replace(month=1, day=15), d1="regular", n=2)
    figure(first, "session_steps", TODAY - timedelta(days=3), d1="papers", d2="waiting")
    figure(second, "resolutions_to_publish", TODAY - timedelta(days=9), n=2, d1="individual_resolution")
    known = {"now": clock.now(), "due_on": clock.today(), "matter": Matter.MINUTES}
    sent = remind(fresh_province, to_of(first), to_of(second), to_of(third), **known)
    Reminder.objects.filter(pk=sent[0].pk).update(
        state="answered", reply="will_do", promised_on=TODAY, answered_at=clock.now(), seen_at=clock.now(),
        arrived_at=clock.now(), words="Đang hoàn thiện chữ ký của thư ký kỳ họp.", due_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    Reminder.objects.filter(pk=sent[1].pk).update(state="held", because="suspended")
    cookie = browser_of(fresh_province, Role.OFFICE_CHIEF).cookies[COOKIE].value
    taken_back = sent[2]
    actions.withdraw_reminder(
        actor=chair_of(fresh_province), reminder=taken_back, reason="Xã đã gửi hồ sơ hôm qua.", now=clock.now()
    )
    pages = {
        "owed": "/can-don-doc/",
        "remind": f"/nhac-viec/soan/?viec=publishing&chon={second.unit_code}.publishing.{TODAY - timedelta(days=9)}",
        "sent": "/nhac-viec/",
        "reminder": f"/nhac-viec/{sent[0].id}/",
        "reminder_withdrawn": f"/nhac-viec/{taken_back.id}/",
        "withdraw": f"/nhac-viec/{sent[1].id}/thu-hoi/",
    }

    judge_visits(
        fresh_province,
        {name: (path, cookie) for name, path in pages.items()},
        client_of,
        then=when_sent_empty("withdraw"),
    )


def test_pages_of_the_commune(fresh_province, below, client_of):
    for matter, days in ((Matter.PAPERS, 3), (Matter.MINUTES, 0)):
        due_on = clock.today() + timedelta(days=days)
        remind(fresh_province, to_of(below), now=clock.now(), due_on=due_on, matter=matter)
    move(fresh_province)
    first, second = received_in(below)
    with entered(below):
        said = actions.Said(Reply.NOT_SO, None, "Biên bản đã ký ngày 20, số liệu chưa cập nhật.")
        office = actor_with(Role.OFFICE_STAFF)
        actions.answer_reminder(actor=office, reminder=second, said=said, read=None, now=clock.now())
        cookie = browser_of(below, Role.COUNCIL_CHAIR).cookies[COOKIE].value
        pages = {
            "received": "/duoc-nhac/",
            "received_one": f"/duoc-nhac/{second.id}/",
            "answer": f"/duoc-nhac/{first.id}/tra-loi/",
            "work_reminded": "/lam-viec/",
        }
        judge_visits(
            below, {name: (path, cookie) for name, path in pages.items()}, client_of, then=when_sent_empty("answer")
        )
    assert Council.objects.using("owner").filter(pk=below.pk).exists()


def test_everything_that_crossed_the_border_is_read_in_a_browser(fresh_province, below, client_of):
    """Q-021: the log shows a successful exchange, and each line leads to the thing; the data dictionary is there."""
    for number, matter in enumerate((Matter.PAPERS, Matter.MINUTES, Matter.NOTICE)):
        then = clock.now() - timedelta(days=9 * number)
        remind(fresh_province, to_of(below), now=then, due_on=clock.today(), matter=matter)
    move(fresh_province)
    with entered(below):
        for there in received_in(below)[:2]:
            said = actions.Said(Reply.DONE, None, "Đã gửi đủ.")
            office = actor_with(Role.OFFICE_STAFF)
            actions.answer_reminder(actor=office, reminder=there, said=said, read=None, now=clock.now())
    move(below)
    used("trao1111", (0, 1, 2, 5, 9, 14), fresh_province, holder="Sở Nội vụ", refusals={"FORBIDDEN": 2})
    chair = browser_of(fresh_province, Role.COUNCIL_CHAIR).cookies[COOKIE].value
    pages = {"crossings": "/trao-doi/", "dictionary": "/api/tu-dien/", "found": "/api/tu-dien/?tim=ngay+hieu+luc"}

    judge_visits(
        fresh_province, {name: (path, chair) for name, path in pages.items()}, client_of, then=follow_the_answered
    )


def follow_the_answered(chromium, name, url, jar) -> None:
    """From the log to the reminder that the commune answered, and to what a word of the API means."""
    if name not in {"crossings", "dictionary"}:
        return
    everywhere = [{**cookie, "url": url.partition("/trao-doi/")[0].partition("/api/")[0]} for cookie in jar]
    with opened(chromium, url, cookies=everywhere) as (page, said):
        if name == "crossings":
            page.get_by_role("link", name="Chuyển giao").click()
            page.locator("tr", has_text="Đã trả lời").get_by_role("link").first.click()
            expect(page.locator(".track .is-done")).to_have_count(4)
            expect(page.get_by_text("Đã gửi đủ.")).to_be_visible()
        else:
            page.get_by_label("Tìm trong từ điển").fill("so ky hieu")
            page.get_by_role("button", name="Tìm").last.click()
            expect(page.get_by_text("Resolution.symbol")).to_be_visible()
        assert said == []
