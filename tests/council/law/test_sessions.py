"""Quorum and the time-table back from an opening, with the demo province's year-end session."""

from datetime import date

import pytest

from council import law
from council.law import SessionKind

pytestmark = pytest.mark.unit

RULES = law.national_rules("province", date(2026, 11, 17))


def schedule(opening_on, kind, **options):
    steps = law.back_schedule(opening_on=opening_on, kind=kind, rules=RULES, **options)
    return [(step.key.removeprefix("sessions."), step.due_on) for step in steps]


def test_the_year_end_session_of_2026():
    assert schedule(date(2026, 12, 8), SessionKind.REGULAR) == [
        ("joint_conference_before_days.regular", date(2026, 10, 23)),
        ("convene_before_days.regular", date(2026, 11, 18)),
        ("public_notice_before_days.regular", date(2026, 11, 23)),
        ("dossier_before_days", date(2026, 11, 23)),
        ("verification_before_days", date(2026, 11, 27)),
        ("papers_before_days.regular", date(2026, 12, 3)),
    ]


def test_a_thematic_session_has_shorter_terms_and_no_joint_conference():
    assert schedule(date(2026, 10, 15), SessionKind.THEMATIC) == [
        ("dossier_before_days", date(2026, 9, 30)),
        ("verification_before_days", date(2026, 10, 5)),
        ("convene_before_days.thematic", date(2026, 10, 8)),
        ("public_notice_before_days.thematic", date(2026, 10, 9)),
        ("papers_before_days.thematic", date(2026, 10, 12)),
    ]


@pytest.mark.parametrize("kind", SessionKind)
def test_every_kind_has_its_steps_and_each_explains_itself(kind):
    steps = law.back_schedule(opening_on=date(2026, 12, 8), kind=kind, rules=RULES)

    assert len(steps) == (6 if kind is SessionKind.REGULAR else 5)
    assert [str(step.why).startswith("Chậm nhất ") for step in steps] == [True] * len(steps)


def test_a_step_off_a_weekend_says_so():
    steps = law.back_schedule(opening_on=date(2026, 12, 8), kind=SessionKind.REGULAR, rules=RULES)

    assert str(steps[4].why) == (
        "Chậm nhất Thứ Sáu 27/11/2026: 10 ngày trước ngày 08/12/2026 là Thứ Bảy 28/11/2026; vì trùng ngày nghỉ "
        "28/11/2026 (Thứ Bảy) nên lùi về ngày làm việc liền trước. "
        "Căn cứ: Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15 (R-SES-12)."
    )


def test_a_plan_over_an_unknown_tet_warns_and_convening_is_refused():
    steps = law.back_schedule(opening_on=date(2027, 2, 25), kind=SessionKind.THEMATIC, rules=RULES)

    assert [step.uncertain_years for step in steps] == [(2027,)] * 5
    with pytest.raises(law.CalendarMissing):
        schedule(date(2027, 2, 25), SessionKind.THEMATIC, binding=True)


@pytest.mark.parametrize(("present", "met"), [(0, False), (56, False), (57, True), (85, True)])
def test_quorum_of_85(present, met):
    result = law.may_open(present=present, in_office=85, rules=RULES)

    assert (result.met, result.needed) == (met, 57)


def test_quorum_explains_itself():
    met = law.may_open(present=60, in_office=85, rules=RULES)
    missed = law.may_open(present=50, in_office=85, rules=RULES)

    assert str(met.sentence) == (
        "Có mặt 60 trên tổng số 85 đại biểu (70,59%); cần ít nhất 57, tức 2/3 tổng số: đủ để họp. "
        "Căn cứ: Điều 34 Luật Tổ chức chính quyền địa phương số 72/2025/QH15."
    )
    assert "còn thiếu 7, chưa đủ để họp" in str(missed.sentence)


@pytest.mark.parametrize(("present", "in_office"), [(86, 85), (-1, 85), (0, 0)])
def test_impossible_numbers_are_refused(present, in_office):
    with pytest.raises(law.PresentDisagree):
        law.may_open(present=present, in_office=in_office, rules=RULES)
