"""Coming in by a national identity: it opens the account that it is linked to, and never makes one.

Source: OpenID Connect Core 1.0. The identity stands for the password; where the roles need a second factor, it is
asked for as after a password.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel import audit
from kernel.access import Actor
from kernel.accounts.actions.signing import Browser, WrongCredentials, open_session
from kernel.accounts.identity import Identity
from kernel.accounts.models import Account, IdentityLink, SessionRow, plain_name
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.refusal import Refusal

BY_IDENTITY = "identity"  # under this name a session knows that it was opened so


class NobodyOfThisIdentity(Refusal):
    """No account here may be opened by this identity; why, nobody is told."""

    code = "nobody_of_this_identity"
    message = _(
        "Chưa có tài khoản nào ở đây gắn với định danh này. Hãy đăng nhập bằng mật khẩu, hoặc đề nghị người quản trị "
        "ghi đúng địa chỉ thư đã xác nhận của ông/bà vào tài khoản."
    )


def sign_in_by_identity(
    *, session: SessionStore, identity: Identity, browser: Browser, now: datetime, rules: Rules
) -> SessionRow:
    """Open a session for the account that an identity is linked to.

    The first time, an active account is linked whose mail address is the one that the provider has confirmed.

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


def _linked(identity: Identity) -> Account | None:
    links = IdentityLink.objects.select_related("account").filter(state=IdentityLink.State.ACTIVE)
    link = links.filter(issuer=identity.issuer, subject=identity.subject).first()
    return link.account if link is not None else None


def _link(identity: Identity) -> Account:
    accounts = Account.objects.select_for_update().filter(state=Account.State.ACTIVE)
    account: Account | None = accounts.filter(email=plain_name(identity.email)).first() if identity.email else None
    if account is None:
        raise NobodyOfThisIdentity()
    IdentityLink.objects.create(account=account, issuer=identity.issuer, subject=identity.subject)
    own = Actor(account.pk, account.full_name, account.person_id, frozenset())
    audit.record(own, "accounts.link_identity", account)
    return account
