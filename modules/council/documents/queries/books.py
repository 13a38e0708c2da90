"""The books of numbers as the records clerk reads them: each number with its document, or why it has none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from council.documents.law import ISSUERS, Findings, Issuer, Kind, Numbering, book_of, check_book, symbol_of
from council.documents.models import Document, HeldNumber, NumberingRule, NumberSequence
from council.documents.permissions import Can
from council.documents.workflow import HeldState
from kernel.access import Actor, require
from kernel.refusal import NotFound


@dataclass(frozen=True)
class BookLine:
    """One book with what a check of it finds."""

    book: NumberSequence
    issued: int
    reserved: int
    cancelled: int
    findings: Findings


@dataclass(frozen=True)
class Entry:
    """One number of a book: the document that has it, or who holds it back and why, or nothing at all."""

    number: int
    document: Document | None = None
    held: HeldNumber | None = None
    is_double: bool = False


def numbering_of(issuer: Issuer) -> Numbering:
    """Return how a body numbers now: as the council has set it, or as the law's table says."""
    rule = NumberingRule.objects.filter(body=issuer).first()
    return rule.as_numbering() if rule else Numbering(ISSUERS[issuer].code)


def list_numberings(actor: Actor) -> list[tuple[Issuer, Numbering, NumberingRule | None]]:
    """Return each body with its numbering and the council's own rule, if it has set one.

    :raises NotPermitted: the actor keeps no books.
    """
    require(actor, Can.KEEP_BOOKS)
    rules = {rule.body: rule for rule in NumberingRule.objects.all()}
    return [
        (issuer, rules[issuer].as_numbering() if issuer in rules else Numbering(row.code), rules.get(issuer))
        for issuer, row in ISSUERS.items()
    ]


def get_numbering(actor: Actor, issuer: str) -> tuple[Issuer, Numbering, NumberingRule | None]:
    """Return one body with its numbering, for who may change it.

    :raises NotPermitted: the actor may not.
    :raises NotFound: there is no such body.
    """
    require(actor, Can.SET_NUMBERING)
    if issuer not in set(Issuer):
        raise NotFound()
    rule = NumberingRule.objects.filter(body=issuer).first()
    return Issuer(issuer), numbering_of(Issuer(issuer)), rule


def list_years_of_books(actor: Actor) -> list[int]:
    """Return the years that have a book, the latest first.

    :raises NotPermitted: the actor keeps no books.
    """
    require(actor, Can.KEEP_BOOKS)
    return sorted(NumberSequence.objects.values_list("year", flat=True).distinct(), reverse=True)


def list_books(actor: Actor, *, year: int) -> list[BookLine]:
    """Return the books of a year, each checked for gaps and doubles (R-RES-03); three queries for any number.

    :raises NotPermitted: the actor keeps no books.
    """
    require(actor, Can.KEEP_BOOKS)
    books = list(NumberSequence.objects.filter(year=year).order_by("code", "kind"))
    numbers = _numbers_of(books, year)
    held: dict[UUID, list[HeldNumber]] = defaultdict(list)
    for one in HeldNumber.objects.filter(sequence__year=year):
        held[one.sequence_id].append(one)
    return [_line(book, numbers[book.id], held[book.id]) for book in books]


def get_book(actor: Actor, book_id: UUID) -> NumberSequence:
    """Return one book.

    :raises NotPermitted: the actor keeps no books.
    :raises NotFound: there is none.
    """
    require(actor, Can.KEEP_BOOKS)
    book = NumberSequence.objects.filter(id=book_id).first()
    if book is None:
        raise NotFound()
    return book


def list_entries(book: NumberSequence) -> list[Entry]:
    """Return every number of a book, the latest first; two queries."""
    documents: dict[int, list[Document]] = defaultdict(list)
    for document in documents_of(book):
        if document.number is not None:
            documents[document.number].append(document)
    held = {one.number: one for one in HeldNumber.objects.filter(sequence=book).select_related("document")}
    last = max([book.last_number, *documents, *held], default=0)
    return [
        entry
        for number in range(last, book.first_number - 1, -1)
        for entry in _entries(number, documents.get(number, []), held.get(number))
    ]


def get_held(actor: Actor, held_id: UUID) -> HeldNumber:
    """Return a number that is held back.

    :raises NotPermitted: the actor keeps no books.
    :raises NotFound: there is none.
    """
    require(actor, Can.KEEP_BOOKS)
    held = HeldNumber.objects.select_related("sequence").filter(id=held_id).first()
    if held is None:
        raise NotFound()
    return held  # type: ignore[no-any-return]


def list_held_for(document: Document, *, year: int) -> QuerySet[HeldNumber]:
    """Return the reserved numbers that a document could be issued under this year, the lowest first."""
    book = book_of(Kind(document.kind), numbering_of(Issuer(document.issuing_body)))
    reserved: QuerySet[HeldNumber] = HeldNumber.objects.filter(
        sequence__code=book.code, sequence__kind=book.kind, sequence__year=year, state=HeldState.RESERVED
    ).order_by("number")
    return reserved


def expected_symbol(document: Document, *, year: int) -> str:
    """Return the symbol that a document would get now; only the issue itself gives it for good."""
    kind, numbering = Kind(document.kind), numbering_of(Issuer(document.issuing_body))
    key = book_of(kind, numbering)
    book = NumberSequence.objects.filter(code=key.code, kind=key.kind, year=year).first()
    number = book.last_number + 1 if book else 1
    return symbol_of(kind=kind, number=number, year=year, unit=document.unit, code=key.code)


def documents_of(book: NumberSequence) -> QuerySet[Document]:
    """Return the documents whose numbers are from a book."""
    documents = Document.objects.filter(code=book.code, year=book.year, number__isnull=False)
    if book.kind:
        return documents.filter(kind=book.kind)  # type: ignore[no-any-return]
    return documents.exclude(kind=Kind.NORMATIVE_RESOLUTION)  # type: ignore[no-any-return]


def _numbers_of(books: Iterable[NumberSequence], year: int) -> dict[UUID, list[int]]:
    """Return the numbers on documents, by book, in one query."""
    given: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows: Any = Document.objects.filter(year=year, number__isnull=False).values_list("code", "kind", "number")
    for code, kind, number in rows:
        given[code, kind].append(number)
        if kind != Kind.NORMATIVE_RESOLUTION:
            given[code, ""].append(number)
    return {book.id: given[book.code, book.kind] for book in books}


def _line(book: NumberSequence, given: list[int], held: list[HeldNumber]) -> BookLine:
    states = [one.state for one in held]
    # A used one stands on its document already.
    explained = [one.number for one in held if one.state != HeldState.USED]
    last = max([book.last_number, *given, *explained], default=0)
    return BookLine(
        book=book,
        issued=len(given),
        reserved=states.count(HeldState.RESERVED),
        cancelled=states.count(HeldState.CANCELLED),
        findings=check_book(first=book.first_number, last=last, given=given, explained=explained),
    )


def _entries(number: int, documents: list[Document], held: HeldNumber | None) -> list[Entry]:
    waits = held if held is not None and held.state != HeldState.USED else None
    double = len(documents) + (waits is not None) > 1
    found = [Entry(number, document=document, held=held, is_double=double) for document in documents]
    if waits is not None or not documents:
        found.append(Entry(number, held=waits, is_double=double))
    return found
