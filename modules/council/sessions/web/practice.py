"""Every page of a rehearsal says what it is: the band DIỄN TẬP, found by what the page is given or by its address."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.sessions.models import CouncilSession
from kernel.ui.bands import Band
from tenancy.wiping import Belonging, belongings

BAND = Band(
    words=_("Mọi thao tác ở đây chỉ để tập, không có giá trị pháp lý và sẽ bị xoá."),
    icon="flask-conical",
    tone="practice",
    mark=_("DIỄN TẬP"),
)
# Under which names a page has the session, or something that knows it.
_NAMES = ("session", "hall", "sheet", "sitting", "item", "vote", "paper", "transcript", "invitation")
# What the addresses of sessions call otherwise than its model.
_CALLED = {
    "session": "councilsession",
    "item": "agendaitem",
    "article": "disputedarticle",
    "screen": "wallscreen",
    "board": "countingboard",
}


def band_of(context: Mapping[str, Any]) -> Band | None:
    """Return the band of a page that is about a rehearsal."""
    session = _given(context)
    if session is not None:
        return BAND if session.is_rehearsal else None
    return BAND if _is_addressed(context) else None


def _given(context: Mapping[str, Any]) -> CouncilSession | None:
    for name in _NAMES:
        found = context.get(name)
        known = found if isinstance(found, CouncilSession) else getattr(found, "session", None)
        if isinstance(known, CouncilSession):
            return known
    return None


def _is_addressed(context: Mapping[str, Any]) -> bool:
    """Whether the address names something of a rehearsal: on a page that asks before it is done, one query."""
    match = getattr(context.get("request"), "resolver_match", None)
    named = match.kwargs.items() if match is not None and match.namespace == "sessions" else ()
    known = _models() if named else {}
    for name, key in named:
        each = known.get(_CALLED.get(name.removesuffix("_id"), name.removesuffix("_id")))
        if each is not None:
            of = each.model._base_manager.filter(pk=key).values(each.lookup)
            return CouncilSession.objects.rehearsals().filter(pk__in=of).exists()  # type: ignore[no-any-return]
    return False


def _models() -> dict[str, Belonging]:
    return {each.model.__name__.lower(): each for each in belongings(CouncilSession)}
