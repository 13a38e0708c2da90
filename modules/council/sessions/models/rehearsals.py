"""What remains of a rehearsal: that there was one, who wiped it and when.

The council's role may not delete. A line here is the order: PostgreSQL carries it out by the owner's function, for a
rehearsal of this very council only, or refuses the line (see ``tenancy/wiping.py``).
"""

from django.db import models

from council.sessions.models.purpose import Purpose
from council.sessions.models.session import CouncilSession
from kernel.keeping import Keeping, Rights
from tenancy import wiping


class WipedRehearsal(models.Model):
    """One rehearsal that was wiped. ``session_key`` was its id; nothing of that id stands anywhere else."""

    id = models.BigAutoField(primary_key=True)
    session_key = models.UUIDField(unique=True)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    wiped_at = models.DateTimeField()
    by = models.UUIDField(null=True)

    keeping = Keeping(Rights.APPEND, personal=("by",), kept="permanent")

    def __str__(self) -> str:
        return self.title


WIPES = wiping.Wipe(
    ledger=WipedRehearsal,
    key="session_key",
    root=CouncilSession,
    only=("purpose", Purpose.REHEARSAL.value),
)
