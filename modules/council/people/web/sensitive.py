"""What is kept apart of a delegate: masked until a reason is given, and who read it."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions
from council.people.models import Person, SensitiveProfile
from council.people.permissions import Can
from council.people.queries import (
    find_filled,
    get_delegate,
    has_sensitive,
    is_own,
    list_amendments,
    list_readings,
    may_see_readings,
    read_sensitive,
)
from council.people.web.asking import asked
from council.people.web.office import TOLD
from council.people.web.sensitive_forms import SensitiveForm
from kernel.access import may
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question
from kernel.ui.forms import ReasonForm, typed_in

MASKED = (
    *(SensitiveProfile._meta.get_field(name).verbose_name for name in SensitiveProfile.FIELDS),  # type: ignore[union-attr]  # its own fields
    Person._meta.get_field("phone").verbose_name,
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ)
def sensitive(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Show the sensitive data of a delegate for a reason (R-SEC-04), and who read it to whom that concerns.

    :raises NotFound: neither the data nor who read it is for this reader.
    """
    mandate = get_delegate(request.actor, mandate_id)
    person, actor = mandate.person, request.actor
    may_read, may_see = has_sensitive(actor, person), may_see_readings(actor, person)
    if not (may_read or may_see or may(actor, Can.RECORD_SENSITIVE, person)):
        raise NotFound()
    own, sent = is_own(actor, person), request.method == "POST"
    form = ReasonForm(request.POST if sent else None)
    read: list[SensitiveProfile] = []
    if own and sent:
        read.append(read_sensitive(actor, person))
    elif sent and not may_read:
        raise NotFound()
    elif sent and form.is_valid():
        carried_out(form, lambda: read.append(read_sensitive(actor, person, reason=form.cleaned_data["reason"])))
    page = {
        "mandate": mandate,
        "profile": read[0] if read else None,
        "may_read": may_read,
        "own": own,
        "form": form,
        "masked": MASKED,
        "may_record": may(actor, Can.RECORD_SENSITIVE, person),
        "told": TOLD.get(request.GET.get("told", "")),
        "readings": list_readings(actor, person) if may_see else None,
        "amendments": list_amendments(actor, person) if may_see else None,
    }
    refused = bool(form.errors) and not own
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    response = render(request, "people/sensitive.html", page, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.RECORD_SENSITIVE)
def amend(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Change what is kept apart of a delegate; what stands there is not shown, an empty field keeps it."""
    person = get_delegate(request.actor, mandate_id).person
    form = SensitiveForm(typed_in(request), filled=find_filled(request.actor, person))
    question = Question(
        heading=_("Sửa dữ liệu riêng của %(name)s") % {"name": person.full_name},
        verb=_("Lưu"),
        back_href=reverse("people:sensitive", args=[mandate_id]),
        consequence=_("Dữ liệu đang có không hiện ở đây. Chỉ ghi những ô cần sửa."),
    )
    response = asked(
        request, question, form, lambda: actions.amend_sensitive(actor=request.actor, person=person, **form.amendment())
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
