"""Films and recordings as people see and hear them: no complaint of any judge, and they play in a true browser."""

import base64
from urllib.parse import urljoin

import pytest

from council.sessions import actions
from council.sessions.models import Listening, Visibility
from council.sessions.queries import get_sitting
from kernel import clock
from kernel.captions import Cue
from kernel.transcribing.apart import Transcriber
from tests.factories.films import HOST, make_film, stored_film
from tests.factories.halls import OFFICE, account_of, hold_session, staff_account
from tests.factories.recordings import make_recording
from tests.judges.chromium import open_chromium
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in
from tests.kernel.files import media

pytestmark = [pytest.mark.journey, pytest.mark.full]
# A second of moving colour, filmed by the browser itself.
FILM = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  const drawing = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  for (let step = 0; step < 30; step += 1) {
    drawing.fillStyle = `hsl(${step * 12} 70% 45%)`;
    drawing.fillRect(0, 0, 320, 180);
    await new Promise((done) => setTimeout(done, 40));
  }
  await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
PLAYS = """async (selector) => {
  const media = document.querySelector(selector);
  media.muted = true;
  const going = new Promise((done) => {
    media.addEventListener("timeupdate", () => media.currentTime > 0 && done());
    media.addEventListener("error", done);
    media.addEventListener("ended", done);
  });
  await media.play();
  await going;
  return [media.error, media.currentTime > 0, media.videoWidth ?? 0];
}"""
LONG = "Kính thưa chủ toạ kỳ họp, kính thưa các vị đại biểu, tôi tán thành tờ trình và xin có ba ý kiến. " * 3


@pytest.fixture
def cookie_of(fresh_council, client_of):
    def come(account) -> str:
        browser = client_of(fresh_council)
        come_in(browser, account)
        return browser.cookies[COOKIE].value

    return come


def filmed() -> bytes:
    """Return a true WebM film."""
    with open_chromium() as chromium:
        page = chromium.new_page()
        data = base64.b64decode(page.evaluate(FILM))
        page.close()
    return data


def plays(chromium, url, jar, selector) -> tuple[bool, int]:
    """Whether a film or sound of a page plays under its policy, and how wide its picture is."""
    context = chromium.new_context()
    context.add_cookies([{**cookie, "url": urljoin(url, "/")} for cookie in jar])
    page = context.new_page()
    page.goto(url)
    error, goes_on, width = page.evaluate(PLAYS, selector)
    context.close()
    assert error is None
    return goes_on, width


@pytest.fixture
def films(fresh_council, cookie_of, settings):
    """The pages on which films stand, each with the cookie of the person who sees it."""
    settings.FILM_HOSTS = [HOST]
    held = hold_session(delegates=3, items=2)
    staff = cookie_of(staff_account("tkmai", "session_secretary", "office_staff"))
    item = held.items[0]
    make_film(item, file=stored_film("phong-su.webm", filmed()), visibility=Visibility.PUBLIC)
    make_film(item, "held", title="Báo cáo hình ảnh về vệ sinh môi trường sau mùa mưa bão tại các thôn ven sông")
    make_film(item, address=f"https://{HOST}/xem?so=1", title="Phim ở trang khác")
    pages = {
        "item-films": f"/ky-hop/noi-dung/{item.pk}/",
        "add-film": f"/ky-hop/noi-dung/{item.pk}/phim/them/",
        "public-films": f"/cong-khai/ky-hop/{held.session.pk}/",
    }
    return {name: (path, staff) for name, path in pages.items()}


def test_films_play_on_pages_that_pass_every_judge(fresh_council, films, client_of):
    played = {}

    def play(chromium, name, url, jar) -> None:
        if name != "add-film":
            played[name] = plays(chromium, url, jar, "video.film")

    judge_visits(fresh_council, films, client_of, then=play)
    assert played == {"item-films": (True, 320), "public-films": (True, 320)}


@pytest.fixture
def recordings(fresh_council, cookie_of, settings):
    """The pages of recordings, for the office and for a speaker."""
    settings.TRANSCRIBER = "may.NghePhienHop"
    held = hold_session(delegates=3, items=2)
    sitting = get_sitting(OFFICE, held.sitting.pk)
    names = [mandate.person.full_name for mandate in held.mandates]
    cues = [Cue(LONG, names[0], 500, 3_000), Cue("Tôi đồng ý.", names[1], 4_000, 7_000), Cue(LONG, names[0], 7_000)]
    kept = make_recording(sitting, data=media.wav(10.0, 8_000), name="Ghi âm phiên khai mạc hội trường lớn.wav")
    others = [make_recording(sitting, late=60 * number, data=media.wav(number, 8_000)) for number in (1, 2, 3)]
    engine = Transcriber(settings.TRANSCRIBER, 512)
    states = ({"state": "listening", "shown_ms": 1_100}, {"state": "failed", "reason": "not_taken"}, {"state": "heard"})
    for recording, state in zip(others, states, strict=True):
        asked = actions.ask_listening(actor=OFFICE, recording=recording, transcriber=engine, now=clock.now())
        heard = [[0, 900, LONG], [1_000, 2_000, "tôi đồng ý"]]
        Listening.objects.filter(pk=asked.pk).update(**state, heard=heard)
    transcript = actions.take_cues(actor=OFFICE, sitting=sitting, cues=cues)
    actions.send_transcript(actor=OFFICE, transcript=transcript, now=held.now)
    staff = cookie_of(staff_account("tkmai", "session_secretary", "office_staff"))
    speaker = cookie_of(account_of(held.mandates[0], "dbhoa"))
    first = transcript.passages.order_by("position").first()
    return {
        "sitting": (f"/ky-hop/phien/{sitting.pk}/go-bang/", staff),
        "add-recording": (f"/ky-hop/phien/{sitting.pk}/ghi-am/them/", staff),
        "player": (f"/ky-hop/ghi-am/{kept.pk}/", staff),
        "own-player": (f"/ky-hop/ghi-am/{kept.pk}/?tu=7000", speaker),
        "own-passage": (f"/ky-hop/doan/{first.pk}/", speaker),
        "ask-engine": (f"/ky-hop/ghi-am/{kept.pk}/go-bang/", staff),
        "take-heard": (f"/ky-hop/ghi-am/may/{asked.pk}/", staff),
    }


def test_recordings_are_heard_from_a_passage_on_pages_that_pass_every_judge(fresh_council, recordings, client_of):
    heard = {}

    def hear(chromium, name, url, jar) -> None:
        if name in ("player", "own-player"):
            assert plays(chromium, url, jar, "audio") == (True, 0)
            heard[name] = _jump(chromium, url, jar)

    judge_visits(fresh_council, recordings, client_of, then=hear)
    assert heard == {"player": (0.0, 4.0, "4000"), "own-player": (7.0, 7.0, "7000")}


def _jump(chromium, url, jar) -> tuple[float, float, str]:
    """Return where the sound stands at first, where after the second passage was touched, and which one is marked."""
    context = chromium.new_context()
    context.add_cookies(jar)
    page = context.new_page()
    page.goto(url)
    page.wait_for_function("document.querySelector('audio').readyState > 0")
    at_first = page.evaluate("document.querySelector('audio').currentTime")
    # It goes on from where it is put, but no further: what is read is where it was put.
    page.evaluate("Object.assign(document.querySelector('audio'), {muted: true, playbackRate: 0})")
    page.locator("a[data-at]").nth(1).click()
    page.wait_for_selector("a[data-at][aria-current]")
    there = page.evaluate("Math.floor(document.querySelector('audio').currentTime)")
    marked = page.locator("a[aria-current][data-at]").get_attribute("data-at")
    context.close()
    return round(at_first, 1), float(there), marked
