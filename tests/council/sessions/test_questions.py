"""Questions by group: several ask one after the other, then the one asked answers together; one press for each step."""

import pytest
from django.db import IntegrityError, transaction

from council.sessions import actions
from council.sessions.actions import questions, refusals
from council.sessions.models import QuestionGroup, Speech
from council.sessions.queries.floor import get_floor
from council.sessions.workflow import GroupState
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.floors import RUNNING, ask, at, delegate_of, invite, make_floor, queue
from tests.factories.sessions import AT_OPENING, CHAIR, RULES, SECRETARY
from tests.testbed.queries import count_queries
from tests.testbed.threads import together

DIRECTOR = "Ông Lê Văn Hải, Giám đốc Sở Xây dựng"


@pytest.fixture
def asked(council):
    """Four delegates who wait with a question each, the third of them to say something else too."""
    item, mandates = make_floor()
    ask(item, mandates[2], second=9)
    return item, mandates, [ask(item, mandate, "question", number) for number, mandate in enumerate(mandates)]


def group_of(item, waiting, *, actor=CHAIR, respondent=DIRECTOR, **more) -> QuestionGroup:
    return actions.group_questions(actor=actor, item=item, questions=waiting, respondent=respondent, now=at(20), **more)


def on(group: QuestionGroup, second: int, actor=CHAIR, **seen: str) -> Speech | None:
    """Press once, and return who has the floor."""
    actions.advance_group(actor=actor, group=group, now=at(second), rules=RULES, **seen)
    return Speech.objects.filter(state="speaking").first()


def view_of(item, second: int = 20):
    return get_floor(item, now=at(second), rules=RULES)


def test_one_press_each_calls_who_asks_then_who_answers_then_ends_the_group(asked) -> None:
    item, _, (one, two, three, four) = asked
    group = group_of(item, [one, two, three], topic=" Hạ tầng  giao thông ")

    called = [on(group, second) for second in (30, 60, 90)]
    answer = on(group, 140)
    assert (answer.name, answer.kind, answer.limit_s, answer.group) == (DIRECTOR, "answer", 3 * 180, group)
    assert [each.name for each in view_of(item).groups[0].asked] == [each.name for each in (one, two, three)]
    ended = on(group, 500)

    assert (called, ended) == ([one, two, three], None)
    assert [each.limit_s for each in called] == [60, 60, 60]
    spoken = Speech.objects.filter(group=group).order_by("called_at").values_list("state", "spoken_s")
    assert list(spoken) == [("done", 30), ("done", 30), ("done", 50), ("done", 360)]
    group.refresh_from_db()
    assert (group.state, group.topic, group.number) == ("done", "Hạ tầng giao thông", 1)
    assert view_of(item).groups == []
    assert queue(item)[0] == four
    with pytest.raises(StepNotAllowed):
        on(group, 510)


def test_groups_stand_before_the_queue_and_each_knows_how_long_she_waits(asked) -> None:
    item, mandates, (one, two, three, four) = asked
    first, second = group_of(item, [one, two]), group_of(item, [four])

    floor = view_of(item)

    assert [view.group for view in floor.groups] == [first, second]
    waits = [(each.place, each.speech, each.minutes) for each in floor.line]
    # Two questions of a minute, their answer of six, a question, its answer of three, then the queue.
    discussion = Speech.objects.get(kind="discussion", mandate=mandates[2])
    assert waits == [(1, one, 0), (2, two, 1), (3, four, 8), (4, three, 12), (5, discussion, 13)]
    assert [each.speech for each in floor.queue] == [three, discussion]
    assert floor.loose_questions == [three]


def test_the_order_within_a_group_is_fair_and_the_chair_moves_within_it(asked) -> None:
    item, mandates, (one, two, three, four) = asked
    invite(Speech.objects.get(kind="discussion", mandate=mandates[2]), 10)
    group = group_of(item, [three, two, one])
    assert [each.speech for each in view_of(item).groups[0].waiting] == [one, two, three]  # the third has spoken

    moved = actions.move_speech(actor=CHAIR, speech=three, up=True, now=at(25), rules=RULES)
    actions.move_speech(actor=CHAIR, speech=one, up=True, now=at(26), rules=RULES)

    assert (moved.moved, moved.neighbour) == ("before", two)
    assert [on(group, second) for second in (30, 60, 90)] == [one, three, two]
    assert view_of(item).queue[0].speech == four


def test_who_asked_in_advance_is_grouped_too(council) -> None:
    item, (one, two, *_) = make_floor(is_open=False)
    early = [ask(item, one, "question"), ask(item, two, "question", 1)]
    assert view_of(item).loose_questions == early

    group_of(item, early)

    assert [each.speech for each in view_of(item).groups[0].waiting] == early
    assert view_of(item).early == []


def test_a_debate_in_between_keeps_the_group_where_it_was_and_has_the_time_of_the_questioning(asked) -> None:
    item, mandates, (one, two, *_) = asked
    group = group_of(item, [one, two])
    on(group, 30)
    reply = invite(ask(item, mandates[3], "debate", 40), 50)

    assert reply.limit_s == RULES.number("questioning.minutes.debate") * 60
    assert on(group, 80) == two
    assert on(group, 110).kind == "answer"
    reply = invite(ask(item, mandates[1], "debate", 120), 130)
    assert on(group, 150) == reply  # the group is over, the debate goes on


def test_questions_taken_back_are_not_answered(asked) -> None:
    item, mandates, (one, two, *_) = asked
    group = group_of(item, [one, two])
    actions.withdraw_speech(actor=delegate_of(mandates[1]), speech=two, now=at(25))
    assert on(group, 30) == one
    assert on(group, 60).limit_s == 180

    empty = group_of(item, [asked[2][2]])
    actions.withdraw_speech(actor=delegate_of(mandates[2]), speech=asked[2][2], now=at(70))
    on(group, 80)
    assert view_of(item).group_of(empty).next_step == "finish"
    on(empty, 85)

    assert view_of(item).group_of(empty) is None
    with pytest.raises(StepNotAllowed):
        on(empty, 90)


def test_a_delegate_answers_once_though_the_desk_had_put_her_in_the_queue(asked) -> None:
    item, mandates, (one, *_) = asked
    waiting = actions.add_speaker(actor=CHAIR, item=item, kind="answer", mandate=mandates[3], now=at(15))
    group = group_of(item, [one], mandate=mandates[3], respondent="")
    on(group, 30)

    assert on(group, 60) == waiting
    assert Speech.objects.filter(kind="answer").count() == 1
    assert group.name == mandates[3].person.full_name


def test_a_group_needs_who_answers_and_questions_that_wait(asked) -> None:
    item, mandates, (one, two, *_) = asked
    other = Speech.objects.get(kind="discussion", mandate=mandates[2])
    grouped = group_of(item, [two])

    with pytest.raises(questions.RespondentMissing), transaction.atomic():
        group_of(item, [one], respondent=" ")
    with pytest.raises(questions.AnswersHerself), transaction.atomic():
        group_of(item, [one], mandate=mandates[0])
    for chosen in ([], [other], [one, two]):
        with pytest.raises(questions.QuestionsChanged), transaction.atomic():
            group_of(item, chosen)
    for role in sorted(set(EVERY_ROLE) - RUNNING):
        with pytest.raises(NotPermitted):
            group_of(item, [one], actor=actor_with(role))

    assert list(QuestionGroup.objects.all()) == [grouped]
    with pytest.raises(IntegrityError, match="sessions_group_has_respondent"), transaction.atomic():
        QuestionGroup.objects.filter(pk=grouped.pk).update(respondent="")


def test_one_group_at_a_time_and_only_in_a_sitting(asked) -> None:
    item, _, (one, two, *_) = asked
    first, second = group_of(item, [one]), group_of(item, [two])
    on(first, 30)

    with pytest.raises(questions.AnotherGroup), transaction.atomic():
        on(second, 40)
    with pytest.raises(IntegrityError, match="sessions_one_group"), transaction.atomic():
        QuestionGroup.objects.filter(pk=second.pk).update(state="asking")
    actions.end_sitting(actor=CHAIR, sitting=item.session.sittings.get(), now=at(50))
    with pytest.raises(refusals.SessionNotRunning), transaction.atomic():
        on(first, 60)

    first.refresh_from_db()
    assert first.state == "asking"


def test_a_group_given_up_leaves_its_questions_in_their_old_places(asked) -> None:
    item, _, (one, two, three, four) = asked
    group = group_of(item, [one, two])
    on(group, 30)

    actions.dissolve_group(actor=CHAIR, group=group)

    assert view_of(item, 31).groups == []
    assert queue(item)[:3] == [two, three, four]
    assert group_of(item, [two]).number == 2


def test_groups_end_with_their_matter(asked) -> None:
    item, _, (one, two, *_) = asked
    first, second = group_of(item, [one]), group_of(item, [two])
    on(first, 30)

    actions.ready_item(actor=CHAIR, item=item, now=at(60))

    assert set(QuestionGroup.objects.values_list("state", flat=True)) == {"done"}
    assert dict(Speech.objects.values_list("id", "state"))[two.pk] == "skipped"
    assert AuditEntry.objects.filter(action="sessions.finish_group", object_id=str(second.pk)).count() == 1


STEPS = {
    "advance": ({"waiting", "asking", "answering"}, lambda group, actor: on(group, 30, actor)),
    "dissolve": ({"waiting", "asking"}, lambda group, actor: actions.dissolve_group(actor=actor, group=group)),
}


@pytest.mark.parametrize("name", STEPS)
def test_each_step_of_a_group_from_each_state_by_each_role(asked, name: str) -> None:
    item, _, (one, *_) = asked
    group = group_of(item, [one])
    sources, act = STEPS[name]

    for role in sorted(set(EVERY_ROLE) - RUNNING):
        with pytest.raises(NotPermitted):
            act(group, actor_with(role))
    for state in GroupState.values:
        QuestionGroup.objects.filter(pk=group.pk).update(state=state)
        before = AuditEntry.objects.count()
        if state in sources:
            with transaction.atomic():
                act(group, SECRETARY)
                assert AuditEntry.objects.count() > before
                transaction.set_rollback(True)
        else:
            with pytest.raises(StepNotAllowed), transaction.atomic():
                act(group, SECRETARY)


def test_two_hands_that_press_at_once_call_one_and_take_no_turn_from_her(fresh_council) -> None:
    item, mandates = make_floor()
    waiting = [ask(item, mandate, "question", number) for number, mandate in enumerate(mandates)]
    group = group_of(item, waiting)

    coming = view_of(item).group_of(group).coming

    found = together(fresh_council, [lambda: on(group, 30, coming=coming)] * 2)

    states = sorted(Speech.objects.filter(group=group).values_list("state", flat=True))
    assert states == ["queued", "queued", "queued", "speaking"]
    assert sorted(type(each).__name__ for each in found) == ["Speech", "StepNotAllowed"]


def test_two_hands_that_group_the_same_question_make_one_group(fresh_council) -> None:
    item, mandates = make_floor()
    waiting = [ask(item, mandates[0], "question")]

    found = together(fresh_council, [lambda: group_of(item, waiting)] * 2)

    assert sorted(type(each).__name__ for each in found) == ["QuestionGroup", "QuestionsChanged"]


def test_the_floor_costs_the_same_with_any_number_of_groups(asked) -> None:
    item, _, waiting = asked
    with count_queries() as without:
        view_of(item)
    for question in waiting:
        group_of(item, [question])
    with count_queries() as with_four:
        for view in view_of(item).groups:
            assert view.group.name == DIRECTOR

    assert len(without) == len(with_four) == 2


def test_the_time_of_a_group_is_questioning(asked) -> None:
    item, _, (one, *_) = asked
    group = group_of(item, [one])
    for second in (30, 60, 90):
        on(group, second)

    kinds = item.session.activities.filter(at__gt=AT_OPENING).order_by("id").values_list("kind", "at")
    assert list(kinds) == [("questioning", at(30)), ("questioning", at(60))]
