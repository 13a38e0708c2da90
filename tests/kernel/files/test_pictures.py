"""Pictures lose what cameras write into them, keep which way is up, and look as before."""

import io

import pytest
from PIL import Image, PngImagePlugin

from kernel.files import Kind
from kernel.files.pictures import size_of, stripped
from kernel.files.refusals import Damaged

pytestmark = pytest.mark.unit

SECRET = b"Lan 20.25 105.97"


def jpeg(*, orientation: int = 0, size: tuple[int, int] = (320, 400), **more) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(out, "JPEG", exif=exif, comment=SECRET, **more)
    return out.getvalue()


def png(size: tuple[int, int] = (320, 400)) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    out = io.BytesIO()
    Image.effect_noise(size, 40).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize(
    ("data", "kind"), [(jpeg(), Kind.JPEG), (jpeg(progressive=True), Kind.JPEG), (png(), Kind.PNG)]
)
def test_what_the_camera_wrote_is_gone_and_every_pixel_stays(data, kind):
    assert SECRET in data

    clean = stripped(data, kind)

    assert SECRET not in clean
    assert pixels(clean) == pixels(data)
    assert size_of(data, kind) == size_of(clean, kind) == (320, 400)
    assert stripped(clean, kind) == clean


def between_scans(data: bytes) -> bytes:
    """Return a progressive photo with a comment between its first two scans."""
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    place = max(data.rfind(b"\xff\xc4", 0, second), data.index(b"\xff\xda") + 2)
    return data[:place] + b"\xff\xfe" + (len(SECRET) + 2).to_bytes(2, "big") + SECRET + data[place:]


@pytest.mark.parametrize(
    "data",
    [
        jpeg() + jpeg(size=(64, 64)),  # a phone's second picture, with a place of its own
        jpeg() + b"\x00\x00\x00\x18ftypmp42" + SECRET,  # a moving photo
        jpeg() + SECRET + b"\xff\xd9",
        between_scans(jpeg(progressive=True)),
    ],
    ids=["second picture", "film", "bytes", "between scans"],
)
def test_what_hangs_behind_the_picture_or_between_its_scans_is_gone(data):
    clean = stripped(data, Kind.JPEG)

    assert SECRET not in clean
    assert pixels(clean) == pixels(data)
    assert clean.endswith(b"\xff\xd9")


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_which_way_is_up_stays(turned):
    exif = Image.open(io.BytesIO(stripped(jpeg(orientation=turned), Kind.JPEG))).getexif()

    assert dict(exif) == ({0x0112: turned} if turned > 1 else {})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x01", Kind.JPEG),
        (b"\xff\xd8\xff\xe0\xff\xffabc", Kind.JPEG),
        (b"\xff\xd8\xff\xd9", Kind.JPEG),
        (jpeg()[:-2], Kind.JPEG),
        (png()[:-5], Kind.PNG),
    ],
)
def test_what_does_not_hold_together_is_damaged(data, kind):
    with pytest.raises(Damaged):
        stripped(data, kind)


@pytest.mark.parametrize(("data", "kind"), [(b"\x89PNG", Kind.PNG), (b"\xff\xd8\xff\xd9", Kind.JPEG)])
def test_what_does_not_say_its_size_is_damaged(data, kind):
    with pytest.raises(Damaged):
        size_of(data, kind)
