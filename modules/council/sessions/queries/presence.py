"""What the ledger of presence holds: of one delegate, of a whole sitting, and the code that the hall's screen shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac

from council.law import Noted, PresenceKind, folded
from council.law import Presence as Standing
from council.people.models import Mandate
from council.people.workflow import IN_OFFICE
from council.sessions.models import Attendance, Presence, Sitting
from council.sessions.models.presence import Source
from council.sessions.permissions import Can
from council.sessions.queries.invitations import EXPECTED_NAMES, Expected, expected_in
from council.sessions.workflow import SittingState
from kernel.access import Actor, require

CODE_SECONDS = 60
CODE_DIGITS = 6
# In which forms of a sitting presence is taken through the network.
ONLINE_FORMS = frozenset({"online", "hybrid"})


@dataclass(frozen=True)
class PresenceRow:
    """A delegate with what the ledger comes to in a sitting; ``line`` is the last one, None when nothing was noted."""

    mandate: Mandate
    standing: Standing
    line: Attendance | None
    expected: Expected | None = None

    @property
    def what(self) -> str:
        """What was noted last, empty when nothing was."""
        return str(self.standing.what or "")

    @property
    def at(self) -> datetime | None:
        """When it was noted."""
        return self.line.at if self.line else None

    @property
    def word(self) -> str:
        """What was noted last, in words."""
        return str(Presence(self.what).label) if self.what else ""

    @property
    def expected_word(self) -> str:
        """What she answered to the invitation, in words, as long as nothing was noted."""
        return "" if self.what or self.expected in {None, Expected.SILENT} else str(EXPECTED_NAMES[self.expected])

    @property
    def is_present(self) -> bool:
        """Whether she is in the hall now."""
        return self.standing.is_in_hall


@dataclass(frozen=True)
class ShownCode:
    """The code that the hall's screen shows now, and when the next one comes."""

    digits: str
    changes_at: datetime

    @property
    def spaced(self) -> str:
        """The code as it is read aloud: ``482 913``."""
        return f"{self.digits[:3]} {self.digits[3:]}"


def standing_of(lines: Iterable[Attendance]) -> Standing:
    """Return what lines of one delegate in one sitting come to, oldest first."""
    return folded(Noted(PresenceKind(line.what), line.late_minutes, line.source == Source.CORRECTED) for line in lines)


def lines_of(sitting: Sitting, mandate: Mandate) -> list[Attendance]:
    """Return the lines of one delegate in one sitting, oldest first. The caller got both from a query."""
    return list(Attendance.objects.filter(sitting=sitting, mandate=mandate).oldest_first())


def list_presence(sitting: Sitting) -> list[PresenceRow]:
    """Return every delegate in office with her presence in a sitting, in the order of names; four queries.

    The caller got the sitting from a query.
    """
    lines: dict[object, list[Attendance]] = {}
    for line in Attendance.objects.filter(sitting=sitting).oldest_first():
        lines.setdefault(line.mandate_id, []).append(line)
    mandates = Mandate.objects.filter(state__in=IN_OFFICE).select_related("person", "team").by_name()
    expected = expected_in(sitting)
    return [_row(mandate, lines.get(mandate.id, []), expected.get(mandate.id)) for mandate in mandates]


def takes_online(sitting: Sitting) -> bool:
    """Whether delegates may be present in a sitting through the network."""
    return str(getattr(sitting, "form", "") or sitting.session.form) in ONLINE_FORMS


def is_code(sitting: Sitting, code: str, *, now: datetime) -> bool:
    """Whether it is the code that the screen shows, or the one before: who read it may type it to the end."""
    typed = "".join(code.split())
    window = int(now.timestamp()) // CODE_SECONDS
    return any(constant_time_compare(typed, _code(sitting, window - back)) for back in (0, 1))


def shown_code(actor: Actor, sitting: Sitting, *, now: datetime) -> ShownCode | None:
    """Return the code for the hall's screen; None when the sitting takes no presence any more.

    :raises NotPermitted: the actor does not keep presence: nobody else may read it outside of the hall.
    """
    require(actor, Can.RECORD_PRESENCE, sitting)
    return code_on_wall(sitting, now=now)


def code_on_wall(sitting: Sitting, *, now: datetime) -> ShownCode | None:
    """Return the code for the wall itself, which paired machines alone are shown; None after the sitting."""
    if sitting.state == SittingState.ENDED:
        return None
    window = int(now.timestamp()) // CODE_SECONDS
    changes_at = datetime.fromtimestamp((window + 1) * CODE_SECONDS, tz=now.tzinfo)
    return ShownCode(_code(sitting, window), changes_at)


def _code(sitting: Sitting, window: int) -> str:
    """Derive the code of a stretch of time from the sitting's own secret; nothing of it is stored anywhere."""
    mark = salted_hmac(f"sessions.presence.{sitting.pk}", str(window), algorithm="sha256")
    return f"{int(mark.hexdigest(), 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def _row(mandate: Mandate, lines: list[Attendance], expected: Expected | None) -> PresenceRow:
    return PresenceRow(mandate, standing_of(lines), lines[-1] if lines else None, expected)
