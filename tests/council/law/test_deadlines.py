"""Why a deadline is that day: every day that was stepped over has its name, local days and pauses too."""

from datetime import date, timedelta

import pytest

from council import law
from council.law import CalendarDay, DayKind, Pause, PauseNotAllowed, Skip

pytestmark = pytest.mark.unit

STORM = Pause(date(2026, 9, 8), date(2026, 9, 10), "bão số 5", "Công văn số 12/HĐND-VP")
FESTIVAL = CalendarDay(date(2026, 11, 25), DayKind.SWAPPED_OFF, "Ngày hội xã", "Quyết định số 3/QĐ-UBND")
MARKET = CalendarDay(date(2026, 11, 28), DayKind.SWAPPED_WORK, "làm bù Ngày hội xã", "Quyết định số 3/QĐ-UBND")


def rules_of(*pauses, local_days=()):
    return law.national_rules("commune", date(2026, 11, 22), local_days=local_days, pauses=pauses)


def test_over_tet_the_sentence_names_the_holiday_once_and_the_days_that_count():
    deadline = law.due("petitions.forward_days", base_on=date(2026, 2, 13), rules=rules_of())

    assert deadline.due_on == date(2026, 2, 27)
    assert str(deadline.why).startswith(
        "Thứ Sáu 27/02/2026: 5 ngày làm việc sau ngày 13/02/2026, không tính ngày 13/02/2026 và các ngày nghỉ "
        "14/02/2026 (Thứ Bảy); 15/02/2026 (Chủ nhật); 16/02/2026 đến 20/02/2026 (Tết Âm lịch); "
        "21/02/2026 (Thứ Bảy); 22/02/2026 (Chủ nhật); tính các ngày 23/02, 24/02, 25/02, 26/02, 27/02. Căn cứ: "
    )


def test_a_compensatory_day_is_named():
    deadline = law.due("contact.consolidate_days", base_on=date(2026, 4, 23), rules=rules_of())

    assert deadline.due_on == date(2026, 4, 29)
    assert "27/04/2026 (nghỉ bù Giỗ Tổ Hùng Vương)" in str(deadline.why)


def test_a_local_day_off_is_named_with_its_document():
    rules = rules_of(local_days=[FESTIVAL, MARKET])

    deadline = law.due("contact.consolidate_days", base_on=date(2026, 11, 24), rules=rules)

    assert (deadline.due_on, [day.reason for day in deadline.skipped]) == (date(2026, 11, 28), [Skip.LOCAL])
    assert str(deadline.why).startswith(
        "Thứ Bảy 28/11/2026: 3 ngày làm việc sau ngày 24/11/2026, không tính ngày 24/11/2026 và các ngày nghỉ "
        "25/11/2026 (Ngày hội xã, Quyết định số 3/QĐ-UBND); tính các ngày 26/11, 27/11, 28/11. Căn cứ: "
    )


def test_a_calendar_term_that_ends_on_a_local_day_moves_on():
    deadline = law.due("complaints.acceptance_days", base_on=date(2026, 11, 15), rules=rules_of(local_days=[FESTIVAL]))

    assert (deadline.nominal_on, deadline.due_on) == (date(2026, 11, 25), date(2026, 11, 26))
    assert "vì trùng ngày nghỉ 25/11/2026 (Ngày hội xã, Quyết định số 3/QĐ-UBND) nên dời" in str(deadline.why)


def test_a_paused_term_of_working_days_names_the_pause():
    deadline = law.due("contact.consolidate_days", base_on=date(2026, 9, 7), rules=rules_of(STORM))

    assert deadline.due_on == date(2026, 9, 15)
    assert str(deadline.why).startswith(
        "Thứ Ba 15/09/2026: 3 ngày làm việc sau ngày 07/09/2026, không tính ngày 07/09/2026, các ngày nghỉ "
        "12/09/2026 (Thứ Bảy); 13/09/2026 (Chủ nhật) và các ngày tạm dừng 08/09/2026 đến 10/09/2026 "
        "(bão số 5, Công văn số 12/HĐND-VP); tính các ngày 11/09, 14/09, 15/09. Căn cứ: "
    )


def test_a_pause_alone_is_named_without_days_off():
    pause = Pause(date(2026, 9, 8), date(2026, 9, 8), "bão số 5", "Công văn số 12/HĐND-VP")

    working = law.due("contact.consolidate_days", base_on=date(2026, 9, 7), rules=rules_of(pause))
    calendar = law.due("complaints.acceptance_days", base_on=date(2026, 9, 7), rules=rules_of(pause))

    assert (working.due_on, calendar.due_on) == (date(2026, 9, 11), date(2026, 9, 18))
    assert "không tính ngày 07/09/2026 và các ngày tạm dừng 08/09/2026 (bão số 5, Công văn" in str(working.why)
    assert "không tính ngày 07/09/2026 và các ngày tạm dừng 08/09/2026 (bão số 5, Công văn" in str(calendar.why)
    assert "dời" not in str(calendar.why)


def test_a_paused_calendar_term_that_ends_on_a_day_off_names_both():
    deadline = law.due("complaints.acceptance_days", base_on=date(2026, 9, 6), rules=rules_of(STORM))

    assert (deadline.nominal_on, deadline.due_on) == (date(2026, 9, 19), date(2026, 9, 21))
    assert (
        "các ngày tạm dừng 08/09/2026 đến 10/09/2026 (bão số 5, Công văn số 12/HĐND-VP), là Thứ Bảy 19/09/2026; "
        in (str(deadline.why))
    )


@pytest.mark.parametrize(
    ("base_on", "nominal_on"),
    [
        (date(2026, 10, 9), date(2026, 10, 24)),  # the tenth day is the first after the paused week, a Saturday
        (date(2026, 10, 8), date(2026, 10, 18)),  # a Sunday: the next working day is paused as well
    ],
)
def test_a_term_does_not_end_inside_a_pause(base_on, nominal_on):
    pause = Pause(date(2026, 10, 19), date(2026, 10, 23), "dịch bệnh", "Công văn số 20/HĐND-VP")

    deadline = law.due("complaints.acceptance_days", base_on=base_on, rules=rules_of(pause))

    assert (deadline.nominal_on, deadline.due_on) == (nominal_on, date(2026, 10, 26))


@pytest.mark.parametrize(
    ("topics", "due"),
    [
        (frozenset(), date(2026, 9, 15)),
        (frozenset({"contact"}), date(2026, 9, 15)),
        (frozenset({"contact.consolidate_days"}), date(2026, 9, 15)),
        (frozenset({"petitions"}), date(2026, 9, 10)),
    ],
)
def test_a_pause_stops_the_terms_of_its_topics(topics, due):
    pause = Pause(STORM.first_on, STORM.last_on, STORM.name, STORM.document, topics)

    assert law.due("contact.consolidate_days", base_on=date(2026, 9, 7), rules=rules_of(pause)).due_on == due


@pytest.mark.parametrize(
    ("key", "due"),
    [
        ("sessions.papers_before_days.regular", date(2026, 9, 9)),
        ("contact.outside_notice_days", date(2026, 9, 9)),
        ("resolutions.effective_after_days", date(2026, 9, 21)),
    ],
)
def test_terms_back_from_an_opening_and_floors_are_never_paused(key, due):
    deadline = law.due(key, base_on=date(2026, 9, 14), rules=rules_of(STORM))

    assert (deadline.due_on, str(deadline.why).count("tạm dừng")) == (due, 0)


@pytest.mark.parametrize(("last_on", "document"), [(date(2026, 9, 7), "Công văn 1"), (date(2026, 9, 9), "  ")])
def test_a_pause_without_length_or_document_is_refused(last_on, document):
    with pytest.raises(PauseNotAllowed):
        Pause(date(2026, 9, 8), last_on, "bão", document)


def test_working_days_back_name_what_they_stepped_over():
    plain = law.due("contact.outside_notice_days", base_on=date(2026, 9, 11), rules=rules_of())
    over = law.due("contact.outside_notice_days", base_on=date(2026, 9, 3), rules=rules_of())

    assert str(plain.why) == (
        "Chậm nhất Thứ Ba 08/09/2026: 3 ngày làm việc trước ngày 11/09/2026, không tính ngày 11/09/2026; tính các ngày "
        "08/09, 09/09, 10/09. Căn cứ: Điều 32 Nghị quyết liên tịch số 72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN (R-VC-04)."
    )
    assert over.due_on == date(2026, 8, 26)
    assert "01/09/2026 đến 02/09/2026 (Quốc khánh); tính các ngày 26/08, 27/08, 28/08." in str(over.why)


def test_a_long_term_names_its_first_days_and_its_last():
    deadline = law.due("evaluation.team_meeting_days", base_on=date(2026, 7, 10), rules=rules_of())

    assert "tính các ngày 13/07, 14/07, 15/07, …, 07/08. " in str(deadline.why)


def test_a_councils_own_days_name_its_document():
    own = law.Override("contact.consolidate_days", 5, "Nghị quyết số 12/NQ-HĐND", date(2026, 1, 1))
    rules = law.national_rules("commune", date(2026, 11, 22), overrides=[own])

    deadline = law.due("contact.consolidate_days", base_on=date(2026, 7, 10), rules=rules)

    assert str(deadline.why).endswith("Căn cứ: Nghị quyết số 12/NQ-HĐND (R-VC-05).")


# --- recomputing ------------------------------------------------------------------------------------------


def deadline_on(base_on, **changes):
    return law.due("contact.consolidate_days", base_on=base_on, rules=rules_of(**changes))


def test_a_later_day_always_holds():
    before = deadline_on(date(2026, 11, 24)).due_on

    after = law.recompute(
        deadline_on(date(2026, 11, 24), local_days=[FESTIVAL]), told_on=date(2026, 11, 24), before_on=before
    )

    assert (after.before_on, after.after_on, after.holds_on) == (
        date(2026, 11, 27),
        date(2026, 11, 30),
        date(2026, 11, 30),
    )
    assert str(after.sentence) == (
        "Tổ đại biểu gửi tổng hợp ý kiến sau buổi tiếp xúc: hạn trước là 27/11/2026, tính lại là 30/11/2026."
    )


@pytest.mark.parametrize(
    ("told_on", "holds_on"), [(date(2026, 11, 24), date(2026, 11, 30)), (None, date(2026, 11, 27))]
)
def test_a_communicated_day_is_never_made_earlier(told_on, holds_on):
    after = law.recompute(deadline_on(date(2026, 11, 24)), told_on=told_on, before_on=date(2026, 11, 30))

    assert (after.holds_on, after.after_on) == (holds_on, date(2026, 11, 27))
    assert ("đã thông báo ngày 24/11/2026 nên vẫn giữ 30/11/2026" in str(after.sentence)) is (told_on is not None)


def test_the_version_of_the_calendar_changes_with_any_day():
    plain, local = rules_of().calendar, rules_of(local_days=[FESTIVAL]).calendar
    moved = rules_of(local_days=[MARKET]).calendar

    assert len({plain.version, local.version, moved.version}) == 3
    assert law.national_calendar().version == plain.version == deadline_on(date(2026, 7, 10)).calendar_version


def test_a_day_off_before_the_base_day_is_nothing_to_a_term():
    deadline = law.due("contact.consolidate_days", base_on=date(2026, 7, 12), rules=rules_of())

    assert (deadline.due_on, deadline.skipped) == (date(2026, 7, 15), ())
    assert deadline.counted == tuple(date(2026, 7, 12) + timedelta(days=number) for number in (1, 2, 3))
