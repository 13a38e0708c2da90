"""Indicators over real records: the figure is as long as its list, a broken step is named, targets by their days."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.db import connections
from openpyxl import load_workbook

from council.documents.law import Kind
from council.indicators import actions
from council.indicators.law import SCHEME, Ratio, Standing, TargetOutOfBounds, find_indicator, month, whole_year
from council.indicators.models import OwnTarget
from council.indicators.queries.indicators import get_told, list_communes, list_lines
from council.indicators.queries.records import list_records
from council.indicators.queries.targets import get_targets
from council.law import national_rules
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound, Refusal
from tests.council.indicators.conftest import counted
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.indicators import hand_out, hold_session_on, issue_on, publish_on, step_of, withdraw_on
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

TODAY = date(2026, 6, 15)  # far from the ends of its year
NOW = datetime(2026, 6, 15, 3, tzinfo=UTC)
YEAR = whole_year(TODAY.year)
RULES = national_rules("province", TODAY)
LAWFUL, PAPERLESS = find_indicator("ky-hop-dung-luat"), find_indicator("ky-hop-khong-giay")
STANDING, SPREAD = find_indicator("nghi-quyet-dung-luat"), find_indicator("nghi-quyet-pho-bien")
ELECTRONIC, IN_TIME = find_indicator("van-ban-dien-tu"), find_indicator("cong-bo-dung-han")
DAYS = find_indicator("so-ngay-cong-bo")
FIRST = date(TODAY.year, 1, 1)


def chair_of(council):
    return actor_with(Role.COUNCIL_CHAIR, place=council.key)


def told(council, indicator, period=YEAR):
    return get_told(council, indicator, period=period, today=TODAY, targets=get_targets(rules=RULES))[0]


def records(council, indicator, period=YEAR):
    return list_records(chair_of(council), indicator, period=period, today=TODAY)


@pytest.fixture
def worked(fresh_province):
    """A province whose council has worked: each indicator has records in it and records that miss."""
    hold_session_on(TODAY)
    late = hold_session_on(TODAY, kind="thematic", lawfulness="broken", papers_form="mixed")
    step_of(late, "convening", "late", TODAY - timedelta(days=20), days=2)
    step_of(late, "papers", "in_time", TODAY - timedelta(days=10))
    hand_out(late, "Bản đồ quy hoạch", TODAY)
    waiting = hold_session_on(TODAY, lawfulness="pending", papers_form="none")
    step_of(waiting, "minutes", "waiting", TODAY - timedelta(days=3))
    step_of(waiting, "sending", "waiting", TODAY + timedelta(days=3))
    publish_on(TODAY, days=4, dissemination="done")
    publish_on(TODAY, days=12)
    issue_on(TODAY - timedelta(days=9))
    issue_on(TODAY - timedelta(days=1))
    withdraw_on(TODAY, "Sai thẩm quyền")
    issue_on(TODAY, Kind.REPORT, medium="paper")
    return fresh_province


def test_every_figure_is_as_long_as_the_list_behind_it(worked):
    expected = {
        LAWFUL.name: Ratio(1, 3),
        STANDING.name: Ratio(4, 5),
        SPREAD.name: Ratio(1, 3),
        PAPERLESS.name: Ratio(1, 2),
        ELECTRONIC.name: Ratio(4, 5),
        IN_TIME.name: Ratio(1, 3),
        DAYS.name: Ratio(16, 2),
    }

    assert {indicator.name: told(worked, indicator).ratio for indicator in SCHEME} == expected
    for indicator in SCHEME:
        behind = records(worked, indicator)
        assert len(behind) == expected[indicator.name].denominator
        if indicator is not DAYS:
            assert sum(record.is_counted for record in behind) == expected[indicator.name].numerator


def test_what_was_missed_is_named(worked):
    missed = {record.kind: record.faults for record in records(worked, LAWFUL) if not record.is_counted}

    assert missed["Kỳ họp chuyên đề"] == ("Quyết định triệu tập: muộn 2 ngày",)
    assert missed["Kỳ họp thường lệ"] == (
        "Ký biên bản kỳ họp: quá hạn 3 ngày",
        f"Gửi nghị quyết, biên bản lên cấp trên: chưa xong, hạn {TODAY + timedelta(days=3):%d/%m/%Y}",
    )
    assert [r.faults for r in records(worked, PAPERLESS) if not r.is_counted] == [("Phát bản giấy: Bản đồ quy hoạch",)]
    assert [r.faults for r in records(worked, STANDING) if not r.is_counted] == [("Thu hồi: Sai thẩm quyền",)]
    assert [r.faults for r in records(worked, ELECTRONIC) if not r.is_counted] == [("Ký trên giấy",)]
    assert [r.faults for r in records(worked, SPREAD) if not r.is_counted] == [
        ("Chưa tuyên truyền, phổ biến",),
        ("Quá hạn công bố 2 ngày",),
    ]


def test_a_session_that_goes_on_says_so(fresh_province):
    session = hold_session_on(TODAY, lawfulness="pending")
    type(session).objects.filter(pk=session.pk).update(state="in_progress")

    (record,) = records(fresh_province, LAWFUL)

    assert (record.is_counted, record.faults) == (False, ("Kỳ họp chưa bế mạc",))


def test_breaking_one_term_lets_the_indicator_drop(fresh_province):
    session = hold_session_on(TODAY)
    assert told(fresh_province, LAWFUL).standing is Standing.MET

    type(session).objects.filter(pk=session.pk).update(lawfulness="broken")

    assert told(fresh_province, LAWFUL).arithmetic == "0 / 1 = 0 %"
    assert told(fresh_province, LAWFUL).standing is Standing.MISSED


def test_a_restricted_document_counts_and_is_shown_to_nobody_without_right(fresh_province):
    issue_on(TODAY, Kind.REPORT, confidentiality="restricted")
    delegate = actor_with(Role.DELEGATE, place=fresh_province.key)

    assert told(fresh_province, ELECTRONIC).ratio == Ratio(1, 1)
    assert list_records(delegate, ELECTRONIC, period=YEAR, today=TODAY) == []


def test_without_records_there_is_no_value_and_no_division(fresh_province):
    lines = list_lines(chair_of(fresh_province), fresh_province, period=YEAR, today=TODAY, rules=RULES)

    assert {line.told.value for line in lines} == {"chưa có số liệu"}
    assert {line.told.standing for line in lines} == {Standing.NO_DATA}


def test_the_whole_of_the_communes_is_the_sum_of_both_sides(fresh_province, communes):
    vien, hoalu, _thai = communes()
    counted(vien, "sessions_by_law", "regular", TODAY, 1)
    for council, lawfulness, n in ((vien, "kept", 1), (hoalu, "kept", 1), (hoalu, "broken", 98)):
        counted(council, "sessions_by_law", "thematic", TODAY, n, d2=lawfulness)

    lines, whole = list_communes(
        chair_of(fresh_province), fresh_province, LAWFUL, period=YEAR, today=TODAY, rules=RULES
    )

    assert {line.council.unit_name: line.told.arithmetic for line in lines} == {
        "Xã Đồng Thái": "chưa có số liệu",
        "Xã Gia Viễn": "1 / 2 = 50 %",
        "Phường Hoa Lư": "1 / 99 = 1 %",
    }
    assert whole.ratio == Ratio(2, 101)


def test_a_commune_has_no_page_of_communes(council):
    with pytest.raises(NotFound):
        list_communes(chair_of(council), council, LAWFUL, period=YEAR, today=TODAY, rules=RULES)


def test_the_target_holds_from_its_day_and_ends_by_a_document(council):
    chair = chair_of(council)
    soon = TODAY + timedelta(days=10)
    actions.set_target(
        actor=chair, indicator=LAWFUL, value=Fraction(9, 10), document="12/NQ-HĐND", from_on=TODAY, now=NOW
    )
    actions.end_target(actor=chair, indicator=LAWFUL, document="15/NQ-HĐND", from_on=soon, now=NOW)

    targets = get_targets(rules=RULES)
    before, now, then = (targets.holding(LAWFUL, on=day) for day in (TODAY - timedelta(days=1), TODAY, soon))

    assert [(each.value, each.is_own) for each in (before, now, then)] == [
        (1, False),
        (Fraction(9, 10), True),
        (1, False),
    ]
    assert now.document == "12/NQ-HĐND"
    assert AuditEntry.objects.filter(action="indicators.set_target").count() == 2


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"document": "  "}, actions.TargetDocumentMissing),
        ({"from_on": TODAY - timedelta(days=1)}, actions.TargetInPast),
        ({"value": Fraction(11, 10)}, TargetOutOfBounds),
    ],
)
def test_a_target_without_ground_is_refused_and_nothing_is_kept(council, changes, refusal):
    wish = {"indicator": LAWFUL, "value": Fraction(9, 10), "document": "12/NQ-HĐND", "from_on": TODAY, "now": NOW}

    with pytest.raises(refusal):
        actions.set_target(actor=chair_of(council), **{**wish, **changes})

    assert OwnTarget.objects.count() == 0


def test_only_the_standing_committee_sets_targets_and_ends_what_there_is(council):
    wish = {"indicator": LAWFUL, "document": "12/NQ-HĐND", "from_on": TODAY, "now": NOW}

    with pytest.raises(NotPermitted):
        actions.set_target(actor=actor_with(Role.OFFICE_CHIEF), value=Fraction(1), **wish)
    with pytest.raises(NotPermitted):
        actions.end_target(actor=actor_with(Role.DELEGATE), **wish)
    with pytest.raises(actions.NoOwnTarget):
        actions.end_target(actor=chair_of(council), **wish)
    assert issubclass(actions.NoOwnTarget, Refusal)


def test_pages_tell_value_target_and_records_and_go_out_as_excel(worked):
    chair = browser_of(worked, Role.COUNCIL_CHAIR)

    def at(name="", **asked):
        return chair.get(f"/chi-tieu/{name}", {"ky": YEAR.key, **asked})

    index, page = at(), at("ky-hop-dung-luat/")

    assert "1 / 3 = 33,3 %" in words(index)
    said = words(page)
    assert "số kỳ họp đã xong mọi việc luật định, việc nào cũng đúng hạn ÷ số kỳ họp đã tổ chức × 100 %." in said
    assert "Quyết định triệu tập: muộn 2 ngày" in said
    assert "2/3 hồ sơ chưa được tính vào tử số" in said
    assert "Told(" not in said
    book = load_workbook(BytesIO(b"".join(at("ky-hop-dung-luat/", tep="xlsx").streaming_content)))
    assert book.active.max_row >= 4
    assert words(at("so-ngay-cong-bo/")).count("Dữ liệu mở cho máy đọc (API)") == 1
    assert "Kỳ họp chuyên đề" in words(at("ky-hop-khong-giay/"))
    assert "Không tính: 0 văn bản mật" in words(at("van-ban-dien-tu/"))


def test_the_form_of_a_target_keeps_what_was_typed_and_leads_back(worked):
    chair = browser_of(worked, Role.COUNCIL_CHAIR)
    today = clock.today().isoformat()
    form = "/chi-tieu/so-ngay-cong-bo/muc-tieu/"

    refused = chair.post(form, {"value": "400", "document": "12/NQ-HĐND", "from_on": today})
    taken = chair.post(form, {"value": "5", "document": "12/NQ-HĐND", "from_on": today}, follow=True)

    assert refused.status_code == 422
    assert 'value="400"' in refused.content.decode()
    assert "Mục tiêu phải từ 1 đến 365 ngày." in words(refused)
    assert "không quá 5 ngày" in words(taken)
    ended = chair.post(f"{form}ket-thuc/", {"end-document": "15/NQ-HĐND", "end-from_on": today}, follow=True)
    assert "không quá 7 ngày" in words(ended)


def test_who_may_not_is_refused_and_a_delegate_sees_no_form(worked):
    delegate = browser_of(worked, Role.DELEGATE)

    assert delegate.get("/chi-tieu/ky-hop-dung-luat/").status_code == 200
    assert delegate.get("/chi-tieu/ky-hop-dung-luat/muc-tieu/").status_code == 403
    assert delegate.get("/chi-tieu/ky-hop-dung-luat/cap-xa/").status_code == 403
    assert delegate.get("/chi-tieu/khong-co/").status_code == 404
    assert browser_of(worked, Role.EDITOR).get("/chi-tieu/").status_code == 403


def test_pages_cost_the_same_for_few_and_for_many(worked):
    chair = browser_of(worked, Role.COUNCIL_CHAIR)
    costs = [[cost_of(chair, page) for page in ("/chi-tieu/", "/chi-tieu/ky-hop-dung-luat/")]]

    for number in range(4):
        step_of(hold_session_on(TODAY, lawfulness="broken"), "papers", "late", TODAY, days=number + 1)
    costs.append([cost_of(chair, page) for page in ("/chi-tieu/", "/chi-tieu/ky-hop-dung-luat/")])

    assert costs[0] == costs[1]


def test_the_figures_of_all_indicators_cost_the_same_statements_for_every_period(worked):
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    costs = []
    for period in (month(TODAY.year, TODAY.month), YEAR):
        with connections["figures"].execute_wrapper(note):
            list_lines(chair_of(worked), worked, period=period, today=TODAY, rules=RULES)
        costs.append(len(asked))
        asked.clear()

    assert costs[0] == costs[1] <= 16
