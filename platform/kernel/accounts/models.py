"""Accounts and all that lets one in: sessions, wrong tries, invitations, recovery codes."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kernel.accounts import workflow
from kernel.accounts.law import Tries
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class AccountSet(models.QuerySet["Account"]):
    """Filters of accounts."""

    def named(self, name: str) -> Self:
        """Return the account whose user name or mail address was typed, in any case."""
        return self.filter(Q(username=plain_name(name)) | Q(email=plain_name(name)))

    def get_by_natural_key(self, username: str) -> "Account":
        """Return the account of a user name (Django's own commands ask)."""
        return self.get(username=plain_name(username))


def plain_name(name: str) -> str:
    """Return a user name or mail address as it is stored: NFKC, lower case, no blanks around."""
    return Account.normalize_username(name).strip().lower()


class Account(AbstractBaseUser, Row):
    """One person's way in. Its roles are holdings; the person, if any, is the council's own row."""

    State = workflow.State
    STEPS: ClassVar[Any] = workflow.STEPS

    username = models.CharField(max_length=150)
    email = models.EmailField(max_length=254, default="", db_default="", blank=True)
    full_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, default="", db_default="", blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=workflow.State.choices, default=workflow.State.INVITED, db_default="invited"
    )
    password_changed_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects: ClassVar[Any] = AccountSet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("username", "email", "full_name", "phone"), kept="2 years after closing")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["username"],
                name="account_username_once",
                violation_error_message=_("Tên đăng nhập này đã có người dùng."),
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="account_email_once",
                violation_error_message=_("Địa chỉ thư này đã có tài khoản."),
            ),
            models.UniqueConstraint(
                fields=["person_id"],
                name="account_person_once",
                violation_error_message=_("Người này đã có tài khoản."),
            ),
            models.CheckConstraint(
                condition=Q(username=Lower("username")) & Q(email=Lower("email")) & ~Q(username=""),
                name="account_names_lower",
                violation_error_message=_("Tên đăng nhập và địa chỉ thư được lưu bằng chữ thường."),
            ),
            models.CheckConstraint(
                # Otherwise one person's user name could be another's address.
                condition=~Q(username__contains="@") | Q(username=F("email")),
                name="account_username_no_address",
                violation_error_message=_("Tên đăng nhập không được chứa ký tự @."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=workflow.State.values),
                name="account_state_known",
                violation_error_message=_("Trạng thái tài khoản không hợp lệ."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class SessionRow(AbstractBaseSession, Row):
    """One signed-in browser. ``session_key`` is the digest of the cookie: the table opens no session."""

    class State(models.TextChoices):
        """Whether the password alone was given, or all that this account has to give."""

        HALF = "half", _("Chờ xác thực bước hai")
        OPEN = "open", _("Đã đăng nhập")

    session_key = models.CharField(max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.HALF, db_default="half")
    second_factor_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField()
    ip = models.GenericIPAddressField(null=True, blank=True)
    device = models.CharField(max_length=80, default="", db_default="", blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.FULL, personal=("account", "ip", "device"), kept="until it ends, 12 hours at most")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session_key"], name="session_key_once", violation_error_message=_("Phiên này đã có.")
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class WrongTries(Row):
    """Wrong answers in a row for one account, or for a name that none has; the name itself is not kept."""

    subject = models.CharField(max_length=64)
    failures = models.PositiveSmallIntegerField(default=0, db_default=0)
    since = models.DateTimeField(null=True, blank=True)
    locked_until = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(Rights.FULL, kept="1 day after the last wrong answer")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], name="wrong_tries_once", violation_error_message=_("Bộ đếm này đã có.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.failures}"

    def as_tries(self) -> Tries:
        """Return the plain value that the rules count with."""
        return Tries(self.failures, self.since, self.locked_until)


class Invitation(Row):
    """A letter by which an account's owner comes in once; only the digest of its secret is kept."""

    class State(models.TextChoices):
        """What became of it; one that nobody used ends by ``expires_at`` alone."""

        SENT = "sent", _("Đã gửi")
        USED = "used", _("Đã dùng")
        REPLACED = "replaced", _("Đã thay bằng lời mời mới")
        WITHDRAWN = "withdrawn", _("Đã thu hồi")

        @classmethod
        def unused(cls) -> tuple["Invitation.State", ...]:
            """Return the states of those that nobody came in by and none has replaced."""
            return cls.SENT, cls.WITHDRAWN

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=64)
    roles = models.JSONField(default=list, db_default=[])
    invited_by = models.UUIDField(null=True, blank=True)
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT, db_default="sent")
    used_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, personal=("account",), kept="with the account")

    def __str__(self) -> str:
        return str(self.pk)


class PasskeySet(models.QuerySet["Passkey"]):
    """Filters of passkeys."""

    def active(self) -> Self:
        """Those that open."""
        return self.filter(state=Passkey.State.ACTIVE)


class Passkey(Row):
    """A passkey (WebAuthn credential) of an account: only its public half, good at one host alone."""

    class State(models.TextChoices):
        """Whether it opens; one whose counter went back may have been copied and opens no more."""

        ACTIVE = "active", _("Đang dùng")
        COPIED = "copied", _("Ngừng vì có dấu hiệu bị sao chép")
        REMOVED = "removed", _("Đã gỡ")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    host = models.CharField(max_length=253)
    credential = models.TextField()
    public_key = models.TextField()
    counter = models.PositiveBigIntegerField(default=0, db_default=0)
    transports = models.JSONField(default=list, db_default=[])
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE, db_default="active")
    last_used_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField(max_length=300, default="", db_default="", blank=True)

    objects: ClassVar[Any] = PasskeySet.as_manager()
    keeping = Keeping(Rights.EDIT, personal=("account", "name"), kept="with the account")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credential"], name="passkey_once", violation_error_message=_("Khóa truy cập này đã có.")
            ),
            models.CheckConstraint(
                condition=Q(state="removed", removed_at__isnull=False) | (~Q(state="removed") & Q(removed_at=None)),
                name="passkey_removed_when",
                violation_error_message=_("Khóa đã gỡ phải có thời điểm gỡ."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PasskeyChallenge(Row):
    """A question that a passkey may answer once, for one purpose, in one session (none: somebody signs in)."""

    class Purpose(models.TextChoices):
        """What the answer is good for."""

        SIGN_IN = "sign_in", _("Đăng nhập")
        SECOND_FACTOR = "second", _("Xác thực bước hai")
        REGISTER = "register", _("Thêm khóa truy cập")

    digest = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    session = models.ForeignKey(SessionRow, on_delete=models.CASCADE, null=True, related_name="+")
    expires_at = models.DateTimeField()

    keeping = Keeping(Rights.FULL, kept="until answered, 5 minutes at most")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], name="passkey_challenge_once", violation_error_message=_("Câu hỏi này đã có.")
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class IdentityLink(Row):
    """An account's owner as an identity provider knows them: its issuer's address and the subject there.

    One that was undone keeps its provider from being linked again by itself until the owner allows it.
    """

    class State(models.TextChoices):
        """Whether it lets the owner in."""

        ACTIVE = "active", _("Đang dùng")
        ENDED = "ended", _("Đã hết hiệu lực")
        UNDONE = "undone", _("Đã gỡ")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE, db_default="active")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(max_length=300, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("account", "subject", "undone_reason"), kept="with the account")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=Q(state="active"),
                name="identity_link_once",
                violation_error_message=_("Định danh này đã gắn với một tài khoản."),
            ),
            models.UniqueConstraint(
                fields=["account", "issuer"],
                condition=Q(state="active"),
                name="identity_link_of_account_once",
                violation_error_message=_("Tài khoản này đã gắn với một định danh."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RecoveryCode(Row):
    """One of ten codes that each open the second door once; only its digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    keeping = Keeping(Rights.FULL, personal=("account",), kept="until replaced")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "digest"], name="recovery_code_once", violation_error_message=_("Mã này đã có.")
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
