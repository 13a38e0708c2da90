"""The page that asks once more before a document gets its number: everything that will be printed, to be checked."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.documents import actions
from council.documents.law import Text
from council.documents.models import Document, HeldNumber
from council.documents.permissions import Can
from council.documents.queries import expected_symbol, get_document, list_held_for
from council.documents.web.views import press_of
from kernel import clock
from kernel.access import may_at_all, take
from kernel.accounts.doors import carried_out, needs
from kernel.signing.desk import signing_desk


class IssueForm(forms.Form):
    """Under which number: the next of the book, or one that was held back."""

    held = forms.ChoiceField(
        label=_("Lấy số"),
        required=False,
        help_text=_("Chỉ chọn số đã giữ khi số đó được giữ cho đúng văn bản này."),
        error_messages={"invalid_choice": _("Số này không còn được giữ. Hãy chọn lại.")},
    )

    def __init__(self, *args: Any, held: list[HeldNumber], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {str(one.id): one for one in held}
        chosen = [(key, _("Số %(number)02d, giữ vì: %(reason)s") % vars(one)) for key, one in self.held.items()]
        self.fields["held"].choices = [("", _("Số tiếp theo của sổ")), *chosen]  # type: ignore[attr-defined]
        if not held:
            del self.fields["held"]

    def chosen(self) -> HeldNumber | None:
        """Return the held number that was chosen, if one was."""
        return self.held.get(self.cleaned_data.get("held", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ISSUE)
def issue(request: Any, document_id: UUID) -> HttpResponseBase:
    """Show all that will be printed and sent, and give the number when it is right."""
    document = get_document(request.actor, document_id)
    take("issue", request.actor, document)
    year = clock.today().year
    held = list(list_held_for(document, year=year)) if may_at_all(request.actor, Can.KEEP_BOOKS) else []
    form = IssueForm(request.POST if request.method == "POST" else None, held=held)
    if form.is_valid() and carried_out(form, lambda: _issue(request, document, form)):
        return HttpResponseRedirect(f"{reverse('documents:detail', args=[document.id])}?told=issue")
    page = {
        "document": document,
        "form": form,
        "text": Text.from_json(document.body),
        "expected": expected_symbol(document, year=year),
        "capacity": document.signer_capacity.splitlines(),
    }
    return render(request, "documents/issue.html", page, status=422 if form.errors else 200)


def _issue(request: Any, document: Document, form: IssueForm) -> object:
    return actions.issue_document(
        actor=request.actor,
        document=document,
        desk=signing_desk(),
        press=press_of(request),
        now=clock.now(),
        held=form.chosen(),
    )
