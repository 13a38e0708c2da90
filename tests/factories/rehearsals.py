"""A rehearsal with a row in every table that may hold something of it, whatever tables there will be."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from council.sessions import actions
from council.sessions.models import CouncilSession
from kernel import clock
from kernel.keys import new_key
from tenancy.wiping import Belonging, belongings
from tests.factories.people import make_delegates, make_term
from tests.factories.sessions import AT_OPENING, SECRETARY, make_file

MARK = "Diễn tập ZQXJ"
VALUES: dict[type[models.Field], Any] = {
    models.UUIDField: new_key,
    models.DateTimeField: lambda: AT_OPENING,
    models.DateField: lambda: clock.local_day(AT_OPENING),
    models.JSONField: list,
    models.BooleanField: lambda: False,
}
# What a table asks for beyond its columns that may not be empty.
ALSO: dict[str, Callable[[CouncilSession], dict[str, Any]]] = {
    "BlockMatter": lambda session: {"item": session.items.first()},
    "Conference": lambda _session: {"document": MARK},
    "Film": lambda _session: {"address": "https://phim.example/1"},
    "PaperAudience": lambda _session: {"role": "delegate"},
    "PaperNote": lambda _session: {"body": MARK},
    "QuorumLoss": lambda _session: {"needed": 2},
    "Sending": lambda _session: {"recipients": ["government"]},
    "Speech": lambda _session: {"speaker": MARK},
}


def make_rehearsal(*, delegates: int = 3, now: datetime = AT_OPENING, **more: Any) -> CouncilSession:
    """Return a rehearsal that the secretary made, with delegates."""
    make_delegates(delegates)
    return actions.prepare_rehearsal(actor=SECRETARY, term=make_term(), now=now, **more)


def fill(session: CouncilSession) -> set[str]:
    """Put a row into each table that is empty for the session; return the models in which that cannot be done."""
    unfilled = set()
    for each in belongings(CouncilSession)[1:]:
        if not each.of(session).exists() and not _is_filled(each, session):
            unfilled.add(each.model._meta.label)
    return unfilled


def _is_filled(each: Belonging, session: CouncilSession) -> bool:
    owner = each.owner.of(session).first() if each.owner else None
    if owner is None:
        return False
    known = {field.name: _value(field) for field in each.model._meta.concrete_fields if _is_needed(field)}
    known |= {each.field: owner, **ALSO.get(each.model.__name__, lambda _session: {})(session)}
    try:
        with transaction.atomic():
            each.model._base_manager.create(**known)
    except IntegrityError:
        return False
    return True


def _is_needed(field: Any) -> bool:
    return not (field.primary_key or field.null or field.has_default() or getattr(field, "auto_now_add", False))


def _value(field: Any) -> Any:
    if field.is_relation:
        known = field.related_model._base_manager.first()
        return known or (make_file() if field.related_model.__name__ == "StoredFile" else None)
    if field.choices:
        return field.choices[0][0]
    for kind in type(field).__mro__:
        if kind in VALUES:
            return VALUES[kind]()
    return 1 if isinstance(field, models.IntegerField) else f"{MARK} {new_key()}"[: field.max_length or 100]
