"""Keeping what is typed, and forgetting it."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kernel import locks
from kernel.drafts.models import FormDraft
from kernel.drafts.queries import KEPT
from kernel.refusal import NotFound, Refusal

if TYPE_CHECKING:
    from kernel.access import Actor

LONGEST_BODY = 400_000
MOST_DRAFTS = 50
# Fields that are never kept, whatever their form.
NEVER_KEPT = re.compile(r"csrf|pass|secret|token|otp|draft_seen|^code$|^version_seen$", re.IGNORECASE)


class DraftTooLong(Refusal):
    """More was typed than a draft keeps."""

    code = "draft_too_long"
    message = _("Nội dung quá dài nên không lưu nháp được. Hãy bấm lưu biểu mẫu.")


class WrittenElsewhere(Refusal):
    """Another window saved a draft of this form, or sent it; ``draft`` is what stands now."""

    code = "draft_written_elsewhere"
    message = _("Biểu mẫu này vừa được soạn hoặc đã được gửi ở một cửa sổ khác.")

    def __init__(self, draft: FormDraft) -> None:
        super().__init__()
        self.draft = draft


@transaction.atomic
def save_draft(*, actor: "Actor", address: str, body: str, seen: int, now: datetime) -> FormDraft:
    """Keep what was typed; ``seen`` is the version that this window knows (0: none).

    :raises NotFound: nobody is signed in.
    :raises DraftTooLong: it is longer than a form can be.
    :raises WrittenElsewhere: another window was here since.
    """
    if actor.account_id is None:
        raise NotFound()
    if len(body) > LONGEST_BODY:
        raise DraftTooLong()
    draft = _locked(actor, address)
    if draft is None:
        _make_room(actor)
        return FormDraft.objects.create(account_id=actor.account_id, address=address, body=kept_of(body), saved_at=now)
    if draft.version != seen and draft.saved_at > now - KEPT:
        raise WrittenElsewhere(draft)
    return _changed(draft, body=kept_of(body), now=now)


@transaction.atomic
def forget_draft(*, actor: "Actor", address: str, now: datetime) -> None:
    """Forget what was typed; windows left open learn of it."""
    draft = _locked(actor, address)
    if draft is not None:
        _changed(draft, body="", now=now)


def forget_old_drafts(*, now: datetime) -> int:
    """Delete the drafts that nobody came back to within two weeks; return how many."""
    return FormDraft.objects.filter(saved_at__lte=now - KEPT).delete()[0]


def kept_of(body: str) -> str:
    """Return what of a sent form is kept: everything but tokens, passwords and codes."""
    typed, kept = QueryDict(body), QueryDict(mutable=True)
    for name, values in typed.lists():
        if not NEVER_KEPT.search(name):
            kept.setlist(name, values)
    return kept.urlencode()


def _locked(actor: "Actor", address: str) -> FormDraft | None:
    locks.hold_until_commit(f"drafts:{actor.account_id}")
    return FormDraft.objects.of(actor.account_id).select_for_update().filter(address=address).first()


def _changed(draft: FormDraft, *, body: str, now: datetime) -> FormDraft:
    draft.body, draft.saved_at, draft.version = body, now, draft.version + 1
    draft.save(update_fields=["body", "saved_at", "version"])
    return draft


def _make_room(actor: "Actor") -> None:
    """Drop the oldest drafts, so that an account keeps fifty at most."""
    oldest = FormDraft.objects.of(actor.account_id).order_by("-saved_at", "-id").values_list("pk", flat=True)
    FormDraft.objects.filter(pk__in=list(oldest[MOST_DRAFTS - 1 :])).delete()
