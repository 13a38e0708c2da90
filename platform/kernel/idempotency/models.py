"""The keys that were used, for which action, with which body, and what came out."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class IdempotencyKey(Row):
    """One use of a key. The key is unique in its place: another account that sends it is refused."""

    key = models.UUIDField()
    account_id = models.UUIDField()
    action = models.CharField(max_length=100)
    body_digest = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    at = models.DateTimeField(default=clock.now, db_default=Now())

    keeping = Keeping(Rights.EDIT, personal=("account_id",), kept="90 days")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="idempotency_key_once", violation_error_message=_("Mã yêu cầu đã được dùng.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
