"""The public directory: who sits in the council, by the fields that everybody may know."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from council.people.queries import list_public_delegates
from kernel.ui.public import public_page
from kernel.vietnamese import fold


@require_safe
@public_page
def index(request: Any) -> HttpResponse:
    """List the delegates in office; names and constituencies are found with or without diacritics."""
    text = request.GET.get("tu_khoa", "")[:100]
    delegates = list_public_delegates()
    found = [each for each in delegates if fold(text) in fold(f"{each.full_name} {each.constituency} {each.team}")]
    return render(request, "people/public_index.html", {"delegates": found, "total": len(delegates), "text": text})
