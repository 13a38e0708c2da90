"""The council's own pages of people: delegates, one delegate with mandate and posts, the council in numbers."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from council.people.models import Mandate, Person
from council.people.permissions import Can
from council.people.queries import (
    find_account,
    get_delegate,
    get_person,
    get_structure,
    has_sensitive,
    list_changes,
    list_delegates,
    list_mandates,
    list_posts,
    list_stays,
    may_see_readings,
)
from council.people.web.asking import in_term
from council.people.web.forms import DelegateFilter
from council.people.workflow import IN_OFFICE, MANDATE_ENDINGS, MandateState
from kernel import clock, lists
from kernel.access import Actor, may, may_at_all, open_steps
from kernel.accounts.doors import needs
from kernel.accounts.history import HistoryLine, list_history
from kernel.accounts.permissions import Can as AccountsCan
from kernel.accounts.queries import is_linked
from kernel.accounts.web.events import events_of

ROWS = 50
LIST = lists.declare(
    "people:index",
    _("Đại biểu"),
    filtered_by=DelegateFilter.base_fields,
    written_at="people:delegates_list",
    personal=True,
)
TOLD = {
    "portrait": _("Ảnh đã hiện trên trang công khai."),
    "arranged": _("Đã ghi nhận."),
    "moved": _("Đã chuyển đại biểu sang tổ mới."),
    "mandate_ended": _("Đã ghi nhận chấm dứt nhiệm vụ đại biểu."),
    "post_ended": _("Đã ghi nhận thôi giữ chức vụ; quyền dừng lúc 24 giờ ngày cuối cùng."),
    "lock": _("Đã tạm khoá tài khoản."),
    "unlock": _("Đã mở khoá tài khoản."),
    "close": _("Đã đóng tài khoản."),
    "unlink": _("Đã gỡ định danh khỏi tài khoản."),
    "added": _("Đã ghi nhận đại biểu."),
    "appointed": _("Đã ghi nhận chức vụ; quyền của chức vụ có từ ngày đã ghi."),
    "suspended": _("Đã tạm đình chỉ đại biểu; các quyền dừng từ ngày đã ghi."),
    "reinstated": _("Đã cho đại biểu trở lại; các quyền có lại từ ngày đã ghi."),
}
DONE = {
    "people.add_delegate": _("Ghi nhận đại biểu"),
    "people.suspend_mandate": _("Tạm đình chỉ"),
    "people.reinstate_mandate": _("Cho trở lại"),
    **{f"people.{step.name}_mandate": step.label for step in MANDATE_ENDINGS},
}
# Who keeps the register of people sees who changed it.
KEEPS = (Can.SUSPEND_MANDATE, Can.ADD_DELEGATE, Can.APPOINT)


@require_GET
@needs(Can.READ)
def index(request: Any) -> HttpResponse:
    """List the delegates in office in the order of names."""
    chosen = DelegateFilter(request.GET)
    wanted = chosen.wanted()
    page = {
        "listing": LIST.shown(request),
        "page": Paginator(list_delegates(request.actor, **wanted), ROWS).get_page(request.GET.get("trang")),
        "filter": chosen,
        "is_filtered": any(wanted.values()),
        "kept": urlencode({name: request.GET[name] for name in chosen.fields if request.GET.get(name)}),
        "may_add": may(request.actor, Can.ADD_DELEGATE),
        "may_invite": may(request.actor, Can.LINK_ACCOUNT),
        "may_import": may(request.actor, Can.IMPORT),
    }
    return render(request, "people/index.html", page)


@require_GET
@needs(Can.READ)
def detail(request: Any, mandate_id: UUID) -> HttpResponse:
    """Show one delegate: mandate, posts, account, and what was recorded of the mandate."""
    mandate = get_delegate(request.actor, mandate_id)
    return _profile(request, mandate.person, mandate)


@require_GET
@needs(Can.READ)
def person(request: Any, person_id: UUID) -> HttpResponse:
    """Show one person, delegate or not, with everything held now and before."""
    found = get_person(request.actor, person_id)
    return _profile(request, found, next(iter(list_mandates(found)), None))


def _profile(request: Any, person: Person, mandate: Mandate | None) -> HttpResponse:
    actor = request.actor
    keeps = any(may_at_all(actor, can) for can in KEEPS)
    manages = may_at_all(actor, AccountsCan.INVITE) and may_at_all(actor, Can.LINK_ACCOUNT)
    account = find_account(person) if manages else None
    page = {
        "person": person,
        "mandate": mandate,
        "mandates": list_mandates(person),
        "posts": [(post, open_steps(actor, post)) for post in list_posts(person)],
        "changes": list_changes(person),
        "stays": list_stays(person),
        "can": _buttons(actor, person, mandate),
        "manages": manages,
        "account": account,
        "events": events_of(account) if account else [],
        "account_steps": [step.name for step in open_steps(actor, account)] if account else [],
        "linked": account is not None and may(actor, AccountsCan.UNLINK, account) and is_linked(account),
        "history": _history(person, mandate) if keeps else [],
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/detail.html", page)


def _history(person: Person, mandate: Mandate | None) -> list[tuple[HistoryLine, Any]]:
    lines = list_history(mandate) if mandate else list_history(person)
    return [(line, DONE.get(line.action, line.action)) for line in lines]


@require_GET
@needs(Can.READ)
@in_term
def structure(request: Any) -> HttpResponse:
    """Show the council as a whole: its numbers, the standing committee, committees and teams."""
    found = get_structure(on=clock.today())
    elected = found.term.seats_total
    note = _("%(vacant)d khuyết trên %(elected)d đại biểu được bầu") % {"vacant": found.vacant, "elected": elected}
    return render(
        request,
        "people/structure.html",
        {
            "structure": found,
            "note": note,
            "may_end": may_at_all(request.actor, Can.END_POST),
            "may_hand_over": may(request.actor, Can.HAND_OVER),
            "may_appoint": may_at_all(request.actor, Can.APPOINT),
            "may_arrange": may(request.actor, Can.ARRANGE),
            "told": TOLD.get(request.GET.get("told", "")),
        },
    )


def _buttons(actor: Actor, person: Person, mandate: Mandate | None) -> dict[str, bool]:
    """Return what the actor may do with a person now; who may not is shown no button."""
    steps = {step.name for step in open_steps(actor, mandate)} if mandate else set()
    return {
        "suspend": "suspend" in steps,
        "reinstate": "reinstate" in steps,
        "end": MANDATE_ENDINGS[0].name in steps,
        "appoint": mandate is not None and mandate.state == MandateState.ACTIVE and may(actor, Can.APPOINT, person),
        "hand_over": may(actor, Can.HAND_OVER),
        "portrait": mandate is not None and mandate.state in IN_OFFICE and may(actor, Can.SET_PORTRAIT, person),
        "arrange": may(actor, Can.ARRANGE),
        "move": mandate is not None and mandate.state in IN_OFFICE and may(actor, Can.ARRANGE),
        "read_sensitive": mandate is not None and _may_open_private(actor, person),
    }


def _may_open_private(actor: Actor, person: Person) -> bool:
    """Say whether the page of data kept apart has something for the actor: to read, to write, or who read it."""
    may_record = may(actor, Can.RECORD_SENSITIVE, person)
    return may_record or has_sensitive(actor, person) or may_see_readings(actor, person)


def address_of(mandate: Mandate, told: str = "") -> str:
    """Return the address of a delegate's page."""
    address = reverse("people:detail", args=[mandate.id])
    return f"{address}?told={told}" if told else address


def profile_of(person: Person, told: str = "") -> str:
    """Return the address of a person's page."""
    address = reverse("people:person", args=[person.id])
    return f"{address}?told={told}" if told else address
