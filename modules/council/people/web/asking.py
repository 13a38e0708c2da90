"""A page that asks one thing and does it: shown until the form is right, then back to where it was asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from council.people.queries import NoTermOpen
from kernel.accounts.doors import View, carried_out
from kernel.ui.confirming import Question, confirm_page


def asked(request: Any, question: Question, form: BaseForm, act: Callable[[], object]) -> HttpResponseBase:
    """Show the question; do what a valid form asks for and return to where it was asked."""
    if form.is_valid() and carried_out(form, act):
        return HttpResponseRedirect(f"{question.back_href}?told=arranged")
    return confirm_page(request, question, form)


def in_term(view: View) -> View:
    """Lead to the terms of office, while none is open, from a page that is about the present one."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NoTermOpen:
            return HttpResponseRedirect(reverse("people:terms"))

    return guarded
