"""The pauses of a council's terms."""

from collections.abc import Sequence
from uuid import UUID

from council.rulebook.models import Pause
from council.rulebook.permissions import Can
from kernel.access import Actor, require
from kernel.refusal import NotFound


def list_pauses(actor: Actor) -> Sequence[Pause]:
    """Return the pauses that were not removed, the latest first.

    :raises NotPermitted: the actor may not read the rules.
    """
    require(actor, Can.READ)
    return list(Pause.objects.kept())


def get_pause(actor: Actor, pause_id: UUID) -> Pause:
    """Return one pause that was not removed.

    :raises NotPermitted: the actor may not read the rules.
    :raises NotFound: there is none.
    """
    require(actor, Can.READ)
    pause = Pause.objects.kept().filter(pk=pause_id).first()
    if pause is None:
        raise NotFound()
    return pause
