"""Elections before any ballot is out, action by action: the list of candidates and the counting board."""

from dataclasses import replace

import pytest

from council.law import Override, national_rules
from council.sessions import actions
from council.sessions.actions import refusals_elections as refused
from council.sessions.actions.refusals import ItemNotReady, ReasonMissing
from council.sessions.actions.refusals_votes import (
    LaterDecision,
)
from council.sessions.models import (
    Candidate,
    CountingBoard,
    Election,
    Manner,
    VoteMethod,
    VoteSubject,
)
from council.sessions.workflow import BoardState, ElectionState, RoundState
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from tests.factories.elections import (
    LATER,
    POST,
    agree_second_list,
    hold_vote,
    make_board,
    make_counting,
    make_election,
)
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    OFFICE,
    OPENS,
    REPORT,
    RULES,
    SECRETARY,
    annul,
    make_hall,
    make_item,
)

OTHERS_ONLY = national_rules("commune", OPENS, overrides=[Override("votes.self_nomination", False, "Quy chế", OPENS)])


# --- the list -------------------------------------------------------------------------------------------------


def test_an_election_begins_in_an_item_with_an_open_list(council):
    hall = make_hall(3, is_open=False)

    election = actions.prepare_election(actor=OFFICE, item=hall.item, post="  Chủ tịch   HĐND ", seats=1)

    assert (election.post, election.seats, election.state) == ("Chủ tịch HĐND", 1, ElectionState.DRAFT)
    with pytest.raises(refused.PostKnown):
        actions.prepare_election(actor=OFFICE, item=hall.item, post="chủ tịch hđnd", seats=2)
    with pytest.raises(NotPermitted):
        actions.prepare_election(actor=hall.voter(0), item=hall.item, post="Thư ký", seats=1)
    with pytest.raises(ItemNotReady):
        done = make_item(hall.session, REPORT, "noted")
        actions.prepare_election(actor=OFFICE, item=done, post="Thư ký", seats=1)


def test_the_post_changes_only_while_the_list_is_open(council):
    ballot = make_election(listed=False)
    edited = actions.edit_election(actor=OFFICE, election=ballot.election, version=1, post="Trưởng ban", seats=2)
    assert (edited.post, edited.seats, edited.version) == ("Trưởng ban", 2, 2)
    ballot.close()

    with pytest.raises(StepNotAllowed):
        actions.edit_election(actor=OFFICE, election=ballot.election, version=3, post="Phó ban", seats=1)


def test_a_candidate_is_put_forward_with_a_document_and_only_once(council):
    ballot = make_election(candidates=1, listed=False)
    candidate = ballot.election.candidates.get()

    assert (candidate.name, candidate.document) == (ballot.hall.mandates[0].person.full_name, "Tờ trình 12/TTr-TTHĐND")
    with pytest.raises(refused.CandidateKnown):
        ballot.put(0)
    with pytest.raises(refused.CandidateOnBoard):
        ballot.put(9)
    with pytest.raises(refused.NameMissing):
        ballot.put(1, mandate=None)
    with pytest.raises(refused.NotADelegate):
        ballot.put(1, mandate=None, manner=Manner.SELF, name="Ông Khách")
    assert Candidate.objects.count() == 1


def test_who_is_no_delegate_is_put_forward_by_name(council):
    ballot = make_election(candidates=0, listed=False)

    made = ballot.put(0, mandate=None, name="Trần  Văn Bình", about="Giám đốc Sở")

    assert (made.name, made.about, made.mandate) == ("Trần Văn Bình", "Giám đốc Sở", None)


def test_self_nomination_follows_the_councils_rules_and_needs_the_councils_vote(council):
    ballot = make_election(candidates=1, listed=False)
    with pytest.raises(refused.SelfNominationClosed):
        actions.put_forward(
            actor=OFFICE,
            election=ballot.election,
            nominee=actions.elections.Nominee(Manner.SELF, "Đơn ứng cử", ballot.hall.mandates[1]),
            rules=OTHERS_ONLY,
        )
    ballot.put(1, manner=Manner.SELF, document="Đơn ứng cử")

    with pytest.raises(refused.ListNeedsVote):
        ballot.close()

    assert not ballot.election.rounds.exists()


def test_the_council_agrees_to_the_list_in_an_open_vote(council):
    ballot = make_election(candidates=1, listed=False)
    ballot.put(1, manner=Manner.DELEGATE, document="Phiếu giới thiệu")
    vote = actions.prepare_list_vote(actor=SECRETARY, election=ballot.election)
    with pytest.raises(refused.ListUnderVote):
        ballot.put(2)
    with pytest.raises(refused.ListUnderVote):
        ballot.close()

    hold_vote(ballot.hall, vote, in_favour=True)

    ballot.election.refresh_from_db()
    assert (ballot.election.state, vote.subject) == (ElectionState.LISTED, VoteSubject.CANDIDATE_LIST)
    assert ballot.round.lines.count() == 2


def test_a_list_that_the_council_refuses_stays_open_and_may_be_voted_on_again(council):
    ballot = make_election(candidates=1, listed=False)
    vote = actions.prepare_list_vote(actor=SECRETARY, election=ballot.election)

    hold_vote(ballot.hall, vote, in_favour=False)

    ballot.election.refresh_from_db()
    assert ballot.election.state == ElectionState.DRAFT
    assert actions.prepare_list_vote(actor=SECRETARY, election=ballot.election).pk != vote.pk


def test_annulling_the_vote_on_the_list_opens_the_list_unless_ballots_are_out(council):
    ballot = make_election(candidates=1, listed=False)
    vote = hold_vote(ballot.hall, actions.prepare_list_vote(actor=SECRETARY, election=ballot.election), in_favour=True)
    asked = actions.ask_annulment(actor=SECRETARY, vote=vote, reason="Nhầm", now=LATER)
    ballot.issue()
    with pytest.raises(LaterDecision):
        actions.confirm_annulment(actor=CHAIR, annulment=asked, now=LATER)
    ballot.annul()
    with pytest.raises(LaterDecision):
        actions.confirm_annulment(actor=CHAIR, annulment=asked, now=LATER)

    other = agree_second_list(ballot)
    asked = actions.ask_annulment(actor=SECRETARY, vote=other, reason="Nhầm", now=LATER)
    actions.confirm_annulment(actor=CHAIR, annulment=asked, now=LATER)

    again = Election.objects.get(list_vote=other)
    assert (again.state, again.rounds.get().state) == (ElectionState.DRAFT, RoundState.DROPPED)
    repeated = actions.prepare_repetition(actor=SECRETARY, vote=other, method=VoteMethod.HANDS)
    again.refresh_from_db()
    assert again.list_vote == repeated


def test_annulling_the_vote_on_the_list_is_refused_once_the_post_is_filled(council):
    ballot = make_election(listed=False)
    vote = hold_vote(ballot.hall, actions.prepare_list_vote(actor=SECRETARY, election=ballot.election), in_favour=True)
    ballot.issue()
    ballot.collect()
    ballot.count((7, 3), (3, 7))
    ballot.announce()

    with pytest.raises(LaterDecision):
        annul(vote)


def test_an_election_that_is_not_held_takes_the_vote_on_its_list_along_unless_it_is_open(council):
    ballot = make_election(candidates=1, listed=False)
    broken = actions.prepare_list_vote(actor=SECRETARY, election=ballot.election)
    actions.open_vote(actor=SECRETARY, vote=broken, now=AT_OPENING, rules=RULES)
    with pytest.raises(refused.ListUnderVote):
        actions.drop_election(actor=CHAIR, election=ballot.election, reason="Để kỳ sau")
    with pytest.raises(refused.ListUnderVote):
        actions.withdraw_item(actor=CHAIR, item=ballot.hall.item, reason="Rút", now=LATER)
    annul(broken)
    vote = actions.prepare_list_vote(actor=SECRETARY, election=ballot.election)

    actions.drop_election(actor=CHAIR, election=ballot.election, reason="Để kỳ sau")

    vote.refresh_from_db()
    assert (vote.state, vote.repeats) == ("dropped", broken)
    with pytest.raises(StepNotAllowed):
        actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)


def test_a_list_that_is_no_longer_open_is_not_voted_on_and_keeps_no_vote_from_closing(council):
    ballot = make_election(candidates=1, listed=False)
    vote = actions.prepare_list_vote(actor=SECRETARY, election=ballot.election)
    past = {"state": ElectionState.DROPPED, "state_reason": "Để kỳ sau"}
    Election.objects.update(**past)
    with pytest.raises(ItemNotReady):
        actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
    Election.objects.update(state=ElectionState.DRAFT)
    actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
    Election.objects.update(**past)

    assert replace(ballot.hall, vote=vote).close().state == "closed"


def test_the_vote_on_a_list_is_repeated_only_while_somebody_stands(council):
    ballot = make_election(candidates=1, listed=False)
    vote = actions.prepare_list_vote(actor=SECRETARY, election=ballot.election)
    actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
    annul(vote)
    candidate = ballot.election.candidates.get()
    actions.withdraw_candidate(actor=OFFICE, candidate=candidate, reason="Rút", now=AT_OPENING)

    with pytest.raises(refused.ListEmpty):
        actions.prepare_repetition(actor=SECRETARY, vote=vote, method=VoteMethod.HANDS)


def test_a_candidate_withdraws_with_a_reason_unless_a_round_is_prepared(council):
    ballot = make_election(listed=False)
    first, second = ballot.election.candidates.order_by("created_at")
    with pytest.raises(ReasonMissing):
        actions.withdraw_candidate(actor=OFFICE, candidate=first, reason=" ", now=AT_OPENING)

    gone = actions.withdraw_candidate(actor=OFFICE, candidate=first, reason="Lý do sức khoẻ", now=AT_OPENING)

    assert (gone.state, gone.withdrawn_reason, gone.withdrawn_at) == ("withdrawn", "Lý do sức khoẻ", AT_OPENING)
    ballot.close()
    with pytest.raises(refused.RoundGoesOn):
        actions.withdraw_candidate(actor=OFFICE, candidate=second, reason="Rút", now=AT_OPENING)
    actions.reopen_list(actor=SECRETARY, election=ballot.election, reason="Có người rút")
    actions.withdraw_candidate(actor=OFFICE, candidate=second, reason="Rút", now=AT_OPENING)
    with pytest.raises(refused.ListEmpty):
        ballot.close()


def test_who_is_elected_is_not_written_down_as_withdrawn(council):
    ballot = make_counting(candidates=3, seats=2)
    ballot.count((7, 3), (3, 7), (2, 8))
    ballot.announce()
    elected, other, _last = ballot.election.candidates.order_by("created_at")

    with pytest.raises(refused.CandidateElected):
        actions.withdraw_candidate(actor=OFFICE, candidate=elected, reason="Rút", now=LATER)

    gone = actions.withdraw_candidate(actor=OFFICE, candidate=other, reason="Rút", now=LATER)
    assert gone.state == "withdrawn"


def test_closing_the_list_puts_it_on_the_paper_by_given_name(council):
    ballot = make_election(candidates=0, listed=False)
    for name in ("Lê Thị Vân", "Trần Văn An", "Phạm Hữu Đức"):
        ballot.put(0, mandate=None, name=name)

    made = ballot.close()

    assert (made.state, made.number, made.seats) == (RoundState.PREPARED, 1, 1)
    assert [line.candidate.name for line in made.lines.order_by("position")] == [
        "Trần Văn An",
        "Phạm Hữu Đức",
        "Lê Thị Vân",
    ]
    with pytest.raises(StepNotAllowed):
        ballot.close()


# --- the board ------------------------------------------------------------------------------------------------


def test_a_board_has_three_members_of_whom_one_leads_and_none_stands(council):
    hall = make_hall(6, is_open=False)
    election = actions.prepare_election(actor=OFFICE, item=hall.item, post=POST, seats=1)
    nominee = actions.elections.Nominee(Manner.PROPOSED, "Tờ trình", hall.mandates[0])
    actions.put_forward(actor=OFFICE, election=election, nominee=nominee, rules=RULES)

    def propose(*numbers: int, head: int = 1) -> CountingBoard:
        members = [hall.mandates[number] for number in numbers]
        return actions.propose_board(
            actor=OFFICE, session=hall.session, members=members, head=hall.mandates[head], rules=RULES
        )

    with pytest.raises(refused.BoardTooSmall):
        propose(1, 2)
    with pytest.raises(refused.BoardHeadMissing):
        propose(1, 2, 3, head=4)
    with pytest.raises(refused.CandidateOnBoard):
        propose(0, 1, 2)
    board = propose(1, 2, 3)
    assert (board.state, board.members.get(place="head").mandate) == (BoardState.PROPOSED, hall.mandates[1])
    with pytest.raises(refused.BoardKnown):
        propose(1, 2, 4)


@pytest.mark.parametrize(("in_favour", "state"), [(True, BoardState.ELECTED), (False, BoardState.REJECTED)])
def test_the_council_elects_the_board_openly(council, in_favour, state):
    hall = make_hall(4, is_open=False)
    board = make_board(hall, state=BoardState.PROPOSED)
    vote = actions.prepare_board_vote(actor=SECRETARY, board=board)
    with pytest.raises(refused.BoardKnown):
        actions.withdraw_board(actor=OFFICE, board=board)

    hold_vote(hall, vote, in_favour=in_favour)

    board.refresh_from_db()
    assert (board.state, board.vote.subject) == (state, VoteSubject.COUNTING_BOARD)
    assert len(board.people()) == (3 if in_favour else 0)
    asked = actions.ask_annulment(actor=SECRETARY, vote=board.vote, reason="Nhầm tên", now=LATER)
    actions.confirm_annulment(actor=CHAIR, annulment=asked, now=LATER)
    board.refresh_from_db()
    assert board.state == BoardState.PROPOSED
    again = actions.prepare_board_vote(actor=SECRETARY, board=board)
    assert again.repeats == vote


def test_a_board_that_was_taken_back_is_not_voted_on_again(council):
    hall = make_hall(4, is_open=False)
    board = make_board(hall, state=BoardState.PROPOSED)
    vote = actions.prepare_board_vote(actor=SECRETARY, board=board)
    actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
    annul(vote)
    actions.withdraw_board(actor=OFFICE, board=board)

    with pytest.raises(StepNotAllowed):
        actions.prepare_repetition(actor=SECRETARY, vote=vote, method=VoteMethod.HANDS)


def test_the_repeated_vote_on_a_board_elects_it_and_stands_in_the_audit(council):
    hall = make_hall(4, is_open=False)
    board = make_board(hall, state=BoardState.PROPOSED)
    vote = actions.prepare_board_vote(actor=SECRETARY, board=board)
    actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)
    annul(vote)

    again = actions.prepare_repetition(actor=SECRETARY, vote=vote, method=VoteMethod.ELECTRONIC)
    hold_vote(hall, again, in_favour=True)

    board.refresh_from_db()
    assert (board.state, board.vote, again.repeats) == (BoardState.ELECTED, again, vote)
    assert AuditEntry.objects.filter(action="sessions.prepare_board_vote").count() == 2


def test_a_board_that_counts_ballots_is_not_undone(council):
    ballot = make_election()
    vote = actions.prepare_procedural_vote(
        actor=SECRETARY, session=ballot.hall.session, subject=VoteSubject.COUNTING_BOARD, question="Bầu ban"
    )
    CountingBoard.objects.filter(pk=ballot.board.pk).update(vote=vote)
    ballot.issue()

    with pytest.raises(refused.BoardBusy):
        actions.effects.undo(CHAIR, vote, reason="Nhầm", now=LATER)


def test_a_board_does_not_come_back_to_the_vote_beside_another(council):
    hall = make_hall(4, is_open=False)
    vote = actions.prepare_board_vote(actor=SECRETARY, board=make_board(hall, state=BoardState.PROPOSED))
    hold_vote(hall, vote, in_favour=False)
    make_board(hall, state=BoardState.PROPOSED)

    with pytest.raises(refused.BoardKnown):
        annul(vote)


def test_who_sits_in_a_board_that_was_replaced_may_stand(council):
    ballot = make_election(candidates=1, listed=False)
    with pytest.raises(refused.CandidateOnBoard):
        ballot.put(9)
    make_board(replace(ballot.hall, mandates=ballot.hall.mandates[:7]))

    assert ballot.put(9).state == "standing"
    with pytest.raises(refused.CandidateOnBoard):
        ballot.put(5)


def test_a_proposed_board_is_withdrawn(council):
    board = make_board(make_hall(4, is_open=False), state=BoardState.PROPOSED)

    assert actions.withdraw_board(actor=OFFICE, board=board).state == BoardState.WITHDRAWN
