"""Workbooks for tests, written by openpyxl as Excel would write them, and hostile ones by hand."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from kernel.sheets import Column, a_number, a_text, one_of

COLUMNS = (
    Column("name", "Họ và tên", a_text(most=20), required=True, example="Lê Thị Lan"),
    Column("gender", "Giới tính", one_of({"Nam": "male", "Nữ": "female"}), choices=("Nam", "Nữ")),
    Column("team", "Tổ", a_number(least=1, most=60)),
)
HEADINGS = ("Họ và tên *", "Giới tính", "Tổ")


def book(*rows: Sequence[Any], headings: Iterable[str] = HEADINGS) -> bytes:
    """A workbook with headings in the first row and these rows below."""
    made = Workbook()
    made.active.append(list(headings))
    for row in rows:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def upload(data: bytes, name: str = "danh-sach.xlsx") -> SimpleUploadedFile:
    """The file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def with_part(data: bytes, name: str, text: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return out.getvalue()
