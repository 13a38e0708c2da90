"""The facts that happened, kept in the same commit as the change, and their consequences, exactly once.

An action publishes a frozen dataclass; ``on`` registers the handlers (rooms ``reactions``). After commit the
``wakers`` are called with the place's key; ``drain`` then gives each waiting event to each of its handlers,
one transaction per handler.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate
from kernel.outbox.registry import on, wakers

if TYPE_CHECKING:
    from kernel.outbox.draining import Drained, drain
    from kernel.outbox.publishing import publish

__all__ = ["Drained", "drain", "on", "publish", "wakers"]

__getattr__ = doorplate(__name__, {"publish": "publishing", "drain": "draining", "Drained": "draining"})
