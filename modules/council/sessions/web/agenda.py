"""The agenda and the sittings in the office's hands: items put on, changed, moved and taken off."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from council.sessions import actions
from council.sessions.models import AgendaItem, CouncilSession
from council.sessions.permissions import Can
from council.sessions.queries import (
    get_item,
    get_proposal,
    get_session,
    is_late_now,
    list_items,
    list_papers,
    plenary_of,
)
from council.sessions.queries.dossiers import find_dossier_of, list_year_matters
from council.sessions.queries.films import list_films
from council.sessions.web import elections, votes
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.film_links import let_films_play
from council.sessions.web.forms import (
    EditItemForm,
    ItemForm,
    MoveForm,
    ProposalForm,
    ReasonForm,
    WithdrawForm,
)
from council.sessions.web.hall import rules_of
from council.sessions.web.office import TOLD, buttons_for
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.workflow import EDITABLE_ITEMS, LATE_AGENDA, OPEN_AGENDA
from kernel import clock, drafts
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.rows import VersionClash
from kernel.ui.confirming import Question, Stored, confirm_page

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@needs(Can.READ)
def item(request: Any, item_id: UUID) -> HttpResponse:
    """Show one item with its papers and what may be done with it."""
    return _item_page(request, get_item(request.actor, item_id))


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
@drafts.keeps_drafts
def add_item(request: Any, session_id: UUID) -> HttpResponseBase:
    """Put an item at the end of the agenda."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.EDIT_AGENDA, session)
    rules = rules_of(request)
    form = ItemForm(
        request.POST or None,
        late=is_late_now(session, rules=rules, today=clock.today()),
        groups=list_items(session),
        sittings=plenary_of(session),
        lines=list_year_matters(session.opens_on.year),
        initial=drafts.typed(request),
    )
    if form.is_valid() and carried_out(
        form,
        lambda: actions.add_item(
            actor=request.actor,
            session=session,
            matter=form.matter(),
            late_reason=form.late_reason(),
            now=clock.now(),
            rules=rules,
        ),
    ):
        _tell(request, session)
        return back_to(session, "item", part="#agenda")
    sheet = Sheet(_("Thêm nội dung vào chương trình"), _("Thêm nội dung"), _address(session), session)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
@drafts.keeps_drafts
def edit_item(request: Any, item_id: UUID) -> HttpResponseBase:
    """Change what an item says."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.EDIT_AGENDA, item)
    late = item.session.state in LATE_AGENDA
    form = EditItemForm(
        request.POST or None,
        late=late,
        groups=None,
        sittings=plenary_of(item.session),
        lines=list_year_matters(item.session.opens_on.year),
        initial={**EditItemForm.typed_of(item), **drafts.typed(request)},
    )
    clash = False
    if form.is_valid():
        try:
            if carried_out(form, lambda: _save(request, item, form)):
                _tell(request, item.session)
                return _back_to_item(item, "item-edited")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(item.version)
            clash = True
    back = reverse("sessions:item", args=[item.id])
    sheet = Sheet(_("Sửa nội dung"), _("Lưu nội dung"), back, item.session)
    return form_page(request, sheet, form, stored=_stored(item), clash=clash)


@require_POST
@needs(Can.EDIT_AGENDA)
def move_item(request: Any, item_id: UUID) -> HttpResponseBase:
    """Move an item to another place of the agenda."""
    item = get_item(request.actor, item_id)
    form = _move_form(item, request.POST)
    if form.is_valid() and carried_out(
        form, lambda: actions.move_item(actor=request.actor, item=item, **form.cleaned_data)
    ):
        _tell(request, item.session)
        return back_to(item.session, "moved", part="#agenda")
    return _item_page(request, item, move=form)


@_SHOWS_AND_TAKES
@needs(Can.CHAIR)
def withdraw_item(request: Any, item_id: UUID) -> HttpResponseBase:
    """Take an item off the agenda, with a reason."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.CHAIR, item)
    form = WithdrawForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, lambda: actions.withdraw_item(actor=request.actor, item=item, now=clock.now(), **form.cleaned_data)
    ):
        _tell(request, item.session)
        return back_to(item.session, "withdrawn", part="#agenda")
    question = Question(
        heading=_("Rút nội dung khỏi chương trình"),
        verb=_("Rút nội dung"),
        back_href=reverse("sessions:item", args=[item.id]),
        consequence=_("“%(title)s” sẽ không được trình bày và biểu quyết; hồ sơ vẫn lưu nội dung này và lý do rút.")
        % {"title": item.title},
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def unsubmit_item(request: Any, item_id: UUID) -> HttpResponseBase:
    """Say that an item is not ready, with the reason; a later session finds it again."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.EDIT_AGENDA, item)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, lambda: actions.unsubmit_item(actor=request.actor, item=item, now=clock.now(), **form.cleaned_data)
    ):
        _tell(request, item.session)
        return back_to(item.session, "unsubmitted", part="#agenda")
    question = Question(
        heading=_("Ghi là chưa trình"),
        verb=_("Ghi chưa trình"),
        back_href=reverse("sessions:item", args=[item.id]),
        consequence=_("“%(title)s” không được trình tại kỳ họp này, được đếm là chưa trình và chờ ở kỳ họp sau.")
        % {"title": item.title},
    )
    return confirm_page(request, question, form)


@require_POST
@needs(Can.CHAIR)
def agree_agenda(request: Any, session_id: UUID) -> HttpResponseBase:
    """Record that the council agreed to the amended agenda."""
    session = get_session(request.actor, session_id)
    actions.agree_agenda(actor=request.actor, session=session, now=clock.now())
    _tell(request, session)
    return back_to(session, "agenda-agreed", part="#agenda")


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def place_proposal(request: Any, session_id: UUID, proposal_id: UUID) -> HttpResponseBase:
    """Take up what an earlier session left."""
    session, proposal = get_session(request.actor, session_id), get_proposal(request.actor, proposal_id)
    require(request.actor, Can.EDIT_AGENDA, session)
    rules, now = rules_of(request), clock.now()
    typed = request.POST if request.method == "POST" else None
    form = ProposalForm(typed, late=is_late_now(session, rules=rules, today=clock.today()))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.place_proposal(
            actor=request.actor, proposal=proposal, session=session, now=now, rules=rules, **form.cleaned_data
        ),
    ):
        _tell(request, session)
        return back_to(session, "item", part="#agenda")
    question = Question(
        heading=_("Đưa vào chương trình"),
        verb=_("Đưa vào chương trình"),
        back_href=_address(session),
        consequence=_("“%(title)s” từ %(session)s trở thành nội dung của kỳ họp này.")
        % {"title": proposal.title, "session": proposal.from_item.session.title},
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.EDIT_AGENDA)
def drop_proposal(request: Any, session_id: UUID, proposal_id: UUID) -> HttpResponseBase:
    """Give up what an earlier session left."""
    session, proposal = get_session(request.actor, session_id), get_proposal(request.actor, proposal_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, lambda: actions.drop_proposal(actor=request.actor, proposal=proposal, **form.cleaned_data)
    ):
        return back_to(session, "dropped", part="#agenda")
    question = Question(
        heading=_("Không trình nữa"),
        verb=_("Không trình nữa"),
        back_href=_address(session),
        consequence=_("“%(title)s” không còn chờ ở các kỳ họp sau.") % {"title": proposal.title},
        tone="danger",
    )
    return confirm_page(request, question, form)


def _item_page(request: Any, item: AgendaItem, *, move: MoveForm | None = None) -> HttpResponse:
    can = buttons_for(request.actor, item.session, item)
    films = list_films(request.actor, item)
    page = {
        "item": item,
        "films": films,
        "session": item.session,
        "papers": list(list_papers(request.actor, item.session, with_recalled=True).filter(item=item)),
        "can": can,
        "dossier": find_dossier_of(request.actor, item),
        "may_edit": can.edit_agenda and item.state in EDITABLE_ITEMS,
        "may_focus": item.session.state in OPEN_AGENDA and may(request.actor, Can.CHAIR, item),
        "move": (move or _move_form(item)) if can.edit_agenda else None,
        "told": TOLD.get(request.GET.get("told", "")),
        **votes.beside(request, item),
        **elections.beside(request, item),
    }
    response = render(request, "sessions/item.html", page, status=422 if move and move.errors else 200)
    return let_films_play(response, films)


def _save(request: Any, item: AgendaItem, form: EditItemForm) -> None:
    actions.edit_item(
        actor=request.actor,
        item=item,
        version=form.cleaned_data["version"],
        matter=form.matter(),
        late_reason=form.late_reason(),
    )


def _stored(item: AgendaItem) -> Stored:
    return (
        (_("Nội dung"), item.title),
        (_("Loại"), item.get_kind_display()),
        (_("Cơ quan trình"), item.submitter),
        (_("Ban thẩm tra"), item.committee.name if item.committee else ""),
    )


def _move_form(item: AgendaItem, typed: Any = None) -> MoveForm:
    items = list_items(item.session)
    beside = [each for each in items if each.parent_id == item.parent_id]
    place = next(number for number, each in enumerate(beside, 1) if each.pk == item.pk)
    others = items.exclude(pk=item.pk).exclude(parent=item)
    return MoveForm(typed, groups=others, places=len(items), initial={"parent": item.parent_id, "position": place})


def _tell(request: Any, session: CouncilSession) -> None:
    """Let the hall's screens follow, when the session is one that they may show."""
    tell_the_hall(session, rules=rules_of(request))


def _address(session: CouncilSession) -> str:
    return reverse("sessions:detail", args=[session.id])


def _back_to_item(item: AgendaItem, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('sessions:item', args=[item.id])}?told={told}")
