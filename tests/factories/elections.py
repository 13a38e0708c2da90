"""Elections for tests: a hall with a counting board, a list that is closed, a round that is counted."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from council.law import Tally
from council.roles import Role
from council.sessions import actions
from council.sessions.actions.elections import Nominee
from council.sessions.models import BallotSheet, Candidate, CountingBoard, Election, Manner, Round, Vote
from council.sessions.workflow import BoardState
from kernel.access import Actor
from tests.factories.actors import actor_with
from tests.factories.sessions import AT_OPENING, CHAIR, OFFICE, RULES, SECRETARY, Hall, make_file, make_hall

LATER = AT_OPENING + timedelta(hours=1)
POST = "Phó Chủ tịch Hội đồng nhân dân"


@dataclass
class Ballot:
    """An election in a hall of ten delegates, of whom the last three are the counting board."""

    hall: Hall
    election: Election
    board: CountingBoard

    @property
    def round(self) -> Round:
        """Return the latest round."""
        return self.election.rounds.order_by("created_at", "id").last()

    @property
    def counters(self) -> list[Actor]:
        """Return the members of the board as they act."""
        members = self.board.members.select_related("mandate__person").order_by("id")
        return [actor_with(Role.DELEGATE, person=member.mandate.person) for member in members]

    def put(self, number: int, **changes: Any) -> Candidate:
        """Put a delegate of the hall on the list."""
        known = {"manner": Manner.PROPOSED, "document": "Tờ trình 12/TTr-TTHĐND", "mandate": self.hall.mandates[number]}
        nominee = Nominee(**{**known, **changes})
        return actions.put_forward(actor=OFFICE, election=self.election, nominee=nominee, rules=RULES)

    def close(self) -> Round:
        """Close the list as the chair."""
        self.election = actions.close_list(actor=CHAIR, election=self.election, now=AT_OPENING)
        return self.round

    def issue(self, **changes: Any) -> Round:
        """Give out the ballots."""
        given = {"actor": SECRETARY, "round": self.round, "now": AT_OPENING, "rules": RULES}
        return actions.issue_ballots(**{**given, **changes})

    def collect(self) -> Round:
        """Close the box."""
        return actions.collect_ballots(actor=SECRETARY, round=self.round, now=LATER)

    def enter(self, tally: Tally, by: int, **changes: Any) -> Any:
        """Enter what one member of the board counted."""
        given = {"actor": self.counters[by], "round": self.round, "now": LATER, "rules": RULES, "tally": tally}
        return actions.enter_ballots(**{**given, **changes})

    def count(self, *marks: tuple[int, int], issued: int = 10, invalid: int = 0) -> Round:
        """Let two members enter the same count, with the picture of their sheet."""
        tally = Tally(issued, issued, issued - invalid, invalid, marks)
        counters = self.counters
        for by in (0, 1):
            self.enter(tally, by, actor=counters[by])
        BallotSheet.objects.create(round=self.round, file=make_file("kiem-phieu.jpg"), added_by=counters[0].account_id)
        return self.round

    def announce(self) -> Round:
        """Write the minutes and announce the result."""
        made = actions.minute_round(actor=self.counters[0], round=self.round)
        made = actions.announce_round(actor=CHAIR, round=made, now=LATER)
        self.election.refresh_from_db()
        return made

    def annul(self) -> Round:
        """Annul the latest round as two people do it."""
        asked = actions.ask_round_annulment(actor=SECRETARY, round=self.round, reason="Thừa một phiếu", now=LATER)
        made = actions.confirm_round_annulment(actor=CHAIR, annulment=asked, now=LATER)
        self.election.refresh_from_db()
        return made


def make_board(hall: Hall, *, state: str = BoardState.ELECTED) -> CountingBoard:
    """Return a board of the last three delegates of a hall in a state."""
    members = hall.mandates[-3:]
    board = actions.propose_board(actor=OFFICE, session=hall.session, members=members, head=members[0], rules=RULES)
    CountingBoard.objects.filter(pk=board.pk).update(state=state)
    board.refresh_from_db()
    return board


def make_election(*, candidates: int = 2, seats: int = 1, delegates: int = 10, listed: bool = True) -> Ballot:
    """Return an election on the floor with its board; the first delegates stand."""
    hall = make_hall(delegates, is_open=False)
    board = make_board(hall)
    election = actions.prepare_election(actor=OFFICE, item=hall.item, post=POST, seats=seats)
    ballot = Ballot(hall, election, board)
    for number in range(candidates):
        ballot.put(number)
    if listed:
        ballot.close()
    return ballot


def make_counting(**changes: Any) -> Ballot:
    """Return an election of which the box is closed."""
    ballot = make_election(**changes)
    ballot.issue()
    ballot.collect()
    return ballot


def hold_vote(hall: Hall, vote: Vote, *, in_favour: bool) -> Vote:
    """Open, vote and close: all for or all against."""
    vote = actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
    hall = replace(hall, vote=vote)
    for number in range(len(hall.mandates)):
        hall.cast(number, "for" if in_favour else "against")
    return hall.close()


def agree_second_list(ballot: Ballot) -> Vote:
    """Let the council agree to the list of another post of the same item."""
    election = actions.prepare_election(actor=OFFICE, item=ballot.hall.item, post="Thư ký", seats=1)
    ballot.election = election
    ballot.put(3)
    return hold_vote(ballot.hall, actions.prepare_list_vote(actor=SECRETARY, election=election), in_favour=True)
