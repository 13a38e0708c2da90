"""Engines as they may be, good and bad, for the process in which they run."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from kernel.transcribing.interface import Heard, NotTaken


class Counting:
    """Hears a word for each second from the wanted moment on, of four."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        assert Path(path).is_file()
        for start in range(from_ms, 4_000, 1_000):
            yield Heard(start, start + 1_000, f"  {content_type}\n{start} ")


class Slow(Counting):
    """Hears one word, and then thinks for ever."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        yield Heard(from_ms, from_ms + 1_000, "một")
        time.sleep(60)


class Choosy:
    """Takes no recording at all."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        raise NotTaken


class Broken:
    """Fails in the middle."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        yield Heard(0, 1_000, "một")
        raise RuntimeError("không còn gì")


class Backwards:
    """Goes back to what it has heard already."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        yield Heard(5_000, 6_000, "sau")
        yield Heard(0, 1_000, "trước")


class Chatting:
    """Prints what is none of our lines."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        os.write(1, "đang nghe…\n".encode())
        yield Heard(0, 1_000, "một")


class Greedy:
    """Wants more memory than it may have."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        yield Heard(0, 1_000, str(len(bytearray(600 * 1024 * 1024))))


class Curious:
    """Looks around in what it was given."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        yield Heard(0, 1_000, " ".join(sorted(os.environ)))
