"""What people type at the door. Shape only; whether it opens is for the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 256


class SignInForm(forms.Form):
    """Name and password."""

    name = forms.CharField(
        label=_("Tên đăng nhập hoặc địa chỉ thư điện tử"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """The code from the phone, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=20,
        help_text=_("6 chữ số trên ứng dụng xác thực, hoặc một mã dự phòng."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


class PhoneCodeForm(CodeForm):
    """The first code of a new phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("6 chữ số mà ứng dụng vừa hiện ra.")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasskeyNameForm(forms.Form):
    """By what name a person knows a passkey."""

    name = forms.CharField(
        label=_("Tên để nhận ra khóa"),
        max_length=60,
        help_text=_("Ví dụ: Điện thoại của tôi, Máy tính ở cơ quan."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CurrentPasswordForm(forms.Form):
    """The present password once more, before what a stranger at the desk must not do."""

    current = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasskeyForm(CurrentPasswordForm, PasskeyNameForm):
    """A new passkey's name, and the password."""

    field_order = ("name", "current")


class PasskeyRemovalForm(CurrentPasswordForm):
    """Why a passkey goes, and the password."""

    reason = forms.CharField(label=_("Lý do gỡ"), max_length=300, help_text=_("Ví dụ: mất điện thoại, đổi máy tính."))
    field_order = ("reason", "current")


class UnlinkForm(CurrentPasswordForm):
    """Why an identity goes, and the password."""

    reason = forms.CharField(
        label=_("Lý do gỡ"), max_length=300, help_text=_("Ví dụ: định danh bị người khác dùng, không còn cần.")
    )
    field_order = ("reason", "current")


class NewPasswordForm(forms.Form):
    """A password of one's own, typed twice."""

    new = forms.CharField(
        label=_("Mật khẩu mới"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("Ít nhất 12 ký tự; nên dùng một câu dễ nhớ, không dùng họ tên của mình."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Return the second one when it is the first one.

        :raises ValidationError: the two differ.
        """
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError(_("Hai lần nhập mật khẩu không giống nhau."))
        return again


class ChangePasswordForm(CurrentPasswordForm, NewPasswordForm):
    """The present password, then a new one."""

    field_order = ("current", "new", "again")
