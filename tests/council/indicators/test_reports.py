"""The report on a period: what counts in it and what just not, its words, its draft and the Word file of it."""

import io
import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import count

import docx
import pytest
from django.urls import reverse

from council.documents.law import Issuer, Kind
from council.documents.models import Document, DocumentVersion
from council.indicators.law import (
    SCHEME,
    Communes,
    PeriodKind,
    Ratio,
    Target,
    Told,
    Trend,
    groups_of,
    half_year,
    of_term,
    report_text,
    run_up_to,
    subject_of,
    whole_year,
)
from council.indicators.queries.reports import get_figures, list_periods
from council.people.models import Mandate, TermOfOffice
from council.roles import Role
from council.sessions.models import CouncilSession, Vote
from kernel import clock
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft
from tests.factories.people import make_delegate, make_delegates, make_term
from tests.factories.sessions import OFFICE, REPORT, make_hall, make_item, make_session, make_sitting, seat
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

pytestmark = pytest.mark.usefixtures("council")

CONF = "config.urls_council"
REPORTS = reverse("indicators:reports", CONF)
END_OF_YEAR = date(2026, 12, 31)
FIRST_HALF = half_year(2026)
COUNCIL = "Hội đồng nhân dân phường Hoa Lư"
# The pages offer what has begun by today: the present year always has.
JANUARY = date(clock.today().year, 1, 1)
THIS_HALF = f"6t-1-{JANUARY.year}"
GENERAL = Target(Fraction(1), date(2016, 1, 1), "Đề án", is_own=False)
NOTHING = [Told(indicator, Ratio(), GENERAL) for indicator in SCHEME]
NO_TREND = Trend(("Quý I/2026",), tuple((each,) for each in NOTHING))
_numbers = count(1)


def held_on(day, kind="regular", state="closed"):
    session = make_session(**basis_of(kind))
    CouncilSession.objects.filter(pk=session.pk).update(state=state, opened_on=day)
    return session


def basis_of(kind):
    needs = {} if kind == "regular" else {"basis": "standing_committee", "basis_document": "12/TTr"}
    return {"kind": kind, **needs}


def issued_on(day, kind=Kind.REPORT, body=Issuer.COUNCIL, state="issued"):
    number = next(_numbers)
    symbol = {
        Kind.NORMATIVE_RESOLUTION: f"{number:02d}/2026/NQ-HĐND",
        Kind.INDIVIDUAL_RESOLUTION: f"{number:02d}/NQ-HĐND",
    }
    draft = make_draft(kind)
    Document.objects.filter(pk=draft.pk).update(
        state=state,
        issuing_body=body,
        number=number,
        year=day.year,
        issued_on=day,
        symbol=symbol.get(kind, f"{number:02d}/VB-HĐND"),
        **({"removed_at": clock.now(), "removed_reason": "Sai thẩm quyền"} if state == "withdrawn" else {}),
    )


def counted(period=FIRST_HALF, today=END_OF_YEAR):
    return get_figures(OFFICE, period, today=today)


def text_of(figures):
    return report_text(figures, COUNCIL, NOTHING, NO_TREND)


def at_midnight(day, **shift):
    return datetime(day.year, day.month, day.day, tzinfo=clock.VIETNAM) + timedelta(**shift)


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        (half_year(2026), (date(2026, 1, 1), date(2026, 6, 30)), (date(2025, 12, 31), date(2026, 7, 1))),
        (whole_year(2026), (date(2026, 1, 1), date(2026, 12, 31)), (date(2025, 12, 31), date(2027, 1, 1))),
        (
            of_term(number=16, name="2021-2026", starts_on=date(2021, 7, 5), ends_on=date(2026, 4, 1)),
            (date(2021, 7, 5), date(2026, 4, 1)),
            (date(2021, 7, 4), date(2026, 4, 2)),
        ),
    ],
    ids=["half", "year", "term"],
)
def test_the_first_and_the_last_day_count_and_their_neighbours_do_not(period, inside, outside):
    for day in (*inside, *outside):
        make_sitting(held_on(day), "ended", day_on=day)
        issued_on(day)

    figures = counted(period, today=date(2027, 6, 1))

    assert (figures.held, figures.sittings, figures.issued) == (2, 2, {(Issuer.COUNCIL, Kind.REPORT): 2})


@pytest.mark.parametrize(
    ("shift", "expected"), [({"seconds": -1}, 1), ({}, 0)], ids=["last second of 30 June", "first instant of 1 July"]
)
def test_a_vote_counts_on_its_day_in_vietnam(shift, expected):
    hall = make_hall(3)
    hall.close()
    Vote.objects.update(closed_at=at_midnight(date(2026, 7, 1), **shift))

    assert counted().votes == expected
    assert counted(whole_year(2026)).votes_rejected == 1


def test_sessions_count_by_kind_only_when_they_opened():
    held_on(date(2026, 3, 1))
    held_on(date(2026, 3, 2), kind="thematic")
    held_on(date(2026, 3, 3), kind="thematic", state="in_progress")
    held_on(date(2026, 3, 4), state="cancelled")
    make_session("convened")

    assert counted(whole_year(2026)).sessions == {"regular": 1, "thematic": 2}


def test_items_count_by_what_became_of_them_and_withdrawn_ones_not_at_all():
    session = held_on(date(2026, 3, 1))
    for state in ("adopted", "adopted", "rejected", "deferred", "withdrawn"):
        make_item(session, state=state)
    make_item(session, REPORT, state="noted")
    make_item(held_on(date(2026, 7, 1)), state="adopted")

    figures = counted()

    assert (figures.items, figures.adopted, figures.rejected, figures.heard) == (5, 2, 1, 1)


def test_the_last_line_of_each_delegate_in_each_sitting_is_her_presence():
    session, mandates = held_on(date(2026, 3, 1)), make_delegates(4)
    morning = make_sitting(session, "ended", day_on=date(2026, 3, 1))
    afternoon = make_sitting(session, "ended", day_on=date(2026, 3, 1), part="afternoon")
    seat(morning, mandates)
    seat(morning, mandates[:1], "left")
    seat(morning, mandates[1:2], "absent")
    seat(afternoon, mandates[:2], "excused")
    seat(make_sitting(session, "planned", day_on=date(2026, 3, 2)), mandates)

    figures = counted()

    assert (figures.sittings, figures.present, figures.excused, figures.absent) == (2, 3, 2, 1)


def test_documents_count_by_body_and_kind_without_drafts_and_withdrawn_ones():
    day = date(2026, 3, 1)
    issued_on(day, Kind.NORMATIVE_RESOLUTION)
    issued_on(day, Kind.INDIVIDUAL_RESOLUTION, state="published")
    issued_on(day, Kind.INDIVIDUAL_RESOLUTION, Issuer.STANDING_COMMITTEE)
    issued_on(day, Kind.REPORT, Issuer.STANDING_COMMITTEE)
    issued_on(day, Kind.REPORT, Issuer.OFFICE)
    issued_on(day, Kind.REPORT, state="withdrawn")
    make_draft()

    figures = counted()

    assert figures.resolutions == {Kind.NORMATIVE_RESOLUTION: 1, Kind.INDIVIDUAL_RESOLUTION: 1}
    assert (figures.of_standing, figures.others) == (1, {Kind.REPORT: 2})


def test_delegates_who_served_and_who_left_before_the_end_of_their_term():
    period = whole_year(2026)
    stays, leaves, completes, before, later = (make_delegate(started_on=date(2025, 5, 5)) for _ in range(5))
    ends = ((leaves, "resigned", date(2026, 12, 31)), (completes, "completed", date(2026, 4, 2)))
    for mandate, state, day in (*ends, (before, "resigned", date(2026, 1, 1))):
        Mandate.objects.filter(pk=mandate.pk).update(state=state, ended_on=day)
    Mandate.objects.filter(pk=later.pk).update(started_on=date(2027, 1, 1))

    figures = counted(period, today=date(2027, 6, 1))

    assert (figures.delegates, figures.ended) == (3, 2)  # who left on 1 January served no day of the year
    assert stays.state == "active"


def test_of_a_period_that_still_runs_nothing_after_today_counts():
    issued_on(date(2026, 3, 1))
    issued_on(date(2026, 3, 3))

    figures = counted(today=date(2026, 3, 2))

    assert (figures.until, sum(figures.issued.values())) == (date(2026, 3, 2), 1)


def test_periods_that_have_begun_are_offered_the_latest_first():
    TermOfOffice.objects.create(
        number=15, name="2021-2026", starts_on=date(2024, 7, 5), ends_on=date(2026, 4, 1), state="closed"
    )
    make_term(starts_on=date(2026, 4, 2))

    of_years, quarters, of_terms = list_periods(today=date(2026, 4, 1))

    assert [period.key for period in of_years] == [
        *("6t-1-2026", "nam-2026"),
        *("6t-2-2025", "6t-1-2025", "nam-2025"),
        *("6t-2-2024", "6t-1-2024", "nam-2024"),
    ]
    assert [period.key for period in quarters][:3] == ["quy-2-2026", "quy-1-2026", "quy-4-2025"]
    assert [(period.key, period.last) for period in of_terms] == [("khoa-15", date(2026, 4, 1))]
    assert [period.key for period in list_periods(today=date(2026, 4, 2))[2]] == ["khoa-16", "khoa-15"]


def test_sentences_and_table_say_the_same_figures():
    held_on(date(2026, 3, 1))
    issued_on(date(2026, 3, 2), Kind.NORMATIVE_RESOLUTION)
    issued_on(date(2026, 3, 2), Kind.REPORT, Issuer.OFFICE)
    make_delegates(2)

    text = text_of(counted())
    said = [line for article in text.articles for line in article.paragraphs]

    assert "Số liệu được tổng hợp từ hồ sơ của" in said[0]
    assert "từ ngày 01/01/2026 đến hết ngày 30/06/2026" in said[0]
    assert f"Trong 6 tháng đầu năm 2026, {COUNCIL} đã tổ chức 1 kỳ họp, gồm 1 kỳ họp thường lệ." in said
    assert f"{COUNCIL} đã ban hành 1 nghị quyết, gồm 1 nghị quyết quy phạm pháp luật." in said
    assert "Hội đồng nhân dân và các cơ quan của Hội đồng đã ban hành 1 văn bản khác, gồm 1 báo cáo." in said
    assert {"| - Kỳ họp đã tổ chức | 1 |", "| + Báo cáo | 1 |", "| - Đại biểu làm nhiệm vụ trong kỳ | 2 |"} <= set(said)
    assert [article.title for article in text.articles if not article.paragraphs][-1] == "Kiến nghị"


def test_a_session_that_only_goes_on_in_a_period_is_not_called_held_in_it():
    going_on = held_on(date(2025, 12, 30), state="in_progress")
    make_sitting(going_on, day_on=date(2026, 1, 5), state="ended")

    said = [
        line for article in report_text(counted(), COUNCIL, NOTHING, NO_TREND).articles for line in article.paragraphs
    ]

    assert f"Trong 6 tháng đầu năm 2026, {COUNCIL} tiếp tục kỳ họp đã khai mạc trước đó." in said
    assert "Hội đồng nhân dân đã tiến hành 1 phiên họp." in said
    assert not [line for line in said if "0 kỳ họp" in line or "0 nội dung" in line]


def test_a_period_without_anything_says_so():
    figures = counted()
    said = " ".join(
        line for article in report_text(figures, COUNCIL, NOTHING, NO_TREND).articles for line in article.paragraphs
    )

    assert figures.is_empty
    assert "không tổ chức kỳ họp nào" in said
    assert "không ban hành văn bản nào" in said
    assert {line.count for group in groups_of(figures) for line in group.lines} == {0}


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (half_year(2026), f"Kết quả hoạt động của {COUNCIL} 6 tháng đầu năm 2026"),
        (whole_year(2026), f"Kết quả hoạt động của {COUNCIL} năm 2026"),
        (
            of_term(number=16, name="2026-2031", starts_on=date(2026, 4, 2), ends_on=None),
            f"Tổng kết hoạt động của {COUNCIL} nhiệm kỳ 2026-2031",
        ),
    ],
)
def test_each_period_has_its_title(period, title):
    assert subject_of(period, COUNCIL) == title


def test_the_office_makes_the_draft_and_takes_its_word_file(council):
    held_on(JANUARY)
    issued_on(JANUARY, Kind.NORMATIVE_RESOLUTION)
    staff = browser_of(council, Role.OFFICE_STAFF)

    assert REPORTS in staff.get(reverse("documents:index", CONF)).content.decode()
    page = staff.get(REPORTS, {"ky": THIS_HALF})
    answer = staff.post(REPORTS, {"ky": THIS_HALF})

    assert "Kỳ họp đã tổ chức" in words(page)
    (current,) = set(re.findall(r'<a [^>]*aria-current="page"[^>]*>', page.content.decode()))
    assert f'href="{reverse("documents:index", CONF)}"' in current
    assert f"{reverse('sessions:index', CONF)}?nam={JANUARY.year}" in page.content.decode()
    report = Document.objects.latest("created_at")
    assert answer.url == f"{reverse('documents:detail', CONF, [report.id])}?told=drafted"
    assert (report.kind, report.state, report.issuing_body) == (Kind.REPORT, "draft", Issuer.STANDING_COMMITTEE)
    assert DocumentVersion.objects.filter(document=report).count() == 1
    assert AuditEntry.objects.filter(action="documents.draft", object_id=str(report.id)).exists()
    file = docx.Document(io.BytesIO(staff.get(reverse("documents:word", CONF, [report.id])).content))
    printed = [paragraph.text for paragraph in file.paragraphs]
    assert report.subject in printed
    assert any("đã tổ chức 1 kỳ họp, gồm 1 kỳ họp thường lệ" in line for line in printed)
    tables = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    assert ["- Nghị quyết của Hội đồng nhân dân", "1"] in tables
    last_day = half_year(JANUARY.year).until(clock.today())
    assert ["Chỉ tiêu", *(each.title for each in run_up_to(last_day, PeriodKind.QUARTER, count=4))] in tables


def test_a_period_that_is_not_offered_makes_nothing(council):
    staff, before = browser_of(council, Role.OFFICE_STAFF), Document.objects.count()

    answers = [staff.post(REPORTS, typed) for typed in ({"ky": "nam-1999"}, {})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Hãy chọn một kỳ báo cáo trong danh sách." in words(answers[0])
    assert Document.objects.count() == before


def test_figures_are_for_people_of_the_council_only():
    with pytest.raises(NotPermitted):
        get_figures(actor_with(Role.AGENCY), FIRST_HALF, today=END_OF_YEAR)


def test_the_page_asks_the_same_number_of_questions_however_much_was_done(council):
    make_term()
    staff, address = browser_of(council, Role.OFFICE_STAFF), f"{REPORTS}?ky={THIS_HALF}"
    few = cost_of(staff, address)
    for kind in (Kind.REPORT, Kind.MINUTES, Kind.REGULATION, Kind.REPORT):
        make_sitting(held_on(JANUARY), "ended", day_on=JANUARY)
        issued_on(JANUARY, kind, Issuer.OFFICE)
    make_delegates(5)

    assert cost_of(staff, address) == few


def told_of(numbers):
    return tuple(Told(indicator, Ratio(*numbers), GENERAL) for indicator in SCHEME)


def test_the_sections_of_a_provinces_report_stand_in_their_order_with_their_tables():
    told = [*told_of((3, 4))[:-1], NOTHING[-1]]
    communes = Communes((("Xã Gia Viễn", told_of((1, 1))), ("Phường Hoa Lư", told_of((0, 99)))), 129)

    text = report_text(counted(), COUNCIL, told, Trend(("Quý I/2026",), tuple((each,) for each in told)), communes)

    assert [article.title for article in text.articles] == [
        "Tổ chức kỳ họp",
        "Ban hành nghị quyết và các văn bản khác",
        "Đại biểu Hội đồng nhân dân",
        "Kết quả thực hiện các chỉ tiêu",
        "Diễn biến các chỉ tiêu",
        "Số liệu các xã, phường",
        "Biểu số liệu",
        "Đánh giá chung; tồn tại, hạn chế và nguyên nhân",
        "Phương hướng, nhiệm vụ thời gian tới",
        "Kiến nghị",
    ]
    results, trend, below = (article.paragraphs for article in text.articles[3:6])
    assert results[0] == "Có 6 chỉ tiêu có số liệu trong kỳ, trong đó 0 chỉ tiêu đạt mục tiêu."
    assert results[1:3] == (
        "| Chỉ tiêu | Cách tính, kết quả | Mục tiêu | Đánh giá |",
        "| Tỷ lệ kỳ họp tổ chức đúng luật | 3 / 4 = 75 % | 100 % | Chưa đạt |",
    )
    assert "Chưa có số liệu trong kỳ: số ngày công bố trung bình." in results
    assert trend[-1] == "| Số ngày công bố trung bình | – |"
    assert below[0] == "Số liệu từ 2/129 hội đồng nhân dân cấp xã; 127 hội đồng chưa có số liệu."
    assert below[4].startswith("| Cộng | 100 | 1 | 1 % | 1 % |")


def test_the_report_is_taken_as_pdf_and_word_without_a_draft(council):
    held_on(JANUARY)
    staff = browser_of(council, Role.OFFICE_STAFF)

    printed = staff.get(REPORTS, {"ky": THIS_HALF, "tep": "pdf"})
    written = staff.get(REPORTS, {"ky": THIS_HALF, "tep": "docx"})

    assert printed.content.startswith(b"%PDF-")
    assert printed.headers["Content-Disposition"] == f'attachment; filename="bao-cao-{THIS_HALF}.pdf"'
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(written.content)).paragraphs]
    assert "V. Diễn biến các chỉ tiêu" in said
    assert not Document.objects.exists()
