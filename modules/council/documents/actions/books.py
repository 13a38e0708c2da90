"""The books of numbers: the next number, numbers held back or cancelled with a reason, how a body numbers."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from council.documents.actions.moves import require_reason
from council.documents.actions.refusals import BookInUse, CodeUnknown, NumberDayWrong, NumberTaken, TooManyNumbers
from council.documents.law import ISSUERS, BookKey, Issuer, Kind, Numbering, book_of
from council.documents.models import Document, HeldNumber, NumberingRule, NumberSequence
from council.documents.permissions import Can
from council.documents.queries import numbering_of
from council.documents.queries.books import documents_of
from council.documents.workflow import HeldState
from kernel import audit, clock
from kernel.access import Actor, require, take
from kernel.rows import lock

MOST_AT_ONCE = 20


def take_number(*, document: Document, today: date, held: HeldNumber | None = None) -> tuple[str, int]:
    """Return code and number for a document; its book stays locked until the commit (R-RES-03).

    :raises NumberTaken: the held number is used, cancelled, or of another book or year.
    """
    key = book_of(Kind(document.kind), numbering_of(Issuer(document.issuing_body)))
    book = _locked(key, today.year)
    if held is not None:
        held = lock(held)
        if held.sequence_id != book.id or held.state != HeldState.RESERVED:
            raise NumberTaken()
        return key.code, held.number
    _advance(book, 1, today)
    return key.code, book.last_number


def mark_used(*, actor: Actor, held: HeldNumber, document: Document) -> HeldNumber:
    """Say on a held number which document it went to.

    :raises NotPermitted: the actor keeps no books.
    :raises StepNotAllowed: it is used or cancelled already.
    """
    held = lock(held)
    step = take("use_number", actor, held)
    held.state, held.document = HeldState(step.target), document
    held.save(update_fields=["state", "document"])
    audit.record(actor, "documents.use_number", held, fields=("state", "document"))
    return held


@transaction.atomic
def reserve_numbers(
    *, actor: Actor, issuer: Issuer, kind: Kind, count: int, reason: str, now: datetime
) -> list[HeldNumber]:
    """Hold the next numbers of a book back, with a reason; the book goes on behind them.

    :raises NotPermitted: the actor keeps no books.
    :raises TooManyNumbers: none, or more than twenty.
    :raises ReasonMissing: no reason is given.
    """
    require(actor, Can.KEEP_BOOKS)
    require_reason(reason)
    if not 1 <= count <= MOST_AT_ONCE:
        raise TooManyNumbers()
    today = clock.local_day(now)
    book = _locked(book_of(kind, numbering_of(issuer)), today.year)
    first = book.last_number + 1
    _advance(book, count, today)
    return [_held(actor, book, first + step, reason, now) for step in range(count)]


@transaction.atomic
def cancel_number(*, actor: Actor, held: HeldNumber, reason: str, now: datetime) -> HeldNumber:
    """Cancel a number that was held back: it will be on no document, and the book says why.

    :raises NotPermitted: the actor keeps no books.
    :raises StepNotAllowed: it is used or cancelled already.
    :raises ReasonMissing: no reason is given.
    """
    held = lock(held)
    step = take("cancel_number", actor, held)
    require_reason(reason)
    return _cancelled(actor, held, HeldState(step.target), reason, now)


@transaction.atomic
def give_to_secret(*, actor: Actor, held: HeldNumber, done_on: date, now: datetime) -> HeldNumber:
    """Say that a held number went to a document with a mark of secrecy; its paper is kept elsewhere (R-SEC-01).

    Neither subject nor text is written down: the book knows that the number is given, and on which day.

    :raises NotPermitted: the actor keeps no books.
    :raises StepNotAllowed: it is used or cancelled already.
    :raises NumberDayWrong: the day is of another year than the book, or after today.
    """
    held = lock(held)
    step = take("give_to_secret", actor, held)
    if done_on > clock.local_day(now) or done_on.year != held.sequence.year:
        raise NumberDayWrong()
    held.state, held.secret_on = HeldState(step.target), done_on
    held.save(update_fields=["state", "secret_on"])
    audit.record(actor, "documents.give_to_secret", held, fields=("state", "secret_on"))
    return held


@transaction.atomic
def explain_gap(*, actor: Actor, book: NumberSequence, number: int, reason: str, now: datetime) -> HeldNumber:
    """Say why a number of a book is on no document (lost on paper, never given): it counts as cancelled.

    :raises NotPermitted: the actor keeps no books.
    :raises ReasonMissing: no reason is given.
    :raises NumberTaken: it is on a document, held already, or was never reached.
    """
    require(actor, Can.KEEP_BOOKS)
    require_reason(reason)
    book = lock(book)
    reached = book.first_number <= number <= book.last_number
    is_known = documents_of(book).filter(number=number).exists() or book.held.filter(number=number).exists()
    if not reached or is_known:
        raise NumberTaken()
    return _cancelled(actor, _held(actor, book, number, reason, now), HeldState.CANCELLED, reason, now)


@transaction.atomic
def open_book(
    *, actor: Actor, issuer: Issuer, kind: Kind, first_number: int, reason: str, now: datetime
) -> NumberSequence:
    """Let a book begin behind the numbers that were given on paper earlier in the year.

    :raises NotPermitted: the actor keeps no books.
    :raises ReasonMissing: no reason is given.
    :raises BookInUse: it has given a number already.
    :raises NumberTaken: the first number is below 1.
    """
    require(actor, Can.KEEP_BOOKS)
    require_reason(reason)
    book = _locked(book_of(kind, numbering_of(issuer)), clock.local_day(now).year)
    if book.last_number >= book.first_number:
        raise BookInUse()
    if first_number < 1:
        raise NumberTaken()
    book.first_number, book.last_number, book.opened_reason = first_number, first_number - 1, reason.strip()
    book.save(update_fields=["first_number", "last_number", "opened_reason"])
    audit.record(actor, "documents.open_book", book, fields=("first_number", "opened_reason"), reason=reason)
    return book


@transaction.atomic
def set_numbering(*, actor: Actor, issuer: Issuer, numbering: Numbering, document: str, now: datetime) -> NumberingRule:
    """Set a body's code, and whether its kinds run together; who shares the code numbers in the same way.

    :raises NotPermitted: the actor may not.
    :raises ReasonMissing: no document is named that orders it.
    :raises CodeUnknown: the body may not have that code.
    :raises BookInUse: numbers under that code were given this year in the other way.
    """
    require(actor, Can.SET_NUMBERING)
    require_reason(document)
    if numbering.code not in ISSUERS[issuer].codes:
        raise CodeUnknown()
    now_set = {body: numbering_of(body) for body in Issuer}
    sharing = [body for body in Issuer if body is issuer or now_set[body].code == numbering.code]
    if any(now_set[body] == replace(numbering, together=not numbering.together) for body in sharing):
        _require_unused(numbering.code, clock.local_day(now).year)
    rules = [_numbering_set(actor, body, numbering, document) for body in sharing]
    return rules[sharing.index(issuer)]


def _numbering_set(actor: Actor, body: Issuer, numbering: Numbering, document: str) -> NumberingRule:
    ways = NumberingRule.Sequences
    rule, is_new = NumberingRule.objects.get_or_create(
        body=body, defaults={"code": numbering.code, "document": document.strip()}
    )
    rule.code, rule.document = numbering.code, document.strip()
    rule.sequences = ways.TOGETHER if numbering.together else ways.BY_KIND
    rule.version += 0 if is_new else 1
    rule.save(update_fields=["code", "document", "sequences", "version"])
    audit.record(actor, "documents.set_numbering", rule, fields=("code", "sequences", "document"), reason=document)
    return rule


def _require_unused(code: str, year: int) -> None:
    if NumberSequence.objects.filter(code=code, year=year, last_on__isnull=False).exists():
        raise BookInUse()


def _locked(key: BookKey, year: int) -> NumberSequence:
    """Return the book of a year under lock; the first number of a year opens it."""
    fresh = NumberSequence(code=key.code, kind=key.kind, year=year)
    NumberSequence.objects.bulk_create([fresh], ignore_conflicts=True)
    return NumberSequence.objects.select_for_update().get(code=key.code, kind=key.kind, year=year)


def _advance(book: NumberSequence, count: int, today: date) -> None:
    book.last_number += count
    book.last_on = today
    book.save(update_fields=["last_number", "last_on"])


def _held(actor: Actor, book: NumberSequence, number: int, reason: str, now: datetime) -> HeldNumber:
    held: HeldNumber = HeldNumber.objects.create(
        sequence=book, number=number, reason=reason.strip(), held_by=actor.account_id, held_at=now
    )
    audit.record(actor, "documents.hold_number", held, reason=reason)
    return held


def _cancelled(actor: Actor, held: HeldNumber, target: HeldState, reason: str, now: datetime) -> HeldNumber:
    held.state, held.removed_at, held.removed_by = target, now, actor.account_id
    held.removed_reason = reason.strip()
    held.save(update_fields=["state", "removed_at", "removed_by", "removed_reason"])
    audit.record(actor, "documents.cancel_number", held, fields=("state",), reason=reason)
    return held
