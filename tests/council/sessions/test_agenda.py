"""The agenda as a tree, its late items, and what a session leaves to the next (R-SES-14, workflows A2)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from council.law import Override, SessionKind, national_rules
from council.sessions import actions, law, queries
from council.sessions.actions import refusals
from council.sessions.models import AgendaItem, ItemKind, Paper, Proposal
from council.sessions.queries.deadlines import find_open_papers
from kernel.access import NotPermitted, StepNotAllowed
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    DRAFT,
    NOW,
    OFFICE,
    OPENS,
    REPORT,
    RULES,
    SECRETARY,
    make_hall,
    make_item,
    make_paper,
    make_session,
)

HEADING = replace(REPORT, title="Các báo cáo", kind=ItemKind.HEADING)
AFTER_PAPERS = datetime(2026, 7, 25, 2, 0, tzinfo=UTC)  # their last day is the 24th


@pytest.mark.unit
@pytest.mark.parametrize(
    ("depths", "numbers"),
    [
        ([], []),
        ([0, 0, 0], ["1", "2", "3"]),
        ([0, 1, 1, 0, 1], ["1", "1.1", "1.2", "2", "2.1"]),
        ([0, 1, 2, 2, 1, 2, 0], ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "2"]),
    ],
)
def test_an_agenda_numbers_itself(depths, numbers) -> None:
    assert law.number_agenda(depths) == numbers


@pytest.mark.unit
@pytest.mark.parametrize("depths", [[1], [0, 2], [0, 1, 3], [0, 1, 2, 3], [-1]])
def test_nothing_stands_in_nothing_or_too_deep(depths) -> None:
    with pytest.raises(ValueError, match="stands"):
        law.number_agenda(depths)


@pytest.mark.unit
@pytest.mark.parametrize(("day", "is_late"), [(24, False), (25, True)])
def test_an_item_is_late_after_the_last_day_of_the_papers(day, is_late) -> None:
    today = OPENS.replace(day=day)

    assert law.is_late_item(today=today, opens_on=OPENS, kind=SessionKind.REGULAR, rules=RULES) is is_late


def add(session, matter=REPORT, **changes) -> AgendaItem:
    return actions.add_item(**{"actor": OFFICE, "session": session, "matter": matter, **changes})


def drawn(session) -> list[str]:
    return [f"{item.label} {item.title}" for item in queries.list_items(session)]


def tree(council):
    """1 A (1.1 B, 1.2 C), 2 D."""
    session = make_session()
    first = add(session, replace(HEADING, title="A"))
    under = [add(session, replace(REPORT, title=title, parent=first)) for title in "BC"]
    return session, first, *under, add(session, replace(REPORT, title="D"))


def test_items_stand_under_their_heading(council) -> None:
    session, first, *_rest = tree(council)

    assert drawn(session) == ["1 A", "1.1 B", "1.2 C", "2 D"]
    assert (first.state, first.needs_vote) == ("heading", False)
    assert queries.count_pending_items(session) == 3


@pytest.mark.parametrize(
    ("what", "parent", "position", "drawing"),
    [
        ("D", None, 1, ["1 D", "2 A", "2.1 B", "2.2 C"]),
        ("D", "A", 2, ["1 A", "1.1 B", "1.2 D", "1.3 C"]),
        ("B", None, 3, ["1 A", "1.1 C", "2 D", "3 B"]),
        ("A", "D", 1, ["1 D", "1.1 A", "1.1.1 B", "1.1.2 C"]),
        ("C", "B", 1, ["1 A", "1.1 B", "1.1.1 C", "2 D"]),
    ],
)
def test_an_item_moves_with_all_under_it(council, what, parent, position, drawing) -> None:
    session, *_items = tree(council)
    by_title = {item.title: item for item in queries.list_items(session)}

    actions.move_item(actor=OFFICE, item=by_title[what], position=position, parent=by_title.get(parent))

    assert drawn(session) == drawing
    positions = list(AgendaItem.objects.order_by("position").values_list("position", flat=True))
    assert positions == [1, 2, 3, 4]


@pytest.mark.parametrize(("what", "parent", "position"), [("A", "B", 1), ("A", "A", 1), ("D", "A", 4), ("D", None, 0)])
def test_there_is_no_place_in_itself_or_beyond_the_last(council, what, parent, position) -> None:
    session, *_items = tree(council)
    by_title = {item.title: item for item in queries.list_items(session)}

    with pytest.raises(refusals.NoSuchPlace), transaction.atomic():
        actions.move_item(actor=OFFICE, item=by_title[what], position=position, parent=by_title.get(parent))

    assert drawn(session) == ["1 A", "1.1 B", "1.2 C", "2 D"]


def test_an_agenda_has_three_levels_at_most(council) -> None:
    session, _first, second, *_rest = tree(council)
    third = add(session, replace(REPORT, title="E", parent=second))

    with pytest.raises(refusals.NoSuchPlace), transaction.atomic():
        add(session, replace(REPORT, title="F", parent=third))
    with pytest.raises(refusals.NoSuchPlace):
        add(make_session(), replace(REPORT, parent=third))

    assert AgendaItem.objects.count() == 5


def test_a_heading_is_taken_off_when_nothing_stands_under_it(council) -> None:
    _session, first, second, third, _last = tree(council)

    with pytest.raises(refusals.HeadingFull):
        actions.withdraw_item(actor=CHAIR, item=first, reason="Gộp", now=NOW)
    for item in (second, third):
        actions.withdraw_item(actor=CHAIR, item=item, reason="Gộp", now=NOW)

    assert actions.withdraw_item(actor=CHAIR, item=first, reason="Gộp", now=NOW).state == "withdrawn"


def test_an_item_becomes_a_heading_and_back(council) -> None:
    item = add(make_session(), DRAFT)

    heading = actions.edit_item(actor=OFFICE, item=item, version=item.version, matter=HEADING)
    assert (heading.state, heading.needs_vote) == ("heading", False)
    back = actions.edit_item(actor=OFFICE, item=item, version=heading.version, matter=DRAFT)
    assert (back.state, back.needs_vote) == ("on_agenda", True)


def test_after_the_last_day_of_the_papers_an_item_is_late(council) -> None:
    session = make_session("convened")
    given = {"now": AFTER_PAPERS, "rules": RULES, "late_reason": "Trung ương mới giao vốn"}

    with pytest.raises(NotPermitted):
        add(session, **given)
    with pytest.raises(refusals.ReasonMissing):
        add(session, actor=CHAIR, **{**given, "late_reason": " "})
    item = add(session, actor=CHAIR, **given)

    assert (item.state, item.late_reason) == ("awaiting", "Trung ương mới giao vốn")
    in_time = add(session, now=NOW, rules=RULES, late_reason="không dùng")
    assert (in_time.state, in_time.late_reason) == ("on_agenda", "")
    planned = add(make_session(), now=AFTER_PAPERS, rules=RULES)
    assert planned.state == "on_agenda"


def test_a_late_item_is_presented_only_after_the_council_agreed(council) -> None:
    session = make_session("documents_released")
    item = add(session, actor=CHAIR, late_reason="Gấp")
    with pytest.raises(refusals.SessionNotRunning):
        actions.agree_agenda(actor=CHAIR, session=session, now=AT_OPENING)
    type(session).objects.update(state="in_progress")

    with pytest.raises(refusals.NotAgreed):
        actions.present_item(actor=CHAIR, item=item, now=AT_OPENING)
    with pytest.raises(NotPermitted):
        actions.agree_agenda(actor=OFFICE, session=session, now=AT_OPENING)
    session = actions.agree_agenda(actor=CHAIR, session=session, now=AT_OPENING)

    assert session.agenda_agreed_at == AT_OPENING
    item.refresh_from_db()
    assert actions.present_item(actor=CHAIR, item=item, now=AT_OPENING).state == "presented"


def test_a_session_does_not_close_over_a_late_item_nobody_agreed_to(council) -> None:
    session = make_session("in_progress")
    item = add(session, actor=CHAIR, late_reason="Gấp")

    with pytest.raises(refusals.ItemsPending):
        actions.close_session(actor=CHAIR, session=session, now=AT_OPENING)
    actions.withdraw_item(actor=CHAIR, item=item, reason="Hội đồng không đồng ý", now=NOW)

    assert actions.close_session(actor=CHAIR, session=session, now=AT_OPENING).state == "closed"


def test_a_council_that_asks_for_a_reason_only_lets_the_office_add(council) -> None:
    since = OPENS - timedelta(days=90)
    override = Override("sessions.late_item_needs", ("reason",), "NQ 5", since)
    rules = replace(national_rules("commune", OPENS), overrides=(override,))

    item = add(make_session("documents_released"), rules=rules, now=AT_OPENING, late_reason="Gấp")

    assert (item.state, item.late_reason) == ("on_agenda", "Gấp")


def test_what_is_deferred_waits_for_the_next_session(council) -> None:
    session = make_session("in_progress")
    item = make_item(session, DRAFT, "presented")
    later = make_session()

    actions.defer_item(actor=CHAIR, item=item, reason="Cần thêm số liệu", now=NOW)
    (proposal,) = queries.list_proposals(later)
    fresh = actions.place_proposal(actor=OFFICE, proposal=proposal, session=later, now=NOW, rules=RULES)

    proposal.refresh_from_db()
    assert (fresh.session, fresh.title, fresh.kind, fresh.state) == (later, DRAFT.title, DRAFT.kind, "on_agenda")
    assert (proposal.state, proposal.item, proposal.from_item) == ("placed", fresh, item)
    assert list(queries.list_proposals(later)) == []
    with pytest.raises(StepNotAllowed):
        actions.place_proposal(actor=OFFICE, proposal=proposal, session=later, now=NOW, rules=RULES)


def test_what_is_not_ready_is_not_submitted_counted_and_waits(council) -> None:
    item = make_item(make_session())

    with pytest.raises(refusals.ReasonMissing):
        actions.unsubmit_item(actor=OFFICE, item=item, reason=" ", now=NOW)
    item = actions.unsubmit_item(actor=OFFICE, item=item, reason="Chưa có thẩm định", now=NOW)

    assert (item.state, item.state_reason, Proposal.objects.count()) == ("unsubmitted", "Chưa có thẩm định", 1)


def test_what_is_not_submitted_waits_at_other_sessions_alone_and_its_papers_stay_where_they_are(council) -> None:
    session, later = make_session("convened"), make_session()
    item = make_item(session)
    own, common = make_paper(session, item=item), make_paper(session)
    make_paper(session, "released", visibility="public", item=item)
    actions.unsubmit_item(actor=OFFICE, item=item, reason="Chưa có thẩm định", now=NOW)

    assert list(queries.list_proposals(session)) == []
    assert [each.from_item for each in queries.list_proposals(later)] == [item]
    assert [each.object_id for each in find_open_papers(RULES)] == [common.id]
    actions.release_documents(actor=OFFICE, session=session, now=NOW)

    own.refresh_from_db()
    common.refresh_from_db()
    assert (own.state, common.state) == ("held", "released")
    assert list(queries.list_public_papers(session)) == []


def test_once_the_papers_are_out_the_office_takes_nothing_off(council) -> None:
    item = make_item(make_session("documents_released"))

    with pytest.raises(NotPermitted):
        actions.unsubmit_item(actor=OFFICE, item=item, reason="Chưa xong", now=NOW)
    assert actions.unsubmit_item(actor=CHAIR, item=item, reason="Chưa xong", now=NOW).state == "unsubmitted"


def test_a_proposal_is_given_up_with_a_reason(council) -> None:
    actions.unsubmit_item(actor=OFFICE, item=make_item(make_session()), reason="Chưa xong", now=NOW)
    proposal = Proposal.objects.get()

    with pytest.raises(refusals.ReasonMissing):
        actions.drop_proposal(actor=OFFICE, proposal=proposal, reason="")
    dropped = actions.drop_proposal(actor=OFFICE, proposal=proposal, reason="Đã hết hiệu lực")

    assert (dropped.state, dropped.drop_reason) == ("dropped", "Đã hết hiệu lực")
    with pytest.raises(NotFound):
        queries.get_proposal(actor_with("agency"), proposal.id)


def test_the_public_papers_of_a_withdrawn_item_are_public_no_more(council) -> None:
    hall = make_hall(3, is_open=False)
    paper = make_paper(hall.session, "released", visibility="public", item=hall.item)
    common = make_paper(hall.session, "released", visibility="public")
    assert set(queries.list_public_papers(hall.session)) == {paper, common}

    item = actions.withdraw_item(actor=CHAIR, item=hall.item, reason="Rút", document="15/UBND-TH", now=NOW)

    assert list(queries.list_public_papers(hall.session)) == [common]
    assert (item.state_document, Paper.objects.count()) == ("15/UBND-TH", 2)


def test_what_is_voted_on_in_block_neither_leaves_the_agenda_nor_changes_meanwhile(council) -> None:
    hall = make_hall(3, is_open=False)
    items = [make_item(hall.session, replace(REPORT, kind=ItemKind.PROCEDURE), "vote_ready") for _ in range(2)]
    known = {"actor": SECRETARY, "session": hall.session, "question": "Biểu quyết gộp"}
    vote = hall.open(vote=actions.prepare_block_vote(items=items, **known))
    with pytest.raises(refusals.VoteStillOpen), transaction.atomic():
        actions.withdraw_item(actor=CHAIR, item=items[0], reason="Rút", now=AT_OPENING)
    with pytest.raises(refusals.ItemNotReady), transaction.atomic():
        actions.dispute_article(actor=SECRETARY, item=items[0], label="Điều 1", proposal="Bỏ")
    hall.close(vote=vote)

    known_articles = {"actor": SECRETARY, "item": hall.item, "proposal": "Bỏ"}
    articles = [actions.dispute_article(label=label, **known_articles) for label in ("Điều 5", "Điều 6")]
    vote = hall.open(vote=actions.prepare_block_vote(articles=articles, **known))
    with pytest.raises(refusals.ItemNotReady), transaction.atomic():
        actions.settle_article(actor=SECRETARY, article=articles[0])
    with pytest.raises(refusals.VoteStillOpen), transaction.atomic():
        actions.defer_item(actor=CHAIR, item=hall.item, reason="Lùi", now=AT_OPENING)
    assert hall.close(vote=vote).state == "closed"
