"""Subscription: feeds and calendar that readers and calendars understand, and that say when nothing has changed."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from council.sessions import actions as sessions
from council.sessions.models import CouncilSession, Sitting
from council.sessions.workflow import SessionState
from tests.factories.documents import make_published
from tests.factories.portal import make_shown, make_text
from tests.factories.sessions import CHAIR, CLOSES, OPENS, make_session, make_sitting
from tests.testbed.queries import cost_of

FEEDS = "/cong-khai/theo-doi/"
CALENDAR = f"{FEEDS}lich.ics"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def entries(answer):
    return ElementTree.fromstring(answer.content).findall("a:entry", ATOM)


def events(answer) -> dict:
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.mark.parametrize(("name", "count"), [("tin", 3), ("nghi-quyet", 1), ("ky-hop", 1)])
def test_each_feed_holds_its_part_of_the_news(reader, name, count):
    make_published(), make_session(SessionState.CONVENED), make_shown(), make_text()

    atom, rss = reader.get(f"{FEEDS}{name}.atom"), reader.get(f"{FEEDS}{name}.rss")

    assert atom.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert rss.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert len(entries(atom)) == len(ElementTree.fromstring(rss.content).findall("channel/item")) == count


def test_entries_keep_their_keys_and_lead_to_the_page(reader):
    document = make_published(subject="Về <học phí> & sách")

    (entry,) = entries(reader.get(f"{FEEDS}nghi-quyet.atom"))

    assert entry.findtext("a:title", "", ATOM) == f"Công bố nghị quyết: {document.subject}"
    assert entry.find("a:link", ATOM).get("href") == f"http://hoalu.localhost/vb/{document.short_code}"
    assert entry.findtext("a:id", "", ATOM).startswith("urn:uuid:")
    again = entries(reader.get(f"/en{FEEDS}nghi-quyet.atom"))[0]
    assert again.findtext("a:id", "", ATOM) == entry.findtext("a:id", "", ATOM)
    assert again.find("a:link", ATOM).get("href") == f"http://hoalu.localhost/en/vb/{document.short_code}"


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_sign_that_xml_cannot_hold_takes_no_feed_down(reader, form):
    make_session(SessionState.CONVENED)
    CouncilSession.objects.update(title="Kỳ họp\x02 thứ\x0b bảy")  # pasted from a PDF

    answer = reader.get(f"{FEEDS}ky-hop.{form}")

    assert (answer.status_code, "Kỳ họp thứ bảy" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("address", [f"{FEEDS}tin.atom", f"{FEEDS}tin.rss", CALENDAR, "/sitemap.xml"])
def test_what_has_not_changed_is_not_sent_again(reader, address):
    make_session(SessionState.CONVENED), make_published()
    first = reader.get(address)
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]

    same = reader.get(address, headers={"if-none-match": etag})
    by_time = reader.get(address, headers={"if-modified-since": changed})
    make_session(SessionState.CONVENED)
    anew = reader.get(address, headers={"if-none-match": etag})

    assert (same.status_code, same.content, by_time.status_code) == (304, b"", 304)
    assert (anew.status_code, anew.headers["ETag"] == etag) == (200, False)
    assert first.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("address", [f"{FEEDS}tin.atom", f"{FEEDS}ky-hop.rss", CALENDAR])
def test_an_empty_council_has_an_empty_feed(reader, address):
    first, second = reader.get(address), reader.get(address)

    assert first.status_code == 200
    assert first.headers["ETag"] == second.headers["ETag"]


@pytest.mark.parametrize("address", ["la.atom", "tin.xml", "tin."])
def test_unknown_feeds_are_not_found(reader, address):
    assert reader.get(FEEDS + address).status_code == 404


# -- the calendar -----------------------------------------------------------------------------------------------------


def test_session_is_whole_days_with_its_place_and_page(reader):
    make_session(SessionState.PLANNED)
    session = make_session(SessionState.CONVENED)

    answer = reader.get(CALENDAR)

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer)
    assert set(found) == {str(session.id)}
    event = found[str(session.id)]
    assert event.decoded("DTSTART") == OPENS
    assert event.decoded("DTEND") == CLOSES + timedelta(days=1)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (session.title, session.place)
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CONFIRMED", session.version)
    assert str(event["URL"]) == f"http://hoalu.localhost/cong-khai/ky-hop/{session.id}/"


def test_cancelled_session_and_its_sittings_leave_the_calendar_by_a_higher_sequence(reader):
    session = make_session(SessionState.CONVENED)
    sitting = make_sitting(session)
    before = events(reader.get(CALENDAR))

    sessions.cancel_session(actor=CHAIR, session=session, reason="Bão số 5")

    after = events(reader.get(CALENDAR))
    assert set(after) == set(before) == {str(session.id), str(sitting.id)}
    for key, event in after.items():
        assert str(event["STATUS"]) == "CANCELLED"
        assert event["SEQUENCE"] > before[key]["SEQUENCE"]


def test_sitting_has_its_hours_in_vietnams_time_once_it_has_begun(reader):
    session = make_session(SessionState.IN_PROGRESS)
    sitting = make_sitting(session)
    planned = events(reader.get(CALENDAR))[str(sitting.id)]
    began, ended = datetime(2026, 7, 29, 1, 0, tzinfo=UTC), datetime(2026, 7, 29, 4, 30, tzinfo=UTC)
    Sitting.objects.filter(pk=sitting.pk).update(state="ended", started_at=began, ended_at=ended)

    answer = reader.get(CALENDAR)

    event = events(answer)[str(sitting.id)]
    assert planned.decoded("DTSTART") == date(2026, 7, 29)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (began, ended)
    text = answer.content.decode()
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20260729T080000" in text
    assert "TZOFFSETTO:+0700" in text
    assert event["SEQUENCE"] > planned["SEQUENCE"]


def test_calendar_folds_long_lines_and_names_the_council(reader):
    session = make_session(SessionState.CONVENED)
    CouncilSession.objects.filter(pk=session.pk).update(title="Kỳ họp, chuyên đề; " * 9)

    content = reader.get(CALENDAR).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(content)
    assert str(calendar["X-WR-CALNAME"]) == "Kỳ họp – Hội đồng nhân dân phường Hoa Lư"
    assert str(events(reader.get(CALENDAR))[str(session.id)]["SUMMARY"]) == "Kỳ họp, chuyên đề; " * 9


def test_calendar_asks_the_same_for_one_session_and_for_many(reader):
    make_sitting(make_session(SessionState.CONVENED))
    once = cost_of(reader, CALENDAR)
    for _ in range(3):
        make_sitting(make_session(SessionState.CONVENED))

    assert cost_of(reader, CALENDAR) == once
