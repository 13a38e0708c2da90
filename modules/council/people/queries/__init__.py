"""Reading people: who is a delegate, who holds which post, and what of it everybody may see."""

from council.people.queries.delegates import (
    count_in_office,
    find_account,
    get_clerk,
    get_current_term,
    get_delegate,
    get_own_mandate,
    list_accounts_of_delegates,
    list_delegates,
    list_posts,
    read_sensitive,
)
from council.people.queries.public import PublicDelegate, get_public_delegate, list_public_delegates
from council.people.queries.register import check_sheet, find_open_sheet, get_sheet, load_register, typed_of
from council.people.queries.structure import CommitteeRow, Structure, get_structure, list_committees, list_teams

__all__ = [
    "CommitteeRow",
    "PublicDelegate",
    "Structure",
    "check_sheet",
    "count_in_office",
    "find_account",
    "find_open_sheet",
    "get_clerk",
    "get_current_term",
    "get_delegate",
    "get_own_mandate",
    "get_public_delegate",
    "get_sheet",
    "get_structure",
    "list_accounts_of_delegates",
    "list_committees",
    "list_delegates",
    "list_posts",
    "list_public_delegates",
    "list_teams",
    "load_register",
    "read_sensitive",
    "typed_of",
]
