"""What sessions do by themselves at night: rehearsals that have stood long enough are wiped."""

from datetime import datetime

from council.rulebook.queries import load_rules
from council.sessions.actions import wipe_old_rehearsals
from kernel import clock
from kernel.access import Actor
from tenancy.postgres.here import here
from tenancy.tasks.tidying import nightly


@nightly
def forget_rehearsals(now: datetime) -> None:
    """Wipe the rehearsals that are older than the council keeps them."""
    rules = load_rules(level=here().tenant.level, at=clock.local_day(now))
    wipe_old_rehearsals(actor=Actor.system("sessions.forget_rehearsals"), now=now, rules=rules)
