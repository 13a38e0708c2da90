"""The tables of the sessions module."""

from council.sessions.models.after import LateReason, Sending, SendingWay, SendingWithdrawal, TermKind
from council.sessions.models.articles import DisputedArticle
from council.sessions.models.counted import (
    Lawfulness,
    LawfulStep,
    PapersForm,
    Punctuality,
    StepName,
    StepStanding,
)
from council.sessions.models.counting import Annulment, BlockMatter, HandCount, TallySheet
from council.sessions.models.dossiers import Dossier, DossierMove, DossierPaper
from council.sessions.models.elections import BoardMember, BoardPlace, Candidate, CountingBoard, Election, Manner
from council.sessions.models.films import Film
from council.sessions.models.floor import Activity, Floor, QuestionGroup, Speech
from council.sessions.models.handouts import Handout
from council.sessions.models.invitations import Excuse, Invitation
from council.sessions.models.minutes import MinutesLine
from council.sessions.models.planning import Conference, Proposal, YearMatter, YearPlan
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
from council.sessions.models.recordings import OPEN_LISTENINGS, Listening, Recording
from council.sessions.models.rehearsals import WipedRehearsal
from council.sessions.models.rounds import BallotCount, BallotSheet, Round, RoundAnnulment, RoundLine, StandingName
from council.sessions.models.scans import ScanCount
from council.sessions.models.session import (
    AgendaItem,
    CouncilSession,
    ItemKind,
    Paper,
    Visibility,
)
from council.sessions.models.sittings import Part, Sitting, SittingKind
from council.sessions.models.teams import TeamNote
from council.sessions.models.transcripts import Passage, Source, Transcript, Wording
from council.sessions.models.verification import AnswerKind, Examination, Observer, Remark, View
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
    "OPEN_LISTENINGS",
    "PROCEDURAL",
    "Activity",
    "AgendaItem",
    "Annulment",
    "AnswerKind",
    "Attendance",
    "Ballot",
    "BallotCount",
    "BallotLog",
    "BallotSheet",
    "BlockMatter",
    "BoardMember",
    "BoardPlace",
    "Candidate",
    "Choice",
    "Conference",
    "CouncilSession",
    "CountingBoard",
    "Decision",
    "DisputedArticle",
    "Dossier",
    "DossierMove",
    "DossierPaper",
    "Election",
    "Examination",
    "Excuse",
    "Film",
    "Floor",
    "HandCount",
    "Handout",
    "Invitation",
    "ItemKind",
    "LateReason",
    "LawfulStep",
    "Lawfulness",
    "Listening",
    "Manner",
    "MinutesLine",
    "Observer",
    "Paper",
    "PaperAudience",
    "PaperNote",
    "PaperOpening",
    "PapersForm",
    "Part",
    "Passage",
    "Presence",
    "Proposal",
    "Punctuality",
    "Purpose",
    "QuestionGroup",
    "QuorumChoice",
    "QuorumLoss",
    "ReadingPlace",
    "Recording",
    "Remark",
    "RollConfirmation",
    "Round",
    "RoundAnnulment",
    "RoundLine",
    "ScanCount",
    "Scene",
    "Seat",
    "Seating",
    "Sending",
    "SendingWay",
    "SendingWithdrawal",
    "Sitting",
    "SittingKind",
    "Source",
    "Speech",
    "StandingName",
    "StepName",
    "StepStanding",
    "TallySheet",
    "TeamNote",
    "TermKind",
    "Transcript",
    "View",
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
    "YearMatter",
    "YearPlan",
]
