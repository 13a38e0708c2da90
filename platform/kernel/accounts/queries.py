"""What pages about accounts show; everything for the account's owner, nothing about others."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel.access.models import HoldingRow
from kernel.accounts.law import needs_second_factor
from kernel.accounts.models import Account, IdentityLink, Invitation, Passkey, RecoveryCode, SessionRow
from kernel.accounts.rules import Rules
from kernel.accounts.tokens import digest
from kernel.refusal import NotFound, Refusal

if TYPE_CHECKING:
    from kernel.access import Actor
    from kernel.accounts.sessions import SessionStore

ENROLLING = "enrolling"  # under this name a session knows the phone that it is enrolling


def roles_of(account: Account, *, on: date) -> set[str]:
    """Return the roles that an account holds on a legal day."""
    return set(HoldingRow.objects.in_force(on).filter(account=account).values_list("role", flat=True))


def requires_second_factor(account: Account, *, on: date, rules: Rules) -> bool:
    """Tell whether the account's roles on that day may be used only after a second factor."""
    return needs_second_factor(roles_of(account, on=on), optional_for=rules.second_factor_optional)


def has_phone(account: Account) -> bool:
    """Tell whether the account has a phone that was confirmed."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def has_second_factor(account: Account) -> bool:
    """Tell whether the account has a phone or a passkey."""
    return has_phone(account) or bool(account.passkeys.active().exists())


def count_factors(account: Account) -> int:
    """Return how many second factors an account has: its phone and its passkeys."""
    return int(has_phone(account)) + count_passkeys(account)


def count_passkeys(account: Account) -> int:
    """Return how many passkeys of an account open."""
    return int(account.passkeys.active().count())


def is_linked(account: Account) -> bool:
    """Tell whether an identity of a provider opens the account."""
    return bool(account.identities.filter(state=IdentityLink.State.ACTIVE).exists())


def has_undone_identity(account: Account) -> bool:
    """Tell whether an identity was taken from the account, so that none is linked again by itself."""
    return bool(account.identities.filter(state=IdentityLink.State.UNDONE).exists())


def list_passkeys(account: Account) -> list[Passkey]:
    """Return the passkeys of an account that were not removed, the oldest first."""
    return list(account.passkeys.exclude(state=Passkey.State.REMOVED).order_by("created_at", "id"))


def get_passkey(actor: "Actor", passkey_id: UUID) -> Passkey:
    """Return one of the actor's own passkeys that was not removed.

    :raises NotFound: there is none, or it is somebody else's.
    """
    rows = Passkey.objects.exclude(state=Passkey.State.REMOVED)
    passkey: Passkey | None = rows.filter(account_id=actor.account_id, pk=passkey_id).first()
    if passkey is None or actor.account_id is None:
        raise NotFound()
    return passkey


def get_waiting_device(session: "SessionStore") -> TOTPDevice | None:
    """Return the phone that this very session is enrolling, if it is."""
    if session.row is None:
        return None
    waiting = TOTPDevice.objects.filter(pk=session.get(ENROLLING), user=session.row.account, confirmed=False)
    device: TOTPDevice | None = waiting.first()
    return device


def get_session(actor: "Actor", session_id: UUID) -> SessionRow:
    """Return one of the actor's own sessions.

    :raises NotFound: there is none, or it is somebody else's.
    """
    row: SessionRow | None = SessionRow.objects.filter(account_id=actor.account_id, pk=session_id).first()
    if row is None or actor.account_id is None:
        raise NotFound()
    return row


def list_sessions(actor: "Actor", *, now: datetime) -> list[SessionRow]:
    """Return the actor's sessions that have not ended, the one used last first."""
    rows = SessionRow.objects.filter(account_id=actor.account_id, expire_date__gt=now)
    return list(rows.order_by("-last_seen_at", "-id")) if actor.account_id else []


def count_recovery_codes(account: Account) -> int:
    """Return how many recovery codes of an account are unused."""
    return RecoveryCode.objects.filter(account=account, used_at__isnull=True).count()


class InvitationOver(Refusal):
    """Unknown, used, replaced, expired: the letter opens nothing, and says no more than that."""

    code = "invitation_over"
    message = _("Lời mời không còn hiệu lực. Hãy đề nghị người quản trị gửi lại lời mời mới.")


def get_invitation(invitation_id: UUID, token: str, *, now: datetime, locked: bool = False) -> Invitation:
    """Return the invitation that a letter's address opens.

    :raises InvitationOver: it opens nothing, for whatever reason.
    """
    rows = Invitation.objects.select_related("account")
    found = (rows.select_for_update() if locked else rows).filter(
        pk=invitation_id,
        token_digest=digest("invitation", token),
        state=Invitation.State.SENT,
        expires_at__gt=now,
        account__state=Account.State.INVITED,
    )
    invitation = found.first()
    if invitation is None:
        raise InvitationOver()
    return invitation
