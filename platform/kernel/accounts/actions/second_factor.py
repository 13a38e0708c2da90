"""The second door: a code from the person's own phone, or one of ten codes on paper.

Source: roles and permissions, section 5. The codes follow RFC 6238 (django-otp); one code opens once.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from kernel import audit
from kernel.accounts import tries
from kernel.accounts.actions.signing import note_wrong_answer, own_actor
from kernel.accounts.models import Account, RecoveryCode, SessionRow
from kernel.accounts.queries import ENROLLING, has_second_factor
from kernel.accounts.rules import Rules
from kernel.accounts.sessions import SessionStore
from kernel.accounts.tokens import RECOVERY_CODES, digest, new_recovery_code, plain_code
from kernel.refusal import Refusal

TOTP_DIGITS = 6


class WrongCode(tries.WrongAnswer):
    """The code is wrong, too old, or was used before."""

    code = "wrong_code"
    message = _("Mã xác thực không đúng hoặc đã dùng. Hãy chờ mã mới rồi nhập lại.")


class SecondFactorFirst(Refusal):
    """The account has a second factor already; only somebody who just showed it may change it."""

    code = "second_factor_first"
    message = _("Hãy xác thực bước hai trước khi thay đổi cách xác thực.")


def verify_second_factor(*, session: SessionStore, code: str, now: datetime, rules: Rules) -> None:
    """Open a half-open session fully with a code from the phone or a recovery code.

    :raises WrongCode: the code does not open, or did so before.
    :raises LockedOut: too many wrong codes for this account.
    """
    row = signed_row(session)
    _judge(row, right=partial(_opens, row.account, code, now), now=now, rules=rules)
    open_fully(session, row, now=now, action="accounts.second_factor")


@transaction.atomic
def begin_enrolment(*, session: SessionStore) -> TOTPDevice:
    """Make a device that waits to be confirmed by this session alone, in the place of any that waited before.

    Another session that knows no more than the password can so neither see nor confirm the key.

    :raises SecondFactorFirst: there is a confirmed one and this session has not shown it.
    """
    row = signed_row(session)
    check_may_enrol(row)
    TOTPDevice.objects.filter(user=row.account, confirmed=False).delete()
    device = TOTPDevice.objects.create(user=row.account, name="totp", confirmed=False)
    session[ENROLLING] = device.pk
    return device


def confirm_enrolment(*, session: SessionStore, code: str, now: datetime, rules: Rules) -> list[str]:
    """Make the waiting device the account's only one, and return ten new recovery codes, for this once.

    :raises SecondFactorFirst: as in ``begin_enrolment``.
    :raises WrongCode: the code is not the waiting device's.
    :raises LockedOut: too many wrong codes for this account.
    """
    row = signed_row(session)
    check_may_enrol(row)
    _judge(row, right=partial(_confirms, session, row.account, code), now=now, rules=rules)
    session.pop(ENROLLING, None)
    with transaction.atomic():
        codes = new_codes(row.account)
        open_fully(session, row, now=now, action="accounts.enrol_second_factor")
    return codes


@transaction.atomic
def renew_recovery_codes(*, session: SessionStore) -> list[str]:
    """Replace all recovery codes by ten new ones and return them, for this once.

    :raises SecondFactorFirst: this session has not shown the second factor.
    """
    row = signed_row(session)
    if row.second_factor_at is None:
        raise SecondFactorFirst()
    codes = new_codes(row.account)
    audit.record(own_actor(row), "accounts.renew_recovery_codes", row.account)
    return codes


def signed_row(session: SessionStore) -> SessionRow:
    """Return the row of somebody who gave a password at least.

    :raises SecondFactorFirst: nobody did.
    """
    if session.row is None:
        raise SecondFactorFirst()
    return session.row


def check_may_enrol(row: SessionRow) -> None:
    """Pass when the session may add a second factor.

    :raises SecondFactorFirst: there is one and this session has not shown it.
    """
    if row.second_factor_at is None and has_second_factor(row.account):
        raise SecondFactorFirst()


def _judge(row: SessionRow, *, right: partial[bool], now: datetime, rules: Rules) -> None:
    account = row.account
    wrong = partial(note_wrong_answer, account, "code")
    try:
        tries.judge("code", str(account.pk), right=right, wrong=wrong, now=now, limit=rules.tries)
    except tries.WrongAnswer:
        raise WrongCode() from None


def _opens(account: Account, code: str, now: datetime) -> bool:
    typed = code.replace(" ", "")
    if _is_totp(typed):
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).first()
        return device is not None and bool(device.verify_token(typed))
    unused = RecoveryCode.objects.filter(
        account=account, digest=digest("recovery", plain_code(code)), used_at__isnull=True
    )
    return unused.update(used_at=now) == 1


def _confirms(session: SessionStore, account: Account, code: str) -> bool:
    typed = code.replace(" ", "")
    waiting = TOTPDevice.objects.filter(pk=session.get(ENROLLING), user=account, confirmed=False)
    device = waiting.select_for_update().first()
    if device is None or not _is_totp(typed) or not device.verify_token(typed):
        return False
    TOTPDevice.objects.filter(user=account).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return True


def _is_totp(typed: str) -> bool:
    return len(typed) == TOTP_DIGITS and typed.isascii() and typed.isdigit()


def new_codes(account: Account) -> list[str]:
    """Replace an account's recovery codes and return the new ones."""
    RecoveryCode.objects.filter(account=account).delete()
    codes = [new_recovery_code() for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=digest("recovery", plain_code(code))) for code in codes
    )
    return codes


@transaction.atomic
def open_fully(session: SessionStore, row: SessionRow, *, now: datetime, action: str) -> None:
    """Let a session do all that its account may, under a new key."""
    row.state, row.second_factor_at, row.last_seen_at = SessionRow.State.OPEN, now, now
    row.save(update_fields=["state", "second_factor_at", "last_seen_at"])
    session.cycle_key()
    audit.record(own_actor(row), action, row.account)
