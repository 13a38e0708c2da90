"""Writing what the portal says, on screen: form, preview, approval, moment, withdrawal."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from council.portal.models import Kind, TextVersion
from council.roles import Role
from kernel import clock
from kernel.files.models import StoredFile
from tests.factories.browsers import browser_of
from tests.factories.portal import CONTACT, make_shown, make_text
from tests.kernel.accounts.browsers import words
from tests.kernel.files.making import picture, upload
from tests.testbed.queries import cost_of

HOME = "/trang-thong-tin/"
NEW = f"{HOME}soan/announcement/"
TYPED = {"version": "0", "title": "Thông báo mới", "summary": "Một câu.", "body": "# Mục\n\nLời"}


@pytest.fixture
def editor(council):
    return browser_of(council, Role.EDITOR)


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chief(council):
    return browser_of(council, Role.OFFICE_CHIEF)


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def latest():
    return TextVersion.objects.order_by("created_at").last()


def step_of(version, verb):
    return f"{HOME}ban/{version.id}/{verb}/"


def test_editor_writes_looks_and_puts_out(editor, reader):
    assert "Soạn thông báo" in words(editor.get(HOME))

    answer = editor.post(NEW, TYPED)

    version = latest()
    assert answer.headers["Location"] == f"{HOME}{version.text_id}/?told=saved"
    preview = words(editor.get(f"{HOME}ban/{version.id}/"))
    assert "Bản xem trước." in preview
    assert "Mục Lời" in preview
    address = f"/cong-khai/thong-bao/{version.text_id}/"
    assert reader.get(address).status_code == 404
    editor.post(step_of(version, "publish"), {"at": ""})
    assert "Mục Lời" in words(reader.get(address))
    assert version.title in words(reader.get("/cong-khai/tin/"))


def test_staff_submit_and_the_chief_approves_or_gives_back(staff, chief):
    staff.post(NEW, TYPED)
    version = latest()
    buttons = words(staff.get(f"{HOME}{version.text_id}/"))
    assert ("Gửi duyệt" in buttons, "Đăng " in buttons.partition("Xem trước")[0]) == (True, False)
    assert staff.get(step_of(version, "publish")).status_code == 403

    staff.post(step_of(version, "submit"))
    assert chief.post(step_of(version, "return"), {"reason": ""}).status_code == 422
    chief.post(step_of(version, "return"), {"reason": "Thiếu giờ"})

    assert "Lý do: Thiếu giờ" in words(staff.get(f"{HOME}{version.text_id}/"))
    staff.post(step_of(version, "submit"))
    chief.post(step_of(version, "publish"), {"at": ""})
    version.refresh_from_db()
    assert version.state == "published"


def test_a_moment_is_typed_in_vietnams_time(editor, reader):
    version = make_text()
    day = clock.today() + timedelta(days=3)

    answer = editor.post(step_of(version, "publish"), {"at": f"{day}T07:30"})

    assert answer.status_code == 302
    version.refresh_from_db()
    assert f"{version.published_at.astimezone(clock.VIETNAM):%Y-%m-%d %H:%M}" == f"{day} 07:30"
    assert "Hẹn đăng 07:30" in words(editor.get(HOME))
    assert reader.get(f"/cong-khai/thong-bao/{version.text_id}/").status_code == 404


def test_a_moment_that_has_passed_is_refused_beside_its_field(editor):
    version = make_text()

    answer = editor.post(step_of(version, "publish"), {"at": "2020-01-01T08:00"})

    assert answer.status_code == 422
    assert "Thời điểm đăng đã qua" in words(answer)
    version.refresh_from_db()
    assert version.state == "draft"


def test_what_was_typed_is_kept_when_something_is_wrong(editor):
    answer = editor.post(NEW, {**TYPED, "title": ""})

    assert answer.status_code == 422
    assert "Hãy ghi tiêu đề." in words(answer)
    assert "Một câu." in answer.content.decode()
    assert TextVersion.objects.count() == 0


def test_a_picture_comes_with_its_words_or_not_at_all(editor, reader):
    sent = {**TYPED, "upload": upload("anh.png", picture("PNG"))}

    refused = editor.post(NEW, sent)

    assert refused.status_code == 422
    assert "Hãy mô tả ảnh cho người không nhìn thấy." in words(refused)
    assert "Hãy chọn lại ảnh" in words(refused)
    assert (TextVersion.objects.count(), StoredFile.objects.count()) == (0, 0)
    sent = {**TYPED, "upload": upload("anh.png", picture("PNG")), "picture_words": "Hội trường"}
    editor.post(NEW, sent)
    version = latest()
    inside = f"{HOME}ban/{version.id}/hinh/"
    assert f'src="{inside}"' in editor.get(f"{HOME}{version.text_id}/").content.decode()
    assert b"".join(editor.get(inside)) == picture("PNG")
    editor.post(step_of(version, "publish"), {"at": ""})
    assert f'<img src="/cong-khai/hinh/{version.id}/" alt="Hội trường">' in (
        reader.get(f"/cong-khai/thong-bao/{version.text_id}/").content.decode()
    )
    shown = reader.get(f"/cong-khai/hinh/{version.id}/")
    assert (shown.headers["Content-Type"], b"".join(shown)) == ("image/png", picture("PNG"))


def test_a_photo_on_the_portal_tells_nothing_of_who_took_it(editor, reader):
    exif = Image.Exif()
    exif[0x010E] = "Lan 20.25 105.97"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#8f1d22").save(out, "JPEG", exif=exif)
    editor.post(NEW, {**TYPED, "upload": upload("anh.jpg", out.getvalue()), "picture_words": "Hội trường"})
    version = latest()
    editor.post(step_of(version, "publish"), {"at": ""})

    shown = b"".join(reader.get(f"/cong-khai/hinh/{version.id}/"))

    assert (shown[:3], b"105.97" in out.getvalue(), b"105.97" in shown) == (b"\xff\xd8\xff", True, False)


def test_what_is_no_picture_is_refused_beside_its_field(editor):
    answer = editor.post(NEW, {**TYPED, "upload": upload("anh.png", b"khong"), "picture_words": "Hội trường"})

    assert answer.status_code == 422
    assert StoredFile.objects.count() == 0


def test_the_next_version_begins_with_what_stands_and_keeps_its_picture(editor):
    editor.post(NEW, {**TYPED, "upload": upload("anh.png", picture("PNG")), "picture_words": "Hội trường"})
    first = latest()
    editor.post(step_of(first, "publish"), {"at": ""})
    address = f"{HOME}{first.text_id}/sua/"
    assert TYPED["title"] in editor.get(address).content.decode()

    editor.post(address, {**TYPED, "title": "Tên khác", "picture_words": "Hội trường"})

    second = latest()
    assert (second.number, second.title, second.picture) == (2, "Tên khác", first.picture)
    page = words(editor.get(f"{HOME}{first.text_id}/"))
    assert "Phiên bản 2" in page
    assert "Đang hiện" in page
    editor.post(address, {**TYPED, "version": second.version, "without_picture": "on"})
    second.refresh_from_db()
    assert (second.picture, second.picture_words) == (None, "")


def test_the_second_of_two_editors_keeps_what_she_typed(editor, staff):
    version = make_text()
    address = f"{HOME}{version.text_id}/sua/"
    editor.post(address, {**TYPED, "version": "1", "title": "Của người trước"})

    late = staff.post(address, {**TYPED, "version": "1", "title": "Của người sau"})

    assert late.status_code == 409
    page = late.content.decode()
    assert "Của người trước" in page
    assert 'value="Của người sau"' in page
    assert 'name="version" value="2"' in page


def test_contact_is_written_in_its_own_form(editor, reader):
    address = f"{HOME}soan/contact/"
    assert editor.post(address, {"version": "0", "address": ""}).status_code == 422
    assert "thư điện tử có thật" in words(editor.post(address, {"version": "0", "address": "Số 1", "email": "x"}))

    editor.post(address, {"version": "0", **CONTACT.as_json()})
    editor.post(step_of(latest(), "publish"), {"at": ""})

    assert CONTACT.hours in words(reader.get("/cong-khai/lien-he/"))
    assert "Trang “Liên hệ” chưa có nội dung" not in words(editor.get(HOME))
    assert TextVersion.objects.get().text.kind == Kind.CONTACT


def test_withdrawing_asks_why(editor, reader):
    version = make_shown(now=clock.now())
    assert editor.post(step_of(version, "withdraw"), {"reason": " "}).status_code == 422

    editor.post(step_of(version, "withdraw"), {"reason": "Đổi lịch"})

    assert reader.get(f"/cong-khai/thong-bao/{version.text_id}/").status_code == 410


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.ADMINISTRATOR])
def test_others_do_not_come_in(council, role):
    version = make_text()
    browser = browser_of(council, role)

    pages = (HOME, NEW, f"{HOME}{version.text_id}/", f"{HOME}ban/{version.id}/", step_of(version, "publish"))

    assert {browser.get(page).status_code for page in pages} == {403}


@pytest.mark.parametrize("address", [f"{HOME}soan/la/", f"{HOME}ban/0197f3a0-0000-7000-8000-000000000404/"])
def test_what_is_not_there_is_not_found(editor, address):
    assert editor.get(address).status_code == 404


def test_unknown_step_is_not_found_and_a_wrong_one_is_refused(editor):
    version = make_shown()

    assert editor.get(step_of(version, "xoa")).status_code == 404
    assert editor.get(step_of(version, "submit")).status_code == 409


def test_list_asks_the_same_for_one_text_and_for_many(editor):
    make_shown()
    once = cost_of(editor, HOME)
    for number in range(3):
        make_text(title=f"Thông báo {number}")

    assert cost_of(editor, HOME) == once
