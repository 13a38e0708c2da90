"""What the installation knows of all councils: their figures, recounts, and what they published.

Readers outside the councils (login ``hdnd_reader``) see these tables and no others.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.keys import UuidV7, new_key
from kernel.rows import Row


class Cell(models.Model):
    """Where a number belongs: council, measure, its dimensions, the legal day. Nothing is NULL, so that
    the unique key holds and rows replicate.
    """

    council_key = models.CharField(max_length=24)
    measure = models.CharField(max_length=40)
    d1 = models.TextField(default="", db_default="")
    d2 = models.TextField(default="", db_default="")
    day = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.council_key}/{self.measure}/{self.d1}/{self.d2}/{self.day}"


class Delta(Cell):
    """A change of a figure, appended by a trigger in the writer's own transaction and soon folded."""

    id = models.BigAutoField(primary_key=True)
    n = models.IntegerField()

    keeping = Keeping(Rights.FULL, kept="until folded", reader=True)

    class Meta:
        indexes = [models.Index(fields=["council_key", "measure"], name="delta_by_council")]


class Figure(Cell):
    """The folded count of a cell. The true figure is this plus the deltas that are not folded yet."""

    id = models.BigAutoField(primary_key=True)
    n = models.BigIntegerField()

    keeping = Keeping(Rights.FULL, kept="permanent", reader=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council_key", "measure", "d1", "d2", "day"], name="figure_cell_once"),
        ]
        indexes = [
            models.Index(fields=["measure", "day"], name="figure_by_measure"),
            models.Index(fields=["id"], name="figure_empty", condition=models.Q(n=0)),
        ]


class RecountRun(models.Model):
    """One comparison of a council's figures with a full count of its rows, in one snapshot."""

    class Result(models.TextChoices):
        EXACT = "exact", _("Khớp")
        DIFFERS = "differs", _("Lệch")
        MENDED = "mended", _("Lệch, đã sửa")

    id = models.UUIDField(primary_key=True, default=new_key, db_default=UuidV7(), editable=False)
    council_key = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    result = models.CharField(max_length=16, choices=Result.choices)
    differences = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    keeping = Keeping(Rights.APPEND, kept="5 years")

    class Meta:
        indexes = [models.Index(fields=["council_key", "at"], name="recount_by_council")]

    def __str__(self) -> str:
        return f"{self.council_key} {self.at:%Y-%m-%d} {self.result}"


class Published(Row):
    """A snapshot that a council published. The key is the row's own in its council.

    ``sequence`` rises in the order of publication over all councils, so that a reader may ask "what is
    new since"; a withdrawn publication stays as a tombstone without its text.
    """

    council_key = models.CharField(max_length=24)
    unit_code = models.CharField(max_length=8)
    title = models.TextField(_("Trích yếu"), blank=True)
    kind = models.CharField(_("Loại"), max_length=40)
    public_path = models.CharField(max_length=300, blank=True, db_default="")
    sequence = models.BigIntegerField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class PublishedResolution(Published):
    """A resolution as its council issued it to everybody."""

    symbol = models.CharField(_("Số, ký hiệu"), max_length=60, blank=True)
    issued_on = models.DateField(_("Ngày ban hành"))
    effective_on = models.DateField(_("Ngày có hiệu lực"), null=True, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, db_default="")

    keeping = Keeping(Rights.EDIT, kept="permanent", reader=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="resolution_sequence_once")]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], name="resolution_latest"),
            models.Index(fields=["council_key", "-issued_on", "-id"], name="resolution_latest_of"),
        ]


class PublishedSession(Published):
    """A council session (kỳ họp) as its council announced it to everybody."""

    opens_on = models.DateField(_("Ngày khai mạc"))
    closes_on = models.DateField(_("Ngày bế mạc"), null=True, blank=True)

    keeping = Keeping(Rights.EDIT, kept="permanent", reader=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sequence"], name="session_sequence_once")]
        indexes = [
            models.Index(fields=["-opens_on", "-id"], name="session_latest"),
            models.Index(fields=["council_key", "-opens_on", "-id"], name="session_latest_of"),
        ]
