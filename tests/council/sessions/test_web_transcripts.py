"""The pages of what was said, through the whole stack: a file is taken, names are assigned, speakers review."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council.people.models import Person
from council.roles import Role
from council.sessions.models import Passage, Transcript
from tests.factories.browsers import browser_of
from tests.factories.halls import account_of, hold_session
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
HIDDEN = re.compile(r'<input type="hidden" name="(text|form|visibility)" value="([^"]*)"')


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [getattr(each, "id", each) for each in arguments])


@pytest.fixture
def held(council):
    held = hold_session(delegates=3, items=1)
    for mandate, name in zip(held.mandates, ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"), strict=True):
        Person.objects.filter(pk=mandate.person_id).update(full_name=name)
        mandate.person.refresh_from_db()
    return held


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


def said(text, name="phien-sang.txt"):
    return {"file": SimpleUploadedFile(name, text.encode()), "visibility": "internal"}


def take(browser, sitting, text, name="phien-sang.txt"):
    """Upload, look at the preview, and take over what it shows."""
    shown = browser.post(address("import_transcript", sitting), said(text, name))
    assert shown.status_code == 200
    typed = {field: unescape(value) for field, value in HIDDEN.findall(shown.content.decode())}
    return shown, browser.post(address("take_transcript", sitting), typed)


TEXT = (
    "[00:00:05] Đại biểu Nguyễn Văn An: Kính thưa <b>Hội đồng</b>\nTôi đồng ý.\n"
    "Tran Thi Binh: Tôi cũng vậy.\nÔng Lê Lạ: Xin báo cáo.\n"
)


def test_a_file_is_shown_and_only_then_taken(held, staff):
    shown = staff.post(address("import_transcript", held.sitting), said(TEXT))
    page = words(shown)
    assert "Xem trước 3 đoạn" in page
    assert "Đại biểu Nguyễn Văn An → Nguyễn Văn An" in page
    assert "sẽ gán sau khi nhập: Ông Lê Lạ" in page
    assert Passage.objects.count() == 0

    _shown, answer = take(staff, held.sitting, TEXT)

    assert answer.status_code == 302
    found = list(Passage.objects.with_words())
    assert [(p.speaker, p.start_ms, p.text) for p in found] == [
        ("Nguyễn Văn An", 5000, "Kính thưa <b>Hội đồng</b>\nTôi đồng ý."),
        ("Trần Thị Bình", None, "Tôi cũng vậy."),
        ("Ông Lê Lạ", None, "Xin báo cáo."),
    ]
    page = staff.get(answer.headers["Location"]).content.decode()
    assert "&lt;b&gt;Hội đồng&lt;/b&gt;" in page
    assert "00:00:05" in page


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("1\n00:00:05,000 --> 00:00:04,000\nLời\n", "a.srt", "Dòng 2: đoạn kết thúc trước khi bắt đầu."),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<script>x\n", "a.vtt", "Dòng 3: có thẻ lạ trong lời."),
        ("An Bình: Lời", "a.docx", "Chỉ nhận tệp: văn bản (.txt), SRT (.srt), VTT (.vtt)."),
        ("An Bình: Lời", "toi-mat.txt", "mật"),
        ("An Bình: TUYỆT MẬT", "a.txt", "mật"),
        ("", "a.txt", "Tệp không có đoạn nào."),
    ],
)
def test_a_wrong_file_is_told_line_by_line_and_nothing_is_taken(held, staff, text, name, sentence):
    answer = staff.post(address("import_transcript", held.sitting), said(text, name))

    assert (answer.status_code, Transcript.objects.count()) == (422, 0)
    assert sentence in words(answer)


def test_what_comes_back_changed_from_the_preview_is_read_again(held, staff):
    typed = {"text": "1\n00:00:05,000 --> 00:00:04,000\nLời", "form": "srt", "visibility": "internal"}
    answer = staff.post(address("take_transcript", held.sitting), typed)
    strange = staff.post(address("take_transcript", held.sitting), {**typed, "form": "exe"})

    assert (answer.status_code, strange.status_code, Transcript.objects.count()) == (422, 422, 0)


def test_from_the_file_to_the_speakers_word(council, held, staff, client_of):
    take(staff, held.sitting, TEXT)
    transcript = Transcript.objects.get()
    refused = staff.post(address("send_transcript", held.sitting), {})
    assert (refused.status_code, "Còn đoạn chưa có người phát biểu" in words(refused)) == (422, True)

    staff.post(address("assign_speakers", held.sitting), {"nguoi_0": "guest"})
    assert Passage.objects.get(position=3).guest_name == "Ông Lê Lạ"
    assert staff.post(address("send_transcript", held.sitting), {}).status_code == 302
    speaker = client_of(council)
    come_in(speaker, account_of(held.mandates[0], "dbanan"))
    assert "1 đoạn lời phát biểu của ông/bà chờ rà soát" in words(speaker.get("/lam-viec/"))
    own = words(speaker.get(address("own_passages")))
    assert "Tôi đồng ý." in own
    assert "Tôi cũng vậy." not in own
    passage = Passage.objects.get(position=1)

    answer = speaker.post(address("passage", passage), {"text": "Tôi không đồng ý.", "version": passage.version})

    passage.refresh_from_db()
    assert (answer.status_code, passage.state, passage.text) == (302, "corrected", "Tôi không đồng ý.")
    assert "Tôi đồng ý." in words(staff.get(address("passage", passage)))
    assert "1/2 đoạn của đại biểu đã được rà soát" in words(staff.get(address("detail", held.session)))
    filtered = words(staff.get(address("transcript", held.sitting), {"trang_thai": "in_review"}))
    assert "Tôi cũng vậy." in filtered
    assert "Tôi không đồng ý." not in filtered
    assert transcript.state == "draft"


def test_unchanged_words_are_confirmed_and_a_clash_keeps_what_was_typed(council, held, staff, client_of):
    take(staff, held.sitting, "Nguyễn Văn An: Một\nNguyễn Văn An: Hai\n")
    staff.post(address("send_transcript", held.sitting), {})
    speaker = client_of(council)
    come_in(speaker, account_of(held.mandates[0], "dbanan"))
    first, second = Passage.objects.order_by("position")

    answer = speaker.post(address("passage", first), {"text": "Một\r\n", "version": first.version})
    clash = speaker.post(address("passage", first), {"text": "Bản cũ của tôi", "version": first.version})

    first.refresh_from_db()
    assert (first.state, first.text) == ("reviewed", "Một")
    assert answer.headers["Location"].startswith(address("passage", second))
    assert (clash.status_code, "Bản cũ của tôi" in clash.content.decode()) == (409, True)


def test_a_stranger_to_the_passage_neither_reads_nor_reviews_it(council, held, staff, client_of):
    take(staff, held.sitting, "Nguyễn Văn An: Một\n")
    staff.post(address("send_transcript", held.sitting), {})
    passage = Passage.objects.get()
    other = client_of(council)
    come_in(other, account_of(held.mandates[1], "dbbinh"))

    assert other.get(address("passage", passage)).status_code == 404
    assert other.get(address("transcript", held.sitting)).status_code == 404
    assert other.post(address("passage", passage), {"text": "Của tôi", "version": 1}).status_code == 404
    assert staff.post(address("passage", passage), {"text": "Văn phòng", "version": passage.version}).status_code == 403
    assert other.get(address("import_transcript", held.sitting)).status_code == 403
    passage.refresh_from_db()
    assert (passage.text, passage.state) == ("Một", "in_review")


def test_a_draft_is_edited_and_thrown_away(held, staff):
    take(staff, held.sitting, "Ai Đó: Một\nAi Đó: Hai\n")
    first, second = Passage.objects.order_by("position")
    typed = {"text": "Một, đã sửa", "delegate": held.mandates[2].id, "item": held.items[0].id, "version": 1}

    assert staff.post(address("edit_passage", first), typed).status_code == 302
    clash = staff.post(address("edit_passage", first), {**typed, "text": "Muộn"})
    assert (clash.status_code, "Muộn" in clash.content.decode()) == (409, True)
    assert staff.post(address("edit_passage", second), {**typed, "guest_name": "Ai Đó"}).status_code == 422
    assert staff.post(address("discard_passage", second), {}).status_code == 302
    first.refresh_from_db()
    assert (first.speaker, first.text) == ("Lê Văn Cường", "Một, đã sửa")
    assert staff.get(address("passage", second)).status_code == 404


def test_the_secretary_closes_and_the_office_does_not(council, held, staff):
    take(staff, held.sitting, "Nguyễn Văn An: Một\n")
    staff.post(address("send_transcript", held.sitting), {})
    secretary = browser_of(council, Role.SESSION_SECRETARY)

    assert staff.post(address("close_transcript", held.sitting), {}).status_code == 403
    refused = secretary.post(address("close_transcript", held.sitting), {})

    assert (refused.status_code, "chưa bế mạc" in words(refused)) == (422, True)


def test_fifty_passages_cost_what_one_costs(held, staff):
    take(staff, held.sitting, "Nguyễn Văn An: Một\n")
    one = cost_of(staff, address("transcript", held.sitting))
    take(staff, held.sitting, "".join(f"Trần Thị Bình: Lời {number}\n" for number in range(49)))

    assert cost_of(staff, address("transcript", held.sitting)) == one
