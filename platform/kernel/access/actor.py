"""Who acts: an account with the roles it holds on one day.

A holding comes from a dated post or mandate. It begins with its first day and ends with its last
day at 24:00 (roles and permissions, section 5), so both ends are inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class KernelRole(StrEnum):
    """The roles that exist without any council."""

    SYSTEM = "system"  # the product itself: the clock's tasks and reactions
    OPERATOR = "operator"  # the people who run the platform, in the public place only
    READER = "central_reader"  # people of central agencies who read national figures, in the public place only
    EVERYONE = "everyone"  # held by each actor, the anonymous one too; never stored


@dataclass(frozen=True)
class Holding:
    """One role in one scope for a time; ``to_on`` None means that no end is known.

    ``on_behalf_of`` names the document by which the role is exercised for somebody else; empty for one's own.
    """

    role: str
    scope: str
    scope_id: UUID | None
    from_on: date
    to_on: date | None
    source: str
    on_behalf_of: str = ""

    def in_force(self, on: date) -> bool:
        """Tell whether the role is held on a day; both ends count."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True)
class Actor:
    """Everything a permission may depend on. Made anew for each request from the holdings in force.

    ``session_key`` is the stored session's id, not the secret in the cookie. ``on_behalf_of`` names
    the document by which somebody acts for another; ``ticket`` the support access that a council granted.
    ``place`` is the key of the place in which the actor acts. ``given`` and ``taken`` are the pairs of role and
    capability that this place moved; ``simplified`` says that few hands do all the office's work here.
    """

    account_id: UUID | None
    name: str
    person_id: UUID | None
    holdings: frozenset[Holding]
    second_factor: bool = False
    session_key: str = ""
    on_behalf_of: str = ""
    ticket: str = ""
    place: str = ""
    given: frozenset[tuple[str, str]] = frozenset()
    taken: frozenset[tuple[str, str]] = frozenset()
    simplified: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """Return the names of the roles held, whatever their scope."""
        return frozenset(holding.role for holding in self.holdings)

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody is signed in (the system is somebody)."""
        return self.account_id is None and not self.holdings

    def has(self, role: str, *, scope_id: UUID | None = None) -> bool:
        """Tell whether a role is held: anywhere, or in the one scope that is given."""
        return any(
            holding.role == role and (scope_id is None or holding.scope_id == scope_id) for holding in self.holdings
        )

    def acts_for(self, role: str) -> frozenset[str]:
        """Return in which ways a role is held for somebody else: the scopes of the holdings that name a document."""
        return frozenset(one.scope for one in self.holdings if one.role == role and one.on_behalf_of)

    @classmethod
    def system(cls, name: str) -> Actor:
        """Return the actor of an unattended job; it may do what is granted to the role ``system``."""
        whole_time = Holding(KernelRole.SYSTEM, "council", None, date.min, None, "kernel")
        return cls(account_id=None, name=name, person_id=None, holdings=frozenset({whole_time}))


ANONYMOUS = Actor(account_id=None, name="", person_id=None, holdings=frozenset())
