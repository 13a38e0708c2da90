"""Answers with a file's bytes: headers, parts, and what is known already."""

import hashlib

import pytest

from kernel import clock, files
from kernel.files import Kind
from kernel.refusal import NotFound
from tests.kernel.files.making import pdf, upload

NAME = 'Nghị quyết "số 12"; bản chính.pdf'


@pytest.fixture
def data() -> bytes:
    return pdf(pages=2)


@pytest.fixture
def stored(council, clerk, data):
    return files.store(actor=clerk, upload=upload(NAME, data), kinds={Kind.PDF}, limit_bytes=10**7)


def body(response) -> bytes:
    content = b"".join(response) if response.streaming else response.content
    for close in response._resource_closers:  # what the server does; its signal would close our connection too
        close()
    return content


def test_download_has_safe_headers_and_the_name_in_vietnamese(rf, stored, data):
    response = files.serve(rf.get("/"), stored)

    assert body(response) == data
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(data)),
        "Content-Disposition": "attachment; filename*=utf-8''Ngh%E1%BB%8B%20quy%E1%BA%BFt%20%22s%E1%BB%91%2012%22%3B%20"
        "b%E1%BA%A3n%20ch%C3%ADnh.pdf",
        "ETag": f'"{hashlib.sha256(data).hexdigest()}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-cache",
    }


def test_inline_file_is_shown_in_place(rf, stored):
    response = files.serve(rf.get("/"), stored, inline=True)

    assert body(response)
    assert response["Content-Disposition"].startswith("inline; filename*=")


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=5-99999999", 5, None)],
)
def test_part_is_sent_alone(rf, stored, data, wanted, first, last):
    response = files.serve(rf.get("/", headers={"range": wanted}), stored)

    expected = data[first:] if last is None else data[first : last + 1]
    start = first if first >= 0 else len(data) + first
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {start}-{start + len(expected) - 1}/{len(data)}"
    assert response["Content-Length"] == str(len(expected))
    assert body(response) == expected


@pytest.mark.parametrize("wanted", ["bytes=99999999-", "bytes=-0", "bytes=9-3"])
def test_part_that_is_not_there_is_refused(rf, stored, data, wanted):
    response = files.serve(rf.get("/", headers={"range": wanted}), stored)

    assert (response.status_code, response["Content-Range"], body(response)) == (416, f"bytes */{len(data)}", b"")


@pytest.mark.parametrize("wanted", ["bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_other_ranges_get_the_whole(rf, stored, data, wanted):
    response = files.serve(rf.get("/", headers={"range": wanted}), stored)

    assert (response.status_code, body(response)) == (200, data)


def test_part_of_another_version_gets_the_whole(rf, stored, data):
    stale = files.serve(rf.get("/", headers={"range": "bytes=0-9", "if-range": '"old"'}), stored)
    same = files.serve(rf.get("/", headers={"range": "bytes=0-9", "if-range": f'"{stored.sha256}"'}), stored)

    assert (body(stale), body(same)) == (data, data[:10])


@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"x", "{}"', "*"])
def test_known_file_is_not_sent_again(rf, stored, form):
    response = files.serve(rf.get("/", headers={"if-none-match": form.format(stored.sha256)}), stored)

    assert (response.status_code, body(response)) == (304, b"")


def test_head_sends_the_length_and_no_byte(rf, stored, data):
    response = files.serve(rf.head("/"), stored)

    assert (response["Content-Length"], body(response)) == (str(len(data)), b"")


def test_public_file_may_be_kept_by_proxies_that_ask(rf, clerk, stored):
    public = files.make_public(actor=clerk, stored=stored)

    response = files.serve(rf.get("/"), public)

    assert body(response)
    assert response["Cache-Control"] == "public, no-cache"


def test_withdrawn_file_is_not_found(rf, clerk, stored):
    gone = files.withdraw(actor=clerk, stored=stored, reason="Đăng nhầm", now=clock.now())

    with pytest.raises(NotFound):
        files.serve(rf.get("/"), gone)
