"""What a delegate taps in the hall: done once for each key, answered to the tablet's outbox or to a plain browser."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kernel import idempotency
from kernel.refusal import NotFound, Refusal


class TapForm(forms.Form):
    """One tap: its key, the same at every repetition."""

    key = forms.UUIDField(widget=forms.HiddenInput)


def done_once(request: Any, action: str, form: forms.Form, body: Mapping[str, Any], act: Callable[[], str]) -> str:
    """Do what a tap asks for, or return what was said when it was done already.

    ``body`` is what the tap means; the same key with another meaning is refused. Answers a plain sentence.

    :raises KeyReused: the key stands for something else.
    :raises Refusal: the action refuses it.
    """
    key: UUID = form.cleaned_data["key"]
    said: dict[str, str] = idempotency.once(
        actor=request.actor,
        key=key,
        action=action,
        body_digest=idempotency.digest_of(body),
        perform=lambda: {"said": act()},
    )
    return said["said"]


def tapped(
    request: Any,
    action: str,
    form: forms.Form,
    body: Mapping[str, Any],
    act: Callable[[], str],
    *,
    tell: Callable[[], None],
) -> HttpResponseBase:
    """Do what a tap asks for once, ``tell`` the hall and answer; refused, say to the outbox why.

    :raises NotFound: there is no such thing for the actor.
    :raises Refusal: a browser without script is refused.
    """
    try:
        said = done_once(request, action, form, body, act)
    except NotFound:
        raise
    except Refusal as refusal:
        if not wants_json(request):
            raise
        return not_done(refusal)
    tell()
    return answered(request, said)


def wants_json(request: Any) -> bool:
    """Whether the tablet's outbox asks, and not a browser that follows a form."""
    return "application/json" in request.headers.get("Accept", "")


def answered(request: Any, said: str) -> HttpResponseBase:
    """Tell that it is recorded; a browser without script returns to the hall."""
    return JsonResponse({"said": said}) if wants_json(request) else redirect("sessions:hall")


def not_done(refusal: Refusal | None = None, form: forms.BaseForm | None = None) -> HttpResponse:
    """Tell the outbox that the tap was refused, and why."""
    faults = [str(error) for errors in form.errors.values() for error in errors] if form else []
    said = str(refusal.message) if refusal else " ".join(faults) or _("Thao tác không hợp lệ. Hãy tải lại trang.")
    code = refusal.code if refusal else "bad_tap"
    return JsonResponse({"said": said, "code": code}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
