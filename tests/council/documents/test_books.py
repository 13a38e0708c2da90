"""The books of numbers: one per code, kind and year; what is missing is held, cancelled or found as a gap."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from council.documents import actions, queries
from council.documents.law import Findings, Issuer, Kind, Numbering
from council.documents.models import Document, HeldNumber, NumberingRule, NumberSequence
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.documents import (
    CLERK,
    LETTERHEAD,
    NOW,
    PRESS,
    make_issued,
    make_signed,
)
from tests.testbed.threads import together

INDIVIDUAL, NORMATIVE = Kind.INDIVIDUAL_RESOLUTION, Kind.NORMATIVE_RESOLUTION
CHIEF = actor_with(Role.OFFICE_CHIEF)
STANDING = LETTERHEAD.__class__(LETTERHEAD.issuer, LETTERHEAD.place, body=Issuer.STANDING_COMMITTEE)
NEXT_YEAR = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)


def reserve(count: int = 1, *, kind: Kind = INDIVIDUAL, now: datetime = NOW) -> list[HeldNumber]:
    return actions.reserve_numbers(
        actor=CLERK, issuer=Issuer.COUNCIL, kind=kind, count=count, reason="Chờ Tỉnh uỷ cho ý kiến", now=now
    )


def number_so(issuer: Issuer, code: str, *, together: bool = False, now: datetime = NOW) -> NumberingRule:
    return actions.set_numbering(
        actor=CHIEF, issuer=issuer, numbering=Numbering(code, together), document="12/QC-HĐND", now=now
    )


def findings() -> dict[str, Findings]:
    return {f"{line.book.code} {line.book.kind}": line.findings for line in queries.list_books(CLERK, year=2026)}


def test_a_reserved_number_is_passed_over_and_used_by_who_it_was_kept_for(council) -> None:
    first = make_issued()
    (held,) = reserve()
    third = make_issued()

    second = actions.issue(actor=CLERK, document=make_signed(), press=PRESS, now=NOW, held=held)

    assert [document.symbol for document in (first, second, third)] == ["01/NQ-HĐND", "02/NQ-HĐND", "03/NQ-HĐND"]
    held.refresh_from_db()
    assert (held.state, held.document) == ("used", second)
    assert make_issued().number == 4
    assert findings() == {"HĐND individual_resolution": Findings()}


@pytest.mark.parametrize("spoil", ["used", "cancelled", "other book", "other year"])
def test_a_number_that_is_not_kept_for_it_is_refused_and_nothing_is_given(council, spoil: str) -> None:
    (held,) = reserve(kind=NORMATIVE if spoil == "other book" else INDIVIDUAL)
    if spoil == "used":
        actions.issue(actor=CLERK, document=make_signed(), press=PRESS, now=NOW, held=held)
    if spoil == "cancelled":
        actions.cancel_number(actor=CLERK, held=held, reason="Không ban hành", now=NOW)
    document, count = make_signed(), Document.objects.filter(number__isnull=False).count()

    with pytest.raises(actions.NumberTaken), transaction.atomic():
        now = NEXT_YEAR if spoil == "other year" else NOW
        actions.issue(actor=CLERK, document=document, press=PRESS, now=now, held=held)

    document.refresh_from_db()
    assert (document.state, Document.objects.filter(number__isnull=False).count()) == ("signed", count)


def test_a_cancelled_number_is_explained_in_the_book(council) -> None:
    (held,) = reserve()
    make_issued()

    actions.cancel_number(actor=CLERK, held=held, reason="Không ban hành nữa", now=NOW)

    book = NumberSequence.objects.get()
    entries = queries.list_entries(book)
    assert [(entry.number, entry.document is not None) for entry in entries] == [(2, True), (1, False)]
    assert (entries[1].held.state, entries[1].held.removed_reason) == ("cancelled", "Không ban hành nữa")
    assert findings() == {"HĐND individual_resolution": Findings()}
    with pytest.raises(StepNotAllowed):
        actions.cancel_number(actor=CLERK, held=held, reason="Lần nữa", now=NOW)


@pytest.mark.parametrize("count", [0, 21])
def test_nobody_holds_back_none_or_a_whole_page_of_numbers(council, count: int) -> None:
    with pytest.raises(actions.TooManyNumbers):
        reserve(count)

    assert NumberSequence.objects.count() == 0


def test_a_gap_is_found_and_explained(council) -> None:
    for _ in range(3):
        make_issued()
    lost = Document.objects.get(number=2)
    Document.objects.filter(pk=lost.pk).update(number=9, symbol="09/NQ-HĐND")
    book = NumberSequence.objects.get()

    assert findings()["HĐND individual_resolution"].gaps == (2, 4, 5, 6, 7, 8)
    held = actions.explain_gap(actor=CLERK, book=book, number=2, reason="Ghi nhầm số 9", now=NOW)

    assert (held.state, held.removed_reason) == ("cancelled", "Ghi nhầm số 9")
    assert findings()["HĐND individual_resolution"].gaps == (4, 5, 6, 7, 8)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4])
def test_what_is_no_gap_cannot_be_explained(council, number: int) -> None:
    make_issued()
    reserve(2)
    book = NumberSequence.objects.get()

    with pytest.raises(actions.NumberTaken):
        actions.explain_gap(actor=CLERK, book=book, number=number, reason="Thử", now=NOW)

    assert HeldNumber.objects.count() == 2


def test_a_number_on_a_document_and_held_is_found_as_a_double(council) -> None:
    document = make_issued()
    reserve()
    Document.objects.filter(pk=document.pk).update(number=2, symbol="02/NQ-HĐND")

    assert findings()["HĐND individual_resolution"] == Findings(gaps=(1,), duplicates=(2,))
    assert [entry.is_double for entry in queries.list_entries(NumberSequence.objects.get())] == [True, True, False]


def test_a_book_can_begin_behind_the_numbers_on_paper(council) -> None:
    book = actions.open_book(
        actor=CLERK, issuer=Issuer.COUNCIL, kind=INDIVIDUAL, first_number=45, reason="Cấp trên giấy đến 44", now=NOW
    )

    assert make_issued().symbol == "45/NQ-HĐND"
    assert findings() == {"HĐND individual_resolution": Findings()}
    with pytest.raises(actions.BookInUse):
        actions.open_book(
            actor=CLERK, issuer=Issuer.COUNCIL, kind=INDIVIDUAL, first_number=50, reason="Lần nữa", now=NOW
        )
    book.refresh_from_db()
    assert (book.first_number, book.last_number) == (45, 45)


def test_a_book_does_not_begin_below_one(council) -> None:
    with pytest.raises(actions.NumberTaken), transaction.atomic():
        actions.open_book(actor=CLERK, issuer=Issuer.COUNCIL, kind=INDIVIDUAL, first_number=0, reason="Thử", now=NOW)

    assert NumberSequence.objects.count() == 0


def test_a_new_year_begins_a_new_book(council) -> None:
    make_issued()
    reserve()
    later = actions.issue(actor=CLERK, document=make_signed(), press=PRESS, now=NEXT_YEAR)

    assert (later.symbol, later.year) == ("01/NQ-HĐND", 2027)
    assert queries.list_years_of_books(CLERK) == [2027, 2026]
    assert [line.issued for line in queries.list_books(CLERK, year=2027)] == [1]


def test_bodies_that_share_a_code_share_their_books(council) -> None:
    council_s = make_issued()
    standing = make_issued(letterhead=STANDING)

    assert [council_s.symbol, standing.symbol] == ["01/NQ-HĐND", "02/NQ-HĐND"]
    assert standing.signer_capacity == "TM. Thường trực Hội đồng nhân dân\nChủ tịch"


def test_a_body_with_its_own_code_has_its_own_book(council) -> None:
    number_so(Issuer.STANDING_COMMITTEE, "TTHĐND")

    assert make_issued().symbol == "01/NQ-HĐND"
    assert make_issued(letterhead=STANDING).symbol == "01/NQ-TTHĐND"
    assert queries.expected_symbol(make_signed(letterhead=STANDING), year=2026) == "02/NQ-TTHĐND"
    assert queries.expected_symbol(make_signed(NORMATIVE), year=2026) == "01/2026/NQ-HĐND"


def test_all_kinds_together_but_for_normative_resolutions(council) -> None:
    number_so(Issuer.COUNCIL, "HĐND", together=True)
    symbols = [make_issued(kind).symbol for kind in (INDIVIDUAL, NORMATIVE, INDIVIDUAL)]

    assert symbols == ["01/NQ-HĐND", "01/2026/NQ-HĐND", "02/NQ-HĐND"]
    assert set(NumberSequence.objects.values_list("kind", flat=True)) == {"", "normative_resolution"}
    assert findings() == {"HĐND ": Findings(), "HĐND normative_resolution": Findings()}
    assert [len(queries.list_entries(book)) for book in NumberSequence.objects.order_by("kind")] == [2, 1]
    # Who shares the code numbers in the same way.
    assert queries.numbering_of(Issuer.LEGAL) == Numbering("HĐND", together=True)
    assert queries.numbering_of(Issuer.OFFICE) == Numbering("VP")


def test_the_way_of_numbering_changes_with_a_new_year_only(council) -> None:
    make_issued()

    with pytest.raises(actions.BookInUse):
        number_so(Issuer.COUNCIL, "HĐND", together=True)
    assert NumberingRule.objects.count() == 0
    assert number_so(Issuer.COUNCIL, "HĐND", together=True, now=NEXT_YEAR).sequences == "together"


def test_joining_a_code_in_use_the_other_way_is_refused(council) -> None:
    number_so(Issuer.STANDING_COMMITTEE, "TTHĐND", together=True)
    make_issued()

    with pytest.raises(actions.BookInUse):
        number_so(Issuer.STANDING_COMMITTEE, "HĐND", together=True)
    assert number_so(Issuer.STANDING_COMMITTEE, "HĐND").code == "HĐND"


def test_a_body_has_no_strange_code_and_no_rule_without_a_document(council) -> None:
    with pytest.raises(actions.CodeUnknown):
        number_so(Issuer.COUNCIL, "TTHĐND")
    with pytest.raises(actions.ReasonMissing):
        actions.set_numbering(actor=CHIEF, issuer=Issuer.COUNCIL, numbering=Numbering("HĐND"), document=" ", now=NOW)

    assert NumberingRule.objects.count() == 0


def test_who_set_the_numbering_stands_in_the_audit_with_the_document(council) -> None:
    number_so(Issuer.STANDING_COMMITTEE, "TTHĐND")
    rule = number_so(Issuer.STANDING_COMMITTEE, "HĐND")

    lines = AuditEntry.objects.filter(object_id=str(rule.pk), action="documents.set_numbering")
    assert [line.reason for line in lines] == ["12/QC-HĐND", "12/QC-HĐND"]
    assert rule.version == 2


KEEPING = {
    "reserve": lambda actor, held: actions.reserve_numbers(
        actor=actor, issuer=Issuer.COUNCIL, kind=INDIVIDUAL, count=1, reason="Thử", now=NOW
    ),
    "cancel": lambda actor, held: actions.cancel_number(actor=actor, held=held, reason="Thử", now=NOW),
    "explain": lambda actor, held: actions.explain_gap(
        actor=actor, book=held.sequence, number=1, reason="Thử", now=NOW
    ),
    "open": lambda actor, held: actions.open_book(
        actor=actor, issuer=Issuer.COUNCIL, kind=NORMATIVE, first_number=5, reason="Thử", now=NOW
    ),
}


@pytest.mark.parametrize("name", KEEPING)
def test_only_who_keeps_the_books_touches_them(council, name: str) -> None:
    (held,) = reserve()
    before = [list(model.objects.values_list()) for model in (NumberSequence, HeldNumber)]

    for role in set(EVERY_ROLE) - {Role.RECORDS_CLERK, Role.OFFICE_CHIEF}:
        with pytest.raises(NotPermitted), transaction.atomic():
            KEEPING[name](actor_with(role), held)

    assert [list(model.objects.values_list()) for model in (NumberSequence, HeldNumber)] == before


@pytest.mark.parametrize("name", KEEPING)
def test_a_book_is_touched_with_a_reason_only(council, name: str) -> None:
    (held,) = reserve()
    calls = {
        "reserve": lambda: actions.reserve_numbers(
            actor=CLERK, issuer=Issuer.COUNCIL, kind=INDIVIDUAL, count=1, reason=" ", now=NOW
        ),
        "cancel": lambda: actions.cancel_number(actor=CLERK, held=held, reason=" ", now=NOW),
        "explain": lambda: actions.explain_gap(actor=CLERK, book=held.sequence, number=1, reason=" ", now=NOW),
        "open": lambda: actions.open_book(
            actor=CLERK, issuer=Issuer.COUNCIL, kind=NORMATIVE, first_number=5, reason=" ", now=NOW
        ),
    }

    with pytest.raises(actions.ReasonMissing):
        calls[name]()

    assert HeldNumber.objects.get().state == "reserved"


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"reason": ""}, "documents_held_says_why"),
        ({"state": "cancelled"}, "documents_cancelled_says_why"),
        ({"state": "used"}, "documents_held_used_has_document"),
    ],
)
def test_the_database_refuses_a_held_number_without_its_why(council, changes: dict, constraint: str) -> None:
    (held,) = reserve()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        HeldNumber.objects.filter(pk=held.pk).update(**changes)


def test_the_database_refuses_one_symbol_twice_in_a_year(council) -> None:
    first, second = make_issued(), make_issued()

    with pytest.raises(IntegrityError, match="documents_symbol_once"), transaction.atomic():
        Document.objects.filter(pk=second.pk).update(symbol=first.symbol)


def test_a_body_that_issues_no_such_document_does_not_draft_it(council) -> None:
    with pytest.raises(actions.KindNotOfIssuer):
        make_signed(NORMATIVE, letterhead=STANDING)

    assert Document.objects.count() == 0


def test_holding_back_and_issuing_at_once_never_meet_on_one_number(fresh_council) -> None:
    signed = [make_signed() for _ in range(3)]

    def issue(document: Document):
        return lambda: actions.issue(actor=CLERK, document=document, press=PRESS, now=NOW).number

    results = together(
        fresh_council, [*(issue(document) for document in signed), lambda: reserve(2)[0].number, lambda: reserve(1)]
    )

    assert not any(isinstance(result, Exception) for result in results)
    given = list(Document.objects.filter(number__isnull=False).values_list("number", flat=True))
    held = list(HeldNumber.objects.values_list("number", flat=True))
    assert sorted(given + held) == [1, 2, 3, 4, 5, 6]
