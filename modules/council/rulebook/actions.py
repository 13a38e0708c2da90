"""Setting a council's own value, ending it, and keeping its local days. Each change names its document."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from council import law
from council.law import values
from council.rulebook.models import DayOff, Override
from council.rulebook.permissions import Can
from kernel import audit, clock
from kernel.access import Actor, require
from kernel.refusal import NotFound, Refusal
from kernel.rows import lock


class DocumentMissing(Refusal):
    """A council's own rule rests on a document of the council."""

    code = "document_missing"
    message = _("Hãy ghi số, ký hiệu văn bản làm căn cứ.")
    field = "document"


class InForceInPast(Refusal):
    """A rule never reaches back: past deadlines keep the rule under which they were computed."""

    code = "in_force_in_past"
    message = _("Ngày có hiệu lực không được trước hôm nay.")
    field = "in_force_on"


class NothingToEnd(Refusal):
    """The council has no own value of this parameter."""

    code = "nothing_to_end"
    message = _("Hội đồng chưa có quy định riêng để kết thúc.")
    field = "key"


class ReasonMissing(Refusal):
    """What is taken away is taken away for a reason."""

    code = "reason_missing"
    message = _("Hãy ghi lý do bỏ ngày này.")
    field = "reason"


class DayTaken(Refusal):
    """The council has already set this day."""

    code = "day_taken"
    message = _("Ngày này đã được đặt.")
    field = "day_on"


@transaction.atomic
def set_override(
    *, actor: Actor, key: str, value: str, document: str, in_force_on: date, now: datetime, reason: str = ""
) -> Override:
    """Set the council's own value of a parameter from a day on.

    The national value stays where it is; earlier days keep their value.

    :raises NotPermitted: the actor may not set rules.
    :raises OverrideNotAllowed: the law fixes this parameter.
    :raises UnknownParameter: there is none of this name.
    :raises NotAValue, OutOfBounds: the text is no value that the parameter allows.
    :raises DocumentMissing, InForceInPast: see the sentences.
    """
    require(actor, Can.SET_RULE)
    parameter = _own_parameter(key)
    typed = values.written(parameter.read(value))
    row = Override(
        key=key,
        state=Override.State.SET,
        value=typed,
        document=_document(document),
        in_force_on=_coming(in_force_on, now),
        reason=reason.strip(),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    row.save()
    audit.record(actor, "rulebook.set_rule", row, fields=("value",), reason=f"{key}: {row.document}")
    return row


@transaction.atomic
def end_override(
    *, actor: Actor, key: str, document: str, in_force_on: date, now: datetime, reason: str = ""
) -> Override:
    """Return to the national value from a day on; the council's own value stays in the history.

    :raises NotPermitted: the actor may not set rules.
    :raises NothingToEnd: the council has no own value.
    :raises OverrideNotAllowed, UnknownParameter, DocumentMissing, InForceInPast: as for setting.
    """
    require(actor, Can.SET_RULE)
    _own_parameter(key)
    last = Override.objects.of(key).in_order().last()
    if last is None or last.state == Override.State.ENDED:
        raise NothingToEnd()
    row = Override(
        key=key,
        state=Override.State.ENDED,
        document=_document(document),
        in_force_on=_coming(in_force_on, now),
        reason=reason.strip(),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    row.save()
    audit.record(actor, "rulebook.end_rule", row, fields=("state",), reason=f"{key}: {row.document}")
    return row


@transaction.atomic
def set_local_day(*, actor: Actor, day_on: date, kind: str, name: str, document: str, now: datetime) -> DayOff:
    """Add a local day off or a local working day; terms computed from now on know it.

    :raises NotPermitted: the actor may not keep the calendar.
    :raises LocalDayNotAllowed: the national calendar rules this day, or nothing would change.
    :raises DayTaken: the council has set this day already.
    :raises DocumentMissing, InForceInPast: see the sentences.
    """
    require(actor, Can.SET_DAY)
    row = DayOff(
        day_on=_coming(day_on, now, field="day_on"),
        kind=DayOff.Kind(kind),
        name=name.strip(),
        document=_document(document),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    law.national_calendar().check_local(row.as_law())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DayTaken() from error
    audit.record(actor, "rulebook.set_day", row, fields=("day_on", "kind"), reason=row.document)
    return row


@transaction.atomic
def remove_local_day(*, actor: Actor, day: DayOff, reason: str, now: datetime) -> DayOff:
    """Take a local day off the calendar; the row stays with who removed it and why.

    :raises NotPermitted: the actor may not keep the calendar.
    :raises NotFound: it was removed before.
    :raises ReasonMissing: no reason was given.
    """
    require(actor, Can.SET_DAY, day)
    if not reason.strip():
        raise ReasonMissing()
    day = lock(day)
    if day.removed_at is not None:
        raise NotFound()
    day.removed_at, day.removed_by, day.removed_reason = now, actor.account_id, reason.strip()
    day.save(update_fields=["removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "rulebook.remove_day", day, fields=("removed_at",), reason=day.removed_reason)
    return day


def _own_parameter(key: str) -> law.Parameter:
    parameter = law.national_book()[key]
    if not parameter.council_may_set:
        raise law.OverrideNotAllowed()
    return parameter


def _document(text: str) -> str:
    text = text.strip()
    if not text:
        raise DocumentMissing()
    return text


def _coming(on: date, now: datetime, *, field: str = "in_force_on") -> date:
    if on < clock.local_day(now):
        raise InForceInPast(field=field)
    return on
