"""The photo of a person on the public pages."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from council.people.models.people import Person
from kernel.files.models import StoredFile
from kernel.keeping import Keeping, Rights
from kernel.rows import Row


class Portrait(Row):
    """One photo of a person; an earlier one stays as a record and is shown to nobody."""

    class State(models.TextChoices):
        """Whether it is the one that is shown."""

        SHOWN = "shown", _("Đang dùng")
        REPLACED = "replaced", _("Đã thay")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="portraits")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN, db_default=State.SHOWN)

    objects: ClassVar[Any] = models.Manager()
    keeping = Keeping(Rights.EDIT, personal=("person", "file"), kept="permanent as a holder of public office")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="shown"),
                name="people_one_portrait_shown",
                violation_error_message=_("Mỗi người chỉ có một ảnh đang dùng."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)
