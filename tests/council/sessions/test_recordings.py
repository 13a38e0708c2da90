"""Recordings of a sitting: kept once, heard by whom they are for; what an engine hears in one, a person takes over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from council.law import SpeechKind
from council.people.models import Person
from council.roles import Role
from council.sessions import actions
from council.sessions.actions import recording_refusals as refusals
from council.sessions.actions import refusals as session_refusals
from council.sessions.actions.recordings import Sound
from council.sessions.actions.transcript_refusals import SittingNotHeld
from council.sessions.models import Listening, Passage, Recording, Sitting, Source, Speech, Transcript, Wording
from council.sessions.permissions import Can
from council.sessions.queries.recordings import find_recording, get_listening, get_recording, list_recordings
from council.sessions.queries.recordings import list_spoken as spoken_in
from council.sessions.tasks import listen_on
from kernel import clock, outbox
from kernel.access import NotPermitted, StepNotAllowed
from kernel.captions import Cue
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from kernel.transcribing.apart import Outcome, Portion, Transcriber
from kernel.transcribing.interface import Heard
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.browsers import browser_of
from tests.factories.halls import CHAIR, account_of, hold_session
from tests.factories.recordings import ENGINE, OFFICE, asked, make_recording, portion, stored_sound, voiced
from tests.kernel.accounts.browsers import come_in, words
from tests.kernel.files import media
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
SPHINX = "kernel.transcribing.sphinx.PocketSphinx"


@pytest.fixture
def held(council):
    held = hold_session(delegates=3, items=1)
    for mandate, name in zip(held.mandates, ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"), strict=True):
        Person.objects.filter(pk=mandate.person_id).update(full_name=name)
        mandate.person.refresh_from_db()
    held.sitting.refresh_from_db()
    return held


def to_closed(sitting: Sitting) -> None:
    Sitting.objects.filter(pk=sitting.pk).update(
        kind="closed", closed_on_request_of="standing_committee", closed_document="3/NQ"
    )
    sitting.refresh_from_db()


def delegate(mandate):
    return actor_with(Role.DELEGATE, person=mandate.person)


def is_heard(actor, recording: Recording) -> bool:
    try:
        return get_recording(actor, recording.pk) == recording
    except NotFound:
        return False


def said_to(held, *cues: Cue, recording: Recording | None = None) -> Transcript:
    """Take words over and send them to their speakers."""
    transcript = actions.take_cues(actor=OFFICE, sitting=held.sitting, cues=cues, recording=recording)
    return actions.send_transcript(actor=OFFICE, transcript=transcript, now=held.now)


# --- keeping ------------------------------------------------------------------------------------------


def test_a_recording_is_kept_with_its_length_and_who_brought_it(held) -> None:
    recording = make_recording(held.sitting, late=90)

    assert (recording.length_ms, recording.lasts, recording.added_by) == (2_000, "00:00:02", OFFICE.account_id)
    assert recording.moment(1_500) == held.sitting.started_at + timedelta(seconds=91.5)
    assert [kept.recording for kept in list_recordings(OFFICE, held.sitting)] == [recording]
    with pytest.raises(refusals.AlreadyRecorded):
        make_recording(held.sitting)


def test_a_recording_begins_on_the_day_of_its_sitting_and_before_its_end(held) -> None:
    recording = make_recording(held.sitting)

    def set_start(starts_at, version=1, actor=OFFICE):
        return actions.set_recording_start(actor=actor, recording=recording, version=version, starts_at=starts_at)

    with pytest.raises(refusals.StartsAfterSitting):
        set_start(held.sitting.started_at - timedelta(days=1))
    with pytest.raises(refusals.StartsAfterSitting):
        make_recording(held.sitting, late=86_400, data=media.wav(1.0, 8_000))
    with pytest.raises(NotPermitted):
        set_start(held.sitting.started_at, actor=CHAIR)
    set_start(held.sitting.started_at + timedelta(seconds=1))
    with pytest.raises(VersionClash):
        set_start(held.sitting.started_at)
    Sitting.objects.filter(pk=held.sitting.pk).update(state="planned", started_at=None)
    with pytest.raises(SittingNotHeld):
        actions.add_recording(actor=OFFICE, sitting=held.sitting, sound=Sound(stored_sound(), clock.now()))


def test_only_who_transcribes_brings_and_takes_back(held) -> None:
    recording = make_recording(held.sitting)
    for role in set(EVERY_ROLE) - {Role.OFFICE_STAFF, Role.SESSION_SECRETARY}:
        with pytest.raises(NotPermitted):
            actions.remove_recording(actor=actor_with(role), recording=recording, reason="Nhầm", now=clock.now())
        with pytest.raises(NotPermitted):
            actions.ask_listening(actor=actor_with(role), recording=recording, transcriber=ENGINE, now=clock.now())
    with pytest.raises(session_refusals.ReasonMissing):
        actions.remove_recording(actor=OFFICE, recording=recording, reason=" ", now=clock.now())

    actions.remove_recording(actor=OFFICE, recording=recording, reason="Nhầm phiên", now=clock.now())
    assert not is_heard(OFFICE, recording)
    assert StoredFile.objects.get(pk=recording.file_id).state == "withdrawn"
    with pytest.raises(StepNotAllowed):
        actions.remove_recording(actor=OFFICE, recording=recording, reason="Nhầm phiên", now=clock.now())
    make_recording(held.sitting)


def test_what_a_closed_transcript_was_made_from_stays(held) -> None:
    recording = make_recording(held.sitting)
    Transcript.objects.create(sitting=held.sitting, state="closed", sent_at=held.now, closed_at=held.now)

    with pytest.raises(refusals.RecordingStays):
        actions.remove_recording(actor=OFFICE, recording=recording, reason="Nhầm", now=clock.now())


# --- who hears it ---------------------------------------------------------------------------------------


def test_a_speaker_hears_the_sitting_once_her_words_were_sent_to_her(held) -> None:
    recording = make_recording(held.sitting)
    an, binh, _cuong = held.mandates
    cues = [Cue("Tôi đồng ý.", "Nguyễn Văn An", 500, 900), Cue("Tôi cũng vậy.", "Trần Thị Bình")]
    transcript = actions.take_cues(actor=OFFICE, sitting=held.sitting, cues=cues)

    def heard():
        return [is_heard(delegate(mandate), recording) for mandate in (an, binh)]

    assert heard() == [False, False]
    actions.send_transcript(actor=OFFICE, transcript=transcript, now=held.now)
    assert heard() == [True, True]
    assert [passage.position for passage in spoken_in(delegate(an), recording)] == [1]
    assert [passage.position for passage in spoken_in(delegate(binh), recording)] == []
    assert list_recordings(delegate(an), held.sitting) == []
    assert not is_heard(delegate(held.mandates[2]), recording)
    assert not is_heard(actor_with(Role.COMMITTEE_MEMBER), recording)


def test_a_closed_sitting_is_heard_behind_closed_doors_only(held) -> None:
    recording = make_recording(held.sitting)
    others = {role for role in EVERY_ROLE if is_heard(actor_with(role), recording)}
    presiding = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
    assert others == {*presiding, Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.SESSION_SECRETARY}
    kept_out = replace(OFFICE, taken=frozenset({(Role.OFFICE_STAFF.value, Can.READ_CLOSED.value)}))
    assert is_heard(kept_out, recording)

    Transcript.objects.create(sitting=held.sitting, visibility="closed")
    assert (is_heard(kept_out, recording), is_heard(OFFICE, recording)) == (False, True)
    Transcript.objects.all().update(visibility="internal")
    to_closed(held.sitting)
    closed = make_recording(held.sitting, data=media.wav(1.0, 8_000))
    assert closed.visibility == "closed"
    assert [is_heard(kept_out, each) for each in (recording, closed)] == [False, False]
    assert list_recordings(kept_out, held.sitting) == []
    assert list_recordings(OFFICE, held.sitting) != []


def test_passages_of_two_recordings_keep_their_own_times(held) -> None:
    first = make_recording(held.sitting)
    second = make_recording(held.sitting, late=600, data=media.wav(1.0, 8_000))
    actions.take_cues(actor=OFFICE, sitting=held.sitting, cues=[Cue("Một", "", 1_000), Cue("Không giờ")])
    actions.take_cues(actor=OFFICE, sitting=held.sitting, cues=[Cue("Hai", "", 500)], recording=second)

    assert [passage.text for passage in spoken_in(OFFICE, first)] == ["Một"]
    assert [passage.text for passage in spoken_in(OFFICE, second)] == ["Hai"]
    found = [find_recording(OFFICE, passage) for passage in Passage.objects.with_words()]
    assert found == [first, None, second]


# --- the engine ----------------------------------------------------------------------------------------


def test_the_engine_works_in_portions_and_a_person_takes_over_who_had_the_floor(held) -> None:
    recording = make_recording(held.sitting)
    speech = actions.add_speaker(
        actor=CHAIR, item=actions.present_item(actor=CHAIR, item=held.items[0], now=held.now),
        kind=SpeechKind.DISCUSSION, now=held.now, mandate=held.mandates[1],
    )  # fmt: skip
    Speech.objects.filter(pk=speech.pk).update(
        sitting=held.sitting, called_at=recording.moment(1_000), ended_at=recording.moment(3_000)
    )
    listening = asked(recording)
    listening = portion(listening, Heard(0, 800, "xin chào"), outcome=Outcome.GOES_ON, reached_ms=800)
    assert (listening.state, listening.share) == ("listening", 40)
    with pytest.raises(StepNotAllowed):
        actions.take_heard(actor=OFFICE, listening=listening)
    listening = portion(listening, Heard(1_200, 1_900, "tôi đồng ý"), outcome=Outcome.OVER, reached_ms=1_900)
    assert listening.state == "heard"
    assert actions.begin_portion(listening_id=listening.pk, now=clock.now()) is None

    actions.take_heard(actor=OFFICE, listening=listening)

    passages = list(Passage.objects.with_words())
    assert [(p.text, p.start_ms, p.speaker, p.mandate) for p in passages] == [
        ("xin chào", 0, "", None),
        ("tôi đồng ý", 1_200, "Trần Thị Bình", held.mandates[1]),
    ]
    assert set(Wording.objects.values_list("source", flat=True)) == {Source.MACHINE}
    listening.refresh_from_db()
    assert (listening.state, listening.heard) == ("taken", [])


def test_what_two_workers_bring_is_kept_once(held) -> None:
    listening = asked(make_recording(held.sitting))
    one = actions.begin_portion(listening_id=listening.pk, now=clock.now())
    other = actions.begin_portion(listening_id=listening.pk, now=clock.now())
    for begun in (one, other):
        brought = Portion(900, [Heard(0, 900, "một")], Outcome.GOES_ON)
        actions.end_portion(listening=begun, portion=brought, now=clock.now())

    listening.refresh_from_db()
    assert listening.heard == [[0, 900, "một"]]


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(Outcome.GOES_ON, "too_slow"), (Outcome.BROKEN, "broken"), (Outcome.NOT_TAKEN, "not_taken")],
)
def test_engine_that_does_not_come_on_ends_with_its_reason(held, outcome, reason) -> None:
    listening = portion(asked(make_recording(held.sitting)), outcome=outcome)

    assert (listening.state, listening.reason) == ("failed", reason)
    assert asked(listening.recording).pk != listening.pk


def test_the_engine_is_asked_once_until_it_falls_silent(held) -> None:
    recording = make_recording(held.sitting)
    with pytest.raises(refusals.NoEngine):
        asked(recording, None)
    listening = asked(recording)
    with pytest.raises(refusals.AlreadyListening):
        asked(recording)
    assert asked(recording, later=timedelta(minutes=11)) == listening

    dropped = actions.drop_listening(actor=OFFICE, listening=listening)
    assert dropped.state == "dropped"
    assert actions.begin_portion(listening_id=listening.pk, now=clock.now()) is None
    with pytest.raises(StepNotAllowed):
        actions.drop_listening(actor=OFFICE, listening=listening)
    with pytest.raises(NotFound):
        get_listening(CHAIR, listening.pk)


def test_a_true_engine_listens_in_a_task_and_its_passages_are_taken(held, settings) -> None:
    settings.TRANSCRIBER = SPHINX
    recording = make_recording(held.sitting, data=voiced(1.5, 1.0))
    listening = asked(recording, Transcriber(SPHINX, 2_048))

    listen_on.apply(args=[str(listening.pk)], throw=True)

    listening.refresh_from_db()
    assert (listening.state, len(listening.heard)) == ("heard", 2)
    actions.take_heard(actor=OFFICE, listening=listening)
    first, second = Passage.objects.with_words()
    assert 0 < first.start_ms < first.end_ms <= second.start_ms < second.end_ms
    assert first.text
    assert connection.in_atomic_block  # the task left the test's own transaction as it was


# --- the pages ----------------------------------------------------------------------------------------


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [getattr(each, "id", each) for each in arguments])


def test_office_brings_a_recording_and_hears_it_from_a_passage(council, held) -> None:
    staff = browser_of(council, Role.OFFICE_STAFF)
    page = words(staff.get(address("transcript", held.sitting)))
    assert "Chưa có bản ghi âm" in page

    starts = held.sitting.started_at.astimezone(clock.VIETNAM).strftime("%H:%M:%S")
    typed = {"starts_at": starts, "visibility": "internal"}
    refused = staff.post(
        address("add_recording", held.sitting), {**typed, "file": SimpleUploadedFile("a.mp3", media.film())}
    )
    assert (refused.status_code, "không phải là MP3" in words(refused)) == (422, True)
    upload = SimpleUploadedFile("phien-sang.mp3", media.mp3())
    answer = staff.post(address("add_recording", held.sitting), {**typed, "file": upload}, follow=True)
    recording = Recording.objects.get()
    assert "Đã lưu bản ghi âm." in words(answer)
    assert "dài 00:00:01" in words(answer)
    assert recording.file.sha256 in answer.content.decode()
    assert "Chưa cài máy gỡ băng" in words(answer)

    said_to(held, Cue("Tôi <b>đồng ý</b>.", "Nguyễn Văn An", 400, 900))
    player = staff.get(address("recording", recording), {"tu": "400"}).content.decode()
    assert f'src="{address("sound", recording)}#t=0.4"' in player
    assert 'data-at="400" data-until="900"' in player
    assert "Tôi &lt;b&gt;đồng ý&lt;/b&gt;." in player
    part = staff.get(address("sound", recording), headers={"range": "bytes=0-3"})
    assert (part.status_code, b"".join(part), part.headers["Content-Type"]) == (206, media.mp3()[:4], "audio/mpeg")
    assert '#t="' not in staff.get(address("recording", recording), {"tu": "1'><script>"}).content.decode()
    passage = Passage.objects.get()
    assert f"{address('recording', recording)}?tu=400" in staff.get(address("passage", passage)).content.decode()


def test_speaker_hears_her_own_passage_and_others_find_nothing(council, held, client_of) -> None:
    recording = make_recording(held.sitting)
    said_to(held, Cue("Tôi đồng ý.", "Nguyễn Văn An", 400, 900), Cue("Tôi không.", "Trần Thị Bình", 950, 1_500))
    an, cuong = client_of(council), client_of(council)
    come_in(an, account_of(held.mandates[0], "dban"))
    come_in(cuong, account_of(held.mandates[2], "dbcuong"))

    page = words(an.get(address("recording", recording)))
    assert ("Tôi đồng ý." in page, "Tôi không." in page, "Sửa giờ" in page) == (True, False, False)
    assert b"".join(an.get(address("sound", recording))) == media.wav(2.0, 8_000)
    for name in ("recording", "sound"):
        assert cuong.get(address(name, recording)).status_code == 404
    for name in ("edit_recording", "remove_recording", "ask_listening"):
        assert an.get(address(name, recording)).status_code in (403, 404)


def test_office_asks_the_engine_looks_on_and_takes_over(council, held, settings) -> None:
    staff, recording = browser_of(council, Role.OFFICE_STAFF), make_recording(held.sitting)
    page = staff.get(address("ask_listening", recording))
    assert "người quản trị đặt TRANSCRIBER" in words(page)
    assert staff.post(address("ask_listening", recording)).status_code == 422

    settings.TRANSCRIBER = ENGINE.engine
    answer = staff.post(address("ask_listening", recording), follow=True)
    assert "Máy bắt đầu gỡ băng" in words(answer)
    assert 'data-hx-trigger="every 5s"' in answer.content.decode()
    listening = Listening.objects.get()
    listen_on.apply(args=[str(listening.pk)], throw=True)
    assert "Xem và nhập" in words(staff.get(address("recordings", held.sitting)))
    assert "Máy nghe được 4 đoạn" in words(staff.get(address("take_heard", listening)))

    staff.post(address("take_heard", listening))
    assert Passage.objects.count() == 4
    assert staff.post(address("take_heard", listening)).status_code == 422
    assert staff.post(address("drop_listening", listening)).status_code == 422


def test_editing_the_start_shows_what_somebody_else_stored(council, held) -> None:
    staff, recording = browser_of(council, Role.OFFICE_STAFF), make_recording(held.sitting)
    typed = {"starts_at": "23:59:59", "version": "1"}
    sent = staff.post(address("edit_recording", recording), {**typed, "starts_at": "07:59:59"})
    assert sent.status_code == 302
    clash = staff.post(address("edit_recording", recording), typed)
    assert (clash.status_code, "07:59:59" in clash.content.decode()) == (409, True)
    assert 'value="23:59:59"' in clash.content.decode()


def test_list_asks_the_same_for_one_recording_and_for_many(council, held) -> None:
    staff, page = browser_of(council, Role.OFFICE_STAFF), address("transcript", held.sitting)
    asked(make_recording(held.sitting))
    once = cost_of(staff, page)
    for number in range(2, 5):
        asked(make_recording(held.sitting, data=media.wav(number / 10, 8_000)))

    assert cost_of(staff, page) == once
    outbox.drain()
