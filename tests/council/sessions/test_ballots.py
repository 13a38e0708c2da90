"""One tap of one delegate: exactly once or refused, whatever the devices, the network and the chair do."""

import re
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from council.law import Override, national_rules
from council.people import actions as people
from council.roles import Role
from council.sessions.actions import refusals
from council.sessions.models import Ballot, BallotLog, Vote
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.outbox.models import OutboxEvent
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.people import make_delegate
from tests.factories.sessions import AT_OPENING, CHAIR, OPENS, RULES, make_hall
from tests.testbed.threads import together


def rows() -> tuple:
    return (
        list(Ballot.objects.order_by("pk").values_list()),
        list(BallotLog.objects.order_by("pk").values_list()),
        AuditEntry.objects.count(),
        OutboxEvent.objects.count(),
    )


def refused(error: type[Exception], tap) -> None:
    before = rows()

    with pytest.raises(error), transaction.atomic():
        tap()

    assert rows() == before


def test_a_first_ballot_gets_a_receipt_to_read_aloud(council) -> None:
    hall = make_hall(3)

    receipt = hall.cast(0)

    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", receipt)
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.receipt, ballot.mandate, ballot.recorded_at) == (
        "for",
        receipt,
        hall.mandates[0],
        AT_OPENING,
    )
    assert BallotLog.objects.get().receipt == receipt


def test_the_audit_knows_that_she_voted_and_not_what(council) -> None:
    hall = make_hall(3)

    hall.cast(0, "against")

    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.object_id, entry.fields) == ("sessions.cast_ballot", str(hall.vote.id), [])
    assert OutboxEvent.objects.get(type="sessions.BallotRecorded").payload == {"vote_id": str(hall.vote.id)}


def test_the_same_key_gets_the_same_receipt_and_changes_nothing_even_after_the_closing(council) -> None:
    hall, key = make_hall(3), new_key()
    receipt = hall.cast(0, key=key)
    before = rows()

    assert hall.cast(0, key=key) == receipt
    assert rows() == before
    hall.close()
    assert hall.cast(0, key=key) == receipt
    assert Ballot.objects.count() == BallotLog.objects.count() == 1


def test_a_key_stands_for_one_choice_of_one_delegate(council) -> None:
    hall, key = make_hall(3), new_key()
    hall.cast(0, "for", key=key)

    refused(refusals.KeyReused, lambda: hall.cast(0, "against", key=key))
    refused(refusals.KeyReused, lambda: hall.cast(1, "for", key=key))


def test_a_change_replaces_exactly_the_shown_receipt(council) -> None:
    hall = make_hall(3)
    first = hall.cast(0, "for")

    second = hall.cast(0, "against", prev=first)

    assert second != first
    assert [(each.choice, each.receipt) for each in Ballot.objects.all()] == [("against", second)]
    log = [(each.choice, each.prev, each.receipt) for each in BallotLog.objects.order_by("id")]
    assert log == [("for", "", first), ("against", first, second)]
    refused(refusals.BallotSuperseded, lambda: hall.cast(0, "abstain", prev=first))


def test_a_second_device_that_knows_of_no_ballot_is_told(council) -> None:
    hall = make_hall(3)
    hall.cast(0, "for")

    refused(refusals.BallotSuperseded, lambda: hall.cast(0, "against"))


def test_a_change_without_a_ballot_is_told(council) -> None:
    hall = make_hall(3)

    refused(refusals.BallotSuperseded, lambda: hall.cast(0, prev="AAAA-AAAA"))


def test_where_the_rules_forbid_it_no_choice_is_changed_but_a_first_one_counts(council) -> None:
    own = Override("votes.change_allowed", False, "Quy chế", OPENS)
    strict = national_rules("commune", OPENS, overrides=[own])
    hall = make_hall(3)
    receipt = hall.cast(0, rules=strict)

    refused(refusals.ChangeNotAllowed, lambda: hall.cast(0, "against", prev=receipt, rules=strict))


def test_only_the_choices_of_the_councils_ballot_are_taken(council) -> None:
    own = Override("votes.options", ("for", "against"), "Quy chế", OPENS)
    hall = make_hall(3)

    refused(
        refusals.ChoiceUnknown,
        lambda: hall.cast(0, "abstain", rules=national_rules("commune", OPENS, overrides=[own])),
    )


def test_before_the_opening_and_after_the_closing_nothing_is_recorded(council) -> None:
    hall = make_hall(3, is_open=False)
    refused(refusals.VoteNotOpen, lambda: hall.cast(0))
    hall.open()
    hall.cast(0)
    hall.close()

    refused(refusals.VoteNotOpen, lambda: hall.cast(1))
    refused(refusals.VoteNotOpen, lambda: hall.cast(0, "against", prev=Ballot.objects.get().receipt))


def test_a_vote_that_does_not_exist_here_is_not_found(council) -> None:
    hall = make_hall(3)

    refused(NotFound, lambda: hall.cast(0, vote=Vote(id=new_key())))


def test_who_was_not_present_at_the_opening_does_not_vote(council) -> None:
    hall = make_hall(3, present=2)

    refused(refusals.NotEligible, lambda: hall.cast(2))


def test_who_is_suspended_during_the_vote_does_not_vote_any_more(council) -> None:
    hall = make_hall(3)
    people.suspend_mandate(actor=CHAIR, mandate=hall.mandates[0], reason="Khởi tố", on=OPENS)

    refused(refusals.NotEligible, lambda: hall.cast(0))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DELEGATE])
def test_no_other_role_votes(council, role: Role) -> None:
    hall = make_hall(3)

    refused(NotPermitted, lambda: hall.cast(0, actor=actor_with(role, person=hall.mandates[0].person)))


def test_nobody_votes_for_another(council) -> None:
    hall = make_hall(3)

    refused(NotPermitted, lambda: hall.cast(0, actor=hall.voter(1)))


def test_six_rapid_taps_are_one_ballot(fresh_council) -> None:
    hall, key = make_hall(3), new_key()

    receipts = together(fresh_council, [lambda: hall.cast(0, key=key)] * 6)

    assert len(set(receipts)) == 1
    assert isinstance(receipts[0], str)
    assert (Ballot.objects.get().receipt, BallotLog.objects.count()) == (receipts[0], 1)


def test_six_rapid_repetitions_of_a_change_are_one_change(fresh_council) -> None:
    hall, key = make_hall(3), new_key()
    first = hall.cast(0, "for")

    receipts = together(fresh_council, [lambda: hall.cast(0, "against", key=key, prev=first)] * 6)

    assert len(set(receipts)) == 1
    assert (Ballot.objects.get().receipt, BallotLog.objects.count()) == (receipts[0], 2)


def test_of_two_devices_one_wins_and_the_other_is_told(fresh_council) -> None:
    hall = make_hall(3)
    taps = [lambda: hall.cast(0, "for"), lambda: hall.cast(0, "against")]

    results = together(fresh_council, taps)

    won = [result for result in results if isinstance(result, str)]
    lost = [result for result in results if not isinstance(result, str)]
    assert [type(each) for each in lost] == [refusals.BallotSuperseded]
    assert [(each.receipt,) for each in Ballot.objects.all()] == [(won[0],)]
    assert BallotLog.objects.count() == 1


def test_closing_in_the_middle_counts_every_receipt_and_no_other(fresh_council) -> None:
    hall = make_hall(9)
    keys = [new_key() for _ in range(9)]

    def tap(number: int):
        return lambda: hall.cast(number, ("for", "against", "abstain")[number % 3], key=keys[number])

    taps = [tap(number) for number in range(9) for _ in range(2)]
    taps.insert(9, lambda: hall.close(now=AT_OPENING + timedelta(seconds=1)))

    results = together(fresh_council, taps)

    vote = Vote.objects.get()
    receipts = {result for result in results if isinstance(result, str)}
    others = [result for result in results if not isinstance(result, str | Vote)]
    assert {type(each) for each in others} <= {refusals.VoteNotOpen}
    assert receipts == set(Ballot.objects.values_list("receipt", flat=True))
    tally = Counter(Ballot.objects.values_list("choice", flat=True))
    assert (vote.in_favour, vote.against, vote.abstained) == (tally["for"], tally["against"], tally["abstain"])
    assert vote.not_voting == 9 - len(receipts)


def test_two_closers_count_once(fresh_council) -> None:
    hall = make_hall(3)
    hall.cast(0)

    results = together(fresh_council, [hall.close] * 2)

    assert sorted(type(result).__name__ for result in results) == ["StepNotAllowed", "Vote"]
    assert OutboxEvent.objects.filter(type="sessions.VoteClosed").count() == 1


def test_two_openers_of_two_votes_open_one(fresh_council) -> None:
    hall = make_hall(3, is_open=False)
    other = Vote.objects.create(
        session=hall.session, subject="procedure", item=hall.item, question="Khác", threshold="majority"
    )

    results = together(fresh_council, [hall.open, lambda: hall.open(vote=other)])

    assert sorted(type(result).__name__ for result in results) == ["Vote", "VoteStillOpen"]
    assert Vote.objects.filter(state="open").count() == 1


def test_a_lost_answer_is_found_again_by_its_key_in_another_connection(fresh_council) -> None:
    hall, key = make_hall(3), UUID(int=7)
    receipt = hall.cast(0, key=key)
    connection.close()

    (again,) = together(fresh_council, [lambda: hall.cast(0, key=key, rules=RULES)])

    assert again == receipt


def test_delegates_of_other_people_are_not_mixed_up(council) -> None:
    hall = make_hall(3)
    latecomer = make_delegate()

    refused(NotPermitted, lambda: hall.cast(0, actor=actor_with(Role.DELEGATE, person=latecomer.person)))
