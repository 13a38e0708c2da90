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
from council.people.queries.structure import CommitteeRow, Structure, get_structure, list_committees, list_teams

__all__ = [
    "CommitteeRow",
    "PublicDelegate",
    "Structure",
    "count_in_office",
    "find_account",
    "get_clerk",
    "get_current_term",
    "get_delegate",
    "get_own_mandate",
    "get_public_delegate",
    "get_structure",
    "list_accounts_of_delegates",
    "list_committees",
    "list_delegates",
    "list_posts",
    "list_public_delegates",
    "list_teams",
    "read_sensitive",
]
