"""Pictures that people put up: of a sane size, and without what cameras write into them.

A photo tells the place and the hour at which it was taken, the owner's name, sometimes a first version of itself.
Only what is needed to draw it stays: of JPEG's application segments those of colour, and which way is up.
JPEG: ITU-T T.81, annex B; EXIF: CIPA DC-008. PNG: ISO/IEC 15948.
"""

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from kernel.files.kinds import IMAGES, Kind, kind_of_name
from kernel.files.refusals import Damaged, FileRefused, WrongKind

if TYPE_CHECKING:
    from django.core.files.base import File

PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"IDAT", b"IEND"})
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END, FILL = 0xDA, 0xD9, 0xFF
# What may follow 0xFF among the pixels: a stuffed zero, or a restart.
IN_PIXELS = frozenset({0x00, *range(0xD0, 0xD8)})
EXIF, COMMENT = 0xE1, 0xFE
# JFIF and Adobe say how colours are meant; the other application segments tell about the owner.
COLOUR = frozenset({0xE0, 0xEE})
APPLICATION = frozenset(range(0xE0, 0xF0))
ORIENTATION = 0x0112


class PictureSize(FileRefused):
    """Too small to be seen, or so large that drawing it stops a browser."""

    code = "file_picture_size"


def cleaned(upload: "File[Any]", *, limit_bytes: int, sides: tuple[int, int], field: str = "file") -> "File[Any]":
    """Return a picture without what the camera wrote, for the store to judge as any other file.

    ``sides`` are the least and the most pixels of a side.

    :raises FileRefused: it is no whole PNG or JPEG picture of such a size.
    """
    try:
        kind = kind_of_name(upload.name or "")
        if kind not in IMAGES:
            raise WrongKind(_("Chỉ nhận tệp: %(kinds)s.") % {"kinds": "PNG, JPEG"})
        data = upload.read(limit_bytes + 1)
        if len(data) <= limit_bytes and data.startswith(kind.value.start):
            _check_sides(size_of(data, kind), sides)
            data = stripped(data, kind)
    except FileRefused as refusal:
        refusal.field = field
        raise
    return ContentFile(data, name=upload.name)


def _check_sides(found: tuple[int, int], sides: tuple[int, int]) -> None:
    least, most = sides
    if min(found) < least or max(found) > most:
        words = _("Mỗi cạnh của ảnh phải từ %(least)d đến %(most)d điểm ảnh.")
        raise PictureSize(words % {"least": least, "most": most})


def size_of(data: bytes, kind: Kind) -> tuple[int, int]:
    """Return width and height of a picture in pixels.

    :raises Damaged: it does not say.
    """
    try:
        if kind is Kind.PNG:
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        for marker, segment in _segments(data):
            if marker in JPEG_FRAMES:
                height, width = struct.unpack(">HH", segment[5:9])
                return width, height
    except struct.error as error:
        raise Damaged() from error
    raise Damaged()


def stripped(data: bytes, kind: Kind) -> bytes:
    """Return a picture with nothing in it but what draws it.

    :raises Damaged: its parts do not follow each other.
    """
    return _png(data) if kind is Kind.PNG else _jpeg(data)


def _png(data: bytes) -> bytes:
    parts, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] in PNG_KEPT:
            parts.append(data[at:end])
        at = end
    if at != len(data):
        raise Damaged()
    return b"".join(parts)


def _jpeg(data: bytes) -> bytes:
    parts = [data[:2]]
    for marker, segment in _segments(data):
        if marker == EXIF:
            parts.append(_upright(segment))
        elif marker != COMMENT and (marker not in APPLICATION or marker in COLOUR):
            parts.append(segment)
    return b"".join(parts)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and bytes of each segment, a scan with its pixels; what hangs behind the end is no part of it."""
    at, is_drawn = 2, False
    while at + 2 <= len(data) and data[at] == FILL:
        marker = data[at + 1]
        if marker == FILL:
            at += 1
            continue
        if marker == END and is_drawn:
            yield marker, data[at : at + 2]
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(data):
            break
        if marker == SCAN:
            end, is_drawn = _end_of_pixels(data, end), True
        yield marker, data[at:end]
        at = end
    raise Damaged()


def _end_of_pixels(data: bytes, at: int) -> int:
    """Return where the marker after a scan's pixels stands; stuffed bytes and restarts are among the pixels."""
    at = data.find(FILL, at)
    while 0 <= at < len(data) - 1 and data[at + 1] in IN_PIXELS:
        at = data.find(FILL, at + 2)
    return at if at >= 0 else len(data)


def _upright(exif: bytes) -> bytes:
    """Return an EXIF segment that says nothing but which way is up, or nothing when the photo stands already."""
    turned = _orientation(exif[10:]) if exif[4:10] == b"Exif\x00\x00" else 1
    if not 2 <= turned <= 8:
        return b""
    said = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\x00\x00" + said
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(min(count, 200)):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == ORIENTATION:
                return int(value)
    except struct.error:
        return 1
    return 1
