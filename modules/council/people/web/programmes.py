"""A team's programmes of a year: recorded, opened, corrected, withdrawn."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.people import actions
from council.people.actions.programmes import FILE_MEGABYTES
from council.people.models import ProgrammeKind, Team, TeamProgramme
from council.people.permissions import Can
from council.people.queries import get_programme, get_programme_file, get_team
from council.people.web.asking import asked, asked_of
from kernel import clock, files
from kernel.access import require, take
from kernel.accounts.doors import needs
from kernel.ui.confirming import Question
from kernel.ui.forms import ReasonForm, VersionedForm, typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
_AGAIN = _("Hãy chọn lại tệp: trình duyệt không giữ tệp khi trang báo lỗi.")
_WRONG_YEAR = dict.fromkeys(("required", "invalid"), _("Hãy ghi năm, gồm bốn chữ số."))


class ProgrammeForm(forms.Form):
    """A programme with its PDF. Browsers forget a chosen file, so a refused form asks for it again."""

    year = forms.IntegerField(label=_("Năm"), help_text=_("Năm của chương trình."), error_messages=_WRONG_YEAR)
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=ProgrammeKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Hãy chọn loại chương trình.")),
    )
    title = forms.CharField(
        label=_("Tên chương trình"),
        max_length=300,
        help_text=_("Tên như trong văn bản, có thể kèm số và ngày."),
        error_messages={"required": _("Hãy ghi tên chương trình."), "max_length": _("Tên dài quá 300 ký tự.")},
    )
    file = forms.FileField(
        label=_("Văn bản"),
        allow_empty_file=True,
        help_text=_("PDF, tối đa %(size)d MB. Không tải lên tài liệu có dấu chỉ độ mật.") % {"size": FILE_MEGABYTES},
        error_messages=dict.fromkeys(("required", "invalid"), _("Hãy chọn tệp.")),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    def plan(self) -> actions.Plan:
        """Return what the action takes."""
        data = self.cleaned_data
        return actions.Plan(data["year"], ProgrammeKind(data["kind"]), data["title"])


class CorrectProgrammeForm(VersionedForm, ProgrammeForm):
    """The same, in which no file means that the present one stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        self.fields["file"].help_text = _("Chỉ chọn khi thay tệp; để trống là giữ tệp đang có.")


@_SHOWS_AND_TAKES
@needs(Can.READ)
def add(request: Any, team_id: UUID) -> HttpResponseBase:
    """Record a programme of a team."""
    team = get_team(request.actor, team_id)
    require(request.actor, Can.PLAN_TEAM, team)
    form = ProgrammeForm(typed_in(request), _files(request), initial={"year": clock.today().year})
    question = Question(_("Ghi chương trình của %(team)s") % {"team": team.name}, _("Ghi chương trình"), _back(team))
    _choose_again(request, form)
    return asked(
        request,
        question,
        form,
        lambda: actions.add_programme(
            actor=request.actor, team=team, plan=form.plan(), upload=form.cleaned_data["file"]
        ),
    )


@_SHOWS_AND_TAKES
@needs(Can.READ)
def correct(request: Any, programme_id: UUID) -> HttpResponseBase:
    """Correct a programme; its file stays unless another one is chosen."""
    found = get_programme(request.actor, programme_id)
    take("correct", request.actor, found)
    known = {name: getattr(found, name) for name in ("version", "year", "kind", "title")}
    form = CorrectProgrammeForm(typed_in(request), _files(request), initial=known)
    _choose_again(request, form)
    return asked_of(
        request,
        Question(_("Sửa chương trình của %(team)s") % {"team": found.team.name}, _("Lưu"), _back(found.team)),
        form,
        lambda: actions.correct_programme(
            actor=request.actor,
            programme=found,
            plan=form.plan(),
            upload=form.cleaned_data["file"],
            now=clock.now(),
            version=form.cleaned_data["version"],
        ),
        found,
    )


@_SHOWS_AND_TAKES
@needs(Can.READ)
def withdraw(request: Any, programme_id: UUID) -> HttpResponseBase:
    """Take a programme back, with a reason."""
    found: TeamProgramme = get_programme(request.actor, programme_id)
    take("withdraw", request.actor, found)
    form = ReasonForm(typed_in(request))
    question = Question(
        heading=_("Rút chương trình: %(title)s") % {"title": found.title},
        verb=_("Rút chương trình"),
        back_href=_back(found.team),
        consequence=_("Chương trình vẫn ở trong danh sách kèm lý do rút; tệp không mở được nữa."),
        tone="danger",
    )
    return asked(
        request,
        question,
        form,
        lambda: actions.withdraw_programme(actor=request.actor, programme=found, now=clock.now(), **form.cleaned_data),
    )


@require_safe
@needs(Can.READ)
def file(request: Any, programme_id: UUID) -> HttpResponseBase:
    """Give the PDF of a programme that stands."""
    return files.serve(request, get_programme_file(request.actor, programme_id), inline=True)


def _choose_again(request: Any, form: ProgrammeForm) -> None:
    """Say that a chosen file must be chosen again when something else was wrong."""
    if form.is_bound and not form.is_valid() and request.FILES and "file" not in form.errors:
        form.add_error("file", _AGAIN)


def _files(request: Any) -> Any:
    return request.FILES if request.method == "POST" else None


def _back(team: Team) -> str:
    return reverse("people:team", args=[team.id])
