"""Where the delegates of one term were elected."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from council.people.models.bodies import TermOfOffice
from kernel.keeping import Keeping, Rights
from kernel.rows import VersionedRow


class Constituency(VersionedRow):
    """A constituency (đơn vị bầu cử) of one term; ``seats`` is 0 while nobody has recorded how many it elects.

    ``former_unit`` names the unit that its places belonged to before the council's units were merged, one for a
    constituency. It is empty where nothing was merged.
    """

    term = models.ForeignKey(TermOfOffice, on_delete=models.PROTECT, related_name="constituencies")
    number = models.PositiveSmallIntegerField(_("Số"))
    name = models.CharField(_("Tên"), max_length=160)
    area = models.CharField(_("Địa bàn"), max_length=300, blank=True, default="", db_default="")
    former_unit = models.CharField(_("Đơn vị trước sắp xếp"), max_length=120, blank=True, default="", db_default="")
    seats = models.PositiveSmallIntegerField(_("Số đại biểu được bầu"), default=0, db_default=0)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, kept="permanent")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                name="people_constituency_number_once",
                violation_error_message=_("Đơn vị bầu cử số này đã có trong nhiệm kỳ."),
            ),
            models.UniqueConstraint(
                fields=["term", "name"],
                name="people_constituency_name_once",
                violation_error_message=_("Tên đơn vị bầu cử này đã có trong nhiệm kỳ."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
