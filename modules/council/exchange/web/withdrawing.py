"""Taking a sent reminder back: why, then the commune is told."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from council.exchange import actions, law, queries
from council.exchange.permissions import Can
from kernel import clock
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm, typed_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Can.WITHDRAW)
def withdraw(request: Any, reminder_id: UUID) -> HttpResponseBase:
    """Ask for the reason, then take a sent reminder back."""
    reminder = queries.get_sent(request.actor, request.council, reminder_id)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.withdraw_reminder(
            actor=request.actor, reminder=reminder, reason=form.cleaned_data["reason"], now=clock.now()
        ),
    ):
        return HttpResponseRedirect(f"{law.sent_path(reminder.id)}?told=withdrawn")
    question = Question(
        heading=_("Thu hồi lời nhắc gửi %(name)s") % {"name": reminder.council_name},
        verb=_("Thu hồi"),
        back_href=law.sent_path(reminder.id),
        consequence=_("Nơi được nhắc thấy lời nhắc đã thu hồi cùng lý do và không phải làm gì thêm."),
        tone="danger",
    )
    return confirm_page(request, question, form)
