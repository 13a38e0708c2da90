"""Time stamps over HTTP: the authority's own moment; silence and nonsense are one clear refusal."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import tsp

from kernel.signing import writing
from kernel.signing.reading import read_ours
from kernel.signing.refusals import StampUnreachable
from kernel.signing.stamps import LocalStamps, RemoteStamps
from tests.factories import signing
from tests.factories.signing import CHAIR, NOW, PERSON, authority

pytestmark = pytest.mark.unit
STAMPED = NOW + timedelta(seconds=7)


@contextmanager
def answering(answer) -> Iterator[str]:
    """A small authority on this machine; ``answer`` turns a question into the bytes of the answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            said = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def stamp(question):
    clock = LocalStamps(authority()).stamper(STAMPED)
    return clock.request_tsa_response(tsp.TimeStampReq.load(question)).dump()


def signed(stamps):
    own = authority().key_of(CHAIR)
    return writing.signed_with(signing.with_places(), signing.ask(own, PERSON), own.sign, stamps=stamps, now=NOW)


def test_the_stamp_carries_the_authority_s_moment():
    with answering(stamp) as url:
        pdf = signed(RemoteStamps(url))

    [only] = read_ours(pdf, (authority().root(),), now=NOW).signatures
    assert (only.stamped_at, only.is_stamp_good, only.said_at) == (STAMPED, True, NOW)


def test_an_authority_that_does_not_answer_is_one_refusal():
    with pytest.raises(StampUnreachable):
        signed(RemoteStamps("http://127.0.0.1:9/"))


@pytest.mark.parametrize("said", [b"", b"<html>no</html>", b"0" * 100])
def test_nonsense_is_no_time_stamp(said):
    with answering(lambda _question: said) as url, pytest.raises(StampUnreachable):
        signed(RemoteStamps(url))


def test_an_answer_to_another_question_is_no_time_stamp():
    first = []

    def replayed(question):
        first.append(stamp(question))
        return first[0]

    with answering(replayed) as url:
        signed(RemoteStamps(url))
        with pytest.raises(StampUnreachable):
            signed(RemoteStamps(url))


def test_only_http_is_spoken():
    with pytest.raises(ValueError, match="http"):
        RemoteStamps("file:///etc/passwd")
