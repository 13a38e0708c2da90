"""Forms of the portal's texts: they check the shape, the actions check the meaning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.portal.actions import Content
from council.portal.law import Contact
from council.portal.models import Kind, TextVersion
from kernel.files.models import StoredFile
from kernel.ui.forms import ReasonForm, VersionedForm

BODY_HELP = _(
    "Cách viết: dòng trống tách đoạn; # đầu dòng là tiêu đề mục; - đầu dòng là gạch đầu dòng; **chữ đậm**; "
    "*chữ nghiêng*; [chữ hiện ra](https://địa chỉ)."
)
LONGEST_BODY = 20_000


class WrittenForm(VersionedForm):
    """What every text has; ``version`` is the row's version that the writer read (0 for a new one)."""

    body = forms.CharField(
        label=_("Nội dung"),
        help_text=BODY_HELP,
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"max_length": _("Nội dung dài quá 20.000 ký tự.")},
    )


class ArticleForm(WrittenForm):
    """A notice or the introduction: title, summary, body and a picture with its words."""

    field_order = ("version", "title", "summary", "body", "upload", "picture_words", "without_picture")
    title = forms.CharField(
        label=_("Tiêu đề"),
        max_length=200,
        error_messages={"required": _("Hãy ghi tiêu đề."), "max_length": _("Tiêu đề dài quá 200 ký tự.")},
    )
    summary = forms.CharField(
        label=_("Tóm tắt"),
        help_text=_("Một hai câu, hiện trong danh sách tin và khi chia sẻ."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("Tóm tắt dài quá 300 ký tự.")},
    )
    upload = forms.FileField(
        label=_("Ảnh"), help_text=_("Ảnh JPEG hoặc PNG, tối đa 5 MB."), required=False, widget=forms.FileInput
    )
    picture_words = forms.CharField(
        label=_("Mô tả ảnh"),
        help_text=_("Bắt buộc khi có ảnh: người không nhìn thấy ảnh sẽ nghe câu này."),
        max_length=300,
        required=False,
        error_messages={"max_length": _("Mô tả ảnh dài quá 300 ký tự.")},
    )
    without_picture = forms.BooleanField(label=_("Bỏ ảnh đang có"), required=False)

    @staticmethod
    def typed_of(version: TextVersion) -> dict[str, Any]:
        """Return what a stored version would have been typed as."""
        names = ("title", "summary", "body", "picture_words")
        return {name: getattr(version, name) for name in names}

    def content(self, picture: StoredFile | None) -> Content:
        """Return what was typed; ``picture`` is the one that the version keeps or gets."""
        given = self.cleaned_data
        return Content(
            title=given["title"],
            summary=given["summary"],
            body=given["body"],
            picture=picture,
            picture_words=given["picture_words"],
        )


class ContactForm(WrittenForm):
    """How the council is reached, and what else people should know before they come."""

    field_order = ("version", "office", "address", "hotline", "email", "hours", "body")
    office = forms.CharField(
        label=_("Cơ quan tiếp nhận"), help_text=_("Để trống thì ghi tên văn phòng."), max_length=200, required=False
    )
    address = forms.CharField(
        label=_("Địa chỉ trụ sở"),
        max_length=300,
        error_messages={"required": _("Hãy ghi địa chỉ trụ sở."), "max_length": _("Địa chỉ dài quá 300 ký tự.")},
    )
    hotline = forms.CharField(label=_("Đường dây nóng"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Hãy ghi một địa chỉ thư điện tử có thật.")},
    )
    hours = forms.CharField(
        label=_("Giờ làm việc"),
        help_text=_("Ví dụ: Thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ"),
        max_length=200,
        required=False,
    )

    @staticmethod
    def typed_of(version: TextVersion) -> dict[str, Any]:
        """Return what a stored version would have been typed as."""
        return {**version.contact, "body": version.body}

    def content(self, picture: StoredFile | None) -> Content:
        """Return what was typed; the page has a fixed title and no picture of its own."""
        given = self.cleaned_data
        reached = Contact(**{name: " ".join(given[name].split()) for name in Contact().as_json()})
        return Content(title=str(Kind.CONTACT.label), body=given["body"], contact=reached, picture=picture)


class PublishForm(forms.Form):
    """When a version is put out."""

    at = forms.DateTimeField(
        label=_("Thời điểm đăng"),
        help_text=_("Để trống thì đăng ngay; chọn một thời điểm sau thì trang tự hiện khi đến giờ (giờ Việt Nam)."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Hãy chọn một ngày giờ có thật.")},
    )


FORMS: dict[str, type[ArticleForm] | type[ContactForm]] = {
    Kind.ANNOUNCEMENT: ArticleForm,
    Kind.INTRODUCTION: ArticleForm,
    Kind.CONTACT: ContactForm,
}
STEP_FORMS: dict[str, type[forms.Form]] = {"return": ReasonForm, "publish": PublishForm, "withdraw": ReasonForm}
