"""What is typed on the pages of notices."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel.notify.models import Delivery, Way, Wish

TELEPHONE = re.compile(r"(?:\+?84|0)([35789]\d{8})")


def phone_of(typed: str) -> str:
    """Return a Vietnamese mobile number as +84…

    :raises ValidationError: it is none.
    """
    found = TELEPHONE.fullmatch(re.sub(r"[\s.()-]", "", typed))
    if found is None:
        raise ValidationError(_("Hãy ghi số điện thoại di động, ví dụ 0912 345 678."))
    return f"+84{found[1]}"


class WishForm(forms.Form):
    """By which of the ways that are on here somebody wants to be told too."""

    def __init__(self, *args: Any, ways: list[Way], wishes: dict[str, Wish], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = ways
        for way in ways:
            wish = wishes.get(way)
            is_on = wish is not None and wish.state == Wish.State.ON
            self.fields[f"{way}_on"] = forms.BooleanField(
                label=_("Nhận thông báo qua “%(way)s”") % {"way": way.label}, required=False, initial=is_on
            )
            self.fields[f"{way}_phone"] = forms.CharField(
                label=_("Số điện thoại nhận “%(way)s”") % {"way": way.label},
                required=False,
                max_length=20,
                initial=local_of(wish.phone) if wish else "",
                help_text=_("Chỉ gửi tiêu đề thông báo và đường dẫn; nội dung xem sau khi đăng nhập."),
                widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            )

    def clean(self) -> dict[str, Any]:
        """Write each number as telephones dial it; a way that is on needs one."""
        given: dict[str, Any] = super().clean() or {}
        for way in self.ways:
            typed = given.get(f"{way}_phone", "")
            if not typed and not given.get(f"{way}_on"):
                continue
            try:
                given[f"{way}_phone"] = phone_of(typed)
            except ValidationError as error:
                self.add_error(f"{way}_phone", error)
        return given


class DeliveryFilter(forms.Form):
    """Which lines of the log are shown."""

    kenh = forms.ChoiceField(label=_("Kênh"), required=False, choices=[("", _("Tất cả")), *Way.choices])
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *Delivery.State.choices]
    )

    def wanted(self) -> dict[str, str]:
        """Return what the query filters by; a strange value filters nothing."""
        if not self.is_valid():
            return {}
        return {"way": self.cleaned_data["kenh"], "state": self.cleaned_data["trang_thai"]}


def local_of(phone: str) -> str:
    """Return a number as people write it: 0912345678."""
    return phone.replace("+84", "0", 1)
