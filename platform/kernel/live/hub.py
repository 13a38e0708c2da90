"""The hub of one process: it hears each room once from Redis and hands every message to the room's readers.

A reader is a queue of 32 chunks. When she reads too slowly the oldest goes; the next heartbeat's version tells her.
"""

import asyncio
import json
import logging
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from kernel.live import frames, names
from kernel.live.pass_cookie import LIFETIME, Pass

logger = logging.getLogger(__name__)

QUEUE = 32
HEARTBEAT_S = 25.0
HEARD_WITHIN_S = 5.0
LONGEST_PAUSE_S = 5.0
PROCESS = "live:process"  # heard by every hub, so that each new connection is noticed
LOST = (RedisError, OSError, asyncio.TimeoutError)


@dataclass(eq=False)
class Reader:
    """One open stream."""

    held: Pass
    queue: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    def put(self, chunk: bytes) -> None:
        """Hand over a chunk; the oldest goes when there are too many."""
        if self.queue.full():
            self.queue.get_nowait()
        self.queue.put_nowait(chunk)

    def end(self) -> None:
        """Let the stream end at once: what still waits is not sent any more."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Room:
    """The readers of one channel in this process, and the last version they were sent."""

    def __init__(self, place: str, name: str) -> None:
        self.place, self.name = place, name
        self.readers: set[Reader] = set()
        self.version = 0
        self.heard = asyncio.Event()

    def devices(self) -> set[str]:
        """Return the names of those who listen, each once."""
        return {reader.held.device for reader in self.readers}

    def send(self, version: int, html: str) -> None:
        """Send a message once to all; an older one than the last is dropped, its version shows as a gap."""
        if version <= self.version:
            return
        self.version = version
        chunk = frames.message(version, html)
        for reader in self.readers:
            reader.put(chunk)

    def tell_version(self, version: int) -> None:
        """Send the heartbeat; a version below the last means that Redis began to count anew."""
        self.version = min(self.version, version)
        chunk = frames.version(version)
        for reader in self.readers:
            reader.put(chunk)


class Hub:
    """All rooms with readers in this process, over one pub/sub connection and one for questions."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.places: dict[str, set[Reader]] = defaultdict(set)
        self.redis = _redis()
        self.pubsub: Any = None
        self.turn = asyncio.Lock()  # one change of the subscriptions at a time
        self.tasks: list[asyncio.Task[None]] = []
        self.is_stopping = False

    def start(self) -> None:
        """Begin to listen and to beat."""
        self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._beat())]

    async def stop(self) -> None:
        """End all streams and let go of Redis."""
        self.is_stopping = True
        for reader in [reader for readers in self.places.values() for reader in readers]:
            reader.end()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.pubsub = None
        await self.redis.aclose()

    async def enter(self, held: Pass) -> Reader | None:
        """Let a reader into her room; return None when her pass was revoked.

        :raises RedisError: Redis is away, so nobody can say whether the pass still holds.
        """
        reader, channel = Reader(held), names.channel(held.place, held.room)
        room = self.rooms.get(channel)
        if room is None:
            room = self.rooms[channel] = Room(held.place, held.room)
        room.readers.add(reader)
        self.places[held.place].add(reader)
        try:
            await self._hear(channel, room)
            if await self._is_revoked(held):
                await self.leave(reader)
                return None
            reader.put(frames.version(await self._version(room)))
            await self._note(names.seen_key(room.place, room.name), {held.device})
        except BaseException:
            await self.leave(reader)
            raise
        return reader

    async def leave(self, reader: Reader) -> None:
        """Let a reader go; the last one takes the room's channel with her."""
        held = reader.held
        channel = names.channel(held.place, held.room)
        room = self.rooms.get(channel)
        if room:
            room.readers.discard(reader)
        self.places[held.place].discard(reader)
        silent = []
        if room and not room.readers:
            del self.rooms[channel]
            silent.append(channel)
        if not self.places[held.place]:
            del self.places[held.place]
            silent.append(names.control(held.place))
        if silent:
            await self._unhear(silent)
        if room and held.device not in room.devices():
            await self._note_gone(held)

    async def _unhear(self, channels: list[str]) -> None:
        async with self.turn:
            heard = {*self.rooms, *(names.control(place) for place in self.places)}
            if self.pubsub is None or not (silent := [name for name in channels if name not in heard]):
                return
            try:
                await self.pubsub.unsubscribe(*silent)
            except LOST:
                logger.info("live: Redis went away while a room was left")

    async def _hear(self, channel: str, room: Room) -> None:
        async with self.turn:
            if self.pubsub is not None and not room.heard.is_set():
                await self.pubsub.subscribe(names.control(room.place), channel)
        await asyncio.wait_for(room.heard.wait(), HEARD_WITHIN_S)

    async def _is_revoked(self, held: Pass) -> bool:
        moments = await self.redis.mget([names.revoked_key(held.place, whom) for whom in held.whom])
        return any(moment is not None and held.since <= float(moment) for moment in moments)

    async def _version(self, room: Room) -> int:
        return int(await self.redis.get(names.version_key(room.place, room.name)) or 0)

    async def _listen(self) -> None:
        """Hear Redis for as long as the process lives; after each loss begin again and tell the versions."""
        pause = 0.1
        while True:
            try:
                # Without a retry of its own: the loss must be known here.
                async with _redis(retry=Retry(NoBackoff(), 0)) as heard, heard.pubsub() as self.pubsub:
                    await self._begin()
                    while True:
                        if message := await self.pubsub.get_message(timeout=HEARD_WITHIN_S):
                            pause = 0.1
                            await self._take(message)
            except LOST as error:
                logger.warning("live: Redis is away (%s), trying again in %.1f s", type(error).__name__, pause)
            self.pubsub = None
            for room in self.rooms.values():
                room.heard.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)

    async def _begin(self) -> None:
        places = {names.control(room.place) for room in self.rooms.values()}
        async with self.turn:
            await self.pubsub.subscribe(PROCESS, *places, *self.rooms)

    async def _catch_up(self) -> None:
        """After each connection: whoever was revoked meanwhile goes, the others hear what they may have missed."""
        for reader in [reader for readers in self.places.values() for reader in readers]:
            if await self._is_revoked(reader.held):
                reader.end()
        await self._tell_versions()

    async def _take(self, message: dict[str, Any]) -> None:
        channel, room = message["channel"], self.rooms.get(message["channel"])
        if message["type"] == "subscribe" and channel == PROCESS:
            await self._catch_up()
        elif message["type"] == "subscribe" and room:
            room.heard.set()
        elif message["type"] == "message" and channel.endswith(":control"):
            self._end(channel.split(":")[1], json.loads(message["data"]))
        elif message["type"] == "message" and room:
            version, _, html = message["data"].partition("\n")
            room.send(int(version), html)

    def _end(self, place: str, order: dict[str, Any]) -> None:
        whom = set(order["whom"])
        for reader in self.places.get(place, ()):
            if whom & set(reader.held.whom) and reader.held.since <= order["until"]:
                reader.end()

    async def _beat(self) -> None:
        pause = float(getattr(settings, "LIVE_HEARTBEAT_S", HEARTBEAT_S))
        while True:
            await asyncio.sleep(pause)
            try:
                await self._tell_versions()
                await self._tell_devices()
                self._end_outlived()
            except LOST as error:
                logger.info("live: no heartbeat, Redis is away (%s)", type(error).__name__)

    async def _tell_versions(self) -> None:
        rooms = list(self.rooms.values())
        if rooms:
            versions = await self.redis.mget([names.version_key(room.place, room.name) for room in rooms])
            for room, version in zip(rooms, versions, strict=True):
                room.tell_version(int(version or 0))

    async def _tell_devices(self) -> None:
        """Write down who listens, a line a room, so that the desk knows which tablets lost contact."""
        for room in list(self.rooms.values()):
            await self._note(names.seen_key(room.place, room.name), room.devices())

    async def _note(self, key: str, devices: set[str]) -> None:
        now = time.time()
        if known := {device: now for device in devices if device}:
            async with self.redis.pipeline(transaction=False) as pipe:
                await pipe.zadd(key, known).expire(key, LIFETIME).execute()

    async def _note_gone(self, held: Pass) -> None:
        if self.is_stopping:
            return
        try:
            await self._note(names.left_key(held.place, held.room), {held.device})
        except LOST:
            logger.info("live: Redis went away while a device left")

    def _end_outlived(self) -> None:
        now = time.time()
        for readers in self.places.values():
            for reader in readers:
                if reader.held.has_ended(now):
                    reader.end()


def _redis(**options: Any) -> Redis:
    return Redis.from_url(
        settings.REDIS_URL,
        decode_responses=True,
        socket_timeout=HEARD_WITHIN_S,
        socket_connect_timeout=HEARD_WITHIN_S,
        socket_keepalive=True,
        **options,
    )
