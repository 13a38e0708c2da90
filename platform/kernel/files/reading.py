"""Reading a file's text, in a process of its own: a hostile file ends that process and nothing else.

A program for ``kernel.apart``: ``main(FILE, "pdf"|"docx"|"xlsx")`` returns ``text``, ``code`` (scripts or files inside)
and ``locked``. It stops at 300 pages or two million letters, and imports nothing of the house.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

MOST_PAGES = 300
MOST_LETTERS = 2_000_000
CPU_S = 20
MEMORY = 1024 * 1024 * 1024
TEXT_PARTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl/sharedStrings\.xml"
    r"|xl/worksheets/sheet\d+\.xml|docProps/(core|app|custom)\.xml"
)
# The end of a paragraph, line, cell of text or property.
LINE_END = re.compile(r"</(?:w:p|w:tc|si|is|dc:\w+|cp:\w+|vt:\w+|Company)>|<w:(?:br|cr)\b[^>]*>")


def read_pdf(path: str) -> dict[str, Any]:
    """Return what a PDF says."""
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"text": "", "code": False, "locked": True}
    text: list[str] = [str(value) for value in (reader.metadata or {}).values()]
    letters = 0
    for page in reader.pages[:MOST_PAGES]:
        text.append(page.extract_text())
        letters += len(text[-1])
        if letters > MOST_LETTERS:
            break
    return {"text": "\n".join(text), "code": has_code(reader), "locked": False}


def has_code(reader: PdfReader) -> bool:
    """Whether a PDF carries scripts, starts programs or holds other files."""
    root = reader.root_object
    names = _resolved(root.get("/Names")) or {}
    if "/JavaScript" in names or "/EmbeddedFiles" in names or "/AA" in root:
        return True
    return _acts(root.get("/OpenAction")) or any(_page_acts(page) for page in reader.pages[:MOST_PAGES])


def _page_acts(page: Any) -> bool:
    if "/AA" in page:
        return True
    notes = [_resolved(note) or {} for note in _resolved(page.get("/Annots")) or []]
    return any(note.get("/Subtype") == "/FileAttachment" or _acts(note.get("/A")) for note in notes)


def _acts(action: Any) -> bool:
    action = _resolved(action)
    return isinstance(action, dict) and action.get("/S") in ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def read_office(path: str) -> dict[str, Any]:
    """Return what a Word or Excel file says, one paragraph or cell a line."""
    text, letters = [], 0
    with zipfile.ZipFile(path) as archive:
        for xml in _parts(archive):
            if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
                return {"text": "", "code": True, "locked": False}
            plain = html.unescape(re.sub(r"<[^>]*>", "", LINE_END.sub("\n", xml)))
            text.append(plain)
            letters += len(plain)
            if letters > MOST_LETTERS:
                break
    return {"text": "\n".join(text), "code": False, "locked": False}


def _parts(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if TEXT_PARTS.fullmatch(name):
            data = archive.read(name)
            yield data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="replace")


def main(path: str, kind: str) -> dict[str, Any]:
    """Read one file and return what it says; any error means that it cannot be read."""
    return read_pdf(path) if kind == "pdf" else read_office(path)
