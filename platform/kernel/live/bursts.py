"""What many do at once is told once: drawing the same screens for each of five hundred taps would stop the hall."""

import logging
import time
from collections.abc import Callable

from redis.exceptions import RedisError

from kernel.place import named
from kernel.redis import memory

GAP_MS = 300
# As long as who owes a turn may take at the most, should its process end meanwhile.
OWED_MS = 5_000
logger = logging.getLogger(__name__)


def spaced(name: str, do: Callable[[], None]) -> None:
    """Do something at once, but not again within the gap: then one caller waits and does it for all who came meanwhile.

    The debt is taken off before ``do`` reads anything, so that whoever committed later owes anew and nothing is left
    untold. When Redis does not answer it is done for each.
    """
    try:
        is_mine = _is_turn(name)
    except RedisError as error:
        logger.warning("the burst of %s was not counted: %s", name, type(error).__name__)
        is_mine = True
    if is_mine:
        do()


def _is_turn(name: str) -> bool:
    done, owed = named(f"burst-done:{name}"), named(f"burst-owed:{name}")
    if memory().set(done, 1, nx=True, px=GAP_MS):
        return True
    if not memory().set(owed, 1, nx=True, px=OWED_MS):
        return False
    time.sleep(GAP_MS / 1000)
    with memory().pipeline(transaction=True) as pipe:
        pipe.delete(owed)
        pipe.set(done, 1, px=GAP_MS)
        pipe.execute()
    return True
