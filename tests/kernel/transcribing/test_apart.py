"""An engine listens in a process of its own, for a bounded while; what it does wrong ends it and nothing else."""

import time

import pytest

from kernel.transcribing.apart import Outcome, Transcriber, listen
from kernel.transcribing.interface import Heard

pytestmark = pytest.mark.unit


@pytest.fixture
def hear(tmp_path):
    path = tmp_path / "recording"
    path.write_bytes(b"RIFF")
    told = []

    def run(engine, *, from_ms=0, seconds=20.0):
        named = Transcriber(f"tests.kernel.transcribing.engines.{engine}", 512)
        portion = listen(named, path, content_type="audio/wav", from_ms=from_ms, seconds=seconds, tell=told.append)
        return portion, told

    return run


def test_passages_come_in_order_with_their_times(hear):
    portion, told = hear("Counting", from_ms=2_000)

    assert portion.heard == [Heard(2_000, 3_000, "audio/wav 2000"), Heard(3_000, 4_000, "audio/wav 3000")]
    assert (portion.outcome, portion.reached_ms, told) == (Outcome.OVER, 4_000, [3_000, 4_000])


def test_engine_whose_time_is_over_goes_on_behind_what_it_gave(hear):
    begun = time.monotonic()
    portion, _told = hear("Slow", from_ms=7_000, seconds=3.0)

    assert time.monotonic() - begun < 20
    assert (portion.outcome, portion.reached_ms) == (Outcome.GOES_ON, 8_000)
    assert [heard.text for heard in portion.heard] == ["một"]


@pytest.mark.parametrize(
    ("engine", "outcome", "kept"),
    [
        ("Choosy", Outcome.NOT_TAKEN, 0),
        ("Broken", Outcome.BROKEN, 1),
        ("Backwards", Outcome.BROKEN, 1),
        ("Chatting", Outcome.BROKEN, 0),
        ("Greedy", Outcome.BROKEN, 0),
        ("NotThere", Outcome.BROKEN, 0),
    ],
)
def test_what_an_engine_does_wrong_is_seen(hear, engine, outcome, kept):
    portion, _told = hear(engine)

    assert (portion.outcome, len(portion.heard)) == (outcome, kept)


def test_engine_is_handed_no_secret(hear, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bí mật")
    monkeypatch.setenv("DATABASE_URL", "postgresql://x")

    portion, _told = hear("Curious")

    names = set(portion.heard[0].text.split())
    assert names <= {"PATH", "HOME", "LANG", "PYTHONPATH", "TMPDIR", "LC_CTYPE"}
