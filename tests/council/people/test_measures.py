"""What the declared measures of people count: as on a day, groups only, nothing finer than is told."""

from datetime import date

import pytest

from council.people import actions
from council.people.actions.counting import age_band
from council.people.models import Gender, SensitiveProfile
from council.roles import Role
from hub.rollups import declared
from kernel.access import Actor
from tests.factories.actors import actor_with
from tests.factories.figures import counted, days_of
from tests.factories.people import make_term

SYSTEM, CHAIR = Actor.system("demo"), actor_with(Role.COUNCIL_CHAIR)
STARTED, ENDED = date(2026, 4, 2), date(2026, 9, 1)


def elected(name="Nguyễn Thị Lan", *, served_before=False, private=None, **known):
    """Return the mandate of a new delegate, with what is kept apart of her recorded first."""
    person = actions.register_person(
        actor=SYSTEM, full_name=name, **{"gender": Gender.FEMALE, "birth_year": 1990, **known}
    )
    if private:
        actions.record_sensitive(actor=SYSTEM, person=person, private=actions.Private(**private))
    return actions.add_delegate(
        actor=SYSTEM,
        person=person,
        term=make_term(),
        started_on=STARTED,
        background=actions.Background("commune", served_before),
    )


@pytest.mark.unit
@pytest.mark.parametrize(
    ("born", "band"),
    [(None, "unknown"), (1992, "under_35"), (1991, "35_39"), (1986, "40_49"), (1966, "60_up"), (1967, "50_59")],
)
def test_age_is_counted_in_whole_years_of_the_year_in_which_the_mandate_began(born, band):
    assert age_band(born, 2026) == band


def test_a_delegate_stands_from_the_first_day_to_the_eve_of_the_end(council):
    mandate = elected()
    assert counted("delegates_in_office") == {"female/35_39/first": 1}
    assert counted("delegates_by_work") == {"false/commune": 1}
    actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Bị khởi tố", on=date(2026, 6, 1))
    assert counted("delegates_in_office") == {"female/35_39/first": 1}, "a suspended delegate is one of the total"
    actions.end_mandate(actor=CHAIR, mandate=mandate, how="resign", on=ENDED, document="12/NQ-HĐND")

    # In office on the last day before the end, gone on the day itself: one comes, one goes.
    assert days_of("delegates_in_office") == {"2026-04-02": 1, "2026-09-01": -1}
    assert (counted("mandates_begun"), days_of("mandates_ended")) == ({"female": 1}, {"2026-09-01": 1})
    assert counted("mandates_ended") == {"resigned": 1}


def test_whoever_was_a_delegate_before_is_elected_again(council):
    elected(served_before=True, birth_year=1960)
    elected("Trần Văn An", gender=Gender.MALE, served_before=None)

    assert counted("delegates_in_office") == {"female/60_up/again": 1, "male/35_39/unknown": 1}


def test_sensitive_data_are_counted_in_groups_and_follow_what_is_recorded(council):
    private = {"ethnicity": "Mường", "religion": "Công giáo", "education": "thạc sĩ", "party": "member"}
    mandate = elected(private=private)
    assert counted("delegates_by_origin") == {"minority/religious/member": 1}
    assert counted("delegates_by_schooling") == {"master": 1}
    actions.amend_sensitive(
        actor=SYSTEM, person=mandate.person, values={"ethnicity": "Kinh"}, cleared=("religion",), reason="Ghi lại"
    )
    assert counted("delegates_by_origin") == {"majority/unknown/member": 1}
    actions.end_mandate(actor=CHAIR, mandate=mandate, how="resign", on=ENDED, document="12/NQ-HĐND")

    assert counted("delegates_gone_by_origin") == {"majority/unknown/member": 1}
    assert days_of("delegates_gone_by_schooling") == {"2026-08-31": 1}
    SensitiveProfile.objects.all().delete()
    assert counted("delegates_by_origin") == counted("delegates_gone_by_schooling") == {}


def test_who_is_no_delegate_is_not_counted(council):
    person = actions.register_person(actor=SYSTEM, full_name="Lê Văn Bảy")
    actions.record_sensitive(actor=SYSTEM, person=person, private=actions.Private(ethnicity="Kinh"))

    assert counted("delegates_by_origin") == {}


def test_every_measure_of_what_is_kept_apart_is_suppressed_outside():
    apart = [measure for measure in declared() if measure.model == "council_people.SensitiveProfile"]

    assert len(apart) == 4
    assert {measure.suppress_below for measure in apart} == {5}
    told = {measure.name for measure in apart if measure.served}
    assert told == {"delegates_by_origin", "delegates_by_schooling"}, "who left would tell, beside who came, who stayed"


def test_teams_committees_and_posts_stand_in_their_term(council):
    term = make_term()
    office = actor_with(Role.OFFICE_CHIEF)
    actions.add_team(actor=office, term=term, number=7, name="Tổ số 7")
    mandate = elected()
    post = actions.appoint(actor=SYSTEM, person=mandate.person, role=Role.COUNCIL_CHAIR, from_on=STARTED)
    assert counted("teams") == {"": 1}
    assert counted("posts_held") == {"council_chair/principal": 1}
    actions.end_mandate(actor=CHAIR, mandate=mandate, how="resign", on=ENDED, document="12/NQ-HĐND")

    post.refresh_from_db()
    assert days_of("posts_held") == {"2026-04-02": 1, "2026-09-02": -1}, "a post counts on its last day too"
