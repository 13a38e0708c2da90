"""What people hold of each other: authorisations, proposals that wait, words that are waited for, matters taken over.

Rights end with the post or pass with it by themselves; a hand-over names them so that somebody sees to what follows.
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from council.people.models import Authorisation, Duty, Person
from council.people.queries.delegates import find_account
from council.people.queries.duties import DutySource, OpenDuty, register_duties
from council.people.queries.rights import words_of
from council.people.workflow import AuthorisationState, DutyState
from kernel import clock
from kernel.access.book import BOOK
from kernel.access.models import HoldingRow, RightMove
from kernel.access.permissions import Can
from kernel.access.workflow import MoveState

AUTHORISATION, PROPOSAL, CONFIRMATION = "people.authorisation", "access.proposal", "access.confirmation"
TAKEN = "people.taken"
AUTHORISATIONS_PATH, RIGHTS_PATH = "/dai-bieu/uy-quyen/", "/phan-quyen/"


def find_authorisations(person: Person) -> Iterator[OpenDuty]:
    """Return the authorisations that the person gave or acts by; the next holder of the post needs another."""
    own = Q(giver__person=person) | Q(receiver__person=person)
    given = Authorisation.objects.filter(own, state=AuthorisationState.GIVEN).order_by("from_on", "id")
    for one in given:
        words = {"document": one.document, "day": f"{one.to_on:%d/%m/%Y}"}
        label = _("Uỷ quyền theo %(document)s, đến hết ngày %(day)s") % words
        yield OpenDuty(AUTHORISATION, one.id, label, AUTHORISATIONS_PATH)


def find_proposals(person: Person) -> Iterator[OpenDuty]:
    """Return the changes of rights that the person proposed and nobody has decided."""
    account = find_account(person)
    waiting = RightMove.objects.filter(state=MoveState.PROPOSED, proposed_by=account.pk) if account else ()
    for move in waiting:
        label = _("Đề nghị chờ xác nhận: %(words)s") % {"words": words_of(move)}
        yield OpenDuty(PROPOSAL, move.id, label, RIGHTS_PATH)


def find_confirmations(person: Person) -> Iterator[OpenDuty]:
    """Return the changes of others that waited for the person's word while the person could give it."""
    account = find_account(person)
    if account is None:
        return
    roles = [role for role in BOOK.reach[Can.CONFIRM] if role in BOOK.role_names]
    ends = [to_on for (to_on,) in HoldingRow.objects.filter(account=account, role__in=roles).values_list("to_on")]
    for move in RightMove.objects.filter(state=MoveState.PROPOSED) if ends else ():
        asked_on = clock.local_day(move.created_at)
        if move.proposed_by != account.pk and any(to_on is None or to_on >= asked_on for to_on in ends):
            label = _("Chờ xác nhận: %(words)s") % {"words": words_of(move)}
            yield OpenDuty(CONFIRMATION, move.id, label, RIGHTS_PATH)


def find_taken(person: Person) -> Iterator[OpenDuty]:
    """Return the matters that no module knows of, which the person took over and has not handed on."""
    handed_on = Duty.objects.filter(kind=TAKEN, object_id=OuterRef("pk"), state=DutyState.TAKEN)
    taken = Duty.objects.filter(receiver=person, state=DutyState.TAKEN, kind__in=("", TAKEN))
    for duty in taken.exclude(Exists(handed_on)).order_by("created_at", "id"):
        yield OpenDuty(TAKEN, duty.id, duty.label)


register_duties(DutySource(TAKEN, find_taken))
register_duties(DutySource(AUTHORISATION, find_authorisations))
register_duties(DutySource(PROPOSAL, find_proposals))
register_duties(DutySource(CONFIRMATION, find_confirmations))
