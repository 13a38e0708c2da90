"""Posts taken and left; their rights begin and end with the days."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.people import (
    PostEnded,
    PostTaken,
)
from council.people import law
from council.people.actions.authorisations import end_authorisations_of
from council.people.actions.handover import start_handover_when_gone
from council.people.actions.rights import hold_post
from council.people.models import Committee, Person, Post, Team, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import Ending, MandateState, PostState, TermState
from council.roles import Role
from kernel import audit, outbox
from kernel.access import Actor, end_holdings, require, take
from kernel.refusal import Refusal
from kernel.rows import lock


class PostNotFitting(Refusal):
    """The role does not go with the body, or needs a mandate, or comes from one."""

    code = "post_not_fitting"
    message = _("Chức vụ này không phù hợp với người hoặc đơn vị đã chọn.")
    field = "role"


class PostTakenAlready(Refusal):
    """Somebody holds the post."""

    code = "post_taken"
    message = _("Chức vụ này đang có người giữ. Hãy ghi việc thôi giữ chức vụ trước.")
    field = "role"


class DaysWrong(Refusal):
    """The end lies before the beginning."""

    code = "days_wrong"
    message = _("Ngày kết thúc không được trước ngày bắt đầu.")
    field = "on"


class GroundsMissing(Refusal):
    """Leaving a post rests on a decision, or at least on a reason."""

    code = "grounds_missing"
    message = _("Hãy ghi văn bản hoặc lý do thôi giữ chức vụ.")
    field = "decision"


@dataclass(frozen=True)
class Leaving:
    """The last day in a post, how it came, and the decision and reason on which it rests."""

    on: date
    how: Ending
    decision: str = ""
    reason: str = ""


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person: Person,
    role: Role,
    from_on: date,
    decision: str = "",
    decision_id: UUID | None = None,
    committee: Committee | None = None,
    team: Team | None = None,
) -> Post:
    """Record that a person took a post; its rights begin with the day.

    :raises NotPermitted: the actor may not appoint, or would appoint herself.
    :raises PostNotFitting: role, body and person do not go together.
    :raises PostTakenAlready: somebody holds a post that only one person can hold.
    """
    require(actor, Can.APPOINT, person)
    _lock_present_term()
    person = lock(person)
    _check_post(person, role, committee, team, from_on)
    post = Post.objects.create(
        person=person,
        role=role,
        committee=committee,
        team=team,
        from_on=from_on,
        decision=decision,
        decision_id=decision_id,
    )
    hold_post(post)
    audit.record(actor, "people.appoint", post, reason=decision)
    outbox.publish(PostTaken(post_id=post.id, person_id=person.id, role=role, from_on=from_on), actor=actor)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, on: date, how: Ending, decision: str = "", reason: str = "") -> Post:
    """Record that a person leaves a post: its rights end with the day ``on`` at 24:00.

    When the person has nothing left in the council, what is open is listed for the hand-over.

    :raises NotPermitted: the actor may not end posts.
    :raises StepNotAllowed: the post has ended already.
    :raises GroundsMissing: neither decision nor reason is given.
    :raises DaysWrong: the day lies before the post's first.
    """
    lock(post.person)
    post = lock(post)
    take("end", actor, post)
    if not (decision.strip() or reason.strip()):
        raise GroundsMissing()
    if on < post.from_on:
        raise DaysWrong()
    post = end_held_post(actor, post, Leaving(on, how, decision, reason))
    start_handover_when_gone(actor, post.person, leaves_on=on, cause=f"{post.title}: {how.label}")
    return post


def end_held_post(actor: Actor, post: Post, leaving: Leaving) -> Post:
    """End a held and locked post: the caller asked whether the actor may."""
    post.state, post.to_on, post.ended_how = PostState.ENDED, max(leaving.on, post.from_on), leaving.how
    post.end_decision, post.end_reason = leaving.decision, leaving.reason
    post.version += 1
    fields = ["state", "to_on", "ended_how", "end_decision", "end_reason"]
    post.save(update_fields=[*fields, "version"])
    end_holdings(source=post.source, on=leaving.on)
    end_authorisations_of(actor, [post], on=leaving.on, reason=str(leaving.how.label))
    audit.record(actor, "people.end_post", post, fields=fields, reason=leaving.decision or leaving.reason)
    outbox.publish(PostEnded(post_id=post.id, person_id=post.person_id, role=post.role, on=leaving.on), actor=actor)
    return post


def _check_post(person: Person, role: Role, committee: Committee | None, team: Team | None, from_on: date) -> None:
    fits = (committee is not None) == (role in law.IN_COMMITTEE) and (team is not None) == (role in law.IN_TEAM)
    if not fits or role == law.ROLE_OF_MANDATE:
        raise PostNotFitting()
    if role in law.FOR_DELEGATES and not _is_voting_delegate(person, from_on):
        raise PostNotFitting()
    same = Post.objects.filter(state=PostState.HELD, role=role, committee=committee, team=team)
    if role not in law.SINGLE_IN_COUNCIL | law.SINGLE_IN_BODY:
        same = same.filter(person=person)
    if same.exists():
        raise PostTakenAlready()


def _is_voting_delegate(person: Person, on: date) -> bool:
    """Say whether the person's mandate is active; it stays so until the commit."""
    mandates = person.mandates.select_for_update().in_office(on)
    return any(mandate.state == MandateState.ACTIVE for mandate in mandates)


def _lock_present_term() -> None:
    """Let two who fill one post act one after the other; before a council has a term nobody competes."""
    TermOfOffice.objects.select_for_update().filter(state=TermState.CURRENT).first()
