"""The public directory: found without diacritics, photos that tell nothing, letters that reach the office."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from council.people.actions import appoint, link_account
from council.people.models import Portrait
from council.roles import Role
from kernel import clock
from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry
from kernel.files.models import StoredFile
from kernel.notify.models import Notice
from tests.factories.browsers import browser_of
from tests.factories.people import SYSTEM_ACTOR, make_account, make_delegate, make_person, make_team
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

CONF = "config.urls_council"
LIST = "/cong-khai/dai-bieu/"
SECRET = "Lan 20.25 105.97"


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


@pytest.fixture
def mandate(council):
    person = make_person("Đỗ Thị Ánh", birth_year=1980, main_job="Giáo viên", phone="0912345678", email="anh@vidu.vn")
    return make_delegate(person=person, constituency="Đơn vị số 3", team=make_team(2))


@pytest.fixture
def clerk(council):
    person, account = make_person("Ngô Văn Thư"), make_account("Ngô Văn Thư", email="thu@vidu.vn")
    appoint(actor=SYSTEM_ACTOR, person=person, role=Role.RECORDS_CLERK, from_on=clock.today())
    link_account(actor=SYSTEM_ACTOR, person=person, account=account, on=clock.today())
    return account


def at(name: str, mandate, space: str = "people_public") -> str:
    return reverse(f"{space}:{name}", CONF, [mandate.id])


def picture(kind: str = "JPEG", size: tuple[int, int] = (300, 400), name: str = "anh.jpg") -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    out = io.BytesIO()
    Image.new("RGB", size, "#8f1d22").save(out, kind, exif=exif)
    return SimpleUploadedFile(name, out.getvalue())


def letter(**changes: str) -> dict[str, str]:
    return {"sender": "Lê Văn Dân", "contact": "0987654321", "text": "Kính gửi…", "key": str(uuid4()), **changes}


def test_one_delegates_page_has_public_fields_only(reader, mandate):
    answer = reader.get(at("detail", mandate))

    page = words(answer)
    for part in ("Đỗ Thị Ánh", "Giáo viên", "Đơn vị số 3", "Tổ số 2", "1980"):
        assert part in page
    assert [hidden for hidden in ("0912345678", "anh@vidu.vn") if hidden in answer.content.decode()] == []
    assert at("detail", mandate) in reader.get(LIST).content.decode()


def test_delegates_are_found_by_words_and_team_without_diacritics(reader, mandate):
    make_delegate("Trần Văn Bình", team=make_team(1))

    for query in ("tu_khoa=giao+vien", "tu_khoa=DO+THI", f"to={make_team(2).id}", f"to={make_team(2).id}&tu_khoa=anh"):
        page = words(reader.get(f"{LIST}?{query}"))
        assert ("Tìm thấy 1 đại biểu" in page, "Đỗ Thị Ánh" in page, "Trần Văn Bình" in page) == (True, True, False)
    assert "2 đại biểu đang làm nhiệm vụ" in words(reader.get(f"{LIST}?to=bay"))


def test_a_photo_is_shown_without_what_the_camera_wrote(council, reader, mandate):
    staff = browser_of(council, Role.OFFICE_STAFF)
    assert reader.get(at("portrait", mandate)).status_code == 404
    assert at("portrait", mandate, "people") in staff.get(at("detail", mandate, "people")).content.decode()

    answer = staff.post(at("portrait", mandate, "people"), {"file": picture()}, follow=True)

    shown = reader.get(at("portrait", mandate))
    data = b"".join(shown)
    assert "Ảnh đã hiện trên trang công khai." in words(answer)
    assert (shown.status_code, shown.headers["Content-Type"], SECRET.encode() in data) == (200, "image/jpeg", False)
    assert Image.open(io.BytesIO(data)).size == (300, 400)
    assert f'src="{at("portrait", mandate)}?v=' in reader.get(LIST).content.decode()


def test_a_new_photo_takes_the_place_of_the_old_which_is_withdrawn(council, reader, mandate):
    staff = browser_of(council, Role.OFFICE_STAFF)

    for size in ((300, 400), (301, 400)):
        staff.post(at("portrait", mandate, "people"), {"file": picture(size=size)})

    assert Image.open(io.BytesIO(b"".join(reader.get(at("portrait", mandate))))).size == (301, 400)
    assert list(Portrait.objects.order_by("created_at").values_list("state", flat=True)) == ["replaced", "shown"]
    assert sorted(StoredFile.objects.values_list("state", flat=True)) == ["public", "withdrawn"]


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (picture(size=(199, 400)), "Mỗi cạnh của ảnh phải từ 200 đến 6000 điểm ảnh."),
        (picture("PNG"), "Nội dung tệp không phải là JPEG"),
        (SimpleUploadedFile("anh.jpg", b"<svg onload=alert(1)>"), "Nội dung tệp không phải là JPEG"),
        (SimpleUploadedFile("anh.svg", b"<svg/>"), "Chỉ nhận tệp: PNG, JPEG."),
        (SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"x" * 4_000_000), "Tệp quá lớn"),
        (SimpleUploadedFile("anh.png", b""), "Tệp rỗng."),
    ],
)
def test_what_is_no_photo_is_refused_beside_the_field(council, mandate, upload, says):
    answer = browser_of(council, Role.OFFICE_STAFF).post(at("portrait", mandate, "people"), {"file": upload})

    assert (answer.status_code, says in words(answer)) == (422, True)
    assert (Portrait.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.RECORDS_CLERK, Role.COUNCIL_CHAIR])
def test_others_put_up_no_photo(council, mandate, role):
    browser = browser_of(council, role)

    assert browser.post(at("portrait", mandate, "people"), {"file": picture()}).status_code == 403
    assert Portrait.objects.count() == 0


def test_a_letter_reaches_the_office_once_and_nobody_else(reader, mandate, clerk):
    other, sent = make_account("Người Ngoài"), letter(text="Đề nghị đại biểu về thăm thôn 3.")

    answers = [reader.post(at("write", mandate), sent, follow=True) for _click in range(2)]

    assert ["Thư đã đến văn phòng Hội đồng" in words(answer) for answer in answers] == [True, True]
    notice = Notice.objects.get()
    assert (notice.account_id, notice.subject) == (clerk.id, "Thư gửi đại biểu Đỗ Thị Ánh")
    assert notice.body == "Người gửi: Lê Văn Dân\nLiên hệ: 0987654321\n\nĐề nghị đại biểu về thăm thôn 3."
    assert notice.path == at("detail", mandate, "people")
    assert Notice.objects.filter(account=other).count() == 0
    assert "thôn 3" not in str([entry.__dict__ for entry in AuditEntry.objects.all()])


def test_nobody_is_told_that_a_letter_arrived_where_nobody_reads_it(reader, mandate, clerk):
    for gone in ({"state": "closed"}, {"state": "active", "person_id": None}):
        Account.objects.filter(pk=clerk.pk).update(**gone)

        answer = reader.post(at("write", mandate), letter(text="Đề nghị về thăm thôn 3."))

        assert (answer.status_code, Notice.objects.count()) == (422, 0)
        assert "Chưa có ai ở văn phòng nhận thư" in words(answer)
        assert "Đề nghị về thăm thôn 3." in words(answer)


def test_what_was_typed_stays_when_something_is_missing(reader, mandate, clerk):
    answer = reader.post(at("write", mandate), letter(contact="", text="x" * 3001))

    assert (answer.status_code, Notice.objects.count()) == (422, 0)
    assert "Hãy cho biết cách liên hệ lại." in words(answer)
    assert 'value="Lê Văn Dân"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_machine_falls_into_the_trap(reader, mandate, clerk):
    answer = reader.post(at("write", mandate), letter(website="https://mua.vn"))

    assert (answer.status_code, Notice.objects.count()) == (302, 0)


def test_letters_of_one_address_are_limited(reader, mandate, clerk):
    answers = [
        reader.post(at("write", mandate), letter(), REMOTE_ADDR="203.0.113.88").status_code for _again in range(7)
    ]

    assert answers == [302] * 5 + [422] * 2
    assert Notice.objects.count() == 5


def test_who_is_no_delegate_has_no_page_and_gets_no_letter(reader, mandate, clerk):
    type(mandate).objects.filter(pk=mandate.pk).update(state="resigned", ended_on=clock.today())

    for name in ("detail", "portrait", "write"):
        assert reader.get(at(name, mandate)).status_code == 404
    assert reader.post(at("write", mandate), letter()).status_code == 404
    assert Notice.objects.count() == 0


def test_the_directory_asks_the_same_for_one_photo_and_for_many(council, reader):
    staff = browser_of(council, Role.OFFICE_STAFF)

    def add() -> int:
        staff.post(at("portrait", make_delegate(), "people"), {"file": picture()})
        with count_queries() as asked:
            reader.get(LIST)
        return len(asked)

    assert add() == add()
