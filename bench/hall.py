"""A hall with as many delegates as wanted, made in bulk, and browsers that are signed in."""

from dataclasses import replace

from django.conf import settings
from tests.factories.halls import PASSWORD, account_of
from tests.factories.people import STARTED, make_term
from tests.factories.sessions import DRAFT, SECRETARY, Hall, make_item, make_session, make_sitting, seat

from council.people.models import Mandate, Person
from council.sessions import actions
from council.sessions.models import Vote
from kernel import clock
from kernel.accounts.actions import Browser, sign_in
from kernel.accounts.rules import current_rules
from kernel.accounts.sessions import SessionStore


def full_hall(delegates: int) -> Hall:
    """Return a running sitting in which so many delegates are present, and a vote that is open."""
    session = make_session("in_progress")
    sitting = make_sitting(session, "running")
    mandates = make_mandates(delegates)
    seat(sitting, mandates)
    item = make_item(session, DRAFT, "vote_ready")
    hall = Hall(session, sitting, mandates, item, actions.prepare_vote(actor=SECRETARY, item=item, question=""))
    hall.open()
    return hall


def make_mandates(number: int) -> list[Mandate]:
    """Return so many active mandates of new people, by two statements."""
    term, names = make_term(), [f"Đại biểu {place:04d}" for place in range(number)]
    people = Person.objects.bulk_create(
        [Person(full_name=name, sort_key=name.lower(), search_name=name.lower()) for name in names]
    )
    return Mandate.objects.bulk_create([Mandate(person=person, term=term, started_on=STARTED) for person in people])


def another_vote(hall: Hall, *, is_open: bool = True) -> Vote:
    """Return the vote on one more matter of the hall's session; at most one may be open at a time.

    Each has a name of its own: what was rejected in a session does not come to the vote again in it (R-VOT-11).
    """
    matter = replace(DRAFT, title=f"{DRAFT.title}, phần {hall.session.items.count() + 1}")
    item = make_item(hall.session, matter, "vote_ready")
    vote = actions.prepare_vote(actor=SECRETARY, item=item, question="")
    return hall.open(vote=vote) if is_open else vote


def signed_in(mandate: Mandate, username: str) -> str:
    """Give a delegate an account, sign her in, and return her browser's cookies."""
    account_of(mandate, username)
    session, browser = SessionStore(), Browser(ip="203.0.113.7", device="Chrome · iPad")
    sign_in(session=session, name=username, password=PASSWORD, browser=browser, now=clock.now(), rules=current_rules())
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
