"""How the province's office draws its map: where each tile stands, outlines from a file, numbers of people, targets.

Every row is kept for ever and none is changed: the latest one counts, and the ones before it are the history.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class MadeByOffice(Row):
    """A row that somebody of the office entered; the name stays when the account is gone."""

    made_by = models.UUIDField(null=True, blank=True)
    made_by_name = models.CharField(max_length=150, blank=True, default="", db_default="")

    class Meta:
        abstract = True


class MapPlaces(MadeByOffice):
    """Where the office put the tiles: row and column by unit code. Empty: the proposed places count again."""

    places = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)

    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("made_by", "made_by_name"), kept="permanent")

    def __str__(self) -> str:
        return f"{len(self.places)} @ {self.created_at:%Y-%m-%d}"


class MapOutlines(MadeByOffice):
    """The outlines that a GeoJSON file gave: a path for each unit code, and what became of each of its features."""

    file_name = models.CharField(_("Tên tệp"), max_length=200)
    source = models.CharField(_("Nguồn của bản đồ"), max_length=300)
    height = models.PositiveIntegerField()
    paths = models.JSONField()
    report = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("made_by", "made_by_name"), kept="permanent")

    def __str__(self) -> str:
        return self.file_name


class MapShown(MadeByOffice):
    """Which outlines are drawn from now on; none: only the tiles."""

    outlines = models.ForeignKey(MapOutlines, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("made_by", "made_by_name"), kept="permanent")

    def __str__(self) -> str:
        return f"{self.outlines_id or '–'} @ {self.created_at:%Y-%m-%d}"


class UnitPeople(MadeByOffice):
    """How many people a unit had on a day, by which source; the latest day counts, of one day the latest entry."""

    unit_code = models.CharField(max_length=8)
    people = models.PositiveIntegerField(_("Dân số"))
    counted_on = models.DateField(_("Tính đến ngày"))
    source = models.CharField(_("Nguồn"), max_length=200)

    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("made_by", "made_by_name"), kept="permanent")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=""),
                name="unit_people_has_source",
                violation_error_message=_("Số dân phải ghi nguồn."),
            )
        ]
        indexes = [models.Index(fields=["unit_code", "counted_on"], name="unit_people_of")]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.counted_on} {self.people}"


class MapTarget(MadeByOffice):
    """What the standing committee set for a measure and a period: for each unit, for all together, or nothing more."""

    measure = models.CharField(_("Số liệu"), max_length=40)
    period = models.CharField(_("Kỳ"), max_length=10)
    each = models.PositiveIntegerField(_("Mỗi xã, phường"), null=True, blank=True)
    whole = models.PositiveIntegerField(_("Toàn tỉnh"), null=True, blank=True)
    document = models.CharField(_("Văn bản của Thường trực"), max_length=200)

    keeping: ClassVar[Keeping] = Keeping(Rights.APPEND, personal=("made_by", "made_by_name"), kept="permanent")
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=""),
                name="map_target_has_document",
                violation_error_message=_("Mục tiêu phải ghi văn bản làm căn cứ."),
            )
        ]
        indexes = [models.Index(fields=["measure", "period"], name="map_target_of")]

    def __str__(self) -> str:
        return f"{self.measure} {self.period}: {self.each} / {self.whole}"
