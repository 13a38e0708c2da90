"""The kinds of files that the house knows, and how each begins and ends."""

import re
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

import puremagic

from kernel.files.refusals import Damaged

TAIL = 2_048
ZIP_END = b"PK\x05\x06"
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Form:
    """What a kind is called and how its bytes begin; ``label`` is for people."""

    content_type: str
    extensions: tuple[str, ...]
    label: str
    start: bytes


class Kind(Enum):
    """A kind of file, told by its content."""

    PDF = Form("application/pdf", (".pdf",), "PDF", b"%PDF-")
    DOCX = Form(f"{OFFICE}wordprocessingml.document", (".docx",), "Word (.docx)", b"PK\x03\x04")
    XLSX = Form(f"{OFFICE}spreadsheetml.sheet", (".xlsx",), "Excel (.xlsx)", b"PK\x03\x04")
    PNG = Form("image/png", (".png",), "PNG", b"\x89PNG\r\n\x1a\n")
    JPEG = Form("image/jpeg", (".jpg", ".jpeg"), "JPEG", b"\xff\xd8\xff")

    @property
    def content_type(self) -> str:
        """The media type under which it is served."""
        return self.value.content_type

    @property
    def is_office(self) -> bool:
        """Whether it is a zip of XML parts."""
        return self in (Kind.DOCX, Kind.XLSX)


DOCUMENTS = frozenset({Kind.PDF, Kind.DOCX})
SHEETS = frozenset({Kind.XLSX})
IMAGES = frozenset({Kind.PNG, Kind.JPEG})
MAIN_PART = {Kind.DOCX: "word/document.xml", Kind.XLSX: "xl/workbook.xml"}


def kind_of_name(name: str) -> Kind | None:
    """Return the kind that a file's name claims."""
    suffix = Path(name).suffix.lower()
    return next((kind for kind in Kind if suffix in kind.value.extensions), None)


def kind_of_content(path: Path) -> Kind | None:
    """Return the kind of a file by its first bytes; for a zip, by the part that its kind must have.

    puremagic's table of signatures must agree.

    :raises Damaged: it begins as a zip and is none.
    """
    with path.open("rb") as file:
        head = file.read(16)
    fits = [kind for kind in Kind if head.startswith(kind.value.start)]
    if fits and fits[0].is_office:
        fits = [kind for kind in fits if MAIN_PART[kind] in _parts_of(path)]
    if len(fits) != 1:
        return None
    known = {match.extension for match in puremagic.magic_file(path)}
    return fits[0] if known & set(fits[0].value.extensions) else None


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


_ENDS = {
    Kind.PDF: _pdf_ends,
    Kind.DOCX: _zip_ends,
    Kind.XLSX: _zip_ends,
    Kind.PNG: _png_ends,
    Kind.JPEG: _jpeg_ends,
}
