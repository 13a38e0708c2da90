"""Answering with a stored file: in a stream, in parts when asked for, never to be run as a page."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, parse_etags, quote_etag

from kernel.files.models import StoredFile
from kernel.files.storing import read
from kernel.refusal import NotFound

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def serve(request: HttpRequest, stored: StoredFile, *, inline: bool = False) -> HttpResponseBase:
    """Return the response with a file's bytes; whether the reader may have them was decided by the caller.

    ``inline`` lets the browser show it in place (pdf.js, images). One range of bytes is honoured, several are not.

    :raises NotFound: the file was withdrawn.
    """
    if stored.state == StoredFile.State.WITHDRAWN:
        raise NotFound()
    etag = quote_etag(stored.sha256)
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or etag in [tag.removeprefix("W/") for tag in known]:
        return _dressed(HttpResponse(status=304), stored, inline)
    part = _part(request, stored, etag)
    if part is None:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{stored.size}"
        return _dressed(response, stored, inline)
    first, last = part
    whole = (first, last) == (0, stored.size - 1)
    body = b"" if request.method == "HEAD" else Slice(read(stored), first, last - first + 1)
    response = StreamingHttpResponse(body, status=200 if whole else 206)
    response["Content-Length"] = str(last - first + 1)
    if not whole:
        response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    return _dressed(response, stored, inline)


class Slice:
    """The bytes of an open file from one place on, in chunks; it closes the file."""

    def __init__(self, file: "File[Any]", first: int, length: int) -> None:
        self.file, self.left = file, length
        file.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the file; Django calls it at the end of the response."""
        self.file.close()


def _part(request: HttpRequest, stored: StoredFile, etag: str) -> tuple[int, int] | None:
    """Return the first and last byte to send; None when the wanted part is not in the file."""
    whole = (0, stored.size - 1)
    wanted = RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted is None or wanted.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return whole
    first, last = wanted.groups()
    if not first:
        return (max(stored.size - int(last), 0), stored.size - 1) if int(last) else None
    end = min(int(last), stored.size - 1) if last else stored.size - 1
    return (int(first), end) if int(first) <= end else None


def _dressed(response: HttpResponseBase, stored: StoredFile, inline: bool) -> HttpResponseBase:
    headers = {
        "Content-Type": stored.content_type,
        "Content-Disposition": content_disposition_header(not inline, stored.name),
        "ETag": quote_etag(stored.sha256),
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "public, no-cache" if stored.state == StoredFile.State.PUBLIC else "private, no-cache",
    }
    for name, value in headers.items():
        if value is not None:
            response.headers[name] = value
    return response
