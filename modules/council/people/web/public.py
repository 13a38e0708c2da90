"""The public directory: who sits in the council, by the fields that everybody may know, and a letter to each."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.people import actions
from council.people.models import TermOfOffice
from council.people.queries import (
    find_former_units,
    find_public_term,
    get_mandate_of_public,
    get_portrait,
    get_public_delegate,
    list_constituencies,
    list_office,
    list_public_delegates,
    list_teams,
    list_terms,
)
from council.people.web.forms import offer_former_units
from council.people.workflow import TermState
from kernel import clock, files, limits
from kernel.accounts.doors import carried_out
from kernel.keys import new_key
from kernel.requests import client_address
from kernel.ui.public import public_page

# Letters from one address, and to the whole council, in an hour.
LETTERS_OF_ONE, LETTERS_OF_ALL, WINDOW_SECONDS = 5, 100, 3600


class DirectoryFilter(forms.Form):
    """Words, and a team, a constituency or a former unit of the term shown; what is none of them filters nothing."""

    tu_khoa = forms.CharField(label=_("Tìm theo tên, chức vụ, đơn vị bầu cử"), required=False, max_length=100)
    to: Any = forms.ModelChoiceField(label=_("Tổ đại biểu"), required=False, queryset=None, empty_label=_("Tất cả"))

    don_vi: Any = forms.ModelChoiceField(
        label=_("Đơn vị bầu cử"), required=False, queryset=None, empty_label=_("Tất cả")
    )

    don_vi_cu = forms.ChoiceField(label=_("Đơn vị trước sắp xếp"), required=False)

    def __init__(self, *args: Any, term: TermOfOffice | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["to"].queryset, choices["don_vi"].queryset = list_teams(term), list_constituencies(term)
        offer_former_units(self, find_former_units(term))

    def wanted(self) -> dict[str, Any]:
        """Return what the query filters by."""
        self.is_valid()
        chosen = {"team_id": self.cleaned_data.get("to"), "constituency_id": self.cleaned_data.get("don_vi")}
        ids = {name: row.id if row else None for name, row in chosen.items()}
        words = {"text": self.cleaned_data.get("tu_khoa", ""), "former_unit": self.cleaned_data.get("don_vi_cu", "")}
        return {**words, **ids}


class LetterForm(forms.Form):
    """What somebody outside writes; ``website`` is a trap that people do not see and machines fill in."""

    sender = forms.CharField(
        label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy nhập họ và tên.")}
    )
    contact = forms.CharField(
        label=_("Điện thoại hoặc thư điện tử"),
        max_length=200,
        help_text=_("Để văn phòng liên hệ lại; không hiển thị công khai."),
        error_messages={"required": _("Hãy cho biết cách liên hệ lại.")},
    )
    text = forms.CharField(
        label=_("Nội dung"),
        max_length=3000,
        help_text=_("Tối đa 3.000 ký tự. Xin không ghi thông tin mật hoặc dữ liệu riêng của người khác."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Hãy nhập nội dung thư."), "max_length": _("Nội dung dài quá 3.000 ký tự.")},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def letter(self) -> actions.Letter:
        """Return what was written."""
        typed = self.cleaned_data
        return actions.Letter(typed["sender"], typed["contact"], typed["text"], typed["key"])


@require_safe
@public_page
def index(request: Any) -> HttpResponse:
    """List the delegates in office, or who held a mandate in a closed term (``nhiem_ky``, the council's own count).

    Names, posts and constituencies are found with or without diacritics.

    :raises NotFound: the council had no such term.
    """
    term = find_public_term(request.GET.get("nhiem_ky", ""))
    chosen = DirectoryFilter(request.GET, term=term)
    wanted = chosen.wanted()
    page = {
        "delegates": list_public_delegates(term=term, **wanted),
        "term": term,
        "is_closed": term is not None and term.state == TermState.CLOSED,
        "terms": list(list_terms()),
        "filter": chosen,
        "is_filtered": any(wanted.values()),
    }
    return render(request, "people/public_index.html", page)


@require_safe
@public_page
def detail(request: Any, mandate_id: UUID) -> HttpResponse:
    """Show one delegate."""
    page = {"delegate": get_public_delegate(mandate_id), "sent": request.GET.get("told") == "sent"}
    return render(request, "people/public_detail.html", page)


@require_safe
@public_page
def portrait(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Give the photo of a delegate."""
    return files.serve(request, get_portrait(mandate_id), inline=True)


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def write(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Write to a delegate; the council's office gets the letter, at most a few an hour from one address."""
    mandate = get_mandate_of_public(mandate_id)
    form = LetterForm(request.POST if request.method == "POST" else None, initial={"key": new_key()})
    back = reverse("people_public:detail", args=[mandate_id])
    if form.is_valid() and carried_out(form, lambda: _deliver(request, mandate, form)):
        return HttpResponseRedirect(f"{back}?told=sent")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {"form": form, "delegate": get_public_delegate(mandate_id), "back_href": back}
    response = render(request, "people/public_write.html", page, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _deliver(request: Any, mandate: Any, form: LetterForm) -> None:
    """Give the letter to the office; what fell into the trap is thrown away without a word."""
    if form.cleaned_data["website"]:
        return
    limits.count("letter", client_address(request), times=LETTERS_OF_ONE, seconds=WINDOW_SECONDS)
    limits.count("letters", "council", times=LETTERS_OF_ALL, seconds=WINDOW_SECONDS)
    actions.write_letter(
        actor=request.actor,
        mandate=mandate,
        letter=form.letter(),
        office=list_office(on=clock.today()),
        path=reverse("people:detail", args=[mandate.id]),
    )
