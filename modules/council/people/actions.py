"""What is done with people: mandates given, suspended, ended; posts taken and left; accounts linked.

Rights follow at once: each action writes the holdings of the person's account, named by the mandate
or the post that they come from. A person without an account gets them when one is linked.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.events.people import (
    DelegateAdded,
    MandateEnded,
    MandateReinstated,
    MandateSuspended,
    PostEnded,
    PostTaken,
)
from council.people import law
from council.people.models import Committee, Gender, Mandate, Person, Post, SensitiveProfile, Team, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import MandateState, PostState
from council.roles import Role
from kernel import audit, clock, outbox
from kernel.access import Actor, end_holdings, hold, require, take
from kernel.accounts import actions as account_actions
from kernel.accounts.models import Account
from kernel.accounts.rules import Rules as AccountRules
from kernel.refusal import Refusal
from kernel.rows import lock
from kernel.vietnamese import fold, name_key


class AlreadyDelegate(Refusal):
    """The person holds a mandate of this term."""

    code = "already_delegate"
    message = _("Người này đang là đại biểu của nhiệm kỳ.")


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


class AccountTaken(Refusal):
    """The account belongs to another person, or the person has an account."""

    code = "account_taken"
    message = _("Tài khoản hoặc người này đã được liên kết với nhau hoặc với người khác.")
    field = "account"


class ReasonMissing(Refusal):
    """The step needs the document or reason it rests on."""

    code = "reason_missing"
    message = _("Hãy ghi căn cứ (số văn bản hoặc lý do).")
    field = "reason"


@transaction.atomic
def register_person(
    *,
    actor: Actor,
    full_name: str,
    gender: Gender = Gender.UNKNOWN,
    birth_year: int | None = None,
    main_job: str = "",
    phone: str = "",
    email: str = "",
) -> Person:
    """Make a person known to the council, without any right.

    :raises NotPermitted: the actor may not add people.
    """
    require(actor, Can.ADD_DELEGATE)
    name = " ".join(full_name.split())
    person = Person.objects.create(
        full_name=name,
        sort_key=name_key(name),
        search_name=fold(name),
        gender=gender,
        birth_year=birth_year,
        main_job=main_job,
        phone=phone,
        email=email,
    )
    audit.record(actor, "people.register_person", person)
    return person


@transaction.atomic
def record_sensitive(
    *, actor: Actor, person: Person, ethnicity: str, religion: str, education: str
) -> SensitiveProfile:
    """Record what is kept apart of a person (R-SEC-04): the audit names the fields, never the values.

    :raises NotPermitted: the actor may not record sensitive data.
    """
    require(actor, Can.RECORD_SENSITIVE, person)
    values = {"ethnicity": ethnicity, "religion": religion, "education": education}
    profile, _is_new = SensitiveProfile.objects.update_or_create(person=person, defaults=values)
    audit.record(actor, "people.record_sensitive", person, fields=tuple(values))
    return profile


@transaction.atomic
def add_delegate(
    *,
    actor: Actor,
    person: Person,
    term: TermOfOffice,
    started_on: date,
    team: Team | None = None,
    constituency: str = "",
    full_time: bool = False,
) -> Mandate:
    """Give a person a mandate; the account, if there is one, may act as a delegate from that day.

    :raises NotPermitted: the actor may not add delegates.
    :raises AlreadyDelegate: the person holds a mandate of this term.
    """
    require(actor, Can.ADD_DELEGATE)
    person = lock(person)
    if person.mandates.filter(term=term, ended_on__isnull=True).exists():
        raise AlreadyDelegate()
    mandate = Mandate.objects.create(
        person=person, term=term, team=team, constituency=constituency, full_time=full_time, started_on=started_on
    )
    _hold_mandate(mandate, from_on=started_on)
    audit.record(actor, "people.add_delegate", mandate)
    outbox.publish(DelegateAdded(mandate_id=mandate.id, person_id=person.id), actor=actor)
    return mandate


@transaction.atomic
def suspend_mandate(*, actor: Actor, mandate: Mandate, reason: str, on: date) -> Mandate:
    """Suspend a delegate (R-ORG-10): no council function from this moment, still one of the total.

    :raises NotPermitted: only the standing committee suspends.
    :raises StepNotAllowed: the mandate is not active.
    :raises ReasonMissing: no document or reason is given.
    """
    mandate = _stepped(mandate, "suspend", actor, reason)
    day_before = on - timedelta(days=1)
    end_holdings(source=_source_of(mandate), on=day_before)
    for post in _posts_of_delegate(mandate):
        end_holdings(source=post.source, on=day_before)
    outbox.publish(MandateSuspended(mandate_id=mandate.id, on=on), actor=actor)
    return mandate


@transaction.atomic
def reinstate_mandate(*, actor: Actor, mandate: Mandate, reason: str, on: date) -> Mandate:
    """Let a suspended delegate act again from a day on.

    :raises NotPermitted: only the standing committee decides it.
    :raises StepNotAllowed: the mandate is not suspended.
    :raises ReasonMissing: no document or reason is given.
    """
    mandate = _stepped(mandate, "reinstate", actor, reason)
    _hold_mandate(mandate, from_on=on)
    for post in _posts_of_delegate(mandate):
        _hold_post(post, from_on=max(on, post.from_on))
    outbox.publish(MandateReinstated(mandate_id=mandate.id, on=on), actor=actor)
    return mandate


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, how: str, reason: str, on: date) -> Mandate:
    """End a mandate before its term: ``how`` is resign, recall or lose. The seat is vacant from that day.

    The delegate's rights and the posts that only delegates hold end with the day.

    :raises NotPermitted: the actor may not record it.
    :raises StepNotAllowed: the mandate has ended already.
    :raises ReasonMissing: no document or reason is given.
    :raises DaysWrong: the day lies before the mandate's first.
    """
    if on < mandate.started_on:
        raise DaysWrong()
    mandate = _stepped(mandate, how, actor, reason, ended_on=on)
    end_holdings(source=_source_of(mandate), on=on)
    for post in _posts_of_delegate(mandate).select_for_update():
        _end(actor, post, on=on, decision=reason)
    outbox.publish(MandateEnded(mandate_id=mandate.id, how=mandate.state, on=on), actor=actor)
    return mandate


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
    _hold_post(post)
    audit.record(actor, "people.appoint", post, reason=decision)
    outbox.publish(PostTaken(post_id=post.id, person_id=person.id, role=role, from_on=from_on), actor=actor)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, on: date, decision: str = "") -> Post:
    """Record that a person leaves a post: its rights end with the day ``on`` at 24:00.

    :raises NotPermitted: the actor may not end posts.
    :raises StepNotAllowed: the post has ended already.
    :raises DaysWrong: the day lies before the post's first.
    """
    post = lock(post)
    take("end", actor, post)
    if on < post.from_on:
        raise DaysWrong()
    return _end(actor, post, on=on, decision=decision)


@transaction.atomic
def link_account(*, actor: Actor, account: Account, person: Person, on: date) -> None:
    """Say whose account it is: from now on it has the rights of the person's mandate and posts.

    A suspended delegate's account gets the rights of a delegate with the reinstatement.

    :raises NotPermitted: the actor may not link accounts.
    :raises AccountTaken: account or person is linked already.
    """
    require(actor, Can.LINK_ACCOUNT)
    account = lock(account)
    person = lock(person)
    others = Account.objects.filter(person_id=person.id).exclude(pk=account.pk)
    if account.person_id not in {None, person.id} or others.exists():
        raise AccountTaken()
    account.person_id = person.id
    account.save(update_fields=["person_id"])
    for mandate in person.mandates.filter(state=MandateState.ACTIVE):
        _hold_mandate(mandate, from_on=mandate.started_on)
    posts = person.posts.held(on).filter(state=PostState.HELD)
    if person.mandates.filter(state=MandateState.SUSPENDED).exists():
        posts = posts.exclude(role__in=law.FOR_DELEGATES)
    for post in posts:
        _hold_post(post)
    audit.record(actor, "people.link_account", person)


@transaction.atomic
def invite_person(
    *, actor: Actor, person: Person, email: str, now: datetime, rules: AccountRules
) -> account_actions.Issued:
    """Give a person an account of her own; it has the rights of her mandate and posts once she accepts.

    The caller sends the letter after the commit: its secret is stored nowhere.

    :raises NotPermitted: the actor may not invite, or not link accounts.
    :raises NameTaken: the address or the person has an account already.
    """
    require(actor, Can.LINK_ACCOUNT)
    invitee = account_actions.Invitee(full_name=person.full_name, email=email, phone=person.phone, person_id=person.id)
    issued = account_actions.invite(actor=actor, invitee=invitee, now=now, rules=rules)
    link_account(actor=actor, account=issued.invitation.account, person=person, on=clock.local_day(now))
    return issued


def _stepped(mandate: Mandate, step_name: str, actor: Actor, reason: str, *, ended_on: date | None = None) -> Mandate:
    mandate = lock(mandate)
    step = take(step_name, actor, mandate)
    if not reason.strip():
        raise ReasonMissing()
    mandate.state, mandate.state_reason, mandate.ended_on = step.target, reason, ended_on
    mandate.version += 1
    mandate.save(update_fields=["state", "state_reason", "ended_on", "version"])
    audit.record(actor, f"people.{step_name}_mandate", mandate, fields=("state", "state_reason"), reason=reason)
    return mandate


def _end(actor: Actor, post: Post, *, on: date, decision: str) -> Post:
    post.state, post.to_on, post.end_decision = PostState.ENDED, max(on, post.from_on), decision[:120]
    post.version += 1
    post.save(update_fields=["state", "to_on", "end_decision", "version"])
    end_holdings(source=post.source, on=on)
    audit.record(actor, "people.end_post", post, fields=("state", "to_on"), reason=decision)
    outbox.publish(PostEnded(post_id=post.id, person_id=post.person_id, role=post.role, on=on), actor=actor)
    return post


def _check_post(person: Person, role: Role, committee: Committee | None, team: Team | None, from_on: date) -> None:
    fits = (committee is not None) == (role in law.IN_COMMITTEE) and (team is not None) == (role in law.IN_TEAM)
    if not fits or role == law.ROLE_OF_MANDATE:
        raise PostNotFitting()
    if role in law.FOR_DELEGATES and not person.mandates.voting(from_on).exists():
        raise PostNotFitting()
    same = Post.objects.filter(state=PostState.HELD, role=role, committee=committee, team=team)
    if role not in law.SINGLE_IN_COUNCIL | law.SINGLE_IN_BODY:
        same = same.filter(person=person)
    if same.exists():
        raise PostTakenAlready()


def _source_of(mandate: Mandate) -> str:
    return f"mandate:{mandate.id}"


def _posts_of_delegate(mandate: Mandate) -> Any:
    """Return the posts that the person holds as a delegate."""
    return mandate.person.posts.filter(state=PostState.HELD, role__in=law.FOR_DELEGATES)


def _hold_mandate(mandate: Mandate, *, from_on: date) -> None:
    _hold(mandate.person_id, law.ROLE_OF_MANDATE, "council", None, from_on, None, _source_of(mandate))


def _hold_post(post: Post, *, from_on: date | None = None) -> None:
    scope, scope_id = "council", None
    if post.committee_id or post.team_id:
        scope, scope_id = ("committee", post.committee_id) if post.committee_id else ("team", post.team_id)
    _hold(post.person_id, post.role, scope, scope_id, from_on or post.from_on, post.to_on, post.source)


def _hold(
    person_id: UUID, role: str, scope: str, scope_id: UUID | None, from_on: date, to_on: date | None, source: str
) -> None:
    account = Account.objects.filter(person_id=person_id).first()
    if account is None:
        return
    row = hold(account=account, role=role, scope=scope, scope_id=scope_id, from_on=from_on, to_on=to_on, source=source)
    if row.to_on != to_on:  # suspended and reinstated on its first day: the same row lives again
        row.to_on = to_on
        row.save(update_fields=["to_on"])
