"""How somebody gets an account: invited by name, let in by a letter that opens once."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel import audit
from kernel.access import Actor, hold, require, take
from kernel.access.book import known_role
from kernel.accounts.actions.sessions import end
from kernel.accounts.actions.signing import Browser, open_session
from kernel.accounts.models import Account, IdentityLink, Invitation, Passkey, SessionRow, plain_name
from kernel.accounts.permissions import Can
from kernel.accounts.queries import get_invitation
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.accounts.tokens import digest, new_token
from kernel.refusal import Refusal
from kernel.rows import lock

_TAKEN = {"account_username_once": "username", "account_email_once": "email", "account_person_once": None}


class NameTaken(Refusal):
    """Another account of this place has the user name, the address, or belongs to the same person."""

    code = "name_taken"
    message = _("Tên đăng nhập, địa chỉ thư hoặc người này đã có tài khoản.")


class InvitationUsed(Refusal):
    """The account's owner came in; its name and address are now the owner's own."""

    code = "invitation_used"
    message = _("Người được mời đã nhận tài khoản.")


class NothingSent(Refusal):
    """No letter is out that could be withdrawn."""

    code = "nothing_sent"
    message = _("Không có lời mời nào đang chờ để thu hồi.")


class WeakPassword(Refusal):
    """The password is too easy to guess; the message says why."""

    code = "weak_password"


@dataclass(frozen=True)
class RoleToHold:
    """A role that begins when the invitation is accepted; the days are legal days."""

    role: str
    from_on: date
    to_on: date | None = None
    scope: str = "council"
    scope_id: UUID | None = None


@dataclass(frozen=True)
class Invitee:
    """Who is invited. Without a user name the mail address is one."""

    full_name: str
    email: str = ""
    username: str = ""
    phone: str = ""
    person_id: UUID | None = None
    roles: tuple[RoleToHold, ...] = field(default=())


@dataclass(frozen=True)
class Issued:
    """An invitation with the secret that only its letter carries."""

    invitation: Invitation
    token: str

    @property
    def path(self) -> str:
        """Return the page of this place that the letter leads to."""
        return reverse("accounts:accept", args=[self.invitation.pk, self.token])


@transaction.atomic
def invite(*, actor: Actor, invitee: Invitee, now: datetime, rules: Rules) -> Issued:
    """Make an account that waits for its owner; the caller sends the letter once committed.

    :raises NotPermitted: the actor may not invite.
    :raises NameTaken: there is such an account already.
    :raises UnknownRole: one of the roles is none.
    """
    require(actor, Can.INVITE)
    for role in invitee.roles:
        known_role(role.role)
    account = _new_account(invitee)
    issued = _issue(actor, account, [_written(role) for role in invitee.roles], now, rules)
    audit.record(actor, "accounts.invite", account)
    return issued


@transaction.atomic
def invite_again(*, actor: Actor, account: Account, now: datetime, rules: Rules) -> Issued:
    """Let somebody in anew who lost the letter, the password or the phone.

    Earlier letters open nothing any more, the old password and second factor neither; all sessions end.
    The roles of the last unused letter go over to the new one.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises StepNotAllowed: the account is locked or closed.
    """
    account = lock(account)
    step = take("invite", actor, account)
    account.state = step.target
    account.set_unusable_password()
    account.save(update_fields=["state", "password"])
    TOTPDevice.objects.filter(user=account).delete()
    account.recovery_codes.all().delete()
    account.identities.update(state=IdentityLink.State.ENDED)
    account.passkeys.active().update(state=Passkey.State.REMOVED, removed_at=now, removed_reason="invite_again")
    end(SessionRow.objects.filter(account=account))
    last = account.invitations.filter(state__in=Invitation.State.unused()).order_by("-created_at", "-id").first()
    issued = _issue(actor, account, last.roles if last else [], now, rules)
    audit.record(actor, "accounts.invite_again", account, fields=["state", "password"])
    return issued


@transaction.atomic
def withdraw_invitation(*, actor: Actor, account: Account, reason: str) -> None:
    """Make the letter that an account's owner has not used worthless at once; it can be sent anew.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises NothingSent: no letter is out.
    """
    account = lock(account)
    require(actor, Can.INVITE, account)
    if not account.invitations.filter(state=Invitation.State.SENT).update(state=Invitation.State.WITHDRAWN):
        raise NothingSent()
    audit.record(actor, "accounts.withdraw_invitation", account, reason=reason)


@transaction.atomic
def correct_invitee(*, actor: Actor, account: Account, full_name: str, email: str) -> Account:
    """Change name and mail address of an account that nobody has used yet; the caller invites again.

    A user name that was the address follows it.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises InvitationUsed: its owner came in.
    :raises NameTaken: another account has the address.
    """
    fresh: Account = lock(account)
    require(actor, Can.INVITE, fresh)
    if fresh.state != Account.State.INVITED:
        raise InvitationUsed()
    followed = fresh.username == fresh.email
    fresh.full_name, fresh.email = " ".join(full_name.split()), plain_name(email)
    if followed:
        fresh.username = fresh.email
    _save_named(fresh, update_fields=["full_name", "email", "username"])
    audit.record(actor, "accounts.correct_invitee", fresh, fields=["full_name", "email", "username"])
    return fresh


@transaction.atomic
def accept_invitation(
    *,
    session: SessionStore,
    invitation_id: UUID,
    token: str,
    password: str,
    browser: Browser,
    now: datetime,
    rules: Rules,
) -> SessionRow:
    """Let an account's owner in for the first time: password set, roles held, session opened.

    Of two who open the same letter at once, one comes in. The session is half open where the roles
    need a second factor.

    :raises InvitationOver: the letter opens nothing (any more).
    :raises WeakPassword: the password is not good enough; the letter stays good.
    """
    invitation = get_invitation(invitation_id, token, now=now, locked=True)
    account = invitation.account
    check_password_strength(password, account, field="password")
    own = Actor(account.pk, account.full_name, account.person_id, frozenset())
    account.state = take("accept", own, account).target
    account.set_password(password)
    account.password_changed_at = now
    account.save(update_fields=["state", "password", "password_changed_at"])
    invitation.state, invitation.used_at = Invitation.State.USED, now
    invitation.save(update_fields=["state", "used_at"])
    for written in invitation.roles:
        hold(account=account, source=f"invitation:{invitation.pk}", **_read(written))
    audit.record(own, "accounts.accept", account, fields=["state", "password"])
    return open_session(session=session, account=account, browser=browser, now=now, rules=rules)


def check_password_strength(password: str, account: Account, *, field: str) -> None:
    """Pass when a password is good enough for this account.

    :raises WeakPassword: it is not; the message holds every reason.
    """
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages), field=field) from None


def _new_account(invitee: Invitee) -> Account:
    email = plain_name(invitee.email)
    account = Account(
        username=plain_name(invitee.username) or email,
        email=email,
        full_name=" ".join(invitee.full_name.split()),
        phone=invitee.phone,
        person_id=invitee.person_id,
    )
    account.set_unusable_password()
    _save_named(account, force_insert=True)
    return account


def _save_named(account: Account, *, force_insert: bool = False, update_fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            account.save(force_insert=force_insert, update_fields=update_fields)
    except IntegrityError as error:
        constraint = error.__cause__.diag.constraint_name  # type: ignore[union-attr]  # psycopg2's own
        if constraint not in _TAKEN:
            raise
        raise NameTaken(field=_TAKEN[constraint]) from None


def _issue(actor: Actor, account: Account, roles: list[dict[str, Any]], now: datetime, rules: Rules) -> Issued:
    account.invitations.filter(state__in=Invitation.State.unused()).update(state=Invitation.State.REPLACED)
    token = new_token()
    invitation = Invitation.objects.create(
        account=account,
        token_digest=digest("invitation", token),
        roles=roles,
        invited_by=actor.account_id,
        expires_at=now + rules.invitation,
    )
    return Issued(invitation, token)


def _written(role: RoleToHold) -> dict[str, Any]:
    return {name: value if value is None else str(value) for name, value in asdict(role).items()}


def _read(written: dict[str, Any]) -> dict[str, Any]:
    return {
        **written,
        "scope_id": UUID(written["scope_id"]) if written["scope_id"] else None,
        "from_on": date.fromisoformat(written["from_on"]),
        "to_on": date.fromisoformat(written["to_on"]) if written["to_on"] else None,
    }
