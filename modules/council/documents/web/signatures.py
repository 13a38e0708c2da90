"""The card of signatures on a document's page: who signed, whether it holds, what is awaited, and what to do now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.documents.models import Document, SigningRequest
from council.documents.queries.certificates import certificates_in_use
from council.documents.queries.signing import (
    STEP_OF,
    SignatureLine,
    awaited_part,
    find_request,
    list_signature_lines,
)
from council.documents.web.progress import people_of
from council.documents.workflow import OPEN_REQUESTS, Means, Part, RequestState
from kernel.access import Actor, may
from kernel.signing.desk import Desk

_HERE = {Part.PERSON: _("Ký tại đây bằng khoá thử nghiệm"), Part.SEAL: _("Cấp số, đóng dấu bằng khoá thử nghiệm")}
_OUTSIDE = {Part.PERSON: _("Ký bằng thiết bị, tải tệp lên"), Part.SEAL: _("Đóng dấu bằng thiết bị, tải tệp lên")}
_OVER = {
    RequestState.REFUSED: _("Yêu cầu ký lần trước bị từ chối trên điện thoại. Có thể gửi lại."),
    RequestState.EXPIRED: _("Yêu cầu ký lần trước đã quá thời gian. Có thể gửi lại."),
}


@dataclass(frozen=True)
class Way:
    """One way in which the present signature may be made by the actor."""

    label: Any
    href: str
    icon: str
    is_done_at_once: bool = False


@dataclass(frozen=True)
class SigningCard:
    """What the card shows; ``request`` is open, ``over`` says how the last one ended."""

    lines: list[SignatureLine]
    awaited: Any = ""
    people: str = ""
    ways: list[Way] = field(default_factory=list)
    request: SigningRequest | None = None
    is_mine: bool = False
    over: Any = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.lines or self.awaited)

    @property
    def is_underway(self) -> bool:
        """Whether a signature has come and is being put into the file."""
        return self.request is not None and self.request.state == RequestState.ANSWERED

    @property
    def is_on_phone(self) -> bool:
        """Whether the owner of a key is asked on a phone."""
        return self.request is not None and self.request.means == Means.REMOTE


def card_of(actor: Actor, document: Document, desk: Desk | None, *, now: datetime) -> SigningCard:
    """Return the card of a document; where everything is signed on paper it has no ways."""
    lines = list_signature_lines(document, desk.roots if desk is not None else (), now=now)
    part = awaited_part(document)
    if part is None or desk is None or (part is Part.SEAL and not lines):
        return SigningCard(lines)
    step = document.STEPS[STEP_OF[part]]
    asked = find_request(document, part)
    is_open = asked is not None and asked.state in OPEN_REQUESTS
    mine = may(actor, step.can, document)
    return SigningCard(
        lines,
        awaited=part.label,
        people=people_of(step, document),
        ways=_ways(actor, document, part, desk, now) if mine else [],
        request=asked if is_open else None,
        is_mine=mine and asked is not None and (part is Part.SEAL or asked.asked_by == actor.account_id),
        over=_OVER.get(RequestState(asked.state), "") if asked is not None else "",
    )


def _ways(actor: Actor, document: Document, part: Part, desk: Desk, now: datetime) -> list[Way]:
    ways = []
    if desk.authority is not None:
        ways.append(Way(_HERE[part], reverse(f"documents:{STEP_OF[part]}", args=[document.id]), "signature"))
    if desk.takes_files:
        ways.append(Way(_OUTSIDE[part], reverse("documents:sign_outside", args=[document.id]), "usb"))
    if desk.remote is not None and any(one.credential for one in certificates_in_use(part, actor.account_id, now=now)):
        href = reverse("documents:sign_remote", args=[document.id])
        ways.append(Way(_("Gửi tới điện thoại để ký"), href, "smartphone", is_done_at_once=True))
    return ways
