"""Setting the stage: four councils at once, the province's other communes behind the scene."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from config.demonstration import logins
from config.demonstration.reminders import remind_communes
from console.actions import FirstAdministrator, NothingToDo, start_onboarding
from console.models import OnboardingItem
from console.onboarding import work_off
from console.tasks import ring
from council.documents import border as documents_border
from council.documents.demo import give_secret_number
from council.documents.papers import Press
from council.people.demo import COMMUNE, NINH_BINH, Mix, invent, settle
from council.people.demo.bulk import settle_in_bulk
from council.people.demo.outside import settle_outside
from council.people.models import Committee, Mandate, Person, TermOfOffice
from council.people.queries import get_current_term
from council.portal.demo import write_portal
from council.rulebook.queries import load_rules
from council.sessions import border as sessions_border
from council.sessions.demo import (
    Cast,
    Examiners,
    announce_next,
    coming_session,
    hold_history,
    let_delegates_vote,
    past_session,
    present_session,
)
from council.sessions.demo.around import Course, Minutes
from council.sessions.demo.held import DAYS_AGO
from council.sessions.demo.history import History
from kernel import clock
from kernel.access import Actor, actor_of
from kernel.signing.desk import signing_desk
from presets.units import Unit, communes_of, unit_of
from tenancy.models import Council
from tenancy.place import entered, in_public
from tenancy.workflow import Status

PROVINCE = "37"
WITH_PEOPLE = ("Phường Hoa Lư", "Phường Nam Định", "Xã Nho Quan")
# One has not signed its minutes, one keeps every day, one owes its minutes and sent a paper late.
COURSES = {
    "Phường Hoa Lư": Course(),
    "Phường Nam Định": Course(minutes=Minutes.FILED),
    "Xã Nho Quan": Course(is_one_paper_late=True),
}
AS_SIGNED = Course(minutes=Minutes.SIGNED)
GROUND = "Dữ liệu minh hoạ"
FIRST_DAY = date(2026, 4, 2)


def set_stage(say: Callable[[str], object]) -> None:
    """Make whatever of the demonstration is not there yet; ``say`` tells each step."""
    now = clock.now()
    with in_public():
        operator = actor_of(logins.open_operator(), on=clock.local_day(now), second_factor=True)
        chosen = units_on_stage()
        _onboard_now(operator, chosen, now)
    for unit in chosen:
        with in_public():
            council = Council.objects.get(unit_code=unit.code, status=Status.ACTIVE)
            Council.objects.filter(pk=council.pk).update(is_demo=True)
        with entered(council):
            if _populate(council, now):
                say(f"  {council.name}")
            write_portal(unit.name, actor=logins.acting(logins.WRITERS[council.level], now), now=now)
    with in_public():
        province = Council.objects.get(unit_code=PROVINCE, status=Status.ACTIVE)
    remind_communes(province)
    with in_public():
        _onboard_later(operator, communes_of(PROVINCE), now)


def units_on_stage() -> list[Unit]:
    """Return the units whose councils have people who sign in."""
    return [unit_of(PROVINCE), *(unit for unit in communes_of(PROVINCE) if unit.name in WITH_PEOPLE)]


def take_waiting(most: int) -> tuple[list[str], bool]:
    """Return the keys of communes that are ready and empty, each once, and whether more will come."""
    ready = Council.objects.filter(parent__unit_code=PROVINCE, status=Status.ACTIVE, is_demo=False)
    keys = list(ready.order_by("unit_code").values_list("key", flat=True)[:most])
    Council.objects.filter(key__in=keys).update(is_demo=True)
    waiting = OnboardingItem.objects.at_work().filter(unit_code__in=[unit.code for unit in communes_of(PROVINCE)])
    return keys, len(keys) == most or waiting.exists()


def give_history(council: Council, now: datetime) -> int:
    """Fill the commune that is entered with people and the sessions of its term; return how many sessions."""
    if Mandate.objects.exists():
        return 0
    seed = int(council.unit_code)
    with transaction.atomic():
        term = get_current_term()
        mandates = settle_in_bulk(invent(_mix_of(seed), seed=seed), term=term, on=FIRST_DAY)
        rules = load_rules(level=council.level, at=clock.local_day(now))
        until, press = clock.local_day(now), _press(council)
        history = hold_history(term, mandates, rules=rules, seed=seed, press=press, until=until)
        following = announce_next(term, rules=rules, seed=seed, on=until)
        _hand_out(replace(history, sessions=[*history.sessions, *filter(None, [following])]))
        return len(history.sessions)


def _hand_out(history: History) -> None:
    """Give what the council made public to the open register, votes too, as its own events would."""
    for session in history.sessions:
        sessions_border.tell_everything(session.id)
    for document in history.documents:
        documents_border.hand_out_related(document.id)


def _mix_of(seed: int) -> Mix:
    """Return a mix a little unlike that of every other commune; the seed is the unit's code."""
    return replace(
        COMMUNE,
        women=6 + seed % 5,
        young=3 + seed % 4,
        religious=seed % 6,
        minority=seed % 3,
        outside_party=2 + seed % 5,
        re_elected=7 + seed % 6,
    )


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
        _hold_sessions(council, cast, now)
        if member is not None:
            coming_session(cast, _examiners(member, now), now=now)
    return True


def _hold_sessions(council: Council, cast: Cast, now: datetime) -> None:
    """Hold what was held before, the session of some weeks ago, and the one of today."""
    is_province, past = council.level == "province", now - timedelta(days=DAYS_AGO)
    seed, until = int(council.unit_code), clock.local_day(past)
    history = hold_history(
        cast.term, cast.mandates, rules=cast.rules, seed=seed, press=cast.press, until=until, goes_on=True
    )
    _hand_out(history)
    past_session(cast, now=now, items=5 if is_province else 3, course=COURSES.get(council.unit_name, AS_SIGNED))
    if is_province:
        give_secret_number(cast.office, now=past)
    present_session(cast, now=now)


def _press(council: Council) -> Press:
    host = f"{council.subdomain}.{settings.COUNCIL_DOMAIN}"
    return Press(font_dirs=settings.FONT_DIRS, public_root=settings.COUNCIL_ADDRESS.format(host=host))


def _counters(mandates: list[Mandate], now: datetime) -> tuple[tuple[Mandate, Actor], ...]:
    by_person = {mandate.person_id: mandate for mandate in mandates}
    actors = [logins.acting(username, now) for username in logins.COUNTERS]
    return tuple((by_person[actor.person_id], actor) for actor in actors if actor.person_id)


def _examiners(member: Person, now: datetime) -> Examiners:
    committee, other = (Committee.objects.get(kind=kind) for kind in (logins.COMMITTEE, logins.OTHER_COMMITTEE))
    return Examiners(committee, logins.acting(logins.HEAD, now), member, other)


def _cast(council: Council, mandates: list[Mandate], now: datetime) -> Cast:
    clerks = [logins.acting(clerk.username, now) for clerk in logins.OFFICE[council.level]]
    return Cast(
        office=replace(clerks[0], holdings=frozenset().union(*(clerk.holdings for clerk in clerks))),
        chair=logins.acting("chutich", now),
        mandates=mandates,
        term=get_current_term(),
        rules=load_rules(level=council.level, at=clock.local_day(now)),
        press=_press(council),
        desk=signing_desk(),
    )
