"""What the verifying committee does with a dossier: gives it back, sits on it, writes remarks, issues its report."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from council.law import Rules
from council.people.models import Person, Post
from council.people.workflow import PostState
from council.roles import Role
from council.sessions.actions.dossier_moves import moved
from council.sessions.actions.refusals import DayAhead, DocumentNotNamed, ReasonMissing
from council.sessions.actions.refusals_dossiers import (
    AttendeesMissing,
    DayPassed,
    InNoCommittee,
    NotObservable,
    OpinionMissing,
    RemarksFixed,
    TextMissing,
)
from council.sessions.models import Dossier, Examination, Observer, Remark, View
from council.sessions.permissions.dossiers import Can
from council.sessions.workflow import TAKES_OBSERVERS, DossierState, RemarkState
from kernel import audit, clock
from kernel.access import Actor, NotPermitted, may, require, take
from kernel.files.models import StoredFile
from kernel.rows import lock

IN_COMMITTEES = (Role.COMMITTEE_HEAD, Role.COMMITTEE_MEMBER)


@dataclass(frozen=True)
class CommitteeSitting:
    """When the committee sat on a dossier, who took part, who was invited, what it concluded."""

    held_on: date
    attendees: str
    invited: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class Report:
    """The verification report: its number, its file, the committee's view of the whole."""

    number: str
    file: StoredFile
    opinion: str


@transaction.atomic
def give_back_dossier(
    *, actor: Actor, dossier: Dossier, reason: str, again_due_on: date, now: datetime, rules: Rules
) -> Dossier:
    """Give an incomplete dossier back with what is missing and a new day; the submitter is told.

    :raises NotPermitted: the actor does not head the committee that examines it.
    :raises StepNotAllowed: it was not sent, or is examined already.
    :raises ReasonMissing: it does not say what is missing.
    :raises DayPassed: the new day has passed.
    """
    dossier = lock(dossier)
    step = take("give_back", actor, dossier)
    if not reason.strip():
        raise ReasonMissing()
    if again_due_on < clock.local_day(now):
        raise DayPassed()
    dossier.again_due_on = again_due_on
    return moved(actor, dossier, step, now=now, rules=rules, fields=("again_due_on",), reason=reason)


@transaction.atomic
def record_examination(
    *, actor: Actor, dossier: Dossier, sitting: CommitteeSitting, now: datetime, rules: Rules
) -> Dossier:
    """Write the committee's sitting on a dossier down: its examination has begun.

    :raises NotPermitted: the actor does not head the committee that examines it.
    :raises StepNotAllowed: it was not sent, or is examined already.
    :raises DayAhead: it would have been held after today.
    :raises AttendeesMissing: it does not say who took part.
    """
    dossier = lock(dossier)
    step = take("examine", actor, dossier)
    if sitting.held_on > clock.local_day(now):
        raise DayAhead(field="held_on")
    if not sitting.attendees.strip():
        raise AttendeesMissing()
    texts = ("attendees", "invited", "conclusion")
    Examination.objects.create(
        dossier=dossier, held_on=sitting.held_on, **{name: getattr(sitting, name).strip() for name in texts}
    )
    return moved(actor, dossier, step, now=now, rules=rules)


@transaction.atomic
def write_remark(*, actor: Actor, dossier: Dossier, point: str, view: View) -> Remark:
    """Write a point of the report with the committee's view of it.

    :raises NotPermitted: the actor is neither of the committee nor of the office.
    :raises RemarksFixed: the committee does not examine it now.
    :raises TextMissing: the point says nothing.
    """
    dossier = lock(dossier)
    _require_writable(actor, dossier, point)
    last = dossier.remarks.aggregate(last=Max("position"))["last"] or 0
    remark = Remark.objects.create(dossier=dossier, position=last + 1, point=point.strip(), view=view)
    audit.record(actor, "sessions.write_remark", remark)
    return remark  # type: ignore[no-any-return]  # the manager is untyped


@transaction.atomic
def edit_remark(*, actor: Actor, remark: Remark, version: int, point: str, view: View) -> Remark:
    """Change a point before the report is issued.

    :raises NotPermitted: the actor is neither of the committee nor of the office.
    :raises RemarksFixed: the report is issued.
    :raises TextMissing: the point says nothing.
    :raises VersionClash: somebody saved it since ``version``.
    """
    dossier = lock(remark.dossier)
    remark = lock(remark, version=version)
    _require_draft(actor, dossier, remark, point)
    remark.point, remark.view = point.strip(), view
    remark.version += 1
    remark.save(update_fields=["point", "view", "version"])
    audit.record(actor, "sessions.edit_remark", remark, fields=("point", "view"))
    return remark


@transaction.atomic
def drop_remark(*, actor: Actor, remark: Remark) -> None:
    """Drop a point before the report is issued: nobody outside the committee has read it.

    :raises NotPermitted: the actor is neither of the committee nor of the office.
    :raises RemarksFixed: the report is issued.
    """
    dossier = lock(remark.dossier)
    _require_draft(actor, dossier, remark, remark.point)
    audit.record(actor, "sessions.drop_remark", remark)
    Remark.objects.filter(pk=remark.pk).delete()


@transaction.atomic
def issue_report(*, actor: Actor, dossier: Dossier, report: Report, now: datetime, rules: Rules) -> Dossier:
    """Issue the verification report; submitter and standing committee are told, its remarks change no more.

    :raises NotPermitted: the actor does not head the committee that examines it.
    :raises StepNotAllowed: it is not examined, or the report is issued already.
    :raises DocumentNotNamed: the report has no number.
    :raises OpinionMissing: the report has no view.
    """
    dossier = lock(dossier)
    step = take("report", actor, dossier)
    if not report.number.strip():
        raise DocumentNotNamed(field="report_number")
    if not report.opinion.strip():
        raise OpinionMissing()
    dossier.report, dossier.report_number = report.file, report.number.strip()
    dossier.opinion, dossier.verified_on = report.opinion.strip(), clock.local_day(now)
    fields = ("report", "report_number", "opinion", "verified_on")
    return moved(actor, dossier, step, now=now, rules=rules, fields=fields)


@transaction.atomic
def add_observer(*, actor: Actor, dossier: Dossier, person: Person, now: datetime) -> Observer:
    """Let a member of any committee take part from the drafting on: she reads the dossier from now on (Q-104).

    :raises NotPermitted: the actor neither keeps dossiers nor heads the committee that examines it.
    :raises NotObservable: it is not drafted yet, or on the agenda, or over.
    :raises InNoCommittee: the person is in no committee.
    """
    dossier = _observable(actor, dossier)
    held = Post.objects.held(clock.local_day(now)).filter(state=PostState.HELD, role__in=IN_COMMITTEES)
    if not held.filter(person=person).exists():
        raise InNoCommittee()
    observer: Observer
    observer, is_new = Observer.objects.get_or_create(
        dossier=dossier, person=person, defaults={"since_on": clock.local_day(now)}
    )
    if is_new:
        audit.record(actor, "sessions.add_observer", observer)
    return observer


@transaction.atomic
def remove_observer(*, actor: Actor, observer: Observer) -> None:
    """Let somebody take part no longer: she does not find the dossier any more.

    :raises NotPermitted: the actor neither keeps dossiers nor heads the committee that examines it.
    :raises NotObservable: it is not drafted yet, or on the agenda, or over.
    """
    _observable(actor, observer.dossier)
    audit.record(actor, "sessions.remove_observer", observer)
    Observer.objects.filter(pk=observer.pk).delete()


def may_invite_observers(actor: Actor, dossier: Dossier) -> bool:
    """Say whether the actor says who looks on: the office, or who heads the committee that examines it."""
    return may(actor, Can.KEEP, dossier) or may(actor, Can.EXAMINE, dossier)


def require_inviting(actor: Actor, dossier: Dossier) -> None:
    """Pass when the actor says who looks on.

    :raises NotPermitted: the actor neither keeps dossiers nor heads the committee that examines it.
    """
    if not may_invite_observers(actor, dossier):
        raise NotPermitted(capability=str(Can.KEEP))


def _observable(actor: Actor, dossier: Dossier) -> Dossier:
    dossier = lock(dossier)
    require_inviting(actor, dossier)
    if dossier.state not in TAKES_OBSERVERS:
        raise NotObservable()
    return dossier


def _require_writable(actor: Actor, dossier: Dossier, point: str) -> None:
    require(actor, Can.WRITE_REMARKS, dossier)
    if dossier.state != DossierState.UNDER_VERIFICATION:
        raise RemarksFixed()
    if not point.strip():
        raise TextMissing(field="point")


def _require_draft(actor: Actor, dossier: Dossier, remark: Remark, point: str) -> None:
    """What was answered in an earlier examination stands, although the committee examines the matter once more."""
    _require_writable(actor, dossier, point)
    if remark.state != RemarkState.OPEN:
        raise RemarksFixed()
