"""The hall's seats: the clerk taps a seat to note who came or left; the office arranges who sits where."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from council.people.models import Mandate
from council.people.queries import get_delegate
from council.people.workflow import IN_OFFICE
from council.sessions import actions
from council.sessions.actions.seating import SeatOrder
from council.sessions.models import CouncilSession, Presence, QuorumChoice, Seating
from council.sessions.permissions import Can
from council.sessions.queries import Hall, get_hall, get_session, list_presence
from council.sessions.queries.roll import get_seat_map, get_seating, list_seated
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.forms import PresenceForm
from council.sessions.web.hall import rules_of
from kernel import clock
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.refusal import NotFound, Refusal
from kernel.rows import VersionClash
from kernel.ui.forms import typed_in

ORDERS = [(SeatOrder.TEAM.value, _("Theo tổ đại biểu")), (SeatOrder.NAME.value, _("Theo tên"))]
TOLD = {"arranged": _("Đã xếp lại toàn bộ sơ đồ ghế."), "moved": _("Đã đổi chỗ.")}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


class ArrangeForm(forms.Form):
    """How many rows and seats the hall has, and in which order they are filled."""

    rows = forms.IntegerField(label=_("Số hàng ghế"), min_value=1, max_value=40)
    columns = forms.IntegerField(label=_("Số ghế mỗi hàng"), min_value=1, max_value=40)
    order = forms.ChoiceField(label=_("Xếp đại biểu"), choices=ORDERS, widget=forms.RadioSelect)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MoveSeatForm(forms.Form):
    """Who takes which seat."""

    delegate: Any = forms.ModelChoiceField(label=_("Đại biểu"), queryset=None, empty_label=_("Chọn đại biểu"))
    row = forms.IntegerField(label=_("Hàng"), min_value=1, max_value=40)
    number = forms.IntegerField(label=_("Ghế"), min_value=1, max_value=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Mandate.objects.filter(state__in=IN_OFFICE).select_related("person").by_name()
        self.fields["delegate"].queryset = found  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["delegate"].label_from_instance = _name  # type: ignore[attr-defined]  # a ModelChoiceField


@_SHOWS_AND_TAKES
@needs(Can.RECORD_PRESENCE)
def seats(request: Any, session_id: UUID) -> HttpResponseBase:
    """Show who is in the hall, seat by seat or as a list; a tap notes it."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.RECORD_PRESENCE, session)
    refusal = None
    if request.method == "POST":
        refusal = _noted(request, session)
        if refusal is None and not request.headers.get("HX-Request"):
            return redirect(request.get_full_path())
    return _seats_page(request, session, refusal)


@require_POST
@needs(Can.CHAIR)
def without_quorum(request: Any, session_id: UUID, choice: str) -> HttpResponseBase:
    """Record what the chair does when too few delegates are left."""
    session = get_session(request.actor, session_id)
    hall = _hall(request, session)
    if hall.sitting is None or choice not in QuorumChoice.values:
        raise NotFound()
    actions.choose_without_quorum(
        actor=request.actor,
        sitting=hall.sitting,
        choice=QuorumChoice(choice),
        now=clock.now(),
        rules=rules_of(request),
    )
    tell_the_hall(session, rules=rules_of(request))
    return redirect("sessions:control", session.id)


@_SHOWS_AND_TAKES
@needs(Can.ARRANGE_SEATS)
def arrange(request: Any) -> HttpResponseBase:
    """Set the hall's rows and seats and fill them."""
    seating = get_seating()
    form = ArrangeForm(typed_in(request), initial=_begins_with(seating))
    clash = False
    if form.is_valid():
        try:
            if carried_out(form, lambda: _arranged(request, form)):
                return redirect(f"{reverse('sessions:arrange')}?told=arranged")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            clash = True
            typed = form.data.copy()
            typed["version"] = str(get_seating().version) if get_seating() else ""
            form.data = typed
    return _arrange_page(request, form, MoveSeatForm(), clash=clash)


@require_POST
@needs(Can.ARRANGE_SEATS)
def move_seat(request: Any) -> HttpResponseBase:
    """Give a delegate another seat."""
    form = MoveSeatForm(request.POST)
    if form.is_valid() and carried_out(form, lambda: _moved(request, form)):
        return redirect(f"{reverse('sessions:arrange')}?told=moved#seats")
    return _arrange_page(request, ArrangeForm(initial=_begins_with(get_seating())), form)


def _noted(request: Any, session: CouncilSession) -> Refusal | None:
    """Note what was tapped and tell the hall; return why it was refused."""
    mandate_id, _sep, what = request.POST.get("seat", "").partition(":")
    form, rules = PresenceForm({"mandate_id": mandate_id, "what": what}), rules_of(request)
    hall = _hall(request, session)
    if not form.is_valid() or hall.sitting is None:
        raise NotFound()
    mandate = get_delegate(request.actor, form.cleaned_data["mandate_id"])
    try:
        actions.record_presence(
            actor=request.actor, sitting=hall.sitting, mandate=mandate, what=Presence(what), now=clock.now()
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return refusal
    tell_the_hall(session, rules=rules)
    return None


def _seats_page(request: Any, session: CouncilSession, refusal: Refusal | None) -> HttpResponse:
    hall = _hall(request, session)
    rows = list_presence(hall.sitting) if hall.sitting else []
    page = {
        "hall": hall,
        "rows": rows,
        "map": get_seat_map(rows),
        "as_list": request.GET.get("xem") == "danh-sach",
        "refusal": refusal,
        "may_arrange": may(request.actor, Can.ARRANGE_SEATS),
        "bar_title": session.title,
        "bar_sub": request.council.name,
    }
    part = request.headers.get("HX-Request")
    # htmx puts a refusal into the same place as the map, whatever its status.
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return render(request, "sessions/_presence_seats.html" if part else "sessions/seats.html", page, status=status)


def _arrange_page(request: Any, form: ArrangeForm, move: MoveSeatForm, *, clash: bool = False) -> HttpResponse:
    page = {
        "form": form,
        "move": move,
        "seating": get_seating(),
        "map": get_seat_map(list_seated()),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    failed = HTTPStatus.CONFLICT if clash else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request, "sessions/arrange.html", page, status=failed if form.errors or move.errors else HTTPStatus.OK
    )


def _arranged(request: Any, form: ArrangeForm) -> None:
    typed = form.cleaned_data
    actions.arrange_hall(
        actor=request.actor,
        rows=typed["rows"],
        columns=typed["columns"],
        order=SeatOrder(typed["order"]),
        version=typed["version"],
    )


def _moved(request: Any, form: MoveSeatForm) -> None:
    typed = form.cleaned_data
    actions.move_seat(actor=request.actor, mandate=typed["delegate"], row=typed["row"], number=typed["number"])


def _begins_with(seating: Seating | None) -> dict[str, Any]:
    if seating is None:
        return {"rows": 8, "columns": 12, "order": SeatOrder.TEAM.value}
    return {"rows": seating.rows, "columns": seating.columns, "order": "team", "version": seating.version}


def _hall(request: Any, session: CouncilSession) -> Hall:
    return get_hall(request.actor, session, now=clock.now(), rules=rules_of(request))


def _name(mandate: Mandate) -> str:
    return str(mandate.person.full_name)
