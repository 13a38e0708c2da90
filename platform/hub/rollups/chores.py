"""Work on figures and publications for every council from the command line: ``dev fleet each NAME``."""

from hub.rollups import recount
from hub.rollups.handing import hand_out_all
from kernel import clock
from tenancy.fleet.chores import ChoreFailed, chore
from tenancy.models import Council


@chore("recount")
def compare(council: Council) -> str:
    """Compare the council's figures with a full count of its rows, and note the run.

    :raises ChoreFailed: a figure differs.
    """
    run = recount.recount(council, at=clock.now(), by="fleet")
    if run.differences:
        raise ChoreFailed(f"{council.key}: {len(run.differences)} figures differ, first {run.differences[0]}")
    return "every figure equals its rows"


@chore("publish")
def publish(council: Council) -> str:  # noqa: ARG001 -- the chore stands in the council
    """Hand out again everything that the council has published; what is known outside already changes nothing."""
    told = hand_out_all()
    return ", ".join(f"{name}: {parts} parts" for name, parts in told.items()) + " handed out"
