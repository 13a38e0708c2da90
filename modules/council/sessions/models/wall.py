"""The screen on the wall of the hall: what it shows, and the machines that may show it without a login."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.sessions.models.session import CouncilSession
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Scene(models.TextChoices):
    """What the wall shows; ``AUTO`` follows what happens in the session."""

    AUTO = "auto", _("Tự động theo diễn biến")
    AGENDA = "agenda", _("Chương trình")
    CODE = "code", _("Mã điểm danh")
    SPEAKER = "speaker", _("Người phát biểu")
    VOTE = "vote", _("Biểu quyết")
    RESULT = "result", _("Kết quả")
    ELECTION = "election", _("Bầu cử")
    WAITING = "waiting", _("Màn hình chờ")


class Wall(Row):
    """Which scene the wall of one session shows; without a row it follows the session by itself."""

    session = models.OneToOneField(CouncilSession, on_delete=models.PROTECT, related_name="wall")
    scene = models.CharField(max_length=10, choices=Scene.choices, default=Scene.AUTO, db_default=Scene.AUTO)

    keeping = Keeping(Rights.EDIT, kept="with the session")

    def __str__(self) -> str:
        return f"{self.session_id} {self.scene}"


class WallScreen(Row):
    """A machine in the hall that shows the wall of one session and nothing else.

    ``code_digest`` opens the pairing once, until ``code_ends_at``; ``token_digest`` is the machine's own from then
    on, until ``ends_at`` or until somebody removes it. Neither secret is stored.
    """

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="wall_screens")
    label = models.CharField(_("Tên màn hình"), max_length=80)
    code_digest = models.CharField(max_length=64, unique=True)
    code_ends_at = models.DateTimeField()
    token_digest = models.CharField(max_length=64, unique=True, null=True)
    paired_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    made_by = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)

    keeping = Keeping(Rights.EDIT, personal=("made_by", "removed_by"), kept="with the session")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paired_at__isnull=True, token_digest__isnull=True, ends_at__isnull=True)
                | models.Q(paired_at__isnull=False, token_digest__isnull=False, ends_at__isnull=False),
                name="sessions_paired_screen_has_token",
                violation_error_message=_("Màn hình đã ghép phải có khoá và hạn."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """Return the name under which its open streams are known and ended."""
        return f"wall-{self.pk}"
