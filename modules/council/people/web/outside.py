"""The pages of bodies outside the council: all of them, one with its contacts; added, changed, ended."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.people import actions, law
from council.people.law import OutsideKind
from council.people.models import OutsideBody
from council.people.permissions import Can
from council.people.queries import find_own_body, get_outside, list_contacts, list_outside
from council.people.sheets.registers import OUTSIDE
from council.people.web.asking import asked, asked_of
from council.people.web.office import TOLD
from council.people.web.outside_forms import EditOutsideForm, EndOutsideForm, OutsideFilter, OutsideForm
from council.people.workflow import OutsideState
from council.roles import ROLE_NAMES
from kernel import lists
from kernel.access import may, may_at_all, open_steps, require
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.permissions import Can as AccountsCan
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
ROWS = 50
LIST = lists.declare("people:outside", _("Cơ quan, tổ chức"), OUTSIDE, filtered_by=OutsideFilter.base_fields)


@require_GET
@needs(Can.READ_OUTSIDE)
def index(request: Any) -> HttpResponseBase:
    """List the bodies outside by name; who acts for one of them is led to that one."""
    own = find_own_body(request.actor)
    if own is not None and not may(request.actor, Can.READ_OUTSIDE):
        return HttpResponseRedirect(address_of_body(own.id))
    chosen = OutsideFilter(request.GET)
    wanted = chosen.wanted()
    found = list_outside(request.actor, **wanted)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, found)
    page = {
        "listing": LIST.shown(request),
        "page": Paginator(found, ROWS).get_page(request.GET.get("trang")),
        "filter": chosen,
        "is_filtered": any(wanted.values()),
        "kept": urlencode({name: request.GET[name] for name in chosen.fields if request.GET.get(name)}),
        "may_keep": may(request.actor, Can.KEEP_OUTSIDE),
        "may_import": may(request.actor, Can.KEEP_OUTSIDE) and may(request.actor, Can.IMPORT),
    }
    return render(request, "people/outside.html", page)


@require_GET
@needs(Can.READ_OUTSIDE)
def detail(request: Any, body_id: UUID) -> HttpResponse:
    """Show a body with who is and was its contact; phones and addresses are for who keeps them."""
    body, actor = get_outside(request.actor, body_id), request.actor
    role = law.ROLE_OF_OUTSIDE[OutsideKind(body.kind)]
    page = {
        "body": body,
        "contacts": [(each, {step.name for step in open_steps(actor, each)}) for each in list_contacts(body)],
        "role": ROLE_NAMES[role] if role else "",
        "may_keep": may(actor, Can.KEEP_OUTSIDE),
        "may_invite": bool(role) and may_at_all(actor, AccountsCan.INVITE),
        "is_active": body.state == OutsideState.ACTIVE,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    response = render(request, "people/outside_body.html", page)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@_SHOWS_AND_TAKES
@needs(Can.KEEP_OUTSIDE)
def add(request: Any) -> HttpResponseBase:
    """Make a body outside known to the council."""
    form = OutsideForm(typed_in(request))
    made: list[OutsideBody] = []
    if form.is_valid() and carried_out(
        form, lambda: made.append(actions.add_outside(actor=request.actor, particulars=form.particulars()))
    ):
        return HttpResponseRedirect(f"{address_of_body(made[0].id)}?told=arranged")
    question = Question(_("Thêm cơ quan, tổ chức"), _("Thêm"), reverse("people:outside"))
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.KEEP_OUTSIDE)
def edit(request: Any, body_id: UUID) -> HttpResponseBase:
    """Change what is known of a body."""
    body = _kept(request, body_id)
    known = {name: getattr(body, name) for name in EditOutsideForm.base_fields}
    form = EditOutsideForm(typed_in(request), initial=known)
    return asked_of(
        request,
        Question(_("Sửa %(name)s") % {"name": body.name}, _("Lưu"), address_of_body(body.id)),
        form,
        lambda: actions.edit_outside(
            actor=request.actor, body=body, particulars=form.particulars(), version=form.cleaned_data["version"]
        ),
        body,
    )


@_SHOWS_AND_TAKES
@needs(Can.KEEP_OUTSIDE)
def end(request: Any, body_id: UUID) -> HttpResponseBase:
    """Record that a body is no more; its contacts end with it."""
    body = _kept(request, body_id)
    form = EndOutsideForm(typed_in(request), ending=body.id)
    question = Question(
        heading=_("Ghi nhận %(name)s ngừng hoạt động") % {"name": body.name},
        verb=_("Ghi nhận ngừng hoạt động"),
        back_href=address_of_body(body.id),
        consequence=_("Mọi người liên hệ thôi làm đầu mối; tài khoản của họ không còn quyền của cơ quan này."),
        tone="danger",
    )
    return asked(
        request, question, form, lambda: actions.end_outside(actor=request.actor, body=body, **form.cleaned_data)
    )


def address_of_body(body_id: UUID) -> str:
    """Return the address of a body's page."""
    return reverse("people:outside_body", args=[body_id])


def _kept(request: Any, body_id: UUID) -> OutsideBody:
    require(request.actor, Can.KEEP_OUTSIDE)
    return get_outside(request.actor, body_id)
