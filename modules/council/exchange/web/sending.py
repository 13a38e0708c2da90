"""Reminding communes, and what became of each reminder."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from council.exchange import actions, queries, sheets
from council.exchange.actions.sending import To
from council.exchange.models import Matter
from council.exchange.permissions import Can
from council.exchange.queries.passage import passage_of
from council.exchange.queries.words import because_words, reply_words
from council.exchange.web.forms import RemindForm
from council.rulebook.queries import load_rules
from kernel import clock, idempotency, lists
from kernel.access import may
from kernel.accounts.doors import carried_out, needs
from kernel.accounts.history import list_history
from kernel.keys import new_key
from kernel.ui.forms import typed_in

ROWS = 50
LIST = lists.declare("exchange:sent", gettext_lazy("Lời nhắc đã gửi"), sheets.SENT, filtered_by=("xem",))
TABS = (
    ("", gettext_lazy("Tất cả")),
    ("cho", gettext_lazy("Chờ trả lời")),
    ("qua-han", gettext_lazy("Quá hạn")),
    ("da-xong", gettext_lazy("Đã làm")),
    ("thu-hoi", gettext_lazy("Đã thu hồi")),
)
TOLD = {"sent": gettext_lazy("Đã gửi. Trạng thái của từng lời nhắc hiện ở danh sách này.")}
TOLD_OF_ONE = {"withdrawn": gettext_lazy("Đã thu hồi. Nơi được nhắc sẽ được báo cùng lý do.")}
DONE = {
    "exchange.remind": gettext_lazy("Gửi lời nhắc"),
    "exchange.note_fate": gettext_lazy("Hệ thống chuyển lời nhắc"),
    "exchange.note_answer": gettext_lazy("Nhận tin của nơi được nhắc"),
    "exchange.withdraw": gettext_lazy("Thu hồi lời nhắc"),
    "exchange.note_withdrawal": gettext_lazy("Báo việc thu hồi đến nơi được nhắc"),
}
# What is asked for by the matter, in the words of the form.
SUBJECTS = {
    Matter.CONFERENCE: gettext_lazy("Tổ chức hội nghị liên tịch thống nhất nội dung kỳ họp"),
    Matter.CONVENING: gettext_lazy("Ban hành quyết định triệu tập kỳ họp"),
    Matter.NOTICE: gettext_lazy("Công bố dự kiến chương trình kỳ họp"),
    Matter.PAPERS: gettext_lazy("Gửi đủ tài liệu kỳ họp đến đại biểu"),
    Matter.MINUTES: gettext_lazy("Hoàn thiện và ký biên bản kỳ họp"),
    Matter.SENDING: gettext_lazy("Gửi nghị quyết, biên bản kỳ họp lên cấp trên"),
    Matter.PUBLISHING: gettext_lazy("Công bố nghị quyết đã ban hành"),
    Matter.FEW_SESSIONS: gettext_lazy("Tổ chức đủ số kỳ họp thường lệ trong năm"),
    Matter.OTHER: "",
}
USUAL_DAYS = timedelta(days=5)


@dataclass(frozen=True)
class Draft:
    """What a reminder is about: the matter and whom it can go to, by the keys of the form."""

    matter: Matter
    targets: dict[str, To]

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Return the boxes of the form: each receiver with why."""
        return [(key, _label(to)) for key, to in self.targets.items()]


def _label(to: To) -> str:
    words = {"name": to.name, "why": to.why}
    if not to.council_key:
        return _("%(name)s (chưa có trên hệ thống, sẽ nhận khi được khởi tạo)") % words
    return _("%(name)s: %(why)s") % words if to.why else to.name


@require_safe
@never_cache
@needs(Can.SEE_OWED)
def index(request: Any) -> HttpResponseBase:
    """List the reminders that were sent, with how far each has come."""
    today, shown = clock.today(), request.GET.get("xem", "")
    shown = shown if shown in queries.SHOWN else ""
    reminders = queries.list_sent(request.actor, request.council, today=today, shown=shown)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, reminders)
    page = Paginator(reminders, ROWS).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(one, one.is_overdue(today), reply_words(one), because_words(one.because)) for one in page],
        "tabs": [(name, f"?xem={key}" if key else reverse("exchange:sent"), key == shown) for key, name in TABS],
        "shown": shown,
        "listing": LIST.shown(request),
        "told": TOLD.get(request.GET.get("told", "")),
        "may_remind": may(request.actor, Can.REMIND, request.council),
    }
    return render(request, "exchange/sent.html", context)


@require_safe
@never_cache
@needs(Can.SEE_OWED)
def detail(request: Any, reminder_id: UUID) -> HttpResponseBase:
    """Show one reminder with its receipt."""
    reminder = queries.get_sent(request.actor, request.council, reminder_id)
    context = {
        "reminder": reminder,
        "is_overdue": reminder.is_overdue(clock.today()),
        "reply": reply_words(reminder),
        "because": because_words(reminder.because),
        "withdrawal_because": because_words(reminder.withdrawal_because),
        "may_withdraw": queries.may_withdraw(request.actor, reminder),
        "steps": passage_of(reminder),
        "told": TOLD_OF_ONE.get(request.GET.get("told", "")),
        "history": [(line, DONE.get(line.action, line.action)) for line in list_history(reminder)],
    }
    return render(request, "exchange/reminder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Can.REMIND)
def remind(request: Any) -> HttpResponseBase:
    """Write one reminder for several communes, prefilled by what they owe, and send it."""
    draft = draft_of(request)
    form = RemindForm(typed_in(request), choices=draft.choices, initial=_initial(request, draft))
    if form.is_valid() and carried_out(form, lambda: _send(request, form, draft)):
        return HttpResponseRedirect(f"{reverse('exchange:sent')}?told=sent")
    context = {"form": form, "draft": draft, "back_href": reverse("exchange:owed")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "exchange/remind.html", context, status=status)


def draft_of(request: Any) -> Draft:
    """Return what can be reminded of: those who owe the matter now, or every commune of a matter of one's own.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not.
    """
    asked = request.GET.get("viec", "")
    matter = Matter(asked) if asked in Matter.values else Matter.OTHER
    if matter == Matter.OTHER:
        return Draft(
            matter,
            {
                one.unit_code: To(one.unit_code, one.council_key, one.name)
                for one in queries.list_targets(request.actor, request.council)
            },
        )
    owed = queries.list_owed(request.actor, request.council, today=clock.today())
    mine = [one for one in owed if one.matter == matter]
    return Draft(
        matter,
        {
            one.key: To(one.commune.unit_code, one.commune.key, one.commune.unit_name, one.why, one.due_on)
            for one in mine
        },
    )


def _initial(request: Any, draft: Draft) -> dict[str, Any]:
    return {
        "key": new_key(),
        "communes": [key for key in request.GET.getlist("chon") if key in draft.targets],
        "subject": SUBJECTS[draft.matter],
        "due_on": clock.today() + USUAL_DAYS,
    }


def _send(request: Any, form: RemindForm, draft: Draft) -> list[str]:
    given, now = form.cleaned_data, clock.now()
    wanted = actions.Wanted(draft.matter, given["subject"], given["due_on"], given["note"])
    rules = load_rules(level=request.council.level, at=clock.local_day(now))

    def perform() -> list[str]:
        to = [draft.targets[key] for key in given["communes"]]
        sent = actions.remind_communes(
            actor=request.actor, province=request.council, to=to, wanted=wanted, now=now, rules=rules
        )
        return [str(one.id) for one in sent]

    body = {name: given[name] for name in ("communes", "subject", "due_on", "note")}
    digest = idempotency.digest_of({**body, "matter": draft.matter})
    sent: list[str] = idempotency.once(
        actor=request.actor, key=given["key"], action="exchange.remind", body_digest=digest, perform=perform
    )
    return sent
