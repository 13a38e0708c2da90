"""A line between a browser and the server that counts what comes over it, and can be cut at a byte."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from bench import servers

CHUNK = 64 * 1024


class Line:
    """The line: ``carried`` bytes came from the server since ``reset``; when it ``is_cut`` nothing goes through."""

    def __init__(self, server_port: int) -> None:
        self.server_port, self.port = server_port, 0
        self.carried = 0
        self.cuts_at: int | None = None
        self.is_cut = False
        self._open: set[asyncio.StreamWriter] = set()
        self._ready, self._over = Event(), asyncio.Event()

    def reset(self, *, cuts_at: int | None = None) -> None:
        """Count from nothing; cut the line as soon as so many bytes have come."""
        self.carried, self.cuts_at = 0, cuts_at

    def mend(self) -> None:
        """Let everything through again, for good."""
        self.cuts_at, self.is_cut = None, False

    async def serve(self) -> None:
        """Relay connections until ``close``."""
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._relay, servers.HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        self._hang_up()

    def close(self) -> None:
        """End the line."""
        self._loop.call_soon_threadsafe(self._over.set)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(servers.HOST, self.server_port)
        ends = {writer, back}
        self._open |= ends
        try:
            await asyncio.gather(self._up(reader, back), self._down(there, writer))
        finally:
            self._open -= ends
            for end in ends:
                end.transport.abort()

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                writer.write(chunk)
                await writer.drain()
            writer.write_eof()

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                self.carried += len(chunk)
                if self.cuts_at is not None and self.carried >= self.cuts_at:
                    self.is_cut = True
                    self._hang_up()
                    return
                writer.write(chunk)
                await writer.drain()
            writer.close()

    def _hang_up(self) -> None:
        for end in list(self._open):
            end.transport.abort()


@contextmanager
def line_to(server_port: int) -> Iterator[Line]:
    """Keep a line to a server of this machine until the end of the block."""
    line = Line(server_port)
    thread = Thread(target=lambda: asyncio.run(line.serve()), daemon=True)
    thread.start()
    line._ready.wait()
    try:
        yield line
    finally:
        line.close()
        thread.join(10)
