"""The office writes down what follows the closing: what went upward, and why a term was missed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.sessions import actions, law
from council.sessions.actions.refusals_after import NotYetClosed
from council.sessions.models import CouncilSession, SendingWay, TermKind
from council.sessions.permissions import Can
from council.sessions.queries import get_session
from council.sessions.queries.after import get_after, get_sending, missing_for_sending
from council.sessions.web.forms import ReasonForm
from council.sessions.web.forms_after import SendingForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, back_to, form_page
from council.sessions.workflow import AFTER_CLOSING
from kernel import clock
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

PART = "#after"
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.FOLLOW_UP)
def send_upward(request: Any, session_id: UUID) -> HttpResponseBase:
    """Record a covering letter with which resolutions and minutes went upward."""
    session, rules = _closed(request, session_id), rules_of(request)
    after = get_after(session, rules=rules)
    begin = {
        "sent_on": clock.today(),
        "recipients": [superior.value for superior in law.superiors(rules.level)],
        "way": SendingWay.NETWORK.value,
        "missing": "\n".join(missing_for_sending(after)),
    }
    form = SendingForm(typed_in(request), initial=begin, superiors=law.superiors(rules.level))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.record_sent_upward(
            actor=request.actor, session=session, letter=form.sent(), now=clock.now(), rules=rules
        ),
    ):
        return back_to(session, "sent-upward", part=PART)
    sheet = Sheet(
        _("Ghi việc gửi lên cấp trên"),
        _("Ghi việc gửi"),
        _page(session),
        session,
        note=_("Ghi lần gửi đã làm: nghị quyết và biên bản kỳ họp gửi kèm văn bản nào, đến đâu, ngày nào."),
    )
    term = after.term(TermKind.SENDING)
    deadline = term.deadline if term else None
    return form_page(
        request, sheet, form, deadline=deadline, is_late=deadline is not None and clock.today() > deadline.due_on
    )


@_SHOWS_AND_TAKES
@needs(Can.FOLLOW_UP)
def withdraw_sending(request: Any, sending_id: UUID) -> HttpResponseBase:
    """Take back a record of what went upward, with a reason."""
    sending = get_sending(request.actor, sending_id)
    session = sending.session
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.withdraw_sent_upward(actor=request.actor, sending=sending, **form.cleaned_data)
    ):
        return back_to(session, "sending-withdrawn", part=PART)
    question = Question(
        heading=_("Thu hồi bản ghi văn bản %(letter)s") % {"letter": sending.letter},
        verb=_("Thu hồi bản ghi"),
        back_href=_page(session),
        consequence=_("Bản ghi vẫn xem được và ghi rõ là đã thu hồi; việc gửi lên cấp trên lại thành chưa xong."),
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.FOLLOW_UP)
def explain_late(request: Any, session_id: UUID, late_term: str) -> HttpResponseBase:
    """Write down why a term after the closing was missed."""
    session, rules = _closed(request, session_id), rules_of(request)
    if late_term not in TermKind.values:
        raise NotFound()
    kind = TermKind(late_term)
    term = get_after(session, rules=rules).term(kind)
    form = ReasonForm(typed_in(request), initial={"reason": term.reason if term else ""})
    if form.is_valid() and carried_out(
        form,
        lambda: actions.explain_lateness(
            actor=request.actor, session=session, term=kind, now=clock.now(), rules=rules, **form.cleaned_data
        ),
    ):
        return back_to(session, "explained", part=PART)
    heading = _("Lý do chậm: %(what)s") % {"what": kind.label}
    sheet = Sheet(heading, _("Ghi lý do"), _page(session), session)
    return form_page(request, sheet, form, deadline=term.deadline if term else None)


def _closed(request: Any, session_id: UUID) -> CouncilSession:
    """Return a closed session for whoever follows up; before the closing the page says that it is too early."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.FOLLOW_UP, session)
    if session.state not in AFTER_CLOSING or session.closed_on is None:
        raise NotYetClosed()
    return session


def _page(session: CouncilSession) -> str:
    return reverse("sessions:detail", args=[session.id]) + PART
