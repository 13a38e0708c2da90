"""The pages of the rulebook in a browser without JavaScript: read, set, end, refuse, lose nothing typed."""

from datetime import timedelta
from itertools import count, islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.law import national_calendar
from council.roles import Role
from council.rulebook.models import DayOff, Override, Pause
from kernel import clock
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.judges import judge_html
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
KEY = "sessions.papers_before_days.regular"
LIST, DAYS = reverse("rulebook:list", CONF), reverse("rulebook:days", CONF)
RULE, END = reverse("rulebook:rule", CONF, [KEY]), reverse("rulebook:end", CONF, [KEY])


def typed(**changes):
    return {"value": "7", "document": "Nghị quyết 05/NQ-HĐND", "in_force_on": clock.today().isoformat(), **changes}


def working_day(number=0):
    """A working day of the nation's calendar, a month ahead, or one of those behind it."""
    ahead = (clock.today() + timedelta(days=days) for days in count(30))
    return next(islice((day for day in ahead if national_calendar().is_working(day)), number, None))


def day_typed(**changes):
    known = {"day_on": working_day().isoformat(), "kind": "off", "name": "Ngày hội xã", "document": "Quyết định 1"}
    return {**known, **changes}


def test_the_list_shows_every_parameter_with_its_own_value(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    client.post(RULE, typed())

    page = client.get(LIST).content.decode()

    assert page.count("Luật ấn định") > 5
    assert ">7 ngày</span>" in page
    assert "ít nhất 2/3 tổng số đại biểu" in page


def test_setting_leads_back_to_the_rule_with_its_history(council):
    client = browser_of(council, Role.ADMINISTRATOR)

    answer = client.post(RULE, typed(reason="Theo quy chế"))

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{RULE}?told=set")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Đã lưu quy định riêng của Hội đồng." in page
    assert "Nghị quyết 05/NQ-HĐND" in page
    assert Override.objects.get().value == "7"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "31"}, "Giá trị không được lớn hơn 30."),
        ({"value": "bảy"}, "Hãy nhập một số nguyên, ví dụ 5."),
        ({"value": ""}, "Hãy nhập giá trị."),
        ({"document": ""}, "Hãy ghi số, ký hiệu văn bản làm căn cứ."),
        ({"document": "   "}, "Hãy ghi số, ký hiệu văn bản làm căn cứ."),
        ({"in_force_on": "2020-01-01"}, "Ngày có hiệu lực không được trước hôm nay."),
        ({"in_force_on": "hôm qua"}, "Hãy nhập một ngày có thật."),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(council, changes, sentence):
    client = browser_of(council, Role.ADMINISTRATOR)

    answer = client.post(RULE, typed(reason="Giữ lại câu này", **changes))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 2  # in the summary and beside the field
    assert "Giữ lại câu này" in page
    assert "<title>Lỗi:" in page
    assert Override.objects.count() == 0


def test_ending_returns_to_the_national_value(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    client.post(RULE, typed())
    values = {f"end-{name}": value for name, value in typed().items()}

    answer = client.post(END, values)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{RULE}?told=ended")
    assert [row.state for row in Override.objects.in_order()] == ["set", "ended"]
    assert "Trở lại quy định chung" in client.get(RULE).content.decode()


def test_a_refused_end_keeps_its_form(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    client.post(RULE, typed())

    answer = client.post(
        END, {"end-document": "", "end-in_force_on": clock.today().isoformat(), "end-reason": "Giữ lại"}
    )

    assert answer.status_code == 422
    assert "Giữ lại" in answer.content.decode()
    assert Override.objects.count() == 1


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("votes.change_allowed", "no", "no"),
        ("votes.options", ["for", "against"], "for,against"),
        ("sessions.late_minutes", " 15 ", "15"),
    ],
)
def test_each_unit_has_an_input_of_its_own(council, key, value, stored):
    client = browser_of(council, Role.ADMINISTRATOR)

    answer = client.post(reverse("rulebook:rule", CONF, [key]), typed(value=value))

    assert answer.status_code == 302
    assert Override.objects.get().value == stored


def test_a_fixed_parameter_has_no_form_and_refuses_one(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    address = reverse("rulebook:rule", CONF, ["sessions.quorum"])

    page, answer = client.get(address).content.decode(), client.post(address, typed(value="1/2"))

    assert "Luật ấn định, Hội đồng không quy định khác được" in page
    assert '<form method="post" action="/quy-dinh/' not in page
    assert (answer.status_code, Override.objects.count()) == (422, 0)


def test_delegates_read_and_do_not_set(council):
    client = browser_of(council, Role.DELEGATE)

    page, answer = client.get(RULE).content.decode(), client.post(RULE, typed())

    assert "Đặt giá trị riêng" not in page
    assert (answer.status_code, client.post(END, {}).status_code) == (403, 403)
    assert Override.objects.count() == 0


@pytest.mark.parametrize("address", [LIST, RULE, DAYS])
def test_agencies_and_strangers_do_not_read(council, client_of, address):
    assert browser_of(council, Role.AGENCY).get(address).status_code == 403
    assert client_of(council).get(address).status_code == 302


def test_an_unknown_rule_is_not_found(council):
    client = browser_of(council, Role.ADMINISTRATOR)

    assert client.get(reverse("rulebook:rule", CONF, ["sessions.nothing"])).status_code == 404


def test_a_local_day_is_kept_and_taken_away_for_a_reason(council):
    client = browser_of(council, Role.ADMINISTRATOR)

    assert client.post(DAYS, day_typed()).headers["Location"] == f"{DAYS}?told=day"
    page = client.get(f"{DAYS}?told=day").content.decode()
    remove = reverse("rulebook:remove_day", CONF, [DayOff.objects.get().id])
    question = client.get(remove).content.decode()
    without_reason = client.post(remove, {"reason": " "})
    with_reason = client.post(remove, {"reason": "Ghi nhầm"})

    assert ("Ngày hội xã" in page, "Đã lưu ngày riêng." in page) == (True, True)
    assert f"Bỏ ngày riêng {working_day():%d/%m/%Y}" in question
    assert without_reason.content.decode().count("Hãy ghi lý do.") == 2
    assert (without_reason.status_code, with_reason.headers["Location"]) == (422, f"{DAYS}?told=removed")
    assert DayOff.objects.kept().count() == 0
    assert client.post(remove, {"reason": "Lần nữa"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day_on": "2030-09-02"}, "Lịch quốc gia đã quy định ngày này, Hội đồng không đặt khác được."),
        ({"kind": "work"}, "Ngày này vốn là ngày làm việc."),
        ({"day_on": "2020-01-02"}, "Ngày có hiệu lực không được trước hôm nay."),
        ({"name": ""}, "Hãy ghi tên ngày, ví dụ Ngày hội xã."),
    ],
)
def test_a_refused_day_says_why(council, changes, sentence):
    client = browser_of(council, Role.ADMINISTRATOR)

    answer = client.post(DAYS, day_typed(**changes))

    assert (answer.status_code, DayOff.objects.count()) == (422, 0)
    assert answer.content.decode().count(sentence) == 2


def test_the_same_day_twice_is_refused_beside_its_field(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    client.post(DAYS, day_typed())

    answer = client.post(DAYS, day_typed())

    assert (answer.status_code, DayOff.objects.count()) == (422, 1)
    assert "Ngày này đã được đặt." in answer.content.decode()


def test_readers_see_the_days_without_a_form(council):
    page = browser_of(council, Role.DELEGATE).get(DAYS).content.decode()

    assert ("Chưa có ngày riêng nào" in page, "Thêm ngày riêng" in page) == (True, False)


def test_the_day_of_another_council_is_not_found(council, other_council):
    from tenancy.place import entered
    from tests.council.rulebook.test_actions import set_day

    with entered(other_council):
        foreign = set_day()
    client = browser_of(council, Role.ADMINISTRATOR)

    answer = client.post(reverse("rulebook:remove_day", CONF, [foreign.id]), {"reason": "không phải của mình"})

    assert answer.status_code == 404
    with entered(other_council):
        assert DayOff.objects.kept().get().id == foreign.id


@pytest.mark.parametrize("address", [LIST, RULE, DAYS])
def test_a_page_costs_the_same_with_one_row_and_with_three(council, address):
    client = browser_of(council, Role.ADMINISTRATOR)
    costs = []
    for rows in (1, 2):
        for number in range(rows):
            client.post(RULE, typed(value=str(5 + number)))
            client.post(DAYS, day_typed(day_on=working_day(rows + number).isoformat()))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        costs.append(len(captured))

    assert (costs[0], Override.objects.count(), DayOff.objects.count()) == (costs[1], 3, 3)


def test_the_pages_are_valid_html(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    empty = client.get(DAYS)
    client.post(RULE, typed(reason="Theo quy chế"))
    client.post(DAYS, day_typed())
    others = {
        key: client.get(reverse("rulebook:rule", CONF, [key])) for key in ("votes.options", "votes.change_allowed")
    }
    pages = {
        "list": client.get(LIST),
        "rule": client.get(RULE),
        "rule-refused": client.post(RULE, typed(value="99", document="")),
        "end-refused": client.post(END, {}),
        "days": client.get(DAYS),
        "remove": client.get(reverse("rulebook:remove_day", CONF, [DayOff.objects.get().id])),
        "days-empty": empty,
        "days-refused": client.post(DAYS, {}),
        **others,
    }

    judge_html({name: page.content.decode() for name, page in pages.items()})


def pause_typed(**changes):
    known = {"name": "Bão số 10", "first_on": clock.today().isoformat(), "document": "Quyết định 9", "reason": "Bão"}
    return {**known, **changes}


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("?tu_khoa=tai+lieu+ky+hop", KEY, "votes.options"),
        ("?loc=own", KEY, "votes.options"),
        ("?loc=fixed", "sessions.quorum", KEY),
        ("?loc=free", KEY, "sessions.quorum"),
        ("?nhom=votes", "votes.options", KEY),
    ],
)
def test_the_list_is_searched_without_diacritics_and_filtered(council, asked, there, not_there):
    client = browser_of(council, Role.ADMINISTRATOR)
    client.post(RULE, typed())

    page = client.get(f"{LIST}{asked}").content.decode()

    assert (f'/quy-dinh/{there}/"' in page, f'/quy-dinh/{not_there}/"' in page) == (True, False)


def test_nothing_found_says_so_and_leads_back(council):
    page = browser_of(council, Role.DELEGATE).get(f"{LIST}?tu_khoa=khongcogi").content.decode()

    assert ("Không tìm thấy quy định nào" in page, "Bỏ lọc" in page) == (True, True)


def test_the_list_says_who_set_what_by_which_document_and_what_is_to_come(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    client.post(RULE, typed())
    client.post(RULE, typed(value="9", document="Quy chế 8", in_force_on=(clock.today() + timedelta(9)).isoformat()))

    page = client.get(f"{LIST}?loc=own").content.decode()

    assert "Hội đồng đặt: Nghị quyết 05/NQ-HĐND, từ ngày" in page
    assert ": 9 ngày (Quy chế 8)" in page
    assert "(quy định chung: 5 ngày)" in page


def test_a_pause_is_written_ended_and_taken_away(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    pauses, add = reverse("rulebook:pauses", CONF), reverse("rulebook:add_pause", CONF)

    assert client.post(add, pause_typed(topics=["petitions"])).headers["Location"] == f"{pauses}?told=paused"
    row = Pause.objects.get()
    end = reverse("rulebook:end_pause", CONF, [row.id])
    remove = reverse("rulebook:remove_pause", CONF, [row.id])
    page = client.get(f"{pauses}?told=paused").content.decode()
    refused = client.post(end, {"ended_on": (clock.today() - timedelta(9)).isoformat(), "document": "Quyết định 10"})
    ended = client.post(end, {"ended_on": clock.today().isoformat(), "document": "Quyết định 10"})
    removed = client.post(remove, {"reason": "Ghi nhầm"})

    assert ("Đang tạm dừng" in page, "Kiến nghị cử tri" in page) == (True, True)
    assert (refused.status_code, refused.content.decode().count("không được trước hôm qua")) == (422, 2)
    assert 'value="Quyết định 10"' in refused.content.decode()
    assert [ended.headers["Location"], removed.headers["Location"]] == [
        f"{pauses}?told=ended",
        f"{pauses}?told=removed",
    ]
    assert (Pause.objects.get().ended_document, Pause.objects.kept().count()) == ("Quyết định 10", 0)


def test_a_refused_pause_keeps_what_was_typed(council):
    client = browser_of(council, Role.ADMINISTRATOR)
    yesterday = (clock.today() - timedelta(1)).isoformat()

    answer = client.post(reverse("rulebook:add_pause", CONF), pause_typed(last_on=yesterday))

    assert (answer.status_code, Pause.objects.count()) == (422, 0)
    assert "Bão số 10" in answer.content.decode()
    assert answer.content.decode().count("Ngày kết thúc tạm dừng không được trước ngày bắt đầu") == 2


def test_delegates_read_pauses_and_write_none(council):
    client = browser_of(council, Role.DELEGATE)

    assert "Ghi tạm dừng" not in client.get(reverse("rulebook:pauses", CONF)).content.decode()
    assert client.post(reverse("rulebook:add_pause", CONF), pause_typed()).status_code == 403
    assert Pause.objects.count() == 0


def test_the_list_of_pauses_costs_the_same_with_one_and_with_three(council):
    client, add = browser_of(council, Role.ADMINISTRATOR), reverse("rulebook:add_pause", CONF)
    costs = []
    for rows in (1, 2):
        for _number in range(rows):
            client.post(add, pause_typed())
        costs.append(cost_of(client, reverse("rulebook:pauses", CONF)))

    assert (costs[0], Pause.objects.count()) == (costs[1], 3)


def test_the_pages_of_pauses_are_valid_html(council):
    client, add = browser_of(council, Role.ADMINISTRATOR), reverse("rulebook:add_pause", CONF)
    paper = office.add_paper(office.plan_session())
    empty = client.get(reverse("rulebook:pauses", CONF))
    client.post(add, pause_typed())
    weighed = client.post(RULE, typed(value="12"))
    client.post(RULE, typed(value="12", seen="yes"))
    row = Pause.objects.get()
    pages = {
        "pauses-empty": empty,
        "pauses": client.get(reverse("rulebook:pauses", CONF)),
        "add": client.get(add),
        "add-refused": client.post(add, {}),
        "end": client.get(reverse("rulebook:end_pause", CONF, [row.id])),
        "weigh": weighed,
        "moves": client.get(reverse("rulebook:moves", CONF)),
        "list-none": client.get(f"{LIST}?tu_khoa=zzz"),
    }

    assert paper.title in pages["moves"].content.decode()
    judge_html({name: page.content.decode() for name, page in pages.items()})
