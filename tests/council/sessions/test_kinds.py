"""Every kind of open vote: by hands and paper, by article, in block, on procedure, on a rejected matter again."""

import pytest
from django.db import IntegrityError, transaction

from council.law import Override, Threshold, national_rules
from council.roles import Role
from council.sessions import actions, queries
from council.sessions.actions import refusals, refusals_votes
from council.sessions.actions.agenda import Matter
from council.sessions.actions.counting import Counted
from council.sessions.models import (
    AgendaItem,
    BlockMatter,
    DisputedArticle,
    HandCount,
    ItemKind,
    TallySheet,
    Vote,
    VoteMethod,
    VoteSubject,
)
from kernel import outbox
from kernel.access import NotPermitted, StepNotAllowed
from kernel.notify.models import Notice
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import actor_with
from tests.factories.halls import staff_account
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    DRAFT,
    OPENS,
    REPORT,
    RULES,
    SECRETARY,
    annul,
    make_file,
    make_hall,
    make_item,
)
from tests.testbed.threads import together

CLERK, OTHER = actor_with(Role.OFFICE_STAFF), actor_with(Role.SESSION_SECRETARY)
PROCEDURE = Matter(title="Cơ cấu đoàn thư ký", kind=ItemKind.PROCEDURE)


def enter(hall, actor=CLERK, totals=(3, 1, 0), reason="", vote=None):
    return actions.enter_count(
        actor=actor, vote=vote or hall.vote, counted=Counted(*totals), now=AT_OPENING, reason=reason
    )


@pytest.mark.parametrize("method", [VoteMethod.HANDS, VoteMethod.PAPER])
def test_two_people_who_agree_close_a_vote_by_the_same_law(council, method) -> None:
    hall = make_hall(5, method=method)
    assert enter(hall) == "waits_for_second"
    with pytest.raises(refusals_votes.CountMissing), transaction.atomic():
        hall.close()

    assert enter(hall, OTHER) == "settled"
    vote = hall.close()

    counted = (vote.in_favour, vote.against, vote.abstained, vote.not_voting, vote.needed, vote.decision)
    assert counted == (3, 1, 0, 1, 3, "adopted")
    assert "Điều 35" in vote.article
    hall.item.refresh_from_db()
    assert hall.item.state == "adopted"


def test_the_second_does_not_see_what_the_first_entered(council) -> None:
    hall = make_hall(5, method=VoteMethod.HANDS)
    enter(hall, CLERK, (2, 2, 1))

    seen = queries.get_count(OTHER, hall.vote)
    own = queries.get_count(CLERK, hall.vote)

    assert (seen.state, seen.entries, seen.own, seen.may_enter) == ("waits_for_second", [], None, True)
    assert ([entry.totals for entry in own.entries], own.may_enter) == ([(2, 2, 1)], False)
    with pytest.raises(NotPermitted):
        queries.get_count(actor_with(Role.DELEGATE), hall.vote)


def test_two_who_differ_are_told_and_a_third_decides_with_a_reason(council) -> None:
    first, second = staff_account("vtlan", "office_staff"), staff_account("tkminh", "session_secretary")
    hall = make_hall(5, method=VoteMethod.HANDS)
    actors = [actor_with(Role.OFFICE_STAFF), actor_with(Role.SESSION_SECRETARY)]
    for account, actor, totals in zip((first, second), actors, ((3, 1, 0), (2, 2, 0)), strict=True):
        object.__setattr__(actor, "account_id", account.pk)
        state = enter(hall, actor, totals)
    outbox.drain()

    assert state == "differs"
    assert set(Notice.objects.values_list("account_id", flat=True)) == {first.pk, second.pk}
    assert len(queries.get_count(CHAIR, hall.vote).entries) == 2
    with pytest.raises(refusals_votes.CountMissing), transaction.atomic():
        hall.close()
    with pytest.raises(refusals.ReasonMissing), transaction.atomic():
        enter(hall, CHAIR, (2, 2, 0))
    with pytest.raises(refusals_votes.CountedTwice), transaction.atomic():
        enter(hall, actors[0], (2, 2, 0), "Đếm lại")

    assert enter(hall, CHAIR, (2, 2, 1), "Đếm lại trước Hội đồng") == "settled"
    assert (hall.close().in_favour, Vote.objects.get().decision) == (2, "rejected")


def test_what_cannot_be_counted_is_refused(council) -> None:
    hall = make_hall(5, present=4, method=VoteMethod.HANDS)
    for totals in ((5, 0, 0), (2, 2, 1), (-1, 2, 0)):
        with pytest.raises(refusals_votes.CountImpossible), transaction.atomic():
            enter(hall, totals=totals)
    enter(hall)
    with pytest.raises(refusals_votes.CountedTwice), transaction.atomic():
        enter(hall)
    enter(hall, OTHER)
    with pytest.raises(refusals_votes.CountSettled), transaction.atomic():
        enter(hall, CHAIR, reason="Thêm")
    for role in (Role.DELEGATE, Role.ADMINISTRATOR, Role.OFFICE_CHIEF):
        with pytest.raises(NotPermitted), transaction.atomic():
            enter(hall, actor_with(role))
    hall.close()
    with pytest.raises(refusals.VoteNotOpen):
        enter(hall, CHAIR, reason="Muộn")


def test_devices_do_not_vote_where_hands_do_and_hands_not_where_devices_do(council) -> None:
    by_hand, electronic = make_hall(3, method=VoteMethod.HANDS), None
    with pytest.raises(refusals_votes.VoteByHand):
        by_hand.cast(0)
    annul(by_hand.vote)
    electronic = actions.prepare_repetition(actor=SECRETARY, vote=by_hand.vote, method=VoteMethod.ELECTRONIC)
    by_hand.open(vote=electronic)

    with pytest.raises(refusals_votes.NotByHand):
        enter(by_hand, vote=electronic)
    with pytest.raises(refusals_votes.NotByHand):
        actions.add_tally_sheet(actor=CLERK, vote=electronic, file=make_file())
    assert electronic.repeats == by_hand.vote


def test_the_minutes_of_a_count_by_hand_need_its_picture(council) -> None:
    hall = make_hall(3, method=VoteMethod.PAPER)
    enter(hall, totals=(3, 0, 0))
    enter(hall, OTHER, totals=(3, 0, 0))
    hall.close()
    hall.announce()
    with pytest.raises(refusals_votes.TallySheetMissing), transaction.atomic():
        actions.minute_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING)

    sheet = actions.add_tally_sheet(actor=CLERK, vote=hall.vote, file=make_file("kiem-dem.jpg"))

    assert queries.list_tally_sheets(hall.vote) == [sheet]
    assert actions.minute_vote(actor=SECRETARY, vote=hall.vote, now=AT_OPENING).state == "minuted"
    with pytest.raises(StepNotAllowed):
        actions.add_tally_sheet(actor=CLERK, vote=hall.vote, file=make_file())
    assert TallySheet.objects.count() == 1


def test_two_first_counters_at_the_same_moment_have_two_places(fresh_council) -> None:
    hall = make_hall(5, method=VoteMethod.HANDS)

    results = together(fresh_council, [lambda: enter(hall, CLERK), lambda: enter(hall, OTHER)])

    assert sorted(results) == ["settled", "waits_for_second"]
    assert sorted(HandCount.objects.values_list("place", flat=True)) == [1, 2]


def test_the_database_keeps_the_places_and_the_people_of_a_count(council) -> None:
    hall = make_hall(3, method=VoteMethod.HANDS)
    enter(hall, totals=(1, 1, 1))
    known = {"vote": hall.vote, "in_favour": 1, "against": 1, "abstained": 1, "entered_at": AT_OPENING}
    other = OTHER.account_id
    for wrong in (
        {"place": 1, "entered_by": other},
        {"place": 2, "entered_by": CLERK.account_id},
        {"place": 3, "entered_by": other},
        {"place": 4, "entered_by": other, "reason": "Thừa"},
    ):
        with pytest.raises(IntegrityError, match="sessions_"), transaction.atomic():
            HandCount.objects.create(**known, **wrong)


def disputed(hall, label="Điều 5", proposal="Mức hỗ trợ 60 %") -> DisputedArticle:
    return actions.dispute_article(actor=SECRETARY, item=hall.item, label=label, proposal=proposal)


def decide(hall, vote, choice="for", voters=None):
    hall.open(vote=vote)
    for number in range(len(hall.mandates) if voters is None else voters):
        hall.cast(number, choice, vote=vote)
    return hall.close(vote=vote)


def test_disputed_articles_come_before_the_whole(council) -> None:
    hall = make_hall(3, is_open=False)
    five, six = disputed(hall), disputed(hall, "Điều 6", "Bỏ khoản 2")
    with pytest.raises(refusals_votes.ArticlesOpen), transaction.atomic():
        hall.open()

    order = []
    for choice in ("for", "against"):
        vote = actions.prepare_next(actor=SECRETARY, item=hall.item)
        order.append(vote.disputed)
        decide(hall, vote, choice)

    assert order == [five, six]
    five.refresh_from_db()
    six.refresh_from_db()
    assert (five.state, six.state) == ("agreed", "dismissed")
    hall.item.refresh_from_db()
    assert hall.item.state == "vote_ready"
    assert not OutboxEvent.objects.filter(type="sessions.ResolutionAdopted").exists()
    assert actions.prepare_next(actor=SECRETARY, item=hall.item) == hall.vote
    assert decide(hall, hall.vote).decision == "adopted"
    assert OutboxEvent.objects.filter(type="sessions.ResolutionAdopted").count() == 1


def test_an_article_is_listed_once_settled_without_a_vote_and_disputed_again_by_an_annulment(council) -> None:
    hall = make_hall(3, is_open=False)
    article = disputed(hall)
    with pytest.raises(refusals_votes.ArticleKnown), transaction.atomic():
        disputed(hall, " Điều  5 ")
    vote = actions.prepare_article_vote(actor=SECRETARY, article=article)
    with pytest.raises(refusals.ItemNotReady), transaction.atomic():
        actions.prepare_article_vote(actor=SECRETARY, article=article)
    decide(hall, vote)
    with pytest.raises(StepNotAllowed), transaction.atomic():
        actions.settle_article(actor=SECRETARY, article=article)

    annul(vote)
    article.refresh_from_db()
    assert article.state == "disputed"
    again = actions.prepare_next(actor=SECRETARY, item=hall.item)
    assert again.repeats == vote
    actions.settle_article(actor=SECRETARY, article=article)
    again.refresh_from_db()
    assert again.state == "dropped"
    assert hall.open().state == "open"


def test_an_article_of_a_decided_item_is_not_disputed_and_not_annulled(council) -> None:
    hall = make_hall(3, is_open=False)
    article = disputed(hall)
    vote = actions.prepare_article_vote(actor=SECRETARY, article=article)
    decide(hall, vote)
    decide(hall, hall.vote)

    with pytest.raises(refusals.ItemNotReady):
        disputed(hall, "Điều 7", "Bỏ")
    with pytest.raises(refusals_votes.LaterDecision), transaction.atomic():
        annul(vote)
    with pytest.raises(refusals.VoteNotNeeded):
        actions.dispute_article(actor=SECRETARY, item=make_item(hall.session, REPORT), label="Điều 1", proposal="Bỏ")


def block(hall, **matters) -> Vote:
    return actions.prepare_block_vote(actor=SECRETARY, session=hall.session, question="Các nội dung thủ tục", **matters)


def test_a_vote_in_block_decides_all_its_items_and_keeps_the_list(council) -> None:
    hall = make_hall(3, is_open=False)
    items = [make_item(hall.session, PROCEDURE, "vote_ready") for _ in range(2)]

    vote = block(hall, items=items)
    AgendaItem.objects.filter(pk=items[0].pk).update(threshold="two_thirds")  # as an editor may, meanwhile
    decide(hall, vote)

    vote.refresh_from_db()
    assert vote.threshold == "two_thirds"
    assert {each.state for each in AgendaItem.objects.filter(pk__in=[item.pk for item in items])} == {"adopted"}
    assert BlockMatter.objects.filter(vote=vote).count() == 2
    annul(vote)
    assert {each.state for each in AgendaItem.objects.filter(pk__in=[item.pk for item in items])} == {"vote_ready"}
    again = actions.prepare_repetition(actor=SECRETARY, vote=vote, method=VoteMethod.HANDS)
    assert (again.repeats, again.matters.count()) == (vote, 2)


def test_articles_in_block_take_the_stricter_threshold(council) -> None:
    strict = Matter(title="Bãi nhiệm", kind=ItemKind.INDIVIDUAL_RESOLUTION, threshold=Threshold.TWO_THIRDS)
    hall = make_hall(3, is_open=False, matter=strict)
    articles = [disputed(hall), disputed(hall, "Điều 6", "Bỏ")]

    vote = block(hall, articles=articles)
    assert vote.threshold == "two_thirds"
    decide(hall, vote, voters=1)

    assert set(DisputedArticle.objects.values_list("state", flat=True)) == {"dismissed"}


def test_a_block_is_of_two_free_matters_of_one_session_and_of_no_resolution(council) -> None:
    hall = make_hall(3, is_open=False)
    ready, other = (make_item(hall.session, PROCEDURE, "vote_ready") for _ in range(2))
    decided, early = make_item(hall.session, PROCEDURE, "adopted"), make_item(hall.session, PROCEDURE)
    cases = (
        (refusals_votes.BlockTooSmall, [ready]),
        (refusals_votes.ResolutionInBlock, [ready, hall.item]),
        (refusals.ItemNotReady, [ready, decided]),
    )
    for error, items in cases:
        with pytest.raises(error), transaction.atomic():
            block(hall, items=items)
    with pytest.raises(refusals.ItemNotReady):
        hall.open(vote=block(hall, items=[ready, early]))
    assert block(hall, items=[ready, other]).state == "prepared"


def procedural(hall, subject, **more) -> Vote:
    return actions.prepare_procedural_vote(actor=SECRETARY, session=hall.session, subject=subject, question="", **more)


@pytest.mark.parametrize("subject", ["agenda", "closed_sitting", "procedure"])
def test_procedure_is_decided_by_more_than_half_and_makes_no_resolution(council, subject) -> None:
    hall = make_hall(5, is_open=False)
    vote = procedural(hall, VoteSubject(subject))
    decide(hall, vote, voters=3)

    assert (Vote.objects.get(pk=vote.pk).decision, vote.question) == ("adopted", VoteSubject(subject).label)
    assert queries.was_agreed(hall.session, VoteSubject(subject))
    assert not OutboxEvent.objects.filter(type="sessions.ResolutionAdopted").exists()
    annul(Vote.objects.get(pk=vote.pk))
    assert not queries.was_agreed(hall.session, VoteSubject(subject))


def test_what_is_no_procedure_is_not_voted_on_as_one(council) -> None:
    hall = make_hall(3, is_open=False)
    for error, subject, item in (
        (refusals_votes.NotProcedural, "item", hall.item),
        (refusals_votes.NotProcedural, "reopening", None),
        (refusals.ItemNotReady, "reopening", hall.item),
    ):
        with pytest.raises(error), transaction.atomic():
            procedural(hall, VoteSubject(subject), item=item)


def rejected_hall():
    hall = make_hall(3)
    hall.close()
    hall.item.refresh_from_db()
    assert hall.item.state == "rejected"
    return hall


def test_a_rejected_item_comes_back_only_when_the_council_reopens_it(council) -> None:
    hall = rejected_hall()
    with pytest.raises(refusals.ItemNotReady), transaction.atomic():
        actions.prepare_vote(actor=SECRETARY, item=hall.item, question="")
    with pytest.raises(refusals_votes.RejectedAlready), transaction.atomic():
        actions.take_up_again(actor=CHAIR, item=hall.item, rules=RULES)

    decide(hall, procedural(hall, VoteSubject.REOPENING, item=hall.item), "against")
    hall.item.refresh_from_db()
    assert hall.item.state == "rejected"
    decide(hall, procedural(hall, VoteSubject.REOPENING, item=hall.item))
    hall.item.refresh_from_db()
    assert hall.item.state == "vote_ready"

    assert decide(hall, actions.prepare_next(actor=SECRETARY, item=hall.item)).decision == "adopted"


def test_the_same_matter_under_a_new_number_is_the_same_matter(council) -> None:
    hall = rejected_hall()
    again = make_item(hall.session, Matter(title=DRAFT.title.upper(), kind=ItemKind.NORMATIVE_RESOLUTION), "vote_ready")
    vote = actions.prepare_vote(actor=SECRETARY, item=again, question="")

    with pytest.raises(refusals_votes.RejectedAlready):
        hall.open(vote=vote)


def test_the_councils_own_rules_may_let_the_chair_take_it_up_again(council) -> None:
    hall = rejected_hall()
    own = national_rules(
        "commune", OPENS, overrides=[Override("votes.rejected_again_in_session", True, "Quy chế", OPENS)]
    )

    for role in (Role.SESSION_SECRETARY, Role.DELEGATE):
        with pytest.raises(NotPermitted), transaction.atomic():
            actions.take_up_again(actor=actor_with(role), item=hall.item, rules=own)
    assert actions.take_up_again(actor=CHAIR, item=hall.item, rules=own).state == "vote_ready"
    vote = actions.prepare_next(actor=SECRETARY, item=hall.item)
    assert hall.open(vote=vote, rules=own).state == "open"


def test_a_withdrawn_item_takes_its_prepared_votes_with_it(council) -> None:
    hall = make_hall(3, is_open=False)

    actions.withdraw_item(actor=CHAIR, item=hall.item, reason="Cơ quan trình đề nghị", now=AT_OPENING)

    hall.vote.refresh_from_db()
    assert hall.vote.state == "dropped"
    assert list(queries.list_votes(hall.session)) == []


def test_the_database_knows_what_each_subject_is_about(council) -> None:
    hall = make_hall(3, is_open=False)
    for wrong in ({"item": None}, {"subject": "article"}, {"state": "announced"}):
        with pytest.raises(IntegrityError, match="sessions_"), transaction.atomic():
            Vote.objects.filter(pk=hall.vote.pk).update(**wrong)
    with pytest.raises(IntegrityError, match="sessions_one_pending_vote"), transaction.atomic():
        Vote.objects.create(session=hall.session, item=hall.item, question="Hai", threshold="majority")
