"""A true engine: passages with times come back from a recording. Its words do not matter, its model is English."""

import pytest

from kernel.transcribing.apart import Outcome, Transcriber, listen
from tests.factories.recordings import voiced
from tests.kernel.files import media

pytestmark = pytest.mark.unit
SPHINX = Transcriber("kernel.transcribing.sphinx.PocketSphinx", 2048)


@pytest.fixture
def hear(tmp_path):
    def run(data, *, content_type="audio/wav", from_ms=0):
        path = tmp_path / "recording"
        path.write_bytes(data)
        known = {"content_type": content_type, "from_ms": from_ms, "seconds": 60.0, "tell": lambda _ms: None}
        return listen(SPHINX, path, **known)

    return run


def test_two_voices_between_silences_are_two_passages_where_they_were_heard(hear):
    data = voiced(1.5, 1.0)

    whole = hear(data)
    assert whole.outcome is Outcome.OVER
    (first, second) = whole.heard
    assert first.text
    assert second.text
    assert (abs(first.start_ms - 1_000) < 400, abs(first.end_ms - 2_500) < 500) == (True, True)
    assert (abs(second.start_ms - 3_500) < 400, second.start_ms < second.end_ms <= 5_600) == (True, True)

    rest = hear(data, from_ms=first.end_ms)
    assert rest.outcome is Outcome.OVER
    assert [abs(heard.start_ms - second.start_ms) < 200 for heard in rest.heard] == [True]


def test_other_recordings_are_not_taken(hear):
    assert hear(media.mp3(), content_type="audio/mpeg").outcome is Outcome.NOT_TAKEN
    assert hear(media.wav(0.5, 8_000)).outcome is Outcome.NOT_TAKEN
