"""Rounds of secret ballots, action by action: issued, counted by two, announced, repeated, annulled."""

import pytest

from council.documents.law import Kind
from council.documents.models import Document
from council.documents.queries import get_document, list_documents
from council.law import Tally
from council.roles import Role
from council.sessions import actions
from council.sessions.actions import refusals_elections as refused
from council.sessions.actions.refusals import ItemNotReady, NoQuorum, ReasonMissing, SessionNotRunning
from council.sessions.actions.refusals_votes import (
    AnnulmentAsked,
    CountedTwice,
    LaterDecision,
    TallySheetMissing,
)
from council.sessions.models import (
    Attendance,
    BallotCount,
    Candidate,
    CountingBoard,
    Election,
    Vote,
)
from council.sessions.permissions import Can
from council.sessions.queries.counting import CountState
from council.sessions.queries.elections import get_ballot_count, list_findings, may_see_numbers
from council.sessions.workflow import BoardState, ElectionState, RoundState, VoteState
from kernel import outbox
from kernel.access import NotPermitted, StepNotAllowed, may
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import actor_with
from tests.factories.elections import LATER, POST, agree_second_list, hold_vote, make_counting, make_election
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    OFFICE,
    RULES,
    SECRETARY,
    make_file,
    seat,
)
from tests.testbed.threads import together

WRONG = Tally(10, 10, 9, 1, ((6, 3), (3, 6)))
RIGHT = Tally(10, 10, 10, 0, ((7, 3), (3, 7)))


# --- a round --------------------------------------------------------------------------------------------------


def test_issuing_ballots_fixes_the_total_and_who_is_present_as_numbers_only(council):
    ballot = make_election()
    seat(ballot.hall.sitting, ballot.hall.mandates[:2], "left")

    made = ballot.issue()

    assert (made.state, made.total, made.present, made.board) == (RoundState.VOTING, 10, 8, ballot.board)
    assert not Vote.objects.filter(state=VoteState.OPEN).exists()
    with pytest.raises(StepNotAllowed):
        ballot.issue()


def test_ballots_are_not_issued_without_quorum_board_sitting_or_matter(council):
    ballot = make_election()
    item, session = ballot.hall.item, ballot.hall.session
    CountingBoard.objects.update(state=BoardState.REJECTED)
    with pytest.raises(refused.BoardMissing):
        ballot.issue()
    CountingBoard.objects.update(state=BoardState.ELECTED)
    type(item).objects.filter(pk=item.pk).update(state="on_agenda")
    with pytest.raises(ItemNotReady):
        ballot.issue()
    type(item).objects.filter(pk=item.pk).update(state="presented")
    seat(ballot.hall.sitting, ballot.hall.mandates[:4], "left")
    with pytest.raises(NoQuorum):
        ballot.issue()
    type(session).objects.filter(pk=session.pk).update(state="paused")
    with pytest.raises(SessionNotRunning):
        ballot.issue()
    with pytest.raises(NotPermitted):
        ballot.issue(actor=ballot.hall.voter(0))
    assert ballot.round.state == RoundState.PREPARED


def test_a_member_of_the_board_who_stands_stops_the_round(council):
    ballot = make_election()
    line = ballot.round.lines.first()
    Candidate.objects.filter(pk=line.candidate_id).update(mandate=ballot.hall.mandates[9])

    with pytest.raises(refused.CandidateOnBoard):
        ballot.issue()


def test_only_the_board_counts_and_only_when_the_box_is_closed(council):
    ballot = make_election()
    ballot.issue()
    with pytest.raises(StepNotAllowed):
        ballot.enter(RIGHT, 0)
    ballot.collect()

    for nobody in (CHAIR, SECRETARY, OFFICE, ballot.hall.voter(0)):
        with pytest.raises(NotPermitted):
            ballot.enter(RIGHT, 0, actor=nobody)

    assert not BallotCount.objects.exists()
    assert may(ballot.counters[0], Can.COUNT_BALLOTS, ballot.round)


def test_two_members_who_agree_settle_the_count_and_the_law_answers(council):
    ballot = make_counting()
    first, second = ballot.counters[:2]
    assert ballot.enter(RIGHT, 0, actor=first) == CountState.WAITS_FOR_SECOND
    assert get_ballot_count(second, ballot.round).entries == []
    with pytest.raises(CountedTwice):
        ballot.enter(RIGHT, 0, actor=first)

    assert ballot.enter(RIGHT, 1, actor=second) == CountState.SETTLED

    made = ballot.round
    assert (made.state, made.needed, made.filled, made.valid) == (RoundState.COUNTED, 6, 1, 10)
    assert made.sentence == (
        "Phát ra 10 phiếu, thu về 10, hợp lệ 10, không hợp lệ 0. Cần phiếu tán thành của quá nửa tổng số 10 đại biểu, "
        "tức ít nhất 6; bầu được 1 trên 1 người. Căn cứ: Điều 35 Luật Tổ chức chính quyền địa phương số 72/2025/QH15."
    )
    assert [(line.in_favour, line.against, line.standing) for line in made.lines.order_by("position")] == [
        (7, 3, "elected"),
        (3, 7, "short"),
    ]
    assert not may_see_numbers(ballot.hall.voter(0), made)
    assert may_see_numbers(CHAIR, made)


def test_where_two_differ_the_third_decides_with_a_reason(council):
    ballot = make_counting()
    counters = ballot.counters
    ballot.enter(RIGHT, 0, actor=counters[0])
    assert ballot.enter(WRONG, 1, actor=counters[1]) == CountState.DIFFERS
    differs = OutboxEvent.objects.filter(type="sessions.BallotCountsDiffer")
    assert differs.count() == 1
    with pytest.raises(ReasonMissing):
        ballot.enter(RIGHT, 2, actor=counters[2])

    assert ballot.enter(RIGHT, 2, actor=counters[2], reason="Đếm lại lần ba") == CountState.SETTLED

    assert ballot.round.state == RoundState.COUNTED
    with pytest.raises(StepNotAllowed):
        ballot.enter(RIGHT, 0, actor=counters[0])


@pytest.mark.parametrize(
    ("tally", "field"),
    [
        (Tally(11, 10, 10, 0, ((7, 3), (3, 7))), "issued"),
        (Tally(9, 10, 10, 0, ((7, 3), (3, 7))), "returned"),
        (Tally(10, 10, 9, 0, ((6, 3), (3, 6))), "invalid"),
        (Tally(10, 10, 10, 0, ((7, 4), (3, 7))), "against_0"),
        (Tally(10, 10, 10, 0, ((7, 3), (4, 6))), "for_0"),
        (Tally(10, 10, 10, 0, ((7, 3),)), None),
    ],
)
def test_impossible_counts_are_refused_beside_the_number(council, tally, field):
    ballot = make_counting()

    with pytest.raises(refused.BallotsImpossible) as caught:
        ballot.enter(tally, 0)

    assert caught.value.field == field
    assert not BallotCount.objects.exists()


def test_the_minutes_need_the_picture_and_are_a_draft_document_with_the_arithmetic(council):
    ballot = make_counting()
    first, second = ballot.counters[:2]
    ballot.enter(RIGHT, 0, actor=first)
    ballot.enter(RIGHT, 1, actor=second)
    with pytest.raises(TallySheetMissing):
        actions.minute_round(actor=first, round=ballot.round)
    with pytest.raises(NotPermitted):
        actions.add_ballot_sheet(actor=SECRETARY, round=ballot.round, file=None)
    actions.add_ballot_sheet(actor=first, round=ballot.round, file=make_file("to.jpg"))

    actions.minute_round(actor=first, round=ballot.round)
    made = actions.announce_round(actor=CHAIR, round=ballot.round, now=LATER)

    minutes = Document.objects.get(pk=made.minutes_id)
    assert (made.state, minutes.kind, minutes.session_id) == (RoundState.ANNOUNCED, Kind.MINUTES, None)
    words = " ".join(line for section in minutes.body["articles"] for line in section["paragraphs"])
    assert made.sentence in words
    assert "7 phiếu tán thành, 3 phiếu không tán thành" in words


def test_no_document_tells_the_result_before_the_chair_does(council):
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    made = actions.minute_round(actor=ballot.counters[0], round=ballot.round)
    delegate = actor_with(Role.DELEGATE, person=ballot.hall.mandates[0].person)
    assert (made.state, made.minutes_id) == (RoundState.MINUTED, None)
    assert not list_documents(delegate).exists()
    assert not Document.objects.exists()

    made = actions.announce_round(actor=CHAIR, round=made, now=LATER)

    assert get_document(delegate, made.minutes_id) == list_documents(delegate).get()


def test_announcing_fills_the_post_and_hands_the_result_to_the_resolution(council):
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    with pytest.raises(StepNotAllowed):
        actions.announce_round(actor=CHAIR, round=ballot.round, now=LATER)

    made = ballot.announce()

    name = ballot.hall.mandates[0].person.full_name
    assert (made.state, ballot.election.state) == (RoundState.ANNOUNCED, ElectionState.FILLED)
    assert list_findings(ballot.hall.item) == (f"Xác nhận kết quả bầu {POST}: {name}, 7/10 phiếu tán thành.",)
    vote = actions.prepare_next(actor=SECRETARY, item=ballot.hall.item)
    hold_vote(ballot.hall, vote, in_favour=True)
    event = OutboxEvent.objects.get(type="sessions.ResolutionAdopted")
    assert event.payload["findings"] == [f"Xác nhận kết quả bầu {POST}: {name}, 7/10 phiếu tán thành."]
    outbox.drain()
    drafted = Document.objects.get(vote_id=vote.pk)
    assert drafted.body["articles"][0]["paragraphs"] == event.payload["findings"]


def test_the_item_is_not_voted_on_while_its_election_goes_on(council):
    ballot = make_election()
    vote = actions.prepare_next(actor=SECRETARY, item=ballot.hall.item)

    with pytest.raises(refused.ElectionsOpen):
        actions.open_vote(actor=SECRETARY, vote=vote, now=AT_OPENING, rules=RULES)


def test_an_item_that_leaves_the_agenda_takes_its_elections_along_unless_ballots_are_out(council):
    ballot = make_election()
    ballot.issue()
    with pytest.raises(refused.RoundGoesOn):
        actions.withdraw_item(actor=CHAIR, item=ballot.hall.item, reason="Rút", now=LATER)
    ballot.annul()

    actions.withdraw_item(actor=CHAIR, item=ballot.hall.item, reason="Rút", now=LATER)

    ballot.election.refresh_from_db()
    assert (ballot.election.state, ballot.election.state_reason) == (ElectionState.DROPPED, "Rút")


# --- further rounds, annulment ---------------------------------------------------------------------------------


def test_equal_votes_lead_to_a_second_round_between_those_who_are_equal(council):
    ballot = make_counting(candidates=3, seats=2)
    ballot.count((8, 2), (6, 4), (6, 4))
    ballot.announce()
    assert ballot.election.state == ElectionState.LISTED
    with pytest.raises(ReasonMissing):
        actions.prepare_round(actor=SECRETARY, election=ballot.election)

    made = actions.prepare_round(actor=SECRETARY, election=ballot.election, reason="Ngang phiếu")

    assert (made.number, made.seats, made.reason) == (2, 1, "Ngang phiếu")
    tied = {each.person.full_name for each in ballot.hall.mandates[1:3]}
    assert {line.candidate.name for line in made.lines.all()} == tied
    with pytest.raises(refused.RoundGoesOn):
        actions.prepare_round(actor=SECRETARY, election=ballot.election, reason="Nữa")


def test_where_nobody_reaches_the_majority_those_are_chosen_who_stand_again(council):
    ballot = make_counting(candidates=3)
    ballot.count((4, 4), (3, 4), (3, 4))
    first = ballot.announce()
    candidates = list(ballot.election.candidates.order_by("created_at"))
    stranger = agree_second_list(ballot) and Election.objects.get(post="Thư ký").candidates.get()
    ballot.election = Election.objects.get(post=POST)
    with pytest.raises(refused.NobodyToElect):
        actions.prepare_round(actor=SECRETARY, election=ballot.election, reason="Chưa ai đủ", candidates=[stranger])

    made = actions.prepare_round(
        actor=SECRETARY, election=ballot.election, reason="Chưa ai đủ", candidates=candidates[:2]
    )

    assert (first.filled, made.lines.count()) == (0, 2)


def test_an_election_without_a_result_ends_with_a_reason(council):
    ballot = make_counting()
    with pytest.raises(refused.RoundMissing):
        actions.end_election(actor=CHAIR, election=ballot.election, reason="Không ai đủ")
    ballot.count((4, 4), (3, 4))
    ballot.announce()
    with pytest.raises(refused.RoundGoesOn):
        actions.drop_election(actor=CHAIR, election=ballot.election, reason="Bỏ")

    ended = actions.end_election(actor=CHAIR, election=ballot.election, reason="Không ai đủ")

    assert (ended.state, ended.state_reason) == (ElectionState.ENDED, "Không ai đủ")


def test_an_election_is_dropped_before_ballots_are_out(council):
    ballot = make_election()

    dropped = actions.drop_election(actor=CHAIR, election=ballot.election, reason="Để kỳ sau")

    assert (dropped.state, ballot.round.state) == (ElectionState.DROPPED, RoundState.DROPPED)


def test_two_people_annul_a_round_and_it_is_held_again_with_its_numbers_kept(council):
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    ballot.announce()
    asked = actions.ask_round_annulment(actor=SECRETARY, round=ballot.round, reason="Thừa phiếu", now=LATER)
    with pytest.raises(AnnulmentAsked):
        actions.ask_round_annulment(actor=CHAIR, round=ballot.round, reason="Thừa phiếu", now=LATER)
    with pytest.raises(NotPermitted):
        actions.confirm_round_annulment(actor=SECRETARY, annulment=asked, now=LATER)
    with pytest.raises(NotPermitted):
        other = actor_with(Role.SESSION_SECRETARY)
        actions.confirm_round_annulment(actor=other, annulment=asked, now=LATER)

    gone = actions.confirm_round_annulment(actor=CHAIR, annulment=asked, now=LATER)

    ballot.election.refresh_from_db()
    assert (gone.state, gone.valid, ballot.election.state) == (RoundState.ANNULLED, 10, ElectionState.LISTED)
    made = actions.prepare_round(actor=SECRETARY, election=ballot.election)
    assert (made.repeats, made.number, made.lines.count()) == (gone, 1, 2)


def test_an_annulment_is_refused_by_the_second_person(council):
    ballot = make_counting()
    asked = actions.ask_round_annulment(actor=SECRETARY, round=ballot.round, reason="Nhầm", now=LATER)

    refusal = actions.refuse_round_annulment(actor=CHAIR, annulment=asked, now=LATER)

    assert (refusal.state, ballot.round.state) == ("refused", RoundState.COUNTING)


def test_a_round_on_which_something_was_decided_since_is_not_annulled(council):
    ballot = make_counting(candidates=3, seats=2)
    ballot.count((8, 2), (6, 4), (6, 4))
    first = ballot.announce()
    actions.prepare_round(actor=SECRETARY, election=ballot.election, reason="Ngang phiếu")
    asked = actions.ask_round_annulment(actor=SECRETARY, round=first, reason="Nhầm", now=LATER)

    with pytest.raises(LaterDecision):
        actions.confirm_round_annulment(actor=CHAIR, annulment=asked, now=LATER)


def test_every_action_stands_in_the_audit_and_none_names_a_voter(council):
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    ballot.announce()

    done = set(AuditEntry.objects.filter(object_label__endswith=".round").values_list("action", flat=True))

    assert done == {
        "sessions.issue_ballots",
        "sessions.collect_ballots",
        "sessions.enter_ballots",
        "sessions.count_ballots",
        "sessions.minute_round",
        "sessions.announce_round",
    }
    assert Attendance.objects.filter(sitting=ballot.hall.sitting).count() == 10


# --- two at once -----------------------------------------------------------------------------------------------


def test_two_members_who_enter_at_once_settle_the_count_once(fresh_council):
    ballot = make_counting()
    first, second = ballot.counters[:2]

    results = together(
        fresh_council,
        [lambda: ballot.enter(RIGHT, 0, actor=first), lambda: ballot.enter(RIGHT, 1, actor=second)],
    )

    assert set(results) == {CountState.WAITS_FOR_SECOND, CountState.SETTLED}
    assert (ballot.round.state, ballot.round.filled) == (RoundState.COUNTED, 1)


def test_one_member_on_two_devices_enters_once(fresh_council):
    ballot = make_counting()
    member = ballot.counters[0]

    results = together(fresh_council, [lambda: ballot.enter(RIGHT, 0, actor=member)] * 2)

    assert sorted(str(type(result).__name__) for result in results) == ["CountState", "CountedTwice"]
    assert BallotCount.objects.count() == 1
