"""What a list says of itself: its page, the columns that go out, and the fields that it is filtered by."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict, StreamingHttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kernel import audit, clock, limits
from kernel.lists.models import LONGEST_QUERY
from kernel.lists.queries import list_filters
from kernel.refusal import Refusal
from kernel.sheets import streamed, workbook
from kernel.vietnamese import fold

ASKED_AS, SHEET = "tep", "xlsx"
# Words of an address that say nothing of which rows are meant.
PASSING = (ASKED_AS, "trang", "told")
MOST_ROWS = 10_000
MOST_TAKEN, WITHIN_SECONDS = 20, 300


class ListTooLong(Refusal):
    """More rows than one workbook is made of while somebody waits."""

    code = "list_too_long"
    message = _("Danh sách dài hơn 10.000 dòng nên không tải được một lần. Hãy lọc hẹp lại rồi tải.")


@dataclass(frozen=True)
class Out:
    """One column that goes out: heading, what of a row stands in it, width in letters; ``personal`` data or not."""

    heading: Any
    value: Callable[[Any], Any]
    width: int = 18
    personal: bool = False


@dataclass(frozen=True)
class SavedLine:
    """A saved filter as it stands above its list."""

    name: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Shown:
    """What the page of a list shows of all this; ``query`` is the present filter, empty when there is none."""

    sheet_href: str
    page: str = ""
    query: str = ""
    saved: tuple[SavedLine, ...] = ()

    @property
    def may_save(self) -> bool:
        """Whether there is a filter that is not kept yet."""
        return bool(self.query) and not any(line.is_current for line in self.saved)


@dataclass(frozen=True)
class Listing:
    """One list of the workspace; ``page`` names its view, ``filter_fields`` what can be saved of its address.

    ``written_at`` names the view that writes the workbook, where that is not the page itself; ``personal`` says
    that its rows hold data of persons.
    """

    page: str
    title: Any
    columns: tuple[Out, ...]
    filter_fields: tuple[str, ...] = ()
    written_at: str = ""
    personal: bool = False

    def wants_sheet(self, request: Any) -> bool:
        """Whether the list is asked for as a workbook."""
        return request.method == "GET" and request.GET.get(ASKED_AS) == SHEET

    def sheet(self, request: Any, rows: Any) -> StreamingHttpResponse:
        """Return the rows as a workbook.

        :raises ListTooLong: there are more than ten thousand.
        :raises TooMany: the account took twenty lists out within five minutes.
        """
        found = self.taken_out(request, rows)
        headings = [(column.heading, column.width) for column in self.columns]
        book = workbook(str(self.title), headings, ([column.value(row) for column in self.columns] for row in found))
        return streamed(book, f"{slugify(fold(str(self.title)))}-{clock.today().isoformat()}.xlsx")

    def taken_out(self, request: Any, rows: Any) -> list[Any]:
        """Return the rows that go out; with personal data among them it is entered in the audit who took them.

        :raises ListTooLong: there are more than ten thousand.
        :raises TooMany: the account took twenty lists out within five minutes.
        """
        limits.count("lists", str(request.actor.account_id), times=MOST_TAKEN, seconds=WITHIN_SECONDS)
        found = list(rows[: MOST_ROWS + 1])
        if len(found) > MOST_ROWS:
            raise ListTooLong()
        if self.personal:
            audit.record(request.actor, "lists.take_out", reason=f"{self.page}: {len(found)}")
        return found

    def shown(self, request: Any) -> Shown:
        """Return what stands on the page: the way to the workbook, and the actor's saved filters of this list."""
        asked = request.GET.copy()
        for word in PASSING:
            asked.pop(word, None)
        asked[ASKED_AS] = SHEET
        href = f"{reverse(self.written_at) if self.written_at else ''}?{asked.urlencode()}"
        if not self.filter_fields:
            return Shown(href)
        query, mine = self.kept_of(request.GET), list(list_filters(request.actor, page=self.page))
        saved = tuple(SavedLine(one.name, self.at(one.query), one.query == query) for one in mine)
        return Shown(href, self.page, query, saved)

    def kept_of(self, asked: QueryDict) -> str:
        """Return what of an address is this list's filter, in the order of its fields, without what is empty."""
        kept = QueryDict(mutable=True)
        for name in self.filter_fields:
            if values := [value for value in asked.getlist(name) if value]:
                kept.setlist(name, values)
        query = kept.urlencode()
        return query if len(query) <= LONGEST_QUERY else ""

    def at(self, query: str = "") -> str:
        """Return the address of the list, filtered."""
        address = reverse(self.page)
        return f"{address}?{query}" if query else address


_LISTS: dict[str, Listing] = {}


def declare(
    page: str,
    title: Any,
    columns: Sequence[Out] = (),
    *,
    filtered_by: Iterable[str] = (),
    written_at: str = "",
    personal: bool = False,
) -> Listing:
    """Say what a list is, beside its view; ``filtered_by`` are the words of its address that choose rows.

    A list is personal when one of its columns is, or by its own word.

    :raises ValueError: another list has this page.
    """
    if page in _LISTS:
        raise ValueError(f"{page} is declared twice")
    is_personal = personal or any(column.personal for column in columns)
    listing = Listing(page, title, tuple(columns), tuple(filtered_by), written_at, is_personal)
    return _LISTS.setdefault(page, listing)


def find_listing(page: str) -> Listing | None:
    """Return the list of a page whose filters can be saved."""
    found = _LISTS.get(page)
    return found if found and found.filter_fields else None


def declared() -> list[Listing]:
    """Return every list whose view was loaded."""
    return list(_LISTS.values())
