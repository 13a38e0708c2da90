"""Annulling a vote takes two people and a reason; the numbers stay, the matter comes back, another vote repeats it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from council.documents import actions as documents
from council.documents.models import Document
from council.documents.queries import find_by_vote
from council.roles import Role
from council.sessions import actions, queries
from council.sessions.actions import refusals, refusals_votes
from council.sessions.models import Annulment, Ballot, BallotLog, CouncilSession, Vote, VoteMethod, VoteSubject
from kernel import outbox
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import actor_with
from tests.factories.documents import CHAIR as SIGNER
from tests.factories.documents import RULES as PAPER_RULES
from tests.factories.documents import SECRETARY as WRITER
from tests.factories.sessions import AT_OPENING, CHAIR, SECRETARY, annul, make_hall
from tests.testbed.threads import together

VICE = actor_with(Role.COUNCIL_VICE_CHAIR)
OTHER_SECRETARY = actor_with(Role.SESSION_SECRETARY)


def ask(vote, actor=SECRETARY, reason="Máy chủ biểu quyết hỏng") -> Annulment:
    return actions.ask_annulment(actor=actor, vote=vote, reason=reason, now=AT_OPENING)


def confirm(annulment, actor=CHAIR) -> Vote:
    return actions.confirm_annulment(actor=actor, annulment=annulment, now=AT_OPENING)


def closed_hall(choices=("for", "for", "for"), **more):
    hall = make_hall(len(choices), **more)
    for number, choice in enumerate(choices):
        hall.cast(number, choice)
    hall.close()
    return hall


def test_an_annulled_vote_stays_with_its_numbers_and_its_item_comes_back(council) -> None:
    hall = closed_hall(("for", "for", "against"))

    vote = annul(hall.vote)

    assert (vote.state, vote.decision, vote.in_favour, vote.against, vote.needed) == ("annulled", "adopted", 2, 1, 2)
    assert Ballot.objects.filter(vote=vote).count() == BallotLog.objects.filter(vote=vote).count() == 3
    hall.item.refresh_from_db()
    assert hall.item.state == "vote_ready"
    entry = AuditEntry.objects.filter(action="sessions.annul_vote").get()
    assert entry.reason == "Máy chủ biểu quyết hỏng"
    assert OutboxEvent.objects.filter(type="sessions.VoteAnnulled").count() == 1
    assert list(queries.list_votes(hall.session)) == [vote]


def test_an_open_vote_is_broken_off_with_what_was_counted_and_decides_nothing(council) -> None:
    hall = make_hall(5)
    hall.cast(0)
    hall.cast(1, "against")

    vote = annul(hall.vote)

    counted = (vote.in_favour, vote.against, vote.abstained, vote.not_voting, vote.total)
    assert (counted, vote.state, vote.decision, vote.needed) == ((1, 1, 0, 3, 5), "annulled", "", None)
    hall.item.refresh_from_db()
    assert hall.item.state == "vote_ready"
    with pytest.raises(refusals.VoteNotOpen):
        hall.cast(2)


def test_nothing_changes_until_the_second_person_confirms(council) -> None:
    hall = closed_hall()

    asked = ask(hall.vote)

    hall.vote.refresh_from_db()
    assert (hall.vote.state, asked.state) == ("closed", "asked")
    with pytest.raises(refusals_votes.AnnulmentAsked):
        ask(hall.vote, OTHER_SECRETARY)
    refused = actions.refuse_annulment(actor=CHAIR, annulment=asked, now=AT_OPENING)
    hall.vote.refresh_from_db()
    assert (refused.state, refused.decided_by, hall.vote.state) == ("refused", CHAIR.account_id, "closed")
    assert ask(hall.vote).pk != asked.pk


def test_who_asks_never_confirms_and_one_of_the_two_presides(council) -> None:
    hall = closed_hall()
    asked = ask(hall.vote)

    for actor in (SECRETARY, OTHER_SECRETARY, actor_with(Role.DELEGATE), actor_with(Role.OFFICE_STAFF)):
        with pytest.raises(NotPermitted), transaction.atomic():
            confirm(asked, actor)

    assert confirm(asked, VICE).state == "annulled"
    again = actions.prepare_next(actor=SECRETARY, item=hall.item)
    hall.open(vote=again)
    asked = ask(again, CHAIR)
    with pytest.raises(NotPermitted), transaction.atomic():
        confirm(asked, CHAIR)
    assert confirm(asked, SECRETARY).state == "annulled"


@pytest.mark.parametrize("state", ["prepared", "dropped", "annulled"])
def test_only_a_vote_that_was_opened_is_annulled_and_only_once(council, state: str) -> None:
    hall = make_hall(3, is_open=state == "annulled")
    if state == "annulled":
        annul(hall.vote)
    if state == "dropped":
        actions.drop_vote(actor=SECRETARY, vote=hall.vote)

    with pytest.raises(StepNotAllowed):
        ask(hall.vote)


def test_a_reason_is_needed_and_the_session_must_still_be_held(council) -> None:
    hall = closed_hall()
    with pytest.raises(refusals.ReasonMissing):
        ask(hall.vote, reason="  ")
    asked = ask(hall.vote)
    CouncilSession.objects.filter(pk=hall.session.pk).update(state="closed")

    for step in (lambda: confirm(asked), lambda: ask(hall.vote)):
        with pytest.raises(refusals.SessionNotRunning), transaction.atomic():
            step()


def test_the_repetition_is_linked_and_may_be_by_hand(council) -> None:
    hall = closed_hall()
    annulled = annul(hall.vote)

    again = actions.prepare_repetition(actor=SECRETARY, vote=annulled, method=VoteMethod.HANDS)

    assert (again.repeats, again.method, again.question, again.state) == (
        annulled,
        "hands",
        annulled.question,
        "prepared",
    )
    with pytest.raises(refusals.ItemNotReady):
        actions.prepare_repetition(actor=SECRETARY, vote=annulled, method=VoteMethod.HANDS)
    opened = hall.open(vote=again)
    assert opened.eligible.count() == 3
    with pytest.raises(refusals.ItemNotReady):
        actions.prepare_repetition(actor=SECRETARY, vote=opened, method=VoteMethod.HANDS)


def test_the_desks_next_vote_is_the_repetition_and_a_latecomer_is_on_its_list(council) -> None:
    hall = make_hall(4, present=3)
    late = hall.mandates[3]
    actions.record_presence(actor=SECRETARY, sitting=hall.sitting, mandate=late, what="present", now=AT_OPENING)
    with pytest.raises(refusals.NotEligible):
        hall.cast(3)
    annul(hall.vote, reason="Đại biểu đến sau đề nghị biểu quyết lại")

    again = actions.prepare_next(actor=SECRETARY, item=hall.item)
    again = hall.open(vote=again)

    assert again.repeats == hall.vote
    assert hall.cast(3, vote=again)


def test_the_draft_of_an_annulled_vote_is_dropped_and_its_text_goes_on_with_the_repetition(council) -> None:
    hall = closed_hall()
    outbox.drain()
    draft = find_by_vote(hall.vote.pk)
    Document.objects.filter(pk=draft.pk).update(body={**draft.body, "bases": ["Căn cứ đã soạn thêm"]})

    annulled = annul(hall.vote)

    draft.refresh_from_db()
    assert (draft.state, draft.removed_reason) == ("dropped", "Máy chủ biểu quyết hỏng")
    again = hall.open(vote=actions.prepare_next(actor=SECRETARY, item=hall.item))
    for number in range(3):
        hall.cast(number, vote=again)
    hall.close(vote=again)
    outbox.drain()
    fresh = find_by_vote(again.pk)
    assert (fresh.state, fresh.body["bases"]) == ("draft", ["Căn cứ đã soạn thêm"])
    assert find_by_vote(annulled.pk) == draft


def test_a_draft_begun_after_the_annulment_is_dropped_too(council) -> None:
    hall = closed_hall()
    annul(hall.vote)

    outbox.drain()

    assert find_by_vote(hall.vote.pk).state == "dropped"


def test_a_signed_resolution_is_corrected_not_annulled(council) -> None:
    hall = closed_hall()
    outbox.drain()
    draft = find_by_vote(hall.vote.pk)
    Document.objects.filter(pk=draft.pk).update(state="signed")
    asked = ask(hall.vote)

    with pytest.raises(refusals_votes.ResolutionSigned), transaction.atomic():
        confirm(asked)

    hall.vote.refresh_from_db()
    hall.item.refresh_from_db()
    assert (hall.vote.state, hall.item.state) == ("closed", "adopted")


def test_signing_and_annulling_at_the_same_moment_leave_no_signed_resolution_of_a_void_vote(fresh_council) -> None:
    hall = closed_hall()
    outbox.drain()
    draft = documents.finalise(actor=WRITER, document=find_by_vote(hall.vote.pk), rules=PAPER_RULES, reason="Gấp")
    asked = ask(hall.vote)

    together(
        fresh_council,
        [lambda: confirm(asked), lambda: documents.sign(actor=SIGNER, document=draft, now=AT_OPENING)],
    )

    hall.vote.refresh_from_db()
    draft.refresh_from_db()
    assert (hall.vote.state, draft.state) in {("annulled", "dropped"), ("closed", "signed")}


def test_confirming_and_closing_at_the_same_moment_leave_one_truth(fresh_council) -> None:
    hall = make_hall(3)
    hall.cast(0)
    asked = ask(hall.vote)

    together(fresh_council, [lambda: confirm(asked), hall.close])

    hall.vote.refresh_from_db()
    hall.item.refresh_from_db()
    assert (hall.vote.state, hall.item.state, hall.vote.in_favour) == ("annulled", "vote_ready", 1)


def test_two_who_confirm_at_once_annul_once(fresh_council) -> None:
    hall = closed_hall()
    asked = ask(hall.vote)

    results = together(fresh_council, [lambda: confirm(asked, CHAIR), lambda: confirm(asked, VICE)])

    assert sorted(type(result).__name__ for result in results) == ["StepNotAllowed", "Vote"]


def test_an_older_vote_is_not_annulled_over_a_later_one(council) -> None:
    hall = closed_hall(("against", "against", "for"))
    reopening = actions.prepare_procedural_vote(
        actor=SECRETARY, session=hall.session, subject=VoteSubject.REOPENING, question="", item=hall.item
    )
    later = AT_OPENING + timedelta(minutes=5)
    hall.open(vote=reopening, now=later)
    for number in range(3):
        hall.cast(number, vote=reopening)
    hall.close(vote=reopening, now=later)
    asked = ask(hall.vote)

    with pytest.raises(refusals_votes.LaterDecision), transaction.atomic():
        confirm(asked)

    hall.item.refresh_from_db()
    assert hall.item.state == "vote_ready"
    annul(reopening)
    hall.item.refresh_from_db()
    assert hall.item.state == "rejected"
    assert confirm(asked).state == "annulled"


def test_the_database_wants_two_people_a_reason_and_a_moment(council) -> None:
    hall = closed_hall()
    asked = ask(hall.vote)
    wrongs = (
        (Annulment, asked.pk, {"state": "confirmed"}),
        (Annulment, asked.pk, {"state": "confirmed", "decided_by": asked.asked_by, "decided_at": AT_OPENING}),
        (Annulment, asked.pk, {"reason": ""}),
        (Vote, hall.vote.pk, {"state": "annulled"}),
        (Vote, hall.vote.pk, {"annulled_at": AT_OPENING}),
        (Vote, hall.vote.pk, {"state": "annulled", "annulled_at": AT_OPENING, "in_favour": 1}),
    )

    for table, key, wrong in wrongs:
        with pytest.raises(IntegrityError, match="sessions_"), transaction.atomic():
            table.objects.filter(pk=key).update(**wrong)


def test_the_public_sees_an_announced_vote_that_was_annulled_and_no_unannounced_one(council) -> None:
    silent, told = closed_hall(), None
    annul(silent.vote)
    told = actions.prepare_next(actor=SECRETARY, item=silent.item)
    silent.open(vote=told)
    silent.close(vote=told)
    actions.announce_vote(actor=CHAIR, vote=told, now=AT_OPENING)
    annul(told)

    assert list(queries.list_public_votes(silent.session)) == [told]
    assert list(queries.list_announced_votes()) == []


def test_minutes_take_an_announced_vote_and_the_numbers_go_on(council) -> None:
    hall = closed_hall()
    hall.announce()

    vote = actions.minute_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING)

    assert (vote.state, vote.minuted_at) == ("minuted", AT_OPENING)
    assert list(queries.list_public_votes(hall.session)) == [vote]
