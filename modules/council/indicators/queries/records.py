"""The records behind an indicator: the very rows that its measures count, inside the council that they belong to.

A list is made from the measure's own declaration, its conditions and its day, so that it is as long as the figure
says. What of a record keeps it out of the numerator is told beside it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from council.documents.law import workspace_path as document_path
from council.documents.models import Document
from council.documents.queries import list_seen
from council.documents.workflow import State
from council.indicators.law import Indicator, Part, Period, Unit
from council.indicators.permissions import Can
from council.indicators.queries.values import conditions_on
from council.sessions.law import workspace_path as session_path
from council.sessions.models import CouncilSession, PapersForm, StepStanding
from council.sessions.permissions import Can as Sessions
from council.sessions.workflow import AFTER_CLOSING
from hub.rollups import Measure, measure_named
from kernel.access import Actor, require


@dataclass(frozen=True)
class Record:
    """One record of the denominator; ``faults`` say why it is not in the numerator, or its days."""

    name: str
    kind: str
    day: date
    path: str
    is_counted: bool
    faults: tuple[str, ...] = ()


def list_records(actor: Actor, indicator: Indicator, *, period: Period, today: date) -> list[Record]:
    """Return the records that an indicator divides by in a period, those that miss first, then the latest.

    Restricted documents of which the actor knows nothing are left out; the figure still counts them.

    :raises NotPermitted: the actor does not see the council's indicators.
    """
    require(actor, Can.SEE)
    found: list[Record] = []
    for name in indicator.denominator.measures:
        measure = measure_named(name)
        is_part = name in indicator.numerator.measures
        for row in _rows(actor, measure, indicator.denominator, period, today):
            is_counted = indicator.unit is Unit.DAYS or (is_part and _fits(row, measure, indicator.numerator))
            found.append(_record(row, measure, indicator, is_counted, today))
    return sorted(found, key=lambda record: (record.is_counted, -record.day.toordinal(), record.name))


def _rows(actor: Actor, measure: Measure, part: Part, period: Period, today: date) -> Iterable[Any]:
    """Return the rows of a measure in a period; days to come are not counted yet."""
    days = {f"{measure.day}__range": (period.first, period.until(today))}
    only = {f"{name}__in": values for name, values in conditions_on(measure, part).items()}
    model = apps.get_model(measure.model)
    return _SEEN[model._meta.label_lower](actor, model).filter(**measure.where, **days, **only).order_by("id")


def _seen_sessions(actor: Actor, model: Any) -> QuerySet[Any]:
    require(actor, Sessions.READ)
    sessions: QuerySet[Any] = model.objects.select_related("term").prefetch_related("lawful_steps", "handouts")
    return sessions


def _seen_documents(actor: Actor, model: Any) -> QuerySet[Any]:  # noqa: ARG001 -- one manner for all kinds of records
    documents: QuerySet[Any] = list_seen(actor)
    return documents


_SEEN: dict[str, Callable[[Actor, Any], QuerySet[Any]]] = {
    "council_sessions.councilsession": _seen_sessions,
    "council_documents.document": _seen_documents,
}


def _fits(row: Any, measure: Measure, part: Part) -> bool:
    return all(getattr(row, name) in values for name, values in conditions_on(measure, part).items())


def _record(row: Any, measure: Measure, indicator: Indicator, is_counted: bool, today: date) -> Record:
    if isinstance(row, CouncilSession):
        name, path, faults = row.title, session_path(row.id), _faults_of_session(row, indicator, today)
    else:
        name, path, faults = (
            f"{row.symbol} {row.subject}",
            document_path(row.id),
            _faults_of_document(row, indicator, today),
        )
    told = () if is_counted and indicator.unit is Unit.PERCENT else tuple(faults)
    return Record(name, str(row.get_kind_display()), getattr(row, measure.day), path, is_counted, told)


def _faults_of_session(session: CouncilSession, indicator: Indicator, today: date) -> list[str]:
    if "papers_form" in indicator.denominator.where:
        return _faults_of_papers(session)
    steps = sorted(session.lawful_steps.all(), key=lambda step: step.due_on)
    found = [said for step in steps if (said := _fault_of_step(step, today))]
    is_going_on = session.state not in AFTER_CLOSING
    return found or ([_("Kỳ họp chưa bế mạc")] if is_going_on else [])


def _faults_of_papers(session: CouncilSession) -> list[str]:
    on_paper = [handout.title for handout in session.handouts.all() if handout.removed_at is None]
    said = [_("Phát bản giấy: %(title)s") % {"title": title} for title in on_paper]
    return [*said] or ([str(PapersForm(session.papers_form).label)] if session.papers_form else [])


def _fault_of_step(step: Any, today: date) -> str:
    """Return what a step lacks, in words: ``Quyết định triệu tập: muộn 2 ngày``; nothing when it was done in time."""
    named = {"step": step.get_step_display(), "day": f"{step.due_on:%d/%m/%Y}"}
    if step.standing == StepStanding.LATE:
        return _("%(step)s: muộn %(days)d ngày") % {**named, "days": (step.done_on - step.due_on).days}
    if step.standing == StepStanding.MISSED:
        return _("%(step)s: bỏ sót, hạn %(day)s") % named
    if step.standing != StepStanding.WAITING:
        return ""
    if today > step.due_on:
        return _("%(step)s: quá hạn %(days)d ngày") % {**named, "days": (today - step.due_on).days}
    return _("%(step)s: chưa xong, hạn %(day)s") % named


def _faults_of_document(document: Document, indicator: Indicator, today: date) -> list[str]:
    if "medium" in indicator.numerator.where:
        return [str(document.get_medium_display())]
    if "dissemination" in indicator.numerator.where and document.published_on is not None:
        return [str(document.get_dissemination_display())]
    said = []
    if document.removed_reason:
        said.append(_("Thu hồi: %(reason)s") % {"reason": document.removed_reason})
    elif document.published_on is not None and document.adopted_on is not None:
        said.append(_("Công bố sau %(days)d ngày") % {"days": document.publish_days})
    if document.publish_due_on is not None and document.state != State.WITHDRAWN:
        late = ((document.published_on or today) - document.publish_due_on).days
        if late > 0:
            said.append(_("Quá hạn công bố %(days)d ngày") % {"days": late})
    return said
