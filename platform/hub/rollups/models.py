"""What the installation knows of all councils: their figures, recounts, and what they published.

Readers outside the councils (login ``hdnd_reader``) see these tables and no others.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rollups.published import (
    PublicationChange,
    Published,
    PublishedAgendaItem,
    PublishedBody,
    PublishedDelegate,
    PublishedPaper,
    PublishedPart,
    PublishedResolution,
    PublishedSession,
    PublishedTerm,
    PublishedVote,
)
from kernel.keeping import Keeping, Rights
from kernel.keys import UuidV7, new_key

# What stands in a file of its own.
__all__ = [
    "Cell",
    "Counting",
    "Delta",
    "Figure",
    "MonthlyFigure",
    "PublicationChange",
    "Published",
    "PublishedAgendaItem",
    "PublishedBody",
    "PublishedDelegate",
    "PublishedPaper",
    "PublishedPart",
    "PublishedResolution",
    "PublishedSession",
    "PublishedTerm",
    "PublishedVote",
    "RecountRun",
    "Recounted",
]


class Cell(models.Model):
    """Where a number belongs: council, measure, its dimensions, the legal day. Nothing is NULL, so that
    the unique key holds and rows replicate.
    """

    council_key = models.CharField(max_length=24)
    measure = models.CharField(max_length=40)
    d1 = models.TextField(default="", db_default="")
    d2 = models.TextField(default="", db_default="")
    d3 = models.TextField(default="", db_default="")
    day = models.DateField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.council_key}/{self.measure}/{self.d1}/{self.d2}/{self.d3}/{self.day}"


class Delta(Cell):
    """A change of a figure, appended by a trigger in the writer's own transaction and soon folded.

    It has no index, not even of its key: each would be paid by every writer, for readers who see the little that waits
    at once, and for the folder, which takes all of it.
    """

    id = models.BigAutoField(primary_key=True)
    n = models.BigIntegerField()

    keeping = Keeping(Rights.FULL, kept="until folded", reader=True)


class Figure(Cell):
    """The folded count of a cell. The true figure is this plus the deltas that are not folded yet."""

    id = models.BigAutoField(primary_key=True)
    n = models.BigIntegerField()

    keeping = Keeping(Rights.FULL, kept="permanent", reader=True)

    class Meta:
        constraints = [
            # In the order in which it is read, with the number: a reading needs nothing but this index.
            models.UniqueConstraint(
                fields=["measure", "council_key", "d1", "day", "d2", "d3"], include=["n"], name="figure_cell_once"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="figure_empty", condition=models.Q(n=0)),
        ]


class MonthlyFigure(Cell):
    """The folded counts of a month added up, under its first day; a trigger of the figures keeps it, nobody else.

    Whoever asks for whole months reads these.
    """

    id = models.BigAutoField(primary_key=True)
    n = models.BigIntegerField()

    keeping = Keeping(Rights.FULL, kept="permanent", reader=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "council_key", "d1", "day", "d2", "d3"], include=["n"], name="monthly_figure_once"
            ),
        ]


class Counting(models.Model):
    """Since when the triggers of a council's schema count a measure as it is declared, noted as they turn to it.

    ``space`` is the schema's identity in the catalog, for a schema counts before it is a council's.
    """

    id = models.BigAutoField(primary_key=True)
    space = models.BigIntegerField()
    measure = models.CharField(max_length=40)
    digest = models.CharField(max_length=16)
    since = models.DateTimeField()

    keeping = Keeping(Rights.READ, kept="with the council", reader=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "measure"], name="counting_once")]

    def __str__(self) -> str:
        return f"{self.space}/{self.measure}"


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


class Recounted(models.Model):
    """What a council's last recount said, for everybody who reads its figures; the cells are in the run."""

    id = models.BigAutoField(primary_key=True)
    council_key = models.CharField(max_length=24)
    at = models.DateTimeField()
    result = models.CharField(max_length=16, choices=RecountRun.Result.choices)

    keeping = Keeping(Rights.READ, kept="with the council", reader=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council_key"], name="recounted_once")]

    def __str__(self) -> str:
        return f"{self.council_key} {self.result}"
