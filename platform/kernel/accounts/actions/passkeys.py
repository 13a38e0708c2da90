"""Passkeys: made beside the phone or instead of it, used as second factor and instead of name and password.

Source: roles and permissions, section 5. Who has one needs no code from a phone; the codes on paper stay.
"""

from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel import audit
from kernel.accounts import ceremony, challenges
from kernel.accounts.actions.accounts import confirm_password
from kernel.accounts.actions.second_factor import check_may_enrol, new_codes, open_fully, signed_row
from kernel.accounts.actions.signing import Browser, note_wrong_answer, open_session, own_actor
from kernel.accounts.ceremony import Answer, PasskeyRefused, Site
from kernel.accounts.challenges import Purpose
from kernel.accounts.law import is_copied, may_give_up
from kernel.accounts.models import Account, Passkey, SessionRow
from kernel.accounts.queries import count_factors, count_recovery_codes, has_second_factor, requires_second_factor
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.clock import local_day
from kernel.refusal import Refusal
from kernel.rows import lock

MOST_PASSKEYS = 10


class TooManyPasskeys(Refusal):
    """An account holds no more than ten."""

    code = "too_many_passkeys"
    message = _("Mỗi tài khoản có nhiều nhất 10 khóa truy cập. Hãy gỡ khóa không dùng nữa.")


class PasskeyKnown(Refusal):
    """The device has a passkey of this council already."""

    code = "passkey_known"
    message = _("Thiết bị này đã có khóa truy cập.")


class PasskeyCopied(PasskeyRefused):
    """The counter went back: somebody else may have a copy. The passkey opens no more."""

    code = "passkey_copied"
    message = _("Khóa truy cập có dấu hiệu bị sao chép nên đã ngừng. Hãy dùng cách khác và báo cho người quản trị.")


class LastFactor(Refusal):
    """Without it the person could not come in any more."""

    code = "last_factor"
    message = _(
        "Chưa thể gỡ: sau khi gỡ, ông/bà phải còn một cách xác thực bước hai và còn mã dự phòng. "
        "Hãy thêm khóa hoặc điện thoại khác, hoặc tạo mã dự phòng mới."
    )


def begin_registration(*, session: SessionStore, site: Site, current: str, now: datetime, rules: Rules) -> str:
    """Ask a device to make a passkey, and return the options for the browser as JSON.

    Who is fully signed in shows the password once more: a session left open at a desk is not enough.

    :raises SecondFactorFirst: there is a second factor and this session has not shown it.
    :raises WrongCredentials: the password is wrong.
    :raises LockedOut: it was wrong too often.
    :raises TooManyPasskeys: there are ten.
    """
    row = signed_row(session)
    check_may_enrol(row)
    if row.state == SessionRow.State.OPEN:
        confirm_password(account=row.account, current=current, now=now, rules=rules)
    known = list(row.account.passkeys.active())
    if len(known) >= MOST_PASSKEYS:
        raise TooManyPasskeys()
    challenge = challenges.ask(Purpose.REGISTER, row, now=now)
    return ceremony.creation_options(site=site, account=row.account, challenge=challenge, known=known)


def register_passkey(*, session: SessionStore, site: Site, answer: str, name: str, now: datetime) -> list[str]:
    """Keep the passkey that a device has made; return ten recovery codes when it is the first second factor.

    :raises SecondFactorFirst: as in ``begin_registration``.
    :raises PasskeyRefused: it was not made here, for this session, within five minutes, by a verified person.
    :raises PasskeyKnown: there is this passkey already.
    """
    row = signed_row(session)
    check_may_enrol(row)
    read = challenges.answered(Purpose.REGISTER, row, answer, now=now)
    made = ceremony.check_new(read, site=site)
    with transaction.atomic():
        account = lock(row.account)
        is_first = not has_second_factor(account)
        passkey = _keep(account, made, name, site)
        audit.record(own_actor(row), "accounts.register_passkey", passkey)
        if not is_first:
            return []
        codes = new_codes(account)
        open_fully(session, row, now=now, action="accounts.enrol_second_factor")
    return codes


def begin_sign_in(*, site: Site, now: datetime) -> str:
    """Ask any passkey of this host to let its owner in, and return the options for the browser as JSON."""
    return ceremony.request_options(site=site, challenge=challenges.ask(Purpose.SIGN_IN, None, now=now))


def sign_in_with_passkey(
    *, session: SessionStore, site: Site, answer: str, browser: Browser, now: datetime, rules: Rules
) -> SessionRow:
    """Open a session fully for the owner of a passkey, without a password.

    :raises PasskeyRefused: nobody comes in so.
    :raises PasskeyCopied: there may be a copy of the passkey.
    :raises WrongCredentials: the account was locked or closed.
    """
    read = challenges.answered(Purpose.SIGN_IN, None, answer, now=now)
    passkey = Passkey.objects.active().select_related("account").filter(credential=read.credential).first()
    if passkey is None or read.owner != passkey.account_id.bytes:
        raise PasskeyRefused()
    _use(passkey, read, site=site, now=now)
    with transaction.atomic():
        row = open_session(session=session, account=passkey.account, browser=browser, now=now, rules=rules)
        open_fully(session, row, now=now, action="accounts.passkey")
    return row


def begin_second_factor(*, session: SessionStore, site: Site, now: datetime) -> str:
    """Ask one of the account's own passkeys, and return the options for the browser as JSON.

    :raises SecondFactorFirst: nobody has given a password.
    """
    row = signed_row(session)
    challenge = challenges.ask(Purpose.SECOND_FACTOR, row, now=now)
    return ceremony.request_options(site=site, challenge=challenge, known=row.account.passkeys.active())


def verify_passkey(*, session: SessionStore, site: Site, answer: str, now: datetime) -> None:
    """Open a half-open session fully with one of the account's own passkeys.

    :raises PasskeyRefused: the answer does not open.
    :raises PasskeyCopied: there may be a copy of the passkey.
    """
    row = signed_row(session)
    read = challenges.answered(Purpose.SECOND_FACTOR, row, answer, now=now)
    passkey = row.account.passkeys.active().filter(credential=read.credential).first()
    if passkey is None:
        note_wrong_answer(row.account, "passkey")
        raise PasskeyRefused()
    _use(passkey, read, site=site, now=now)
    open_fully(session, row, now=now, action="accounts.second_factor")


@transaction.atomic
def rename_passkey(*, session: SessionStore, passkey: Passkey, name: str) -> None:
    """Give a passkey another name; ``passkey`` is the account's own."""
    fresh = lock(passkey)
    fresh.name = _plain(name)
    fresh.save(update_fields=["name"])
    audit.record(own_actor(signed_row(session)), "accounts.rename_passkey", fresh, fields=["name"])


def remove_passkey(
    *, session: SessionStore, passkey: Passkey, reason: str, current: str, now: datetime, rules: Rules
) -> None:
    """Let a passkey open no more, after the password was shown once more; ``passkey`` is the account's own.

    :raises WrongCredentials: the password is wrong.
    :raises LockedOut: it was wrong too often.
    :raises LastFactor: the person could not come in any more.
    """
    row = signed_row(session)
    confirm_password(account=row.account, current=current, now=now, rules=rules)
    with transaction.atomic():
        account = lock(row.account)  # two removals at once leave one
        fresh = lock(passkey)
        if fresh.state != Passkey.State.REMOVED:
            _check_not_last(account, fresh, now, rules)
            fresh.state, fresh.removed_at, fresh.removed_reason = Passkey.State.REMOVED, now, reason
            fresh.save(update_fields=["state", "removed_at", "removed_reason"])
            audit.record(own_actor(row), "accounts.remove_passkey", fresh, fields=["state"], reason=reason)


def _check_not_last(account: Account, passkey: Passkey, now: datetime, rules: Rules) -> None:
    if passkey.state != Passkey.State.ACTIVE:
        return
    is_needed = requires_second_factor(account, on=local_day(now), rules=rules)
    left = count_factors(account) - 1
    if not may_give_up(left=left, codes_left=count_recovery_codes(account), is_needed=is_needed):
        raise LastFactor()


def _keep(account: Account, made: ceremony.NewKey, name: str, site: Site) -> Passkey:
    passkey = Passkey(
        account=account,
        name=_plain(name),
        host=site.host,
        credential=made.credential,
        public_key=made.public_key,
        counter=made.counter,
        transports=list(made.transports),
    )
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
    except IntegrityError:
        raise PasskeyKnown() from None
    return passkey


def _use(passkey: Passkey, answer: Answer, *, site: Site, now: datetime) -> None:
    """Prove the answer and move the counter on; a wrong one is entered in the audit."""
    try:
        is_copy = _counted(passkey, partial(ceremony.check_use, answer, site=site), now)
    except PasskeyRefused:
        note_wrong_answer(passkey.account, "passkey")
        raise
    if is_copy:
        raise PasskeyCopied()


@transaction.atomic
def _counted(passkey: Passkey, prove: "partial[int]", now: datetime) -> bool:
    """Return whether the passkey may be a copy; what was found is kept either way."""
    fresh = lock(passkey)
    if fresh.state != Passkey.State.ACTIVE:
        raise PasskeyRefused()
    shown = prove(passkey=fresh)
    if is_copied(kept=fresh.counter, shown=shown):
        fresh.state = Passkey.State.COPIED
        fresh.save(update_fields=["state"])
        note_wrong_answer(fresh.account, "passkey copied")
        return True
    fresh.counter, fresh.last_used_at = shown, now
    fresh.save(update_fields=["counter", "last_used_at"])
    return False


def _plain(name: str) -> str:
    return " ".join(name.split())[:60]
