"""What is typed about votes. Shape only; meaning is for the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.actions.counting import Counted
from council.sessions.models import AgendaItem, CouncilSession, DisputedArticle, VoteMethod, VoteSubject
from council.sessions.workflow import PENDING_ITEMS, ArticleState, ItemState

# An article's vote is prepared beside the article, those of an election with it.
_BESIDE_ITS_MATTER = frozenset({VoteSubject.ARTICLE, VoteSubject.COUNTING_BOARD, VoteSubject.CANDIDATE_LIST})
TYPED_SUBJECTS = tuple(subject for subject in VoteSubject if subject not in _BESIDE_ITS_MATTER)
COUNT_ERRORS = {
    "required": _("Hãy ghi một số, kể cả khi là 0."),
    "invalid": _("Hãy ghi một số."),
    "min_value": _("Số đếm không thể âm."),
    "max_value": _("Số đếm quá lớn."),
}
MOST = 999


class MethodForm(forms.Form):
    """How the delegates show what they choose."""

    method = forms.ChoiceField(
        label=_("Hình thức"),
        choices=VoteMethod.choices,
        initial=VoteMethod.ELECTRONIC,
        widget=forms.RadioSelect,
        help_text=_("Giơ tay và phiếu giấy do hai người đếm và nhập độc lập; chỉ khi khớp nhau mới đóng được."),
    )


class VoteForm(MethodForm):
    """One vote to prepare. Which of the lists counts depends on what is voted on."""

    subject = forms.ChoiceField(
        label=_("Biểu quyết về"),
        choices=[(subject.value, subject.label) for subject in TYPED_SUBJECTS],
        widget=forms.RadioSelect,
    )
    item = forms.ModelChoiceField(
        label=_("Nội dung"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("Không gắn với nội dung nào"),
        help_text=_("Cần khi biểu quyết toàn văn hoặc xem xét lại một nội dung."),
    )
    items = forms.ModelMultipleChoiceField(
        label=_("Các nội dung biểu quyết gộp"),
        queryset=AgendaItem.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ dùng cho biểu quyết gộp. Mỗi dự thảo nghị quyết được biểu quyết riêng nên không có ở đây."),
    )
    articles = forms.ModelMultipleChoiceField(
        label=_("Các điều, khoản biểu quyết gộp"),
        queryset=DisputedArticle.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    question = forms.CharField(
        label=_("Câu hỏi biểu quyết"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Đại biểu thấy câu này trên màn hình. Bỏ trống thì dùng tên nội dung hoặc tên thủ tục."),
        error_messages={"max_length": _("Câu hỏi dài quá 500 ký tự.")},
    )
    field_order = ("subject", "item", "items", "articles", "question", "method")

    def __init__(self, *args: Any, session: CouncilSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voted = session.items.filter(needs_vote=True).order_by("position")
        pending = voted.filter(state__in=PENDING_ITEMS)
        self.fields["item"].queryset = voted.filter(state__in=[*PENDING_ITEMS, ItemState.REJECTED])
        self.fields["items"].queryset = pending.exclude(kind__endswith="_resolution")
        disputed = DisputedArticle.objects.filter(item__in=pending, state=ArticleState.DISPUTED)
        articles = disputed.select_related("item").order_by("item__position", "created_at", "id")
        self.fields["articles"].queryset = articles
        self.fields["articles"].label_from_instance = lambda article: f"{article.label} · {article.item.title}"
        for name in ("items", "articles"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for the item where the subject is one, and for a question where nothing else gives it."""
        typed: dict[str, Any] = super().clean() or {}
        subject = typed.get("subject")
        if subject in {VoteSubject.ITEM, VoteSubject.REOPENING} and not typed.get("item"):
            self.add_error("item", _("Hãy chọn nội dung được biểu quyết."))
        if subject == VoteSubject.BLOCK and not typed.get("question"):
            self.add_error("question", _("Biểu quyết gộp cần một câu hỏi."))
        return typed


class ArticleForm(forms.Form):
    """An article on which the delegates differ, and the wording that is put to the vote."""

    label = forms.CharField(
        label=_("Điều, khoản, điểm"),
        max_length=80,
        help_text=_("Ví dụ “Điều 5, khoản 2”."),
        error_messages={"required": _("Hãy ghi điều, khoản.")},
    )
    proposal = forms.CharField(
        label=_("Phương án đưa ra biểu quyết"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đại biểu tán thành hoặc không tán thành đúng phương án này."),
        error_messages={"required": _("Hãy ghi phương án đưa ra biểu quyết.")},
    )


class CountForm(forms.Form):
    """The totals of a count by hand."""

    in_favour = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=MOST, error_messages=dict(COUNT_ERRORS))
    against = forms.IntegerField(
        label=_("Không tán thành"), min_value=0, max_value=MOST, error_messages=dict(COUNT_ERRORS)
    )
    abstained = forms.IntegerField(
        label=_("Không biểu quyết"), min_value=0, max_value=MOST, error_messages=dict(COUNT_ERRORS)
    )
    reason = forms.CharField(
        label=_("Lý do chọn kết quả này"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi lý do.")},
        help_text=_("Ví dụ “Đếm lại trước Hội đồng, hai tổ đếm cùng xác nhận”."),
    )

    def __init__(self, *args: Any, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not decides:
            del self.fields["reason"]

    def counted(self) -> Counted:
        """Return what was counted."""
        typed = self.cleaned_data
        return Counted(typed["in_favour"], typed["against"], typed["abstained"])


class TallySheetForm(forms.Form):
    """The picture of the sheet on which the count was written down."""

    file = forms.FileField(
        label=_("Ảnh hoặc bản quét"),
        allow_empty_file=True,
        help_text=_("Ảnh JPEG, PNG hoặc tệp PDF, tối đa 20 MB."),
        error_messages={"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf"}),
    )
