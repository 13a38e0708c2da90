"""Doing a thing once, however often it is asked for."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.idempotency.models import IdempotencyKey
from kernel.refusal import Refusal

if TYPE_CHECKING:
    from kernel.access import Actor


class KeyReused(Refusal):
    """The key already stands for something else."""

    code = "key_reused"
    message = _("Mã yêu cầu này đã được dùng cho một thao tác khác. Hãy tải lại trang rồi thực hiện lại.")


def digest_of(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a request's values, whatever their order."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def once(*, actor: "Actor", key: UUID, action: str, body_digest: str, perform: Callable[[], Any]) -> Any:
    """Perform and return the result as JSON; a repetition returns the first one's result and performs nothing.

    A second caller waits for the first: it gets the first's result, or performs itself when the first
    rolled back. What ``perform`` raises leaves no trace of the key.

    :raises KeyReused: the key was used for another body, action or account.
    :raises ValueError: the actor has no account.
    """
    if actor.account_id is None:
        raise ValueError("an idempotency key belongs to an account")
    claim = IdempotencyKey(key=key, account_id=actor.account_id, action=action, body_digest=body_digest)
    IdempotencyKey.objects.bulk_create([claim], ignore_conflicts=True)
    used = IdempotencyKey.objects.get(key=key)
    if (used.account_id, used.action, used.body_digest) != (actor.account_id, action, body_digest):
        raise KeyReused()
    if used.pk != claim.pk:
        return used.result
    used.result = json.loads(json.dumps(perform(), cls=DjangoJSONEncoder))
    used.save(update_fields=["result"])
    return used.result
