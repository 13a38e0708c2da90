"""A page that asks one thing and does it: shown until the form is right, then back to where it was asked."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponseBase, HttpResponseRedirect

from kernel.accounts.doors import carried_out
from kernel.ui.confirming import Question, confirm_page


def asked(request: Any, question: Question, form: BaseForm, act: Callable[[], object]) -> HttpResponseBase:
    """Show the question; do what a valid form asks for and return to where it was asked."""
    if form.is_valid() and carried_out(form, act):
        return HttpResponseRedirect(f"{question.back_href}?told=arranged")
    return confirm_page(request, question, form)
