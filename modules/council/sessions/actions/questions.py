"""Questions by group: several delegates ask one after the other, then the one asked answers all of them together.

Source: rule R-QUE-06 (time of a question and of the answer to each); workflow A4, kinds of turns.
Whoever changes the floor locks the session first, so that two hands at the desk act one after the other.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from council.law import Rules, SpeechKind
from council.people.models import Mandate
from council.sessions.actions.ending import finished, group_moved, saved
from council.sessions.actions.turns import invite_speaker, running_sitting
from council.sessions.models import AgendaItem, QuestionGroup, Speech
from council.sessions.permissions import Can
from council.sessions.queries.floor import get_floor
from council.sessions.workflow import GROUPS_NOW, WAITING, SpeechState
from kernel import audit
from kernel.access import Actor, StepNotAllowed, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class RespondentMissing(Refusal):
    """A group of questions has somebody who answers."""

    code = "respondent_missing"
    message = _("Hãy chọn đại biểu hoặc ghi tên người trả lời.")
    field = "speaker"


class QuestionsChanged(Refusal):
    """A chosen question does not wait any more, or stands in another group; or none is chosen."""

    code = "questions_changed"
    message = _("Danh sách câu hỏi vừa thay đổi. Hãy chọn lại.")
    field = "questions"


class AnswersHerself(Refusal):
    """Who answers is among those who ask."""

    code = "answers_herself"
    message = _("Người trả lời không thể là người đặt câu hỏi trong nhóm.")
    field = "questions"


class AnotherGroup(Refusal):
    """Another group of questions has the floor."""

    code = "another_group"
    message = _("Nhóm câu hỏi đang tiến hành chưa kết thúc.")


@transaction.atomic
def group_questions(
    *,
    actor: Actor,
    item: AgendaItem,
    questions: Sequence[Speech],
    now: datetime,
    mandate: Mandate | None = None,
    respondent: str = "",
    topic: str = "",
) -> QuestionGroup:
    """Put waiting questions into one group, answered together by a delegate or by whom ``respondent`` names.

    :raises NotPermitted: the actor does not run the floor.
    :raises RespondentMissing: nobody is named who answers.
    :raises AnswersHerself: who answers is among those who ask.
    :raises QuestionsChanged: none is chosen, or one does not wait any more or stands in a group already.
    """
    require(actor, Can.RUN_FLOOR, item)
    if mandate is None and not respondent.strip():
        raise RespondentMissing()
    if mandate is not None and mandate.pk in {question.mandate_id for question in questions}:
        raise AnswersHerself()
    lock(item.session)
    free = Speech.objects.filter(item=item, kind=SpeechKind.QUESTION, state__in=WAITING, group=None)
    chosen = list(free.filter(pk__in=[question.pk for question in questions]).select_for_update())
    if not chosen or len(chosen) != len(questions):
        raise QuestionsChanged()
    last = QuestionGroup.objects.filter(item=item).aggregate(last=Max("number"))["last"] or 0
    group: QuestionGroup = QuestionGroup.objects.create(
        session_id=item.session_id,
        item=item,
        number=last + 1,
        topic=" ".join(topic.split()),
        mandate=mandate,
        respondent="" if mandate else respondent.strip(),
        made_at=now,
    )
    for question in chosen:
        question.state, question.group = SpeechState.QUEUED, group
        saved(actor, question, "group_question", "state", "group")
    audit.record(actor, "sessions.group_questions", group)
    return group


@transaction.atomic
def advance_group(
    *, actor: Actor, group: QuestionGroup, now: datetime, rules: Rules, coming: str = ""
) -> QuestionGroup:
    """Do what comes next in a group: call who asks, then who answers, with the time of so many questions; then end it.

    ``coming`` is what the actor saw coming next (``GroupView.coming``): two hands that press at once do it once.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: the group is over, or something else comes next than the actor saw.
    :raises SessionNotRunning: no sitting is running.
    :raises AnotherGroup: another group has the floor.
    """
    require(actor, Can.RUN_FLOOR, group)
    running_sitting(lock(group.session))
    group = lock(group)
    view = get_floor(group.item, now=now, rules=rules).group_of(group)
    if view is None or coming not in {"", view.coming}:
        raise StepNotAllowed(step=view.next_step if view else "finish", state=group.state)
    name = view.next_step
    step = take(name, actor, group)
    others = QuestionGroup.objects.filter(session=group.session_id, state__in=GROUPS_NOW)
    if others.exclude(pk=group.pk).exists():
        raise AnotherGroup()
    group = group_moved(actor, group, step.target, f"{name}_group")
    if name == "finish":
        _finish(actor, group, now)
    else:
        speech = view.waiting[0].speech if name == "ask" else _answers(actor, group, now)
        invite_speaker(actor=actor, speech=speech, now=now, rules=rules)
    return group


@transaction.atomic
def dissolve_group(*, actor: Actor, group: QuestionGroup) -> QuestionGroup:
    """Give up a group that is not answered yet: who still waits to ask is back in the queue, in her old place.

    :raises NotPermitted: the actor does not run the floor.
    :raises StepNotAllowed: it is being answered, or over.
    """
    lock(group.session)
    group = lock(group)
    group_moved(actor, group, take("dissolve", actor, group).target, "dissolve_group")
    for question in Speech.objects.filter(group=group, state__in=WAITING).select_for_update():
        question.group = None
        saved(actor, question, "ungroup_question", "group")
    return group


def _answers(actor: Actor, group: QuestionGroup, now: datetime) -> Speech:
    """Return the turn that answers: a new one, or the one for which the same delegate waits already."""
    known = {"item_id": group.item_id, "mandate": group.mandate, "speaker": group.respondent}
    turn = Speech.objects.filter(**known, kind=SpeechKind.ANSWER, state__in=WAITING).first()
    turn = turn or Speech(**known, session_id=group.session_id, kind=SpeechKind.ANSWER, asked_at=now)
    turn.group, turn.state = group, SpeechState.QUEUED
    turn.save()
    audit.record(actor, "sessions.ask_to_speak", turn)
    return turn


def _finish(actor: Actor, group: QuestionGroup, now: datetime) -> None:
    for present in Speech.objects.filter(group=group, state=SpeechState.SPEAKING).select_for_update():
        finished(actor, present, now)
