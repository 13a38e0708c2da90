"""What operators do: start an onboarding, try failed lines again, stop a council, invite its administrator anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from console import letters
from console.founding import open_first_administrator, withdraw_first_administrator
from console.models import Onboarding, OnboardingItem
from console.permissions import Can
from console.planning import Line, plan_onboarding
from console.progress import tell_later
from console.queries import last_invited
from kernel import audit, locks
from kernel.access import Actor, require, take
from kernel.refusal import Refusal
from presets.units import Unit
from tenancy.models import Council

OWN_NAME = "{ten}"
UNNAMED = _("Quản trị viên")


class GroundMissing(Refusal):
    """No document is named on which the onboarding rests."""

    code = "ground_missing"
    message = _("Hãy ghi văn bản hoặc lý do khởi tạo.")
    field = "ground"


class NothingToDo(Refusal):
    """Every chosen council is there, under way, or cannot be made."""

    code = "nothing_to_do"
    message = _("Không có hội đồng nào cần khởi tạo trong danh sách đã chọn.")


class NothingFailed(Refusal):
    """The onboarding has no failed line."""

    code = "nothing_failed"
    message = _("Không có hội đồng nào bị lỗi để làm lại.")


@dataclass(frozen=True)
class FirstAdministrator:
    """Whom to invite in each council; ``{ten}`` in the address stands for the council's subdomain."""

    name: str = ""
    email: str = ""

    def email_for(self, subdomain: str) -> str:
        """Return the address of one council's administrator, or "" when nobody is invited yet."""
        return self.email.strip().lower().replace(OWN_NAME, subdomain)


@transaction.atomic
def start_onboarding(
    *, actor: Actor, units: Iterable[Unit], ground: str, administrator: FirstAdministrator, now: datetime
) -> Onboarding:
    """Queue the councils that are not there yet; a worker makes them one by one.

    Two operators who choose the same councils at once get each council once. The caller rings the worker.

    :raises NotPermitted: the actor may not onboard.
    :raises GroundMissing: no document or reason is given.
    :raises NothingToDo: none of the units can be made.
    """
    require(actor, Can.ONBOARD)
    if not ground.strip():
        raise GroundMissing()
    locks.hold_until_commit("onboarding")
    lines = plan_onboarding(actor=actor, units=units).new
    if not lines:
        raise NothingToDo()
    onboarding: Onboarding = Onboarding.objects.create(
        started_by_id=actor.account_id, ground=" ".join(ground.split())[:300]
    )
    OnboardingItem.objects.bulk_create(
        _item(onboarding, position, line, administrator, now) for position, line in enumerate(lines, 1)
    )
    audit.record(actor, "console.start_onboarding", onboarding, reason=onboarding.ground)
    return onboarding


@transaction.atomic
def retry_failed(*, actor: Actor, onboarding: Onboarding, now: datetime) -> list[OnboardingItem]:
    """Queue the failed lines of an onboarding again; what each has reached stays reached.

    :raises NotPermitted: the actor may not onboard.
    :raises NothingFailed: none has failed.
    """
    require(actor, Can.ONBOARD)
    locks.hold_until_commit("onboarding")
    failed = onboarding.items.select_for_update().filter(state=OnboardingItem.State.FAILED)
    busy = OnboardingItem.objects.at_work().values("unit_code")
    items = list(failed.exclude(unit_code__in=busy).order_by("position"))
    if not items:
        raise NothingFailed()
    for item in items:
        item.state, item.error_code, item.touched_at = take("retry", actor, item).target, "", now
        item.save(update_fields=["state", "error_code", "touched_at"])
    audit.record(actor, "console.retry_failed", onboarding)
    tell_later(onboarding.pk, items[0].pk)
    return items


def invite_administrator(*, actor: Actor, council: Council, full_name: str, email: str, now: datetime) -> None:
    """Send a council's first administrator the invitation, anew or to another address if it was sent before.

    :raises NotPermitted: the actor may not.
    :raises AlreadyInside: the person has accepted; from now on the council itself lets people in.
    :raises NameTaken: another account of the council has the address.
    :raises LetterNotTaken: the mail server is away; nothing is lost, it can be sent again.
    """
    require(actor, Can.INVITE_ADMINISTRATOR)
    opened = open_first_administrator(
        council, full_name=full_name or str(UNNAMED), email=email.strip().lower(), now=now
    )
    audit.record(actor, "console.invite_administrator", council)
    line = last_invited(council)
    if line is not None:
        line.admin_name, line.admin_email, line.invited_at = opened.full_name, opened.email, None
        line.save(update_fields=["admin_name", "admin_email", "invited_at"])
    letters.send_invitation(council, opened)
    if line is not None:
        line.invited_at = now
        line.save(update_fields=["invited_at"])


@transaction.atomic
def withdraw_administrator(*, actor: Actor, council: Council, reason: str) -> Council:
    """Make the letter to a council's first administrator worthless at once; another one can be sent.

    :raises NotPermitted: the actor may not.
    :raises AlreadyInside: the person has accepted.
    :raises NothingSent: no letter is out.
    """
    require(actor, Can.INVITE_ADMINISTRATOR)
    withdraw_first_administrator(council, reason=reason)
    audit.record(actor, "console.withdraw_administrator", council, reason=reason)
    OnboardingItem.objects.filter(council=council).update(invited_at=None)
    return council


def _item(
    onboarding: Onboarding, position: int, line: Line, administrator: FirstAdministrator, now: datetime
) -> OnboardingItem:
    email = administrator.email_for(line.subdomain)
    return OnboardingItem(
        onboarding=onboarding,
        position=position,
        unit_code=line.unit.code,
        unit_name=line.unit.name,
        subdomain=line.subdomain,
        admin_name=(administrator.name.strip() or str(UNNAMED)) if email else "",
        admin_email=email,
        touched_at=now,
    )
