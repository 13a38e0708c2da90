"""Films and sounds built of boxes: MP4 and M4A, the same container, told apart by whether it holds pictures.

Source: ISO/IEC 14496-12 (a box is its size, its name and its content; ``mvhd`` says how long the whole lasts, the
``hdlr`` of each track what the track is). Only the frame of the file is walked.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_BOXES, MOST_INSIDE = 10_000, 200
# The boxes on the way to what each track is.
WAY = (b"moov", b"trak", b"mdia")
PICTURES, SOUND = b"vide", b"soun"


class Broken(Exception):
    """The boxes do not follow each other."""


@dataclass(frozen=True)
class Box:
    """One box: its name, and where its content begins and ends."""

    name: bytes
    first: int
    end: int


def film_length(file: BinaryIO) -> int | None:
    """Return how long a film with pictures lasts in milliseconds, 0 when it does not say; None when it is none."""
    return _length_of(file, pictures=True)


def sound_length(file: BinaryIO) -> int | None:
    """Return how long a recording without pictures lasts in milliseconds, 0 when it does not say; None for others."""
    return _length_of(file, pictures=False)


def _length_of(file: BinaryIO, *, pictures: bool) -> int | None:
    try:
        boxes = list(_boxes(file, 0, file.seek(0, 2)))
        names = {box.name for box in boxes}
        if not boxes or boxes[0].name != b"ftyp" or b"moov" not in names or not names & {b"mdat", b"moof"}:
            return None
        tracks = set(_tracks(file, boxes))
        if not tracks & {PICTURES, SOUND} or (PICTURES in tracks) is not pictures:
            return None
        return _milliseconds(file, next(box for box in boxes if box.name == b"moov"))
    except (Broken, struct.error):
        return None


def _boxes(file: BinaryIO, at: int, end: int, most: int = MOST_BOXES) -> Iterator[Box]:
    """Walk from box to box, to the very end.

    :raises Broken: one leads beyond it.
    """
    for _number in range(most):
        if at == end:
            return
        box = _box(file, at, end)
        yield box
        at = box.end
    raise Broken


def _box(file: BinaryIO, at: int, end: int) -> Box:
    file.seek(at)
    head = file.read(16)
    if len(head) < 8:
        raise Broken
    size, name = struct.unpack(">I4s", head[:8])
    first = at + 8
    if size == 1:  # the true size stands behind the name
        size, first = struct.unpack(">Q", head[8:])[0], at + 16
    elif size == 0:  # the last box goes on to the end
        size = end - at
    if at + size < first or at + size > end:
        raise Broken
    return Box(name, first, at + size)


def _tracks(file: BinaryIO, boxes: list[Box], depth: int = 0) -> Iterator[bytes]:
    """Return what each track is: pictures, sound, or something else."""
    for box in boxes:
        if depth < len(WAY) and box.name == WAY[depth]:
            yield from _tracks(file, list(_boxes(file, box.first, box.end, MOST_INSIDE)), depth + 1)
        elif depth == len(WAY) and box.name == b"hdlr":
            file.seek(box.first + 8)
            yield file.read(4)


def _milliseconds(file: BinaryIO, moov: Box) -> int:
    for box in _boxes(file, moov.first, moov.end, MOST_INSIDE):
        if box.name == b"mvhd":
            file.seek(box.first)
            data = file.read(32)
            scale, length = struct.unpack(">IQ", data[20:32]) if data[0] == 1 else struct.unpack(">II", data[12:20])
            return int(length * 1000 // scale) if scale else 0
    return 0
