"""What the product asks of an engine, and what it gets back. Imports nothing: engines run without the product."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Heard:
    """One passage; times in milliseconds from the beginning of the recording. Without words it only tells the way.

    ``text`` empty: the engine has listened up to ``end_ms`` and heard nothing that it could write down.
    """

    start_ms: int
    end_ms: int
    text: str = ""


class NotTaken(Exception):
    """The engine does not read this kind of recording."""


class Engine(Protocol):
    """A class without arguments; a new one is made for each piece of work."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        """Yield what is said in the file from a moment on, in order, each as soon as it is known.

        :raises NotTaken: it does not read this kind of recording.
        """
