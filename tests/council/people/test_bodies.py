"""Teams, committees, deputies, limits and conflicts of appointments, and what is vacant."""

from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.urls import reverse

from council.law import national_rules
from council.people import actions, law, queries
from council.people.law import CommitteeKind, Limits, Remark
from council.people.models import Committee, OutsideOffice, Post, Team, TeamStay
from council.people.workflow import Ending, Rank
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, actor_of
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_account, make_committee, make_delegate, make_team, make_term
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of
from tests.testbed.threads import together

CONF = "config.urls_council"
TODAY = date(2026, 7, 8)
ADMINISTRATOR, CHIEF = actor_with(Role.ADMINISTRATOR), actor_with(Role.OFFICE_CHIEF)
LIMITS = Limits(vice_chairs=1, committee_deputies=2, remarks_agency_heads=True)
AS_PRINCIPAL, DEPUTY = actions.Conditions(), actions.Conditions(rank=Rank.DEPUTY)


def take_post(role, *, person=None, conditions=AS_PRINCIPAL, **body):
    return actions.appoint(
        actor=ADMINISTRATOR,
        person=person or make_delegate().person,
        role=role,
        from_on=STARTED,
        conditions=conditions,
        **body,
    )


def everything() -> tuple:
    tables = (Post, Team, TeamStay, Committee)
    return (*(tuple(table.objects.order_by("pk").values_list()) for table in tables), AuditEntry.objects.count())


def refused(error, action, *arguments, **named) -> Exception:
    before = everything()

    with pytest.raises(error) as caught, transaction.atomic():
        action(*arguments, **named)

    assert everything() == before
    return caught.value


# -- the law --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "merged_from", "vice_chairs", "deputies"),
    [("commune", 1, 1, 2), ("commune", 3, 1, 2), ("province", 1, 2, 2), ("province", 2, 3, 3), ("province", 3, 4, 4)],
)
def test_limits_follow_level_and_merger(level, merged_from, vice_chairs, deputies) -> None:
    rules = national_rules(level, TODAY)

    assert law.limits_of(rules=rules, merged_from=merged_from) == Limits(vice_chairs, deputies, True)


@pytest.mark.parametrize(
    ("role", "is_deputy", "others", "heads_agency", "expected"),
    [
        (Role.COUNCIL_VICE_CHAIR, False, 0, False, ()),
        (Role.COUNCIL_VICE_CHAIR, False, 1, False, (Remark.VICE_CHAIRS,)),
        (Role.COMMITTEE_HEAD, True, 1, False, ()),
        (Role.COMMITTEE_HEAD, True, 2, False, (Remark.DEPUTIES,)),
        (Role.COMMITTEE_HEAD, False, 2, False, ()),
        (Role.COMMITTEE_HEAD, True, 2, True, (Remark.DEPUTIES, Remark.AGENCY_HEAD)),
        (Role.COMMITTEE_MEMBER, False, 9, True, (Remark.AGENCY_HEAD,)),
        (Role.TEAM_LEADER, False, 0, True, ()),
    ],
)
def test_what_is_remarked(role, is_deputy, others, heads_agency, expected) -> None:
    found = law.remarks_on(role=role, is_deputy=is_deputy, others=others, heads_agency=heads_agency, limits=LIMITS)

    assert found == expected


def test_a_rule_that_is_off_remarks_nothing() -> None:
    lax = Limits(vice_chairs=9, committee_deputies=9, remarks_agency_heads=False)

    assert law.remarks_on(role=Role.COMMITTEE_MEMBER, is_deputy=False, others=3, heads_agency=True, limits=lax) == ()


# -- appointments ---------------------------------------------------------------------------------------------------


def test_deputies_stand_beside_the_head_with_the_same_rights(council) -> None:
    committee, account = make_committee(), make_account()
    head = take_post(Role.COMMITTEE_HEAD, committee=committee)
    deputies = [take_post(Role.COMMITTEE_HEAD, committee=committee, conditions=DEPUTY) for _ in range(2)]
    actions.link_account(actor=ADMINISTRATOR, account=account, person=deputies[0].person, on=TODAY)

    assert [str(post.title) for post in (head, *deputies)] == ["Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban"]
    assert actor_of(account, on=TODAY).has(Role.COMMITTEE_HEAD, scope_id=committee.id)
    row = queries.get_structure(on=TODAY).committees[0]
    assert row.posts[0] == head
    again = {"role": Role.COMMITTEE_HEAD, "committee": committee}
    refused(actions.PostTakenAlready, take_post, **again)
    refused(actions.PostTakenAlready, take_post, **again, conditions=DEPUTY, person=deputies[0].person)


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.RECORDS_CLERK])
def test_some_posts_have_no_deputies(council, role) -> None:
    refused(actions.PostNotFitting, take_post, role, conditions=DEPUTY)


def test_a_second_vice_chair_is_recorded_with_its_reason_only(council) -> None:
    limited = actions.Conditions(limits=LIMITS)
    take_post(Role.COUNCIL_VICE_CHAIR, conditions=limited)

    refusal = refused(actions.AppointmentRemarked, take_post, Role.COUNCIL_VICE_CHAIR, conditions=limited)
    assert "Số Phó Chủ tịch sẽ vượt mức quy định." in str(refusal.message)
    excused = actions.Conditions(limits=LIMITS, despite="Giữ nguyên khi sắp xếp, theo 1726/NQ-UBTVQH15")
    post = take_post(Role.COUNCIL_VICE_CHAIR, conditions=excused)

    assert post.despite == "Giữ nguyên khi sắp xếp, theo 1726/NQ-UBTVQH15"
    assert AuditEntry.objects.filter(action="people.appoint", reason=post.despite).count() == 1


@pytest.mark.parametrize("role", sorted(law.IN_STANDING_COMMITTEE))
def test_a_member_of_the_executive_sits_in_no_standing_committee(council, role) -> None:
    person = make_delegate().person
    person = actions.note_outside_office(actor=CHIEF, person=person, office=OutsideOffice.EXECUTIVE)
    body = {"committee": make_committee()} if role in law.IN_COMMITTEE else {}

    reason = actions.Conditions(despite="Vẫn muốn")
    refused(actions.ExecutiveConflict, take_post, role, person=person, conditions=reason, **body)
    if role in law.WITH_DEPUTIES:
        assert take_post(role, person=person, conditions=DEPUTY, **body).rank == Rank.DEPUTY


def test_who_sits_in_the_standing_committee_is_not_noted_as_of_the_executive(council) -> None:
    post = take_post(Role.COUNCIL_VICE_CHAIR)
    noting = partial(actions.note_outside_office, actor=CHIEF, person=post.person)

    refused(actions.ExecutiveConflict, noting, office=OutsideOffice.EXECUTIVE)
    assert noting(office=OutsideOffice.AGENCY_HEAD).outside_office == "agency_head"


def test_two_deputies_too_many_at_once_are_one_too_many(fresh_council) -> None:
    committee = make_committee()
    conditions = actions.Conditions(rank=Rank.DEPUTY, limits=Limits(1, 1, True))
    people = [make_delegate().person for _ in range(2)]
    calls = [
        partial(take_post, Role.COMMITTEE_HEAD, person=person, committee=committee, conditions=conditions)
        for person in people
    ]

    results = together(fresh_council, calls)

    assert sorted(type(result).__name__ for result in results) == ["AppointmentRemarked", "Post"]


# -- teams and committees -------------------------------------------------------------------------------------------


def test_teams_and_committees_are_made_and_named_once(council) -> None:
    term = make_term()
    team = actions.add_team(actor=CHIEF, term=term, number=3, name=" Tổ  số 3 ", area="Phường Hoa Lư")
    committee = actions.add_committee(actor=CHIEF, term=term, kind=CommitteeKind.URBAN, name="Ban Đô thị")

    assert (team.name, committee.position) == ("Tổ số 3", 0)
    refused(actions.BodyKnown, actions.add_team, actor=CHIEF, term=term, number=3, name="Tổ khác")
    urban = {"kind": CommitteeKind.URBAN, "name": "Ban khác"}
    refused(actions.BodyKnown, actions.add_committee, actor=CHIEF, term=term, **urban)
    assert actions.edit_team(actor=CHIEF, team=team, name="Tổ Ba", area="").name == "Tổ Ba"
    assert actions.rename_committee(actor=CHIEF, committee=committee, name="Ban Đô thị mới").name == "Ban Đô thị mới"
    assert actions.edit_term(actor=CHIEF, term=term, seats_total=85, merged_from=3).merged_from == 3


def test_others_arrange_nothing(council) -> None:
    staff, mandate, team = actor_with(Role.OFFICE_STAFF), make_delegate(), make_team()
    committee, term = make_committee(), make_term()

    for action, given in (
        (actions.add_team, {"term": term, "number": 9, "name": "x"}),
        (actions.edit_team, {"team": team, "name": "x", "area": ""}),
        (actions.move_to_team, {"mandate": mandate, "team": team, "on": TODAY}),
        (actions.add_committee, {"term": term, "kind": CommitteeKind.URBAN, "name": "x"}),
        (actions.rename_committee, {"committee": committee, "name": "x"}),
        (actions.note_outside_office, {"person": mandate.person, "office": OutsideOffice.NONE}),
        (actions.edit_term, {"term": term, "seats_total": 1, "merged_from": 1}),
    ):
        refused(NotPermitted, action, actor=staff, **given)


def test_a_delegate_moves_between_teams_and_the_way_is_kept(council) -> None:
    first, second = make_team(1), make_team(2)
    mandate = make_delegate(team=first)

    moved = actions.move_to_team(actor=CHIEF, mandate=mandate, team=second, on=TODAY, document="7/NQ")
    actions.end_mandate(actor=CHIEF, mandate=moved, how="resign", on=date(2026, 9, 1), document="15/NQ")

    assert moved.team == second
    assert [(stay.team, stay.from_on, stay.to_on, stay.document) for stay in queries.list_stays(mandate.person)] == [
        (second, TODAY, date(2026, 9, 1), "7/NQ"),
        (first, STARTED, date(2026, 7, 7), ""),
    ]


def test_a_delegate_recorded_before_stays_were_kept_moves_too(council) -> None:
    mandate = make_delegate(team=make_team(1))
    TeamStay.objects.update(to_on=STARTED, from_on=STARTED)

    actions.move_to_team(actor=CHIEF, mandate=mandate, team=make_team(2), on=TODAY)

    assert TeamStay.objects.filter(mandate=mandate, to_on=date(2026, 7, 7)).count() == 1


def test_a_move_that_makes_no_sense_is_refused(council) -> None:
    first, second = make_team(1), make_team(2)
    mandate, leader, gone = (make_delegate(team=first) for _ in range(3))
    post = take_post(Role.TEAM_LEADER, person=leader.person, team=first)
    actions.end_mandate(actor=CHIEF, mandate=gone, how="resign", on=TODAY, document="15/NQ")

    refused(actions.NotInTeam, actions.move_to_team, actor=CHIEF, mandate=mandate, team=first, on=TODAY)
    refused(actions.NotInTeam, actions.move_to_team, actor=CHIEF, mandate=gone, team=second, on=TODAY)
    early = date(2026, 4, 1)
    refused(actions.DaysWrong, actions.move_to_team, actor=CHIEF, mandate=mandate, team=second, on=early)
    refused(actions.LeadsTeam, actions.move_to_team, actor=CHIEF, mandate=leader, team=second, on=TODAY)
    actions.end_post(actor=ADMINISTRATOR, post=post, on=TODAY, how=Ending.RELIEVED, decision="8/NQ")
    assert actions.move_to_team(actor=CHIEF, mandate=leader, team=second, on=TODAY).team == second


def test_what_is_vacant_is_listed_by_post_and_body(council) -> None:
    make_term(seats_total=25)
    committee, team = make_committee(), make_team(1)
    titles = [(vacancy.role, vacancy.body) for vacancy in queries.get_structure(on=TODAY).vacancies]
    assert titles == [
        (Role.COUNCIL_CHAIR, ""),
        (Role.COUNCIL_VICE_CHAIR, ""),
        (Role.OFFICE_CHIEF, ""),
        (Role.COMMITTEE_HEAD, "Ban Pháp chế"),
        (Role.TEAM_LEADER, "Tổ số 1"),
    ]

    take_post(Role.COUNCIL_CHAIR)
    take_post(Role.COMMITTEE_HEAD, committee=committee, conditions=DEPUTY)
    take_post(Role.TEAM_LEADER, team=team)

    left = [vacancy.role for vacancy in queries.get_structure(on=TODAY).vacancies]
    assert left == [Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.COMMITTEE_HEAD]


def test_bodies_are_read_inside(council) -> None:
    team, committee, outsider = make_team(), make_committee(), actor_with(Role.AGENCY)

    assert (queries.get_team(CHIEF, team.id), queries.get_committee(CHIEF, committee.id)) == (team, committee)
    with pytest.raises(NotFound):
        queries.get_team(outsider, team.id)
    with pytest.raises(NotFound):
        queries.get_committee(outsider, committee.id)


# -- the pages ------------------------------------------------------------------------------------------------------


def at(name, *parameters):
    return reverse(f"people:{name}", CONF, [each.pk for each in parameters])


@pytest.fixture
def keeper(council):
    return browser_of(council, Role.ADMINISTRATOR)


def test_a_vacancy_is_filled_from_its_row(keeper) -> None:
    committee, mandate = make_committee(), make_delegate("Đặng Thị Hằng")
    link = f"{at('fill')}?role=committee_head&amp;committee={committee.pk}"
    assert link in keeper.get(at("structure")).content.decode()

    typed = {"delegate": str(mandate.pk), "role": "committee_head", "rank": "deputy", "committee": str(committee.pk)}
    answer = keeper.post(at("fill"), {**typed, "from_on": str(clock.today()), "decision": "5/NQ"})

    assert answer.status_code == 302
    assert "Phó Trưởng ban – Ban Pháp chế" in words(keeper.get(answer.headers["Location"]))


def test_a_remark_asks_for_its_reason_beside_the_field(keeper) -> None:
    take_post(Role.COUNCIL_VICE_CHAIR)
    mandate = make_delegate("Đặng Thị Hằng")
    typed = {"role": "council_vice_chair", "rank": "principal", "from_on": str(clock.today()), "decision": "5/NQ"}

    answer = keeper.post(at("appoint", mandate), typed)
    assert (answer.status_code, mandate.person.posts.count()) == (422, 0)
    assert answer.content.decode().count("Số Phó Chủ tịch sẽ vượt mức quy định.") == 2
    assert 'value="5/NQ"' in answer.content.decode()
    answer = keeper.post(at("appoint", mandate), {**typed, "despite": "Giữ nguyên khi sắp xếp"})

    assert answer.status_code == 302
    assert "Lý do vẫn ghi nhận: Giữ nguyên khi sắp xếp" in words(keeper.get(answer.headers["Location"]))


def test_teams_are_arranged_on_screen(keeper) -> None:
    make_term()
    keeper.post(at("add_team"), {"number": "4", "name": "Tổ số 4", "area": "Phường Hoa Lư"})
    team, mandate = Team.objects.get(number=4), make_delegate("Đặng Thị Hằng", team=make_team(1))

    answer = keeper.post(at("move_to_team", mandate), {"team": str(team.pk), "on": str(clock.today()), "document": ""})
    assert "Tổ số 4 từ" in words(keeper.get(answer.headers["Location"]))
    page = words(keeper.get(at("team", team)))
    assert "Phường Hoa Lư" in page
    assert "Đặng Thị Hằng" in page
    keeper.post(at("edit_team", team), {"name": "Tổ Bốn", "area": ""})
    assert "Tổ Bốn" in words(keeper.get(at("structure")))


def test_committees_and_the_term_are_arranged_on_screen(keeper) -> None:
    make_term()
    keeper.post(at("add_committee"), {"kind": "urban", "name": "Ban Đô thị"})
    committee = Committee.objects.get(kind="urban")
    assert keeper.post(at("add_committee"), {"kind": "urban", "name": "Ban Đô thị"}).status_code == 422
    keeper.post(at("rename_committee", committee), {"name": "Ban Đô thị và Hạ tầng"})
    answer = keeper.post(at("term"), {"seats_total": "30", "merged_from": "2"})

    page = words(keeper.get(answer.headers["Location"]))
    for part in ("Đã ghi nhận.", "Ban Đô thị và Hạ tầng", "30 khuyết trên 30 đại biểu được bầu"):
        assert part in page


def test_an_office_in_the_executive_is_noted_on_screen(keeper) -> None:
    post = take_post(Role.COUNCIL_VICE_CHAIR)

    assert keeper.post(at("outside_office", post.person), {"office": "executive"}).status_code == 422
    answer = keeper.post(at("outside_office", post.person), {"office": "agency_head"})
    assert "Người đứng đầu cơ quan chuyên môn" in words(keeper.get(answer.headers["Location"]))


def test_staff_see_the_structure_without_buttons(council) -> None:
    team, mandate, browser = make_team(), make_delegate(), browser_of(council, Role.OFFICE_STAFF)

    page = words(browser.get(at("structure"))) + words(browser.get(at("team", team)))
    for button in ("Lập tổ…", "Lập ban…", "Ghi nhận người giữ…", "Sửa tổ…", "Chuyển tổ…"):
        assert button not in page
    for name in ("add_team", "add_committee", "term", "fill"):
        assert browser.get(at(name)).status_code == 403
    assert browser.post(at("move_to_team", mandate), {"team": str(team.pk)}).status_code == 403


def test_structure_and_team_cost_the_same_for_one_and_for_three(council) -> None:
    team, browser, costs = make_team(), browser_of(council, Role.OFFICE_STAFF), set()
    for number in range(3):
        make_delegate(team=team)
        leader = {"team": make_team(number + 2)}
        take_post(Role.TEAM_LEADER, **leader)
        costs.add((cost_of(browser, at("structure")), cost_of(browser, at("team", team))))

    assert len(costs) == 1
