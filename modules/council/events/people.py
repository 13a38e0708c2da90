"""What happens to people: ids and plain values only, never names."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from council.events import Event


@dataclass(frozen=True, kw_only=True)
class DelegateAdded(Event):
    """A person received a mandate. Fires once per mandate, by hand or by import."""

    mandate_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class MandateSuspended(Event):
    """The standing committee suspended a delegate; he keeps counting in the total."""

    mandate_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class MandateReinstated(Event):
    """A suspended delegate is active again."""

    mandate_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Event):
    """A mandate ended before its term: ``how`` is its new state, ``resigned`` and the like.

    Not fired at the end of a term.
    """

    mandate_id: UUID
    how: str
    on: date


@dataclass(frozen=True, kw_only=True)
class DelegateShown(Event):
    """What the public directory shows of a delegate changed: team, constituency, photo. Not for what only we know."""

    mandate_id: UUID


@dataclass(frozen=True, kw_only=True)
class DirectoryShown(Event):
    """What the public directory shows of many changed: the name of a body or constituency, or a list was imported."""

    term_id: UUID


@dataclass(frozen=True, kw_only=True)
class TermClosed(Event):
    """A term of office is over from a day on; all mandates of it have ended."""

    term_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class TermOpened(Event):
    """A term of office is the present one."""

    term_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostTaken(Event):
    """A person was appointed to a post from a day on."""

    post_id: UUID
    person_id: UUID
    role: str
    from_on: date


@dataclass(frozen=True, kw_only=True)
class PostEnded(Event):
    """A post ends with a day; the rights of it end with that day too."""

    post_id: UUID
    person_id: UUID
    role: str
    on: date


@dataclass(frozen=True, kw_only=True)
class DutyGiven(Event):
    """Something that somebody leaves behind was given to a person, who has not taken it yet."""

    duty_id: UUID
    receiver_id: UUID


@dataclass(frozen=True, kw_only=True)
class DutyTaken(Event):
    """A person took over what another leaves behind: the module that knows ``kind`` makes the receiver its new person.

    ``kind`` is empty and ``object_id`` None for a matter that only people know of.
    """

    duty_id: UUID
    kind: str
    object_id: UUID | None
    from_person_id: UUID
    to_person_id: UUID
