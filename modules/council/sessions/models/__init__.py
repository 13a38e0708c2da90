"""The tables of the sessions module."""

from council.sessions.models.articles import DisputedArticle
from council.sessions.models.counting import Annulment, BlockMatter, HandCount, TallySheet
from council.sessions.models.films import Film
from council.sessions.models.floor import Activity, Floor, QuestionGroup, Speech
from council.sessions.models.invitations import Excuse, Invitation
from council.sessions.models.minutes import MinutesLine
from council.sessions.models.planning import Conference, Proposal, YearPlan
from council.sessions.models.presence import (
    Attendance,
    Presence,
    QuorumChoice,
    QuorumLoss,
    RollConfirmation,
    Seat,
    Seating,
)
from council.sessions.models.purpose import Purpose
from council.sessions.models.reading import PaperAudience, PaperNote, PaperOpening, ReadingPlace, Way
from council.sessions.models.rehearsals import WipedRehearsal
from council.sessions.models.scans import ScanCount
from council.sessions.models.session import (
    AgendaItem,
    CouncilSession,
    ItemKind,
    Paper,
    Part,
    Sitting,
    SittingKind,
    Visibility,
)
from council.sessions.models.teams import TeamNote
from council.sessions.models.transcripts import Passage, Source, Transcript, Wording
from council.sessions.models.votes import (
    PROCEDURAL,
    Ballot,
    BallotLog,
    Choice,
    Decision,
    Vote,
    VoteEligible,
    VoteMethod,
    VoteSubject,
)
from council.sessions.models.wall import Scene, Wall, WallScreen

__all__ = [
    "PROCEDURAL",
    "Activity",
    "AgendaItem",
    "Annulment",
    "Attendance",
    "Ballot",
    "BallotLog",
    "BlockMatter",
    "Choice",
    "Conference",
    "CouncilSession",
    "Decision",
    "DisputedArticle",
    "Excuse",
    "Film",
    "Floor",
    "HandCount",
    "Invitation",
    "ItemKind",
    "MinutesLine",
    "Paper",
    "PaperAudience",
    "PaperNote",
    "PaperOpening",
    "Part",
    "Passage",
    "Presence",
    "Proposal",
    "Purpose",
    "QuestionGroup",
    "QuorumChoice",
    "QuorumLoss",
    "ReadingPlace",
    "RollConfirmation",
    "ScanCount",
    "Scene",
    "Seat",
    "Seating",
    "Sitting",
    "SittingKind",
    "Source",
    "Speech",
    "TallySheet",
    "TeamNote",
    "Transcript",
    "Visibility",
    "Vote",
    "VoteEligible",
    "VoteMethod",
    "VoteSubject",
    "Wall",
    "WallScreen",
    "Way",
    "WipedRehearsal",
    "Wording",
    "YearPlan",
]
