"""How mandates and posts end: every ending with day, document and reason; what is kept of it; two people at once."""

from datetime import date
from functools import partial

import pytest

from council.people import actions, queries
from council.people.models import Mandate, Post
from council.people.workflow import CHOSEN_ENDINGS, MANDATE_ENDINGS, Ending
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed
from kernel.access.models import HoldingRow
from tests.council.people.test_actions import refused
from tests.factories.actors import actor_with
from tests.factories.people import STARTED, make_account, make_committee, make_delegate, make_person
from tests.testbed.threads import together

TODAY, TOMORROW = date(2026, 7, 8), date(2026, 7, 9)
CHAIR, CHIEF = actor_with(Role.COUNCIL_CHAIR), actor_with(Role.OFFICE_CHIEF)
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)
ENDINGS = [step.name for step in MANDATE_ENDINGS]


@pytest.mark.parametrize("how", [name for name in ENDINGS if name != "die"])
def test_every_ending_but_death_needs_a_document(council, how) -> None:
    mandate = make_delegate()

    refused(
        actions.DocumentMissing,
        actions.end_mandate,
        actor=CHIEF,
        mandate=mandate,
        how=how,
        on=TODAY,
        document=" ",
        reason="Lý do",
    )


def test_a_death_needs_a_reason_or_a_document(council) -> None:
    mandate = make_delegate()
    death = {"actor": CHIEF, "mandate": mandate, "how": "die", "on": TODAY}

    refused(actions.ReasonMissing, actions.end_mandate, **death)
    assert actions.end_mandate(**death, reason="Từ trần sau thời gian lâm bệnh").state == "died"


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF])
def test_nobody_ends_suspends_or_reinstates_the_own_mandate(council, role) -> None:
    mandate = make_delegate()
    me = actor_with(role, person=mandate.person)

    refused(NotPermitted, actions.end_mandate, actor=me, mandate=mandate, how="resign", on=TODAY, document="15/NQ")
    refused(NotPermitted, actions.suspend_mandate, actor=me, mandate=mandate, reason="x", on=TODAY)


def test_the_life_of_a_mandate_is_kept_line_by_line(council) -> None:
    mandate = make_delegate()
    actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Khởi tố", document="01/QĐ", on=date(2026, 5, 4))
    actions.reinstate_mandate(actor=CHAIR, mandate=mandate, reason="Đình chỉ vụ án", on=date(2026, 6, 1))
    ended = actions.end_mandate(
        actor=CHIEF, mandate=mandate, how="move", on=TODAY, document="15/NQ-HĐND", reason="Chuyển công tác về Hà Nội"
    )

    assert [
        (line.step, line.state, line.effective_on, line.document, line.reason)
        for line in reversed(queries.list_changes(mandate.person))
    ] == [
        ("add", "active", STARTED, "", ""),
        ("suspend", "suspended", date(2026, 5, 4), "01/QĐ", "Khởi tố"),
        ("reinstate", "active", date(2026, 6, 1), "", "Đình chỉ vụ án"),
        ("move", "moved", TODAY, "15/NQ-HĐND", "Chuyển công tác về Hà Nội"),
    ]
    assert (ended.state_on, ended.ended_on, ended.state_document) == (TODAY, TODAY, "15/NQ-HĐND")


def test_steps_follow_each_other_in_time(council) -> None:
    mandate = make_delegate()
    refused(actions.DaysWrong, actions.suspend_mandate, actor=CHAIR, mandate=mandate, reason="x", on=date(2026, 4, 1))
    actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Khởi tố", on=TODAY)

    before = date(2026, 7, 7)
    refused(actions.DaysWrong, actions.reinstate_mandate, actor=CHAIR, mandate=mandate, reason="x", on=before)
    refused(
        actions.DaysWrong, actions.end_mandate, actor=CHAIR, mandate=mandate, how="lose", on=before, document="Bản án"
    )


@pytest.mark.parametrize(("how", "ending"), [("die", "died"), ("resign", "mandate")])
def test_the_posts_of_a_delegate_end_with_the_mandate_and_say_how(council, how, ending) -> None:
    mandate = make_delegate()
    post = actions.appoint(actor=ADMINISTRATOR, person=mandate.person, role=Role.COUNCIL_CHAIR, from_on=STARTED)

    actions.end_mandate(actor=CHIEF, mandate=mandate, how=how, on=TODAY, document="15/NQ-HĐND", reason="Lý do")

    post.refresh_from_db()
    assert (post.state, post.ended_how, post.to_on, post.end_decision) == ("ended", ending, TODAY, "15/NQ-HĐND")


@pytest.mark.parametrize("how", CHOSEN_ENDINGS)
def test_a_post_ends_in_each_way_and_keeps_why(council, how) -> None:
    post = actions.appoint(actor=ADMINISTRATOR, person=make_person(), role=Role.RECORDS_CLERK, from_on=STARTED)

    ended = actions.end_post(actor=ADMINISTRATOR, post=post, on=TODAY, how=how, decision="12/QĐ", reason="Lý do")

    assert (ended.ended_how, ended.end_decision, ended.end_reason, ended.to_on) == (how, "12/QĐ", "Lý do", TODAY)


def test_a_post_does_not_end_without_grounds(council) -> None:
    post = actions.appoint(actor=ADMINISTRATOR, person=make_person(), role=Role.RECORDS_CLERK, from_on=STARTED)

    refused(
        actions.GroundsMissing,
        actions.end_post,
        actor=ADMINISTRATOR,
        post=post,
        on=TODAY,
        how=Ending.RETIRED,
        decision=" ",
    )


def test_two_who_end_one_mandate_end_it_once(fresh_council) -> None:
    mandate = make_delegate()
    calls = [
        partial(actions.end_mandate, actor=CHIEF, mandate=mandate, how=how, on=TODAY, document="15/NQ-HĐND")
        for how in ("resign", "recall")
    ]

    results = together(fresh_council, calls)

    assert sorted(type(result).__name__ for result in results) == ["Mandate", "StepNotAllowed"]
    assert queries.list_changes(mandate.person)[0].step in {"resign", "recall"}
    assert len(queries.list_changes(mandate.person)) == 2


def test_two_who_fill_one_post_fill_it_once(fresh_council) -> None:
    committee = make_committee()
    calls = [
        partial(
            actions.appoint,
            actor=ADMINISTRATOR,
            person=make_delegate().person,
            role=Role.COMMITTEE_HEAD,
            committee=committee,
            from_on=TODAY,
        )
        for _ in range(2)
    ]

    results = together(fresh_council, calls)

    assert sorted(type(result).__name__ for result in results) == ["Post", "PostTakenAlready"]


def test_a_suspension_and_an_appointment_at_once_leave_no_rights(fresh_council) -> None:
    mandate, account = make_delegate(), make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=TODAY)
    calls = [
        partial(actions.suspend_mandate, actor=CHAIR, mandate=mandate, reason="Khởi tố", on=TODAY),
        partial(
            actions.appoint, actor=ADMINISTRATOR, person=mandate.person, role=Role.COUNCIL_VICE_CHAIR, from_on=TODAY
        ),
    ]

    results = together(fresh_council, calls)

    assert isinstance(results[0], Mandate)
    assert isinstance(results[1], (Post, actions.PostNotFitting))
    assert HoldingRow.objects.in_force(TODAY).count() == 0


def test_two_who_give_and_complete_at_once_lose_nothing(fresh_council) -> None:
    leaver = make_delegate().person
    handover = actions.open_handover(actor=CHIEF, person=leaver, leaves_on=TODAY, cause="Nghỉ hưu")
    calls = [
        partial(actions.add_duty, actor=CHIEF, handover=handover, label="Con dấu"),
        partial(actions.complete_handover, actor=ADMINISTRATOR, handover=handover, on=TODAY),
    ]

    added, completed = together(fresh_council, calls)

    handover.refresh_from_db()
    if isinstance(added, StepNotAllowed):
        assert (handover.state, handover.duties.count()) == ("completed", 0)
    else:
        assert isinstance(completed, actions.DutiesLeft)
        assert (handover.state, handover.duties.count()) == ("open", 1)
