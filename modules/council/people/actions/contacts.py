"""The contacts of bodies outside: added, changed, let in, ended; the rights of an ended contact end at once."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people import law
from council.people.law import OutsideKind
from council.people.models import Contact, OutsideBody
from council.people.permissions import Can
from council.people.workflow import ContactState, OutsideState
from council.roles import BODY
from kernel import audit, clock
from kernel.access import Actor, end_holdings, hold, require, take
from kernel.accounts import actions as account_actions
from kernel.accounts.models import Account
from kernel.accounts.rules import Rules as AccountRules
from kernel.refusal import Refusal
from kernel.rows import lock


class OutsideEnded(Refusal):
    """Nobody becomes the contact of a body that is no more."""

    code = "outside_ended"
    message = _("Cơ quan, tổ chức này đã ngừng hoạt động.")


class GuestsHaveNoAccount(Refusal):
    """A guest is written to and has no account."""

    code = "guests_have_no_account"
    message = _("Khách mời chỉ có thông tin liên hệ, không có tài khoản.")


class MailMissing(Refusal):
    """The letter of an invitation needs an address."""

    code = "mail_missing"
    message = _("Hãy ghi địa chỉ thư điện tử của người này trước khi mời.")


class ContactDaysWrong(Refusal):
    """Nobody stops being a contact before having become one."""

    code = "contact_days_wrong"
    message = _("Ngày thôi không được trước ngày bắt đầu làm đầu mối.")
    field = "on"


@dataclass(frozen=True)
class Reached:
    """Who somebody is, and how to reach her."""

    full_name: str
    post: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def add_contact(*, actor: Actor, body: OutsideBody, reached: Reached, from_on: date) -> Contact:
    """Record somebody to whom the council writes.

    :raises NotPermitted: the actor may not keep bodies outside.
    :raises OutsideEnded: the body is no more.
    """
    require(actor, Can.KEEP_OUTSIDE)
    body = lock(body)
    if body.state != OutsideState.ACTIVE:
        raise OutsideEnded()
    contact: Contact = Contact.objects.create(body=body, from_on=from_on, **_plain(reached))
    audit.record(actor, "people.add_contact", contact)
    return contact


@transaction.atomic
def edit_contact(*, actor: Actor, contact: Contact, reached: Reached, version: int | None = None) -> Contact:
    """Change what is known of a contact; the audit names the fields, never the values.

    ``version`` is the one that the actor read (None: whatever stands now).

    :raises NotPermitted: the actor may not keep bodies outside.
    :raises VersionClash: somebody else changed it since.
    """
    require(actor, Can.KEEP_OUTSIDE)
    contact = lock(contact, version=version)
    values = _plain(reached)
    changed = [name for name, value in values.items() if getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, values[name])
    contact.version += 1
    contact.save(update_fields=[*changed, "version"])
    audit.record(actor, "people.edit_contact", contact, fields=changed)
    return contact


@transaction.atomic
def invite_contact(*, actor: Actor, contact: Contact, now: datetime, rules: AccountRules) -> account_actions.Issued:
    """Let a contact act for the body: an account with the body's role, bound to the body.

    Whoever was a contact before gets the old account anew. The caller sends the letter after the commit.

    :raises NotPermitted: the actor may not link accounts, or not invite.
    :raises StepNotAllowed: the contact has ended, or the account is locked or closed.
    :raises GuestsHaveNoAccount: the body is a guest.
    :raises MailMissing: no address is known.
    :raises NameTaken: somebody else's account has the address.
    """
    contact = lock(contact)
    take("invite", actor, contact)
    role = law.ROLE_OF_OUTSIDE[OutsideKind(contact.body.kind)]
    if role is None:
        raise GuestsHaveNoAccount()
    if not contact.email:
        raise MailMissing()
    issued = _issued(actor, contact, now, rules)
    account = issued.invitation.account
    contact.account = account
    contact.version += 1
    contact.save(update_fields=["account", "version"])
    hold(
        account=account,
        role=role,
        scope=BODY.name,
        scope_id=contact.body_id,
        from_on=clock.local_day(now),
        source=contact.source,
    )
    audit.record(actor, "people.invite_contact", contact, fields=("account",))
    return issued


@transaction.atomic
def end_contact(*, actor: Actor, contact: Contact, on: date, reason: str = "") -> Contact:
    """Record that somebody is no longer a contact from a day on; the rights end with the day before.

    :raises NotPermitted: the actor may not keep bodies outside.
    :raises StepNotAllowed: the contact has ended already.
    :raises ContactDaysWrong: the day lies before the first.
    """
    contact = lock(contact)
    take("end", actor, contact)
    if on < contact.from_on:
        raise ContactDaysWrong()
    return end_current_contact(actor, contact, on=on, reason=reason.strip())


def end_current_contact(actor: Actor, contact: Contact, *, on: date, reason: str) -> Contact:
    """End a current and locked contact: the caller asked whether the actor may."""
    contact.state, contact.ended_on, contact.end_reason = ContactState.ENDED, on, reason
    contact.version += 1
    contact.save(update_fields=["state", "ended_on", "end_reason", "version"])
    end_holdings(source=contact.source, on=on - timedelta(days=1))
    audit.record(actor, "people.end_contact", contact, fields=("state", "ended_on"), reason=reason)
    return contact


def _plain(reached: Reached) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in asdict(reached).items()}


def _issued(actor: Actor, contact: Contact, now: datetime, rules: AccountRules) -> account_actions.Issued:
    account = contact.account or _account_of_earlier(contact.email)
    if account is not None:
        return account_actions.invite_again(actor=actor, account=account, now=now, rules=rules)
    invitee = account_actions.Invitee(full_name=contact.full_name, email=contact.email, phone=contact.phone)
    return account_actions.invite(actor=actor, invitee=invitee, now=now, rules=rules)


def _account_of_earlier(email: str) -> Account | None:
    """Return the account of a contact who has ended everywhere, None when somebody acts with it now."""
    account: Account | None = (
        Account.objects.filter(email=email.lower(), person_id=None).exclude(state=Account.State.CLOSED).first()
    )
    contacts = Contact.objects.filter(account=account) if account is not None else Contact.objects.none()
    is_over = contacts.exists() and not contacts.filter(state=ContactState.CURRENT).exists()
    return account if is_over else None
