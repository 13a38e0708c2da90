"""The keys of a place: listed with their use, given, changed, taken back."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gateway import actions, queries, use
from gateway.models import SCOPE_WORDS, ApiKey, Scope
from gateway.permissions import Can
from gateway.web.bars import bars_of
from gateway.web.forms import GrantForm, RevokeForm, RotateForm, end_of
from kernel import clock, idempotency
from kernel.accounts.doors import carried_out, needs
from kernel.keys import new_key
from kernel.place import PUBLIC_KEY, current_key
from kernel.refusal import Refusal
from kernel.ui.confirming import Question, confirm_page

PER_PAGE = 50
DAYS_SHOWN = 30
OVERLAP = timedelta(days=7)
TOLD = {
    "once": gettext_lazy(
        "Khoá này đã được cấp ở lần bấm trước; khoá chỉ hiện một lần. Nếu chưa kịp chép, hãy đổi khoá để có khoá mới."
    )
}
# What the actions call a field, and what the forms do.
FIELDS = {"expires_at": "expires_on", "old_until_at": "old_until_on"}


@needs(Can.GRANT_KEY)
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys, without their secrets."""
    page = Paginator(queries.list_keys(request.actor), PER_PAGE).get_page(request.GET.get("trang"))
    lately = use.used_lately(page.object_list, today=clock.today())
    rows = [(key, lately.get(key.prefix) or key.last_used_on) for key in page.object_list]
    return _page(request, "keys", page=page, rows=rows, now=clock.now())


@needs(Can.GRANT_KEY)
@never_cache
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Give a key, and show its secret this once: it stands in this answer and nowhere else."""
    form = GrantForm(request.POST or None, initial={"press": new_key()})
    if request.method == "POST" and form.is_valid():
        made = _done(form, lambda: _grant_once(request, form))
        if made is not None and not made[1]:
            return redirect(f"{reverse('keys:show', args=[made[0].pk])}?told=once")
        if made is not None:
            return _page(request, "granted", key=made[0], secret=made[1], heading=_("Đã cấp khoá"))
    return _page(request, "grant", form=form)


@needs(Can.GRANT_KEY)
@require_GET
def show(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Show one key: what it opens, how it is used, and what may be done with it."""
    key, now = queries.get_key(request.actor, key_id), clock.now()
    days = use.days_of(key, until=clock.local_day(now), days=DAYS_SHOWN)
    used = [day for day in reversed(days) if day.requests]
    return _page(
        request,
        "key",
        key=key,
        scopes=[(Scope(one), SCOPE_WORDS[Scope(one)]) for one in key.scopes],
        bars=bars_of(days),
        used=used,
        total=sum(day.requests for day in days),
        is_live=key.state == ApiKey.State.ACTIVE and now < key.expires_at,
        has_old=key.old_until_at is not None and now < key.old_until_at,
        now=now,
        told=TOLD.get(request.GET.get("told", "")),
    )


@needs(Can.GRANT_KEY)
@never_cache
@require_http_methods(["GET", "POST"])
def rotate(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Ask until when the old secret is still accepted, then show the new one this once."""
    key, now = queries.get_key(request.actor, key_id), clock.now()
    form = RotateForm(request.POST or None, initial={"old_until_on": clock.local_day(now + OVERLAP)})
    if request.method == "POST" and form.is_valid():
        until = end_of(form.cleaned_data["old_until_on"])
        made = _done(form, lambda: actions.rotate_key(actor=request.actor, key=key, old_until_at=until, now=now))
        if made is not None:
            return _page(request, "granted", key=made[0], secret=made[1], heading=_("Đã đổi khoá"), rotated=True)
    question = Question(
        heading=_("Đổi khoá của %(holder)s") % {"holder": key.holder},
        verb=_("Đổi khoá"),
        back_href=reverse("keys:show", args=[key.pk]),
        consequence=_("Khoá mới dùng được ngay. Khoá cũ hết hiệu lực sau ngày chọn dưới đây."),
    )
    return confirm_page(request, question, form, base=_shell())


@needs(Can.REVOKE_KEY)
@require_POST
def end_old(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """End the old secret at once."""
    actions.end_old_secret(actor=request.actor, key=queries.get_key(request.actor, key_id))
    return redirect("keys:show", key_id)


@needs(Can.REVOKE_KEY)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Ask for the reason, then take a key back."""
    key, now = queries.get_key(request.actor, key_id), clock.now()
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if carried_out(form, lambda: actions.revoke_key(actor=request.actor, key=key, reason=reason, now=now)):
            return redirect("keys:list")
    question = Question(
        heading=_("Thu hồi khoá của %(holder)s") % {"holder": key.holder},
        verb=_("Thu hồi khoá"),
        back_href=reverse("keys:show", args=[key.pk]),
        consequence=_("Yêu cầu kế tiếp dùng khoá này bị từ chối. Khoá đã thu hồi không dùng lại được."),
        tone="danger",
    )
    return confirm_page(request, question, form, base=_shell())


def _grant_once(request: HttpRequest, form: GrantForm) -> tuple[ApiKey, str]:
    """Give a key; a page that is sent again finds the one that it gave, without its secret.

    :raises KeyReused: the page gave a key already, and was changed since.
    :raises Refusal: the action refuses it.
    """
    given, secrets = dict(form.cleaned_data), [""]
    press = given.pop("press")
    wanted = actions.Wanted(expires_at=end_of(given.pop("expires_on")), **given)

    def perform() -> str:
        key, secrets[0] = actions.grant_key(actor=request.actor, wanted=wanted, now=clock.now())
        return str(key.pk)

    digest = idempotency.digest_of(asdict(wanted))
    key_id = idempotency.once(
        actor=request.actor, key=press, action="gateway.grant_key", body_digest=digest, perform=perform
    )
    return queries.get_key(request.actor, UUID(key_id)), secrets[0]


def _done(form: Any, act: Callable[[], tuple[ApiKey, str]]) -> tuple[ApiKey, str] | None:
    """Return the key and the secret that an action gave; None when it refused, and then the form says why."""
    made: list[tuple[ApiKey, str]] = []

    def acted() -> None:
        try:
            made.append(act())
        except Refusal as refusal:
            refusal.field = FIELDS.get(refusal.field or "", refusal.field)
            raise

    return made[0] if carried_out(form, acted) else None


def _page(request: HttpRequest, name: str, **shown: Any) -> HttpResponse:
    form = shown.get("form")
    status = 422 if form is not None and form.errors else 200
    is_centre = current_key() == PUBLIC_KEY
    return render(request, f"gateway/{name}.html", {"shell": _shell(), "is_centre": is_centre, **shown}, status=status)


def _shell() -> str:
    return "ui/console.html" if current_key() == PUBLIC_KEY else "ui/workspace.html"
