"""What a world has around an election: a board of all its delegates, a round they counted, an annulment that waits."""

from council.law import Tally
from council.roles import Role
from council.sessions import actions
from council.sessions.actions.elections import Nominee
from council.sessions.models import BallotSheet, CountingBoard, Manner, Round
from kernel import clock
from kernel.files.models import StoredFile
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, OFFICE, HeldSession


def counted_ballots(held: HeldSession, file: StoredFile, mark: str) -> BallotSheet:
    """Elect a guest to a post, with the mark of the council, and return the picture of the board's sheet."""
    members = held.mandates
    board = actions.propose_board(
        actor=OFFICE, session=held.session, members=members, head=members[0], rules=held.rules
    )
    CountingBoard.objects.filter(pk=board.pk).update(state="elected")
    election = actions.prepare_election(actor=OFFICE, item=held.items[-1], post=f"Thư ký {mark}", seats=1)
    guest = Nominee(Manner.PROPOSED, f"Tờ trình {mark}", name=f"Ông Ứng Cử {mark}")
    actions.put_forward(actor=OFFICE, election=election, nominee=guest, rules=held.rules)
    actions.close_list(actor=CHAIR, election=election, now=held.now)
    prepared = election.rounds.get()
    made = actions.issue_ballots(actor=CHAIR, round=prepared, now=held.now, rules=held.rules)
    made = actions.collect_ballots(actor=CHAIR, round=made, now=held.now)
    _count(made, held)
    actions.ask_round_annulment(actor=CHAIR, round=made, reason=f"Thừa phiếu {mark}", now=clock.now())
    return BallotSheet.objects.create(round=made, file=file, added_by=CHAIR.account_id)


def _count(made: Round, held: HeldSession) -> None:
    for mandate in held.mandates[1:]:
        member = actor_with(Role.DELEGATE, person=mandate.person)
        tally = Tally(3, 3, 3, 0, ((2, 1),))
        actions.enter_ballots(actor=member, round=made, tally=tally, now=held.now, rules=held.rules)
