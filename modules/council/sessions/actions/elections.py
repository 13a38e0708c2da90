"""Preparing an election: the post, who stands for it, the list closed by the chair or by an open vote."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from council.law import Rules
from council.people.models import Mandate
from council.sessions.actions.preparing_votes import drop_prepared, in_place_of, is_under_vote, prepare_procedural_vote
from council.sessions.actions.refusals import ItemNotReady, ReasonMissing, VoteStillOpen
from council.sessions.actions.refusals_elections import (
    CandidateElected,
    CandidateKnown,
    CandidateOnBoard,
    ElectionsOpen,
    ListEmpty,
    ListNeedsVote,
    ListUnderVote,
    NameMissing,
    NotADelegate,
    PostKnown,
    RoundGoesOn,
    RoundMissing,
    SelfNominationClosed,
)
from council.sessions.models import (
    AgendaItem,
    BoardMember,
    Candidate,
    Election,
    Manner,
    Round,
    RoundLine,
    StandingName,
    Vote,
    VoteMethod,
    VoteSubject,
)
from council.sessions.permissions import Can
from council.sessions.queries.elections import find_board
from council.sessions.workflow import (
    BEGUN_ROUNDS,
    PENDING_ELECTIONS,
    PENDING_ITEMS,
    PENDING_ROUNDS,
    PENDING_VOTES,
    BoardState,
    CandidateState,
    ElectionState,
    RoundState,
    VoteState,
)
from kernel import audit
from kernel.access import Actor, require, take
from kernel.rows import lock
from kernel.vietnamese import name_key

SELF_NOMINATION = "votes.self_nomination"


@dataclass(frozen=True)
class Nominee:
    """Who is put forward, how and by which document; a delegate is named by the mandate alone."""

    manner: Manner
    document: str
    mandate: Mandate | None = None
    name: str = ""
    about: str = ""


@transaction.atomic
def prepare_election(*, actor: Actor, item: AgendaItem, post: str, seats: int) -> Election:
    """Begin the election to a post as a matter of an agenda item.

    :raises NotPermitted: the actor does not prepare elections.
    :raises ItemNotReady: the item is decided, or off the agenda.
    :raises VoteStillOpen: the council votes on the item.
    :raises PostKnown: the item elects to this post already.
    """
    require(actor, Can.PREPARE_ELECTION, item)
    lock(item.session)
    item = lock(item)
    post = " ".join(post.split())
    if item.state not in PENDING_ITEMS:
        raise ItemNotReady()
    if is_under_vote(item):
        raise VoteStillOpen()
    _require_new_post(item, post)
    election: Election = Election.objects.create(session_id=item.session_id, item=item, post=post, seats=seats)
    audit.record(actor, "sessions.prepare_election", election)
    return election


@transaction.atomic
def edit_election(*, actor: Actor, election: Election, version: int, post: str, seats: int) -> Election:
    """Change the post or how many are elected, as long as the list is open.

    :raises NotPermitted: the actor does not prepare elections.
    :raises StepNotAllowed: the list is closed.
    :raises ListUnderVote: the council votes on the list.
    :raises PostKnown: the item elects to this post already.
    :raises VersionClash: somebody else saved it since ``version``.
    """
    election = lock(election, version=version)
    _require_editable(actor, election)
    post = " ".join(post.split())
    _require_new_post(election.item, post, beside=election)
    election.post, election.seats = post, seats
    return saved(actor, election, "edit_election", ["post", "seats"])


@transaction.atomic
def put_forward(*, actor: Actor, election: Election, nominee: Nominee, rules: Rules) -> Candidate:
    """Put somebody on the list of candidates.

    :raises NotPermitted: the actor does not prepare elections.
    :raises StepNotAllowed: the list is closed.
    :raises ListUnderVote: the council votes on the list.
    :raises SelfNominationClosed: the council's rules know no self-nomination.
    :raises NotADelegate: only a delegate stands by her own wish.
    :raises NameMissing: neither a delegate nor a name is given.
    :raises CandidateKnown: the person is on the list.
    :raises CandidateOnBoard: the person sits in the counting board.
    """
    election = lock(election)
    _require_editable(actor, election)
    _require_nominee(election, nominee, rules)
    mandate = nominee.mandate
    candidate: Candidate = Candidate.objects.create(
        election=election,
        mandate=mandate,
        name=mandate.person.full_name if mandate else " ".join(nominee.name.split()),
        about=" ".join(nominee.about.split()) or (mandate.person.main_job if mandate else ""),
        manner=nominee.manner,
        document=" ".join(nominee.document.split()),
    )
    audit.record(actor, "sessions.put_forward", candidate)
    return candidate


@transaction.atomic
def withdraw_candidate(*, actor: Actor, candidate: Candidate, reason: str, now: datetime) -> Candidate:
    """Take somebody off the list, with the reason; the row stays. Not while a round is prepared or under way.

    :raises NotPermitted: the actor does not prepare elections.
    :raises StepNotAllowed: the candidate has withdrawn already.
    :raises ReasonMissing: no reason is given.
    :raises CandidateElected: an announced round elected the candidate.
    :raises RoundGoesOn: the election is over, or a round is prepared or under way.
    :raises ListUnderVote: the council votes on the list.
    """
    if not reason.strip():
        raise ReasonMissing()
    election = lock(candidate.election)
    candidate = lock(candidate)
    step = take("withdraw", actor, candidate)
    if candidate.lines.filter(round__state=RoundState.ANNOUNCED, standing=StandingName.ELECTED).exists():
        raise CandidateElected()
    _require_quiet(election)
    candidate.state, candidate.withdrawn_at, candidate.withdrawn_reason = step.target, now, reason.strip()
    candidate.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    audit.record(actor, "sessions.withdraw_candidate", candidate, fields=("state",), reason=reason)
    return candidate


@transaction.atomic
def close_list(*, actor: Actor, election: Election, now: datetime) -> Election:
    """Close the list as the chair: its candidates are on the paper of the first round.

    :raises NotPermitted: only who chairs closes it.
    :raises StepNotAllowed: it is closed already.
    :raises ListEmpty: nobody stands.
    :raises ListNeedsVote: somebody stands by herself or by a delegate's proposal: the council decides.
    :raises ListUnderVote: the council votes on it.
    """
    election = lock(election)
    step = take("close_list", actor, election)
    standing = _standing(election)
    _require_not_under_vote(election)
    if any(candidate.manner != Manner.PROPOSED for candidate in standing):
        raise ListNeedsVote()
    return _listed(actor, election, step.target, now)


@transaction.atomic
def prepare_list_vote(*, actor: Actor, election: Election, method: VoteMethod = VoteMethod.ELECTRONIC) -> Vote:
    """Prepare the open vote in which the council agrees to the list.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: the list is closed.
    :raises ListEmpty: nobody stands.
    :raises ListUnderVote: the vote is prepared already.
    """
    session = lock(election.session)
    election = lock(election)
    take("agree_list", actor, election)
    _standing(election)
    _require_not_under_vote(election)
    question = f"{VoteSubject.CANDIDATE_LIST.label}: {election.post}"[:500]
    vote = prepare_procedural_vote(
        actor=actor, session=session, subject=VoteSubject.CANDIDATE_LIST, question=question, method=method
    )
    election.list_vote = in_place_of(election.list_vote, vote)
    saved(actor, election, "prepare_list_vote", ["list_vote"])
    return vote


def agree_list(actor: Actor, election: Election, now: datetime) -> None:
    """Close the list because the council agreed to it; the caller counts the vote."""
    election = lock(election)
    _listed(actor, election, take("agree_list", actor, election).target, now)


@transaction.atomic
def reopen_list(*, actor: Actor, election: Election, reason: str) -> Election:
    """Open the list again before any ballot was issued; the prepared round is dropped.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: the list is open, or the election is over.
    :raises ReasonMissing: no reason is given.
    :raises RoundGoesOn: ballots were issued.
    """
    if not reason.strip():
        raise ReasonMissing()
    election = lock(election)
    step = take("reopen_list", actor, election)
    if election.rounds.filter(state__in=BEGUN_ROUNDS | {RoundState.ANNOUNCED, RoundState.ANNULLED}).exists():
        raise RoundGoesOn()
    drop_rounds(actor, election)
    election.state, election.listed_at = step.target, None
    return saved(actor, election, "reopen_list", ["state", "listed_at"], reason=reason)


@transaction.atomic
def end_election(*, actor: Actor, election: Election, reason: str) -> Election:
    """End an election in which not every place was filled; the council may elect at another session.

    :raises NotPermitted: only who chairs ends it.
    :raises StepNotAllowed: the list is open, or the election is over.
    :raises ReasonMissing: no reason is given.
    :raises RoundGoesOn: a round is under way.
    :raises RoundMissing: no result was announced.
    """
    lock(election.session)
    election = lock(election)
    if not election.rounds.filter(state=RoundState.ANNOUNCED).exists():
        take("end", actor, election)
        raise RoundMissing()
    return _over(actor, election, "end", reason)


@transaction.atomic
def drop_election(*, actor: Actor, election: Election, reason: str) -> Election:
    """Hold no election to a post after all.

    :raises NotPermitted: only who chairs may.
    :raises StepNotAllowed: the election is over.
    :raises ReasonMissing: no reason is given.
    :raises RoundGoesOn: a round is under way, or one was announced: such an election is ended instead.
    :raises ListUnderVote: the council votes on the list.
    """
    lock(election.session)
    election = lock(election)
    if election.rounds.filter(state=RoundState.ANNOUNCED).exists():
        raise RoundGoesOn()
    return _over(actor, election, "drop", reason)


def let_go(actor: Actor, item: AgendaItem, reason: str) -> None:
    """End what an item that leaves the agenda would have elected; the caller has locked session and item.

    :raises RoundGoesOn: delegates are voting.
    :raises ListUnderVote: they vote on the list.
    """
    for election in Election.objects.filter(item=item, state__in=PENDING_ELECTIONS).select_for_update():
        _let_go_of(actor, election)
        is_begun = election.rounds.filter(state=RoundState.ANNOUNCED).exists()
        election.state = ElectionState.ENDED if is_begun else ElectionState.DROPPED
        election.state_reason = reason.strip()
        saved(actor, election, "drop_election", ["state", "state_reason"], reason=reason)


def require_elections_over(item: AgendaItem) -> None:
    """Pass when every election of an item has its result.

    :raises ElectionsOpen: one has not.
    """
    if Election.objects.filter(item=item, state__in=PENDING_ELECTIONS).exists():
        raise ElectionsOpen()


def begin_round(election: Election, candidates: list[Candidate], **known: Any) -> Round:
    """Prepare a round: its paper lists the candidates as lists of people go, by the given name."""
    made: Round = Round.objects.create(election=election, **known)
    ordered = sorted(candidates, key=lambda each: (name_key(each.name), str(each.pk)))
    RoundLine.objects.bulk_create(
        RoundLine(round=made, candidate=each, position=place) for place, each in enumerate(ordered, 1)
    )
    return made


def drop_rounds(actor: Actor, election: Election) -> None:
    """Drop the round of an election that was prepared and not begun."""
    for prepared in election.rounds.filter(state=RoundState.PREPARED).select_for_update():
        prepared.state = RoundState.DROPPED
        prepared.save(update_fields=["state"])
        audit.record(actor, "sessions.drop_round", prepared, fields=("state",))


def saved(actor: Actor, election: Election, what: str, fields: list[str], *, reason: str = "") -> Election:
    """Save a locked election as its next version, and write down who did what."""
    election.version += 1
    election.save(update_fields=[*fields, "version"])
    audit.record(actor, f"sessions.{what}", election, fields=fields, reason=reason)
    return election


def _listed(actor: Actor, election: Election, target: Any, now: datetime) -> Election:
    election.state, election.listed_at = target, now
    begin_round(election, _standing(election), number=1, seats=election.seats)
    return saved(actor, election, "close_list", ["state", "listed_at"])


def _over(actor: Actor, election: Election, name: str, reason: str) -> Election:
    step = take(name, actor, election)
    if not reason.strip():
        raise ReasonMissing()
    _let_go_of(actor, election)
    election.state, election.state_reason = step.target, reason.strip()
    return saved(actor, election, f"{name}_election", ["state", "state_reason"], reason=reason)


def _let_go_of(actor: Actor, election: Election) -> None:
    """Drop what was prepared for an election that will not go on: its round, and the vote on its list."""
    if election.rounds.filter(state__in=BEGUN_ROUNDS).exists():
        raise RoundGoesOn()
    on_list = Vote.objects.filter(list_of=election)
    if on_list.filter(state=VoteState.OPEN).exists():
        raise ListUnderVote(_("Hội đồng đang biểu quyết danh sách bầu. Hãy đóng cuộc biểu quyết trước."))
    drop_prepared(actor, on_list)
    drop_rounds(actor, election)


def _standing(election: Election) -> list[Candidate]:
    standing = list(election.candidates.filter(state=CandidateState.STANDING))
    if not standing:
        raise ListEmpty()
    return standing


def _require_editable(actor: Actor, election: Election) -> None:
    take("edit", actor, election)
    _require_not_under_vote(election)


def _require_not_under_vote(election: Election) -> None:
    if election.list_vote is not None and election.list_vote.state in PENDING_VOTES:
        raise ListUnderVote()


def _require_new_post(item: AgendaItem, post: str, *, beside: Election | None = None) -> None:
    same = Election.objects.filter(item=item, post__iexact=post).exclude(state=ElectionState.DROPPED)
    if (same.exclude(pk=beside.pk) if beside else same).exists():
        raise PostKnown()


def _require_nominee(election: Election, nominee: Nominee, rules: Rules) -> None:
    if nominee.manner != Manner.PROPOSED and not rules.allows(SELF_NOMINATION):
        raise SelfNominationClosed()
    if nominee.mandate is None:
        if nominee.manner == Manner.SELF:
            raise NotADelegate()
        if not nominee.name.strip():
            raise NameMissing()
        return
    if election.candidates.filter(state=CandidateState.STANDING, mandate=nominee.mandate).exists():
        raise CandidateKnown()
    # A board in whose place another was elected counts no more.
    counting = Q(board=find_board(election.session)) | Q(board__state=BoardState.PROPOSED)
    of_session = BoardMember.objects.filter(counting, board__session=election.session_id)
    if of_session.filter(mandate__person_id=nominee.mandate.person_id).exists():
        raise CandidateOnBoard()


def _require_quiet(election: Election) -> None:
    if election.state not in PENDING_ELECTIONS or election.rounds.filter(state__in=PENDING_ROUNDS).exists():
        raise RoundGoesOn()
    _require_not_under_vote(election)
