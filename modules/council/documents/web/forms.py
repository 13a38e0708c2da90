"""What is typed on the pages of documents. A text is typed as plain lines, so that it works in every browser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.documents.law import (
    FACT_LABELS,
    ISSUERS,
    KINDS,
    RESOLUTIONS,
    Article,
    FactName,
    Kind,
    Text,
    form_of,
)
from council.documents.models import Document
from council.documents.workflow import State
from kernel.ui.forms import VersionedForm, day_field

MOST_ARTICLES = 200


class DocumentFilter(forms.Form):
    """Which documents the list shows."""

    tim = forms.CharField(label=_("Số, ký hiệu, trích yếu"), required=False, max_length=200)
    loai = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    co_quan = forms.ChoiceField(label=_("Cơ quan ban hành"), required=False)
    trang_thai = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *State.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [("", _("Tất cả")), *((kind.value, rule.name) for kind, rule in KINDS.items())]
        self.fields["co_quan"].choices = [("", _("Tất cả")), *((one.value, rule.name) for one, rule in ISSUERS.items())]

    def wanted(self) -> dict[str, str]:
        """Return what the query filters by; a strange value filters nothing."""
        if not self.is_valid():
            return {}
        typed = self.cleaned_data
        return {"text": typed["tim"], "kind": typed["loai"], "body": typed["co_quan"], "state": typed["trang_thai"]}


class DraftForm(VersionedForm):
    """The draft but for its articles; each line is one basis, or one recipient. It has the blocks of its kind."""

    subject = forms.CharField(
        label=_("Trích yếu"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi trích yếu."), "max_length": _("Trích yếu dài quá 500 ký tự.")},
    )
    adopted_on = day_field(_("Ngày thông qua"), required=False)
    effective_on = day_field(_("Ngày có hiệu lực"), required=False)
    bases = forms.CharField(
        label=_("Căn cứ ban hành"),
        required=False,
        help_text=_("Mỗi dòng một căn cứ; dấu câu cuối dòng được đặt khi in."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    addressees = forms.CharField(
        label=_("Kính gửi"),
        required=False,
        help_text=_("Mỗi dòng một nơi; giấy mời in là “kính mời”."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        help_text=_("Mỗi dòng một nơi nhận; dòng “Lưu” được thêm khi in."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    note = forms.CharField(
        label=_("Ghi chú thay đổi"),
        required=False,
        max_length=500,
        help_text=_("Bản này khác bản trước ở chỗ nào; hiện trong lịch sử các bản."),
        error_messages={"max_length": _("Ghi chú dài quá 500 ký tự.")},
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        form = form_of(kind)
        absent = [] if kind in RESOLUTIONS else ["adopted_on", "effective_on"]
        absent += [] if form.has_bases else ["bases"]
        absent += [] if form.has_addressees else ["addressees"]
        for name in absent:
            del self.fields[name]
        for fact in form.facts:
            widget = forms.Textarea(attrs={"rows": 3}) if fact is FactName.PRESENT else forms.TextInput()
            self.fields[f"fact_{fact}"] = forms.CharField(
                label=FACT_LABELS[fact], required=False, max_length=2000, widget=widget
            )

    @property
    def fact_fields(self) -> list[Any]:
        """The lines of facts that this kind has, as bound fields."""
        return [self[name] for name in self.fields if name.startswith("fact_")]

    def typed(self, name: str, default: Any = None) -> Any:
        """Return what was typed into a field, or the default where this kind has no such field."""
        return self.cleaned_data.get(name, default)

    @staticmethod
    def typed_of(document: Document) -> dict[str, Any]:
        """Return what the form begins with."""
        text = Text.from_json(document.body)
        return {
            **{f"fact_{name}": said for name, said in text.facts},
            "addressees": "\n".join(text.addressees),
            "version": document.version,
            "subject": document.subject,
            "adopted_on": document.adopted_on,
            "effective_on": document.effective_on,
            "bases": "\n".join(text.bases),
            "recipients": "\n".join(text.recipients),
        }


class ArticleForm(forms.Form):
    """One Điều; left empty it is dropped."""

    title = forms.CharField(label=_("Tên điều"), required=False, max_length=300)
    paragraphs = forms.CharField(
        label=_("Nội dung"),
        required=False,
        help_text=_("Mỗi dòng một đoạn. Dòng đặt giữa hai dấu | là một hàng của bảng, hàng đầu là tiêu đề cột."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def article(self) -> Article:
        """Return what was typed."""
        return Article(self.cleaned_data["title"].strip(), lines_of(self.cleaned_data["paragraphs"]))


class BaseArticles(forms.BaseFormSet):
    """The articles of a draft in their order, and room for more."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give each article the input of its place."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Thứ tự")
        form.fields["ORDER"].required = False

    @staticmethod
    def typed_of(document: Document) -> list[dict[str, Any]]:
        """Return what the forms begin with."""
        articles = Text.from_json(document.body).articles
        return [{"title": each.title, "paragraphs": "\n".join(each.paragraphs)} for each in articles]

    def articles(self) -> tuple[Article, ...]:
        """Return the articles that say something, in the order of their places."""
        typed = [form.article() for form in self.ordered_forms]
        return tuple(article for article in typed if article.title or article.paragraphs)


Articles = forms.formset_factory(
    ArticleForm, formset=BaseArticles, extra=1, can_order=True, max_num=MOST_ARTICLES, absolute_max=MOST_ARTICLES
)


class FinaliseForm(forms.Form):
    """The reason for an effect before the law's floor (R-RES-01)."""

    reason = forms.CharField(
        label=_("Lý do có hiệu lực sớm"),
        required=False,
        max_length=500,
        help_text=_("Chỉ cần khi ngày có hiệu lực sớm hơn thời hạn luật định (trình tự rút gọn)."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def text_of(draft: DraftForm, articles: BaseArticles) -> Text:
    """Return the whole text that was typed."""
    return Text(
        bases=lines_of(draft.typed("bases", "")),
        articles=articles.articles(),
        recipients=lines_of(draft.cleaned_data["recipients"]),
        addressees=lines_of(draft.typed("addressees", "")),
        facts=tuple((name.value, said) for name in FactName if (said := draft.typed(f"fact_{name}", "").strip())),
    )


def lines_of(typed: str) -> tuple[str, ...]:
    """Return the lines that hold something, without blanks around."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
