"""What a hall needs before disaster strikes, and what is left afterwards, read from the database itself.

Run beside a product as its operator: ``python -m tests.journeys.hall VERB …``; answers in JSON.
"""

import json
import sys
from typing import Any


def found(*codes: str) -> list[str]:
    """Bring councils onto the platform in this process and return their subdomains."""
    from console.models import OnboardingItem
    from console.onboarding import work_off
    from kernel import clock
    from tenancy.place import in_public

    start(*codes, rung=False)
    with in_public():
        items = list(OnboardingItem.objects.filter(unit_code__in=codes))
        for item in items:
            work_off(item.pk, now=clock.now())
        return [item.subdomain for item in items]


def start(*codes: str, rung: bool = True) -> None:
    """Start an onboarding, and ring the control worker."""
    from console.actions import FirstAdministrator, start_onboarding
    from console.tasks import ring
    from kernel import clock
    from presets.units import unit_of
    from tenancy.place import in_public
    from tests.console.places import OPERATOR

    with in_public():
        onboarding = start_onboarding(
            actor=OPERATOR,
            units=[unit_of(code) for code in codes],
            ground="Hợp đồng 12/2026",
            administrator=FirstAdministrator("Bùi Thanh Phương", "hdnd.{ten}@vidu.vn"),
            now=clock.now(),
        )
        if rung:
            ring(onboarding.pk)


def hold(subdomain: str, delegates: str) -> dict[str, Any]:
    """Hold a session in which a vote is open, every delegate being signed in; return who may vote."""
    from tests.factories.halls import account_of, hold_session

    with entered_by(subdomain):
        held = hold_session(int(delegates))
        vote = held.open_vote()
        with cheap_passwords():
            voters = {
                str(mandate.id): _signed_in(account_of(mandate, f"daibieu{number}"))
                for number, mandate in enumerate(held.mandates, 1)
            }
        return {"vote": str(vote.id), "session": str(held.session.id), "voters": voters}


def convene(subdomain: str) -> str:
    """Convene another session, so that each delegate must be told exactly once; return it."""
    from tests.factories.office import convene, plan_session

    with entered_by(subdomain):
        return str(convene(plan_session()).id)


def close(subdomain: str, vote_id: str) -> None:
    """Close the vote."""
    from council.rulebook.queries import load_rules
    from council.sessions import actions
    from council.sessions.models import Vote
    from kernel import clock
    from tests.factories.halls import CHAIR

    with entered_by(subdomain):
        rules = load_rules(level="commune", at=clock.today())
        actions.close_vote(actor=CHAIR, vote=Vote.objects.get(pk=vote_id), now=clock.now(), rules=rules)


def account(subdomain: str, vote_id: str) -> dict[str, Any]:
    """Return what the database holds of a vote: its tally, ballots and log, and what still waits or failed."""
    from council.documents.models import Document
    from council.sessions.models import Ballot, BallotLog, Vote
    from kernel import clock
    from kernel.audit import verify_audit
    from kernel.notify.models import Notice
    from kernel.outbox.models import OutboxEvent, OutboxFailure, OutboxWaiting

    with entered_by(subdomain):
        vote = Vote.objects.get(pk=vote_id)
        log = BallotLog.objects.filter(vote=vote).order_by("id")
        notices = Notice.objects.values_list("event_id", "account_id")
        return {
            "tally": [vote.in_favour, vote.against, vote.abstained, vote.not_voting],
            "ballots": {str(b.mandate_id): [b.choice, b.receipt] for b in Ballot.objects.filter(vote=vote)},
            "log": [[str(line.mandate_id), str(line.key), line.choice, line.receipt] for line in log],
            "events": OutboxEvent.objects.filter(type__contains="BallotRecorded").count(),
            "waiting": OutboxWaiting.objects.count(),
            "failures": [str(failure) for failure in OutboxFailure.objects.exclude(state="recovered")],
            "drafts": Document.objects.filter(vote_id=vote_id).count(),
            "notices": [[str(event), str(whom)] for event, whom in notices],
            "audit": verify_audit(now=clock.now()).is_whole,
        }


def standing(*codes: str) -> dict[str, Any]:
    """Return what stands of these units: lines of the onboarding, councils, and what differs from the template."""
    from console.models import OnboardingItem
    from council.people.models import Committee, TermOfOffice
    from kernel.accounts.models import Account
    from tenancy.fleet.checking import check
    from tenancy.models import Council
    from tenancy.place import entered, in_public

    with in_public():
        councils = list(Council.objects.filter(unit_code__in=codes).order_by("unit_code"))
        states = dict(OnboardingItem.objects.filter(unit_code__in=codes).values_list("unit_code", "state"))
    inside = []
    for council in councils:
        with entered(council):
            counts = [model.objects.count() for model in (TermOfOffice, Committee, Account)]
        inside.append([council.unit_code, council.status, *counts])
    return {"states": states, "councils": inside, "differences": check(councils)}


def entered_by(subdomain: str) -> Any:
    from tenancy.models import Council
    from tenancy.place import entered, in_public

    with in_public():
        council = Council.objects.get(subdomain=subdomain)
    return entered(council)


def cheap_passwords() -> Any:
    """Keep passwords of machines, which nobody types at the product, without the work that makes guessing dear."""
    from django.test import override_settings

    return override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])


def _signed_in(account: Any) -> str:
    """Return the key of a session in which somebody has come in with her password."""
    from kernel import clock
    from kernel.accounts import actions
    from kernel.accounts.actions import Browser
    from kernel.accounts.rules import current_rules
    from kernel.accounts.sessions import SessionStore
    from tests.factories.halls import PASSWORD

    session = SessionStore()
    browser = Browser(ip="203.0.113.7", device="Chrome · iPad")
    now, rules = clock.now(), current_rules()
    actions.sign_in(session=session, name=account.username, password=PASSWORD, browser=browser, now=now, rules=rules)
    return str(session.session_key)


if __name__ == "__main__":
    import django

    django.setup()
    verbs = (found, start, hold, convene, close, account, standing)
    verb = {each.__name__: each for each in verbs}[sys.argv[1]]
    sys.stdout.write(json.dumps(verb(*sys.argv[2:])))
