"""What the rules demand of a session, as questions about plain facts. The numbers are council.law's.

Source: rules R-SES-03 (basis of other than regular sessions), R-SES-04 (voters' request), R-SES-06 (convening in time),
R-SES-07 (agenda made public in time), R-SES-08 (joint conference), R-SES-09 (the yearly list), R-SES-10 (remarks
closed), R-SES-11 (dossiers in time), R-SES-12 (verification in time), R-SES-13 (papers in time), R-SES-20 (transcript
after the closing), R-SES-21 (minutes signed), R-SES-22 (sent upward), R-SES-23 (resolutions published), R-SES-24
(papers as files), R-SES-25 (public links).
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from council.law import Deadline, Level, Rules, SessionKind, WorkingCalendar, due

CONFERENCE = "sessions.joint_conference_before_days"
CONVENE = "sessions.convene_before_days"
VOTERS_SHARE = "sessions.voters_request_share"
NOTICE = "sessions.public_notice_before_days"
PAPERS = "sessions.papers_before_days"
DOSSIER = "sessions.dossier_before_days"
VERIFICATION = "sessions.verification_before_days"
DOSSIER_PAPERS = "sessions.dossier_papers"
ONLY_LISTED = "sessions.only_listed_resolutions"
REMARKS_CLOSED = "sessions.remarks_closed_share"
TRANSCRIPT = "sessions.transcript_after_days"
MINUTES = "sessions.minutes_after_days"
SENDING = "sessions.send_up_after_days"
PUBLISHING = "sessions.publish_after_days"
PAPERLESS = "sessions.paperless_share"
PUBLIC_LINK = "sessions.public_link"


class Basis(StrEnum):
    """On whose request a thematic or extraordinary session is held (R-SES-03, voters of a commune by R-SES-04)."""

    STANDING_COMMITTEE = "standing_committee"
    EXECUTIVE_CHAIR = "executive_chair"
    THIRD_OF_DELEGATES = "third_of_delegates"
    VOTERS = "voters"


class DossierPaperKind(StrEnum):
    """What papers a dossier is made of; which of them it must have stands in the parameters, by kind of matter."""

    SUBMISSION = "submission"
    DRAFT = "draft"
    REPORT = "report"
    IMPACT = "impact"
    CONSULTATION = "consultation"
    FRONT_CRITICISM = "front_criticism"
    OTHER = "other"


class Superior(StrEnum):
    """To whom a council sends the resolutions and minutes of a session (R-SES-22)."""

    NA_STANDING_COMMITTEE = "na_standing_committee"
    GOVERNMENT = "government"
    PROVINCE_STANDING_COMMITTEE = "province_standing_committee"
    PROVINCE_EXECUTIVE = "province_executive"


_SUPERIORS = {
    Level.PROVINCE: (Superior.NA_STANDING_COMMITTEE, Superior.GOVERNMENT),
    Level.COMMUNE: (Superior.PROVINCE_STANDING_COMMITTEE, Superior.PROVINCE_EXECUTIVE),
}
_WITHOUT_BASIS = frozenset({SessionKind.REGULAR, SessionKind.INAUGURAL})


def needs_basis(kind: SessionKind) -> bool:
    """Say whether a session of this kind needs somebody's request (R-SES-03)."""
    return kind not in _WITHOUT_BASIS


def needs_conference(kind: SessionKind, rules: Rules) -> bool:
    """Say whether a session of this kind is prepared by a joint conference of the three bodies (R-SES-08)."""
    return rules.for_kind(CONFERENCE, kind) in rules.book


def conference_due(*, opens_on: date, kind: SessionKind, rules: Rules) -> Deadline | None:
    """Return the last day of the joint conference (R-SES-08), None where no term is set; a preview, never refused."""
    if not needs_conference(kind, rules):
        return None
    return due(rules.for_kind(CONFERENCE, kind), base_on=opens_on, rules=rules, binding=False)


def convening_due(*, opens_on: date, kind: SessionKind, rules: Rules, binding: bool = True) -> Deadline:
    """Return the last day on which the session may be convened (R-SES-06)."""
    return due(rules.for_kind(CONVENE, kind), base_on=opens_on, rules=rules, binding=binding)


def notice_due(*, opens_on: date, kind: SessionKind, rules: Rules) -> Deadline:
    """Return the last day on which the expected agenda is made public in time (R-SES-07); never refused."""
    return due(rules.for_kind(NOTICE, kind), base_on=opens_on, rules=rules, binding=False)


def may_voters_request(level: Level) -> bool:
    """Say whether voters of a council of this level can oblige it to meet (R-SES-04)."""
    return level is Level.COMMUNE


def is_voters_request(*, signed: int, listed: int, rules: Rules) -> bool:
    """Say whether more than the law's part of the voters on the last roll signed (R-SES-04), compared exactly."""
    return Fraction(signed, listed) > rules.share(VOTERS_SHARE)


def voters_needed(*, listed: int, rules: Rules) -> int:
    """Return the smallest number of signatures that obliges a council to meet (R-SES-04)."""
    return int(listed * rules.share(VOTERS_SHARE)) + 1


def papers_due(*, opens_on: date, kind: SessionKind, rules: Rules) -> Deadline:
    """Return the last day on which papers reach the delegates in time (R-SES-13); a preview, never refused."""
    return due(rules.for_kind(PAPERS, kind), base_on=opens_on, rules=rules, binding=False)


AGENDA_DEPTH = 3


def number_agenda(depths: Sequence[int]) -> list[str]:
    """Return the numbers of an agenda read from top to bottom, of which each item stands so deep: 1, 1.1, 1.2, 2.

    :raises ValueError: an item stands more than one step below the one before it, or too deep.
    """
    counters: list[int] = []
    numbers = []
    for depth in depths:
        if not 0 <= depth <= len(counters) or depth >= AGENDA_DEPTH:
            raise ValueError("an item stands in no item before it")
        counters = [*counters[:depth], (counters[depth] if depth < len(counters) else 0) + 1]
        numbers.append(".".join(str(number) for number in counters))
    return numbers


def is_late_item(*, today: date, opens_on: date, kind: SessionKind, rules: Rules) -> bool:
    """Say whether an item that is added today comes later than the papers may (R-SES-14)."""
    return today > papers_due(opens_on=opens_on, kind=kind, rules=rules).due_on


def dossier_due(*, opens_on: date, rules: Rules) -> Deadline:
    """Return the last day on which a dossier reaches the verifying committee in time (R-SES-11); never refused."""
    return due(DOSSIER, base_on=opens_on, rules=rules, binding=False)


def verification_due(*, opens_on: date, rules: Rules) -> Deadline:
    """Return the last day of the verification report at the standing committee (R-SES-12); never refused."""
    return due(VERIFICATION, base_on=opens_on, rules=rules, binding=False)


def missing_papers(*, kind: str, given: Collection[str], rules: Rules) -> tuple[DossierPaperKind, ...]:
    """Return the papers that a dossier of this kind must have and has not (R-SES-11), in the order of the rules."""
    needed = rules.options(f"{DOSSIER_PAPERS}.{kind}")
    return tuple(DossierPaperKind(paper) for paper in needed if paper not in given)


def has_ground(*, is_resolution: bool, is_listed: bool, exception: str) -> bool:
    """Say whether a matter has its ground: a line of the year's list, or a direction by name (R-SES-09).

    Reports are not resolutions, and need none.
    """
    return not is_resolution or is_listed or bool(exception.strip())


def are_remarks_closed(*, closed: int, total: int, rules: Rules) -> bool:
    """Say whether enough of the remarks are confirmed, or settled by the standing committee (R-SES-10)."""
    return total == 0 or Fraction(closed, total) >= rules.share(REMARKS_CLOSED)


def working_days_late(*, due_on: date, came_on: date, calendar: WorkingCalendar) -> int:
    """Return by how many working days something missed its last day, 0 when it came in time.

    The last day is not counted, the day on which it came is; what comes on a day off after the last day counts as
    come on the next working day, and so is late by at least one.
    """
    if came_on <= due_on:
        return 0
    days = (due_on + timedelta(days=number) for number in range(1, (came_on - due_on).days + 1))
    return max(1, sum(calendar.is_working(day) for day in days))


def transcript_due(*, closed_on: date, rules: Rules) -> Deadline:
    """Return the last day on which speakers review what was written down of them (R-SES-20); never refused."""
    return due(TRANSCRIPT, base_on=closed_on, rules=rules, binding=False)


def minutes_due(*, closed_on: date, rules: Rules) -> Deadline:
    """Return the last day on which chair and secretary sign the minutes in time (R-SES-21); never refused."""
    return due(MINUTES, base_on=closed_on, rules=rules, binding=False)


def sending_due(*, closed_on: date, rules: Rules) -> Deadline:
    """Return the last day on which resolutions and minutes go upward in time (R-SES-22); never refused."""
    return due(SENDING, base_on=closed_on, rules=rules, binding=False)


def publishing_due(*, adopted_on: date, rules: Rules) -> Deadline:
    """Return the last day on which an adopted resolution is published in time (R-SES-23); never refused."""
    return due(PUBLISHING, base_on=adopted_on, rules=rules, binding=False)


def paperless_share(*, electronic: int, on_paper: int) -> Fraction | None:
    """Return the exact part of the papers that came as files (R-SES-24), None when there are none."""
    return Fraction(electronic, electronic + on_paper) if electronic + on_paper else None


def has_public_links(rules: Rules) -> bool:
    """Say whether papers that are not restricted have public links and codes (R-SES-25)."""
    return rules.allows(PUBLIC_LINK)


def superiors(level: Level) -> tuple[Superior, ...]:
    """Return to whom a council of this level sends what a session adopted (R-SES-22)."""
    return _SUPERIORS[level]


def public_path(session_id: UUID) -> str:
    """Return the path of a session on its council's public pages."""
    return f"/cong-khai/ky-hop/{session_id}/"


def public_paper_path(paper_id: UUID) -> str:
    """Return the path of a public paper on its council's public pages."""
    return f"/cong-khai/ky-hop/tai-lieu/{paper_id}/"


def workspace_path(session_id: UUID) -> str:
    """Return the path of a session in the workspace of the council's people."""
    return f"/ky-hop/{session_id}/"


def paper_path(paper_id: UUID) -> str:
    """Return the path at which a paper is read, by whom it is meant for."""
    return f"/ky-hop/tai-lieu/{paper_id}/doc/"


def invitation_path(invitation_id: UUID) -> str:
    """Return the path at which an invitation is answered."""
    return f"/ky-hop/giay-moi/{invitation_id}/"


def excuse_path(excuse_id: UUID) -> str:
    """Return the path at which a request to be excused is decided."""
    return f"/ky-hop/xin-vang/{excuse_id}/"


def vote_path(vote_id: UUID) -> str:
    """Return the path of a vote in the workspace of the council's people."""
    return f"/ky-hop/bieu-quyet/{vote_id}/"


def speech_text_path(speech_id: UUID) -> str:
    """Return the path on which a delegate writes what there was no time to say."""
    return f"/phien-hop/phat-bieu/{speech_id}/van-ban/"


def dossier_path(dossier_id: UUID) -> str:
    """Return the path of a dossier, the same for its submitter, the committee and the office."""
    return f"/ho-so-trinh/{dossier_id}/"


def election_path(election_id: UUID) -> str:
    """Return the path of an election in the workspace of the council's people."""
    return f"/ky-hop/bau-cu/{election_id}/"


def own_passages_path() -> str:
    """Return the path on which a delegate reviews what she said."""
    return "/ky-hop/loi-cua-toi/"


def ordinal(number: int) -> str:
    """Return the number of a session in words as papers write it: ``thứ nhất``, ``thứ 7``."""
    return "thứ nhất" if number == 1 else f"thứ {number}"
