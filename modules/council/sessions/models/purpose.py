"""What a session is for: it is held, or only practised; and the filters that keep the two apart."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.sessions import workflow

if TYPE_CHECKING:
    from council.sessions.models.session import CouncilSession  # noqa: F401 -- named in a base class


class Purpose(models.TextChoices):
    """Whether a session is held, or only practised: a rehearsal decides nothing and is wiped."""

    PROPER = "proper", _("Kỳ họp")
    REHEARSAL = "rehearsal", _("Diễn tập")


class SessionSet(models.QuerySet["CouncilSession"]):
    """Filters of sessions."""

    def proper(self) -> Self:
        """Return those that are held, without rehearsals."""
        return self.filter(purpose=Purpose.PROPER)

    def rehearsals(self) -> Self:
        """Return those that only practise."""
        return self.filter(purpose=Purpose.REHEARSAL)

    def known_to_public(self) -> Self:
        """Return those whose convening made them public; a rehearsal never is."""
        return self.proper().filter(state__in=workflow.PUBLIC_SESSIONS, convened_on__isnull=False)

    def newest_first(self) -> Self:
        """Return them by opening day, the latest first."""
        return self.order_by("-opens_on", "-number", "id")
