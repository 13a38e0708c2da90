"""Before a change is saved, a page says which open deadlines it would move; the second press saves it."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from council import law
from council.rulebook import actions, queries
from council.rulebook.actions.deadlines import Cause
from kernel import clock
from kernel.accounts.doors import carried_out

SEEN = "seen"
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", SEEN})


def current_rules(request: Any) -> law.Rules:
    """Return the rules of the council of a request on this day."""
    return queries.load_rules(level=request.council.level, at=clock.today())


def changed(request: Any, form: BaseForm, act: Callable[[law.Rules], Cause], *, done: str) -> HttpResponseBase | None:
    """Do what a form asks for and lead on to ``done``; show first which open deadlines would move.

    Returns None when the form is not valid or the change was refused: the form then says why.
    """
    if not form.is_bound or not form.is_valid():
        return None
    rules = current_rules(request)
    answers: list[HttpResponseBase] = []
    if not carried_out(form, lambda: answers.append(_weighed_or_done(request, lambda: act(rules), done))):
        return None
    return answers[0]


def address_of(name: str, told: str, *arguments: str) -> str:
    """Return where a change leads, with the word for what was done."""
    return f"{reverse(name, args=arguments)}?told={told}"


def _weighed_or_done(request: Any, act: Callable[[], Cause], done: str) -> HttpResponseBase:
    moves = () if request.POST.get(SEEN) else actions.weigh(act)
    if not moves:
        act()
        return HttpResponseRedirect(done)
    return _weigh_page(request, moves, back_href=done.partition("?")[0])


def _weigh_page(request: Any, moves: Any, *, back_href: str) -> HttpResponse:
    typed = [(name, each) for name, found in request.POST.lists() if name not in _NOT_TYPED for each in found]
    page = {"moves": moves, "typed": typed, "seen": SEEN, "back_href": back_href}
    return render(request, "rulebook/weigh.html", page)
