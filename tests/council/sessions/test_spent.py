"""How a session's time was spent: minutes by activity, turns by team and by full-time delegates, the page of both."""

from datetime import timedelta
from fractions import Fraction

import pytest

from council.law import ActivityKind
from council.sessions import actions
from council.sessions.models import Sitting
from council.sessions.queries.spent import Spent, TimeSpent, accounts_of, get_time_spent, list_turns, written_length
from kernel.access import NotPermitted
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, hold_session, staff_account
from tests.factories.people import make_team
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.queries import cost_of


@pytest.fixture
def held(council):
    """An hour: ten minutes of procedure, twenty of presentation, thirty of discussion with two turns."""
    held = hold_session(4)
    for number, mandate in enumerate(held.mandates):
        mandate.team, mandate.full_time = make_team(1 + number % 2), number == 0
        mandate.save()
    began = held.now - timedelta(minutes=60)
    Sitting.objects.filter(pk=held.sitting.pk).update(started_at=began)
    item = actions.present_item(actor=CHAIR, item=held.items[0], now=began + timedelta(minutes=10))
    actions.open_floor(actor=CHAIR, item=item, now=began + timedelta(minutes=30))
    for place in (0, 1):
        at = began + timedelta(minutes=31 + 5 * place)
        mandate = held.mandates[place]
        turn = actions.add_speaker(actor=CHAIR, item=item, kind="discussion", mandate=mandate, now=at)
        actions.invite_speaker(actor=CHAIR, speech=turn, now=at, rules=held.rules)
    actions.finish_speech(actor=CHAIR, speech=turn, now=began + timedelta(minutes=39))
    return held


@pytest.mark.unit
@pytest.mark.parametrize(
    ("seconds", "read"),
    [(0, "0 phút"), (1, "dưới 1 phút"), (59, "dưới 1 phút"), (60, "1 phút"), (119, "1 phút"), (7200, "120 phút")],
)
def test_a_length_is_read_in_full_minutes_and_never_as_nothing(seconds: int, read: str):
    assert written_length(seconds) == read


@pytest.mark.unit
def test_what_is_short_counts_in_the_sum():
    short = [Spent(kind, 50, 100) for kind in (ActivityKind.DEBATE, ActivityKind.VOTING)]
    spent = TimeSpent(short, None, Fraction(2, 5))

    assert ([line.length for line in short], spent.length) == (["dưới 1 phút"] * 2, "1 phút")


def test_minutes_by_activity_and_the_share_of_live_talk(held):
    spent = get_time_spent(held.session, now=held.now, rules=held.rules)

    assert [(line.kind, line.length, line.share) for line in spent.lines] == [
        (ActivityKind.PROCEDURE, "10 phút", "16,7%"),
        (ActivityKind.PRESENTATION, "20 phút", "33,3%"),
        (ActivityKind.DISCUSSION, "30 phút", "50%"),
    ]
    assert (spent.length, spent.share_written, spent.target_written, spent.is_met) == ("60 phút", "50%", "40%", True)


def test_a_vote_is_time_of_its_own(held):
    item = actions.ready_item(actor=CHAIR, item=held.items[0], now=held.now - timedelta(minutes=12))
    vote = actions.prepare_vote(actor=CHAIR, item=item, question="")
    vote = actions.open_vote(actor=CHAIR, vote=vote, now=held.now - timedelta(minutes=12), rules=held.rules)
    actions.close_vote(actor=CHAIR, vote=vote, now=held.now - timedelta(minutes=6), rules=held.rules)

    spent = get_time_spent(held.session, now=held.now, rules=held.rules)

    assert {line.kind.value: line.seconds // 60 for line in spent.lines} == {
        "procedure": 16,
        "presentation": 20,
        "discussion": 18,
        "voting": 6,
    }
    assert not spent.is_met


def test_accounts_of_teams_and_of_full_time_delegates(held):
    turns = list_turns(CHAIR, held.session)
    teams, kinds = accounts_of(turns, now=held.now)

    counted = [[(each.members, each.speakers, each.turns, each.seconds) for each in some] for some in (teams, kinds)]
    assert counted == [[(2, 1, 1, 300), (2, 1, 1, 180)], [(1, 1, 1, 300), (3, 1, 1, 180)]]
    with pytest.raises(NotPermitted):
        list_turns(actor_with("agency"), held.session)


def test_the_page_shows_pictures_with_their_numbers_and_goes_out_to_excel(held, council, client_of):
    browser = client_of(council)
    come_in(browser, staff_account("tkbinh", "session_secretary"))
    address = f"/ky-hop/{held.session.id}/thoi-gian/"

    page = words(browser.get(address))

    assert "mục tiêu ít nhất 40% thời gian" in page
    assert "Đại biểu không chuyên trách" in page
    assert browser.get(f"{address}?tep=xlsx").getvalue().startswith(b"PK")
    before = cost_of(browser, address)
    turn = actions.add_speaker(
        actor=CHAIR, item=held.items[0], kind="discussion", mandate=held.mandates[2], now=held.now
    )
    actions.invite_speaker(actor=CHAIR, speech=turn, now=held.now, rules=held.rules)
    assert cost_of(browser, address) == before
