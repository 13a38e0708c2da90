"""What was done with one object, by whom and why: the audit's lines with the names of accounts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry

LATEST = 100


@dataclass(frozen=True)
class HistoryLine:
    """One thing done. ``action`` is the audit's name of it; the page has the words."""

    at: datetime
    action: str
    who: str
    reason: str


def list_history(obj: models.Model, *, action: str = "") -> list[HistoryLine]:
    """Return the latest lines of the audit about an object, or those of one action on it, newest first.

    The caller got the object from a query.
    """
    entries = AuditEntry.objects.filter(object_label=obj._meta.label_lower, object_id=str(obj.pk))
    if action:
        entries = entries.filter(action=action)
    latest = list(entries.order_by("-id")[:LATEST])
    accounts = {entry.account_id for entry in latest if entry.account_id is not None}
    names = dict(Account.objects.filter(id__in=accounts).values_list("id", "full_name"))
    return [HistoryLine(entry.at, entry.action, _who(entry, names), entry.reason) for entry in latest]


def _who(entry: AuditEntry, names: dict[object, str]) -> str:
    if entry.account_id is None:
        return _("Hệ thống")
    return names.get(entry.account_id) or _("Tài khoản không còn")
