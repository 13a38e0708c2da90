"""The kinds of files that the house knows, and how each begins and ends."""

import re
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

import puremagic

from kernel.files.boxes import film_length, sound_length
from kernel.files.refusals import Damaged
from kernel.files.sounds import mp3_length, ogg_length, wav_length
from kernel.files.webm import webm_length

TAIL = 2_048
ZIP_END = b"PK\x05\x06"
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Form:
    """What a kind is called and how its bytes begin; ``label`` is for people.

    Films and sounds have no fixed beginning of their own: they are told by walking through them.
    """

    content_type: str
    extensions: tuple[str, ...]
    label: str
    start: bytes = b""


class Kind(Enum):
    """A kind of file, told by its content."""

    PDF = Form("application/pdf", (".pdf",), "PDF", b"%PDF-")
    DOCX = Form(f"{OFFICE}wordprocessingml.document", (".docx",), "Word (.docx)", b"PK\x03\x04")
    XLSX = Form(f"{OFFICE}spreadsheetml.sheet", (".xlsx",), "Excel (.xlsx)", b"PK\x03\x04")
    PNG = Form("image/png", (".png",), "PNG", b"\x89PNG\r\n\x1a\n")
    JPEG = Form("image/jpeg", (".jpg", ".jpeg"), "JPEG", b"\xff\xd8\xff")
    MP3 = Form("audio/mpeg", (".mp3",), "MP3")
    M4A = Form("audio/mp4", (".m4a",), "M4A")
    WAV = Form("audio/wav", (".wav",), "WAV")
    OGG = Form("audio/ogg", (".ogg", ".oga", ".opus"), "Ogg/Opus")
    MP4 = Form("video/mp4", (".mp4",), "MP4")
    WEBM = Form("video/webm", (".webm",), "WebM")

    @property
    def content_type(self) -> str:
        """The media type under which it is served."""
        return self.value.content_type

    @property
    def is_office(self) -> bool:
        """Whether it is a zip of XML parts."""
        return self in (Kind.DOCX, Kind.XLSX)

    @property
    def has_text(self) -> bool:
        """Whether words can be read out of it."""
        return self in (Kind.PDF, Kind.DOCX, Kind.XLSX)


DOCUMENTS = frozenset({Kind.PDF, Kind.DOCX})
SHEETS = frozenset({Kind.XLSX})
IMAGES = frozenset({Kind.PNG, Kind.JPEG})
SOUNDS = frozenset({Kind.MP3, Kind.M4A, Kind.WAV, Kind.OGG})
FILMS = frozenset({Kind.MP4, Kind.WEBM})
MAIN_PART = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}


def kind_of_name(name: str) -> Kind | None:
    """Return the kind that a file's name claims."""
    suffix = Path(name).suffix.lower()
    return next((kind for kind in Kind if suffix in kind.value.extensions), None)


def kind_of_content(path: Path) -> Kind | None:
    """Return the kind of a file by its first bytes; for a zip, by the part that its kind must have.

    puremagic's table of signatures must agree. What begins as none of them may be a film or a sound.

    :raises Damaged: it begins as a zip and is none.
    """
    with path.open("rb") as file:
        head = file.read(16)
    fits = [kind for kind in Kind if kind.value.start and head.startswith(kind.value.start)]
    if not fits:
        return _film_or_sound(path)
    if fits and fits[0].is_office:
        fits = [kind for kind in fits if MAIN_PART[kind] in _parts_of(path)]
    if len(fits) != 1:
        return None
    known = {match.extension for match in puremagic.magic_file(path)}
    return fits[0] if known & set(fits[0].value.extensions) else None


def length_of(file: BinaryIO, kind: Kind) -> int | None:
    """Return how long a film or sound lasts in milliseconds, 0 when it does not say; None when it is not whole."""
    return _LENGTHS[kind](file)


def _film_or_sound(path: Path) -> Kind | None:
    with path.open("rb") as file:
        return next((kind for kind, length in _LENGTHS.items() if length(file) is not None), None)


def _parts_of(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Damaged() from error


def check_ends(path: Path, kind: Kind) -> None:
    """Make sure that the file ends as its kind does, with nothing else behind it.

    :raises Damaged: it is cut off, or a second file is hidden in it.
    """
    if kind in _LENGTHS:
        return  # it was told by being whole
    with path.open("rb") as file:
        if not _ENDS[kind](file):
            raise Damaged()


def _tail(file: BinaryIO) -> bytes:
    file.seek(0, 2)
    file.seek(max(file.tell() - TAIL, 0))
    return file.read()


def _pdf_ends(file: BinaryIO) -> bool:
    tail = _tail(file)
    return ZIP_END not in tail and re.search(rb"%%EOF[\s\x00]*\Z", tail) is not None


def _zip_ends(file: BinaryIO) -> bool:
    tail = _tail(file)
    at = tail.rfind(ZIP_END)
    return at >= 0 and len(tail) - at == 22 + int.from_bytes(tail[at + 20 : at + 22], "little")


def _png_ends(file: BinaryIO) -> bool:
    """Walk from chunk to chunk: the last is IEND and nothing follows."""
    file.seek(8)
    while len(head := file.read(8)) == 8:
        file.seek(int.from_bytes(head[:4], "big") + 4, 1)
        if head[4:] == b"IEND":
            return file.read(1) == b"" and file.seek(0, 2) == file.tell()
    return False


def _jpeg_ends(file: BinaryIO) -> bool:
    return re.search(rb"\xff\xd9[\s\x00]*\Z", _tail(file)) is not None


_LENGTHS = {
    Kind.MP3: mp3_length,
    Kind.M4A: sound_length,
    Kind.WAV: wav_length,
    Kind.OGG: ogg_length,
    Kind.MP4: film_length,
    Kind.WEBM: webm_length,
}
_ENDS = {
    Kind.PDF: _pdf_ends,
    Kind.DOCX: _zip_ends,
    Kind.XLSX: _zip_ends,
    Kind.PNG: _png_ends,
    Kind.JPEG: _jpeg_ends,
}
