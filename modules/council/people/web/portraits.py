"""A delegate's photo is put up by the office."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions
from council.people.permissions import Can
from council.people.queries import get_delegate, get_public_delegate
from council.people.web.office import address_of
from kernel import clock
from kernel.access import require
from kernel.accounts.doors import carried_out, needs


class PortraitForm(forms.Form):
    """A photo."""

    file = forms.FileField(
        label=_("Ảnh chân dung"),
        allow_empty_file=True,
        help_text=_("PNG hoặc JPEG, tối đa 3 MB, mỗi cạnh ít nhất 200 điểm ảnh. Vị trí, giờ chụp được bỏ đi."),
        error_messages={"required": _("Hãy chọn ảnh."), "invalid": _("Hãy chọn ảnh.")},
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SET_PORTRAIT)
def portrait(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Put up a delegate's photo, in the place of the one before."""
    mandate = get_delegate(request.actor, mandate_id)
    require(request.actor, Can.SET_PORTRAIT, mandate.person)
    sent = request.method == "POST"
    form = PortraitForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid() and carried_out(
        form,
        lambda: actions.set_portrait(
            actor=request.actor, person=mandate.person, upload=form.cleaned_data["file"], now=clock.now()
        ),
    ):
        return HttpResponseRedirect(address_of(mandate, "portrait"))
    page = {"form": form, "mandate": mandate, "delegate": get_public_delegate(mandate.id)}
    return render(request, "people/portrait.html", page, status=422 if form.errors else 200)
