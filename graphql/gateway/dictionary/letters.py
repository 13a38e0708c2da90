"""Entries of what councils hand over to each other, column by column: read from the passages of the border."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from council.exchange.border import REMINDER, WITHDRAWAL
from council.exchange.models import ReceivedReminder, Reminder
from gateway.dictionary.entries import Entry, Part
from gateway.dictionary.words import KEPT, ground_of

# Columns of a letter that are called otherwise in the row that they come from.
CALLED = {"reminder_id": "id", "reason": "withdrawn_reason"}
RULES = ("R-SUP-13",)


def letters() -> Iterator[Entry]:
    """Yield an entry for each column that may leave a council with a reminder, its answer, or its withdrawal."""
    down, up = _("tỉnh gửi xuống xã, phường"), _("xã, phường trả lời tỉnh")
    told = (
        (_("Lời nhắc"), REMINDER.name, REMINDER.columns, down),
        (_("Trả lời lời nhắc"), REMINDER.name, REMINDER.back, up),
        (_("Thu hồi lời nhắc"), WITHDRAWAL.name, WITHDRAWAL.columns, down),
    )
    for heading, passage, columns, way in told:
        for column in sorted(columns):
            yield _entry(heading, f"{passage}.{column}", column, way)


def _entry(heading: str, code: str, column: str, way: str) -> Entry:
    name = _("Mã lời nhắc") if column == "reminder_id" else _label(CALLED.get(column, column))
    return Entry(
        part=Part.HAND_OVER,
        group=heading,
        name=name,
        code=code,
        meaning=_("%(heading)s: %(name)s, %(way)s.") % {"heading": heading, "name": name.lower(), "way": way},
        english=column.replace("_", " "),
        unit=_("ngày") if column.endswith("_on") else _("ngày và giờ") if column.endswith("_at") else _("chữ"),
        source=_("Sổ nhắc việc của hai Hội đồng"),
        ground=ground_of(RULES),
        readers=_("Hai Hội đồng gửi và nhận"),
        kept=str(KEPT[Reminder.keeping.kept]),
        is_open=False,
    )


def _label(column: str) -> str:
    model = ReceivedReminder if column == "sender_name" else Reminder
    return str(model._meta.get_field(column).verbose_name)  # type: ignore[union-attr]
