"""The page on which something of a document is typed, and the way back to the document."""

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from council.documents.models import Document


def typing_page(
    request: Any, form: BaseForm, *, heading: Any, verb: Any, note: Any = "", document: Document | None = None
) -> HttpResponse:
    """Return the page of a form; a refused form answers 422."""
    back = reverse("documents:detail", args=[document.id]) if document else reverse("documents:index")
    page = {"form": form, "heading": heading, "verb": verb, "note": note, "document": document, "back_href": back}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "documents/form.html", page, status=status)


def back_to(document: Document, told: str) -> HttpResponseRedirect:
    """Return to the document's page with a word on what was done."""
    return HttpResponseRedirect(f"{reverse('documents:detail', args=[document.id])}?told={told}")
