"""Excel in and out, for any module: columns, a template, reading hostile files, faults by cell, lists that go out.

A module declares its ``Column`` s; ``template`` makes the workbook that people fill in, ``read_upload`` returns
what they typed as texts, ``check`` turns the texts into values or into ``Fault`` s by row and cell, and
``workbook`` writes a list in which no cell is ever a formula. Nothing here knows what a row means.
"""

from kernel.sheets.checking import Checked, Fault, Line, check, twice
from kernel.sheets.columns import (
    CellWrong,
    Column,
    a_number,
    a_text,
    a_year_or_day,
    an_address_of_mail,
    day_text,
    one_of,
    yes_or_no,
)
from kernel.sheets.reading import Typed, read_upload
from kernel.sheets.refusals import SheetRefused
from kernel.sheets.templates import template
from kernel.sheets.writing import streamed, to_the_minute, workbook

__all__ = [
    "CellWrong",
    "Checked",
    "Column",
    "Fault",
    "Line",
    "SheetRefused",
    "Typed",
    "a_number",
    "a_text",
    "a_year_or_day",
    "an_address_of_mail",
    "check",
    "day_text",
    "one_of",
    "read_upload",
    "streamed",
    "template",
    "to_the_minute",
    "twice",
    "workbook",
    "yes_or_no",
]
