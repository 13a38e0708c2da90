"""Certificates of people and of the council: who records, who confirms, who withdraws, and what is refused."""

from datetime import timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from django.db import transaction

from council.documents import actions
from council.documents.models import SigningCertificate
from council.documents.permissions import Can
from council.documents.queries.certificates import get_certificate, list_certificates, list_signers, list_to_see_to
from council.documents.workflow import CERTIFICATE_STEPS, CertificateState, Part
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed, may
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from kernel.refusal import NotFound
from kernel.signing.refusals import CertificateNotValid
from tests.factories import certificates, signing
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.certificates import KEEPER, SECOND, acting, certify, ending, key_of, make_signer, record
from tests.factories.documents import NOW
from tests.factories.steps import NOT_FROM_HERE, by_each_role, only_by

KEEPERS = {Role.OFFICE_CHIEF, Role.ADMINISTRATOR}
TABLE = {
    "confirm_certificate": ({"waiting"}, "in_force", KEEPERS),
    "withdraw_certificate": ({"waiting", "in_force"}, "withdrawn", KEEPERS),
}


@pytest.mark.unit
def test_the_table_of_steps_is_the_one_of_the_rules():
    drawn = {step.name: ({str(one) for one in step.sources}, str(step.target)) for step in CERTIFICATE_STEPS.values()}

    assert drawn == {name: (sources, target) for name, (sources, target, _) in TABLE.items()}


@pytest.mark.unit
@pytest.mark.parametrize(("name", "state"), list(product(TABLE, CertificateState)))
def test_each_step_from_each_state_by_each_role(name, state):
    sources, _, roles = TABLE[name]
    row = SimpleNamespace(STEPS=CERTIFICATE_STEPS, state=str(state), recorded_by=new_key(), account_id=new_key())

    taken = CERTIFICATE_STEPS[name] if state in sources else NOT_FROM_HERE
    assert by_each_role(name, lambda _: row) == only_by(roles, taken)


@pytest.mark.unit
@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD])
def test_a_signer_withdraws_the_own_certificate_and_no_other(role):
    signer = actor_with(role)

    assert may(signer, Can.WITHDRAW_CERTIFICATE, SimpleNamespace(account_id=signer.account_id))
    assert not may(signer, Can.WITHDRAW_CERTIFICATE, SimpleNamespace(account_id=new_key()))
    assert not may(signer, Can.WITHDRAW_CERTIFICATE, SimpleNamespace(account_id=None))


@pytest.mark.unit
@pytest.mark.parametrize("simplified", [False, True])
def test_who_recorded_confirms_only_where_few_hands_do_all_the_work(simplified):
    keeper = actor_with(Role.OFFICE_CHIEF, simplified=simplified)
    row = SimpleNamespace(recorded_by=keeper.account_id)

    assert may(keeper, Can.CONFIRM_CERTIFICATE, row) is simplified


def test_recording_and_confirming_keep_what_the_certificate_says(council):
    chair = make_signer()

    certificate = certify(key_of("Nguyễn Thị Minh"), account=chair)

    kept = SigningCertificate.objects.get()
    assert (kept.holder, kept.authority) == ("Nguyễn Thị Minh", "Chứng thực thử nghiệm, không có giá trị")
    assert (kept.state, kept.account_id) == ("in_force", chair.pk)
    assert (kept.recorded_by, kept.confirmed_by) == (KEEPER.account_id, SECOND.account_id)
    said = AuditEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(said)[-2:] == ["documents.record_certificate", "documents.confirm_certificate"]
    assert certificate.pk == kept.pk


def test_who_recorded_it_does_not_confirm_it(council):
    waiting = record(key_of("Nguyễn Thị Minh"), account=make_signer())

    with pytest.raises(NotPermitted):
        actions.confirm_certificate(actor=KEEPER, certificate=waiting)

    assert SigningCertificate.objects.get().state == "waiting"


@pytest.mark.parametrize("role", sorted(set(EVERY_ROLE) - KEEPERS))
def test_nobody_else_records(council, role):
    shown = actions.Shown(key_of("Nguyễn Thị Minh").certificate, Part.SEAL)

    with pytest.raises(NotPermitted):
        actions.record_certificate(actor=actor_with(role), shown=shown, roots=(signing.authority().root(),), now=NOW)

    assert SigningCertificate.objects.count() == 0


def test_who_does_not_sign_gets_no_certificate(council):
    with pytest.raises(actions.NotASigner):
        record(key_of("Văn thư"), account=make_signer(Role.RECORDS_CLERK))

    assert SigningCertificate.objects.count() == 0


@pytest.mark.parametrize("days", [(-30, -1), (1, 30)])
def test_a_certificate_out_of_its_time_is_refused(council, days):
    own = signing.certified(days=days)

    with pytest.raises(CertificateNotValid):
        record(own, part=Part.SEAL, roots=(own.certificate,))

    assert SigningCertificate.objects.count() == 0


def test_a_certificate_that_nobody_vouches_for_is_refused(council):
    with pytest.raises(CertificateNotValid):
        record(signing.certified(), part=Part.SEAL)


def test_the_same_certificate_is_recorded_once_until_it_is_withdrawn(council):
    first = certify(key_of("Con dấu"), part=Part.SEAL)

    with pytest.raises(actions.CertificateKnown), transaction.atomic():
        record(key_of("Con dấu"), part=Part.SEAL)
    actions.withdraw_certificate(actor=KEEPER, certificate=first, reason="Mất thiết bị", now=NOW)

    assert record(key_of("Con dấu"), part=Part.SEAL).state == "waiting"


def test_a_withdrawal_says_who_when_and_why_and_is_final(council):
    certificate = certify(key_of("Con dấu"), part=Part.SEAL)

    with pytest.raises(actions.ReasonMissing), transaction.atomic():
        actions.withdraw_certificate(actor=KEEPER, certificate=certificate, reason=" ", now=NOW)
    assert SigningCertificate.objects.get().state == "in_force"
    actions.withdraw_certificate(actor=KEEPER, certificate=certificate, reason="Mất thiết bị", now=NOW)

    kept = SigningCertificate.objects.get()
    assert (kept.state, kept.removed_by, kept.removed_at, kept.removed_reason) == (
        "withdrawn",
        KEEPER.account_id,
        NOW,
        "Mất thiết bị",
    )
    for act in (actions.confirm_certificate, actions.withdraw_certificate):
        more = {"reason": "Lý do", "now": NOW} if act is actions.withdraw_certificate else {}
        with pytest.raises(StepNotAllowed), transaction.atomic():
            act(actor=SECOND, certificate=certificate, **more)


def test_keepers_see_all_and_signers_their_own(council):
    chair, vice = make_signer(), make_signer(Role.COUNCIL_VICE_CHAIR, "Trần Văn Hai")
    own = certify(key_of("Nguyễn Thị Minh"), account=chair)
    other = certify(key_of("Trần Văn Hai"), account=vice)
    seal = certify(key_of("Con dấu"), part=Part.SEAL)

    assert {line.certificate.pk for line in list_certificates(KEEPER, now=NOW)} == {own.pk, other.pk, seal.pk}
    assert [line.certificate.pk for line in list_certificates(acting(chair), now=NOW)] == [own.pk]
    assert [line.owner for line in list_certificates(acting(chair), now=NOW)] == ["Nguyễn Thị Minh"]
    with pytest.raises(NotFound):
        get_certificate(acting(chair), other.pk, now=NOW)
    with pytest.raises(NotPermitted):
        list_certificates(actor_with(Role.RECORDS_CLERK), now=NOW)


def test_signers_are_those_with_the_right_by_name_each_once(council):
    chair, head = make_signer(), make_signer(Role.COMMITTEE_HEAD, "Lê An")
    make_signer(Role.OFFICE_STAFF, "Không Ký")

    assert list_signers(on=certificates.clock.today()) == [(head.pk, "Lê An"), (chair.pk, "Nguyễn Thị Minh")]


def test_what_waits_and_what_ends_soon_is_to_be_seen_to(council):
    chair = make_signer()
    waiting = record(key_of("Con dấu"), part=Part.SEAL)
    old = ending(certify(key_of("Nguyễn Thị Minh"), account=chair), days=44, now=NOW)

    assert [line.certificate.pk for line in list_to_see_to(KEEPER, now=NOW)] == [old.pk]
    assert {line.certificate.pk for line in list_to_see_to(SECOND, now=NOW)} == {old.pk, waiting.pk}
    assert [line.certificate.pk for line in list_to_see_to(acting(chair), now=NOW)] == [old.pk]
    assert list_to_see_to(actor_with(Role.OFFICE_STAFF), now=NOW) == []


def test_what_ends_later_or_has_a_successor_is_not_to_be_seen_to(council):
    chair = make_signer()
    old = ending(certify(key_of("Nguyễn Thị Minh"), account=chair), days=46, now=NOW)
    assert list_to_see_to(SECOND, now=NOW) == []

    ending(old, days=10, now=NOW)
    certify(key_of("Nguyễn Thị Minh mới"), account=chair)

    assert list_to_see_to(SECOND, now=NOW) == []


def test_a_certificate_says_how_its_time_stands(council):
    row = certify(key_of("Con dấu"), part=Part.SEAL)

    for days, time, usable in ((400, "", True), (45, "soon", True), (-1, "over", False)):
        line = get_certificate(KEEPER, ending(row, days=days, now=NOW).pk, now=NOW)
        assert (line.time, line.is_usable) == (time, usable), days
    early = get_certificate(KEEPER, row.pk, now=NOW - timedelta(days=10_000))
    assert (early.time, early.is_usable) == ("not_yet", False)
