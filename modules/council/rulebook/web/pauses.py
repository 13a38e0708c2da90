"""The pages of pauses, and the book of deadlines that moved."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.law.national import TOPIC_NAMES
from council.rulebook import actions, queries, sheets
from council.rulebook.models import Pause
from council.rulebook.permissions import Can
from council.rulebook.web.forms import EndPauseForm, PauseForm
from council.rulebook.web.weighing import address_of, changed
from kernel import clock, lists
from kernel.access import may
from kernel.accounts.doors import needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import ReasonForm

ROWS = 50
PAUSES = lists.declare("rulebook:pauses", _("Tạm dừng thời hạn"), sheets.PAUSES)
MOVES = lists.declare("rulebook:moves", _("Hạn đã tính lại"), sheets.MOVES)
TOLD = {
    "paused": _("Đã ghi đợt tạm dừng; các thời hạn đang chạy đã được tính lại."),
    "ended": _("Đã kết thúc đợt tạm dừng."),
    "removed": _("Đã bỏ đợt tạm dừng ghi nhầm."),
}


@require_safe
@needs(Can.READ)
def pauses(request: Any) -> HttpResponseBase:
    """Show the pauses with where each stands today."""
    today = clock.today()
    rows = [(each, _standing(each, today), _topics(each)) for each in queries.list_pauses(request.actor)]
    if PAUSES.wants_sheet(request):
        return PAUSES.sheet(request, rows)
    page = {
        "rows": rows,
        "listing": PAUSES.shown(request),
        "may_set": may(request.actor, Can.SET_PAUSE),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "rulebook/pauses.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_PAUSE)
def add_pause(request: Any) -> HttpResponseBase:
    """Record a pause of terms with its document."""
    form = PauseForm(request.POST if request.method == "POST" else None, initial={"first_on": clock.today()})
    answer = changed(
        request,
        form,
        lambda rules: actions.set_pause(
            actor=request.actor, order=actions.PauseOrder(**form.cleaned_data), rules=rules
        ),
        done=_back("paused"),
    )
    question = Question(
        heading=_("Ghi tạm dừng thời hạn"),
        consequence=_("Ngày tạm dừng không tính vào các thời hạn. Đã ghi thì không sửa được, chỉ kết thúc hoặc bỏ."),
        verb=_("Ghi tạm dừng"),
        back_href=reverse("rulebook:pauses"),
    )
    return answer or confirm_page(request, question, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_PAUSE)
def end_pause(request: Any, pause_id: UUID) -> HttpResponseBase:
    """End a pause by another document."""
    pause = queries.get_pause(request.actor, pause_id)
    form = EndPauseForm(request.POST if request.method == "POST" else None, initial={"ended_on": clock.today()})
    answer = changed(
        request,
        form,
        lambda rules: actions.end_pause(
            actor=request.actor, pause=pause, **form.cleaned_data, now=clock.now(), rules=rules
        ),
        done=_back("ended"),
    )
    question = Question(
        heading=_("Kết thúc tạm dừng: %(name)s") % {"name": pause.name},
        consequence=_("Từ ngày sau ngày tạm dừng cuối cùng, mọi thời hạn lại được tính."),
        verb=_("Kết thúc tạm dừng"),
        back_href=reverse("rulebook:pauses"),
    )
    return answer or confirm_page(request, question, form)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_PAUSE)
def remove_pause(request: Any, pause_id: UUID) -> HttpResponseBase:
    """Take back a pause that was written wrongly, after asking why."""
    pause = queries.get_pause(request.actor, pause_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    answer = changed(
        request,
        form,
        lambda rules: actions.remove_pause(
            actor=request.actor, pause=pause, **form.cleaned_data, now=clock.now(), rules=rules
        ),
        done=_back("removed"),
    )
    question = Question(
        heading=_("Bỏ đợt tạm dừng ghi nhầm: %(name)s") % {"name": pause.name},
        consequence=_("Thời hạn được tính như chưa từng tạm dừng; hạn đã thông báo không bị rút ngắn."),
        verb=_("Bỏ đợt tạm dừng"),
        tone="danger",
        back_href=reverse("rulebook:pauses"),
    )
    return answer or confirm_page(request, question, form)


@require_safe
@needs(Can.READ)
def moves(request: Any) -> HttpResponseBase:
    """Show the book of deadlines that changes of the rulebook moved."""
    found = queries.list_moves(request.actor)
    if MOVES.wants_sheet(request):
        return MOVES.sheet(request, found)
    page = Paginator(found, ROWS).get_page(request.GET.get("trang"))
    return render(request, "rulebook/moves.html", {"page": page, "listing": MOVES.shown(request)})


def _standing(pause: Pause, today: Any) -> str:
    if today < pause.first_on:
        return "coming"
    return "now" if pause.until_on is None or today <= pause.until_on else "over"


def _topics(pause: Pause) -> list[str]:
    return [TOPIC_NAMES.get(topic, topic) for topic in pause.topics.split(",") if topic]


def _back(told: str) -> str:
    return address_of("rulebook:pauses", told)
