"""Who may do what with documents, read aloud as a table."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from council.documents.law import COMMITTEES, Issuer
from council.documents.permissions import PUBLIC_STATES, Can
from council.documents.workflow import OPEN_TO_ALL, State
from council.roles import Role
from kernel.access import ANONYMOUS, SYSTEM, Actor, Holding, Why, may, why_not
from kernel.keys import new_key
from tests.factories.actors import EVERY_ROLE, LONG_AGO, actor_with

pytestmark = pytest.mark.unit

INSIDE = set(Role) - {Role.AGENCY, Role.FRONT, Role.EXPERT, Role.EDITOR, Role.ADMINISTRATOR}
EXPECTED = {
    Can.READ_PUBLIC: set(EVERY_ROLE),
    Can.READ: INSIDE | {SYSTEM},
    Can.DRAFT: {Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.SESSION_SECRETARY, SYSTEM},
    Can.FINALISE: {Role.OFFICE_CHIEF, Role.SESSION_SECRETARY},
    Can.SIGN: {Role.COUNCIL_CHAIR},  # of the council's own papers; the other bodies stand below
    Can.ISSUE: {Role.RECORDS_CLERK},
    Can.PUBLISH: {Role.RECORDS_CLERK, Role.OFFICE_CHIEF},
    Can.WITHDRAW: {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR},
    Can.READ_RESTRICTED: {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.RECORDS_CLERK},
    Can.CHANGE_CLASS: {
        *(Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF, Role.OFFICE_STAFF),
        *(Role.RECORDS_CLERK, Role.SESSION_SECRETARY),
    },
    Can.OPEN_CLASS: {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.OFFICE_CHIEF},
    Can.KEEP_BOOKS: {Role.RECORDS_CLERK, Role.OFFICE_CHIEF},
    Can.SET_NUMBERING: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.KEEP_CERTIFICATES: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.CONFIRM_CERTIFICATE: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},
    Can.WITHDRAW_CERTIFICATE: {Role.OFFICE_CHIEF, Role.ADMINISTRATOR},  # a signer the own one: test_certificates
    Can.FOLLOW_REQUEST: {SYSTEM},
    Can.DROP: {SYSTEM},
}


COUNCIL = {"kind": "individual_resolution", "issuing_body": "council", "committee_id": None, "asked_by": None}
COUNCIL |= {"account_id": None, "recorded_by": None}


def a_document(**changes) -> SimpleNamespace:
    known = {"drafted_by": new_key(), "edited_by": None, "writers": [], "state": State.PUBLISHED, **COUNCIL}
    return SimpleNamespace(**{**known, **changes})


@pytest.mark.parametrize("can", list(Can))
def test_each_role_has_what_the_table_says(can: Can) -> None:
    given = {role for role in EVERY_ROLE if may(actor_with(role), can, a_document())}

    assert given == set(EXPECTED[can]) & set(EVERY_ROLE)


def test_the_anonymous_actor_reads_public_things_only() -> None:
    assert [can for can in Can if may(ANONYMOUS, can, a_document())] == [Can.READ_PUBLIC]


def test_a_vice_chair_signs_only_on_the_chairs_behalf() -> None:
    authorised = actor_with(Role.COUNCIL_VICE_CHAIR, on_behalf_of="Giấy uỷ quyền số 3")

    assert may(authorised, Can.SIGN, a_document())
    assert not may(actor_with(Role.COUNCIL_VICE_CHAIR), Can.SIGN, a_document())


@pytest.mark.parametrize("field", ["drafted_by", "edited_by"])
def test_who_wrote_the_text_does_not_sign_it(field: str) -> None:
    chair = actor_with(Role.COUNCIL_CHAIR)

    assert not may(chair, Can.SIGN, a_document(**{field: chair.account_id}))
    assert not may(chair, Can.SIGN, None)


@pytest.mark.parametrize("others", [0, 1])
def test_who_wrote_any_version_of_the_text_does_not_sign_it(others: int) -> None:
    chair = actor_with(Role.COUNCIL_CHAIR)
    writers = [new_key(), chair.account_id, *(new_key() for _ in range(others))]

    denied = why_not(chair, Can.SIGN, a_document(edited_by=writers[-1], writers=writers))

    assert (denied.why, denied.separation.code) == (Why.SEPARATION, "documents.writer_signs")
    assert may(chair, Can.SIGN, a_document(writers=[new_key()]))


@pytest.mark.parametrize("role", EVERY_ROLE)
@pytest.mark.parametrize(
    ("issuer", "signers"),
    [
        (Issuer.STANDING_COMMITTEE, {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}),
        (Issuer.SUPERVISION_TEAM, {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}),
        (Issuer.OFFICE, {Role.OFFICE_CHIEF}),
    ],
)
def test_each_body_has_its_own_signatories(issuer: Issuer, signers: set, role: str) -> None:
    document = a_document(issuing_body=issuer.value)

    assert may(actor_with(role), Can.SIGN, document) is (role in signers)


@pytest.mark.parametrize("issuer", sorted(COMMITTEES))
def test_the_head_of_a_committee_signs_for_her_own_only(issuer: Issuer) -> None:
    own, other = new_key(), new_key()
    head = head_of(own)

    assert may(head, Can.SIGN, a_document(issuing_body=issuer.value, committee_id=own))
    assert not may(head, Can.SIGN, a_document(issuing_body=issuer.value, committee_id=other))
    assert not may(head, Can.SIGN, a_document(issuing_body=issuer.value))
    assert not may(actor_with(Role.COUNCIL_CHAIR), Can.SIGN, a_document(issuing_body=issuer.value, committee_id=own))


def head_of(committee_id) -> Actor:
    holding = Holding(Role.COMMITTEE_HEAD, "committee", committee_id, LONG_AGO, None, "test")
    return Actor(new_key(), "Trưởng ban", new_key(), frozenset({holding}))


@pytest.mark.parametrize("state", list(State))
def test_everybody_reads_what_is_published_and_nothing_before(state: State) -> None:
    assert may(ANONYMOUS, Can.READ_PUBLIC, a_document(state=state)) is (state in OPEN_TO_ALL)
    assert PUBLIC_STATES == OPEN_TO_ALL


def test_in_a_simplified_office_the_writer_still_does_not_sign() -> None:
    chair = actor_with(Role.COUNCIL_CHAIR, Role.OFFICE_STAFF, simplified=True)

    assert not may(chair, Can.SIGN, a_document(drafted_by=chair.account_id))


def test_who_drafted_the_text_does_not_issue_it_where_others_could() -> None:
    clerk = actor_with(Role.RECORDS_CLERK)
    of_one_hand = actor_with(Role.RECORDS_CLERK, Role.OFFICE_STAFF, simplified=True)

    denied = why_not(clerk, Can.ISSUE, a_document(drafted_by=clerk.account_id))

    assert (denied.why, denied.separation.code) == (Why.SEPARATION, "documents.drafter_issues")
    assert may(of_one_hand, Can.ISSUE, a_document(drafted_by=of_one_hand.account_id))


def test_a_vice_chair_who_heads_one_committee_does_not_sign_for_another() -> None:
    own, other = new_key(), new_key()
    vice_chair = actor_with(Role.COUNCIL_VICE_CHAIR)
    head = Holding(Role.COMMITTEE_HEAD, "committee", own, LONG_AGO, None, "test")
    actor = replace(vice_chair, holdings=vice_chair.holdings | {head})
    body = next(iter(COMMITTEES)).value

    assert may(actor, Can.SIGN, a_document(issuing_body=body, committee_id=own))
    assert not may(actor, Can.SIGN, a_document(issuing_body=body, committee_id=other))
    assert not may(actor, Can.SIGN, a_document(issuing_body=body, committee_id=None))
