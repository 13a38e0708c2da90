"""Operators for tests that commit: whoever came is taken away again, for one database serves all tests of a worker."""

from django_otp.plugins.otp_totp.models import TOTPDevice

from console.models import Onboarding
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account, SessionRow


def forget_operator(account: Account) -> None:
    """Take a committed operator away with telephone, sessions and holdings; what they started stays, without a name."""
    Onboarding.objects.using("owner").filter(started_by=account).update(started_by=None)
    for rows in (SessionRow, HoldingRow):
        rows.objects.using("owner").filter(account_id=account.pk).delete()
    TOTPDevice.objects.using("owner").filter(user_id=account.pk).delete()
    Account.objects.using("owner").filter(pk=account.pk)._raw_delete("owner")  # councils' tables name accounts too
