"""The ledger of what was done and the seals that chain it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from kernel import clock
from kernel.keeping import Keeping, Rights


class AuditEntry(models.Model):
    """One thing done. ``system`` names the machine when no account did it; ``fields`` are names, never values."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=clock.now, db_default=Now())
    account_id = models.UUIDField(null=True)
    system = models.CharField(max_length=80, default="", db_default="")
    on_behalf_of = models.CharField(max_length=200, default="", db_default="")
    ticket = models.CharField(max_length=80, default="", db_default="")
    action = models.CharField(max_length=100)
    object_label = models.CharField(max_length=100, default="", db_default="")
    object_id = models.CharField(max_length=64, default="", db_default="")
    fields = ArrayField(models.CharField(max_length=64), default=list, db_default=[])
    reason = models.CharField(max_length=500, default="", db_default="")
    request_id = models.CharField(max_length=64, default="", db_default="")

    keeping = Keeping(Rights.APPEND, personal=("account_id", "on_behalf_of", "reason"), kept="permanent", wakes="audit")

    class Meta:
        indexes = [
            models.Index(fields=["object_label", "object_id"], name="audit_entry_object"),
            models.Index(fields=["account_id", "at"], name="audit_entry_account"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.action}"


class AuditSeal(models.Model):
    """One link of the chain: the entry at this position, and the digest over it and all before it."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    sealed_at = models.DateTimeField(default=clock.now, db_default=Now())
    digest = models.CharField(max_length=64)

    keeping = Keeping(Rights.APPEND, kept="permanent")

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"
