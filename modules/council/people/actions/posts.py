"""Posts taken and left; their rights begin and end with the days."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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
from council.people.law import Limits, Remark
from council.people.models import Committee, OutsideOffice, Person, Post, Team, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import Ending, MandateState, PostState, Rank, TermState
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


class ExecutiveConflict(Refusal):
    """A member of the People's Committee of the same level sits in no standing committee (R-ORG-07)."""

    code = "executive_conflict"
    message = _("Thành viên Uỷ ban nhân dân cùng cấp không được là thành viên Thường trực Hội đồng nhân dân.")
    field = "role"


class AppointmentRemarked(Refusal):
    """The law or the rules remark on this appointment: it is recorded with the reason why all the same."""

    code = "appointment_remarked"
    field = "despite"


REMARKS = {
    Remark.VICE_CHAIRS: _("Số Phó Chủ tịch sẽ vượt mức quy định."),
    Remark.DEPUTIES: _("Số Phó Trưởng ban sẽ vượt mức quy định."),
    Remark.AGENCY_HEAD: _("Người đứng đầu cơ quan chuyên môn không nên là thành viên của Ban."),
}


@dataclass(frozen=True)
class Conditions:
    """As what and within which limits somebody is appointed; ``despite`` is the reason where a limit is passed."""

    rank: Rank = Rank.PRINCIPAL
    limits: Limits | None = None
    despite: str = ""


AS_PRINCIPAL = Conditions()


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person: Person,
    role: Role,
    from_on: date,
    decision: str = "",
    committee: Committee | None = None,
    team: Team | None = None,
    conditions: Conditions = AS_PRINCIPAL,
) -> Post:
    """Record that a person took a post; its rights begin with the day.

    :raises NotPermitted: the actor may not appoint, or would appoint herself.
    :raises PostNotFitting: role, rank, body and person do not go together.
    :raises PostTakenAlready: somebody holds a post that only one person can hold.
    :raises ExecutiveConflict: a member of the executive would sit in the standing committee.
    :raises AppointmentRemarked: a limit is passed and no reason given.
    """
    require(actor, Can.APPOINT, person)
    _lock_present_term()
    person = lock(person)
    post = Post(
        person=person,
        role=role,
        rank=conditions.rank,
        committee=committee,
        team=team,
        from_on=from_on,
        decision=decision,
        despite=conditions.despite.strip(),
    )
    _check_post(post)
    _check_conditions(post, conditions)
    post.save(force_insert=True)
    hold_post(post)
    audit.record(actor, "people.appoint", post, reason=". ".join(part for part in (decision, post.despite) if part))
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


def _check_post(post: Post) -> None:
    role = Role(post.role)
    fits = (post.committee is not None) == (role in law.IN_COMMITTEE) and (post.team is not None) == (
        role in law.IN_TEAM
    )
    body = post.committee or post.team
    if body is not None and body.term.state != TermState.CURRENT:
        raise PostNotFitting()
    if not fits or role == law.ROLE_OF_MANDATE or (post.rank == Rank.DEPUTY and role not in law.WITH_DEPUTIES):
        raise PostNotFitting()
    if role in law.FOR_DELEGATES and not _is_voting_delegate(post.person, post.from_on):
        raise PostNotFitting()
    same = _held_beside(post)
    if post.rank == Rank.DEPUTY or role not in law.SINGLE_IN_COUNCIL | law.SINGLE_IN_BODY:
        same = Post.objects.filter(
            state=PostState.HELD, role=role, committee=post.committee, team=post.team, person=post.person
        )
    if same.exists():
        raise PostTakenAlready()


def _check_conditions(post: Post, conditions: Conditions) -> None:
    """Refuse what the law forbids, and what it remarks on unless the reason is given."""
    role, office = Role(post.role), post.person.outside_office
    is_principal = post.rank == Rank.PRINCIPAL
    if office == OutsideOffice.EXECUTIVE and role in law.IN_STANDING_COMMITTEE and is_principal:
        raise ExecutiveConflict()
    if conditions.limits is None or post.despite:
        return
    found = law.remarks_on(
        role=role,
        is_deputy=not is_principal,
        others=_held_beside(post).count(),
        heads_agency=office == OutsideOffice.AGENCY_HEAD,
        limits=conditions.limits,
    )
    if found:
        words = " ".join(str(REMARKS[remark]) for remark in found)
        raise AppointmentRemarked(f"{words} {_('Hãy ghi lý do vẫn ghi nhận chức vụ này.')}")


def _held_beside(post: Post) -> Any:
    """Return who holds the same post of the same body in the same rank."""
    return Post.objects.filter(
        state=PostState.HELD, role=post.role, rank=post.rank, committee=post.committee, team=post.team
    )


def _is_voting_delegate(person: Person, on: date) -> bool:
    """Say whether the person's mandate is active; it stays so until the commit."""
    mandates = person.mandates.select_for_update().in_office(on)
    return any(mandate.state == MandateState.ACTIVE for mandate in mandates)


def _lock_present_term() -> None:
    """Let two who fill one post act one after the other; before a council has a term nobody competes."""
    TermOfOffice.objects.select_for_update().filter(state=TermState.CURRENT).first()
