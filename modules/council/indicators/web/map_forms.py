"""What the office types of its map: places, a file of outlines, numbers of people, targets. Shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.dashboards import choosing, spans
from hub.dashboards.boards import Area
from hub.dashboards.spans import Span
from hub.dashboards.spots import MOST_COLUMNS, MOST_ROWS, Spot, clashes
from kernel.ui.forms import day_field

OUTSIDE = _("Hàng từ 1 đến 24, cột từ 1 đến 24.")
LATEST_PEOPLE = 20_000_000


class ReadForm(forms.Form):
    """``read`` is the arrangement that was on the page, nothing where nothing was ever arranged."""

    read = forms.UUIDField(required=False, widget=forms.HiddenInput)


class PlacesForm(ReadForm):
    """Row and column of every unit; ``standing`` is where they stand now."""

    def __init__(self, data: Any, *, areas: list[Area], spots: dict[str, Spot], read: Any) -> None:
        initial: dict[str, Any] = {"read": read}
        for code, spot in spots.items():
            initial |= {f"h-{code}": spot.row, f"c-{code}": spot.column}
        super().__init__(data, initial=initial)
        self.areas, self.standing = areas, spots
        for area in areas:
            for letter, word, most in (("h", _("Hàng"), MOST_ROWS), ("c", _("Cột"), MOST_COLUMNS)):
                self.fields[f"{letter}-{area.code}"] = forms.IntegerField(
                    label=f"{word}: {area.name}",
                    min_value=1,
                    max_value=most,
                    error_messages={name: OUTSIDE for name in ("required", "invalid", "min_value", "max_value")},
                    widget=forms.NumberInput(attrs={"min": 1, "max": most, "inputmode": "numeric"}),
                )

    def spots(self) -> dict[str, Spot]:
        """Return the places as typed; only of a valid form."""
        given = self.cleaned_data
        return {area.code: Spot(given[f"h-{area.code}"], given[f"c-{area.code}"]) for area in self.areas}

    def clean(self) -> dict[str, Any]:
        """Tell beside each tile who else stands on its place."""
        given = super().clean() or {}
        names = {area.code: area.name for area in self.areas}
        typed = {
            area.code: Spot(given[f"h-{area.code}"], given[f"c-{area.code}"])
            for area in self.areas
            if f"h-{area.code}" in given and f"c-{area.code}" in given
        }
        for code, others in clashes(typed).items():
            told = _("Trùng chỗ với %(others)s.") % {"others": ", ".join(names[other] for other in others)}
            self.add_error(f"h-{code}", told)
        return given

    def lines(self) -> list[tuple[Area, Any, Any]]:
        """Return each unit with its two fields."""
        return [(area, self[f"h-{area.code}"], self[f"c-{area.code}"]) for area in self.areas]


class OutlinesForm(forms.Form):
    """A GeoJSON file and where it comes from."""

    file = forms.FileField(
        label=_("Tệp GeoJSON"),
        help_text=_("Tối đa 20 MB; toạ độ kinh độ, vĩ độ (WGS 84); mỗi xã, phường một phần, có mã hoặc tên."),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json"}),
        error_messages={"required": _("Hãy chọn tệp."), "empty": _("Tệp rỗng.")},
    )
    source = forms.CharField(
        label=_("Nguồn của bản đồ"), max_length=300, help_text=_("Cơ quan cung cấp, ngày; ghi dưới bản đồ.")
    )


class PeopleForm(forms.Form):
    """How many people one unit had on a day."""

    unit = forms.ChoiceField(label=_("Xã, phường"))
    people = forms.IntegerField(label=_("Dân số"), min_value=1, max_value=LATEST_PEOPLE)
    counted_on = day_field(_("Tính đến ngày"))
    source = forms.CharField(label=_("Nguồn"), max_length=200, help_text=_("Ví dụ: Niên giám thống kê tỉnh năm 2025"))

    def __init__(self, data: Any, *, units: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [("", _("Chọn xã, phường")), *units]  # type: ignore[attr-defined]  # a ChoiceField


class PeopleFileForm(forms.Form):
    """Numbers of people of many units in one workbook."""

    file = forms.FileField(
        label=_("Tệp Excel"), error_messages={"required": _("Hãy chọn tệp."), "empty": _("Tệp rỗng.")}
    )
    counted_on = day_field(_("Tính đến ngày"))
    source = forms.CharField(label=_("Nguồn"), max_length=200)


class TargetForm(forms.Form):
    """What the standing committee set for a measure and a period."""

    measure = forms.ChoiceField(label=_("Số liệu"))
    period = forms.ChoiceField(label=_("Kỳ"))
    each = forms.IntegerField(label=_("Mỗi xã, phường ít nhất"), min_value=0, max_value=10**9, required=False)
    whole = forms.IntegerField(label=_("Cả tỉnh ít nhất"), min_value=0, max_value=10**9, required=False)
    document = forms.CharField(
        label=_("Văn bản của Thường trực"), max_length=200, help_text=_("Số, ký hiệu, ngày của văn bản đặt mục tiêu.")
    )

    def __init__(self, data: Any, *, today: Any, term: Span | None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        measures = [(measure.name, measure.label) for measure in choosing.offered()]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["period"].choices = periods(today, term)  # type: ignore[attr-defined]  # as above


def periods(today: Any, term: Span | None) -> list[tuple[str, str]]:
    """Return the periods for which a target can be set: this year and the next with their quarters, and the term."""
    found = [*([term] if term else [])]
    for year in (today.year, today.year + 1):
        first = today.replace(year=year, month=1, day=1)
        found += [spans.year_of(first), *(spans.quarter_of(first.replace(month=month)) for month in (1, 4, 7, 10))]
    return [(span.key, span.label) for span in found]
