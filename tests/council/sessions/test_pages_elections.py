"""The pages of elections as people see them: no complaint of any judge, at every width and with the largest letters."""

import pytest

from council.law import Tally
from council.sessions import actions
from council.sessions.actions.elections import Nominee
from council.sessions.models import BallotSheet, CountingBoard, Manner, Round
from kernel import clock
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, OFFICE, account_of, hold_session, staff_account
from tests.factories.sessions import make_file
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]
POSTS = (
    ("Phó Chủ tịch Hội đồng nhân dân phường Hoa Lư khoá XVI, nhiệm kỳ 2026 – 2031", 2, (0, 1, 2)),
    ("Thư ký kỳ họp", 1, (3, 4)),
    ("Trưởng Ban Pháp chế", 1, (5,)),
)


def elected(held) -> list[Round]:
    """Have one post announced with a tie, one being counted, one whose list is open."""
    item = actions.present_item(actor=CHAIR, item=held.items[0], now=held.now)
    members = held.mandates[-3:]
    actions.propose_board(actor=OFFICE, session=held.session, members=members, head=members[0], rules=held.rules)
    CountingBoard.objects.update(state="elected")
    rounds = []
    for post, seats, who in POSTS:
        election = actions.prepare_election(actor=OFFICE, item=item, post=post, seats=seats)
        for number in who:
            nominee = Nominee(Manner.PROPOSED, "Tờ trình 12/TTr-TTHĐND ngày 01/7/2026", held.mandates[number])
            actions.put_forward(actor=OFFICE, election=election, nominee=nominee, rules=held.rules)
        if post != POSTS[-1][0]:
            actions.close_list(actor=CHAIR, election=election, now=held.now)
            rounds.append(election.rounds.get())
    for each in rounds:
        actions.issue_ballots(actor=CHAIR, round=each, now=held.now, rules=held.rules)
        actions.collect_ballots(actor=CHAIR, round=each, now=held.now)
    count(held, rounds[0], ((24, 6), (18, 10), (18, 10)))
    return rounds


def count(held, made: Round, marks: tuple[tuple[int, int], ...]) -> None:
    """Let two members of the board enter the same, and the chair announce it."""
    members = [actor_with("delegate", person=mandate.person) for mandate in held.mandates[-3:]]
    for member in members[:2]:
        tally = Tally(30, 30, 30, 0, marks)
        actions.enter_ballots(actor=member, round=made, tally=tally, now=clock.now(), rules=held.rules)
    BallotSheet.objects.create(round=made, file=make_file("kiem-phieu.jpg"), added_by=members[0].account_id)
    actions.minute_round(actor=members[0], round=made)
    actions.announce_round(actor=CHAIR, round=made, now=clock.now())


@pytest.fixture
def visits(fresh_council, client_of):
    """The pages of elections: of the chair, of a member of the board, of everybody."""
    held = hold_session(delegates=30, items=2)
    told, counting = elected(held)
    chair, member = client_of(fresh_council), client_of(fresh_council)
    come_in(chair, staff_account("ctloan", "council_chair"))
    come_in(member, account_of(held.mandates[-1], "bkp1"))
    session, election = held.session.pk, f"/ky-hop/bau-cu/{told.election_id}"
    drawn_up = held.session.elections.get(post=POSTS[-1][0]).pk
    pages = {
        "elections": f"/ky-hop/{session}/bau-cu/",
        "election-announced": f"{election}/",
        "election-next-round": f"{election}/luot-tiep/",
        "election-open": f"/ky-hop/bau-cu/{drawn_up}/",
        "election-candidate": f"/ky-hop/bau-cu/{drawn_up}/ung-cu/",
        "election-paper": f"{election}/phieu/",
        "board": f"/ky-hop/{session}/bau-cu/ban-kiem-phieu/",
        "election-item": f"/ky-hop/noi-dung/{held.items[0].pk}/",
        "election-desk": f"/dieu-hanh/{session}/",
        "election-public": f"/cong-khai/ky-hop/{session}/",
        "election-live": f"/cong-khai/ky-hop/{session}/truc-tiep/",
    }
    own = {"election-count": f"/ky-hop/luot-bau/{counting.pk}/kiem-phieu/", "election-hall": "/phien-hop/"}
    of_chair = {name: (path, chair.cookies[COOKIE].value) for name, path in pages.items()}
    return of_chair | {name: (path, member.cookies[COOKIE].value) for name, path in own.items()}


def test_pages_of_elections_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
