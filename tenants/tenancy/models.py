"""The councils, their hosts, and the small ledgers by which their workers are woken."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.keys import UuidV7, new_key
from tenancy import workflow


class Level(models.TextChoices):
    """The two levels in force since 1 July 2025 (Luật 72/2025/QH15)."""

    PROVINCE = "province", _("Cấp tỉnh")
    COMMUNE = "commune", _("Cấp xã")


class UnitKind(models.TextChoices):
    """The kinds of administrative unit."""

    PROVINCE = "province", _("Tỉnh")
    CITY = "city", _("Thành phố trực thuộc trung ương")
    COMMUNE = "commune", _("Xã")
    WARD = "ward", _("Phường")
    SPECIAL_ZONE = "special_zone", _("Đặc khu")


Status = workflow.Status


class Council(models.Model):
    """One People's Council: the tenant. Its ``key`` never changes; schema, subdomain and name may.

    Two councils may have had the same unit code in different times (mergers), so the key carries a
    random tail. ``schema_oid`` is the schema's identity in the catalog: triggers know the council by it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, db_default=UuidV7(), editable=False)
    key = models.CharField(max_length=24, editable=False)
    schema_name = models.CharField(max_length=63)
    schema_oid = models.BigIntegerField(editable=False)
    name = models.CharField(_("Tên"), max_length=200)
    unit_name = models.CharField(_("Đơn vị hành chính"), max_length=160)
    unit_kind = models.CharField(_("Loại"), max_length=16, choices=UnitKind.choices)
    unit_code = models.CharField(_("Mã đơn vị"), max_length=8)
    level = models.CharField(_("Cấp"), max_length=16, choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="communes")
    has_council = models.BooleanField(default=True, db_default=True)
    status = models.CharField(
        _("Trạng thái"), max_length=16, choices=Status.choices, default=Status.FOUNDING, db_default=Status.FOUNDING
    )
    status_reason = models.CharField(max_length=500, blank=True, db_default="")
    subdomain = models.CharField(_("Tên miền con"), max_length=60)
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors", blank=True)
    modules = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    is_demo = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_default=Now())

    keeping = Keeping(Rights.EDIT, kept="permanent", reader=True)
    STEPS: ClassVar[Any] = workflow.STEPS
    auto_drop_schema = False  # asked by django-tenants when a row is deleted

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="council_key_once"),
            models.UniqueConstraint(fields=["schema_name"], name="council_schema_once"),
            models.UniqueConstraint(fields=["schema_oid"], name="council_schema_oid_once"),
            models.UniqueConstraint(fields=["subdomain"], name="council_subdomain_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> Status:
        """The status, under the name by which every workflow asks for it."""
        return Status(self.status)

    @property
    def is_open(self) -> bool:
        """Whether the workspace may be used; public records stay readable in any case."""
        return self.status == Status.ACTIVE


class Domain(models.Model):
    """A host name that leads to a council; exactly the whole host, without port."""

    domain = models.CharField(max_length=253)
    tenant = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="domains")
    is_primary = models.BooleanField(default=True, db_default=True)

    keeping = Keeping(Rights.FULL, kept="with the council")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["domain"], name="domain_once")]

    def __str__(self) -> str:
        return self.domain


class PoolEntry(models.Model):
    """A schema with its role that waits for a council; both are renamed when it is taken."""

    schema_name = models.CharField(max_length=63)
    role_key = models.CharField(max_length=24)
    schema_oid = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True, db_default=Now())

    keeping = Keeping(Rights.READ, kept="until taken")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schema_name"], name="pool_schema_once")]

    def __str__(self) -> str:
        return self.schema_name


class Template(models.Model):
    """What a council's schema must look like now: the migrated template's fingerprint and its DDL."""

    digest = models.CharField(max_length=64)
    migrations_digest = models.CharField(max_length=64)
    ddl = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True, db_default=Now())

    keeping = Keeping(Rights.READ, kept="until replaced")

    def __str__(self) -> str:
        return self.digest[:12]


class Pending(models.Model):
    """A note that a council's ledger holds something for a worker; written by a trigger, never updated.

    ``awaits`` is the key of another council that must be at work first.
    """

    council_key = models.CharField(max_length=24)
    kind = models.CharField(max_length=16)
    at = models.DateTimeField(db_default=Now())
    awaits = models.CharField(max_length=24, default="", db_default="")

    keeping = Keeping(Rights.FULL, kept="until worked off")

    class Meta:
        indexes = [models.Index(fields=["council_key", "kind"], name="pending_by_council")]

    def __str__(self) -> str:
        return f"{self.council_key}/{self.kind}"
