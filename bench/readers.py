"""A process of its own that reads many streams: it tells when each message reached each reader.

``python -m bench.readers PORT ROOM HOST COOKIE READERS MESSAGES`` prints "ready" when all streams are open, then
one JSON line when all messages came or patience ended: the seconds (of the machine's monotonic clock) at which
each message arrived at each reader. Nothing may be said in the room before all streams are open.
"""

import asyncio
import json
import sys
import time

PATIENCE_S = 40.0
OPENING_AT_ONCE = 50
VERSION, MESSAGE = b"event: version\ndata: ", b"id: "


async def main(port: int, room: str, host: str, cookie: str, readers: int, messages: int) -> None:
    """Open the streams, tell that they are open, then tell what came."""
    request = f"GET /_live/{room}/ HTTP/1.1\r\nHost: {host}\r\nCookie: live={cookie}\r\n\r\n".encode()
    came: list[list[float]] = [[] for _ in range(messages)]
    door = asyncio.Semaphore(OPENING_AT_ONCE)
    opened = await asyncio.gather(*(_open(port, request, door) for _ in range(readers)))
    print("ready", flush=True)
    listening = [asyncio.create_task(_listen(stream, version, came)) for stream, version, _writer in opened]
    await asyncio.wait(listening, timeout=PATIENCE_S)
    print(json.dumps(came), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # stay until told: memory is being measured
    for task in listening:
        task.cancel()


async def _open(
    port: int, request: bytes, door: asyncio.Semaphore
) -> tuple[asyncio.StreamReader, int, asyncio.StreamWriter]:
    """Open one stream and read on to the room's version: from then on it hears whatever is said in the room."""
    async with door:
        stream, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        writer.write(request)
        head = await stream.readuntil(VERSION)
        if b" 200 " not in head.splitlines()[0]:
            raise RuntimeError(head[:200].decode())
        return stream, int(await stream.readline()), writer


async def _listen(stream: asyncio.StreamReader, version: int, came: list[list[float]]) -> None:
    """Note when each message comes, by how much its version is ahead of the first; done after the last."""
    while True:
        line = await stream.readline()
        if line.startswith(MESSAGE):
            number = int(line.removeprefix(MESSAGE)) - version - 1
            came[number].append(time.monotonic())
            if number == len(came) - 1:
                return


if __name__ == "__main__":
    where, room_name, host_name, pass_, many, times = sys.argv[1:]
    asyncio.run(main(int(where), room_name, host_name, pass_, int(many), int(times)))
