"""What is done with official documents, from the draft to the public page.

Nothing printed is ever changed: the text is fixed when it is final, the signatory approves exactly
that text, the clerk's issue gives the next number of the book and makes the PDF.
"""

from council.documents.actions.approving import capacity_of, finalise, reopen, sign
from council.documents.actions.attachments import attach, detach, move_attachment_up
from council.documents.actions.books import cancel_number, explain_gap, open_book, reserve_numbers, set_numbering
from council.documents.actions.classes import approve_class, change_class, refuse_class
from council.documents.actions.correcting import draft_correction, draft_replacement
from council.documents.actions.drafting import Origin, draft_document, edit_draft, hand_on
from council.documents.actions.issuing import LARGEST_PDF, issue, publish, withdraw
from council.documents.actions.moves import digest_of
from council.documents.actions.refusals import (
    BookInUse,
    CodeUnknown,
    EffectTooEarly,
    KindNotOfIssuer,
    NotPublic,
    NotWithdrawnFirst,
    NumberTaken,
    ReasonMissing,
    SameClass,
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
    "NotPublic",
    "NotWithdrawnFirst",
    "NumberTaken",
    "Origin",
    "ReasonMissing",
    "SameClass",
    "SecondFactorNeeded",
    "TextChanged",
    "TextIncomplete",
    "TooManyNumbers",
    "approve_class",
    "attach",
    "cancel_number",
    "capacity_of",
    "change_class",
    "detach",
    "digest_of",
    "draft_correction",
    "draft_document",
    "draft_replacement",
    "edit_draft",
    "explain_gap",
    "finalise",
    "hand_on",
    "issue",
    "issue_document",
    "move_attachment_up",
    "open_book",
    "publish",
    "refuse_class",
    "reopen",
    "reserve_numbers",
    "set_numbering",
    "sign",
    "sign_document",
    "withdraw",
]
