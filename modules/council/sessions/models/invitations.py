"""Who is invited to a session, what they answer, and which delegates ask to be excused (workflows A1, A4)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models import Contact, Mandate
from council.sessions import workflow
from council.sessions.models.session import CouncilSession
from council.sessions.models.sittings import Sitting
from council.sessions.workflow import ExcuseState, InvitationState
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Way(models.TextChoices):
    """How somebody attends."""

    IN_PERSON = "in_person", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")


class Invitation(Row):
    """An invitation of a delegate, or of somebody from a body outside; one that holds for each of them.

    ``answered_by`` is the account that answered: her own, or the office's that took the answer down.
    """

    STEPS = workflow.INVITATION_STEPS

    session = models.ForeignKey(CouncilSession, on_delete=models.PROTECT, related_name="invitations")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(
        max_length=10, choices=InvitationState.choices, default=InvitationState.SENT, db_default=InvitationState.SENT
    )
    way = models.CharField(max_length=10, choices=Way.choices, blank=True, default="", db_default="")
    note = models.CharField(_("Ghi chú"), max_length=300, blank=True, default="", db_default="")
    letter_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("mandate", "contact", "note", "answered_by"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mandate__isnull=False, contact__isnull=True)
                | Q(mandate__isnull=True, contact__isnull=False),
                name="sessions_invitation_is_of_one",
                violation_error_message=_("Giấy mời gửi cho một đại biểu hoặc một khách mời."),
            ),
            models.UniqueConstraint(
                fields=["session", "mandate"],
                condition=~Q(state="withdrawn"),
                name="sessions_delegate_invited_once",
                violation_error_message=_("Đại biểu này đã được mời."),
            ),
            models.UniqueConstraint(
                fields=["session", "contact"],
                condition=~Q(state="withdrawn"),
                name="sessions_guest_invited_once",
                violation_error_message=_("Khách này đã được mời."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"

    @property
    def name(self) -> str:
        """Return who is invited, as lists show it."""
        return self.mandate.person.full_name if self.mandate else self.contact.full_name if self.contact else ""


class Excuse(Row):
    """A delegate's request to be excused from the whole session, or from one sitting."""

    STEPS = workflow.EXCUSE_STEPS

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="excuses")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, null=True, blank=True, related_name="excuses")
    reason = models.CharField(_("Lý do"), max_length=500)
    state = models.CharField(
        max_length=10, choices=ExcuseState.choices, default=ExcuseState.ASKED, db_default=ExcuseState.ASKED
    )
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decision_reason = models.CharField(_("Lý do quyết định"), max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("reason", "decided_by", "decision_reason"), kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "sitting"],
                condition=Q(state__in=("asked", "accepted")),
                nulls_distinct=False,
                name="sessions_excuse_asked_once",
                violation_error_message=_("Đề nghị vắng mặt này đã được gửi."),
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decision_reason=""),
                name="sessions_refused_excuse_says_why",
                violation_error_message=_("Không chấp nhận thì phải ghi lý do."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"

    @property
    def session(self) -> CouncilSession:
        """Return the session that it is about."""
        return self.invitation.session
