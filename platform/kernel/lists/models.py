"""Filters that people keep."""

from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row

LONGEST_NAME = 80
LONGEST_QUERY = 1_000


class SavedFilterSet(models.QuerySet["SavedFilter"]):
    """Filters of filters."""

    def of(self, account_id: UUID | None) -> Self:
        """Return those of one account, by name; nobody has none."""
        return self.none() if account_id is None else self.filter(account_id=account_id).order_by("page", "name", "id")

    def standing(self) -> Self:
        """Return those that were not removed."""
        return self.filter(removed_at__isnull=True)


class SavedFilter(Row):
    """One account's own name for what a list was filtered by; ``page`` is the list's view by name.

    ``query`` is the filter as it stands in the address. A removed one is kept, so that removing can be undone.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    page = models.CharField(max_length=80)
    name = models.CharField(_("Tên bộ lọc"), max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedFilterSet.as_manager()
    keeping: ClassVar[Keeping] = Keeping(Rights.EDIT, personal=("account", "name", "query"), kept="with the account")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "page", "name"],
                condition=models.Q(removed_at__isnull=True),
                name="lists_savedfilter_name",
                violation_error_message=_("Ông/bà đã có một bộ lọc tên này."),
            )
        ]

    def __str__(self) -> str:
        return self.name
