"""Word and Excel files: zips of XML parts. Their table of contents is judged before anything is unpacked."""

import zipfile
from pathlib import Path

from kernel.files.refusals import CarriesCode, Damaged, FileRefused, Locked, TooComplex

MOST_PARTS = 2_000
MOST_BYTES = 300 * 1024 * 1024
MOST_TIMES = 150  # unpacked to packed, over the whole file
SMALL = 1024 * 1024  # below this a ratio says nothing
CODE = ("vbaproject.bin", "vbadata.xml", "/activex/", "/embeddings/", "/macrosheets/", "/dialogsheets/", "oleobject")


def check_office(path: Path) -> None:
    """Make sure that a Word or Excel file is whole, is no bomb and carries no macro or other file.

    :raises FileRefused: it is not so.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_parts(parts, path.stat().st_size)
            _check_types(archive)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError, OSError, ValueError) as error:
        raise Damaged() from error


def _check_parts(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    bomb = unpacked > SMALL and unpacked > MOST_TIMES * packed
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES or bomb:
        raise TooComplex()
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise Damaged()
    if any(part.flag_bits & 1 for part in parts):
        raise Locked()
    if any(mark in f"/{name.lower()}" for name in names for mark in CODE):
        raise CarriesCode()


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\x00" in name or ".." in name.split("/")


def _check_types(archive: zipfile.ZipFile) -> None:
    """A file with macros says so in its types, whatever its parts are called."""
    with archive.open("[Content_Types].xml") as part:
        types = part.read(SMALL).lower()
    if b"macroenabled" in types or b"vbaproject" in types or b"<!doctype" in types:
        raise CarriesCode()
