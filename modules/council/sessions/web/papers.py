"""Papers of a session: put up, replaced by a new version, recalled, released to the delegates."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions
from council.sessions.actions.papers import Sheet as PaperSheet
from council.sessions.models import CouncilSession, Paper, Visibility
from council.sessions.permissions import Can
from council.sessions.queries import get_paper, get_session, list_items
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.web.paper_forms import AudienceForm, NewVersionForm, PaperForm
from council.sessions.workflow import LATE_AGENDA
from kernel import clock, files
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

KINDS = files.DOCUMENTS | files.SHEETS
LIMIT_MEGABYTES = 50
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.ADD_PAPER)
def add_paper(request: Any, session_id: UUID) -> HttpResponseBase:
    """Put up a paper of the session or of one item."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.ADD_PAPER, session)
    form = _form(request, session, initial={"item": request.GET.get("noi-dung"), "visibility": Visibility.INTERNAL})
    if form.is_valid() and carried_out(form, lambda: _add(request, session, form)):
        tell_the_hall(session, rules=rules_of(request))
        return back_to(session, "paper", part="#agenda" if form.cleaned_data["item"] else "#session-papers")
    form.ask_for_the_file_again()
    late = session.state in LATE_AGENDA
    note = _("Tài liệu đã phát hành: tài liệu thêm bây giờ đến đại biểu ngay và được ghi là đến muộn.") if late else ""
    sheet = Sheet(_("Thêm tài liệu"), _("Tải lên"), reverse("sessions:detail", args=[session.id]), session, note=note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.ADD_PAPER)
def replace_paper(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Put a new version in a paper's place."""
    paper = get_paper(request.actor, paper_id)
    session = paper.session
    require(request.actor, Can.ADD_PAPER, paper)
    initial = {"title": paper.title, "item": paper.item_id, "visibility": paper.visibility}
    form = _form(request, session, of=NewVersionForm, initial={**initial, **AudienceForm.typed_of(paper)})
    if form.is_valid() and carried_out(form, lambda: _replace(request, paper, form)):
        tell_the_hall(session, rules=rules_of(request))
        return back_to(session, "replaced", part="#agenda" if paper.item_id else "#session-papers")
    form.ask_for_the_file_again()
    sheet = Sheet(
        _("Thay tài liệu bằng bản mới"),
        _("Tải bản mới lên"),
        reverse("sessions:detail", args=[session.id]),
        session,
        note=_("Bản đang có là bản số %(version)d; đại biểu vẫn xem được và thấy rằng nó đã được thay.")
        % {"version": paper.version},
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.ADD_PAPER)
def audience(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Say anew who may read a restricted paper."""
    paper = get_paper(request.actor, paper_id)
    require(request.actor, Can.ADD_PAPER, paper)
    form = AudienceForm(typed_in(request), initial=AudienceForm.typed_of(paper))
    if form.is_valid() and carried_out(
        form, lambda: actions.change_audience(actor=request.actor, paper=paper, audience=form.audience())
    ):
        return back_to(paper.session, "audience")
    note = _("Người không còn trong danh sách không tìm thấy tài liệu này nữa.")
    back = reverse("sessions:readers", args=[paper.id])
    sheet = Sheet(_("Ai được đọc “%(title)s”") % {"title": paper.title}, _("Lưu"), back, paper.session, note=note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.RELEASE)
def recall_paper(request: Any, paper_id: UUID) -> HttpResponseBase:
    """Take a released paper back, with a reason."""
    paper = get_paper(request.actor, paper_id)
    require(request.actor, Can.RELEASE, paper)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, lambda: actions.recall_paper(actor=request.actor, paper=paper, now=clock.now(), **form.cleaned_data)
    ):
        tell_the_hall(paper.session, rules=rules_of(request))
        return back_to(paper.session, "recalled")
    question = Question(
        heading=_("Thu hồi tài liệu"),
        verb=_("Thu hồi tài liệu"),
        back_href=reverse("sessions:detail", args=[paper.session_id]),
        consequence=_("Không ai mở được “%(title)s” nữa; danh mục tài liệu ghi rõ lý do thu hồi.")
        % {"title": paper.title},
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.RELEASE)
def release(request: Any, session_id: UUID) -> HttpResponseBase:
    """Release all papers of a convened session to the delegates."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.RELEASE, session)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        form, lambda: actions.release_documents(actor=request.actor, session=session, now=clock.now())
    ):
        tell_the_hall(session, rules=rules_of(request))
        return back_to(session, "released")
    question = Question(
        heading=_("Phát hành tài liệu %(title)s") % {"title": session.title},
        verb=_("Phát hành tài liệu"),
        back_href=reverse("sessions:detail", args=[session.id]),
        consequence=_(
            "Mọi đại biểu đọc được tài liệu ngay. Từ lúc này, thay đổi chương trình phải có lý do; "
            "tài liệu thêm vào được ghi là đến muộn."
        ),
    )
    return confirm_page(request, question, form)


def _form(
    request: Any, session: CouncilSession, *, initial: dict[str, Any], of: type[PaperForm] = PaperForm
) -> PaperForm:
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return of(*typed, items=list_items(session), limit_megabytes=LIMIT_MEGABYTES, initial=initial)


def _add(request: Any, session: CouncilSession, form: PaperForm) -> None:
    with transaction.atomic():
        sheet = _sheet(request, form)
        actions.add_paper(actor=request.actor, session=session, sheet=sheet, now=clock.now(), rules=rules_of(request))


def _replace(request: Any, paper: Paper, form: PaperForm) -> None:
    with transaction.atomic():
        sheet = _sheet(request, form)
        actions.replace_paper(actor=request.actor, paper=paper, sheet=sheet, now=clock.now(), rules=rules_of(request))


def _sheet(request: Any, form: PaperForm) -> PaperSheet:
    """Keep the file and return the paper as the action takes it; both vanish together when it is refused."""
    typed = form.cleaned_data
    stored = files.store(
        actor=request.actor, upload=typed["file"], kinds=KINDS, limit_bytes=LIMIT_MEGABYTES * 1024 * 1024
    )
    return PaperSheet(
        title=typed["title"],
        file=stored,
        item=typed["item"],
        visibility=Visibility(typed["visibility"]),
        audience=form.audience(),
        change_note=typed.get("change_note", ""),
    )
