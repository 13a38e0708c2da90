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

from council.people.models import Mandate
from council.people.permissions import Can
from council.people.queries import (
    find_account,
    get_delegate,
    get_structure,
    list_delegates,
    list_posts,
    read_sensitive,
)
from council.people.web.forms import DelegateFilter
from council.people.workflow import MandateState
from kernel import clock
from kernel.access import Actor, may, may_at_all
from kernel.accounts.doors import needs
from kernel.accounts.history import list_history
from kernel.accounts.permissions import Can as AccountsCan

ROWS = 50
TOLD = {
    "added": _("Đã ghi nhận đại biểu."),
    "appointed": _("Đã ghi nhận chức vụ; quyền của chức vụ có từ ngày đã ghi."),
    "suspended": _("Đã tạm đình chỉ đại biểu; các quyền dừng từ hôm nay."),
    "reinstated": _("Đã cho đại biểu trở lại; các quyền có lại từ hôm nay."),
}
DONE = {
    "people.add_delegate": _("Ghi nhận đại biểu"),
    "people.suspend_mandate": _("Tạm đình chỉ"),
    "people.reinstate_mandate": _("Cho trở lại"),
    "people.resign_mandate": _("Thôi làm nhiệm vụ đại biểu"),
    "people.recall_mandate": _("Bãi nhiệm"),
    "people.lose_mandate": _("Mất quyền đại biểu"),
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
    keeps = any(may_at_all(request.actor, can) for can in KEEPS)
    manages = may_at_all(request.actor, AccountsCan.INVITE) and may_at_all(request.actor, Can.LINK_ACCOUNT)
    account = find_account(mandate.person) if manages else None
    page = {
        "mandate": mandate,
        "posts": list_posts(mandate.person),
        "can": _buttons(request.actor, mandate),
        "manages": manages,
        "account": account,
        "may_invite": manages and (account is None or _may_invite_again(request.actor, account)),
        "history": [(line, DONE.get(line.action, line.action)) for line in list_history(mandate)] if keeps else [],
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "people/detail.html", page)


@require_GET
@needs(Can.READ)
def sensitive(request: Any, mandate_id: UUID) -> HttpResponse:
    """Show the sensitive data of a delegate; each reading is recorded (R-SEC-04).

    :raises NotFound: there are none, or they are not for this reader.
    """
    mandate = get_delegate(request.actor, mandate_id)
    profile = read_sensitive(request.actor, mandate.person)
    response = render(request, "people/sensitive.html", {"mandate": mandate, "profile": profile})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_GET
@needs(Can.READ)
def structure(request: Any) -> HttpResponse:
    """Show the council as a whole: its numbers, the standing committee, committees and teams."""
    found = get_structure(on=clock.today())
    elected = found.term.seats_total
    note = _("%(vacant)d khuyết trên %(elected)d đại biểu được bầu") % {"vacant": found.vacant, "elected": elected}
    return render(
        request,
        "people/structure.html",
        {"structure": found, "note": note, "may_invite": may(request.actor, Can.LINK_ACCOUNT)},
    )


def _buttons(actor: Actor, mandate: Mandate) -> dict[str, bool]:
    """Return what the actor may do with the mandate now; who may not is shown no button."""
    own = actor.person_id is not None and actor.person_id == mandate.person_id
    decides = may(actor, Can.SUSPEND_MANDATE, mandate)
    return {
        "suspend": decides and mandate.state == MandateState.ACTIVE,
        "reinstate": decides and mandate.state == MandateState.SUSPENDED,
        "appoint": mandate.state == MandateState.ACTIVE and may(actor, Can.APPOINT, mandate.person),
        "read_sensitive": own or may(actor, Can.READ_SENSITIVE, mandate.person),
    }


def _may_invite_again(actor: Actor, account: Any) -> bool:
    step = account.STEPS["invite"]
    return account.state in set(step.sources) and may(actor, step.can, account)


def address_of(mandate: Mandate, told: str = "") -> str:
    """Return the address of a delegate's page."""
    address = reverse("people:detail", args=[mandate.id])
    return f"{address}?told={told}" if told else address
