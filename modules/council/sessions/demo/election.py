"""Elections for demonstration: of an officer in the session that is over, and one that is still prepared."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from council.documents.actions import edit_draft
from council.documents.law import FactName, Text
from council.documents.models import Document
from council.law import Tally
from council.sessions import actions
from council.sessions.actions.elections import Nominee
from council.sessions.demo.cast import Cast, cast_votes
from council.sessions.demo.printed import printed
from council.sessions.models import AgendaItem, CouncilSession, CountingBoard, Election, Manner, Round

POST = "Phó Trưởng Ban Pháp chế"
TITLE = f"Bầu {POST}"
NEXT_POST = "Phó Trưởng Ban Văn hoá - Xã hội"
PROPOSAL = "18/TTr-TTHĐND"
BOARD_SIZE, CANDIDATES = 3, 2
SPOILT = 1
_MINUTE = timedelta(minutes=1)


def elect_officer(cast: Cast, item: AgendaItem, *, now: datetime, chance: Random) -> Document:
    """Elect an officer in a running session, by paper: board, list, ballots, two counts, minutes, announcement.

    Return the minutes of the counting, still a draft.
    """
    _elect_board(cast, item.session, now=now, chance=chance)
    election = _listed(cast, item, POST)
    election = actions.close_list(actor=cast.chair, election=election, now=now)
    round = actions.issue_ballots(
        actor=cast.chair, round=election.rounds.get(), now=now + 2 * _MINUTE, rules=cast.rules
    )
    round = actions.collect_ballots(actor=cast.chair, round=round, now=now + 8 * _MINUTE)
    round = _counted(cast, round, now=now + 14 * _MINUTE)
    round = actions.announce_round(actor=cast.chair, round=round, now=now + 16 * _MINUTE)
    return _with_secretary(cast, Document.objects.get(pk=round.minutes_id))


def prepare_next_election(cast: Cast, item: AgendaItem) -> Election:
    """Put two people on the list for a post, and propose the board: what the office does before a session."""
    _propose_board(cast, item.session)
    return _listed(cast, item, NEXT_POST, skip=CANDIDATES)


def _propose_board(cast: Cast, session: CouncilSession) -> CountingBoard:
    members = [mandate for mandate, _actor in cast.counters[:BOARD_SIZE]]
    return actions.propose_board(actor=cast.office, session=session, members=members, head=members[0], rules=cast.rules)


def _elect_board(cast: Cast, session: CouncilSession, *, now: datetime, chance: Random) -> None:
    board = _propose_board(cast, session)
    vote = actions.prepare_board_vote(actor=cast.chair, board=board)
    vote = actions.open_vote(actor=cast.chair, vote=vote, now=now, rules=cast.rules)
    cast_votes(cast, vote, now, chance)
    vote = actions.close_vote(actor=cast.chair, vote=vote, now=now + _MINUTE, rules=cast.rules)
    actions.announce_vote(actor=cast.chair, vote=vote, now=now + _MINUTE)


def _listed(cast: Cast, item: AgendaItem, post: str, *, skip: int = 0) -> Election:
    election = actions.prepare_election(actor=cast.office, item=item, post=post, seats=1)
    counting = {mandate.id for mandate, _actor in cast.counters}
    free = [mandate for mandate in cast.mandates if mandate.id not in counting and not mandate.full_time]
    for mandate in free[len(free) // 2 + skip :][:CANDIDATES]:
        nominee = Nominee(Manner.PROPOSED, PROPOSAL, mandate)
        actions.put_forward(actor=cast.office, election=election, nominee=nominee, rules=cast.rules)
    return election


def _counted(cast: Cast, round: Round, *, now: datetime) -> Round:
    """Let two members of the board enter the same count, keep the picture of its sheet, write the minutes."""
    tally = _tally(round)
    counters = [actor for _mandate, actor in cast.counters[:BOARD_SIZE]]
    for counter in counters[:2]:
        actions.enter_ballots(actor=counter, round=round, tally=tally, now=now, rules=cast.rules)
    file = printed(
        "TỜ KIỂM PHIẾU", _sheet_lines(round, tally), name="to-kiem-phieu", actor=counters[0], press=cast.press,
        form="png",
    )  # fmt: skip
    actions.add_ballot_sheet(actor=counters[0], round=round, file=file)
    return actions.minute_round(actor=counters[0], round=round)


def _with_secretary(cast: Cast, minutes: Document) -> Document:
    """Let the office write down who kept the minutes of the board."""
    text = Text.from_json(minutes.body)
    _mandate, secretary = cast.counters[1]
    return edit_draft(
        actor=cast.office,
        document=minutes,
        version=minutes.version,
        subject=minutes.subject,
        text=replace(text, facts=(*text.facts, (FactName.SECRETARY.value, secretary.name))),
        adopted_on=minutes.adopted_on,
        effective_on=minutes.effective_on,
    )


def _tally(round: Round) -> Tally:
    """Return a count in which the first on the paper is elected and one ballot is spoilt."""
    present = round.present or 0
    valid = present - SPOILT
    favour = valid * 4 // 5
    return Tally(present, present, valid, SPOILT, ((favour, valid - favour), (valid - favour, favour)))


def _sheet_lines(round: Round, tally: Tally) -> list[str]:
    names = [line.candidate.name for line in round.lines.select_related("candidate").order_by("position")]
    counted = [f"{name}: {favour}" for name, (favour, _against) in zip(names, tally.marks, strict=True)]
    return [f"Phiếu phát ra {tally.issued}, thu về {tally.returned}, hợp lệ {tally.valid}", *counted]
