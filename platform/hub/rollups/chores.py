"""The recount as work for every council from the command line: ``dev fleet recount``."""

from hub.rollups import recount
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
