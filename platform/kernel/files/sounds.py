"""Recordings of sound: WAV, MP3 and Ogg, walked from piece to piece to the very end, and how long they last.

Sources: RFC 3533 and 7845 (Ogg, Opus), the Vorbis I specification section 4.2, the RIFF WAVE format, ISO/IEC 11172-3
and 13818-3 (frames of MPEG audio, layer III) with the tags of id3.org in front of and behind them.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

MOST_PIECES = 2_000_000  # fourteen hours of MP3
MOST_CHUNKS = 1_000  # of a WAV file
# Kilobits a second by the four bits of a frame's head, for MPEG 1 and for MPEG 2 and 2.5.
RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
SAMPLES_A_SECOND = (44_100, 48_000, 32_000, 0)
SLOWER = {3: 1, 2: 2, 0: 4}  # how much slower than MPEG 1 a version samples
TAG_BYTES, APE_HEAD_BYTES = 128, 32
FEWEST_FRAMES = 2
OPUS_A_SECOND = 48_000


def wav_length(file: BinaryIO) -> int | None:
    """Return how long a WAV file lasts in milliseconds; None when it is none, or is cut off."""
    end = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return None
    bytes_a_second, sounding, at = 0, 0, 12
    for _number in range(MOST_CHUNKS):
        file.seek(at)
        piece = file.read(8)
        if len(piece) < 8:
            break
        name, size = struct.unpack("<4sI", piece)
        if name == b"fmt " and size >= 16:
            bytes_a_second = struct.unpack("<8xI4x", file.read(16).ljust(16, b"\0"))[0]
        if name == b"data":
            sounding += size
        at += 8 + size + size % 2
    is_whole = at in (end, end + 1)  # some leave out the last byte, which only makes the size even
    return sounding * 1000 // bytes_a_second if is_whole and bytes_a_second and sounding else None


def mp3_length(file: BinaryIO) -> int | None:
    """Return how long an MP3 file lasts in milliseconds; None when it is none, or something else is hidden in it."""
    end = file.seek(0, 2)
    at, frames, seconds = _behind_tag(file), 0, 0.0
    while frames < MOST_PIECES:
        file.seek(at)
        head = file.read(4)
        size, lasts = _frame(head)
        if size == 0:
            is_over = _behind_last_tag(file, at) == end
            return int(seconds * 1000) if frames >= FEWEST_FRAMES and is_over else None
        frames, seconds = frames + 1, seconds + lasts
        at += size
        if at > end:  # recorders that are switched off leave half a frame
            return int(seconds * 1000) if frames > FEWEST_FRAMES else None
    return None


def _behind_tag(file: BinaryIO) -> int:
    """Return where the first frame is looked for: behind the tag, whose size is written with seven bits a byte."""
    file.seek(0)
    head = file.read(10)
    if len(head) < 10 or head[:3] != b"ID3":
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return 10 + size + (10 if head[5] & 0x10 else 0)


def _frame(head: bytes) -> tuple[int, float]:
    """Return how many bytes a frame takes and how many seconds it lasts; (0, 0) when none begins here."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0, 0.0
    version = head[1] >> 3 & 3
    if version not in SLOWER:
        return 0, 0.0
    is_first = version == 3
    rate = (RATES_1 if is_first else RATES_2)[head[2] >> 4]
    a_second = SAMPLES_A_SECOND[head[2] >> 2 & 3] // SLOWER[version]
    if not rate or not a_second:
        return 0, 0.0
    samples = 1152 if is_first else 576
    return samples * rate * 125 // a_second + (head[2] >> 1 & 1), samples / a_second


def _behind_last_tag(file: BinaryIO, at: int) -> int:
    """Return where the tags behind the last frame end: an APE tag, then one of 128 bytes, each if there is one."""
    file.seek(at)
    head = file.read(16)
    if head[:8] == b"APETAGEX" and len(head) == 16:
        at += APE_HEAD_BYTES + struct.unpack("<I", head[12:])[0]
        file.seek(at)
        head = file.read(3)
    return at + TAG_BYTES if head[:3] == b"TAG" else at


def ogg_length(file: BinaryIO) -> int | None:
    """Return how long an Ogg file of Opus or Vorbis lasts in milliseconds; None when it is none, or has pictures."""
    last, a_second, skipped = 0, 0, 0
    for is_first, place, payload in _pages(file):
        if place is None:
            return None
        if is_first:
            a_second, skipped = _heard_in(payload)
            if not a_second:
                return None
        last = max(last, place)
    return max(last - skipped, 0) * 1000 // a_second if a_second else None


def _pages(file: BinaryIO) -> Iterator[tuple[bool, int | None, bytes]]:
    """Walk from page to page: whether a stream begins, up to which sample it goes, how it begins; None: broken."""
    end, at = file.seek(0, 2), 0
    for _number in range(MOST_PIECES):
        if at == end:
            return
        file.seek(at)
        head = file.read(27)
        lengths = file.read(head[26]) if len(head) == 27 and head[:4] == b"OggS" else b""
        size = 27 + len(lengths) + sum(lengths)
        if len(head) < 27 or head[:4] != b"OggS" or at + size > end:
            break
        place = struct.unpack("<q", head[6:14])[0]
        is_first = bool(head[5] & 2)
        yield is_first, max(place, 0), file.read(32) if is_first else b""
        at += size
    yield False, None, b""


def _heard_in(payload: bytes) -> tuple[int, int]:
    """Return samples a second and the samples to skip at the beginning of a stream; (0, 0) when it is no sound."""
    if payload[:8] == b"OpusHead" and len(payload) >= 12:
        return OPUS_A_SECOND, struct.unpack("<H", payload[10:12])[0]
    if payload[:7] == b"\x01vorbis" and len(payload) >= 16:
        return struct.unpack("<I", payload[12:16])[0], 0
    return 0, 0
