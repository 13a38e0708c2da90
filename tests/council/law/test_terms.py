"""The worked examples of the calendar, and what a deadline of the law says of itself."""

from datetime import date, timedelta

import pytest

from council import law
from council.law import CalendarMissing

pytestmark = pytest.mark.unit

CALENDAR = law.national_calendar()
RULES = law.national_rules("province", date(2026, 7, 10))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 4, 23), 3, date(2026, 4, 29)),  # (a) over the day off for Giỗ Tổ
        (date(2026, 7, 10), 5, date(2026, 7, 17)),  # (b) a written answer after the session
        (date(2026, 2, 13), 5, date(2026, 2, 27)),  # (d) over Tết
        (date(2026, 8, 25), 7, date(2026, 9, 8)),  # (g) over Quốc khánh with a swapped day
        (date(2026, 8, 20), 2, date(2026, 8, 22)),  # the swapped Saturday is a working day
    ],
)
def test_working_days(start, days, due):
    assert law.add_working_days(start, days, CALENDAR) == due


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 3, 3), 30, date(2026, 4, 2)),  # (c) a complaint
        (date(2026, 8, 17), 15, date(2026, 9, 3)),  # (f) ends on Quốc khánh, moves on
    ],
)
def test_calendar_days(start, days, due):
    assert law.add_calendar_days(start, days, CALENDAR) == due


@pytest.mark.parametrize(
    ("opening", "days", "latest"),
    [
        (date(2026, 12, 14), 5, date(2026, 12, 9)),  # (e)
        (date(2026, 12, 10), 5, date(2026, 12, 4)),  # (e) Saturday moves earlier
        (date(2026, 9, 8), 6, date(2026, 8, 28)),  # over Quốc khánh, the swap and a weekend
    ],
)
def test_days_back_from_an_opening(opening, days, latest):
    assert law.back_from(opening, days, CALENDAR) == latest


@pytest.mark.parametrize(
    ("key", "base_on", "due_on"),
    [
        ("contact.consolidate_days", date(2026, 4, 23), date(2026, 4, 29)),  # (a)
        ("questioning.written_answer_days", date(2026, 7, 10), date(2026, 7, 17)),  # (b)
        ("complaints.first_days.plain", date(2026, 3, 3), date(2026, 4, 2)),  # (c)
        ("letters.denunciation_forward_days", date(2026, 2, 13), date(2026, 2, 27)),  # (d)
        ("sessions.papers_before_days.regular", date(2026, 12, 14), date(2026, 12, 9)),  # (e)
        ("sessions.papers_before_days.regular", date(2026, 12, 10), date(2026, 12, 4)),  # (e)
        ("supervision.explanation_days.plain", date(2026, 8, 17), date(2026, 9, 3)),  # (f)
        ("denunciations.acceptance_days.one_place", date(2026, 8, 25), date(2026, 9, 8)),  # (g)
    ],
)
def test_the_worked_examples_by_their_rules(key, base_on, due_on):
    assert law.due(key, base_on=base_on, rules=RULES).due_on == due_on


def test_a_floor_is_never_moved_to_a_working_day():
    floor = law.effective_floor(adopted_on=date(2026, 12, 10), level=law.Level.PROVINCE, rules=RULES)

    assert (floor.due_on, floor.due_on.strftime("%a")) == (date(2026, 12, 20), "Sun")
    assert str(floor.why) == (
        "Sớm nhất Chủ nhật 20/12/2026: 10 ngày sau ngày 10/12/2026, không dời vì ngày nghỉ. "
        "Căn cứ: Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 (R-RES-01)."
    )


def test_a_commune_has_the_shorter_floor():
    rules = law.national_rules("commune", date(2026, 12, 10))

    assert law.effective_floor(adopted_on=date(2026, 12, 10), level="commune", rules=rules).due_on == date(2026, 12, 17)


def test_the_floor_of_another_level_is_refused():
    with pytest.raises(ValueError, match="another level"):
        law.effective_floor(adopted_on=date(2026, 12, 10), level=law.Level.COMMUNE, rules=RULES)


@pytest.mark.parametrize("days", [0, -3])
def test_a_term_has_at_least_one_day(days):
    for count in (law.add_working_days, law.add_calendar_days, law.back_from):
        with pytest.raises(ValueError, match="at least one day"):
            count(date(2026, 7, 10), days, CALENDAR)
    with pytest.raises(ValueError, match="at least one day"):
        law.not_before(date(2026, 7, 10), days)


def test_a_deadline_names_every_day_it_stepped_over():
    deadline = law.due("sessions.publish_after_days", base_on=date(2026, 8, 28), rules=RULES)

    assert deadline.due_on == date(2026, 9, 9)
    assert [(day.on.day, day.name) for day in deadline.skipped] == [
        (29, "Thứ Bảy"),
        (30, "Chủ nhật"),
        (31, "nghỉ hoán đổi, làm bù Thứ Bảy 22/08"),
        (1, "Quốc khánh"),
        (2, "Quốc khánh"),
        (5, "Thứ Bảy"),
        (6, "Chủ nhật"),
    ]
    assert str(deadline.why).startswith(
        "Thứ Tư 09/09/2026: 5 ngày làm việc sau ngày 28/08/2026, không tính ngày 28/08/2026 và các ngày nghỉ "
        "29/08/2026 (Thứ Bảy); "
    )
    assert deadline.warning is None


def test_a_deadline_without_a_day_off_between_says_less():
    deadline = law.due("sessions.publish_after_days", base_on=date(2026, 7, 5), rules=RULES)

    assert str(deadline.why) == (
        "Thứ Sáu 10/07/2026: 5 ngày làm việc sau ngày 05/07/2026, không tính ngày 05/07/2026; "
        "tính các ngày 06/07, 07/07, 08/07, 09/07, 10/07. "
        "Căn cứ: Thực tiễn công bố nghị quyết của các Hội đồng (R-SES-23)."
    )


def test_a_shifted_term_in_calendar_days_says_from_where():
    deadline = law.due("sessions.send_up_after_days", base_on=date(2026, 7, 9), rules=RULES)

    assert (deadline.nominal_on, deadline.due_on) == (date(2026, 7, 19), date(2026, 7, 20))
    assert "là Chủ nhật 19/07/2026; vì trùng ngày nghỉ 19/07/2026 (Chủ nhật)" in str(deadline.why)


def test_a_term_in_calendar_days_that_fits_says_less():
    deadline = law.due("sessions.send_up_after_days", base_on=date(2026, 7, 10), rules=RULES)

    assert (deadline.due_on, deadline.skipped) == (date(2026, 7, 20), ())
    assert "dời" not in str(deadline.why)


def test_a_number_that_is_no_term_has_no_deadline():
    with pytest.raises(ValueError, match="no term"):
        law.due("sessions.late_minutes", base_on=date(2026, 7, 10), rules=RULES)


def test_a_binding_term_over_an_unknown_tet_is_refused_and_a_preview_warns():
    with pytest.raises(CalendarMissing) as refusal:
        law.due("sessions.publish_after_days", base_on=date(2027, 1, 29), rules=RULES)

    preview = law.due("sessions.publish_after_days", base_on=date(2027, 1, 29), rules=RULES, binding=False)

    assert str(refusal.value) == "Chưa có lịch nghỉ Tết chính thức năm 2027, nên chưa thể ấn định thời hạn này."
    assert (preview.due_on, preview.uncertain_years) == (date(2027, 2, 5), (2027,))
    assert str(preview.warning) == "Chưa có lịch nghỉ chính thức năm 2027; ngày này mới là tạm tính."


def test_a_binding_term_far_from_tet_is_computed_with_a_warning():
    deadline = law.due("sessions.publish_after_days", base_on=date(2027, 4, 28), rules=RULES)

    assert (deadline.due_on, deadline.uncertain_years) == (date(2027, 5, 7), (2027,))


def test_a_year_without_any_data_knows_weekends_and_fixed_holidays():
    assert [CALENDAR.is_working(date(2030, 9, day)) for day in (1, 2, 3)] == [False, False, True]
    assert CALENDAR.name_of(date(2030, 9, 2)) == "Quốc khánh"


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2030, 6, 15)])
def test_uncertain_years_are_those_without_a_decision(first):
    last = first + timedelta(days=800)

    assert CALENDAR.uncertain_years(first, last) == tuple(
        year for year in range(first.year, last.year + 1) if year != 2026
    )
