"""What the decrees fix about official documents: kinds, issuers, number and symbol, text, days of effect.

Source of the kinds and the order of the parts: Nghị định 30/2020/NĐ-CP, Phụ lục I and III, in force
from 2020-03-05.
"""

from council.documents.law.addresses import (
    CODE_LENGTH,
    CODE_LETTERS,
    issuer_of,
    place_of,
    public_path,
    workspace_path,
)
from council.documents.law.comparing import Line, Mark, Piece, compare, lines_of_text
from council.documents.law.confidentiality import CLASS_NAMES, Confidentiality, opens, usual_class
from council.documents.law.effect import earliest_effect, publishing_due
from council.documents.law.issuers import (
    COMMITTEES,
    ISSUERS,
    Issuer,
    IssuerRule,
    capacity_of,
    covers,
    in_whose_name,
    kinds_of,
    letterhead_lines,
)
from council.documents.law.kinds import (
    FACT_LABELS,
    FORMS,
    KINDS,
    RESOLUTIONS,
    FactName,
    Form,
    FormRule,
    Kind,
    KindRule,
    form_of,
)
from council.documents.law.labels import labelled
from council.documents.law.numbering import (
    ISSUER_CODE,
    OFFICE_UNIT,
    BookKey,
    Findings,
    Numbering,
    book_of,
    check_book,
    fits_pattern,
    symbol_of,
    symbol_without_number,
)
from council.documents.law.outlines import outline
from council.documents.law.tables import Table, pieces_of, table_lines
from council.documents.law.text import Article, Letterhead, Text, missing_of, skeleton

__all__ = [
    "CLASS_NAMES",
    "CODE_LENGTH",
    "CODE_LETTERS",
    "COMMITTEES",
    "FACT_LABELS",
    "FORMS",
    "ISSUERS",
    "ISSUER_CODE",
    "KINDS",
    "OFFICE_UNIT",
    "RESOLUTIONS",
    "Article",
    "BookKey",
    "Confidentiality",
    "FactName",
    "Findings",
    "Form",
    "FormRule",
    "Issuer",
    "IssuerRule",
    "Kind",
    "KindRule",
    "Letterhead",
    "Line",
    "Mark",
    "Numbering",
    "Piece",
    "Table",
    "Text",
    "book_of",
    "capacity_of",
    "check_book",
    "compare",
    "covers",
    "earliest_effect",
    "fits_pattern",
    "form_of",
    "in_whose_name",
    "issuer_of",
    "kinds_of",
    "labelled",
    "letterhead_lines",
    "lines_of_text",
    "missing_of",
    "opens",
    "outline",
    "pieces_of",
    "place_of",
    "public_path",
    "publishing_due",
    "skeleton",
    "symbol_of",
    "symbol_without_number",
    "table_lines",
    "usual_class",
    "workspace_path",
]
