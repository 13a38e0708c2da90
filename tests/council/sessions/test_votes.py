"""An open vote from its preparation to its announcement: the list, the counting, the law's answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council.law import Override, Threshold, national_rules, votes_needed
from council.people import actions as people
from council.roles import Role
from council.sessions import actions, queries
from council.sessions.actions import refusals
from council.sessions.actions.agenda import Matter
from council.sessions.models import AgendaItem, Ballot, ItemKind, Vote, VoteEligible
from council.sessions.permissions import Can
from kernel import audit
from kernel.access import ANONYMOUS, StepNotAllowed, may
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.people import make_delegate
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    DRAFT,
    OPENS,
    REPORT,
    RULES,
    SECRETARY,
    make_hall,
    make_item,
    make_session,
    make_sitting,
    seat,
)

pytestmark = pytest.mark.usefixtures("council")


def test_opening_fixes_the_list_and_the_numbers() -> None:
    hall = make_hall(6, present=5, is_open=False)
    people.suspend_mandate(actor=CHAIR, mandate=hall.mandates[0], reason="Khởi tố", on=OPENS)

    vote = hall.open(seconds=60)

    assert (vote.state, vote.total, vote.present, vote.quorum_needed) == ("open", 6, 4, 4)
    assert vote.ends_at == AT_OPENING + timedelta(seconds=60)
    eligible = set(VoteEligible.objects.filter(vote=vote).values_list("mandate_id", flat=True))
    assert eligible == {mandate.id for mandate in hall.mandates[1:5]}
    assert OutboxEvent.objects.filter(type="sessions.VoteOpened").count() == 1


def test_a_suspended_delegate_is_left_out_of_the_total_only_by_the_councils_rule() -> None:
    hall = make_hall(6, present=5, is_open=False)
    people.suspend_mandate(actor=CHAIR, mandate=hall.mandates[0], reason="Khởi tố", on=OPENS)
    own = Override("votes.suspended_in_total", False, "NQ 01", OPENS)

    vote = hall.open(rules=national_rules("commune", OPENS, overrides=[own]))

    assert (vote.total, vote.present) == (5, 4)


def test_without_a_quorum_no_vote_opens_and_the_sentence_has_the_numbers() -> None:
    hall = make_hall(6, present=3, is_open=False)

    with pytest.raises(refusals.NoQuorum, match="Có mặt 3 trên tổng số 6") as refused, transaction.atomic():
        hall.open()

    hall.vote.refresh_from_db()
    assert (hall.vote.state, VoteEligible.objects.count(), refused.value.code) == ("prepared", 0, "no_quorum")


def test_who_left_the_hall_does_not_count_for_the_quorum() -> None:
    hall = make_hall(6, present=4, is_open=False)
    actions.record_presence(
        actor=SECRETARY, sitting=hall.sitting, mandate=hall.mandates[0], what="left", now=AT_OPENING
    )

    with pytest.raises(refusals.NoQuorum):
        hall.open()


def test_only_one_vote_is_open_in_the_council() -> None:
    first = make_hall()
    item = make_item(first.session, DRAFT, "vote_ready")
    second = actions.prepare_vote(actor=SECRETARY, item=item, question="Câu hỏi khác")

    with pytest.raises(refusals.VoteStillOpen), transaction.atomic():
        actions.open_vote(actor=SECRETARY, vote=second, now=AT_OPENING, rules=RULES)
    with pytest.raises(IntegrityError, match="sessions_one_open_vote"), transaction.atomic():
        Vote.objects.filter(pk=second.pk).update(state="open")

    assert queries.open_vote_now() == first.vote


@pytest.mark.parametrize("state", ["on_agenda", "presented", "withdrawn"])
def test_a_vote_opens_only_on_an_item_that_is_ready(state: str) -> None:
    hall = make_hall(is_open=False)
    AgendaItem.objects.filter(pk=hall.item.pk).update(state=state)

    with pytest.raises(refusals.ItemNotReady):
        hall.open(vote=Vote.objects.get(pk=hall.vote.pk))


@pytest.mark.parametrize("what", ["no sitting", "paused"])
def test_a_vote_opens_only_in_a_running_sitting(what: str) -> None:
    hall = make_hall(is_open=False)
    if what == "paused":
        actions.pause_session(actor=CHAIR, session=hall.session, reason="Nghỉ trưa", now=AT_OPENING)
    else:
        actions.end_sitting(actor=CHAIR, sitting=hall.sitting, now=AT_OPENING)

    with pytest.raises(refusals.SessionNotRunning):
        hall.open()


def test_a_report_is_not_voted_on_and_an_item_has_one_vote() -> None:
    hall = make_hall(is_open=False)
    report = make_item(hall.session, REPORT)
    decided = make_item(hall.session, DRAFT, "adopted")

    with pytest.raises(refusals.VoteNotNeeded):
        actions.prepare_vote(actor=SECRETARY, item=report, question="")
    for item in (hall.item, decided):
        with pytest.raises(refusals.ItemNotReady):
            actions.prepare_vote(actor=SECRETARY, item=item, question="")

    assert (hall.vote.question, hall.vote.threshold) == (DRAFT.title, "majority")


def test_more_time_is_added_to_the_clock_that_runs() -> None:
    hall = make_hall(is_open=False)
    hall.open(seconds=60)

    vote = actions.extend_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING + timedelta(seconds=10))

    assert vote.ends_at == AT_OPENING + timedelta(seconds=90)


def test_a_vote_without_clock_gets_one_and_a_run_out_clock_starts_from_now() -> None:
    hall = make_hall()
    later = AT_OPENING + timedelta(minutes=5)

    assert actions.extend_vote(actor=SECRETARY, vote=hall.vote, now=later).ends_at == later + timedelta(seconds=30)


def test_an_adopted_draft_is_told_with_its_numbers_and_its_article() -> None:
    hall = make_hall(6, present=5)
    for number, choice in enumerate(("for", "for", "for", "for", "against")):
        hall.cast(number, choice)

    vote = hall.close()

    counted = (vote.total, vote.in_favour, vote.against, vote.abstained, vote.not_voting, vote.needed)
    assert counted == (6, 4, 1, 0, 1, 4)
    assert (vote.state, vote.decision) == ("closed", "adopted")
    assert "cần" in vote.sentence.lower()
    assert "Điều 35" in vote.article
    hall.item.refresh_from_db()
    assert hall.item.state == "adopted"
    event = OutboxEvent.objects.get(type="sessions.ResolutionAdopted")
    assert event.payload["kind"] == "normative_resolution"
    assert event.payload["occasion"] == "Khoá XVI, kỳ họp thứ nhất"
    assert event.payload["adopted_on"] == "2026-07-29"
    assert OutboxEvent.objects.get(type="sessions.VoteClosed").payload["adopted"] is True


def test_a_tie_and_a_majority_of_those_present_only_are_not_adopted() -> None:
    hall = make_hall(6, present=5)
    for number, choice in enumerate(("for", "for", "for", "against", "abstain")):
        hall.cast(number, choice)

    vote = hall.close()

    hall.item.refresh_from_db()
    assert (vote.decision, vote.in_favour, vote.needed, hall.item.state) == ("rejected", 3, 4, "rejected")
    assert not OutboxEvent.objects.filter(type="sessions.ResolutionAdopted").exists()


def test_a_procedural_vote_makes_no_resolution() -> None:
    hall = make_hall(3, matter=Matter(title="Thông qua chương trình", kind=ItemKind.PROCEDURE))
    for number in range(3):
        hall.cast(number)

    assert hall.close().decision == "adopted"
    assert not OutboxEvent.objects.filter(type="sessions.ResolutionAdopted").exists()


def test_two_thirds_are_asked_where_the_item_asks_for_them() -> None:
    matter = Matter(title="Bãi nhiệm", kind=ItemKind.INDIVIDUAL_RESOLUTION, threshold=Threshold.TWO_THIRDS)
    hall = make_hall(6, matter=matter)
    for number in range(4):
        hall.cast(number, "for" if number < 3 else "against")

    assert (hall.vote.threshold, hall.close().decision, Vote.objects.get().needed) == ("two_thirds", "rejected", 4)


def test_a_vote_prepared_before_the_item_was_edited_asks_for_what_the_item_says_when_it_opens() -> None:
    hall = make_hall(9, is_open=False)
    AgendaItem.objects.filter(pk=hall.item.pk).update(state="on_agenda")
    stricter = replace(DRAFT, threshold=Threshold.TWO_THIRDS)
    actions.edit_item(actor=CHAIR, item=hall.item, version=hall.item.version, matter=stricter, late_reason="Theo luật")
    AgendaItem.objects.filter(pk=hall.item.pk).update(state="vote_ready")
    hall.open()
    for number in range(5):
        hall.cast(number)

    vote = hall.close()

    assert (vote.threshold, vote.needed, vote.in_favour, vote.decision) == ("two_thirds", 6, 5, "rejected")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    choices=st.lists(st.sampled_from(["for", "against", "abstain", None]), min_size=3, max_size=7),
    threshold=st.sampled_from(Threshold),
)
def test_any_ballots_are_counted_as_a_list_would_count_them(choices, threshold) -> None:
    with transaction.atomic():
        matter = Matter(title="Bất kỳ", kind=ItemKind.INDIVIDUAL_RESOLUTION, threshold=threshold)
        hall = make_hall(len(choices), matter=matter)
        for number, choice in enumerate(choices):
            if choice is not None:
                hall.cast(number, choice)

        vote = hall.close()

        expected = [choices.count(each) for each in ("for", "against", "abstain", None)]
        assert [vote.in_favour, vote.against, vote.abstained, vote.not_voting] == expected
        needed = votes_needed(total=len(choices), threshold=threshold, rules=RULES)
        assert (vote.decision == "adopted") is (choices.count("for") >= needed)
        transaction.set_rollback(True)


def test_closing_seals_the_audit_once_committed(django_capture_on_commit_callbacks) -> None:
    hall = make_hall(3)

    with django_capture_on_commit_callbacks(execute=True):
        hall.close()

    assert audit.head().position == AuditEntry.objects.count() > 0


def test_the_database_refuses_counts_that_do_not_add_up() -> None:
    hall = make_hall(3)
    hall.close()

    for wrong in ({"in_favour": 3}, {"decision": ""}, {"in_favour": 1, "not_voting": 2, "decision": "adopted"}):
        with pytest.raises(IntegrityError, match="sessions_"), transaction.atomic():
            Vote.objects.filter(pk=hall.vote.pk).update(**wrong)


def test_while_it_is_open_only_the_number_of_ballots_is_known() -> None:
    hall = make_hall(4)
    hall.cast(0, "against")

    progress = queries.get_progress(hall.vote)

    assert (progress.eligible, progress.recorded, progress.missing) == (4, 1, 3)
    hall.vote.refresh_from_db()
    assert (hall.vote.in_favour, hall.vote.against, hall.vote.sentence) == (None, None, "")
    assert list(queries.list_public_votes(hall.session)) == []
    hall.close()
    assert list(queries.list_public_votes(hall.session)) == []
    hall.announce()
    assert list(queries.list_public_votes(hall.session)) == [hall.vote]
    assert queries.open_vote_now() is None


def test_a_delegate_sees_her_own_ballot_and_nobody_elses() -> None:
    hall = make_hall(3)
    receipt = hall.cast(0, "abstain")

    own = queries.get_own_ballot(hall.voter(0), hall.vote)
    other = queries.get_own_ballot(hall.voter(1), hall.vote)

    assert (own.is_eligible, own.choice, own.receipt) == (True, "abstain", receipt)
    assert (other.is_eligible, other.choice, other.receipt) == (True, "", "")
    with pytest.raises(NotFound):
        queries.get_own_ballot(SECRETARY, hall.vote)


def test_a_vote_is_announced_after_its_closing_by_the_chair() -> None:
    hall = make_hall(3)

    with pytest.raises(StepNotAllowed):
        actions.announce_vote(actor=CHAIR, vote=hall.vote, now=AT_OPENING)
    hall.close()
    announced = actions.announce_vote(actor=CHAIR, vote=hall.vote, now=AT_OPENING)

    assert announced.state == "announced"
    assert announced.announced_at == AT_OPENING


def test_a_vote_is_read_by_the_councils_people_only() -> None:
    hall = make_hall(3)

    assert queries.get_vote(SECRETARY, hall.vote.id) == hall.vote
    assert list(queries.list_votes(hall.session)) == [hall.vote]
    with pytest.raises(NotFound):
        queries.get_vote(ANONYMOUS, hall.vote.id)
    assert not may(actor_with(Role.ADMINISTRATOR), Can.READ)


def test_presence_is_listed_by_name_with_the_last_line_only() -> None:
    session = make_session("convened")
    sitting = make_sitting(session)
    duc, an = make_delegate("Trần Đức"), make_delegate("Lê An")
    seat(sitting, [duc])
    seat(sitting, [duc], "left")

    rows = queries.list_presence(sitting)

    assert [(row.mandate, row.what, row.is_present) for row in rows] == [(an, "", False), (duc, "left", False)]
    assert Ballot.objects.count() == 0
