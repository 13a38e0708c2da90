"""The page that asks before something is done that others will see, or that cannot be undone."""

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render


@dataclass(frozen=True)
class Question:
    """What is asked: the heading, what follows from it, the word on the button, and the way back."""

    heading: Any
    verb: Any
    back_href: str
    consequence: Any = ""
    tone: str = "primary"


def confirm_page(request: Any, question: Question, form: BaseForm, *, base: str = "") -> HttpResponse:
    """Return the page with the question and the form's fields; a refused form answers 422.

    ``base`` names the shell where it is not the workspace's.
    """
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "ui/confirm.html", {**asdict(question), "form": form, "base": base}, status=status)
