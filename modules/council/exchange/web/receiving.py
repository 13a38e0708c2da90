"""Reminders that this council was given: the list, the page that counts as seen when it is opened, the answer."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from council.exchange import actions, law, queries, sheets
from council.exchange.models import ReceivedReminder
from council.exchange.permissions import Can
from council.exchange.queries.words import reply_words
from council.exchange.web.forms import AnswerForm
from council.exchange.workflow import ReceivedState
from kernel import clock, lists
from kernel.access import StepNotAllowed, may
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.accounts.history import list_history
from kernel.rows import VersionClash
from kernel.ui.confirming import Stored
from kernel.ui.forms import typed_in
from kernel.ui.templatetags.vietnam import vn_date, vn_moment

ROWS = 50
NOT_STORED: Stored = ()
LIST = lists.declare("exchange:received", _("Việc được nhắc"), sheets.RECEIVED, filtered_by=("xem",))
TOLD = {"answered": _("Đã trả lời. Nơi nhắc sẽ thấy câu trả lời này.")}
DONE = {
    "exchange.take": _("Nhận lời nhắc"),
    "exchange.see": _("Mở xem"),
    "exchange.answer": _("Trả lời"),
    "exchange.take_withdrawal": _("Nơi nhắc thu hồi"),
}


@require_safe
@never_cache
@needs(Can.READ_RECEIVED)
def index(request: Any) -> HttpResponseBase:
    """List the reminders that this council was given."""
    shown = "cho" if request.GET.get("xem") == "cho" else ""
    reminders = queries.list_received(request.actor, shown=shown)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, reminders)
    page = Paginator(reminders, ROWS).get_page(request.GET.get("trang"))
    today = clock.today()
    context = {
        "page": page,
        "rows": [(one, one.is_overdue(today), reply_words(one)) for one in page],
        "shown": shown,
        "listing": LIST.shown(request),
    }
    return render(request, "exchange/received.html", context)


@require_safe
@never_cache
@needs(Can.READ_RECEIVED)
def detail(request: Any, reminder_id: UUID) -> HttpResponseBase:
    """Show a received reminder; opened by somebody who may answer it counts as seen."""
    reminder = queries.get_received(request.actor, reminder_id)
    may_answer = may(request.actor, Can.ANSWER, reminder) and reminder.state != ReceivedState.WITHDRAWN
    if may_answer and request.method == "GET" and reminder.state == ReceivedState.NEW:
        reminder = _seen(request, reminder)
    context = {
        "reminder": reminder,
        "is_overdue": reminder.is_overdue(clock.today()),
        "reply": reply_words(reminder),
        "may_answer": may_answer,
        "history": [(line, DONE.get(line.action, line.action)) for line in list_history(reminder)],
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "exchange/received_one.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Can.ANSWER)
def answer(request: Any, reminder_id: UUID) -> HttpResponseBase:
    """Answer a reminder, or answer it anew; who answers after somebody else is shown that answer first."""
    reminder = queries.get_received(request.actor, reminder_id)
    known = {name: getattr(reminder, name) for name in ("reply", "promised_on", "words")}
    form = AnswerForm(typed_in(request), initial={**known, "read": reminder.answered_at})
    status, stored = HTTPStatus.OK, NOT_STORED
    try:
        if form.is_valid() and carried_out(form, lambda: _answered(request, reminder, form)):
            return HttpResponseRedirect(f"{law.received_path(reminder.id)}?told=answered")
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    except VersionClash as clash:
        reminder = queries.get_received(request.actor, reminder_id)
        refusal_to_form(form, clash)
        form.read_again(reminder.answered_at)
        status, stored = HTTPStatus.CONFLICT, _stored(reminder)
    page = {"form": form, "reminder": reminder, "stored": stored}
    return render(request, "exchange/answer.html", page, status=status)


def _answered(request: Any, reminder: ReceivedReminder, form: AnswerForm) -> ReceivedReminder:
    said, read = form.said(), form.cleaned_data["read"]
    return actions.answer_reminder(actor=request.actor, reminder=reminder, said=said, read=read, now=clock.now())


def _stored(reminder: ReceivedReminder) -> Stored:
    """Return what somebody answered meanwhile; nothing when nobody has."""
    if not reminder.answered_at:
        return NOT_STORED
    return (
        (_("Trả lời"), reminder.get_reply_display()),
        (_("Ngày sẽ làm xong"), vn_date(reminder.promised_on)),
        (_("Lời trả lời"), reminder.words),
        (_("Người trả lời"), reminder.answered_by_name),
        (_("Trả lời lúc"), vn_moment(reminder.answered_at)),
    )


def _seen(request: Any, reminder: Any) -> Any:
    """Note the opening; somebody else may have opened it in the same moment."""
    try:
        return actions.see_reminder(actor=request.actor, reminder=reminder, now=clock.now())
    except StepNotAllowed:
        return queries.get_received(request.actor, reminder.id)
