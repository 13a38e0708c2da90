"""What is typed about elections. Shape only, but for the numbers of a tally, which the law judges at once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.law import Tally, tally_faults
from council.people.models import Mandate
from council.sessions.actions.elections import Nominee
from council.sessions.models import Candidate, Manner, Round, RoundLine
from council.sessions.models.elections import MOST_SEATS
from council.sessions.queries.elections import list_delegates_to_choose
from council.sessions.web.vote_forms import COUNT_ERRORS, MOST
from kernel.ui.forms import VersionedForm


class ElectionForm(forms.Form):
    """Which post is filled, and by how many."""

    post = forms.CharField(
        label=_("Chức vụ bầu"),
        max_length=200,
        help_text=_("Ví dụ “Chủ tịch Hội đồng nhân dân phường khoá XVI”."),
        error_messages={"required": _("Hãy ghi chức vụ.")},
    )
    seats = forms.IntegerField(
        label=_("Số người cần bầu"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
        help_text=_("Trên một phiếu, đại biểu tán thành nhiều nhất bấy nhiêu người."),
        error_messages={
            "required": _("Hãy ghi số người."),
            "min_value": _("Ít nhất là 1."),
            "invalid": _("Hãy ghi số."),
        },
    )


class EditElectionForm(VersionedForm, ElectionForm):
    """A post whose list is open."""


class NamedChoice(forms.ModelChoiceField):
    """A delegate, by her name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the delegate."""
        return str(obj.person.full_name)


class NamedChoices(forms.ModelMultipleChoiceField):
    """Several delegates, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the delegate."""
        return str(obj.person.full_name)


class CandidateForm(forms.Form):
    """Who is put forward: a delegate, or somebody else by name."""

    mandate = NamedChoice(
        label=_("Đại biểu"),
        queryset=Mandate.objects.none(),
        required=False,
        empty_label=_("Không phải đại biểu: ghi họ tên bên dưới"),
    )
    name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    about = forms.CharField(
        label=_("Chức vụ, nơi công tác"),
        max_length=200,
        required=False,
        help_text=_("In trên phiếu bầu. Bỏ trống thì lấy theo hồ sơ đại biểu."),
    )
    manner = forms.ChoiceField(
        label=_("Cách đưa vào danh sách"),
        choices=Manner.choices,
        widget=forms.RadioSelect,
        help_text=_("Có người tự ứng cử hoặc được giới thiệu thêm thì Hội đồng biểu quyết thông qua danh sách."),
    )
    document = forms.CharField(
        label=_("Văn bản"),
        max_length=200,
        help_text=_("Tờ trình giới thiệu, đơn ứng cử: số, ngày. Ví dụ “Tờ trình 12/TTr-TTHĐND ngày 01/7/2026”."),
        error_messages={"required": _("Hãy ghi văn bản giới thiệu hoặc đơn ứng cử.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].queryset = list_delegates_to_choose()

    def nominee(self) -> Nominee:
        """Return who is put forward."""
        typed = self.cleaned_data
        return Nominee(Manner(typed["manner"]), typed["document"], typed["mandate"], typed["name"], typed["about"])


class BoardForm(forms.Form):
    """Who counts the ballots."""

    members = NamedChoices(
        label=_("Thành viên"),
        queryset=Mandate.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ít nhất ba đại biểu, không ai trong số đó là người ứng cử."),
        error_messages={"required": _("Hãy chọn các thành viên.")},
    )
    head = NamedChoice(
        label=_("Trưởng ban"),
        queryset=Mandate.objects.none(),
        empty_label=_("Chọn một trong các thành viên"),
        error_messages={"required": _("Hãy chọn Trưởng ban.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("members", "head"):
            self.fields[name].queryset = list_delegates_to_choose()


class NextRoundForm(forms.Form):
    """Between whom a further round is held, and why."""

    candidates = forms.ModelMultipleChoiceField(
        label=_("Người trong danh sách lượt này"),
        queryset=Candidate.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn sẵn những người ngang phiếu; không có thì chọn sẵn tất cả người chưa trúng cử."),
        error_messages={"required": _("Hãy chọn ít nhất một người.")},
    )
    reason = forms.CharField(
        label=_("Lý do bầu tiếp"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi lý do.")},
        help_text=_("Ví dụ “Lượt một không ai được quá nửa tổng số đại biểu tán thành”."),
    )

    def __init__(self, *args: Any, open_to: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidates"].queryset = Candidate.objects.filter(pk__in=[each.pk for each in open_to])


def number(label: Any) -> forms.IntegerField:
    """Return a field for a number of ballots."""
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, error_messages=dict(COUNT_ERRORS))


class TallyForm(forms.Form):
    """What a member of the counting board counted in one round."""

    issued = number(_("Số phiếu phát ra"))
    returned = number(_("Số phiếu thu về"))
    valid = number(_("Số phiếu hợp lệ"))
    invalid = number(_("Số phiếu không hợp lệ"))

    def __init__(self, *args: Any, round: Round, lines: Sequence[RoundLine], decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round, self.lines = round, lines
        for place in range(len(lines)):
            self.fields[f"for_{place}"] = number(_("Tán thành"))
            self.fields[f"against_{place}"] = number(_("Không tán thành"))
        if decides:
            self.fields["reason"] = forms.CharField(
                label=_("Lý do chọn kết quả này"),
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Hãy ghi lý do.")},
            )

    @property
    def ballots(self) -> list[Any]:
        """Return the fields of the ballots as papers."""
        return [self[name] for name in ("issued", "returned", "valid", "invalid")]

    @property
    def marks(self) -> list[tuple[RoundLine, Any, Any]]:
        """Return the fields for and against of each candidate, in the order of the paper."""
        return [(line, self[f"for_{place}"], self[f"against_{place}"]) for place, line in enumerate(self.lines)]

    def clean(self) -> dict[str, Any]:
        """Say beside each number what cannot be (R-VOT-10)."""
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for fault in tally_faults(self.tally(), present=self.round.present or 0, seats=self.round.seats):
                self.add_error(fault.field, str(fault.sentence))
        return typed

    def tally(self) -> Tally:
        """Return what was counted."""
        typed = self.cleaned_data
        marks = tuple((typed[f"for_{place}"], typed[f"against_{place}"]) for place in range(len(self.lines)))
        return Tally(typed["issued"], typed["returned"], typed["valid"], typed["invalid"], marks)
