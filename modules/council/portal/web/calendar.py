"""Subscription by calendar: every session and sitting that everybody may know of (RFC 5545).

A session keeps its UID for ever; each change raises SEQUENCE, and what will not be held is sent as cancelled, so
that it leaves the subscribers' calendars. A session is days, not hours; a sitting that has begun has its hours.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from council.documents.queries import get_letterhead
from council.portal.web.machines import kept
from council.sessions import law as sessions_law
from council.sessions.models import CouncilSession, Sitting
from council.sessions.queries import list_public_sessions
from council.sessions.queries.public import list_public_sittings
from council.sessions.workflow import SessionState, SittingState
from kernel import clock
from kernel.openness import public_record
from kernel.ui.languages import in_page_language

NOT_HELD = frozenset({SessionState.CANCELLED, SessionState.POSTPONED})
# A sitting has no counter of its own: its states follow one another.
STAGES = [SittingState.PLANNED, SittingState.RUNNING, SittingState.ENDED, SittingState.CANCELLED]
REFRESH = timedelta(hours=6)
ZONE = "Asia/Ho_Chi_Minh"
DAY = timedelta(days=1)


@require_safe
@public_record
def calendar(request: Any) -> HttpResponse:
    """Give the council's calendar."""
    sessions, sittings = list(list_public_sessions()), list_public_sittings()
    known = [(each.id, each.version, each.opens_on, each.closes_on, each.title, each.place) for each in sessions]
    return kept(
        request,
        known=(known, [(each.id, each.state, each.day_on, each.part, each.ended_at) for each in sittings]),
        changed_at=max((_changed_at(each) for each in [*sessions, *sittings]), default=None),
        content_type="text/calendar; charset=utf-8",
        draw=lambda: _drawn(request, sessions, sittings),
    )


def _drawn(request: Any, sessions: list[CouncilSession], sittings: list[Sitting]) -> bytes:
    drawn, name = Calendar(), get_letterhead().issuer
    for key, value in (("version", "2.0"), ("prodid", "-//HDND so//Portal//VI"), ("method", "PUBLISH")):
        drawn.add(key, value)
    drawn.add("x-wr-calname", _("Kỳ họp – %(who)s") % {"who": name})
    drawn.add("x-wr-timezone", ZONE)
    drawn.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    drawn.add_component(_zone())
    for session in sessions:
        drawn.add_component(_session(request, session))
    for sitting in sittings:
        drawn.add_component(_sitting(request, sitting))
    return bytes(drawn.to_ical())


def _session(request: Any, session: CouncilSession) -> Event:
    event = _event(request, session, session.id, sequence=session.version, changed_at=_changed_at(session))
    event.add("summary", session.title)
    event.add("dtstart", session.opens_on)
    event.add("dtend", (session.closed_on or session.closes_on) + DAY)  # the end is not part of it
    event.add("transp", "TRANSPARENT")
    return event


def _sitting(request: Any, sitting: Sitting) -> Event:
    session = sitting.session
    stage = STAGES.index(SittingState(sitting.state))
    event = _event(request, session, sitting.id, sequence=session.version + stage, changed_at=_changed_at(sitting))
    known = {"session": session.title, "part": sitting.get_part_display()}
    event.add("summary", _("%(session)s, phiên %(part)s") % known)
    if sitting.started_at is None:
        event.add("dtstart", sitting.day_on)
        event.add("dtend", sitting.day_on + DAY)
        return event
    event.add("dtstart", sitting.started_at.astimezone(clock.VIETNAM))
    if sitting.ended_at is not None:
        event.add("dtend", sitting.ended_at.astimezone(clock.VIETNAM))
    return event


def _event(request: Any, session: CouncilSession, key: Any, *, sequence: int, changed_at: datetime) -> Event:
    event = Event()
    event.add("uid", str(key))
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if session.state in NOT_HELD else "CONFIRMED")
    event.add("url", request.build_absolute_uri(in_page_language(sessions_law.public_path(session.id))))
    if session.place:
        event.add("location", session.place)
    event.add("description", str(session.get_state_display()))
    return event


def _changed_at(row: CouncilSession | Sitting) -> datetime:
    """Return the last moment that the row itself knows of."""
    names = ("created_at", "released_at", "opened_at", "closed_at", "started_at", "ended_at")
    return max(moment for name in names if (moment := getattr(row, name, None)))


def _zone() -> Timezone:
    """Return Vietnam's time: seven hours before UTC, the same all the year."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001 -- the local time at which it began
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone
