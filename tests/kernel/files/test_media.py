"""Films and sounds are what they are built as, whole to the last byte, and say how long they last."""

import io

import pytest

from kernel.files.judging import judge
from kernel.files.kinds import FILMS, SOUNDS, Kind, kind_of_content, length_of
from kernel.files.refusals import WrongKind
from tests.kernel.files import media
from tests.kernel.files.making import docx, pdf, picture

pytestmark = pytest.mark.unit

MADE = {
    "lời.mp3": (media.mp3(), Kind.MP3, 1_044),
    "tag.mp3": (media.mp3(before=media.id3(300), after=b"TAG" + b"\x00" * 125), Kind.MP3, 1_044),
    "lời.m4a": (media.m4a(), Kind.M4A, 2_500),
    "dài.m4a": (media.mp4(b"soun", version=1, milliseconds=5_000_000_000), Kind.M4A, 5_000_000_000),
    "lời.wav": (media.wav(1.5), Kind.WAV, 1_500),
    "lời.opus": (media.opus(3), Kind.OGG, 3_000),
    "phim.mp4": (media.film(), Kind.MP4, 2_500),
    "câm.mp4": (media.mp4(b"vide"), Kind.MP4, 2_500),
    "phim.webm": (media.webm(), Kind.WEBM, 0),
    "quay.webm": (media.webm(size=b"\x01" + b"\xff" * 7), Kind.WEBM, 0),
}


@pytest.fixture
def kept(tmp_path):
    def keep(data, name="tệp"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return keep


@pytest.mark.parametrize("name", MADE)
def test_each_is_told_by_its_content_and_says_how_long_it_lasts(kept, name):
    data, kind, lasts = MADE[name]

    assert judge(kept(data), name, kinds=FILMS | SOUNDS) is kind
    assert length_of(io.BytesIO(data), kind) == lasts


@pytest.mark.parametrize("name", MADE)
def test_each_cut_off_or_with_something_behind_it_is_none(kept, name):
    data, kind, _lasts = MADE[name]
    if name != "quay.webm":  # one written while it was taken has no end of its own
        assert kind_of_content(kept(data + b"PK\x03\x04" + b"\x00" * 600)) is not kind
    assert kind_of_content(kept(data[:20])) is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lời.mp3", media.film()),
        ("lời.m4a", media.film()),
        ("phim.mp4", media.m4a()),
        ("phim.mp4", media.webm()),
        ("lời.wav", media.mp3()),
        ("phim.webm", pdf()),
        ("lời.mp3", picture("PNG")),
        ("lời.ogg", docx("Kính gửi")),
        ("lời.mp3", b"<script>alert(1)</script>" * 40),
        ("phim.webm", media.webm(kind=b"matroska")),
        ("lời.ogg", media.opus(head=b"\x80theora" + b"\x00" * 40)),
    ],
)
def test_another_content_than_the_name_says_is_refused(kept, name, data):
    with pytest.raises(WrongKind):
        judge(kept(data), name, kinds=FILMS | SOUNDS)


def test_films_are_no_sounds_and_the_other_way_round(kept):
    for name, kinds in (("phim.mp4", SOUNDS), ("lời.mp3", FILMS)):
        with pytest.raises(WrongKind, match="Chỉ nhận tệp"):
            judge(kept(MADE[name][0]), name, kinds=kinds)


def test_recorder_that_was_switched_off_within_a_frame_is_believed():
    data = media.mp3(40)[:-200]

    assert length_of(io.BytesIO(data), Kind.MP3) == 1_044


@pytest.mark.parametrize(
    "data",
    [
        media.box(b"ftyp", b"isom") + media.box(b"mdat", b"\x00" * 8),
        media.mp4(b"hint"),
        media.film()[:-1],
        b"\x00\x00\x00\x04ftyp" + media.film(),
        b"\x00\x00\x00\x01ftyp\xff\xff\xff\xff\xff\xff\xff\xff" + media.film(),
        media.film()[16:],
    ],
)
def test_boxes_that_lead_nowhere_are_no_film(data):
    assert length_of(io.BytesIO(data), Kind.MP4) is None


def test_sound_that_does_not_say_how_fast_it_is_sampled_is_none():
    silent = bytearray(media.wav(0.1))
    silent[28:32] = b"\x00" * 4

    assert length_of(io.BytesIO(bytes(silent)), Kind.WAV) is None
