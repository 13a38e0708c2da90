"""The page on which something of a session is typed, the same for plans, items, sittings and papers."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from council.sessions.models import CouncilSession
from kernel.ui.confirming import Stored


@dataclass(frozen=True)
class Sheet:
    """What stands around a form: its heading, the word on its button, what one should know, the way back."""

    heading: Any
    verb: Any
    back_href: str
    session: CouncilSession | None = None
    note: Any = ""


def form_page(
    request: Any, sheet: Sheet, form: BaseForm, *, stored: Stored = (), clash: bool = False, **more: Any
) -> HttpResponse:
    """Return the page; with ``clash`` it shows beside the typed form what somebody else stored meanwhile."""
    page = {"sheet": sheet, "form": form, "session": sheet.session, "stored": stored if clash else (), **more}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "sessions/form.html", page, status=HTTPStatus.CONFLICT if clash else status)


def back_to(session: CouncilSession, told: str, *, part: str = "") -> HttpResponseRedirect:
    """Return to the session's page with a word on what was done."""
    return HttpResponseRedirect(f"{reverse('sessions:detail', args=[session.id])}?told={told}{part}")
