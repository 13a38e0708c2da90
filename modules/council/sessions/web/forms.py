"""What is typed or tapped on the pages of sessions. Shape only; meaning is for the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from council.law import Level, SessionKind, Threshold
from council.people.queries import list_committees
from council.sessions import law
from council.sessions.actions.agenda import Matter
from council.sessions.actions.planning import Plan
from council.sessions.law import Basis
from council.sessions.models import AgendaItem, Choice, CouncilSession, ItemKind, Presence, Scene, Sitting
from council.sessions.models.grounds import BASIS_NAMES, KIND_NAMES
from council.sessions.models.session import Form
from council.sessions.workflow import SessionState
from kernel.ui import forms as shared
from kernel.ui.forms import VersionedForm, day_field

SMALL = {"rows": 2}
MOST_VOTERS = 10_000_000


class BallotForm(forms.Form):
    """One tap: the choice, the key of the tap, and the receipt that it replaces."""

    choice = forms.ChoiceField(choices=Choice.choices)
    key = forms.UUIDField()
    prev = forms.CharField(max_length=9, required=False)


class PresenceForm(forms.Form):
    """What the secretary notes of one delegate."""

    mandate_id = forms.UUIDField()
    what = forms.ChoiceField(choices=Presence.choices)


class SceneForm(forms.Form):
    """What the wall shows."""

    scene = forms.ChoiceField(choices=Scene.choices)


class ScreenForm(forms.Form):
    """A machine that is to show the wall."""

    label = forms.CharField(
        label=_("Tên màn hình"), max_length=80, help_text=_("Ví dụ: Màn hình chính hội trường, Màn hình hành lang.")
    )


class PairForm(forms.Form):
    """The code that was made at the desk."""

    code = forms.CharField(
        label=_("Mã ghép màn hình"),
        max_length=20,
        help_text=_("Tám chữ và số lấy ở bàn điều hành, ví dụ K7MF-94QP."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ReasonForm(shared.ReasonForm):
    """Why something is undone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Lý do được ghi vào hồ sơ kỳ họp.")


class SessionFilter(forms.Form):
    """Which sessions the list shows."""

    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *SessionState.choices]
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [("", _("Tất cả")), *((year, str(year)) for year in years)]

    def wanted(self) -> dict[str, Any]:
        """Return what the query filters by; a strange value filters nothing."""
        if not self.is_valid():
            return {}
        return {"year": self.cleaned_data["nam"], "state": self.cleaned_data["trang_thai"]}


class PlanForm(forms.Form):
    """What the office plans of a session."""

    kind = forms.ChoiceField(label=_("Loại kỳ họp"), choices=list(KIND_NAMES.items()), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Tên kỳ họp"),
        max_length=200,
        required=False,
        help_text=_("Để trống thì lấy số thứ tự trong nhiệm kỳ, ví dụ “Kỳ họp thứ 7”."),
    )
    opens_on = day_field(_("Ngày khai mạc"))
    closes_on = day_field(_("Ngày bế mạc dự kiến"))
    place = forms.CharField(
        label=_("Địa điểm"), max_length=200, required=False, help_text=_("Phải có trước khi triệu tập.")
    )
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=Form.choices,
        initial=Form.IN_PERSON,
        widget=forms.RadioSelect,
        help_text=_("Họp trực tuyến hoặc kết hợp chỉ khi quy chế của Hội đồng cho phép."),
    )
    basis = forms.ChoiceField(
        label=_("Theo đề nghị của"),
        required=False,
        choices=[("", _("Không cần (kỳ họp thường lệ, kỳ họp thứ nhất)")), *BASIS_NAMES.items()],
        help_text=_("Kỳ họp chuyên đề và kỳ họp đột xuất phải có người đề nghị."),
    )
    basis_document = forms.CharField(label=_("Văn bản đề nghị"), max_length=200, required=False)
    voters_signed = forms.IntegerField(
        label=_("Số chữ ký hợp lệ của cử tri"),
        required=False,
        min_value=1,
        max_value=MOST_VOTERS,
        help_text=_(
            "Chỉ khi cử tri yêu cầu họp. Chữ ký hợp lệ ghi đủ họ và tên, ngày sinh, địa chỉ nơi cư trú (R-SES-04)."
        ),
    )
    voters_listed = forms.IntegerField(
        label=_("Số cử tri trong danh sách lần bầu cử gần nhất"), required=False, min_value=1, max_value=MOST_VOTERS
    )

    def __init__(self, *args: Any, level: Level, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not law.may_voters_request(level):
            del self.fields["voters_signed"], self.fields["voters_listed"]
            basis: Any = self.fields["basis"]
            basis.choices = [choice for choice in basis.choices if choice[0] != Basis.VOTERS]

    @staticmethod
    def typed_of(session: CouncilSession) -> dict[str, Any]:
        """Return what the form begins with for a planned session."""
        when = ("kind", "title", "opens_on", "closes_on", "place", "form", "version")
        names = (*when, "basis", "basis_document", "voters_signed", "voters_listed")
        return {name: getattr(session, name) for name in names}

    def plan(self) -> Plan:
        """Return what was typed as the action takes it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Plan(**{**typed, "kind": SessionKind(typed["kind"]), "form": Form(typed["form"])})


class EditPlanForm(VersionedForm, PlanForm):
    """The plan of a session that stands already."""


class ConveneForm(forms.Form):
    """By which decision the session is convened, and why so late if it is late."""

    document = forms.CharField(
        label=_("Văn bản triệu tập"),
        max_length=120,
        help_text=_("Số, ký hiệu và ngày, ví dụ “12/QĐ-TTHĐND ngày 05/11/2026”."),
        error_messages={"required": _("Hãy ghi số văn bản triệu tập.")},
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        required=False,
        help_text=_("Chỉ cần khi đã quá hạn luật định hoặc chưa họp liên tịch; lý do được ghi vào hồ sơ kỳ họp."),
        widget=forms.Textarea(attrs=SMALL),
    )


class ItemForm(forms.Form):
    """One matter of the agenda; ``late`` asks for the reason of rule R-SES-14."""

    title = forms.CharField(
        label=_("Nội dung"),
        max_length=400,
        widget=forms.Textarea(attrs=SMALL),
        error_messages={"required": _("Hãy ghi nội dung."), "max_length": _("Nội dung dài quá 400 ký tự.")},
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=ItemKind.choices, widget=forms.RadioSelect)
    submitter = forms.CharField(label=_("Cơ quan trình"), max_length=200, required=False)
    committee = forms.ModelChoiceField(
        label=_("Ban thẩm tra"), queryset=None, required=False, empty_label=_("Không thẩm tra")
    )
    needs_vote = forms.BooleanField(
        label=_("Cần biểu quyết"),
        required=False,
        help_text=_("Dự thảo nghị quyết luôn được biểu quyết; báo cáo và thủ tục thì tuỳ nội dung."),
    )
    threshold = forms.ChoiceField(
        label=_("Tỷ lệ cần đạt"),
        choices=AgendaItem._meta.get_field("threshold").choices,
        initial=Threshold.MAJORITY.value,
        widget=forms.RadioSelect,
    )
    planned_minutes = forms.IntegerField(
        label=_("Số phút dự kiến"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Thời gian dự kiến cho nội dung này, để lập kịch bản điều hành."),
    )
    parent = forms.ModelChoiceField(
        label=_("Thuộc nhóm"), queryset=None, required=False, empty_label=_("Không thuộc nhóm nào")
    )
    sitting = forms.ModelChoiceField(
        label=_("Trình tại phiên"), queryset=None, required=False, empty_label=_("Chưa xếp phiên")
    )
    listed = forms.ModelChoiceField(
        label=_("Dòng trong danh mục của năm"), queryset=None, required=False, empty_label=_("Không có trong danh mục")
    )
    exception = forms.CharField(
        label=_("Văn bản chỉ đạo cho phép trình ngoài danh mục"),
        max_length=200,
        required=False,
        help_text=_("Dự thảo nghị quyết không có trong danh mục phải ghi số, ký hiệu văn bản này (R-SES-09)."),
    )
    reason = forms.CharField(
        label=_("Lý do bổ sung, sửa đổi muộn"),
        max_length=300,
        required=False,
        help_text=_("Tài liệu đã phát hành nên phải ghi lý do; đại biểu thấy lý do này."),
        widget=forms.Textarea(attrs=SMALL),
    )

    def __init__(self, *args: Any, late: bool, groups: Any, sittings: Any, lines: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["listed"].queryset = lines
        if not lines:
            del self.fields["listed"], self.fields["exception"]
        self.fields["committee"].queryset = list_committees()
        self.fields["sitting"].queryset = sittings
        self.fields["sitting"].label_from_instance = sitting_line
        if "parent" in self.fields:
            self.fields["parent"].queryset = groups
            self.fields["parent"].label_from_instance = numbered_line
        if not late:
            del self.fields["reason"]

    @staticmethod
    def typed_of(item: AgendaItem) -> dict[str, Any]:
        """Return what the form begins with for an item that stands already."""
        names = (
            "title",
            "kind",
            "submitter",
            "committee",
            "needs_vote",
            "threshold",
            "planned_minutes",
            "sitting",
            "version",
        )
        known = {name: getattr(item, name) for name in (*names, "version")}
        return {**known, "listed": item.listed_id, "exception": item.exception_document}

    def matter(self) -> Matter:
        """Return what was typed as the action takes it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "reason"}}
        return Matter(**{**typed, "kind": ItemKind(typed["kind"]), "threshold": Threshold(typed["threshold"])})

    def late_reason(self) -> str:
        """Return why the change comes so late; empty while it is in time."""
        return str(self.cleaned_data.get("reason", ""))


class EditItemForm(VersionedForm, ItemForm):
    """An item that stands already; where it stands is changed by moving it."""

    parent = None


class MoveForm(forms.Form):
    """The place that an item goes to."""

    parent = forms.ModelChoiceField(
        label=_("Thuộc nhóm"), queryset=None, required=False, empty_label=_("Không thuộc nhóm nào")
    )
    position = forms.TypedChoiceField(
        label=_("Vị trí trong nhóm"), coerce=int, help_text=_("Đếm từ 1 trong các nội dung cùng nhóm.")
    )

    def __init__(self, *args: Any, groups: Any, places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = groups
        self.fields["parent"].label_from_instance = numbered_line
        self.fields["position"].choices = [(number, str(number)) for number in range(1, places + 1)]


class ProposalForm(forms.Form):
    """Why a matter is taken up late; nothing while it is in time."""

    late_reason = forms.CharField(
        label=_("Lý do bổ sung muộn"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=SMALL),
        help_text=_("Đã quá hạn gửi tài liệu nên phải ghi lý do; đại biểu thấy lý do này."),
    )

    def __init__(self, *args: Any, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not late:
            del self.fields["late_reason"]


class WithdrawForm(ReasonForm):
    """Why an item is taken off, and by whose request."""

    document = forms.CharField(
        label=_("Văn bản đề nghị rút"),
        max_length=200,
        required=False,
        help_text=_("Số, ký hiệu văn bản của cơ quan trình, nếu có."),
    )


def numbered_line(item: AgendaItem) -> str:
    """Return an item of the agenda as a choice shows it."""
    return f"{item.label}. {item.title}"


def sitting_line(sitting: Sitting) -> str:
    """Return a sitting as a choice shows it."""
    return f"{sitting.get_part_display()} {sitting.day_on:%d/%m/%Y}"
