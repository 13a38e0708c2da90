"""What is done with people: mandates given, suspended, ended; posts taken and left; accounts linked.

Rights follow at once: each action writes the holdings of the person's account, named by the mandate
or the post that they come from. A person without an account gets them when one is linked.
"""

from council.people.actions.accounts import AccountTaken, invite_person, link_account
from council.people.actions.authorisations import (
    ActingAlready,
    ActingNotFitting,
    AuthorisationIncomplete,
    EndReasonMissing,
    Term,
    authorise,
    end_authorisation,
)
from council.people.actions.handover import (
    DeclineReasonMissing,
    DutiesLeft,
    HandoverOpen,
    ReceiverNotFitting,
    accept_duty,
    add_duty,
    complete_handover,
    decline_duty,
    give_duty,
    open_handover,
)
from council.people.actions.mandates import (
    AlreadyDelegate,
    Background,
    DocumentMissing,
    ReasonMissing,
    add_delegate,
    end_mandate,
    reinstate_mandate,
    suspend_mandate,
)
from council.people.actions.office import OfficeTooLarge, simplify_office
from council.people.actions.people import Private, record_sensitive, register_person
from council.people.actions.posts import DaysWrong, GroundsMissing, PostNotFitting, PostTakenAlready, appoint, end_post
from council.people.actions.public import Letter, set_portrait, write_letter
from council.people.actions.sheets import SheetNotRight, correct_sheet, discard_sheet, import_sheet, take_sheet

__all__ = [
    "AccountTaken",
    "ActingAlready",
    "ActingNotFitting",
    "AlreadyDelegate",
    "AuthorisationIncomplete",
    "Background",
    "DaysWrong",
    "DeclineReasonMissing",
    "DocumentMissing",
    "DutiesLeft",
    "EndReasonMissing",
    "GroundsMissing",
    "HandoverOpen",
    "Letter",
    "OfficeTooLarge",
    "PostNotFitting",
    "PostTakenAlready",
    "Private",
    "ReasonMissing",
    "ReceiverNotFitting",
    "SheetNotRight",
    "Term",
    "accept_duty",
    "add_delegate",
    "add_duty",
    "appoint",
    "authorise",
    "complete_handover",
    "correct_sheet",
    "decline_duty",
    "discard_sheet",
    "end_authorisation",
    "end_mandate",
    "end_post",
    "give_duty",
    "import_sheet",
    "invite_person",
    "link_account",
    "open_handover",
    "record_sensitive",
    "register_person",
    "reinstate_mandate",
    "set_portrait",
    "simplify_office",
    "suspend_mandate",
    "take_sheet",
    "write_letter",
]
