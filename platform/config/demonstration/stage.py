"""Setting the stage: four councils at once, the province's other communes behind the scene."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from config.demonstration import logins
from console.actions import FirstAdministrator, NothingToDo, start_onboarding
from console.models import OnboardingItem
from console.onboarding import work_off
from console.tasks import ring
from council.documents.papers import Press
from council.people.demo import COMMUNE, NINH_BINH, invent, settle
from council.people.demo.outside import settle_outside
from council.people.models import Committee, Mandate, Person, TermOfOffice
from council.people.queries import get_current_term
from council.portal.demo import write_portal
from council.rulebook.queries import load_rules
from council.sessions.demo import (
    Cast,
    Examiners,
    coming_session,
    let_delegates_vote,
    past_session,
    present_session,
)
from kernel import clock
from kernel.access import Actor, actor_of
from kernel.accounts.models import Account
from kernel.signing.desk import signing_desk
from presets.units import Unit, communes_of, unit_of
from tenancy.models import Council
from tenancy.place import entered, in_public
from tenancy.workflow import Status

PROVINCE = "37"
WITH_PEOPLE = ("Phường Hoa Lư", "Phường Nam Định", "Xã Nho Quan")
GROUND = "Dữ liệu minh hoạ"
FIRST_DAY = date(2026, 4, 2)


def set_stage(say: Callable[[str], object]) -> None:
    """Make whatever of the demonstration is not there yet; ``say`` tells each step."""
    now = clock.now()
    with in_public():
        operator = actor_of(logins.open_operator(), on=clock.local_day(now), second_factor=True)
        chosen = [unit_of(PROVINCE), *(unit for unit in communes_of(PROVINCE) if unit.name in WITH_PEOPLE)]
        _onboard_now(operator, chosen, now)
    for unit in chosen:
        with in_public():
            council = Council.objects.get(unit_code=unit.code, status=Status.ACTIVE)
            Council.objects.filter(pk=council.pk).update(is_demo=True)
        with entered(council):
            if _populate(council, now):
                say(f"  {council.name}")
            write_portal(unit.name, actor=_acting(logins.WRITERS[council.level], now), now=now)
    with in_public():
        _onboard_later(operator, communes_of(PROVINCE), now)


def vote_by_themselves(council: Council) -> int:
    """Let the demo delegates of a council vote in its open vote; return how many did."""
    now = clock.now()
    with entered(council):
        return let_delegates_vote(_cast(council, list(Mandate.objects.select_related("person")), now), now=now)


def _onboard_now(operator: Actor, units: list[Unit], now: datetime) -> None:
    try:
        start_onboarding(actor=operator, units=units, ground=GROUND, administrator=FirstAdministrator(), now=now)
    except NothingToDo:
        return
    codes = [unit.code for unit in units]
    for item in OnboardingItem.objects.at_work().filter(unit_code__in=codes).order_by("position"):
        work_off(item.pk, now=now)


def _onboard_later(operator: Actor, units: list[Unit], now: datetime) -> None:
    try:
        with transaction.atomic():
            onboarding = start_onboarding(
                actor=operator, units=units, ground=GROUND, administrator=FirstAdministrator(), now=now
            )
            ring(onboarding.pk)
    except NothingToDo:
        return


def _populate(council: Council, now: datetime) -> bool:
    """Fill a council with people and sessions, all or nothing; False when it has them already."""
    if Mandate.objects.exists():
        return False
    is_province = council.level == "province"
    mix = NINH_BINH if is_province else COMMUNE
    with transaction.atomic():
        term = get_current_term()
        TermOfOffice.objects.filter(pk=term.pk).update(seats_total=mix.seats)
        settle_outside(is_province=is_province, on=FIRST_DAY)
        mandates = settle(invent(mix, seed=int(council.unit_code)), term=term, on=FIRST_DAY)
        logins.open_office(council.level)
        member = logins.open_committee(mandates, on=FIRST_DAY) if is_province else None
        logins.open_delegates(mandates, council.level)
        cast = _cast(council, mandates, now)
        if member is not None:
            cast = replace(cast, counters=_counters(mandates, now))
        past_session(cast, now=now, items=5 if is_province else 3)
        present_session(cast, now=now)
        if member is not None:
            coming_session(cast, _examiners(member, now), now=now)
    return True


def _counters(mandates: list[Mandate], now: datetime) -> tuple[tuple[Mandate, Actor], ...]:
    by_person = {mandate.person_id: mandate for mandate in mandates}
    actors = [_acting(username, now) for username in logins.COUNTERS]
    return tuple((by_person[actor.person_id], actor) for actor in actors if actor.person_id)


def _examiners(member: Person, now: datetime) -> Examiners:
    committee, other = (Committee.objects.get(kind=kind) for kind in (logins.COMMITTEE, logins.OTHER_COMMITTEE))
    return Examiners(committee, _acting(logins.HEAD, now), member, other)


def _cast(council: Council, mandates: list[Mandate], now: datetime) -> Cast:
    host = f"{council.subdomain}.{settings.COUNCIL_DOMAIN}"
    clerks = [_acting(clerk.username, now) for clerk in logins.OFFICE[council.level]]
    return Cast(
        office=replace(clerks[0], holdings=frozenset().union(*(clerk.holdings for clerk in clerks))),
        chair=_acting("chutich", now),
        mandates=mandates,
        term=get_current_term(),
        rules=load_rules(level=council.level, at=clock.local_day(now)),
        press=Press(font_dirs=settings.FONT_DIRS, public_root=settings.COUNCIL_ADDRESS.format(host=host)),
        desk=signing_desk(),
    )


def _acting(username: str, now: datetime) -> Actor:
    """Return who a demo login is, as after her second factor."""
    return actor_of(Account.objects.get(username=username), on=clock.local_day(now), second_factor=True)
