"""Drafts of forms."""

from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow

LONGEST_ADDRESS = 300


class FormDraftSet(models.QuerySet["FormDraft"]):
    """Filters of drafts."""

    def of(self, account_id: UUID | None) -> Self:
        """Return those of one account; nobody has none."""
        return self.none() if account_id is None else self.filter(account_id=account_id)


class FormDraft(VersionedRow):
    """What one account typed into the form of one address, as a browser would send it.

    An empty ``body`` is what remains of a form that was sent: its ``version`` tells windows left open that they
    are late.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    body = models.TextField(default="", db_default="", blank=True)
    saved_at = models.DateTimeField()

    objects = FormDraftSet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.FULL, personal=("account", "body"), kept="14 days")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "address"],
                name="drafts_formdraft_once",
                violation_error_message=_("Biểu mẫu này đã có bản nháp."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.version}"
