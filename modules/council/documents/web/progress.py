"""The way of a document from the draft to the public: where it stands, who does what next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.documents.law import Issuer
from council.documents.models import Document
from council.documents.permissions import GRANTS, Can, signers_of
from council.documents.workflow import STEPS, State
from council.roles import ROLE_NAMES, Role
from kernel import clock
from kernel.access import Actor, Step, may, may_at_all

WAY = (State.DRAFT, State.FINAL_TEXT, State.SIGNED, State.ISSUED, State.PUBLISHED)
# Whoever works on documents sees who did what; delegates read the text.
# Where on the way a document was that left it.
_REACHED = {State.WITHDRAWN: State.PUBLISHED, State.DROPPED: State.DRAFT}
WORKS = (Can.DRAFT, Can.FINALISE, Can.SIGN, Can.ISSUE, Can.PUBLISH)
_LOOK = {
    "edit": ("documents:edit", "pencil", ""),
    "finalise": ("documents:finalise", "file-check", "primary"),
    "reopen": ("documents:reopen", "undo-2", "quiet"),
    "sign": ("documents:sign", "signature", "primary"),
    "issue": ("documents:issue", "stamp", "primary"),
    "publish": ("documents:publish", "globe", "primary"),
    "withdraw": ("documents:withdraw", "file-x", "quiet"),
}
_ONWARD = ("finalise", "sign", "issue", "publish")
_NOT_YOUR_OWN = _("Ai đã soạn hoặc sửa văn bản thì không được ký chính văn bản đó.")


@dataclass(frozen=True)
class Stage:
    """One stage of the way: done, now or next; ``note`` is its day and person."""

    name: Any
    state: str
    note: str


@dataclass(frozen=True)
class StepButton:
    """A step that this person may take now."""

    label: Any
    href: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Waiting:
    """The next step when it is somebody else's: what it is, whose it is, and why not yours."""

    label: Any
    people: str
    why: Any = ""


def stages_of(document: Document) -> list[Stage]:
    """Return the five stages with what is known of each."""
    here = WAY.index(_REACHED.get(State(document.state), State(document.state)))
    notes = _notes(document)
    return [
        Stage(stage.label, _place(number, here), notes.get(stage, "") if number <= here else "")
        for number, stage in enumerate(WAY)
    ]


def buttons_of(actor: Actor, document: Document) -> list[StepButton]:
    """Return the steps that the actor may take now, as the table of steps and the grants say."""
    return [
        StepButton(step.label, reverse(url, args=[document.id]), icon, tone)
        for name, (url, icon, tone) in _LOOK.items()
        for step in [STEPS[name]]
        if document.state in set(step.sources) and may(actor, step.can, document)
    ]


def waiting_for(actor: Actor, document: Document) -> Waiting | None:
    """Return the step onward that the actor may not take, or None when she may or nothing is left."""
    step = next((STEPS[name] for name in _ONWARD if document.state in set(STEPS[name].sources)), None)
    if step is None or may(actor, step.can, document):
        return None
    people = people_of(step, document)
    own = step.can == Can.SIGN and may_at_all(actor, Can.SIGN)
    return Waiting(step.label, people, _NOT_YOUR_OWN if own and _wrote(actor, document) else "")


def people_of(step: Step, document: Document) -> str:
    """Return the roles that take a step of a document, in words."""
    return ", ".join(str(ROLE_NAMES[role]) for role in _who_may(step.can, document))


def _who_may(can: Any, document: Document) -> list[Role]:
    if can == Can.SIGN:
        return list(signers_of(Issuer(document.issuing_body)))
    return [Role(role) for role, granted in GRANTS.items() if can in set(granted) and role in set(Role)]


def _wrote(actor: Actor, document: Document) -> bool:
    return actor.account_id in {document.drafted_by, document.edited_by, *document.writers}


def _place(number: int, here: int) -> str:
    last = len(WAY) - 1
    if number < here or number == here == last:
        return "done"
    return "now" if number == here else "next"


def _notes(document: Document) -> dict[State, str]:
    return {
        State.DRAFT: _day(clock.local_day(document.created_at)),
        State.SIGNED: f"{_day(clock.local_day(document.signed_at))} · {document.signer_name}"
        if document.signed_at
        else "",
        State.ISSUED: f"{document.symbol} · {_day(document.issued_on)}" if document.issued_on else "",
        State.PUBLISHED: _day(document.published_on),
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
