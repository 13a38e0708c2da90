"""The client of remote signing services, against a service that really runs on this machine."""

import json
import threading
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kernel.signing.certificates import check_signature, facts_of
from kernel.signing.csc import CloudSigning, Login
from kernel.signing.refusals import CredentialUnknown, ServiceUnreachable
from kernel.signing.remote import Over, Pending, Question, Refused, Signed
from tests.factories import remote_signing, signing

pytestmark = pytest.mark.unit
DATA = b"signed attributes"
QUESTION = Question("Nguyễn Thị Minh", sha256(DATA).digest(), "Về mức hỗ trợ")


@pytest.fixture
def service():
    with remote_signing.running(signing.authority().folder) as found:
        yield found


@pytest.fixture
def client(service):
    return remote_signing.client_of(service)


def test_a_confirmed_question_is_signed_with_the_owner_s_key(service, client):
    asked = client.ask(QUESTION)
    assert client.answer(asked.transaction, QUESTION) == Pending()
    service.answer_all("yes")

    answer = client.answer(asked.transaction, QUESTION)

    assert isinstance(answer, Signed)
    check_signature(client.certificate_of(QUESTION.credential), value=answer.value, over=DATA)
    assert facts_of(client.certificate_of(QUESTION.credential)).holder == QUESTION.credential
    assert asked.seconds == 300


def test_the_phone_shows_what_is_to_be_signed(service, client):
    client.ask(QUESTION)

    [ringing] = service.ringing.values()

    assert (ringing.credential, ringing.words, len(ringing.digests)) == (QUESTION.credential, QUESTION.words, 1)


def test_a_refused_question_is_refused(service, client):
    asked = client.ask(QUESTION)
    service.answer_all("no")

    assert client.answer(asked.transaction, QUESTION) == Refused()


def test_a_question_that_the_service_no_longer_knows_is_over(client):
    assert client.answer("unknown", QUESTION) == Over()


def test_what_was_signed_once_is_not_signed_again(service, client):
    asked = client.ask(QUESTION)
    service.answer_all("yes")
    client.answer(asked.transaction, QUESTION)

    assert client.answer(asked.transaction, QUESTION) == Over()


def test_another_hash_than_the_confirmed_one_is_not_signed(service, client):
    asked = client.ask(QUESTION)
    service.answer_all("yes")
    other = Question(QUESTION.credential, sha256(b"other").digest(), QUESTION.words)

    assert client.answer(asked.transaction, other) == Refused()


def test_a_wrong_login_is_a_service_that_gives_no_usable_answer(service):
    stranger = remote_signing.client_of(service, secret="wrong")

    for ask in (lambda: stranger.ask(QUESTION), lambda: stranger.certificate_of("Ai đó")):
        with pytest.raises(ServiceUnreachable):
            ask()


def test_a_service_that_does_not_answer_is_one_refusal():
    with pytest.raises(ServiceUnreachable):
        CloudSigning(Login("http://127.0.0.1:9/", "a", "b")).ask(QUESTION)


@contextmanager
def saying(answers):
    """A service that says fixed things: for each end of an address, a status and bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            status, body = next((said for end, said in answers.items() if self.path.endswith(end)), (404, b"{}"))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield CloudSigning(Login(f"http://127.0.0.1:{server.server_port}/", "a", "b"))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


TOKEN = (200, json.dumps({"access_token": "t"}).encode())


@pytest.mark.parametrize(
    "said",
    [
        (500, b"{}"),
        (200, b"<html>"),
        (200, b"[]"),
        (200, b"{}"),
        (200, b'{"handle": 7}'),
        (200, b'{"handle": "h", "expiresIn": "soon"}'),
        (200, b'{"handle": "h", "expiresIn": null}'),
        (200, b'{"handle": "h", "expiresIn": 0}'),
        (401, b"{}"),
    ],
)
def test_nonsense_is_no_answer(said):
    with saying({"oauth2/token": TOKEN, "authorize": said}) as client, pytest.raises(ServiceUnreachable):
        client.ask(QUESTION)


@pytest.mark.parametrize("said", [(500, b"{}"), (200, b"{}"), (200, b'{"access_token": 3}'), (400, b'{"error": "x"}')])
def test_a_login_without_a_token_is_no_answer(said):
    with saying({"oauth2/token": said}) as client, pytest.raises(ServiceUnreachable):
        client.ask(QUESTION)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("authorization_pending", Pending()),
        ("slow_down", Pending()),
        ("access_denied", Refused()),
        ("expired_token", Over()),
        ("something_else", Refused()),
    ],
)
def test_each_word_of_the_service_has_its_meaning(word, meant):
    answers = {"oauth2/token": TOKEN, "authorizeCheck": (400, json.dumps({"error": word}).encode())}
    with saying(answers) as client:
        assert client.answer("t", QUESTION) == meant


def test_an_unknown_or_locked_credential_is_said():
    der = signing.certified().certificate
    from base64 import b64encode

    locked = {"cert": {"certificates": [b64encode(der).decode()]}, "key": {"status": "disabled"}}
    for said in ((400, b'{"error": "invalid_request"}'), (200, json.dumps(locked).encode())):
        with saying({"oauth2/token": TOKEN, "credentials/info": said}) as client, pytest.raises(CredentialUnknown):
            client.certificate_of("Ai đó")


@pytest.mark.parametrize("url", ["http://sign.example/", "ftp://127.0.0.1/", "", "file:///etc/passwd"])
def test_only_https_is_spoken_but_on_the_own_machine(url):
    with pytest.raises(ValueError, match="https"):
        CloudSigning(Login(url, "a", "b"))


def test_the_secret_is_not_shown():
    assert "geheim" not in repr(Login("https://sign.example/", "a", "geheim"))
