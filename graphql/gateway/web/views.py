"""The keys of the central agencies: listed, given, taken back."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gateway import actions, queries
from gateway.permissions import Can
from gateway.web.forms import GrantForm, RevokeForm
from kernel import clock
from kernel.accounts.doors import needs, refusal_to_form
from kernel.refusal import Refusal

PER_PAGE = 50


@needs(Can.GRANT_KEY)
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys, without their secrets."""
    page = Paginator(queries.list_keys(request.actor), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "gateway/keys.html", {"page": page, "now": clock.now()})


@needs(Can.GRANT_KEY)
@never_cache
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Give a key, and show its secret this once: it stands in this answer and nowhere else."""
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            key, secret = actions.grant_key(
                actor=request.actor,
                holder=given["holder"],
                ground=given["ground"],
                scopes=given["scopes"],
                networks=given["networks"],
                expires_at=form.expires_at(),
                now=clock.now(),
            )
        except Refusal as refusal:
            refusal.field = "expires_on" if refusal.field == "expires_at" else refusal.field
            refusal_to_form(form, refusal)
        else:
            return render(request, "gateway/granted.html", {"key": key, "secret": secret})
    return render(request, "gateway/grant.html", {"form": form})


@needs(Can.REVOKE_KEY)
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Ask for the reason, then take a key back."""
    key = queries.get_key(request.actor, key_id)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.revoke_key(actor=request.actor, key=key, reason=form.cleaned_data["reason"], now=clock.now())
        except Refusal as refusal:
            refusal_to_form(form, refusal)
        else:
            return redirect("keys:list")
    shown = {
        "form": form,
        "base": "ui/console.html",
        "back_href": reverse("keys:list"),
        "heading": _("Thu hồi khoá của %(holder)s") % {"holder": key.holder},
        "consequence": _("Yêu cầu kế tiếp dùng khoá này bị từ chối. Khoá đã thu hồi không dùng lại được."),
        "verb": _("Thu hồi khoá"),
        "tone": "danger",
    }
    return render(request, "gateway/revoke.html", shown)
