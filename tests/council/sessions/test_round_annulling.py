"""Annulling a round of secret ballots: never under an open vote on its result, never by who stood in it."""

import pytest

from council.roles import Role
from council.sessions import actions
from council.sessions.actions.refusals import VoteStillOpen
from council.sessions.actions.refusals_votes import LaterDecision
from council.sessions.workflow import ElectionState, RoundState
from kernel.access import NotPermitted
from tests.factories.actors import actor_with
from tests.factories.elections import LATER, make_counting
from tests.factories.sessions import AT_OPENING, OFFICE, RULES, SECRETARY

REASON = "Thừa một phiếu"


def test_a_result_that_the_council_is_voting_on_is_not_annulled_and_nothing_is_elected_beside_it(council):
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    ballot.announce()
    vote = actions.prepare_next(actor=SECRETARY, item=ballot.hall.item)
    actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)

    with pytest.raises(LaterDecision):
        ballot.annul()
    with pytest.raises(VoteStillOpen):
        actions.prepare_election(actor=OFFICE, item=ballot.hall.item, post="Thư ký", seats=1)

    ballot.election.refresh_from_db()
    assert (ballot.round.state, ballot.election.state) == (RoundState.ANNOUNCED, ElectionState.FILLED)


def test_who_stood_in_a_round_neither_asks_nor_decides_on_annulling_it(council):
    ballot = make_counting()
    stood, other = (
        actor_with(Role.COUNCIL_VICE_CHAIR, person=ballot.hall.mandates[number].person) for number in (0, 5)
    )
    with pytest.raises(NotPermitted):
        actions.ask_round_annulment(actor=stood, round=ballot.round, reason=REASON, now=LATER)
    asked = actions.ask_round_annulment(actor=SECRETARY, round=ballot.round, reason=REASON, now=LATER)

    for decide in (actions.confirm_round_annulment, actions.refuse_round_annulment):
        with pytest.raises(NotPermitted, match="Người ứng cử"):
            decide(actor=stood, annulment=asked, now=LATER)

    assert actions.confirm_round_annulment(actor=other, annulment=asked, now=LATER).state == RoundState.ANNULLED
