"""A process of its own that reads a thousand streams: it tells when each broadcast reached each reader.

``python -m bench.readers PORT ROOM HOST COOKIE READERS BROADCASTS`` prints "ready" when all streams are open, then
one JSON line when all broadcasts came or patience ended: the seconds (of the machine's monotonic clock) at which
each broadcast arrived at each reader.
"""

import asyncio
import json
import sys
import time

PATIENCE_S = 40.0
OPENING_AT_ONCE = 50
MARK = b"data: broadcast "


async def main(port: int, room: str, host: str, cookie: str, readers: int, broadcasts: int) -> None:
    """Open the streams, tell that they are open, then tell what came."""
    request = f"GET /_live/{room}/ HTTP/1.1\r\nHost: {host}\r\nCookie: live={cookie}\r\n\r\n".encode()
    came: list[list[float]] = [[] for _ in range(broadcasts)]
    door = asyncio.Semaphore(OPENING_AT_ONCE)
    opened = await asyncio.gather(*(_open(port, request, door) for _ in range(readers)))
    print("ready", flush=True)
    listening = [asyncio.create_task(_listen(stream, came)) for stream, _writer in opened]
    await asyncio.wait(listening, timeout=PATIENCE_S)
    print(json.dumps(came), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)  # stay until told: memory is being measured
    for task in listening:
        task.cancel()


async def _open(
    port: int, request: bytes, door: asyncio.Semaphore
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open one stream and read on until its first event: then it hears whatever is said in the room."""
    async with door:
        stream, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        head = await stream.readuntil(b"event: version")
        if b" 200 " not in head.splitlines()[0]:
            raise RuntimeError(head[:200].decode())
        return stream, writer


async def _listen(stream: asyncio.StreamReader, came: list[list[float]]) -> None:
    """Note when each broadcast comes; done after the last."""
    while True:
        line = await stream.readline()
        if line.startswith(MARK):
            number = int(line.removeprefix(MARK).split()[0])
            came[number].append(time.monotonic())
            if number == len(came) - 1:
                return


if __name__ == "__main__":
    where, room_name, host_name, pass_, many, times = sys.argv[1:]
    asyncio.run(main(int(where), room_name, host_name, pass_, int(many), int(times)))
