"""The readings where a rule leaves a choice: extensions, fixed days, reminders, samples, classes, notices."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council import law
from council.law import Override, Pause, Period

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 22)
RULES = law.national_rules("province", DAY)
COMMUNE = law.national_rules("commune", DAY)
CALENDAR = law.national_calendar()


def with_own(key, value, document="Nghị quyết 12/NQ-HĐND", from_on=date(2026, 1, 1)):
    return law.national_rules("province", DAY, overrides=[Override(key, value, document, from_on)])


# --- extensions ------------------------------------------------------------------------------------------

SETTLE, EXTEND = "denunciations.settlement_days", "denunciations.extension_days"


@pytest.mark.parametrize(
    ("keys", "due"),
    [
        ((SETTLE,), date(2026, 7, 1)),
        ((SETTLE, EXTEND), date(2026, 7, 31)),
        ((SETTLE, EXTEND, EXTEND), date(2026, 9, 3)),  # D+90 is Sunday 30/08; 31/08 to 02/09 are off as well
    ],
)
def test_an_extended_denunciation_counts_from_the_base_day(keys, due):
    deadline = law.due_extended(keys, base_on=date(2026, 6, 1), rules=RULES)

    assert (deadline.due_on, deadline.days) == (due, 30 * len(keys))


def test_only_the_last_day_of_an_extended_term_is_shifted():
    # Accepted on 02/06/2026: D+30 is Thu 02/07, D+60 Sat 01/08 moves to Mon 03/08, D+90 Mon 31/08 to Thu 03/09.
    ends = [
        law.due_extended((SETTLE, *[EXTEND] * times), base_on=date(2026, 6, 2), rules=RULES).due_on
        for times in (0, 1, 2)
    ]

    assert ends == [date(2026, 7, 2), date(2026, 8, 3), date(2026, 9, 3)]


def test_an_extended_petition_says_how_its_days_add_up():
    deadline = law.due_extended(
        ("petitions.answer_days.one_agency", "petitions.extension_days"), base_on=date(2026, 6, 1), rules=RULES
    )

    assert (deadline.due_on, deadline.parts) == (date(2026, 8, 10), (40, 30))
    assert str(deadline.why) == (
        "Thứ Hai 10/08/2026: 70 ngày (40 + 30) sau ngày 01/06/2026, không tính ngày 01/06/2026. "
        "Căn cứ: Quyết định số 33/2017/QĐ-TTg (R-PET-04)."
    )


def test_a_term_is_not_extended_by_another_kind_of_term():
    with pytest.raises(ValueError, match="another kind"):
        law.due_extended((SETTLE, "petitions.forward_days"), base_on=date(2026, 6, 1), rules=RULES)


@pytest.mark.parametrize(("asked_on", "in_time"), [(1, True), (2, True), (3, False)])
def test_an_extension_may_be_asked_for_until_the_due_day_itself(asked_on, in_time):
    deadline = law.due(SETTLE, base_on=date(2026, 6, 2), rules=RULES)

    assert law.is_asked_in_time(deadline, asked_on=date(2026, 7, asked_on)) is in_time


# --- fixed days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "year", "days"),
    [
        ("evaluation.report_by", 2026, [date(2026, 12, 21)]),  # 20/12/2026 is a Sunday
        ("evaluation.system_score_by", 2026, [date(2026, 12, 7)]),  # 05/12/2026 is a Saturday
        ("evaluation.report_by", 2027, [date(2027, 12, 20)]),
        ("supervision.responsibility_review_on", 2026, [date(2026, 6, 30), date(2026, 12, 31)]),
        ("evaluation.criteria_frozen_on", 2026, [date(2026, 1, 5)]),  # 01/01 holiday, 02/01 swapped, weekend
    ],
)
def test_a_fixed_day_that_is_off_moves_to_the_next_working_day(key, year, days):
    assert [deadline.due_on for deadline in law.fixed_days(key, year=year, rules=RULES)] == days


@pytest.mark.parametrize(
    ("period_end", "due"),
    [
        (date(2026, 3, 31), date(2026, 4, 6)),  # 05/04/2026 is a Sunday
        (date(2026, 6, 30), date(2026, 7, 6)),
        (date(2026, 9, 30), date(2026, 10, 5)),
        (date(2026, 12, 31), date(2027, 1, 5)),
    ],
)
def test_the_fifth_day_after_a_quarter_or_month(period_end, due):
    assert law.day_after_period("evaluation.team_report_day", period_end=period_end, rules=RULES).due_on == due


def test_a_fixed_day_explains_itself():
    shifted = law.fixed_days("evaluation.report_by", year=2026, rules=RULES)[0]
    plain = law.fixed_days("supervision.responsibility_review_on", year=2026, rules=RULES)[0]

    assert str(shifted.why).startswith(
        "Hết Thứ Hai 21/12/2026: ngày ấn định là Chủ nhật 20/12/2026; vì trùng ngày nghỉ 20/12/2026 (Chủ nhật) nên "
        "dời đến ngày làm việc kế tiếp. Căn cứ: "
    )
    assert str(plain.why) == (
        "Hết Thứ Ba 30/06/2026: ngày ấn định cho việc này. "
        "Căn cứ: Mặc định theo kinh nghiệm của Hội đồng nhân dân tỉnh Thái Nguyên (R-SUP-16)."
    )


# --- escalation ------------------------------------------------------------------------------------------


def test_the_ladder_has_its_order_and_its_steps_count_from_the_step_taken():
    steps = RULES.options("supervision.escalation_steps")
    deadline = law.due("supervision.escalation_step_days", base_on=date(2026, 10, 1), rules=RULES)

    assert steps[:4] == ("reminder_1", "explanation_demanded", "reminder_2", "recommended_to_superior")
    assert steps[4:] == ("hearing", "questioning", "re_supervision", "reported_to_council", "confidence_measures")
    assert deadline.due_on == date(2026, 10, 16)


# --- the sample of solved petitions ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pool", "size"), [(0, 0), (1, 1), (4, 4), (5, 5), (49, 5), (50, 5), (51, 6), (60, 6), (61, 7), (1000, 100)]
)
def test_a_sample_is_a_tenth_rounded_up_at_least_five_and_never_more_than_there_are(pool, size):
    assert law.sample_size(pool, rules=RULES) == size


@pytest.mark.parametrize(
    ("pools", "parts"),
    [
        ({"a": 60, "b": 30, "c": 10}, {"a": 6, "b": 3, "c": 1}),
        ({"a": 50, "b": 50, "c": 5}, {"a": 5, "b": 5, "c": 1}),
        ({"b": 15, "a": 15, "c": 30}, {"a": 2, "b": 1, "c": 3}),  # equal remainders: the code decides
        ({"a": 95, "b": 1, "c": 4}, {"a": 8, "b": 1, "c": 1}),  # the small ones get one from the largest
        ({"a": 20, "b": 0, "c": 20}, {"a": 3, "b": 0, "c": 2}),
        ({"a": 1, "b": 3, "c": 2, "d": 1, "e": 1, "f": 1}, {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 0}),
        ({}, {}),
    ],
)
def test_a_sample_is_spread_in_proportion(pools, parts):
    assert law.sample_by_stratum(pools, rules=RULES) == parts


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 200), max_size=12))
def test_a_spread_sample_is_whole_and_reaches_every_agency_while_it_can(pools):
    parts = law.sample_by_stratum(pools, rules=RULES)

    size = law.sample_size(sum(pools.values()), rules=RULES)
    filled = [code for code in pools if pools[code]]
    assert sum(parts.values()) == size
    assert [code for code in pools if parts[code] > pools[code]] == []
    assert len([code for code in filled if parts[code]]) == min(size, len(filled))


# --- evaluation ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "best"),
    [("100", 0), ("90", 0), ("89.99", 1), ("80", 1), ("79.99", 2), ("65", 2), ("64.99", 3), ("50", 3), ("49.99", 4)],
)
def test_a_class_takes_its_own_floor_and_not_the_next(points, best):
    assert law.council_class(Fraction(points), rules=RULES) == best


@pytest.mark.parametrize(
    ("rated", "cap"), [(0, 0), (1, 1), (4, 1), (9, 1), (10, 2), (11, 2), (14, 2), (15, 3), (85, 17)]
)
def test_the_cap_is_rounded_down_but_at_least_one(rated, cap):
    assert law.outstanding_cap(rated, rules=RULES) == cap


def test_a_negative_list_is_refused():
    with pytest.raises(ValueError, match="negative"):
        law.outstanding_cap(-1, rules=RULES)


@pytest.mark.parametrize(
    ("held", "excused", "counted"),
    [
        (10, 0, Fraction(10)),
        (10, 1, Fraction(9)),
        (10, 3, Fraction(7)),
        (10, 5, Fraction(6)),  # three leave the denominator, the two above count half
        (7, 3, Fraction(89, 20)),  # the ceiling is 2.1 sittings, exactly
        (0, 0, Fraction(0)),
    ],
)
def test_excused_absence_leaves_the_denominator_up_to_a_ceiling(held, excused, counted):
    assert law.counted_sittings(held=held, excused=excused, rules=RULES) == counted


def test_more_excuses_than_sittings_are_refused():
    with pytest.raises(ValueError, match="excused"):
        law.counted_sittings(held=3, excused=4, rules=RULES)


# --- notice of three months ------------------------------------------------------------------------------

NOTICE = {"days_key": "questioning.notice_days", "months_key": "questioning.notice_months"}


@pytest.mark.parametrize(
    ("event_on", "due"),
    [
        (date(2026, 12, 8), date(2026, 9, 8)),
        (date(2026, 12, 2), date(2026, 8, 28)),  # 02/09 and the days before it are off: earlier
        (date(2026, 5, 29), date(2026, 2, 27)),  # 28 or 29 February: the last day of a short month, a Saturday
        (date(2026, 7, 13), date(2026, 4, 13)),
    ],
)
def test_notice_is_three_calendar_months_back(event_on, due):
    assert law.notice_due(**NOTICE, event_on=event_on, rules=RULES).due_on == due


def test_the_councils_own_days_take_the_place_of_the_months():
    rules = with_own("questioning.notice_days", 90)

    deadline = law.notice_due(**NOTICE, event_on=date(2026, 12, 8), rules=rules)

    assert (deadline.due_on, deadline.unit) == (date(2026, 9, 9), law.Unit.CALENDAR_DAYS)
    assert str(deadline.source) == "Nghị quyết 12/NQ-HĐND"


def test_notice_in_months_explains_itself_and_knows_tet():
    deadline = law.notice_due(**NOTICE, event_on=date(2026, 12, 2), rules=RULES)

    assert str(deadline.why).startswith(
        "Chậm nhất Thứ Sáu 28/08/2026: 3 tháng trước ngày 02/12/2026 là Thứ Tư 02/09/2026; vì trùng ngày nghỉ "
        "29/08/2026 (Thứ Bảy); 30/08/2026 (Chủ nhật); 31/08/2026 (nghỉ hoán đổi, làm bù Thứ Bảy 22/08); "
        "01/09/2026 đến 02/09/2026 (Quốc khánh) nên lùi về ngày làm việc liền trước. "
    )
    with pytest.raises(law.CalendarMissing):
        law.notice_due(**NOTICE, event_on=date(2027, 4, 20), rules=RULES)
    preview = law.notice_due(**NOTICE, event_on=date(2027, 4, 20), rules=RULES, binding=False)
    assert (preview.due_on, preview.uncertain_years) == (date(2027, 1, 20), (2027,))


@pytest.mark.parametrize(
    ("opening", "months", "back"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2026, 3, 15), 3, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_the_month(opening, months, back):
    assert law.back_months(opening, months) == back


def test_no_months_are_no_term():
    with pytest.raises(ValueError, match="at least one"):
        law.back_months(date(2026, 5, 31), 0)


# --- a suspended clock -----------------------------------------------------------------------------------


def test_a_suspended_complaint_is_due_later_by_the_days_of_the_pause():
    pause = Pause.until_resumed(
        suspended_on=date(2026, 3, 10), resumed_on=date(2026, 3, 20), name="chờ kết quả giám định", document="QĐ 5"
    )

    deadline = law.due("complaints.first_days.plain", base_on=date(2026, 3, 3), rules=RULES, pauses=[pause])

    nominal = date(2026, 3, 3) + timedelta(days=30) + (date(2026, 3, 20) - date(2026, 3, 10))
    assert (deadline.nominal_on, deadline.due_on) == (nominal, date(2026, 4, 13))  # 12/04 is a Sunday


def test_a_case_that_resumes_on_the_day_it_was_suspended_was_not_paused():
    with pytest.raises(law.PauseNotAllowed):
        Pause.until_resumed(suspended_on=DAY, resumed_on=DAY, name="chờ", document="QĐ 5")


# --- overlap of supervisions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "near"),
    [
        (date(2026, 5, 30), date(2026, 6, 30), True),  # 60 days after 31/03
        (date(2026, 5, 31), date(2026, 6, 30), False),
        (date(2026, 3, 15), date(2026, 3, 20), True),  # inside
        (date(2025, 12, 1), date(2025, 12, 31), True),  # 60 days before 01/03
        (date(2025, 12, 1), date(2025, 12, 30), False),
    ],
)
def test_supervisions_within_sixty_days_of_each_other_overlap(first, last, near):
    one, other = Period(date(2026, 3, 1), date(2026, 3, 31)), Period(first, last)

    assert law.is_overlap(one, other, rules=RULES) is near
    assert law.is_overlap(other, one, rules=RULES) is near


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before"):
        Period(DAY, DAY - timedelta(days=1))


# --- the total, the floor, the unknown year --------------------------------------------------------------


def test_the_suspended_belong_to_the_total_unless_the_council_says_otherwise():
    own = with_own("votes.suspended_in_total", False)

    assert (RULES.allows("votes.suspended_in_total"), own.allows("votes.suspended_in_total")) == (True, False)


@pytest.mark.parametrize(
    ("rules", "adopted_on", "floor"),
    [(RULES, date(2026, 8, 20), date(2026, 8, 30)), (COMMUNE, date(2026, 8, 23), date(2026, 8, 30))],
)
def test_a_floor_stays_on_a_sunday(rules, adopted_on, floor):
    assert law.effective_floor(adopted_on=adopted_on, level=rules.level, rules=rules).due_on == floor
