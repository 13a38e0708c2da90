"""What forms of every module share: a day's input, a reason, and the version that was read."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

DAY_ERRORS = {"required": _("Hãy chọn ngày."), "invalid": _("Hãy nhập một ngày có thật.")}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return the field of a legal day, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, error_messages=dict(DAY_ERRORS)
    )


def typed_in(request: HttpRequest) -> QueryDict | None:
    """Return what was typed when a form was sent, None when the page is only looked at: the first word of a form."""
    return request.POST if request.method == "POST" else None


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi lý do."), "max_length": _("Lý do dài quá 500 ký tự.")},
    )


class VersionedForm(forms.Form):
    """A form of something that several people edit; it carries the version that its writer read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def read_again(self, version: int) -> None:
        """Keep what was typed and let the next saving be of the version that its writer sees now."""
        typed = self.data.copy()
        typed[self.add_prefix("version")] = str(version)
        self.data = typed
