"""A page that asks one thing and does it: shown until the form is right, then back to where it was asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import BaseForm, FileField
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from council.people.queries import NoTermOpen
from kernel.accounts.doors import View, carried_out, refusal_to_form
from kernel.rows import VersionClash, VersionedRow
from kernel.ui.confirming import Question, Stored, confirm_page
from kernel.ui.forms import VersionedForm


def asked(request: Any, question: Question, form: BaseForm, act: Callable[[], object]) -> HttpResponseBase:
    """Show the question; do what a valid form asks for and return to where it was asked."""
    if form.is_valid() and carried_out(form, act):
        return HttpResponseRedirect(f"{question.back_href}?told=arranged")
    return confirm_page(request, question, form)


def asked_of(
    request: Any, question: Question, form: VersionedForm, act: Callable[[], object], row: VersionedRow
) -> HttpResponseBase:
    """Ask for changes of a row; when somebody else saved it meanwhile, show what and keep what was typed."""
    try:
        return asked(request, question, form, act)
    except VersionClash as refusal:
        refusal_to_form(form, refusal)
    row.refresh_from_db()
    form.read_again(row.version)
    return confirm_page(request, question, form, stored=stored_of(row, form))


def stored_of(row: VersionedRow, form: VersionedForm) -> Stored:
    """Return what a row says now, by the names of a form's fields and in the words of their choices."""
    shown = []
    for name, field in form.fields.items():
        if field.widget.is_hidden or isinstance(field, FileField):
            continue
        value = getattr(row, name)
        shown.append((field.label, dict(getattr(field, "choices", ())).get(value, value)))
    return tuple(shown)


def in_term(view: View) -> View:
    """Lead to the terms of office, while none is open, from a page that is about the present one."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NoTermOpen:
            return HttpResponseRedirect(reverse("people:terms"))

    return guarded
