"""What is typed of what was said: a file, who the names in it are, one passage, one's own words. Shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.people.models import Mandate
from council.sessions.actions.transcripts import Said
from council.sessions.models import AgendaItem, Passage, Sitting, Visibility
from council.sessions.queries import list_items
from council.sessions.queries.recordings import list_kept
from council.sessions.queries.transcripts import Wanted, list_possible_speakers
from council.sessions.workflow import PassageState
from kernel.captions import LONGEST_NAME, LONGEST_TEXT, Form
from kernel.ui.forms import VersionedForm

GUEST = "guest"
_WORDS = {"required": _("Hãy ghi lời phát biểu."), "max_length": _("Đoạn dài quá 10.000 chữ.")}


class OfRecording(forms.Form):
    """Of which recording the times are: asked only where a sitting has several."""

    recording: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Giờ trong tệp tính theo bản ghi âm"), queryset=None, required=False, empty_label=_("Bản đầu tiên")
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recordings = list_kept(sitting)
        if len(recordings) > 1:
            choice: Any = self.fields["recording"]
            choice.queryset, choice.label_from_instance = recordings, lambda recording: recording.file.name
        else:
            del self.fields["recording"]


class TranscriptFileForm(OfRecording):
    """A file of what was said in a sitting."""

    file = forms.FileField(
        label=_("Tệp lời phát biểu"),
        allow_empty_file=True,
        error_messages={"required": _("Hãy chọn tệp."), "invalid": _("Hãy chọn tệp.")},
        widget=forms.FileInput(attrs={"accept": ".txt,.srt,.vtt"}),
        help_text=_(
            "Văn bản (.txt), SRT hoặc VTT, mã UTF-8, tối đa 1 MB. Trong văn bản, mỗi người nói bắt đầu một dòng "
            "“Họ và tên: lời phát biểu”; có thể ghi giờ ở trước, ví dụ “[00:12:30] Nguyễn Văn An: Kính thưa Hội đồng”."
        ),
    )
    visibility = forms.ChoiceField(
        label=_("Phạm vi"),
        choices=[
            (Visibility.INTERNAL, _("Phiên họp thường")),
            (Visibility.CLOSED, _("Phiên họp kín: chỉ người được đọc tài liệu kín")),
        ],
        initial=Visibility.INTERNAL,
        widget=forms.RadioSelect,
    )


class TakeForm(OfRecording):
    """What was shown before taking over comes back as it was read, and is read again."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    form = forms.ChoiceField(choices=[(form.value, form.value) for form in Form], widget=forms.HiddenInput)
    visibility = forms.ChoiceField(choices=Visibility.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "recording" in self.fields:
            self.fields["recording"].widget = forms.HiddenInput()


class SpeakersForm(forms.Form):
    """Who each unknown name is. The fields are numbered: a name may be anything."""

    def __init__(self, *args: Any, names: Sequence[tuple[str, int]], sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name, _number in names if name]
        delegates = {str(mandate.id): mandate for mandate in list_possible_speakers(sitting)}
        self.delegates: dict[str, Mandate] = delegates
        choices = [
            ("", _("Để sau")),
            (GUEST, _("Khách mời, giữ nguyên tên")),
            *((key, mandate.person.full_name) for key, mandate in delegates.items()),
        ]
        for place, (name, number) in enumerate((name, number) for name, number in names if name):
            self.fields[f"nguoi_{place}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, help_text=_("%(number)d đoạn") % {"number": number}
            )

    def chosen(self) -> list[tuple[str, Mandate | None]]:
        """Return the names that somebody was chosen for; None is a guest of that name."""
        picked = [(name, self.cleaned_data[f"nguoi_{place}"]) for place, name in enumerate(self.names)]
        return [(name, self.delegates.get(choice)) for name, choice in picked if choice]


class PassageForm(VersionedForm):
    """A draft in the hands of the office."""

    delegate = forms.ModelChoiceField(
        label=_("Đại biểu phát biểu"), queryset=None, required=False, empty_label=_("Không phải đại biểu")
    )
    guest_name = forms.CharField(
        label=_("Khách mời phát biểu"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Chỉ ghi khi người nói không phải đại biểu, kèm chức vụ nếu cần."),
    )
    item = forms.ModelChoiceField(
        label=_("Thuộc nội dung"), queryset=None, required=False, empty_label=_("Không gắn với nội dung nào")
    )
    text = forms.CharField(
        label=_("Lời phát biểu"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages=_WORDS,
    )

    def __init__(self, *args: Any, sitting: Sitting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        delegate: Any = self.fields["delegate"]
        item: Any = self.fields["item"]
        delegate.queryset, item.queryset = list_possible_speakers(sitting), list_items(sitting.session)
        delegate.label_from_instance = lambda mandate: mandate.person.full_name

    @staticmethod
    def typed_of(passage: Passage) -> dict[str, Any]:
        """Return what the form begins with."""
        return {
            "delegate": passage.mandate_id,
            "guest_name": passage.guest_name or ("" if passage.mandate_id else passage.heard_name),
            "item": passage.item_id,
            "text": passage.text,
            "version": passage.version,
        }

    def said(self) -> Said:
        """Return what was typed as the action takes it."""
        typed = self.cleaned_data
        item: AgendaItem | None = typed["item"]
        return Said(text=typed["text"], mandate=typed["delegate"], guest_name=typed["guest_name"], item=item)


class ReviewForm(VersionedForm):
    """One's own words: left as they are when they are right."""

    text = forms.CharField(
        label=_("Lời phát biểu của ông/bà"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages=_WORDS,
        help_text=_("Nếu đúng, để nguyên rồi xác nhận. Nếu chưa đúng, sửa ngay tại đây; bản gốc vẫn được giữ."),
    )


class PassageFilter(forms.Form):
    """Which passages the page shows."""

    nguoi = forms.ChoiceField(label=_("Người phát biểu"), required=False)
    noi_dung = forms.ChoiceField(label=_("Nội dung"), required=False)
    trang_thai = forms.ChoiceField(label=_("Rà soát"), required=False)

    UNKNOWN = "chua-gan"

    def __init__(self, *args: Any, speakers: Sequence[Mandate], items: Sequence[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[Any, Any]]] = {
            "nguoi": [
                (self.UNKNOWN, _("Chưa gán người phát biểu")),
                *((str(mandate.id), mandate.person.full_name) for mandate in speakers),
            ],
            "noi_dung": [(str(item.id), f"{item.position}. {item.title}") for item in items],
            "trang_thai": [each for each in PassageState.choices if each[0] != PassageState.DISCARDED],
        }
        for name, listed in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", _("Tất cả")), *listed]

    def wanted(self) -> Wanted:
        """Return what was chosen; what is no choice counts as nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        speaker = chosen.get("nguoi", "")
        return Wanted(
            speaker=speaker if speaker != self.UNKNOWN else None,
            item=chosen.get("noi_dung") or None,
            state=chosen.get("trang_thai", ""),
            without_speaker=speaker == self.UNKNOWN,
        )
