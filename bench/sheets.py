"""The preview of a list of 500 delegates, 20 of them with a wrong cell, against a plain reading of the same file.

The plain way is openpyxl's own: load the workbook and go through its rows. Ours goes over HTTP through the whole
product in the process (sign-in, upload, the judgement of the file in a process of its own, reading, checking every
cell, the rows and the register, keeping the list, redirect, and the page with the faults): what a person waits for
between the click and the preview. Both in turn.
"""

import io
from typing import Any

from openpyxl import load_workbook
from tests.council.people.lists import five_hundred, workbook_of
from tests.factories.browsers import browser_of
from tests.factories.councils import make_council
from tests.factories.people import make_delegates, make_term

from bench.measure import Report, in_turn
from council.people.models import Mandate, SheetImport
from council.roles import Role
from tenancy.place import entered

ROUNDS, KNOWN = 8, 85
ADDRESS = "/dai-bieu/nhap/"


def run() -> Report:
    """Measure and compare."""
    report = Report("Preview of a list of 500 delegates", __doc__ or "")
    data = workbook_of(five_hundred()).read()
    with entered(make_council()) as council:
        make_term()
        make_delegates(KNOWN)
        browser = browser_of(council, Role.OFFICE_CHIEF)
        taken = in_turn({"plain": lambda: _read(data), "ours": lambda: _preview(browser, data)}, ROUNDS)
        page = _preview(browser, data)
        faults = [mark for mark in ("480/500", "20 ô cần sửa") if mark not in page]
        imported = Mandate.objects.count() - KNOWN
        kept = SheetImport.objects.exclude(rows=[]).count()
    report.add("preview, against openpyxl's plain reading", taken["ours"] / taken["plain"], at_most=12.0)
    report.add("the preview itself", taken["ours"], unit=" s")
    report.add("figures that the page does not tell", len(faults), unit="", at_most=0)
    report.add("people in the register before the import", imported, unit="", at_most=0)
    report.add("lists kept after ten uploads", kept, unit="", at_most=1)
    return report


def _read(data: bytes) -> int:
    book = load_workbook(io.BytesIO(data), read_only=True)
    return sum(1 for _row in book.active.iter_rows(values_only=True))


def _preview(browser: Any, data: bytes) -> str:
    file = io.BytesIO(data)
    file.name = "dai-bieu.xlsx"
    answer = browser.post(ADDRESS, {"started_on": "2026-04-02", "file": file}, follow=True)
    text: str = answer.content.decode()
    return text
