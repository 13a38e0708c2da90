"""The page that asks before something is done that others will see, or that cannot be undone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

Stored = Sequence[tuple[Any, Any]]


@dataclass(frozen=True)
class Question:
    """What is asked: the heading, what follows from it, the word on the button, and the way back."""

    heading: Any
    verb: Any
    back_href: str
    consequence: Any = ""
    tone: str = "primary"


def confirm_page(
    request: Any, question: Question, form: BaseForm, *, base: str = "", stored: Stored = ()
) -> HttpResponse:
    """Return the page with the question and the form's fields; a refused form answers 422.

    ``base`` names the shell where it is not the workspace's. After a clash ``stored`` is what somebody else saved
    meanwhile, by the names of the fields; the answer is 409 then.
    """
    refused = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {**asdict(question), "form": form, "base": base, "stored": stored}
    return render(request, "ui/confirm.html", page, status=HTTPStatus.CONFLICT if stored else refused)
