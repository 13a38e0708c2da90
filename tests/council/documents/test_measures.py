"""What the declared measures of documents count, what they do not, and what a withdrawal takes away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from council.documents import actions
from council.documents.actions.publicity import Told
from council.documents.actions.refusals import NotPublic, NumberDayWrong, PublicityDayWrong
from council.documents.law import Confidentiality, Issuer, Kind, publishing_due
from council.documents.models import Document, Publicity
from council.documents.queries import list_books
from council.documents.queries.figures import find_without_term
from council.documents.tasks import note_publishing_terms
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import ADOPTED, CHAIR, CLERK, EFFECTIVE, NOW, RULES, make_draft, make_issued
from tests.factories.figures import counted, days_of

NAMES = ("resolutions_issued", "resolutions_published", "resolutions_to_publish", "resolutions_effective")
# Adopted on Thursday 9 July 2026: public by Thursday 16 July, five working days later.
DUE_ON = date(2026, 7, 16)  # six days after NOW


def at(name, *args):
    return reverse(f"documents:{name}", "config.urls_council", args)


def publish(document: Document, days: int = 0) -> Document:
    return actions.publish(actor=CLERK, document=document, now=NOW + timedelta(days=days))


def test_the_term_of_publication_counts_working_days_and_only_for_resolutions():
    assert publishing_due(kind=Kind.INDIVIDUAL_RESOLUTION, adopted_on=ADOPTED, rules=RULES) == DUE_ON
    assert publishing_due(kind=Kind.REPORT, adopted_on=ADOPTED, rules=RULES) is None


def test_a_resolution_counts_when_issued_then_published_then_withdrawn(council):
    make_draft()
    assert [name for name in NAMES if counted(name)] == [], "a draft counts nowhere"
    document = make_issued()

    assert counted("resolutions_issued") == counted("resolutions_to_publish") == {"individual_resolution": 1}
    assert days_of("resolutions_to_publish") == {str(DUE_ON): 1}
    assert days_of("resolutions_effective") == {str(EFFECTIVE): 1}
    document = publish(document)
    assert counted("resolutions_to_publish") == {}
    assert counted("resolutions_published") == {"individual_resolution/in_time": 1}
    assert document.publish_days == 1
    actions.withdraw(actor=CHAIR, document=document, reason="Sai thẩm quyền", now=NOW)

    assert [name for name in NAMES if counted(name)] == []
    assert counted("resolutions_withdrawn") == {"individual_resolution": 1}


def test_a_resolution_published_after_its_last_day_is_late(council):
    first, second = make_issued(), make_issued()
    publish(first, days=6)
    publish(second, days=7)

    assert counted("resolutions_published") == {
        "individual_resolution/in_time": 1,
        "individual_resolution/late": 1,
    }


def test_what_is_not_for_everybody_waits_for_no_publication(council):
    document = make_issued()
    Document.objects.filter(pk=document.pk).update(confidentiality=Confidentiality.INTERNAL)

    assert counted("resolutions_to_publish") == {}
    assert counted("resolutions_issued") == {"individual_resolution": 1}


def test_documents_count_by_kind_and_by_how_they_were_signed(council):
    document = make_issued()
    assert counted("documents_issued") == {"individual_resolution/paper/council": 1}
    Document.objects.filter(pk=document.pk).update(medium="electronic")
    assert counted("documents_issued") == {"individual_resolution/electronic/council": 1}


def test_the_night_adds_the_term_to_what_was_final_before_it_was_kept(council):
    document = publish(make_issued(), days=10)
    make_draft()
    Document.objects.filter(pk=document.pk).update(publish_due_on=None, publishing="open", publish_days=0)
    assert find_without_term() == [document]
    note_publishing_terms(NOW)

    document.refresh_from_db()
    assert (document.publish_due_on, document.publishing, document.publish_days) == (DUE_ON, "late", 11)
    assert find_without_term() == []


class TestPublicity:
    """By which channels a document was made known (Q-042, Q-056)."""

    def told(self, document, days=1, **changes):
        known = {"act": "disseminated", "channel": "conference", "done_on": clock.local_day(NOW) + timedelta(days=days)}
        now = NOW + timedelta(days=10)
        return actions.record_publicity(actor=CLERK, document=document, told=Told(**{**known, **changes}), now=now)

    def test_publishing_is_a_channel_and_no_dissemination(self, council):
        publish(make_issued())

        assert counted("publicity_by_channel") == {"published/portal": 1}
        assert counted("resolutions_disseminated") == {"individual_resolution/none": 1}

    def test_one_record_disseminates_and_its_removal_takes_it_back(self, council):
        document = publish(make_issued())
        record = self.told(document)
        assert counted("resolutions_disseminated") == {"individual_resolution/done": 1}
        self.told(document, act="published", channel="posted")

        assert counted("publicity_by_channel") == {
            "published/portal": 1,
            "published/posted": 1,
            "disseminated/conference": 1,
        }
        for _ in range(2):
            actions.remove_publicity(actor=CLERK, publicity=record, reason="Ghi nhầm", now=NOW)
        assert counted("resolutions_disseminated") == {"individual_resolution/none": 1}
        assert "disseminated/conference" not in counted("publicity_by_channel")

    def test_said_twice_it_is_written_once_until_it_is_taken_back(self, council):
        document = publish(make_issued())
        record = self.told(document, note="Hội nghị  thôn")

        assert self.told(document, note="Hội nghị thôn ") == record
        assert counted("publicity_by_channel")["disseminated/conference"] == 1
        others = [self.told(document, note="Hội nghị xã"), self.told(document, days=2, note="Hội nghị thôn")]
        actions.remove_publicity(actor=CLERK, publicity=record, reason="Ghi nhầm", now=NOW)
        again = self.told(document, note="Hội nghị thôn")

        assert len({record, *others, again}) == 4
        assert counted("publicity_by_channel")["disseminated/conference"] == 3

    def test_it_needs_a_public_document_in_force_and_a_day_between_issue_and_today(self, council):
        issued, draft = make_issued(), make_draft()
        with pytest.raises(StepNotAllowed):
            self.told(draft)
        for days in (-1, 11):
            with pytest.raises(PublicityDayWrong):
                self.told(issued, days=days)
        with pytest.raises(NotPermitted):
            actions.record_publicity(
                actor=actor_with(Role.DELEGATE), document=issued, told=Told("published", "posted", ADOPTED), now=NOW
            )
        Document.objects.filter(pk=issued.pk).update(confidentiality=Confidentiality.INTERNAL)
        with pytest.raises(NotPublic):
            self.told(issued)
        assert counted("publicity_by_channel") == {}

    def test_the_office_records_and_takes_back_on_the_documents_page(self, council):
        document = publish(make_issued())
        clerk = browser_of(council, Role.RECORDS_CLERK)
        page = at("detail", document.id)
        assert "Chưa ghi việc tuyên truyền" in clerk.get(page).content.decode()

        form = at("publicity", document.id)
        typed = {"act": "disseminated", "channel": "press", "done_on": "2020-01-01", "note": "Báo tỉnh"}
        refused = clerk.post(form, typed)
        assert (refused.status_code, "Báo tỉnh" in refused.content.decode()) == (422, True)
        clerk.post(form, {**typed, "done_on": clock.today().isoformat()})
        assert "Báo tỉnh" in clerk.get(page).content.decode()
        record = Publicity.objects.get(act="disseminated")
        clerk.post(at("remove_publicity", record.id), {"reason": "Ghi nhầm"})
        assert "Báo tỉnh" not in clerk.get(page).content.decode()


class TestSecretNumbers:
    """A document with a mark of secrecy is a number and a day, nothing else (Q-055)."""

    @pytest.fixture
    def held(self, council):
        return actions.reserve_numbers(
            actor=CLERK, issuer=Issuer.COUNCIL, kind=Kind.REPORT, count=1, reason="Văn bản giấy", now=NOW
        )[0]

    def test_a_held_number_counts_once_it_is_given(self, held):
        assert counted("documents_secret") == {}
        actions.give_to_secret(actor=CLERK, held=held, done_on=ADOPTED, now=NOW)

        assert (counted("documents_secret"), days_of("documents_secret")) == ({"": 1}, {str(ADOPTED): 1})
        assert [line.findings.is_clean for line in list_books(CLERK, year=NOW.year)] == [True]
        with pytest.raises(StepNotAllowed):
            actions.cancel_number(actor=CLERK, held=held, reason="Thôi", now=NOW)

    @pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 7, 11)])
    def test_the_day_is_of_the_books_year_and_not_ahead(self, held, day):
        with pytest.raises(NumberDayWrong):
            actions.give_to_secret(actor=CLERK, held=held, done_on=day, now=NOW)

    def test_the_book_shows_the_number_and_takes_a_day(self, council, held):
        clerk = browser_of(council, Role.RECORDS_CLERK)
        assert f"Cấp số {held.number} cho văn bản mật" in clerk.get(at("book", held.sequence_id)).content.decode()
        clerk.post(at("secret_number", held.id), {"done_on": "2026-07-09"})

        assert "không đưa vào hệ thống" in clerk.get(at("book", held.sequence_id)).content.decode()
        held.refresh_from_db()
        assert (held.state, held.secret_on) == ("secret", date(2026, 7, 9))
