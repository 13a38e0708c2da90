"""What is done with official documents, from the draft to the public page.

Nothing printed is ever changed: the text is fixed when it is final, the signatory approves exactly
that text, the clerk's issue gives the next number of the book and makes the PDF.
"""

from council.documents.actions.approving import capacity_of, finalise, reopen, sign
from council.documents.actions.attachments import attach, detach, move_attachment_up
from council.documents.actions.books import (
    cancel_number,
    explain_gap,
    give_to_secret,
    open_book,
    reserve_numbers,
    set_numbering,
)
from council.documents.actions.certificates import (
    Shown,
    confirm_certificate,
    record_certificate,
    withdraw_certificate,
)
from council.documents.actions.classes import approve_class, change_class, refuse_class
from council.documents.actions.correcting import draft_correction, draft_replacement
from council.documents.actions.drafting import Origin, draft_document, edit_draft, hand_on
from council.documents.actions.dropping import drop_draft
from council.documents.actions.issuing import LARGEST_PDF, issue, publish, withdraw
from council.documents.actions.moves import digest_of
from council.documents.actions.outside import (
    ask_outside,
    ask_seal_outside,
    issue_with_file,
    sign_with_file,
    withdraw_request,
)
from council.documents.actions.publicity import record_publicity, remove_publicity
from council.documents.actions.refusals import (
    BookInUse,
    CertificateKnown,
    CodeUnknown,
    EffectTooEarly,
    KindNotOfIssuer,
    NoCertificate,
    NoRequest,
    NotASigner,
    NotPublic,
    NotSignedDigitally,
    NotWithdrawnFirst,
    NumberTaken,
    ReasonMissing,
    SameClass,
    SealMissing,
    SealOfAnotherDay,
    SecondFactorNeeded,
    SignatureUnderWay,
    TextChanged,
    TextIncomplete,
    TooManyNumbers,
)
from council.documents.actions.remote import ask_remote, follow_request, look_again
from council.documents.actions.signing import issue_document, sign_document

__all__ = [
    "LARGEST_PDF",
    "BookInUse",
    "CertificateKnown",
    "CodeUnknown",
    "EffectTooEarly",
    "KindNotOfIssuer",
    "NoCertificate",
    "NoRequest",
    "NotASigner",
    "NotPublic",
    "NotSignedDigitally",
    "NotWithdrawnFirst",
    "NumberTaken",
    "Origin",
    "ReasonMissing",
    "SameClass",
    "SealMissing",
    "SealOfAnotherDay",
    "SecondFactorNeeded",
    "Shown",
    "SignatureUnderWay",
    "TextChanged",
    "TextIncomplete",
    "TooManyNumbers",
    "approve_class",
    "ask_outside",
    "ask_remote",
    "ask_seal_outside",
    "attach",
    "cancel_number",
    "capacity_of",
    "change_class",
    "confirm_certificate",
    "detach",
    "digest_of",
    "draft_correction",
    "draft_document",
    "draft_replacement",
    "drop_draft",
    "edit_draft",
    "explain_gap",
    "finalise",
    "follow_request",
    "give_to_secret",
    "hand_on",
    "issue",
    "issue_document",
    "issue_with_file",
    "look_again",
    "move_attachment_up",
    "open_book",
    "publish",
    "record_certificate",
    "record_publicity",
    "refuse_class",
    "remove_publicity",
    "reopen",
    "reserve_numbers",
    "set_numbering",
    "sign",
    "sign_document",
    "sign_with_file",
    "withdraw",
    "withdraw_certificate",
    "withdraw_request",
]
