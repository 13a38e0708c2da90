"""Signatures asked for at a service that really runs: rung, confirmed, refused, too late, and never made twice."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from django.urls import reverse

from council.documents import actions, tasks
from council.documents.models import Document, HeldNumber, Signature, SigningRequest
from council.documents.queries.checking import check_kept
from council.documents.workflow import REQUEST_STEPS, Part, RequestState
from council.roles import Role
from kernel import clock, outbox
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account
from kernel.outbox.models import OutboxEvent
from kernel.signing.desk import signing_desk
from kernel.signing.refusals import ServiceUnreachable, StampUnreachable
from kernel.signing.stamps import RemoteStamps
from tests.council.documents.test_outside import bytes_of, make_final
from tests.factories import remote_signing, signing
from tests.factories.browsers import browser_of
from tests.factories.certificates import KEEPER, acting, certify, make_signer
from tests.factories.documents import CLERK, NOW, PRESS, SECRETARY
from tests.factories.steps import NOT_FROM_HERE, by_each_role, only_by
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
SEAL = "Hội đồng nhân dân phường Hoa Lư"
TABLE = {
    "answer_request": ({"waiting"}, "answered"),
    "complete_request": ({"waiting", "answered"}, "done"),
    "refuse_request": ({"waiting"}, "refused"),
    "expire_request": ({"waiting", "answered"}, "expired"),
    "withdraw_request": ({"waiting"}, "withdrawn"),
}


@pytest.mark.unit
@pytest.mark.parametrize(("name", "state"), list(product(TABLE, RequestState)))
def test_each_step_from_each_state_by_each_role(name, state):
    sources, target = TABLE[name]
    row = SimpleNamespace(STEPS=REQUEST_STEPS, state=str(state))

    taken = REQUEST_STEPS[name] if state in sources else NOT_FROM_HERE
    assert by_each_role(name, lambda _: row) == only_by({"system"}, taken)
    assert REQUEST_STEPS[name].target == target


@pytest.mark.unit
def test_the_table_of_steps_is_the_one_of_the_rules():
    drawn = {step.name: ({str(one) for one in step.sources}, str(step.target)) for step in REQUEST_STEPS.values()}

    assert drawn == TABLE


@pytest.fixture
def service():
    with remote_signing.running(signing.authority().folder) as found:
        yield found


@pytest.fixture
def desk(service):
    return replace(signing.desk(), authority=None, remote=remote_signing.client_of(service))


@pytest.fixture
def chair(council, service):
    """The chair's account; her key and the council's seal lie at the service."""
    account = make_signer()
    certify(service.key_of(account.full_name), account=account, credential=account.full_name)
    certify(service.key_of(SEAL), part=Part.SEAL, credential=SEAL)
    return account


def ask(document, actor, part=Part.PERSON, now=NOW):
    return actions.ask_remote(actor=actor, document=document, part=part, press=PRESS, now=now)


def follow(request, desk, now=NOW):
    return actions.follow_request(request=request, desk=desk, press=PRESS, now=now)


def stand():
    return Document.objects.get().state, SigningRequest.objects.latest("asked_at").state, Signature.objects.count()


def test_a_document_is_signed_and_sealed_on_a_phone(chair, service, desk):
    final = make_final()
    request = ask(final, acting(chair))
    assert follow(request, desk).state == "waiting"
    assert stand() == ("final_text", "waiting", 0)
    service.answer_all("yes")
    assert follow(request, desk).state == "done"
    signed = Document.objects.get()
    assert (signed.state, signed.signer_name, signed.signed_by) == ("signed", chair.full_name, chair.pk)

    clerk = make_signer(Role.RECORDS_CLERK, "Văn Thư")
    sealing = ask(signed, acting(clerk), Part.SEAL)
    follow(sealing, desk)
    service.answer_all("yes")
    assert follow(sealing, desk).state == "done"

    document = Document.objects.get()
    found = check_kept(document, desk.roots, now=NOW).reading
    assert (document.state, document.symbol, found.is_good) == ("issued", "01/NQ-HĐND", True)
    assert [(one.holder, one.stamped_at) for one in found.signatures] == [(chair.full_name, NOW), (SEAL, NOW)]
    assert found.words == {"symbol": "Số: 01/NQ-HĐND", "day": "Hoa Lư, ngày 10 tháng 7 năm 2026"}
    assert bytes_of(document.pdf).startswith(bytes_of(sealing.waiting)[:60_000])
    assert HeldNumber.objects.get().document_id == document.pk


def test_asking_twice_rings_once(chair, service, desk):
    final, actor = make_final(), acting(chair)

    first, second = ask(final, actor), ask(final, actor, now=NOW + timedelta(seconds=3))
    for _time in range(3):
        follow(first, desk)

    assert first.pk == second.pk
    assert len(service.ringing) == 1
    assert OutboxEvent.objects.filter(type__contains="SignatureAsked").count() == 1


def test_a_refusal_ends_the_request_and_it_may_be_asked_again(chair, service, desk):
    final, actor = make_final(), acting(chair)
    request = ask(final, actor)
    follow(request, desk)
    service.answer_all("no")

    assert follow(request, desk).state == "refused"
    assert stand() == ("final_text", "refused", 0)

    again = ask(final, actor, now=NOW + timedelta(minutes=1))
    follow(again, desk)
    service.answer_all("yes")
    assert follow(again, desk).state == "done"


def test_who_does_not_answer_in_time_is_too_late(chair, service, desk):
    request = ask(make_final(), acting(chair))
    follow(request, desk)

    assert follow(request, desk, now=NOW + timedelta(seconds=299)).state == "waiting"
    assert follow(request, desk, now=NOW + timedelta(seconds=300)).state == "expired"
    service.answer_all("yes")
    follow(request, desk)
    assert stand() == ("final_text", "expired", 0)


def test_a_time_stamp_that_fails_is_asked_for_again_without_a_second_signature(chair, service, desk):
    request = ask(make_final(), acting(chair))
    follow(request, desk)
    service.answer_all("yes")

    with pytest.raises(StampUnreachable):
        follow(request, replace(desk, stamps=RemoteStamps("http://127.0.0.1:9/")))
    assert stand() == ("final_text", "answered", 0)
    with pytest.raises(actions.SignatureUnderWay):
        actions.withdraw_request(actor=acting(chair), document=Document.objects.get(), now=NOW)
    with pytest.raises(actions.SignatureUnderWay):
        ask(Document.objects.get(), acting(chair))

    assert follow(request, desk).state == "done"
    assert [one.is_signed for one in service.ringing.values()] == [True]
    assert Signature.objects.count() == 1


def test_following_what_is_over_does_nothing(chair, service, desk):
    request = ask(make_final(), acting(chair))
    follow(request, desk)
    service.answer_all("yes")
    follow(request, desk)
    before = stand()

    for _time in range(2):
        follow(request, desk)

    assert stand() == before == ("signed", "done", 1)


def test_a_service_that_is_silent_changes_nothing(chair, desk):
    request = ask(make_final(), acting(chair))
    silent = replace(desk, remote=remote_signing.CloudSigning(remote_signing.Login("http://127.0.0.1:9/", "a", "b")))

    with pytest.raises(ServiceUnreachable):
        follow(request, silent)

    assert stand() == ("final_text", "waiting", 0)
    assert follow(request, desk).transaction != ""


@pytest.mark.parametrize("what", ["reopened", "certificate", "account", "role"])
def test_what_stands_against_the_signature_when_it_comes_ends_the_request(chair, service, desk, what):
    final = make_final()
    request = ask(final, acting(chair))
    follow(request, desk)
    service.answer_all("yes")
    with pytest.raises(StampUnreachable):
        follow(request, replace(desk, stamps=RemoteStamps("http://127.0.0.1:9/")))
    if what == "reopened":
        actions.reopen(actor=SECRETARY, document=final, reason="Sửa lỗi")
    elif what == "certificate":
        actions.withdraw_certificate(actor=KEEPER, certificate=request.certificate, reason="Mất máy", now=NOW)
    elif what == "account":
        Account.objects.filter(pk=chair.pk).update(state="locked")
    else:
        HoldingRow.objects.filter(account_id=chair.pk).update(from_on="2001-01-01", to_on="2001-01-01")

    ended = follow(request, desk).state

    assert ended == ("withdrawn" if what == "reopened" else "expired")
    assert (Document.objects.get().state, Signature.objects.count()) != ("signed", 1)


def test_a_withdrawn_certificate_takes_its_requests_along(chair):
    request = ask(make_final(), acting(chair))

    actions.withdraw_certificate(actor=KEEPER, certificate=request.certificate, reason="Mất máy", now=NOW)

    assert SigningRequest.objects.get().state == "withdrawn"


def test_without_a_key_at_the_service_nothing_is_asked(council):
    account = make_signer()
    certify(signing.authority().key_of(signing.CHAIR), account=account)

    with pytest.raises(actions.NoCertificate):
        ask(make_final(), acting(account))
    with pytest.raises(actions.NoCertificate):
        ask(Document.objects.get(), CLERK, Part.SEAL)

    assert SigningRequest.objects.count() == 0


def test_only_the_signatory_asks_and_only_with_the_second_factor(chair):
    final = make_final()

    with pytest.raises(actions.SecondFactorNeeded):
        ask(final, acting(chair, second_factor=False))
    with pytest.raises(actions.NoCertificate):
        ask(final, CLERK)

    assert SigningRequest.objects.count() == 0


# -- through the whole stack -----------------------------------------------------------------------------------------


@pytest.fixture
def at_service(settings, council):
    """The settings of an installation whose keys lie at a running service, and the chair's browser."""
    with remote_signing.running(signing_desk().authority.folder) as service:
        settings.SIGNING_MEANS = ["soft", "outside", "remote"]
        settings.REMOTE_SIGNING_URL = service.url
        settings.REMOTE_SIGNING_CLIENT_ID = remote_signing.CLIENT
        settings.REMOTE_SIGNING_CLIENT_SECRET = remote_signing.SECRET
        browser = browser_of(council, Role.COUNCIL_CHAIR)
        browser.account = Account.objects.order_by("-created_at").first()
        yield service, browser


def address(name, row):
    return reverse(f"documents:{name}", CONF, [row.pk])


def test_a_certificate_at_the_service_is_recorded_by_its_name(council, at_service):
    service, chair = at_service
    chief = browser_of(council, Role.OFFICE_CHIEF)
    form = {"owner": str(chair.account.pk), "credential": chair.account.full_name}

    response = chief.post(reverse("documents:record_certificate", CONF), form)

    assert response.status_code == 302
    page = words(chief.get(response.headers["Location"]))
    assert f"Chứng thư của {chair.account.full_name}" in page
    assert "Chờ người thứ hai" in page
    service.shutdown()
    service.server_close()
    response = chief.post(reverse("documents:record_certificate", CONF), {"owner": "seal", "credential": "Con dấu"})
    assert response.status_code == 422
    assert "Dịch vụ ký từ xa không trả lời" in words(response)
    assert 'value="Con dấu"' in response.content.decode()


def test_the_card_shows_the_phone_the_answer_and_the_signature(council, at_service):
    service, chair = at_service
    name, now = chair.account.full_name, clock.now()
    certify(service.key_of(name), account=chair.account, credential=name, roots=signing_desk().roots, now=now)
    document = make_final()
    assert "Gửi tới điện thoại để ký" in words(chair.get(address("detail", document)))

    response = chair.post(address("sign_remote", document))
    assert response.headers["Location"].endswith("?told=sent_to_phone")
    card = chair.get(address("signing_card", document))
    assert "Đang chờ xác nhận trên điện thoại" in words(card)
    assert 'data-hx-trigger="every 5s"' in card.content.decode()

    request = SigningRequest.objects.get()
    follow(request, signing_desk(), now=clock.now())
    service.answer_all("no")
    follow(request, signing_desk(), now=clock.now())
    page = words(chair.get(address("detail", document)))
    assert "bị từ chối trên điện thoại" in page
    assert "Gửi tới điện thoại để ký" in page

    chair.post(address("sign_remote", document))
    again = SigningRequest.objects.get(state="waiting")
    follow(again, signing_desk(), now=clock.now())
    service.answer_all("yes")
    chair.post(address("look_again", document))
    follow(again, signing_desk(), now=clock.now())
    card = chair.get(address("signing_card", document))
    assert f"{name} Hợp lệ" in words(card)
    assert "data-hx-trigger" not in card.content.decode()


@pytest.mark.parametrize("name", ["sign_remote", "look_again"])
@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OFFICE_STAFF, Role.RECORDS_CLERK])
def test_who_does_not_sign_sends_nothing_to_a_phone(council, at_service, name, role):
    assert browser_of(council, role).post(address(name, make_final())).status_code == 403
    assert SigningRequest.objects.count() == 0


def test_where_no_service_is_named_there_is_no_way_to_a_phone(council):
    assert browser_of(council, Role.COUNCIL_CHAIR).post(address("sign_remote", make_final())).status_code == 404


def test_the_worker_follows_a_request_by_the_fact_that_it_was_asked(fresh_council, settings, monkeypatch):
    sent = []
    # What would go to the queue is only noted down.
    monkeypatch.setattr(
        tasks.follow_signature, "apply_async", lambda args=None, kwargs=None, **more: sent.append((list(args), more))
    )
    with remote_signing.running(signing_desk().authority.folder) as service:
        settings.SIGNING_MEANS = ["soft", "remote"]
        settings.REMOTE_SIGNING_URL = service.url
        settings.REMOTE_SIGNING_CLIENT_ID = remote_signing.CLIENT
        settings.REMOTE_SIGNING_CLIENT_SECRET = remote_signing.SECRET
        chair, now = make_signer(), clock.now()
        name = chair.full_name
        certify(service.key_of(name), account=chair, credential=name, roots=signing_desk().roots, now=now)
        request = ask(make_final(), acting(chair), now=now)
        outbox.drain()
        assert [args for args, _more in sent] == [[str(request.pk)]]

        tasks.follow_signature.apply([str(request.pk)], throw=True)
        assert sent[-1] == ([str(request.pk)], {"countdown": tasks.AGAIN_AFTER_S})
        service.answer_all("yes")
        tasks.follow_signature.apply([str(request.pk)], throw=True)

    assert stand() == ("signed", "done", 1)
    assert len(sent) == 2
