"""The tables of the sessions module."""

from council.sessions.models.invitations import Excuse, Invitation
from council.sessions.models.minutes import MinutesLine
from council.sessions.models.planning import Conference, YearPlan
from council.sessions.models.presence import (
    Attendance,
    Presence,
    QuorumChoice,
    QuorumLoss,
    RollConfirmation,
    Seat,
    Seating,
)
from council.sessions.models.reading import PaperAudience, PaperOpening, ReadingPlace, Way
from council.sessions.models.session import AgendaItem, CouncilSession, ItemKind, Paper, Part, Sitting, Visibility
from council.sessions.models.votes import Ballot, BallotLog, Choice, Decision, Vote, VoteEligible
from council.sessions.models.wall import Scene, Wall, WallScreen

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotLog",
    "Choice",
    "Conference",
    "CouncilSession",
    "Decision",
    "Excuse",
    "Invitation",
    "ItemKind",
    "MinutesLine",
    "Paper",
    "PaperAudience",
    "PaperOpening",
    "Part",
    "Presence",
    "QuorumChoice",
    "QuorumLoss",
    "ReadingPlace",
    "RollConfirmation",
    "Scene",
    "Seat",
    "Seating",
    "Sitting",
    "Visibility",
    "Vote",
    "VoteEligible",
    "Wall",
    "WallScreen",
    "Way",
    "YearPlan",
]
