"""What happens to a session (kỳ họp), its papers and its votes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from council.events import Event


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(Event):
    """A session is planned; the standing committee and the committees may be told. Not when the plan changes."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionContentAgreed(Event):
    """The joint conference agreed on what the session is about; each further conference says so again."""

    session_id: UUID
    conference_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionConvened(Event):
    """The convening decision was taken; delegates and agencies may be told. Not when a plan is drafted."""

    session_id: UUID
    kind: str
    opening_on: date


@dataclass(frozen=True, kw_only=True)
class GuestInvited(Event):
    """Somebody of a body outside was invited to a session. Not for delegates, whom the convening tells."""

    session_id: UUID
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ExcuseAsked(Event):
    """A delegate asked to be excused; the chair and vice chairs decide."""

    session_id: UUID
    excuse_id: UUID


@dataclass(frozen=True, kw_only=True)
class ExcuseDecided(Event):
    """A delegate's request to be excused was accepted or refused."""

    session_id: UUID
    excuse_id: UUID
    is_accepted: bool


@dataclass(frozen=True, kw_only=True)
class SessionOpened(Event):
    """The session was opened with a quorum. Once for a session, not for each sitting."""

    session_id: UUID
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionPaused(Event):
    """The session was interrupted; it goes on on ``resumes_on``, the same day when it is a short break."""

    session_id: UUID
    paused_on: date
    resumes_on: date


@dataclass(frozen=True, kw_only=True)
class SessionArchived(Event):
    """The file of a closed session is complete and changes no more."""

    session_id: UUID
    archived_on: date


@dataclass(frozen=True, kw_only=True)
class SessionClosed(Event):
    """The session was closed; the terms after closing begin on ``closed_on``."""

    session_id: UUID
    closed_on: date


@dataclass(frozen=True, kw_only=True)
class SessionSentUpward(Event):
    """Resolutions and minutes of a closed session went upward, as the office recorded; another letter says so again."""

    session_id: UUID
    sending_id: UUID
    sent_on: date


@dataclass(frozen=True, kw_only=True)
class SendingWithdrawn(Event):
    """A record of what went upward was wrong and was taken back; the papers themselves are where they are."""

    session_id: UUID
    sending_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Event):
    """A convened session will not be held. Not when a mere plan is removed."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionPostponed(Event):
    """A planned or convened session will not be held on its day; a new day may follow by another plan."""

    session_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class SessionShown(Event):
    """What everybody may read of a session changed: its agenda or its sittings. Not before it is convened."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperReleased(Event):
    """A paper of an agenda item may now be read by the delegates; a new version releases again."""

    session_id: UUID
    item_id: UUID | None
    paper_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperReplaced(Event):
    """A version that the delegates had was replaced by another one, ``by_id``. Not while it was still held."""

    session_id: UUID
    paper_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PaperRecalled(Event):
    """A released paper was taken back; its bytes are served to nobody any more."""

    session_id: UUID
    paper_id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Event):
    """Delegates may vote from now on."""

    session_id: UUID
    vote_id: UUID
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class BallotRecorded(Event):
    """A ballot was acknowledged with a receipt; says neither whose nor which. Not for a repeated tap."""

    vote_id: UUID


@dataclass(frozen=True, kw_only=True)
class VoteClosed(Event):
    """A vote was closed and its outcome computed, adopted or not; carries totals, never a delegate's choice."""

    session_id: UUID
    vote_id: UUID
    closed_at: datetime
    adopted: bool


@dataclass(frozen=True, kw_only=True)
class VoteAnnounced(Event):
    """The chair announced the result of a vote: everybody may know its totals from now on. Not when it is counted."""

    session_id: UUID
    vote_id: UUID


@dataclass(frozen=True, kw_only=True)
class VoteAnnulled(Event):
    """Two people annulled a vote: what it had decided is undone, its numbers stay. Not when it is only asked for."""

    session_id: UUID
    vote_id: UUID
    annulled_at: datetime


@dataclass(frozen=True, kw_only=True)
class CountsDiffer(Event):
    """Two people counted a vote by hand and entered different totals; ``accounts`` are theirs."""

    session_id: UUID
    vote_id: UUID
    accounts: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class BallotsIssued(Event):
    """Papers of a secret ballot were given out; ``board_id`` is the counting board. Says of nobody that she has one."""

    session_id: UUID
    round_id: UUID
    board_id: UUID


@dataclass(frozen=True, kw_only=True)
class BallotCountsDiffer(Event):
    """Two members of a counting board entered different counts; ``accounts`` are theirs."""

    session_id: UUID
    round_id: UUID
    accounts: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class RoundAnnounced(Event):
    """The chair announced the result of a round of an election. Not when it is counted."""

    session_id: UUID
    election_id: UUID
    round_id: UUID
    announced_at: datetime


@dataclass(frozen=True, kw_only=True)
class RoundAnnulled(Event):
    """Two people annulled a round of an election; its counts stay. Not when it is only asked for."""

    session_id: UUID
    round_id: UUID
    annulled_at: datetime


@dataclass(frozen=True, kw_only=True)
class ResolutionAdopted(Event):
    """A vote on a draft resolution reached its threshold. Not for a vote on the agenda or on procedure.

    ``kind`` is the kind of document, ``title`` its subject, ``occasion`` the term and session as printed.
    ``repeats_vote_id`` names the annulled vote in whose place this one was held. ``findings`` are sentences that the
    resolution confirms: who was elected to which post.
    """

    session_id: UUID
    item_id: UUID
    vote_id: UUID
    kind: str
    title: str
    occasion: str
    adopted_on: date
    repeats_vote_id: UUID | None = None
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SpeechesSkipped(Event):
    """Turns that waited on a matter are not called any more; who asked may write. Not for those taken back."""

    session_id: UUID
    item_id: UUID
    speech_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class ListeningAsked(Event):
    """The engine shall write down what a recording says, or go on with it. Nothing is in the transcript yet."""

    session_id: UUID
    listening_id: UUID


@dataclass(frozen=True, kw_only=True)
class TranscriptSent(Event):
    """What was said in a sitting waits for its speakers. Once for a sitting; drafts are told to nobody."""

    session_id: UUID
    sitting_id: UUID
    transcript_id: UUID


@dataclass(frozen=True, kw_only=True)
class TranscriptClosed(Event):
    """The time for reviewing is over, or all have answered; nothing in the transcript changes any more."""

    session_id: UUID
    sitting_id: UUID
    transcript_id: UUID


@dataclass(frozen=True, kw_only=True)
class DossierMoved(Event):
    """A dossier was registered or took a step before the agenda; who has the next step may be told.

    ``move_id`` is the line of its history. Not when what was registered is corrected.
    """

    dossier_id: UUID
    session_id: UUID
    step: str
    move_id: int


@dataclass(frozen=True, kw_only=True)
class DossierPaperGiven(Event):
    """The submitter gave a paper or a new version; the committee may be told. Not when the session takes it over."""

    dossier_id: UUID
    paper_id: UUID


@dataclass(frozen=True, kw_only=True)
class RemarkMoved(Event):
    """A remark was answered, confirmed, disputed or settled. Not when the committee writes or edits it."""

    dossier_id: UUID
    remark_id: UUID
    step: str
