"""Films and sounds for tests, built by hand from their formats: as small as a true one can be."""

import io
import math
import struct
import wave

SILENT_FRAME = b"\xff\xfb\x90\x00" + b"\x00" * 413  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes, 26.12 ms


def wav(seconds: float = 1.0, rate: int = 16_000, *, hertz: float = 440.0) -> bytes:
    """A tone, 16 bits, one channel."""
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        samples = (int(12_000 * math.sin(2 * math.pi * hertz * at / rate)) for at in range(int(seconds * rate)))
        made.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return out.getvalue()


def mp3(frames: int = 40, *, before: bytes = b"", after: bytes = b"") -> bytes:
    return before + SILENT_FRAME * frames + after


def id3(size: int) -> bytes:
    """A tag in front of an MP3 file; its size is written with seven bits a byte."""
    return b"ID3\x04\x00\x00" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0)) + b"\x00" * size


def opus(pages: int = 3, *, head: bytes = b"OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00") -> bytes:
    """An Ogg file of Opus: each page goes a second further, 312 samples are skipped at the beginning."""
    first = _page(0, head, begins=True) + _page(0, b"OpusTags" + b"\x00" * 8)
    return first + b"".join(_page(312 + 48_000 * number, b"\xfc" * 200) for number in range(1, pages + 1))


def _page(place: int, payload: bytes, *, begins: bool = False) -> bytes:
    lengths = b"\xff" * (len(payload) // 255) + bytes([len(payload) % 255])
    head = b"OggS\x00" + bytes([2 if begins else 0]) + struct.pack("<qIII", place, 7, 0, 0)
    return head + bytes([len(lengths)]) + lengths + payload


def box(name: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I4s", 8 + len(data), name) + data


def mp4(*tracks: bytes, milliseconds: int = 2_500, version: int = 0) -> bytes:
    """A film or a sound of boxes: one track for each of ``vide`` and ``soun`` that is named."""
    kinds = [box(b"trak", box(b"mdia", box(b"hdlr", b"\x00" * 8, track, b"\x00" * 12))) for track in tracks]
    numbers = struct.pack(">QQIQ" if version else ">IIII", 0, 0, 1000, milliseconds)
    lasts = box(b"mvhd", bytes([version, 0, 0, 0]), numbers, b"\x00" * 80)
    return box(b"ftyp", b"isom\x00\x00\x02\x00isommp42") + box(b"moov", lasts, *kinds) + box(b"mdat", b"\x00" * 64)


def film() -> bytes:
    return mp4(b"vide", b"soun")


def m4a() -> bytes:
    return mp4(b"soun")


def webm(*, kind: bytes = b"webm", size: bytes | None = None) -> bytes:
    head = b"\x42\x82" + bytes([0x80 | len(kind)]) + kind
    content = b"\x16\x54\xae\x6b\x84" + b"\x00" * 4
    length = struct.pack(">Q", 1 << 56 | len(content)) if size is None else size
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(head)]) + head + b"\x18\x53\x80\x67" + length + content
