"""Saving a draft while its form is being filled in, and dropping one that is not wanted."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST

from kernel import clock, limits
from kernel.accounts.doors import signed_in
from kernel.drafts import actions
from kernel.drafts.keeping import has_drafts
from kernel.drafts.models import LONGEST_ADDRESS, FormDraft
from kernel.refusal import NotFound

MOST_SAVED, WITHIN_SECONDS = 120, 60


@require_POST
@signed_in
def save(request: Any) -> HttpResponseBase:
    """Keep what the script sends; the answer says the new version and when, or that another window was here."""
    limits.count("drafts", str(request.actor.account_id), times=MOST_SAVED, seconds=WITHIN_SECONDS)
    seen = request.POST.get("seen", "")
    try:
        draft = actions.save_draft(
            actor=request.actor,
            address=_address(request),
            body=request.POST.get("body", ""),
            seen=int(seen) if seen.isdecimal() else 0,
            now=clock.now(),
        )
    except actions.WrittenElsewhere as refusal:
        return JsonResponse(_told(refusal.draft), status=HTTPStatus.CONFLICT)
    except actions.DraftTooLong:
        return JsonResponse({}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return JsonResponse(_told(draft))


@require_POST
@signed_in
def drop(request: Any) -> HttpResponseBase:
    """Drop a draft and show its form as it was."""
    address = _address(request)
    actions.forget_draft(actor=request.actor, address=address, now=clock.now())
    return HttpResponseRedirect(address)


def _address(request: Any) -> str:
    """Return the address of the form.

    :raises NotFound: the form there keeps no drafts.
    """
    address: str = request.POST.get("address", "")
    if len(address) > LONGEST_ADDRESS or not has_drafts(address, getattr(request, "urlconf", None)):
        raise NotFound()
    return address


def _told(draft: FormDraft) -> dict[str, Any]:
    return {"version": draft.version, "at": f"{draft.saved_at.astimezone(clock.VIETNAM):%H:%M}"}
