"""What is done with people: mandates given, suspended, ended; posts taken and left; accounts linked.

Rights follow at once: each action writes the holdings of the person's account, named by the mandate
or the post that they come from. A person without an account gets them when one is linked.
"""

from council.people.actions.accounts import AccountTaken, invite_person, link_account
from council.people.actions.mandates import (
    AlreadyDelegate,
    ReasonMissing,
    add_delegate,
    end_mandate,
    reinstate_mandate,
    suspend_mandate,
)
from council.people.actions.people import record_sensitive, register_person
from council.people.actions.posts import DaysWrong, PostNotFitting, PostTakenAlready, appoint, end_post

__all__ = [
    "AccountTaken",
    "AlreadyDelegate",
    "DaysWrong",
    "PostNotFitting",
    "PostTakenAlready",
    "ReasonMissing",
    "add_delegate",
    "appoint",
    "end_mandate",
    "end_post",
    "invite_person",
    "link_account",
    "record_sensitive",
    "register_person",
    "reinstate_mandate",
    "suspend_mandate",
]
