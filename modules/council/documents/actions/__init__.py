"""What is done with official documents, from the draft to the public page.

Nothing printed is ever changed: the text is fixed when it is final, the signatory approves exactly
that text, the clerk's issue gives the next number of the book and makes the PDF.
"""

from council.documents.actions.approving import capacity_of, finalise, reopen, sign
from council.documents.actions.books import cancel_number, explain_gap, open_book, reserve_numbers, set_numbering
from council.documents.actions.drafting import Origin, draft_document, edit_draft
from council.documents.actions.issuing import LARGEST_PDF, issue, publish, withdraw
from council.documents.actions.moves import digest_of
from council.documents.actions.refusals import (
    BookInUse,
    CodeUnknown,
    EffectTooEarly,
    KindNotOfIssuer,
    KindNotPrintable,
    NumberTaken,
    ReasonMissing,
    SecondFactorNeeded,
    TextChanged,
    TextIncomplete,
    TooManyNumbers,
)
from council.documents.actions.signing import issue_document, sign_document

__all__ = [
    "LARGEST_PDF",
    "BookInUse",
    "CodeUnknown",
    "EffectTooEarly",
    "KindNotOfIssuer",
    "KindNotPrintable",
    "NumberTaken",
    "Origin",
    "ReasonMissing",
    "SecondFactorNeeded",
    "TextChanged",
    "TextIncomplete",
    "TooManyNumbers",
    "cancel_number",
    "capacity_of",
    "digest_of",
    "draft_document",
    "edit_draft",
    "explain_gap",
    "finalise",
    "issue",
    "issue_document",
    "open_book",
    "publish",
    "reopen",
    "reserve_numbers",
    "set_numbering",
    "sign",
    "sign_document",
    "withdraw",
]
