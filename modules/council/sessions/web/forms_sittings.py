"""What is typed of sittings and of the teams' minutes. Shape only; meaning is for the actions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.sessions.actions.sitting_plans import Setting
from council.sessions.models import AgendaItem, Part, Sitting
from council.sessions.models.grounds import PROPOSER_NAMES
from council.sessions.models.session import Form
from kernel.ui.forms import day_field


class TeamSittingsForm(forms.Form):
    """When the teams meet."""

    day_on = day_field(_("Ngày"))
    part = forms.ChoiceField(label=_("Buổi"), choices=Part.choices, widget=forms.RadioSelect)


class SittingForm(TeamSittingsForm):
    """One sitting: half a day, in a room or from afar."""

    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[("", _("Theo hình thức của kỳ họp")), *Form.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Họp trực tuyến hoặc kết hợp chỉ khi quy chế của Hội đồng cho phép."),
    )
    link = forms.URLField(
        label=_("Đường dẫn họp trực tuyến"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Hãy nhập một địa chỉ web đầy đủ.")},
    )

    def planned(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        typed = self.cleaned_data
        setting = Setting(form=typed["form"], link=typed["link"])
        return {"day_on": typed["day_on"], "part": Part(typed["part"]), "setting": setting}


class CloseForm(forms.Form):
    """On whose proposal, and by which decision, a sitting is not public."""

    proposer = forms.ChoiceField(
        label=_("Theo đề nghị của"),
        choices=list(PROPOSER_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn người đề nghị họp kín theo luật.")},
    )
    document = forms.CharField(
        label=_("Quyết định của Hội đồng"),
        max_length=200,
        help_text=_("Biên bản biểu quyết hoặc số nghị quyết quyết định họp kín."),
        error_messages={"required": _("Hãy ghi số, ký hiệu của văn bản.")},
    )


class FocusForm(forms.Form):
    """On what the discussion should turn."""

    focus = forms.CharField(
        label=_("Gợi ý thảo luận"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Mỗi gợi ý một dòng; đại biểu đọc được ngay. Để trống để gỡ gợi ý."),
    )


class TeamNotesForm(forms.Form):
    """A team's minutes: one text for each matter."""

    secretary = forms.CharField(label=_("Thư ký của tổ"), max_length=120, required=False)

    def __init__(self, *args: Any, sitting: Sitting, notes: Mapping[AgendaItem, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"note_{item.id.hex}": item for item in notes}
        self.fields["secretary"].initial = sitting.secretary
        for name, item in self.items.items():
            self.fields[name] = forms.CharField(
                label=f"{item.label}. {item.title}",
                max_length=8000,
                required=False,
                initial=notes[item],
                help_text=_("Gợi ý của chủ toạ: %(focus)s") % {"focus": item.focus} if item.focus else "",
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def written(self) -> dict[str, Any]:
        """Return what was typed as the action takes it."""
        notes = {item: self.cleaned_data[name] for name, item in self.items.items()}
        return {"notes": notes, "secretary": self.cleaned_data["secretary"]}
