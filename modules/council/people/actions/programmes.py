"""A team's programmes of a year: recorded with a PDF, corrected, withdrawn with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.people.actions.mandates import ReasonMissing
from council.people.actions.present import check_open
from council.people.models import ProgrammeKind, Team, TeamProgramme, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import ProgrammeState
from kernel import audit, files
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock

if TYPE_CHECKING:
    from django.core.files.base import File

    from kernel.files.models import StoredFile

FILE_MEGABYTES = 20
# How long a term lasts whose last day is not known yet, in years.
TERM_YEARS = 5


class ProgrammeKnown(Refusal):
    """The team has a programme of this year, kind and title."""

    code = "programme_known"
    message = gettext_lazy("Chương trình cùng năm, cùng loại, cùng tên đã ghi.")
    field = "title"


class YearOutsideTerm(Refusal):
    """A team lives in one term of office; its programmes are of that term's years."""

    code = "year_outside_term"
    message = gettext_lazy("Năm này không thuộc nhiệm kỳ của tổ.")
    field = "year"


@dataclass(frozen=True)
class Plan:
    """Which programme: of which year and kind, and what it is called."""

    year: int
    kind: ProgrammeKind
    title: str


@transaction.atomic
def add_programme(*, actor: Actor, team: Team, plan: Plan, upload: "File[Any]") -> TeamProgramme:
    """Record a programme of a team with its PDF.

    :raises NotPermitted: the actor may not plan for this team.
    :raises TermIsClosed: the team's term is over.
    :raises YearOutsideTerm: the year is none of the term's.
    :raises ProgrammeKnown: it is recorded already.
    :raises FileRefused: it is no whole PDF, or carries a mark of a state secret.
    """
    require(actor, Can.PLAN_TEAM, team)
    team = lock(team)
    title = _checked(team, plan)
    programme: TeamProgramme = TeamProgramme.objects.create(
        team=team,
        year=plan.year,
        kind=plan.kind,
        title=title,
        file=_stored(actor, upload),
        recorded_by=actor.account_id,
        recorded_name=actor.name,
    )
    audit.record(actor, "people.add_programme", programme)
    return programme


@transaction.atomic
def correct_programme(
    *,
    actor: Actor,
    programme: TeamProgramme,
    plan: Plan,
    upload: "File[Any] | None",
    now: datetime,
    version: int | None = None,
) -> TeamProgramme:
    """Write a programme anew; a new PDF takes the place of the one before, which stays on record and is not served.

    ``version`` is the one that the actor read (None: whatever stands now).

    :raises NotPermitted: the actor may not plan for this team.
    :raises VersionClash: somebody else changed it since.
    :raises StepNotAllowed: it was withdrawn.
    :raises TermIsClosed: the team's term is over.
    :raises YearOutsideTerm: the year is none of the term's.
    :raises ProgrammeKnown: the team has another one like it.
    :raises FileRefused: the file is no whole PDF, or carries a mark of a state secret.
    """
    team = lock(programme.team)
    programme = lock(programme, version=version)
    take("correct", actor, programme)
    programme.title = _checked(team, plan, besides=programme)
    programme.year, programme.kind = plan.year, plan.kind
    changed = ["year", "kind", "title"]
    if upload is not None:
        files.withdraw(actor=actor, stored=programme.file, reason=_("Thay bằng tệp mới"), now=now)
        programme.file = _stored(actor, upload)
        changed.append("file")
    programme.corrected_at, programme.corrected_name = now, actor.name
    programme.version += 1
    programme.save(update_fields=[*changed, "corrected_at", "corrected_name", "version"])
    audit.record(actor, "people.correct_programme", programme, fields=tuple(changed))
    return programme


@transaction.atomic
def withdraw_programme(*, actor: Actor, programme: TeamProgramme, reason: str, now: datetime) -> TeamProgramme:
    """Take a programme back; it stays in the list with the reason, its file is served no longer.

    :raises NotPermitted: the actor may not plan for this team.
    :raises StepNotAllowed: it was withdrawn before.
    :raises TermIsClosed: the team's term is over.
    :raises ReasonMissing: no reason is given.
    """
    programme = lock(programme)
    step = take("withdraw", actor, programme)
    check_open(programme.team.term)
    if not reason.strip():
        raise ReasonMissing()
    files.withdraw(actor=actor, stored=programme.file, reason=reason.strip(), now=now)
    programme.state, programme.removed_at = step.target, now
    programme.removed_by, programme.removed_reason = actor.account_id, reason.strip()
    programme.version += 1
    programme.save(update_fields=["state", "removed_at", "removed_by", "removed_reason", "version"])
    audit.record(actor, "people.withdraw_programme", programme, fields=("state",), reason=reason.strip())
    return programme


def _checked(team: Team, plan: Plan, *, besides: TeamProgramme | None = None) -> str:
    """Return the title as it is kept, when a team in an open term may have this programme."""
    check_open(team.term)
    if not _is_of_term(plan.year, team.term):
        raise YearOutsideTerm()
    title = " ".join(plan.title.split())
    alike = TeamProgramme.objects.filter(
        team=team, year=plan.year, kind=plan.kind, title=title, state=ProgrammeState.RECORDED
    )
    if alike.exclude(pk=besides.pk if besides else None).exists():
        raise ProgrammeKnown()
    return title


def _is_of_term(year: int, term: TermOfOffice) -> bool:
    last = term.ends_on.year if term.ends_on else term.starts_on.year + TERM_YEARS
    return term.starts_on.year <= year <= last


def _stored(actor: Actor, upload: "File[Any]") -> "StoredFile":
    return files.store(actor=actor, upload=upload, kinds={files.Kind.PDF}, limit_bytes=FILE_MEGABYTES * 1024 * 1024)
