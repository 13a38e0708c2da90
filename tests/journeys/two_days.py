"""A council with a session of two days: made before it begins, and told when it is over, from the database itself.

Run beside a product as its operator: ``python -m tests.journeys.two_days VERB …``; answers in JSON.
"""

import json
import sys
from typing import Any

from tests.journeys import people
from tests.journeys.hall import cheap_passwords, entered_by

MATTERS = (
    "Quy hoạch chi tiết khu trung tâm",
    "Mức hỗ trợ học phí năm học mới",
    "Đặt tên đường và công trình công cộng",
    "Điều chỉnh dự toán ngân sách",
    "Chương trình giám sát năm sau",
)
BY_HAND = 3  # delegates who come with real browsers


def prepare(subdomain: str, delegates: str) -> dict[str, Any]:
    """Convene a session of today and tomorrow whose papers are out; return who may come in, and what there is."""
    from council.roles import Role
    from council.sessions import actions
    from council.sessions.models import Part
    from kernel import clock
    from tests.factories import office
    from tests.factories.people import make_delegates

    with entered_by(subdomain):
        chair, *others = make_delegates(int(delegates))
        session = office.plan_session(opens_on=clock.today())
        items = [office.add_item(session, title) for title in MATTERS]
        session = office.convene(session)
        for item in items:
            office.add_paper(session, item, title=f"Tờ trình {item.title}")
        session = office.release(session)
        sittings = [
            actions.add_sitting(actor=office.OFFICE, session=session, day_on=day, part=Part.MORNING)
            for day in (session.opens_on, session.closes_on)
        ]
        people.let_in(chair.person, people.CHAIR, Role.COUNCIL_CHAIR)
        people.clerk("Ngô Ngọc Lan", people.CLERK, Role.OFFICE_STAFF, Role.SESSION_SECRETARY)
        for number, mandate in enumerate(others[:BY_HAND], 1):
            people.let_in(mandate.person, f"daibieu{number}")
        with cheap_passwords():
            cookies = {str(each.id): _cookie(each, f"may{number}") for number, each in enumerate(others[BY_HAND:])}
        return {
            "session": str(session.id),
            "items": [str(item.id) for item in items],
            "sittings": [str(sitting.id) for sitting in sittings],
            "chair": str(chair.id),
            "by_hand": [str(mandate.id) for mandate in others[:BY_HAND]],
            "cookies": cookies,
        }


def tell(subdomain: str, session_id: str) -> dict[str, Any]:
    """Return what the database holds of a session: votes, presence, log, and what still waits or failed."""
    from council.documents.models import Document
    from council.rulebook.queries import load_rules
    from council.sessions.models import Attendance, CouncilSession, Vote
    from council.sessions.queries import get_hall
    from council.sessions.queries.log import list_log
    from kernel import clock
    from kernel.audit import verify_audit
    from kernel.audit.models import AuditEntry
    from kernel.outbox.models import OutboxEvent, OutboxFailure, OutboxWaiting
    from tests.factories.halls import CHAIR

    with entered_by(subdomain):
        session = CouncilSession.objects.get(pk=session_id)
        rules = load_rules(level="commune", at=clock.today())
        log = list_log(get_hall(CHAIR, session, now=clock.now(), rules=rules))
        drafts = Document.objects.filter(vote_id__isnull=False).exclude(state="dropped")
        presence = Attendance.objects.filter(sitting__session=session).oldest_first()
        return {
            "state": session.state,
            "items": list(session.items.order_by("position").values_list("state", flat=True)),
            "votes": [_told(vote) for vote in Vote.objects.filter(session=session).order_by("opened_at")],
            "presence": [[str(line.sitting_id), str(line.mandate_id), line.what, line.source] for line in presence],
            "log": [line.words for line in reversed(log)],
            "taps": AuditEntry.objects.filter(action="sessions.cast_ballot").count(),
            "events": OutboxEvent.objects.filter(type__contains="BallotRecorded").count(),
            "drafts": [str(vote) for vote in drafts.values_list("vote_id", flat=True)],
            "waiting": OutboxWaiting.objects.count(),
            "failures": [str(failure) for failure in OutboxFailure.objects.exclude(state="recovered")],
            "audit": verify_audit(now=clock.now()).is_whole,
        }


def _told(vote: Any) -> dict[str, Any]:
    ballots = vote.ballots.values_list("mandate_id", "choice", "receipt")
    log = vote.log.order_by("id").values_list("mandate_id", "choice", "receipt")
    return {
        "id": str(vote.id),
        "state": vote.state,
        "decision": vote.decision,
        "sentence": vote.sentence,
        "tally": [vote.in_favour, vote.against, vote.abstained, vote.not_voting],
        "eligible": sorted(str(line.mandate_id) for line in vote.eligible.all()),
        "present": vote.present,
        "ballots": {str(mandate): [choice, receipt] for mandate, choice, receipt in ballots},
        "log": [[str(mandate), choice, receipt] for mandate, choice, receipt in log],
        "repeats": str(vote.repeats_id or ""),
    }


def _cookie(mandate: Any, username: str) -> str:
    """Return the key of a session that a delegate's tablet carries."""
    from kernel import clock
    from kernel.accounts.actions import Browser
    from kernel.accounts.actions.signing import open_session
    from kernel.accounts.rules import current_rules
    from kernel.accounts.sessions import SessionStore
    from tests.factories.halls import account_of

    account, session = account_of(mandate, username), SessionStore()
    browser = Browser(ip="203.0.113.7", device="Chrome · iPad")
    open_session(session=session, account=account, browser=browser, now=clock.now(), rules=current_rules())
    return str(session.session_key)


if __name__ == "__main__":
    import django

    django.setup()
    verb = {"prepare": prepare, "tell": tell}[sys.argv[1]]
    sys.stdout.write(json.dumps(verb(*sys.argv[2:])))
