"""What operators do with a whole council: let it begin, stop its workspace, let it go on.

Done in the public place. The status comes to each request with its own switch, so a suspension counts from
the next request on in every process; open streams are ended at once.
"""

import logging

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from kernel import audit, live
from kernel.access import Actor, take
from kernel.refusal import Refusal
from tenancy import hosts
from tenancy.models import Council
from tenancy.place import entered
from tenancy.workflow import Status

logger = logging.getLogger(__name__)

LONGEST_REASON = 500


class ReasonMissing(Refusal):
    """The step needs the document or the reason on which it rests."""

    code = "reason_missing"
    message = _("Hãy ghi căn cứ (số văn bản hoặc lý do).")
    field = "reason"


@transaction.atomic
def activate(*, actor: Actor, council: Council) -> Council:
    """Let a council that has been founded begin its work.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: it works already or is suspended.
    """
    return _step("activate", actor, council, reason="")


@transaction.atomic
def suspend(*, actor: Actor, council: Council, reason: str) -> Council:
    """Stop a council's workspace from the next request on; what it has published stays readable.

    Open streams of the council end once committed.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: the council is not active.
    :raises ReasonMissing: nothing is given on which it rests.
    """
    if not reason.strip():
        raise ReasonMissing()
    council = _step("suspend", actor, council, reason=reason)
    transaction.on_commit(lambda: _end_streams(council))
    return council


@transaction.atomic
def resume(*, actor: Actor, council: Council, reason: str) -> Council:
    """Let a suspended council work again.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: the council is not suspended.
    :raises ReasonMissing: nothing is given on which it rests.
    """
    if not reason.strip():
        raise ReasonMissing()
    return _step("resume", actor, council, reason=reason)


def _step(name: str, actor: Actor, council: Council, *, reason: str) -> Council:
    council = Council.objects.select_for_update().get(pk=council.pk)
    step = take(name, actor, council)
    council.status, council.status_reason = Status(step.target), " ".join(reason.split())[:LONGEST_REASON]
    council.save(update_fields=["status", "status_reason"])
    audit.record(actor, f"tenancy.{name}", council, fields=["status"], reason=council.status_reason)
    transaction.on_commit(hosts.forget)
    return council


def _end_streams(council: Council) -> None:
    """End the council's open streams; a Redis that is away is logged, its streams are cut off anyway."""
    try:
        with entered(council):
            live.revoke(place=True)
    except RedisError:
        logger.exception("the streams of %s could not be ended", council.key)
