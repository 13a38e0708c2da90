"""Keys with which machines ask the API."""

import hmac
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Scope(models.TextChoices):
    """What a key opens. Each is asked of the document before anything is executed."""

    COUNCIL = "council:read", _("Danh mục hội đồng")
    RESOLUTION = "resolution:read", _("Nghị quyết đã công bố")
    SESSION = "session:read", _("Kỳ họp đã công bố")
    VOTE = "vote:read", _("Kết quả biểu quyết đã công bố")
    PEOPLE = "people:read", _("Đại biểu, tổ đại biểu và các Ban")
    ROLLUP = "rollup:read", _("Số liệu tổng hợp")
    SCHEMA = "schema:read", _("Lược đồ của cổng dữ liệu")


# What each scope lets a machine read, for whoever grants a key.
SCOPE_WORDS = {
    Scope.COUNCIL: _("tên, cấp và mã đơn vị hành chính của các hội đồng"),
    Scope.RESOLUTION: _("số, ký hiệu, trích yếu, ngày và tệp của nghị quyết đã công bố"),
    Scope.SESSION: _("các kỳ họp đã công bố với phiên họp, chương trình và tài liệu công khai"),
    Scope.VOTE: _("kết quả biểu quyết đã công bố; theo tên chỉ khi hội đồng đã công khai theo tên"),
    Scope.PEOPLE: _("danh bạ đại biểu công khai, các Ban, tổ đại biểu và nhiệm kỳ"),
    Scope.ROLLUP: _("các con số tổng hợp theo hội đồng và kỳ; không có hồ sơ của cá nhân nào"),
    Scope.SCHEMA: _("tên và mô tả của mọi trường mà cổng có, để công cụ tự sinh mã"),
}


class Endpoint(models.TextChoices):
    """The doors of the API. A key is given for a council or for the centre; a council's opens its portal's too."""

    PORTAL = "portal", _("Cổng thông tin của hội đồng")
    PROVINCE = "province", _("Cổng của hội đồng")
    CENTRAL = "central", _("Cổng trung ương")


# What a key is given for.
KEYED = [(one.value, one.label) for one in (Endpoint.PROVINCE, Endpoint.CENTRAL)]


class Way(models.TextChoices):
    """How the machine proves with every question that it holds the key."""

    DIRECT = "direct", _("Gửi khoá kèm mỗi yêu cầu")
    TOKEN = "token", _("Đổi khoá lấy mã truy cập ngắn hạn (OAuth 2.0)")


class ApiKey(Row):
    """A key that an organisation was given, in the place that gave it: a council's own schema or the operators'.

    The secret itself is shown once and never stored: 256 random bits need no slow hash, so SHA-256 is kept;
    ``prefix`` finds the row, is the client's id at the token endpoint, and may stand in logs. While a secret is
    being changed the old one lives beside the new one until ``old_until_at``.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("Đang dùng")
        REVOKED = "revoked", _("Đã thu hồi")

    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    holder = models.CharField(_("Cơ quan sử dụng"), max_length=200)
    ground = models.CharField(_("Văn bản đề nghị"), max_length=300)
    purpose = models.CharField(_("Mục đích sử dụng"), max_length=500, blank=True, db_default="")
    way = models.CharField(
        _("Cách dùng"), max_length=16, choices=Way.choices, default=Way.DIRECT, db_default=Way.DIRECT
    )
    granted_by = models.UUIDField(null=True, blank=True)
    endpoint = models.CharField(_("Cổng"), max_length=16, choices=KEYED)
    council_key = models.CharField(_("Hội đồng"), max_length=24, blank=True, db_default="")
    scopes = models.JSONField(_("Phạm vi"), default=list)
    networks = models.JSONField(_("Địa chỉ mạng được phép"), default=list, blank=True)
    expires_at = models.DateTimeField(_("Hết hạn"))
    warned_at = models.DateTimeField(null=True, blank=True)
    rotated_at = models.DateTimeField(null=True, blank=True)
    old_digest = models.CharField(max_length=64, blank=True, db_default="")
    old_until_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.ACTIVE, db_default=State.ACTIVE)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=500, blank=True, db_default="")

    keeping = Keeping(Rights.EDIT, kept="5 years after its end")

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
            models.CheckConstraint(
                condition=models.Q(old_digest="") ^ models.Q(old_until_at__isnull=False),
                name="api_key_old_secret_ends",
                violation_error_message=_("Khoá cũ chỉ còn dùng được đến một thời điểm đã định."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} ({self.prefix})"

    def accepts(self, digest: str, now: datetime) -> bool:
        """Whether a secret of this hash opens the key at this moment, wherever it comes from."""
        if self.state != self.State.ACTIVE or now >= self.expires_at:
            return False
        if hmac.compare_digest(self.digest, digest):
            return True
        until = self.old_until_at
        return until is not None and now < until and hmac.compare_digest(self.old_digest, digest)


class KeyUse(Row):
    """What a key asked on one legal day, folded from the counts in Redis; refusals by their code."""

    key = models.ForeignKey(ApiKey, on_delete=models.PROTECT, related_name="uses")
    used_on = models.DateField()
    requests = models.PositiveBigIntegerField(default=0, db_default=0)
    points = models.PositiveBigIntegerField(default=0, db_default=0)
    refusals = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    keeping = Keeping(Rights.EDIT, kept="as long as its key")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "used_on"],
                name="key_use_once_a_day",
                violation_error_message=_("Lượt dùng của khoá trong ngày này đã được ghi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_id} {self.used_on}"
