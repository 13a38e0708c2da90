"""A session under way: delegates with accounts, a sitting, an agenda, everybody noted as present."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from council.law import Rules, SessionKind
from council.people.actions import link_account
from council.people.models import Mandate
from council.roles import Role
from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.actions.agenda import Matter
from council.sessions.actions.planning import Plan
from council.sessions.actions.sitting_plans import Setting
from council.sessions.models import (
    AgendaItem,
    CouncilSession,
    Excuse,
    Invitation,
    ItemKind,
    Presence,
    Proposal,
    Sitting,
    Vote,
)
from council.sessions.models.sittings import Part
from council.sessions.queries import shown_code
from kernel import clock
from kernel.access import Actor
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account
from kernel.keys import new_key
from tests.factories.actors import actor_with
from tests.factories.people import make_delegates, make_team, make_term

PASSWORD = "ngọn đèn đứng gác"
KEY = "00112233445566778899aabbccddeeff00112233"
OFFICE = actor_with(Role.OFFICE_STAFF, Role.OFFICE_CHIEF)
CHAIR = actor_with(Role.COUNCIL_CHAIR)


@dataclass
class HeldSession:
    """A session that is being held."""

    session: CouncilSession
    sitting: Sitting
    items: list[AgendaItem]
    mandates: list[Mandate]
    rules: Rules
    now: datetime

    def on_the_floor(self, number: int = 0) -> AgendaItem:
        """Bring an item to the vote."""
        item = actions.present_item(actor=CHAIR, item=self.items[number], now=self.now)
        return actions.ready_item(actor=CHAIR, item=item, now=self.now)

    def open_vote(self, number: int = 0, **more: Any) -> Vote:
        """Open the vote on an item."""
        vote = actions.prepare_vote(actor=CHAIR, item=self.on_the_floor(number), question="")
        return actions.open_vote(actor=CHAIR, vote=vote, now=self.now, rules=self.rules, **more)


def hold_session(
    delegates: int = 5, items: int = 2, *, level: str = "commune", present: int | None = None, opened: bool = True
) -> HeldSession:
    """Hold a session today with so many delegates; ``present`` of them are in the hall (all by default)."""
    now = clock.now()
    today = clock.local_day(now)
    rules = load_rules(level=level, at=today)
    mandates = make_delegates(delegates)
    session = _convened(today, now, rules)
    matters = [_matter(session, number) for number in range(1, items + 1)]
    session = _convene(session, now, rules)
    sitting = actions.add_sitting(actor=OFFICE, session=session, day_on=today, part=Part.MORNING)
    for mandate in mandates[: delegates if present is None else present]:
        actions.record_presence(actor=CHAIR, sitting=sitting, mandate=mandate, what=Presence.PRESENT, now=now)
    if opened:
        session = actions.open_session(actor=CHAIR, session=session, sitting=sitting, now=now, rules=rules)
    return HeldSession(session, sitting, matters, mandates, rules, now)


def _convened(today: date, now: datetime, rules: Rules) -> CouncilSession:
    plan = Plan(
        kind=SessionKind.REGULAR,
        opens_on=today,
        closes_on=today + timedelta(days=1),
        place="Hội trường lớn",
    )
    return actions.plan_session(actor=OFFICE, term=make_term(), plan=plan, now=now, rules=rules)


def _matter(session: CouncilSession, number: int) -> AgendaItem:
    matter = Matter(
        title=f"Nghị quyết về nội dung thứ {number}",
        kind=ItemKind.INDIVIDUAL_RESOLUTION,
        submitter="Uỷ ban nhân dân",
    )
    return actions.add_item(actor=OFFICE, session=session, matter=matter)


def _convene(session: CouncilSession, now: datetime, rules: Rules) -> CouncilSession:
    return actions.convene_session(
        actor=CHAIR, session=session, document="12/QĐ-TTHĐND", now=now, rules=rules, reason="Việc gấp"
    )


def account_of(mandate: Mandate, username: str) -> Account:
    """Give a delegate an account with which she can sign in by password."""
    account = make_account(username=username, full_name=mandate.person.full_name, password=PASSWORD, roles=[])
    link_account(actor=Actor.system("test"), person=mandate.person, account=account, on=clock.today())
    return account


def staff_account(username: str, *roles: str) -> Account:
    """Give somebody of the office an account with a second factor."""
    return make_account(username=username, full_name="Trần Thị Lan", password=PASSWORD, roles=list(roles), totp_key=KEY)


def tell_code(browser: Any, sitting: Sitting, *, code: str | None = None, **more: Any) -> Any:
    """Let a delegate type the code that the hall's screen shows now, or another one."""
    shown = shown_code(CHAIR, sitting, now=clock.now())
    body = {"key": str(new_key()), "code": (shown.digits if shown else "") if code is None else code, **more}
    return browser.post(f"/phien-hop/diem-danh/{sitting.id}/", body, headers={"accept": "application/json"})


def ask_excuse(held: HeldSession, *, reason: str) -> Excuse:
    """Let the second delegate ask to be excused from the whole session."""
    actions.invite_delegates(actor=OFFICE, session=held.session)
    invitation = Invitation.objects.get(mandate=held.mandates[1])
    return Excuse.objects.create(invitation=invitation, reason=reason, asked_at=held.now)


def leave_to_later(held: HeldSession, *, title: str) -> Proposal:
    """Leave the second item to a later session."""
    return Proposal.objects.create(from_item=held.items[1], title=title, kind=ItemKind.REPORT)


def plan_team_sitting(held: HeldSession) -> Sitting:
    """Plan a discussion of the first team on the day after."""
    day = clock.local_day(held.now) + timedelta(days=1)
    setting = Setting(team=make_team())
    return actions.add_sitting(actor=OFFICE, session=held.session, day_on=day, part=Part.MORNING, setting=setting)
