"""Keys with which machines ask the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Scope(models.TextChoices):
    """What a key opens. Each is asked of the document before anything is executed."""

    COUNCIL = "council:read", _("Danh mục hội đồng")
    RESOLUTION = "resolution:read", _("Nghị quyết đã công bố")
    SESSION = "session:read", _("Kỳ họp đã công bố")
    ROLLUP = "rollup:read", _("Số liệu tổng hợp")
    SCHEMA = "schema:read", _("Lược đồ của cổng dữ liệu")


class Endpoint(models.TextChoices):
    """At which of the two doors a key opens."""

    PROVINCE = "province", _("Cổng của hội đồng")
    CENTRAL = "central", _("Cổng trung ương")


class ApiKey(Row):
    """A key that an organisation was given. The secret itself is shown once and never stored: 256 random
    bits need no slow hash, so SHA-256 is kept; ``prefix`` finds the row and may stand in logs.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("Đang dùng")
        REVOKED = "revoked", _("Đã thu hồi")

    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    holder = models.CharField(_("Cơ quan sử dụng"), max_length=200)
    ground = models.CharField(_("Văn bản đề nghị"), max_length=300)
    endpoint = models.CharField(_("Cổng"), max_length=16, choices=Endpoint.choices)
    council_key = models.CharField(_("Hội đồng"), max_length=24, blank=True, db_default="")
    scopes = models.JSONField(_("Phạm vi"), default=list)
    networks = models.JSONField(_("Địa chỉ mạng được phép"), default=list, blank=True)
    expires_at = models.DateTimeField(_("Hết hạn"))
    state = models.CharField(max_length=16, choices=State.choices, default=State.ACTIVE, db_default=State.ACTIVE)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=500, blank=True, db_default="")

    keeping = Keeping(Rights.EDIT, kept="5 years after its end", reader=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["prefix"],
                name="api_key_prefix_once",
                violation_error_message=_("Khoá trùng phần đầu với một khoá khác."),
            ),
            models.CheckConstraint(
                condition=models.Q(endpoint="province") ^ models.Q(council_key=""),
                name="api_key_has_its_place",
                violation_error_message=_(
                    "Khoá của cổng hội đồng phải gắn với một hội đồng, còn khoá trung ương thì không."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.prefix})"
