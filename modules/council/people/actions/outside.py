"""Bodies outside the council kept: added, changed, ended with their contacts."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people import law
from council.people.actions.contacts import end_current_contact
from council.people.law import OutsideKind
from council.people.models import OutsideBody
from council.people.permissions import Can
from council.people.workflow import ContactState, OutsideState
from kernel import audit
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from kernel.rows import lock
from kernel.vietnamese import fold, sort_key


class OutsideKnown(Refusal):
    """A body of this name is known and active."""

    code = "outside_known"
    message = _("Cơ quan, tổ chức tên này đã có.")
    field = "name"


class KindHeld(Refusal):
    """Accounts act for the body as what it was until now."""

    code = "kind_held"
    message = _("Có người liên hệ đang dùng tài khoản theo loại cũ. Hãy ghi thôi làm đầu mối trước khi đổi loại.")
    field = "kind"


class EndWordsMissing(Refusal):
    """That a body or a contact ends needs a reason."""

    code = "end_words_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


class SuccessorNotFitting(Refusal):
    """Another active body takes the place of one that ends."""

    code = "successor_not_fitting"
    message = _("Cơ quan kế thừa phải là một cơ quan khác đang hoạt động.")
    field = "successor"


@dataclass(frozen=True)
class Particulars:
    """What is known of a body."""

    name: str
    kind: OutsideKind
    abbreviation: str = ""
    address: str = ""
    email: str = ""


@transaction.atomic
def add_outside(*, actor: Actor, particulars: Particulars) -> OutsideBody:
    """Make a body outside known to the council.

    :raises NotPermitted: the actor may not keep bodies outside.
    :raises OutsideKnown: an active body has the name.
    """
    require(actor, Can.KEEP_OUTSIDE)
    values = _plain(particulars)
    _check_name(values["name"])
    body: OutsideBody = OutsideBody.objects.create(**values)
    audit.record(actor, "people.add_outside", body)
    return body


@transaction.atomic
def edit_outside(
    *, actor: Actor, body: OutsideBody, particulars: Particulars, version: int | None = None
) -> OutsideBody:
    """Change what is known of a body; ``version`` is the one that the actor read (None: whatever stands now).

    :raises NotPermitted: the actor may not keep bodies outside.
    :raises VersionClash: somebody else changed it since.
    :raises OutsideKnown: another active body has the name.
    :raises KindHeld: somebody acts for it in another role than the new kind's.
    """
    require(actor, Can.KEEP_OUTSIDE)
    body = lock(body, version=version)
    values = _plain(particulars)
    _check_name(values["name"], but=body)
    _check_kind(body, particulars.kind)
    changed = [name for name, value in values.items() if getattr(body, name) != value]
    for name in changed:
        setattr(body, name, values[name])
    body.version += 1
    body.save(update_fields=[*changed, "version"])
    audit.record(actor, "people.edit_outside", body, fields=changed)
    return body


@transaction.atomic
def end_outside(
    *, actor: Actor, body: OutsideBody, on: date, reason: str, successor: OutsideBody | None = None
) -> OutsideBody:
    """Record that a body is no more from a day on: its contacts end, and who acted for it acts no longer.

    :raises NotPermitted: the actor may not keep bodies outside.
    :raises StepNotAllowed: it has ended already.
    :raises EndWordsMissing: no reason is given.
    :raises SuccessorNotFitting: the successor is the body itself or has ended.
    """
    body = lock(body)
    take("end", actor, body)
    if not reason.strip():
        raise EndWordsMissing()
    if successor is not None and not _others(body).filter(pk=successor.pk).exists():
        raise SuccessorNotFitting()
    body.state, body.ended_on, body.end_reason = OutsideState.ENDED, on, reason.strip()
    body.successor = successor
    body.version += 1
    body.save(update_fields=["state", "ended_on", "end_reason", "successor", "version"])
    for contact in body.contacts.filter(state=ContactState.CURRENT).select_for_update().order_by("id"):
        end_current_contact(actor, contact, on=max(on, contact.from_on), reason=reason.strip())
    audit.record(actor, "people.end_outside", body, fields=("state", "ended_on", "successor"), reason=reason)
    return body


def _plain(particulars: Particulars) -> dict[str, str]:
    values = {name: " ".join(value.split()) for name, value in asdict(particulars).items()}
    return {
        **values,
        "sort_key": sort_key(values["name"])[:500],
        "search_name": fold(f"{values['name']} {values['abbreviation']}"),
    }


def _others(body: OutsideBody) -> Any:
    """Return the other bodies that are active now."""
    return OutsideBody.objects.filter(state=OutsideState.ACTIVE).exclude(pk=body.pk)


def _check_name(name: str, *, but: OutsideBody | None = None) -> None:
    same = OutsideBody.objects.filter(name=name, state=OutsideState.ACTIVE)
    if any(body != but for body in same):
        raise OutsideKnown()


def _check_kind(body: OutsideBody, kind: OutsideKind) -> None:
    acting = body.contacts.filter(state=ContactState.CURRENT, account__isnull=False)
    if law.ROLE_OF_OUTSIDE[kind] != law.ROLE_OF_OUTSIDE[OutsideKind(body.kind)] and acting.exists():
        raise KindHeld()
