"""The pages of dossiers before the agenda: the board of what is prepared, one dossier with its steps, its papers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import Rules
from council.sessions import actions, sheets
from council.sessions.actions.answering import require_closed
from council.sessions.actions.dossier_papers import Given
from council.sessions.actions.dossiers import require_complete
from council.sessions.models import CouncilSession, Dossier
from council.sessions.permissions import Can as Agenda
from council.sessions.permissions.dossiers import Can
from council.sessions.queries.dossier_terms import term_of
from council.sessions.queries.dossiers import (
    DossierRow,
    acts_for,
    board_of,
    get_dossier,
    get_dossier_paper,
    list_old_papers,
    list_own_submitters,
    list_remarks,
    list_rows,
    sheets_of,
)
from council.sessions.web.forms_dossiers import (
    LIMIT_MEGABYTES,
    DossierPaperForm,
    EditRegistrationForm,
    RegistrationForm,
)
from council.sessions.web.hall import rules_of
from council.sessions.workflow import IN_PREPARATION, TAKES_OBSERVERS, TAKES_PAPERS, DossierState
from kernel import clock, drafts, files, lists
from kernel.access import Actor, Step, may, may_at_all, open_steps, require
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.refusal import Refusal
from kernel.rows import VersionClash
from kernel.ui.confirming import Stored

KINDS = files.DOCUMENTS | files.SHEETS
LATE = "qua-han"
LIST = lists.declare("sessions:dossiers", _("Hồ sơ trình kỳ họp"), sheets.DOSSIERS)
TOLD = {
    "registered": _("Đã đăng ký nội dung; Thường trực Hội đồng được báo."),
    "edited": _("Đã lưu nội dung đăng ký."),
    "paper": _("Đã nhận tài liệu."),
    "remark": _("Đã lưu ý kiến thẩm tra."),
    "remark-dropped": _("Đã bỏ ý kiến thẩm tra."),
    "replied": _("Đã ghi."),
    "observer": _("Đã thêm người theo dõi."),
    "observer-gone": _("Người này không còn theo dõi hồ sơ."),
    "step": _("Đã thực hiện; người có việc tiếp theo được báo."),
}
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
# Steps that lead off the way stand quietly beside the one that leads on.
_QUIET = frozenset({"edit", "decline", "give_back", "leave", "withdraw"})
# What a step asks for before it is taken, as the action does.
_NEEDS = {"send": require_complete, "close_remarks": require_closed}


@dataclass(frozen=True)
class Head:
    """What stands around a form of a dossier: heading, verb, what one should know, the dossier."""

    heading: Any
    verb: Any
    dossier: Dossier | None = None
    note: Any = ""
    tone: str = "primary"


@dataclass(frozen=True)
class Button:
    """A step that the reader may take now; ``why`` says what stands in its way, empty when nothing does."""

    label: Any
    href: str
    tone: str
    why: str = ""


@dataclass(frozen=True)
class Phase:
    """A part of the way in the picture: ``state`` is done, now (with its exact step beside it) or next."""

    number: int
    name: Any
    state: str
    note: Any


_D = DossierState
PHASES: tuple[tuple[Any, frozenset[DossierState]], ...] = (
    (_("Đăng ký"), frozenset({_D.PROPOSED})),
    (_("Danh mục"), frozenset({_D.ACCEPTED})),
    (_("Soạn thảo"), frozenset({_D.DRAFTING})),
    (_("Thẩm tra"), frozenset({_D.DOSSIER_SENT, _D.UNDER_VERIFICATION})),
    (_("Tiếp thu"), frozenset({_D.VERIFIED, _D.REMARKS_OPEN, _D.REMARKS_CLOSED})),
    (_("Chương trình"), frozenset({_D.ON_AGENDA})),
)


@require_GET
@needs(Can.READ)
def board(request: Any) -> HttpResponseBase:
    """Show what is being prepared by its steps, all sessions or one: each reader sees her own dossiers."""
    rows = list_rows(request.actor, today=clock.today(), rules=rules_of(request))
    sessions = _sessions_of(rows)
    asked = next((one for one in sessions if str(one.id) == request.GET.get("ky-hop")), None)
    if asked is not None:
        rows = [row for row in rows if row.dossier.session_id == asked.id]
    if request.GET.get("xem") == LATE:
        rows = [row for row in rows if row.is_late]
    if LIST.wants_sheet(request):
        return LIST.sheet(request, rows)
    page = {
        "steps": board_of(rows),
        "late": sum(row.is_late for row in rows),
        "open": sum(row.dossier.state in IN_PREPARATION for row in rows),
        "sessions": sessions,
        "asked": asked,
        "may_register": may_at_all(request.actor, Can.REGISTER),
        "listing": LIST.shown(request),
    }
    return render(request, "sessions/dossiers.html", page)


@require_GET
@needs(Can.READ)
def dossier(request: Any, dossier_id: UUID) -> HttpResponse:
    """Show one dossier: where it stands, what comes next and until when, papers, remarks, history."""
    found = get_dossier(request.actor, dossier_id)
    rules, actor = rules_of(request), request.actor
    term = term_of(found, rules=rules)
    page = {
        "dossier": found,
        "track": track_of(found),
        "term": term,
        "is_late": term is not None and term.is_late(clock.today()),
        "buttons": buttons_of(actor, found, rules),
        "sheets": sheets_of(found, rules=rules),
        "old_papers": list_old_papers(found),
        "remarks": list_remarks(actor, found),
        "examinations": list(found.examinations.order_by("held_on", "id")),
        "moves": list(found.moves.order_by("-id")),
        "observers": list(found.observers.select_related("person").order_by("person__sort_key", "id")),
        "told": TOLD.get(request.GET.get("told", "")),
        **_rights_in(actor, found),
    }
    return render(request, "sessions/dossier.html", page)


@_SHOWS_AND_TAKES
@needs(Can.REGISTER)
@drafts.keeps_drafts
def register(request: Any) -> HttpResponseBase:
    """Register a matter for a session."""
    bodies, committees = list_own_submitters(request.actor)
    initial = {"session": request.GET.get("ky-hop"), "kind": "individual_resolution", **drafts.typed(request)}
    if len(bodies) == 1 and not committees:
        initial = {"body": bodies[0].id, **initial}
    form = RegistrationForm(request.POST or None, bodies=bodies, committees=committees, initial=initial)
    made: list[Dossier] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_register(request, form))):
        return back_to(made[0], "registered")
    note = _("Thường trực Hội đồng xem xét, đưa vào danh mục hoặc trả lời lý do. Hồ sơ gửi sau khi được phân công.")
    return dossier_form(request, Head(_("Đăng ký nội dung trình kỳ họp"), _("Đăng ký"), note=note), form)


@_SHOWS_AND_TAKES
@needs(Can.REGISTER)
@drafts.keeps_drafts
def edit(request: Any, dossier_id: UUID) -> HttpResponseBase:
    """Change what was registered, before it is decided."""
    found = get_dossier(request.actor, dossier_id)
    require(request.actor, Can.REGISTER, found)
    bodies, committees = list_own_submitters(request.actor)
    form = EditRegistrationForm(
        request.POST or None,
        bodies=bodies,
        committees=committees,
        initial={**EditRegistrationForm.typed_of(found), **drafts.typed(request)},
    )
    clash = False
    if form.is_valid():
        try:
            if carried_out(form, lambda: _edit(request, found, form)):
                return back_to(found, "edited")
        except VersionClash as refusal:
            refusal_to_form(form, refusal)
            form.read_again(found.version)
            clash = True
    stored: Stored = ((_("Nội dung"), found.title), (_("Loại"), found.get_kind_display()))
    return dossier_form(request, Head(_("Sửa nội dung đăng ký"), _("Lưu"), found), form, stored=stored if clash else ())


@_SHOWS_AND_TAKES
@needs(Can.SUBMIT)
def give_paper(request: Any, dossier_id: UUID) -> HttpResponseBase:
    """Give a paper of a dossier, or a new version of it."""
    found = get_dossier(request.actor, dossier_id)
    require(request.actor, Can.SUBMIT, found)
    typed: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DossierPaperForm(*typed, initial={"kind": request.GET.get("loai", "submission")})
    if form.is_valid() and carried_out(form, lambda: _give(request, found, form)):
        return back_to(found, "paper", part="#papers")
    form.ask_for_the_file_again()
    note = _("Tài liệu cùng loại đang có được thay bằng bản mới; bản cũ vẫn xem được ở phần lịch sử.")
    return dossier_form(request, Head(_("Gửi tài liệu của hồ sơ"), _("Tải lên"), found, note=note), form)


@require_GET
@needs(Can.READ)
def paper(request: Any, dossier_paper_id: UUID) -> HttpResponseBase:
    """Give the file of a paper of a dossier, any version."""
    return files.serve(request, get_dossier_paper(request.actor, dossier_paper_id).file)


def dossier_form(
    request: Any, head: Head, form: Any, *, stored: Stored = (), is_clash: bool = False, **more: Any
) -> HttpResponse:
    """Return the page on which something of a dossier is typed; 409 with what somebody else stored meanwhile.

    ``is_clash`` is said where the page shows the stored text anyway.
    """
    back = reverse("sessions:dossier", args=[head.dossier.id]) if head.dossier else reverse("sessions:dossiers")
    page = {"sheet": head, "form": form, "dossier": head.dossier, "back": back, "stored": stored, **more}
    status = 409 if stored or is_clash else 422 if form.errors else 200
    return render(request, "sessions/dossier_form.html", page, status=status)


def back_to(found: Dossier, told: str, *, part: str = "") -> HttpResponseRedirect:
    """Return to the dossier's page with a word on what was done."""
    return HttpResponseRedirect(f"{reverse('sessions:dossier', args=[found.id])}?told={told}{part}")


def buttons_of(actor: Actor, found: Dossier, rules: Rules) -> list[Button]:
    """Return the steps that the reader may take, the one that leads on first and alone in colour.

    What the office does in a submitter's place is offered quietly.
    """
    buttons = [
        Button(step.label, _href(step, found), _tone(actor, step, found), _why_not(step, found, rules))
        for step in open_steps(actor, found)
    ]
    return sorted(buttons, key=lambda button: button.tone != "primary")


def _why_not(step: Step, found: Dossier, rules: Rules) -> str:
    check = _NEEDS.get(step.name)
    if check is None:
        return ""
    try:
        check(found, rules)
    except Refusal as refusal:
        return str(refusal.message)
    return ""


def track_of(found: Dossier) -> list[Phase]:
    """Return the way as people speak of it, each part done, now or next; nothing for a dossier that came off it."""
    here = next((place for place, (_name, states) in enumerate(PHASES) if found.state in states), None)
    if here is None:
        return []
    last = len(PHASES) - 1
    return [
        Phase(number, name, _mark(number - 1, here, last), found.get_state_display() if number - 1 == here else "")
        for number, (name, _states) in enumerate(PHASES, 1)
    ]


def _mark(place: int, here: int, last: int) -> str:
    if place < here or here == last:
        return "done"
    return "now" if place == here else "next"


def _href(step: Step, found: Dossier) -> str:
    if step.name == "edit":
        return reverse("sessions:edit_dossier", args=[found.id])
    return reverse("sessions:dossier_step", args=[found.id, step.name])


def _tone(actor: Actor, step: Step, found: Dossier) -> str:
    in_anothers_place = step.can == Can.SUBMIT and not acts_for(actor, found)
    return "quiet" if step.name in _QUIET or in_anothers_place else "primary"


def _rights_in(actor: Actor, found: Dossier) -> dict[str, bool]:
    """Return what the reader may do on the dossier's page besides its steps."""
    examines = may(actor, Can.EXAMINE, found)
    answering = found.state == DossierState.REMARKS_OPEN
    return {
        "may_give": found.state in TAKES_PAPERS and may(actor, Can.SUBMIT, found),
        "may_write": found.state == DossierState.UNDER_VERIFICATION and may(actor, Can.WRITE_REMARKS, found),
        "may_answer": answering and may(actor, Can.SUBMIT, found),
        "may_confirm": answering and examines,
        "reads_agenda": may_at_all(actor, Agenda.READ),
        "may_settle": answering and may(actor, Can.DECIDE, found),
        "may_invite": found.state in TAKES_OBSERVERS and (examines or may(actor, Can.KEEP, found)),
    }


def _sessions_of(rows: list[DossierRow]) -> list[CouncilSession]:
    """Return the sessions for which something is prepared, the next one first."""
    sessions = {row.dossier.session_id: row.dossier.session for row in rows}
    return sorted(sessions.values(), key=lambda session: (session.opens_on, session.number))


def _register(request: Any, form: RegistrationForm) -> Dossier:
    return actions.register_dossier(actor=request.actor, registration=form.registration(), now=clock.now())


def _edit(request: Any, found: Dossier, form: EditRegistrationForm) -> None:
    actions.edit_dossier(
        actor=request.actor,
        dossier=found,
        version=form.cleaned_data["version"],
        registration=form.registration(),
    )


def _give(request: Any, found: Dossier, form: DossierPaperForm) -> None:
    with transaction.atomic():
        typed = form.cleaned_data
        given = Given(form.kind_given(), stored_file(request, typed["file"]), typed["title"], typed["change_note"])
        actions.give_dossier_paper(actor=request.actor, dossier=found, given=given, now=clock.now())


def stored_file(request: Any, upload: Any) -> Any:
    """Keep an uploaded file; it vanishes again when the action refuses."""
    return files.store(actor=request.actor, upload=upload, kinds=KINDS, limit_bytes=LIMIT_MEGABYTES * 1024 * 1024)
