"""A delegate's pack of 60 papers, 300 MB, on a line that is cut in the middle of a paper.

The real uvicorn with the whole product, and the real page with its service worker in Chromium, on a profile of its own
on the disk. Between them lies a line that counts the bytes from the server; it breaks all connections after half of the
pack and two megabytes, in the middle of a paper, and lets nothing through for five seconds. Nothing is pressed
afterwards. Every paper on the device is then held against its hash. The other way is the same browser on the same
line with the same cut, fetching the same papers one after the other without keeping anything until all are there:
after the cut it begins anew. Bytes are all that came over the line, pages and headers included.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from playwright.sync_api import BrowserContext, Page
from tests.factories import office
from tests.factories.councils import make_council
from tests.factories.people import make_delegate
from tests.factories.sessions import make_paper, make_session
from tests.judges.chromium import FLAGS, executable, open_chromium

from bench import hall as halls
from bench import servers
from bench.measure import Report
from bench.relay import Line, line_to
from kernel import clock
from kernel.files.models import StoredFile
from kernel.files.storage import path_of, place_storage
from tenancy.models import Council
from tenancy.place import entered

PAPERS, SIZE = 60, 5_000_000
CUT_AT, CUT_S = PAPERS * SIZE // 2 + 2_000_000, 5
PATIENCE_MS = 300_000
# Files that lie in the pack, and those of them whose bytes are not what their address says.
HELD = """async () => {
  let all = 0, wrong = 0;
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) {
      const hash = request.url.match(/\\/tep\\/([0-9a-f]{64})\\/$/)?.[1];
      if (!request.url.includes("/tep/")) continue;
      const bytes = await (await store.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      all += 1;
      wrong += Array.from(digest, (one) => one.toString(16).padStart(2, "0")).join("") === hash ? 0 : 1;
    }
  }
  return [all, wrong];
}"""
# Fetches all at once and begins anew until everything came in one go; what came is not kept.
ANEW = """async () => {
  const { entries } = await (await fetch("/phien-hop/goi-tai-lieu/")).json();
  for (;;) {
    try {
      for (const { url, kind } of entries)
        await (await fetch(kind === "file" ? `${url}?luu` : url, { cache: "no-store" })).arrayBuffer();
      return;
    } catch { await new Promise((resolve) => setTimeout(resolve, 1000)); }
  }
}"""


@dataclass(frozen=True)
class Reader:
    """Whose pack it is, of which papers."""

    council: Council
    cookie: str
    paths: list[str]
    paper: str

    def at(self, line: Line, path: str) -> str:
        """Return the address of a page over the line."""
        return f"http://{self.council.subdomain}.localhost:{line.port}{path}"


def run() -> Report:
    """Measure and compare."""
    report = Report(f"A pack of {PAPERS} papers, {PAPERS * SIZE // 1_000_000} MB, on a line that is cut", __doc__ or "")
    reader = _reader()
    try:
        with servers.web() as (port, _pid), line_to(port) as line, open_chromium() as chromium:
            with _tablet(chromium, reader, line) as page:
                carried = _saved(report, reader, line, page)
            with _tablet(chromium, reader, line) as page:
                anew = _anew(reader, line, page)
        report.add("everything anew after the same cut, against this, in bytes", anew / carried, at_least=1.3)
    finally:
        with entered(reader.council):
            for path in reader.paths:
                place_storage().delete(path)
    return report


def _saved(report: Report, reader: Reader, line: Line, page: Page) -> int:
    """Save the pack through a cut, and report; return how many bytes it took."""
    page.goto(reader.at(line, "/phien-hop/tai-lieu/"))
    line.reset(cuts_at=CUT_AT)
    started = time.monotonic()
    page.get_by_role("button", name="Lưu tài liệu về máy").click()
    _reads(page, "waiting")
    saved = page.evaluate(HELD)[0]
    time.sleep(CUT_S)
    line.mend()
    mended, before = time.monotonic(), line.carried
    while line.carried < before + SIZE:
        time.sleep(0.05)
    went_on = time.monotonic() - mended
    _reads(page, "saved")
    took, carried = time.monotonic() - started, line.carried
    (held, wrong), whole = page.evaluate(HELD), PAPERS * SIZE
    report.add("papers on the device", held, unit="", at_least=PAPERS)
    report.add("papers whose bytes are wrong", wrong, unit="", at_most=0)
    report.add("papers on the device when the line was cut", saved, unit="", at_least=PAPERS // 2 - 2)
    report.add("bytes over the line, against the papers' own", carried / whole, at_most=1.03)
    report.add("until a paper more had come once the line was mended", went_on, unit=" s", at_most=25)
    report.add("from the press to the last paper, the cut included", took, unit=" s")
    report.add("a paper opens without a network", _opened(reader, line, page), unit=" s")
    return carried


def _opened(reader: Reader, line: Line, page: Page) -> float:
    page.context.set_offline(True)
    started = time.monotonic()
    page.goto(reader.at(line, f"/ky-hop/tai-lieu/{reader.paper}/doc/"))
    page.locator('[data-viewer][data-shown="1"]').wait_for(timeout=PATIENCE_MS)
    return time.monotonic() - started


def _anew(reader: Reader, line: Line, page: Page) -> int:
    """Fetch everything without keeping anything, through the same cut; return how many bytes it took."""
    page.goto(reader.at(line, "/phien-hop/tai-lieu/"))
    line.reset(cuts_at=CUT_AT)
    page.evaluate(f"window.done = 0; ({ANEW})().then(() => {{ window.done = 1; }}); null")
    while not line.is_cut:
        time.sleep(0.05)
    time.sleep(CUT_S)
    line.mend()
    while not page.evaluate("window.done"):  # the page's policy forbids what playwright would wait with
        time.sleep(0.1)
    return line.carried


def _reads(page: Page, state: str) -> None:
    page.locator(f'section[data-pack][data-state="{state}"]').wait_for(timeout=PATIENCE_MS)


@contextmanager
def _tablet(chromium: Any, reader: Reader, line: Line) -> Iterator[Page]:
    """Open the page of a browser whose profile lies on the disk, as a tablet's does, and is empty."""
    with tempfile.TemporaryDirectory(prefix="bench-pack-", dir="/var/tmp") as folder:
        context: BrowserContext = chromium.browser_type.launch_persistent_context(
            folder, executable_path=executable(), args=FLAGS, viewport={"width": 820, "height": 1180}
        )
        name, _sep, value = reader.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": reader.at(line, "/")}])
        try:
            yield context.pages[0]
        finally:
            context.close()


def _reader() -> Reader:
    council = make_council()
    with entered(council):
        session = make_session("documents_released", opens_on=clock.today(), closes_on=clock.today())
        files = [_stored(number) for number in range(PAPERS)]
        papers = [
            make_paper(session, "released", title=f"Tài liệu {number}", file=file) for number, file in enumerate(files)
        ]
        cookie = halls.signed_in(make_delegate(), "dai.bieu.0")
        return Reader(council, cookie, [path_of(file.sha256) for file in files], str(papers[-1].id))


def _stored(number: int) -> StoredFile:
    """Lay a paper of its own content into the storage, as an upload leaves it."""
    heavy, mark = office.heavy_pdf("Báo cáo", SIZE - 6_000), Random("Báo cáo").randbytes(16)
    body = heavy.replace(mark, f"{number:016d}".encode(), 1)
    stored = StoredFile.objects.create(
        name=f"bao-cao-{number}.pdf",
        sha256=sha256(body).hexdigest(),
        size=len(body),
        content_type="application/pdf",
    )
    place_storage().save(path_of(stored.sha256), ContentFile(body))
    return stored
