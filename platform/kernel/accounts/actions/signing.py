"""Coming in with a name and a password, and going out."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel import audit
from kernel.access import Actor
from kernel.accounts import tries
from kernel.accounts.actions.sessions import end
from kernel.accounts.models import Account, SessionRow, plain_name
from kernel.accounts.queries import has_second_factor, requires_second_factor
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.clock import local_day


@dataclass(frozen=True)
class Browser:
    """What is known of the browser that knocks, for the person's own list of sessions."""

    ip: str | None = None
    device: str = ""


class WrongCredentials(tries.WrongAnswer):
    """No account with this name and password may come in; which of the two was wrong, nobody is told."""

    code = "wrong_credentials"
    message = _("Tên đăng nhập hoặc mật khẩu không đúng.")


def sign_in(
    *, session: SessionStore, name: str, password: str, browser: Browser, now: datetime, rules: Rules
) -> SessionRow:
    """Open a session for the account of this name when the password is right.

    The session is half open when the roles need a second factor or the account has one. An unknown
    name, a wrong password and an account that may not come in take the same time and say the same.

    :raises WrongCredentials: nobody comes in so.
    :raises LockedOut: too many wrong answers under this name.
    """
    account = Account.objects.named(name).first()
    try:
        tries.judge(
            "password",
            counted_name(name, account),
            right=partial(_opens, account, password),
            wrong=partial(note_wrong_answer, account, "password"),
            now=now,
            limit=rules.tries,
        )
    except tries.WrongAnswer:
        raise WrongCredentials() from None
    if account is None:
        raise WrongCredentials()
    return open_session(session=session, account=account, browser=browser, now=now, rules=rules)


@transaction.atomic
def open_session(
    *, session: SessionStore, account: Account, browser: Browser, now: datetime, rules: Rules
) -> SessionRow:
    """Open a new session for an account that has just shown who it is.

    :raises WrongCredentials: the account was locked or closed a moment ago.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.state != Account.State.ACTIVE:
        raise WrongCredentials()
    half = has_second_factor(account) or requires_second_factor(account, on=local_day(now), rules=rules)
    account.last_login = now
    account.save(update_fields=["last_login"])
    row = session.open(account, now=now, ip=browser.ip, device=browser.device, half=half)
    audit.record(own_actor(row), "accounts.sign_in", account)
    return row


@transaction.atomic
def sign_out(*, session: SessionStore) -> None:
    """End the browser's session and its live streams; doing it twice is no error."""
    if session.row is not None:
        audit.record(own_actor(session.row), "accounts.sign_out", session.row.account)
        end(SessionRow.objects.filter(pk=session.row.pk))
    session.flush()


def counted_name(name: str, account: Account | None) -> str:
    """Return under which name wrong passwords are counted: the account's own, whichever of its names was typed."""
    return f"account:{account.pk}" if account is not None else f"name:{plain_name(name)}"


def own_actor(row: SessionRow) -> Actor:
    """Return the account itself as actor, without any role: what everybody may do with what is theirs."""
    account = row.account
    return Actor(account.pk, account.full_name, account.person_id, frozenset(), session_key=str(row.pk))


def note_wrong_answer(account: Account | None, kind: str) -> None:
    """Enter a wrong password or code in the audit of the account, if there is one; never what was typed."""
    if account is not None:
        nobody = Actor(account_id=None, name="door", person_id=None, holdings=frozenset())
        audit.record(nobody, "accounts.wrong_answer", account, reason=kind)


def _opens(account: Account | None, password: str) -> bool:
    if account is None:
        return check_password(password, UNUSABLE_PASSWORD_PREFIX)  # hashes all the same: the time tells nothing
    return account.check_password(password) and account.state == Account.State.ACTIVE
