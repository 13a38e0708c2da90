"""The pages of signing with a token and of certificates, through the whole stack, refusals beside the field."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council.documents import actions
from council.documents.models import Document, Signature, SigningCertificate, SigningRequest
from council.documents.workflow import Part
from council.roles import Role
from kernel.accounts.models import Account
from kernel.signing.desk import signing_desk
from kernel.signing.stamps import LocalStamps
from tests.council.documents.test_outside import SEAL_NAME, make_final
from tests.factories import certificates, signed_outside, signing
from tests.factories.browsers import browser_of
from tests.factories.documents import NOW, make_issued
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
INDEX = reverse("documents:certificates", CONF)
RECORD = reverse("documents:record_certificate", CONF)


def address(name, row):
    return reverse(f"documents:{name}", CONF, [row.pk])


def key_of(name):
    return certificates.key_of(name, authority=signing_desk().authority)


def certify(name, **more):
    return certificates.certify(key_of(name), roots=signing_desk().roots, now=certificates.clock.now(), **more)


def whole(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def upload(data, name="van-ban.pdf"):
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def signed_by(browser, document, name, field="ChuKy1"):
    ours = whole(browser.get(address("waiting_file", document)))
    now = certificates.clock.now()
    stamps = LocalStamps(signing_desk().authority)
    return signed_outside.sign(ours, key_of(name), field=field, stamps=stamps, now=now)


@pytest.fixture
def chair(council):
    """The chair's browser; she and the council have certificates in force."""
    browser = browser_of(council, Role.COUNCIL_CHAIR)
    browser.account = Account.objects.order_by("-created_at").first()
    certify(browser.account.full_name, account=browser.account)
    certify(SEAL_NAME, part=Part.SEAL)
    return browser


def test_the_whole_road_with_a_token_from_final_text_to_issue(council, chair):
    document, clerk = make_final(), browser_of(council, Role.RECORDS_CLERK)
    page = address("sign_outside", document)
    assert "Bước 3" not in words(chair.get(page))
    assert "Bước 3" in words(chair.post(page, {"ask": "1"}))

    signed = signed_by(chair, document, chair.account.full_name)
    response = chair.post(page, {"file": upload(signed)})
    assert response.headers["Location"] == f"{address('detail', document)}?told=sign"

    assert "Bước 3" in words(clerk.post(page, {"ask": "1"}))
    sealed = signed_by(clerk, document, SEAL_NAME, field="CoQuan")
    response = clerk.post(page, {"file": upload(sealed)})
    assert response.headers["Location"] == f"{address('detail', document)}?told=issue"
    card = words(clerk.get(address("detail", document)))
    assert card.count("Hợp lệ") == 2
    assert f"{chair.account.full_name} Hợp lệ" in card
    assert Document.objects.get().symbol == "01/NQ-HĐND"


def test_refusals_stand_beside_the_field_and_change_nothing(council, chair):
    document = make_final()
    page = address("sign_outside", document)
    chair.post(page, {"ask": "1"})
    ours = whole(chair.get(address("waiting_file", document)))

    for data, said in (
        (signing.printed(), "không phải là đúng tệp đã lấy từ hệ thống"),
        (ours, "không phải là đúng tệp đã lấy từ hệ thống"),
        (signed_by(chair, document, "Người khác"), "không dùng chứng thư đã ghi nhận"),
        (ours + b"%PDF-1.7 bad", "không có chữ ký số mới"),
    ):
        response = chair.post(page, {"file": upload(data)})
        assert response.status_code == 422
        assert said in words(response)
        assert 'aria-invalid="true"' in response.content.decode()
    assert "Hãy chọn tệp PDF đã ký." in words(chair.post(page, {}))

    assert (Document.objects.get().state, Signature.objects.count()) == ("final_text", 0)


def test_the_file_goes_to_who_asked_for_it_only(council, chair):
    document = make_final()
    file = address("waiting_file", document)
    assert chair.get(file).status_code == 404
    chair.post(address("sign_outside", document), {"ask": "1"})

    assert whole(chair.get(file)).startswith(b"%PDF-")
    for role in (Role.COUNCIL_CHAIR, Role.RECORDS_CLERK, Role.DELEGATE):
        assert browser_of(council, role).get(file).status_code == 404


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.COUNCIL_VICE_CHAIR])
def test_who_does_not_sign_does_not_come_to_the_page(council, role):
    document = make_final()

    for method in ("get", "post"):
        assert getattr(browser_of(council, role), method)(address("sign_outside", document)).status_code == 403
    assert SigningRequest.objects.count() == 0


def test_without_a_certificate_the_page_says_whom_to_ask(council):
    browser, document = browser_of(council, Role.COUNCIL_CHAIR), make_final()

    response = browser.post(address("sign_outside", document), {"ask": "1"})

    assert response.status_code == 422
    assert "Chưa có chứng thư đang dùng để ký" in words(response)


def test_what_was_handed_out_is_taken_back(council, chair):
    document = make_final()
    chair.post(address("sign_outside", document), {"ask": "1"})
    assert "Đã lấy bản chờ ký" in words(chair.get(address("detail", document)))

    chair.post(address("withdraw_request", document))

    assert SigningRequest.objects.get().state == "withdrawn"
    assert "Đã lấy bản chờ ký" not in words(chair.get(address("detail", document)))


def test_the_card_says_what_is_awaited_from_whom_and_offers_the_ways_to_the_signer_only(council, chair):
    document = make_final()

    own = words(chair.get(address("detail", document)))
    other = words(browser_of(council, Role.DELEGATE).get(address("detail", document)))

    assert "Đang chờ: Chữ ký của người có thẩm quyền" in own
    assert "Ký bằng thiết bị, tải tệp lên" in own
    assert "Đang chờ: Chữ ký của người có thẩm quyền" in other
    assert "Ký bằng thiết bị" not in other


def test_what_was_signed_on_paper_has_no_card(council, chair):
    page = words(chair.get(address("detail", make_issued())))

    assert "Đang chờ" not in page
    assert "Hợp lệ" not in page


# -- certificates -----------------------------------------------------------------------------------------------------


@pytest.fixture
def chief(council):
    return browser_of(council, Role.OFFICE_CHIEF)


def pem(name):
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_der_x509_certificate(key_of(name).certificate).public_bytes(Encoding.PEM)


def test_a_certificate_is_recorded_by_one_and_confirmed_by_another(council, chief):
    signer = certificates.make_signer()
    form = {"owner": str(signer.pk), "file": upload(pem(signer.full_name), "chu-tich.pem")}

    response = chief.post(RECORD, form)
    row = SigningCertificate.objects.get()
    assert response.headers["Location"] == f"{address('certificate', row)}?told=recorded"
    assert chief.get(address("confirm_certificate", row)).status_code == 403

    second = browser_of(council, Role.ADMINISTRATOR)
    assert row.serial in words(second.get(address("confirm_certificate", row)))
    second.post(address("confirm_certificate", row))
    page = words(second.get(address("certificate", row)))
    assert "Đang dùng" in page
    assert "Chứng thực thử nghiệm" in page
    assert page.count(signer.full_name) >= 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"plain words", "không phải là chứng thư số"),
        (b"x" * 70_000, "Tệp quá lớn"),
        (b"", "không phải là chứng thư số"),
        (signing.certified(days=(-4000, 4000)).certificate, "không do nơi cấp được tin cậy cấp"),
    ],
)
def test_what_is_no_good_certificate_is_said_beside_the_field(council, chief, data, said):
    response = chief.post(RECORD, {"owner": "seal", "file": upload(data, "tep.cer")})

    assert response.status_code == 422
    assert said in words(response)
    assert SigningCertificate.objects.count() == 0


def test_a_refused_form_keeps_the_owner_and_asks_for_the_file_again(council, chief):
    signer = certificates.make_signer()

    response = chief.post(RECORD, {"owner": str(signer.pk)})

    assert f'value="{signer.pk}" selected' in response.content.decode()
    assert "Hãy chọn tệp chứng thư." in words(response)
    assert "Hãy chọn lại chủ" in words(chief.post(RECORD, {"owner": "0197f3a0-0000-7000-8000-00000000abcd"}))


def test_a_withdrawal_needs_its_reason(council, chief, chair):
    row = SigningCertificate.objects.get(part="seal")

    assert "Hãy ghi lý do." in words(chief.post(address("withdraw_certificate", row), {}))
    chief.post(address("withdraw_certificate", row), {"reason": "Hỏng thiết bị"})

    row.refresh_from_db()
    assert (row.state, row.removed_reason) == ("withdrawn", "Hỏng thiết bị")
    assert "Hỏng thiết bị" in words(chief.get(address("certificate", row)))


def test_a_signer_sees_and_withdraws_the_own_certificate_only(council, chair):
    own, seal = (SigningCertificate.objects.get(part=part) for part in ("person", "seal"))

    page = words(chair.get(INDEX))
    assert chair.account.full_name in page
    assert SEAL_NAME not in page
    assert chair.get(address("certificate", seal)).status_code == 404
    assert chair.get(RECORD).status_code == 403
    chair.post(address("withdraw_certificate", own), {"reason": "Mất thiết bị"})
    own.refresh_from_db()
    assert own.state == "withdrawn"


def test_an_end_is_warned_of_ahead_in_the_work_and_on_the_page(council, chair, chief):
    row = SigningCertificate.objects.get(part="person")
    certificates.ending(row, days=20, now=certificates.clock.now())

    for browser in (chair, chief):
        assert "Chứng thư sắp hết hạn" in words(browser.get(reverse("portal:work", CONF)))
        assert "Sắp hết hạn" in words(browser.get(INDEX))
    assert "Hãy xin cấp chứng thư mới" in words(chief.get(address("certificate", row)))


def test_lists_cost_the_same_for_one_and_for_many(council, chief, chair):
    one = cost_of(chief, INDEX)
    for number in range(3):
        certify(f"Con dấu {number}", part=Part.SEAL)

    assert cost_of(chief, INDEX) == one


def test_where_papers_are_signed_by_hand_there_is_nothing_of_this(council, chair, chief, settings):
    document = make_final()
    settings.SIGNING_MEANS = []

    assert chair.get(address("sign_outside", document)).status_code == 404
    assert "Đang chờ: Chữ ký" not in words(chair.get(address("detail", document)))
    assert chief.get(RECORD).status_code == 404
    assert "Hệ thống đang ký trên giấy" in words(chief.get(INDEX))


def test_with_tokens_alone_the_step_records_a_signature_on_paper(council, chair, settings, tmp_path):
    (tmp_path / "root.cer").write_bytes(signing_desk().authority.root())
    settings.SIGNING_MEANS, settings.SIGNING_TRUSTED = ["outside"], tmp_path
    document = make_final()

    assert "bản giấy" in words(chair.get(address("sign", document)))
    chair.post(address("sign", document))

    assert (Document.objects.get().state, Signature.objects.count()) == ("signed", 0)


def test_the_clerk_is_told_to_seal_what_was_signed_with_a_token(council, chair, settings, tmp_path):
    (tmp_path / "root.cer").write_bytes(signing_desk().authority.root())
    document = make_final()
    soft = signing_desk()
    actor = certificates.acting(chair.account)
    actions.sign_document(actor=actor, document=document, desk=soft, press=_press(), now=NOW)
    settings.SIGNING_MEANS, settings.SIGNING_TRUSTED = ["outside"], tmp_path
    clerk = browser_of(council, Role.RECORDS_CLERK)

    response = clerk.post(address("issue", document))

    assert response.status_code == 422
    assert "phải có chữ ký số của cơ quan" in words(response)
    assert "Đóng dấu bằng thiết bị" in words(clerk.get(address("detail", document)))


def _press():
    from tests.factories.documents import PRESS

    return PRESS
