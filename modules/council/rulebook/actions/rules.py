"""Setting a council's own value and ending it; open deadlines follow in the same transaction."""

from datetime import date, datetime

from django.db import transaction

from council import law
from council.law import values
from council.rulebook.actions.deadlines import move_deadlines
from council.rulebook.actions.refusals import DocumentMissing, NothingToEnd, require_coming, require_text
from council.rulebook.models import Override
from council.rulebook.permissions import Can
from kernel import audit
from kernel.access import Actor, require


@transaction.atomic
def set_override(
    *,
    actor: Actor,
    key: str,
    value: str,
    document: str,
    in_force_on: date,
    now: datetime,
    rules: law.Rules,
    reason: str = "",
) -> Override:
    """Set the council's own value of a parameter from a day on; ``rules`` hold before it.

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
        document=require_text(document, DocumentMissing),
        in_force_on=require_coming(in_force_on, now),
        reason=reason.strip(),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    row.save()
    audit.record(actor, "rulebook.set_rule", row, fields=("value",), reason=f"{key}: {row.document}")
    move_deadlines(actor=actor, cause=row, why=f"{parameter.title}: {row.document}", before=rules)
    return row


@transaction.atomic
def end_override(
    *,
    actor: Actor,
    key: str,
    document: str,
    in_force_on: date,
    now: datetime,
    rules: law.Rules,
    reason: str = "",
) -> Override:
    """Return to the national value from a day on; the council's own value stays in the history.

    :raises NotPermitted: the actor may not set rules.
    :raises NothingToEnd: the council has no own value.
    :raises OverrideNotAllowed, UnknownParameter, DocumentMissing, InForceInPast: as for setting.
    """
    require(actor, Can.SET_RULE)
    parameter = _own_parameter(key)
    last = Override.objects.of(key).in_order().last()
    if last is None or last.state == Override.State.ENDED:
        raise NothingToEnd()
    row = Override(
        key=key,
        state=Override.State.ENDED,
        document=require_text(document, DocumentMissing),
        in_force_on=require_coming(in_force_on, now),
        reason=reason.strip(),
        set_by=actor.account_id,
        set_by_name=actor.name,
    )
    row.save()
    audit.record(actor, "rulebook.end_rule", row, fields=("state",), reason=f"{key}: {row.document}")
    move_deadlines(actor=actor, cause=row, why=f"{parameter.title}: {row.document}", before=rules)
    return row


def _own_parameter(key: str) -> law.Parameter:
    parameter = law.national_book()[key]
    if not parameter.council_may_set:
        raise law.OverrideNotAllowed()
    return parameter
