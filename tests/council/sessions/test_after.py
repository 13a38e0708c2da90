"""After the closing: three terms with their days, what was sent upward, why something came late (R-SES-21 to 23)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from council.documents.actions import Origin
from council.documents.models import Document
from council.law import Level, national_rules
from council.roles import Role
from council.sessions import actions, law
from council.sessions.actions import refusals, refusals_after
from council.sessions.actions.telling import OnlyRehearsed
from council.sessions.models import LateReason, Sending, SendingWithdrawal, TermKind
from council.sessions.queries.after import (
    Step,
    Term,
    get_after,
    get_sending,
    list_open_after,
    missing_for_sending,
    sees_after,
)
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.after import close, letter, make_closed, send, sign_minutes
from tests.factories.documents import make_draft
from tests.factories.rehearsals import make_rehearsal
from tests.factories.sessions import CHAIR, CLOSES, OFFICE, RULES, SECRETARY, make_file, make_hall, make_session
from tests.testbed.queries import count_queries

DELEGATE, CLERK = actor_with(Role.DELEGATE), actor_with(Role.RECORDS_CLERK)
# Closed on Friday 31 July 2026: minutes by Friday 7 August, upward by Monday 10 August.
SIGNED_BY, SENT_BY = date(2026, 8, 7), date(2026, 8, 10)
ADOPTED, PUBLISHED_BY = date(2026, 7, 29), date(2026, 8, 5)
TODAY = date(2026, 8, 20)
LATER = datetime(2026, 8, 20, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTES, SENDING, PUBLISHING = TermKind.MINUTES, TermKind.SENDING, TermKind.PUBLISHING


def events(name: str) -> int:
    return OutboxEvent.objects.filter(type=f"sessions.{name}").count()


def term_of(session, kind, rules=RULES):
    return get_after(session, rules=rules).term(kind)


class TestTerm:
    """What a term says of itself; pure."""

    pytestmark = pytest.mark.unit
    deadline = law.minutes_due(closed_on=CLOSES, rules=RULES)

    def term(self, *days, reason=""):
        return Term(MINUTES, tuple(Step("Việc", self.deadline, day) for day in days), reason)

    def test_the_days_are_the_laws_and_say_why(self):
        assert self.deadline.due_on == SIGNED_BY
        assert law.sending_due(closed_on=CLOSES, rules=RULES).due_on == SENT_BY
        assert law.publishing_due(adopted_on=ADOPTED, rules=RULES).due_on == PUBLISHED_BY
        assert "R-SES-21" in str(self.deadline.rule)
        assert "31/07/2026" in str(self.deadline.why)

    @pytest.mark.parametrize(
        ("today", "state", "said"),
        [
            (SIGNED_BY - 3 * DAY, "now", "Còn 3 ngày"),
            (SIGNED_BY, "now", "Hạn là hôm nay"),
            (SIGNED_BY + DAY, "late", "Quá hạn 1 ngày"),
        ],
    )
    def test_what_is_open_counts_its_days(self, today, state, said):
        term = self.term(None)

        assert (term.state_on(today), term.said_on(today), term.done_on) == (state, said, None)
        assert term.needs_reason(today) is (state == "late")

    @pytest.mark.parametrize(
        ("done_on", "said", "late"),
        [(SIGNED_BY, "Xong ngày 07/08/2026", 0), (SIGNED_BY + 2 * DAY, "Xong ngày 09/08/2026, chậm 2 ngày", 2)],
    )
    def test_what_is_done_stays_as_late_as_it_was(self, done_on, said, late):
        term = self.term(done_on)

        assert (term.state_on(done_on + 99 * DAY), term.said_on(done_on + 99 * DAY)) == ("done", said)
        assert (term.days_late(done_on + 99 * DAY), term.needs_reason(done_on)) == (late, late > 0)
        assert not self.term(done_on, reason="Bão").needs_reason(done_on)

    def test_it_is_done_with_its_last_step_and_as_late_as_its_latest(self):
        half, whole = self.term(SIGNED_BY - DAY, None), self.term(SIGNED_BY - DAY, SIGNED_BY + DAY)

        assert (half.done_on, half.days_late(SIGNED_BY)) == (None, 0)
        assert (whole.done_on, whole.days_late(SIGNED_BY)) == (SIGNED_BY + DAY, 1)

    def test_the_day_that_counts_is_the_nearest_of_what_is_open(self):
        sooner, later = (law.publishing_due(adopted_on=day, rules=RULES) for day in (ADOPTED, CLOSES))
        term = Term(PUBLISHING, (Step("b", later), Step("a", sooner)))
        rest = Term(PUBLISHING, (Step("b", later), Step("a", sooner, ADOPTED)))

        assert (term.deadline, rest.deadline) == (sooner, later)

    def test_a_done_term_shows_the_day_that_was_missed(self):
        sooner, later = (law.publishing_due(adopted_on=day, rules=RULES) for day in (ADOPTED, CLOSES))
        term = Term(PUBLISHING, (Step("b", later, CLOSES), Step("a", sooner, sooner.due_on + DAY)))

        assert term.deadline == sooner

    def test_each_level_sends_to_its_own_superiors(self):
        assert law.superiors(Level.PROVINCE) == (law.Superior.NA_STANDING_COMMITTEE, law.Superior.GOVERNMENT)
        assert law.superiors(Level.COMMUNE) == (
            law.Superior.PROVINCE_STANDING_COMMITTEE,
            law.Superior.PROVINCE_EXECUTIVE,
        )


def test_a_closed_session_owes_minutes_and_letters_and_what_it_adopted(council):
    after = get_after(make_closed(), rules=RULES)

    assert [(term.kind, term.deadline.due_on) for term in after.terms] == [(MINUTES, SIGNED_BY), (SENDING, SENT_BY)]
    assert [step.done_on for term in after.terms for step in term.steps] == [None, None, None]
    assert missing_for_sending(after) == ["Biên bản kỳ họp chưa ký"]


def test_minutes_are_done_when_they_are_signed_as_a_document_or_in_the_file(council):
    session = make_closed()
    draft = sign_minutes(session, LATER)
    Document.objects.filter(pk=draft.pk).update(state="final_text")
    assert term_of(session, MINUTES).done_on is None

    Document.objects.filter(pk=draft.pk).update(
        state="issued", symbol="1/BB-HĐND", number=1, year=2026, issued_on=CLOSES
    )
    assert term_of(session, MINUTES).done_on == TODAY
    session.minutes_signed_on = SIGNED_BY

    assert term_of(session, MINUTES).done_on == SIGNED_BY


def test_each_adopted_resolution_is_published_within_its_days(council):
    session, vote = adopted()
    assert [(step.name, step.due_on) for step in term_of(session, PUBLISHING).steps] == [(vote.question, PUBLISHED_BY)]
    assert "chưa ban hành" in missing_for_sending(get_after(session, rules=RULES))[1]

    document = make_draft(origin=Origin(session_id=session.id, vote_id=vote.id))
    numbered = {"symbol": "12/NQ-HĐND", "number": 12, "year": 2026, "issued_on": ADOPTED, "state": "issued"}
    Document.objects.filter(pk=document.pk).update(confidentiality="public", **numbered)
    assert [step.name for step in term_of(session, PUBLISHING).open_steps] == ["12/NQ-HĐND"]

    Document.objects.filter(pk=document.pk).update(state="published", published_on=PUBLISHED_BY + DAY)
    assert term_of(session, PUBLISHING).days_late(CLOSES) == 1

    Document.objects.filter(pk=document.pk).update(state="issued", published_on=None, confidentiality="internal")
    assert term_of(session, PUBLISHING) is None


def test_what_went_upward_is_done_when_each_superior_has_all(council):
    session = make_closed()
    first = send(session, SENT_BY - 2 * DAY, recipients=[law.Superior.PROVINCE_EXECUTIVE], now=LATER)
    send(session, SENT_BY - DAY, recipients=[law.Superior.PROVINCE_STANDING_COMMITTEE], missing="Biên bản", now=LATER)
    assert [step.done_on for step in term_of(session, SENDING).steps] == [None, SENT_BY - 2 * DAY]

    send(session, SENT_BY, recipients=[law.Superior.PROVINCE_STANDING_COMMITTEE], letter=" 130/HĐND-VP ", now=LATER)

    term = term_of(session, SENDING)
    assert (term.done_on, term.days_late(TODAY), term.reason) == (SENT_BY, 0, "")
    assert (first.by_name, first.due_on, Sending.objects.get(sent_on=SENT_BY).letter) == (
        OFFICE.name,
        SENT_BY,
        "130/HĐND-VP",
    )
    assert events("SessionSentUpward") == 3
    assert AuditEntry.objects.filter(action="sessions.record_sent_upward").count() == 3


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"sent_on": CLOSES - DAY}, refusals.DayAhead, "sent_on"),
        ({"sent_on": TODAY + DAY}, refusals.DayAhead, "sent_on"),
        ({"recipients": ()}, refusals_after.RecipientsMissing, "recipients"),
        ({"recipients": (law.Superior.GOVERNMENT,)}, refusals_after.RecipientsMissing, "recipients"),
        ({"letter": "  "}, refusals.DocumentNotNamed, "letter"),
        ({"sent_on": SENT_BY + DAY}, refusals_after.SentLate, "late_reason"),
        ({"sent_on": SENT_BY + DAY, "late_reason": "  "}, refusals_after.SentLate, "late_reason"),
    ],
)
def test_a_letter_that_lacks_something_is_refused_and_leaves_nothing(council, changes, refusal, field):
    session = make_closed()

    with pytest.raises(refusal) as refused:
        actions.record_sent_upward(
            actor=OFFICE, session=session, letter=letter(**{"sent_on": SENT_BY, **changes}), now=LATER, rules=RULES
        )

    assert refused.value.field == field
    assert (Sending.objects.count(), events("SessionSentUpward")) == (0, 0)


def test_a_late_letter_says_why_and_the_reason_stands_with_the_term(council):
    session = make_closed()

    send(session, SENT_BY + 3 * DAY, late_reason=" Chờ ký ", now=LATER)

    term = term_of(session, SENDING)
    assert (term.reason, term.days_late(TODAY), term.needs_reason(TODAY)) == ("Chờ ký", 3, False)


def test_a_withdrawn_record_counts_no_more_and_stays_to_be_read(council):
    session = make_closed()
    sending = send(session, SENT_BY + DAY, late_reason="Chờ ký", now=LATER)

    with pytest.raises(refusals.ReasonMissing):
        actions.withdraw_sent_upward(actor=OFFICE, sending=sending, reason=" ")
    for _ in range(2):
        actions.withdraw_sent_upward(actor=OFFICE, sending=sending, reason="Ghi nhầm ngày")

    after = get_after(session, rules=RULES)
    assert (after.term(SENDING).done_on, after.term(SENDING).reason) == (None, "")
    assert [(each.is_withdrawn, each.withdrawal.reason) for each in after.sendings] == [(True, "Ghi nhầm ngày")]
    assert (SendingWithdrawal.objects.count(), events("SendingWithdrawn")) == (1, 1)


@pytest.mark.parametrize("actor", [CHAIR, DELEGATE, actor_with(Role.ADMINISTRATOR)])
def test_only_who_follows_up_writes_and_nothing_changes(council, actor):
    session = make_closed()
    sending = send(session, SENT_BY, now=LATER, actor=CLERK)

    for act in (
        lambda: send(session, SENT_BY, now=LATER, actor=actor),
        lambda: actions.withdraw_sent_upward(actor=actor, sending=sending, reason="Nhầm"),
        lambda: explain(session, actor=actor),
    ):
        with pytest.raises(NotPermitted):
            act()

    with pytest.raises(NotFound):
        get_sending(actor, sending.id)
    assert (Sending.objects.count(), SendingWithdrawal.objects.count(), LateReason.objects.count()) == (1, 0, 0)
    assert get_sending(SECRETARY, sending.id) == sending


@pytest.mark.parametrize("state", ["convened", "in_progress", "paused", "cancelled"])
def test_before_the_closing_nothing_follows_it(council, state):
    session = make_session(state)

    for act in (lambda: send(session, CLOSES, now=LATER), lambda: explain(session)):
        with pytest.raises(refusals_after.NotYetClosed):
            act()


def test_of_a_rehearsal_nothing_goes_upward(council):
    session = close(make_rehearsal())

    with pytest.raises(OnlyRehearsed):
        send(session, CLOSES, now=LATER)
    assert not sees_after(OFFICE, session)
    assert list_open_after(OFFICE, today=TODAY, rules=RULES) == []


def explain(session, actor=SECRETARY, reason="Chờ số liệu", term=MINUTES, now=LATER):
    return actions.explain_lateness(actor=actor, session=session, term=term, reason=reason, now=now, rules=RULES)


def test_a_missed_term_is_explained_and_the_last_word_holds(council):
    session = make_closed()
    for now, reason, refusal in (
        (LATER, " ", refusals.ReasonMissing),
        (datetime(2026, 8, 7, 3, 0, tzinfo=UTC), "Bão", refusals_after.NotLate),
    ):
        with pytest.raises(refusal):
            explain(session, reason=reason, now=now)
    with pytest.raises(refusals_after.NotLate):
        explain(session, term=PUBLISHING)

    explain(session, reason="Bão")
    explain(session, reason=" Chờ số liệu ")

    assert (term_of(session, MINUTES).reason, LateReason.objects.count()) == ("Chờ số liệu", 2)
    assert not term_of(session, MINUTES).needs_reason(TODAY)
    assert AuditEntry.objects.filter(action="sessions.explain_lateness").count() == 2


def test_a_file_with_minutes_that_were_signed_late_says_why(council):
    session, given = make_closed(), {"minutes": make_file(), "signed_on": SIGNED_BY + DAY, "now": LATER, "rules": RULES}

    with pytest.raises(refusals_after.SignedLate, match="07/08/2026"):
        actions.archive_session(actor=OFFICE, session=session, **given)
    archived = actions.archive_session(actor=OFFICE, session=session, **given, late_reason="Chờ ký")

    assert (archived.state, term_of(archived, MINUTES).reason) == ("archived", "Chờ ký")
    other = make_closed()
    explain(other)
    assert actions.archive_session(actor=OFFICE, session=other, **given).state == "archived"


def test_who_sees_to_it_finds_what_is_open_or_unexplained(council):
    session = make_closed()
    found = [term.kind for _after, term in list_open_after(SECRETARY, today=TODAY, rules=RULES)]
    assert (found, list_open_after(CHAIR, today=TODAY, rules=RULES)) == ([MINUTES, SENDING], [])
    assert [sees_after(actor, session) for actor in (CHAIR, OFFICE, CLERK, DELEGATE)] == [True, True, True, False]

    send(session, SENT_BY, now=LATER)
    actions.archive_session(
        actor=OFFICE,
        session=session,
        minutes=make_file(),
        signed_on=SIGNED_BY,
        now=LATER,
        rules=RULES,
    )

    assert list_open_after(SECRETARY, today=TODAY, rules=RULES) == []


def test_the_same_queries_for_one_session_and_for_three(council):
    def asked():
        with count_queries() as queries:
            list_open_after(OFFICE, today=TODAY, rules=RULES)
        return len(queries)

    session, _vote = adopted()
    send(session, SENT_BY, now=LATER, recipients=[law.Superior.PROVINCE_EXECUTIVE])
    one = asked()
    for _ in range(2):
        send(make_closed(), SENT_BY, now=LATER)

    assert asked() == one


def test_a_province_sends_to_the_national_assembly_and_the_government(council):
    rules = national_rules("province", CLOSES)
    session = make_closed()

    sending = send(session, SENT_BY, now=LATER, rules=rules, recipients=law.superiors(Level.PROVINCE)[::-1])

    assert sending.recipient_names == ["Uỷ ban Thường vụ Quốc hội", "Chính phủ"]
    assert term_of(session, SENDING, rules).done_on == SENT_BY


def adopted():
    """Return a closed session that adopted one resolution on 29 July 2026, with its vote."""
    hall = make_hall(3)
    for number in range(3):
        hall.cast(number)
    vote = hall.close()
    return close(hall.session), vote
