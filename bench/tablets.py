"""A process of its own that is a hall full of tablets: each sends one ballot within two seconds of the word.

It reads one JSON line (address, cookies, taps), prints "ready", begins with the next line that it reads, and prints
one JSON line: of each tap its receipt, or what came instead, and the moment of the answer on the machine's
monotonic clock, with the moment of the first tap.
"""

import asyncio
import json
import random
import sys
import time
from typing import Any
from urllib.parse import urlencode

WITHIN_S = 2.0
PATIENCE_S = 60.0


async def main(told: dict[str, Any]) -> None:
    """Send all taps, spread evenly by chance, each over a connection of its own."""
    moments = random.Random(2026)
    started = time.monotonic()
    taps = [_tap(told, tap, started + moments.uniform(0, WITHIN_S)) for tap in told["taps"]]
    print(json.dumps({"started": started, "answers": await asyncio.gather(*taps)}), flush=True)


async def _tap(told: dict[str, Any], tap: dict[str, str], at: float) -> tuple[str, str, float]:
    """Send one ballot at its moment; return its key, the receipt or what came instead, and when."""
    await asyncio.sleep(at - time.monotonic())
    try:
        receipt = await asyncio.wait_for(_post(told, tap), PATIENCE_S)
    except (OSError, ValueError, KeyError, TimeoutError) as error:
        receipt = f"? {error!r}"
    return tap["key"], receipt, time.monotonic()


async def _post(told: dict[str, Any], tap: dict[str, str]) -> str:
    body = urlencode({"choice": tap["choice"], "key": tap["key"], "prev": ""})
    heads = {
        "Host": told["host"],
        "Cookie": tap["cookie"],
        "X-CSRFToken": told["csrf"],
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = [f"POST {told['path']} HTTP/1.1", *(f"{name}: {value}" for name, value in heads.items()), "", body]
    reader, writer = await asyncio.open_connection("127.0.0.1", told["port"])
    writer.write("\r\n".join(lines).encode())
    answer = (await reader.read()).decode()
    writer.close()
    head, _, rest = answer.partition("\r\n\r\n")
    if " 200 " not in head.splitlines()[0]:
        raise ValueError(head.splitlines()[0], rest[:200])
    receipt: str = json.loads(rest[rest.index("{") : rest.rindex("}") + 1])["receipt"]
    return receipt


if __name__ == "__main__":
    known = json.loads(sys.stdin.readline())
    print("ready", flush=True)
    sys.stdin.readline()
    asyncio.run(main(known))
