"""A film or picture report in the place of reading aloud (Q-115): our own upload, or a link to elsewhere."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.sessions import workflow
from council.sessions.models.session import AgendaItem, Visibility
from council.sessions.workflow import FilmState
from kernel.files.links import plays_in_place
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row

SHOWN_TO = (Visibility.INTERNAL, Visibility.PUBLIC, Visibility.CLOSED)


class Film(Row):
    """One film of an item: an upload plays on the item's page, as does a link to a film; a link to a page opens it."""

    STEPS = workflow.FILM_STEPS

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="films")
    title = models.CharField(_("Tên phim"), max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(_("Liên kết"), max_length=500, blank=True, default="", db_default="")
    visibility = models.CharField(
        _("Phạm vi"),
        max_length=10,
        choices=[(each.value, each.label) for each in SHOWN_TO],
        default=Visibility.INTERNAL,
        db_default=Visibility.INTERNAL,
    )
    state = models.CharField(
        max_length=10, choices=FilmState.choices, default=FilmState.HELD, db_default=FilmState.HELD
    )
    released_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.UUIDField(null=True, blank=True)
    removed_reason = models.CharField(max_length=500, blank=True, default="", db_default="")

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("removed_by",), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False, address="") | Q(file__isnull=True, address__startswith="https://"),
                name="sessions_film_is_file_or_link",
                violation_error_message=_("Mỗi phim là một tệp hoặc một liên kết https."),
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(released_at__isnull=False),
                name="sessions_released_film_says_when",
                violation_error_message=_("Phim đã phát hành phải có thời điểm phát hành."),
            ),
            models.CheckConstraint(
                condition=~Q(state="recalled") | Q(removed_at__isnull=False),
                name="sessions_recalled_film_says_when",
                violation_error_message=_("Phim đã gỡ phải có thời điểm gỡ."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def plays(self) -> bool:
        """Whether it plays on our own page, if it is a link."""
        return bool(self.address) and plays_in_place(self.address)
