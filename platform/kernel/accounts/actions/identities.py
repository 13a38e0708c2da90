"""Coming in by a national identity: it opens the account that it is linked to, and never makes one.

Source: OpenID Connect Core 1.0. The identity stands for the password; where the roles need a second factor, it is
asked for as after a password.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel import audit
from kernel.access import Actor, require
from kernel.accounts.actions.accounts import confirm_password
from kernel.accounts.actions.second_factor import signed_row
from kernel.accounts.actions.sessions import end
from kernel.accounts.actions.signing import Browser, WrongCredentials, open_session, own_actor
from kernel.accounts.identity import Identity
from kernel.accounts.models import Account, IdentityLink, SessionRow, plain_name
from kernel.accounts.permissions import Can
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.refusal import Refusal
from kernel.rows import lock

BY_IDENTITY = "identity"  # under this name a session knows that it was opened so


class NobodyOfThisIdentity(Refusal):
    """No account here may be opened by this identity; why, nobody is told."""

    code = "nobody_of_this_identity"
    message = _(
        "Chưa có tài khoản nào ở đây gắn với định danh này. Hãy đăng nhập bằng mật khẩu, hoặc đề nghị người quản trị "
        "ghi đúng địa chỉ thư đã xác nhận của ông/bà vào tài khoản."
    )


class NotLinked(Refusal):
    """There is nothing to undo or to allow."""

    code = "identity_not_linked"
    message = _("Tài khoản này không có định danh nào như vậy. Hãy tải lại trang để xem trạng thái mới nhất.")


class UndoReasonMissing(Refusal):
    """Who takes somebody's way in away says why."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


def sign_in_by_identity(
    *, session: SessionStore, identity: Identity, browser: Browser, now: datetime, rules: Rules
) -> SessionRow:
    """Open a session for the account that an identity is linked to.

    The first time, an active account is linked whose mail address is the one that the provider has confirmed, unless
    an identity of that provider was taken from the account.

    :raises NobodyOfThisIdentity: there is none, or it may not come in, or it is linked to another identity.
    """
    try:
        with transaction.atomic():
            account = _linked(identity) or _link(identity)
            row = open_session(session=session, account=account, browser=browser, now=now, rules=rules)
    except (WrongCredentials, IntegrityError):
        raise NobodyOfThisIdentity() from None
    session[BY_IDENTITY] = True
    return row


def unlink_identity(*, session: SessionStore, reason: str, current: str, now: datetime, rules: Rules) -> None:
    """Let one's own account be opened by no identity any more, after the password was shown once more.

    One's other sessions end. It is not linked again by itself.

    :raises WrongCredentials: the password is wrong.
    :raises LockedOut: it was wrong too often.
    :raises NotLinked: no identity is linked.
    :raises UndoReasonMissing: no reason is given.
    """
    row = signed_row(session)
    confirm_password(account=row.account, current=current, now=now, rules=rules)
    with transaction.atomic():
        _undo(own_actor(row), row.account, reason, now)
        end(SessionRow.objects.filter(account=row.account).exclude(pk=row.pk))


@transaction.atomic
def unlink_identity_of(*, actor: Actor, account: Account, reason: str, now: datetime) -> None:
    """Let another's account be opened by no identity any more; all its sessions end at once.

    :raises NotPermitted: the actor may not, or it is their own account.
    :raises NotLinked: no identity is linked.
    :raises UndoReasonMissing: no reason is given.
    """
    require(actor, Can.UNLINK, account)
    _undo(actor, account, reason, now)
    end(SessionRow.objects.filter(account=account))


def allow_identity(*, session: SessionStore, current: str, now: datetime, rules: Rules) -> None:
    """Let an identity be linked to one's own account again, after the password was shown once more.

    :raises WrongCredentials: the password is wrong.
    :raises LockedOut: it was wrong too often.
    :raises NotLinked: none was taken from the account.
    """
    row = signed_row(session)
    confirm_password(account=row.account, current=current, now=now, rules=rules)
    with transaction.atomic():
        account = lock(row.account)
        if not account.identities.filter(state=IdentityLink.State.UNDONE).update(state=IdentityLink.State.ENDED):
            raise NotLinked()
        audit.record(own_actor(row), "accounts.allow_identity", account)


def _undo(actor: Actor, account: Account, reason: str, now: datetime) -> None:
    account = lock(account)
    if not reason.strip():
        raise UndoReasonMissing()
    active = account.identities.filter(state=IdentityLink.State.ACTIVE)
    if not active.update(state=IdentityLink.State.UNDONE, undone_at=now, undone_reason=reason.strip()[:300]):
        raise NotLinked()
    audit.record(actor, "accounts.unlink_identity", account, reason=reason)


def _linked(identity: Identity) -> Account | None:
    links = IdentityLink.objects.select_related("account").filter(state=IdentityLink.State.ACTIVE)
    link = links.filter(issuer=identity.issuer, subject=identity.subject).first()
    return link.account if link is not None else None


def _link(identity: Identity) -> Account:
    accounts = Account.objects.select_for_update().filter(state=Account.State.ACTIVE)
    account: Account | None = accounts.filter(email=plain_name(identity.email)).first() if identity.email else None
    undone = IdentityLink.objects.filter(account=account, issuer=identity.issuer, state=IdentityLink.State.UNDONE)
    if account is None or undone.exists():
        raise NobodyOfThisIdentity()
    IdentityLink.objects.create(account=account, issuer=identity.issuer, subject=identity.subject)
    own = Actor(account.pk, account.full_name, account.person_id, frozenset())
    audit.record(own, "accounts.link_identity", account)
    return account
