"""People of central agencies who read the national figures here and may do nothing else.

An operator lets each in by name, agency and document; the person accepts with a password and a second factor as
operators do. The account carries the agency in its name, so that every list of accounts tells who it is.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from console.letters import LetterNotTaken
from console.permissions import Can
from kernel import audit, notify
from kernel.access import READER, Actor, require
from kernel.accounts.actions import Invitee, Issued, RoleToHold, close_account, invite, invite_again
from kernel.accounts.models import Account, Invitation
from kernel.accounts.rules import current_rules
from kernel.clock import local_day
from kernel.refusal import NotFound, Refusal
from kernel.ui.templatetags.vietnam import vn_date


class GroundMissing(Refusal):
    """No document says why the agency reads here."""

    code = "reader_ground_missing"
    message = gettext_lazy("Hãy ghi văn bản đề nghị của cơ quan.")
    field = "ground"


@transaction.atomic
def let_reader_in(*, actor: Actor, full_name: str, agency: str, email: str, ground: str, now: datetime) -> Issued:
    """Invite a person of a central agency to read the national figures; the caller sends the letter.

    :raises NotPermitted: the actor is no operator.
    :raises GroundMissing: no document is named.
    :raises NameTaken: there is such an account already.
    """
    require(actor, Can.LET_READER_IN)
    if not ground.strip():
        raise GroundMissing()
    role = RoleToHold(READER, from_on=local_day(now))
    invitee = Invitee(full_name=f"{full_name}, {agency}"[:150], email=email.strip().lower(), roles=(role,))
    issued = invite(actor=actor, invitee=invitee, now=now, rules=current_rules())
    audit.record(actor, "console.let_reader_in", issued.invitation.account, reason=ground)
    return issued


def send_letter(issued: Issued) -> None:
    """Send the invitation.

    :raises LetterNotTaken: the mail server did not take it.
    """
    account, host = issued.invitation.account, settings.PUBLIC_HOSTS[0]
    words = {
        "name": account.full_name,
        "address": f"{settings.COUNCIL_ADDRESS.format(host=host)}{issued.path}",
        "day": vn_date(local_day(issued.invitation.expires_at)),
    }
    body = _(
        "Kính gửi %(name)s,\n\nÔng/bà được mời xem số liệu cả nước trên HĐND số.\n\n"
        "Hãy mở địa chỉ sau để đặt mật khẩu và cài đặt xác thực bước hai:\n%(address)s\n\n"
        "Địa chỉ chỉ dùng được một lần, đến hết ngày %(day)s. Xin không chuyển tiếp thư này."
    )
    subject = _("Lời mời xem số liệu cả nước trên HĐND số")
    if not notify.deliver(to=account.email, subject=subject, body=body % words, purpose="central_reader"):
        raise LetterNotTaken()


def invite_reader_again(*, actor: Actor, account: Account, now: datetime) -> Issued:
    """Invite a reader anew who lost the letter, the password or the phone; the caller sends the letter.

    :raises NotPermitted: the actor is no operator.
    :raises StepNotAllowed: the account is locked or closed.
    """
    require(actor, Can.LET_READER_IN)
    return invite_again(actor=actor, account=account, now=now, rules=current_rules())


@transaction.atomic
def end_reader(*, actor: Actor, account: Account, reason: str) -> Account:
    """Close a reader's account at once.

    :raises NotPermitted: the actor is no operator.
    :raises StepNotAllowed: it is closed already.
    """
    require(actor, Can.LET_READER_IN)
    closed = close_account(actor=actor, account=account, reason=reason)
    audit.record(actor, "console.end_reader", closed, reason=reason)
    return closed


def list_readers(actor: Actor) -> list[Account]:
    """Return everybody who was ever let in as a reader, the newest first."""
    require(actor, Can.LET_READER_IN)
    invited = Invitation.objects.filter(roles__contains=[{"role": str(READER)}]).values("account_id")
    return list(Account.objects.filter(pk__in=invited).order_by("-created_at", "-id"))


def get_reader(actor: Actor, account_id: UUID) -> Account:
    """Return one reader's account.

    :raises NotFound: nobody of this key was let in as a reader.
    """
    found = next((account for account in list_readers(actor) if account.pk == account_id), None)
    if found is None:
        raise NotFound()
    return found
