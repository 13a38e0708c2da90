"""What the communes of a province owe: by their figures and publications, never by a commune's own tables.

Read with the readers' login, which has no right on any council's schema, in one snapshot. Figures tell how many and of
which day; which session it is follows from what the commune announced, when the law's own term leads to the same day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from council.documents.measures import RESOLUTIONS_TO_PUBLISH
from council.exchange import law
from council.exchange.models import Matter, Reminder
from council.exchange.permissions import Can
from council.exchange.queries.session_terms import SessionTerms
from council.law import Rules, SessionKind, national_rules
from council.sessions.measures import HELD_STATES, SESSION_STEPS, SESSIONS_HELD
from council.sessions.models import StepName, StepStanding
from hub.dashboards.boards import WITH_FIGURES
from hub.rollups.models import PublishedSession
from hub.rollups.reading import Grain, Level, Period, Row, rollup
from kernel.access import Actor, may, require
from kernel.refusal import NotFound
from kernel.vietnamese import sort_key
from presets.terms import TERMS
from presets.units import communes_of
from tenancy.models import Council

USING = "figures"
LOOKED_BACK = timedelta(days=400)
MOST_ROWS = 60_000
REGULAR, WARNED_ON = "sessions.regular_per_year", "sessions.regular_warned_on"
FEW = gettext_noop(
    "Năm %(year)d đã tổ chức %(held)d và đã thông báo %(coming)d trên ít nhất %(asked)d kỳ họp thường lệ. "
    "Căn cứ: %(source)s (R-SES-01)."
)
UNPUBLISHED = gettext_noop(
    "%(number)d nghị quyết đã ban hành phải công bố chậm nhất %(day)s mà chưa công bố, đã quá %(late)d ngày (%(rule)s)."
)
STEP_MATTERS = {
    StepName.CONFERENCE.value: Matter.CONFERENCE,
    StepName.CONVENING.value: Matter.CONVENING,
    StepName.NOTICE.value: Matter.NOTICE,
    StepName.PAPERS.value: Matter.PAPERS,
    StepName.MINUTES.value: Matter.MINUTES,
    StepName.SENDING.value: Matter.SENDING,
}  # publishing is counted by resolutions, each with its own day
STEP_RULES = {
    Matter.CONFERENCE: "R-SES-08",
    Matter.CONVENING: "R-SES-06",
    Matter.NOTICE: "R-SES-07",
    Matter.PAPERS: "R-SES-13",
    Matter.MINUTES: "R-SES-21",
    Matter.SENDING: "R-SES-22",
}


@dataclass(frozen=True)
class Target:
    """A unit that can be reminded; without ``council_key`` its council is not there yet."""

    unit_code: str
    council_key: str
    name: str


@dataclass(frozen=True)
class Owed:
    """One thing that a commune owes, with the day and the sentence that says why.

    ``reminded`` is the last reminder of the very matter that still stands in the way of another one.
    """

    commune: Council
    matter: Matter
    due_on: date
    count: int
    why: str
    reminded: Reminder | None = None

    @property
    def key(self) -> str:
        """Return what names the thing in a form: unit, matter, day."""
        return f"{self.commune.unit_code}.{self.matter.value}.{self.due_on:%Y-%m-%d}"

    def days_late(self, today: date) -> int:
        """Return how many days it is overdue; 0 or less when its day is still to come."""
        return (today - self.due_on).days


def list_owed(actor: Actor, province: Council, *, today: date) -> list[Owed]:
    """Return what the communes owe, the longest overdue first; six queries for any number of communes.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see it.
    """
    _require(actor, province)
    rules = national_rules("commune", today)
    with transaction.atomic(using=USING):
        communes = {one.key: one for one in _communes(province) if one.status in WITH_FIGURES}
        steps = _waiting(SESSION_STEPS, communes, today, dimensions=("step", "standing"))
        papers = _waiting(RESOLUTIONS_TO_PUBLISH, communes, today)
        held = _held(communes, today)
        announced = _announced(communes, today)
    found = [
        *_overdue_steps(communes, steps, announced, today, rules),
        *_unpublished(communes, papers, today),
        *_few_sessions(communes, held, announced, today, rules),
    ]
    return _with_reminders(sorted(found, key=lambda one: (one.due_on, sort_key(one.commune.unit_name))), today, rules)


def owed_from(today: date) -> date:
    """Return the first due day that is looked at: 400 days ago or, where that is earlier, the day of the last election.

    So a term's first months still see what was left undone before them.
    """
    elected = [term.elected_on for term in TERMS if term.elected_on <= today]
    return min([*elected[-1:], today - LOOKED_BACK])


def top_owed(owed: Iterable[Owed], *, most: int = 5) -> list[Owed]:
    """Return the first of them, for a card; of each commune one, the longest overdue."""
    first: dict[str, Owed] = {}
    for one in owed:
        first.setdefault(one.commune.key, one)
    return list(first.values())[:most]


def count_owed(owed: Iterable[Owed], today: date) -> tuple[int, int]:
    """Return how many communes owe something, and how many things are overdue."""
    rows = list(owed)
    return len({one.commune.key for one in rows}), sum(one.days_late(today) > 0 for one in rows)


def owed_card(actor: Actor, province: Council, *, today: date) -> dict[str, Any]:
    """Return what a card of another page shows of it (``exchange/_owed_top.html``); nothing for who may not see it."""
    if not may(actor, Can.SEE_OWED, province):
        return {}
    owed = list_owed(actor, province, today=today)
    return {
        "owed": top_owed(owed),
        "owed_communes": count_owed(owed, today)[0],
        "may_remind": may(actor, Can.REMIND, province),
        "shows_owed": True,
    }


def list_targets(actor: Actor, province: Council) -> list[Target]:
    """Return every unit of the province that can be reminded, by name, those whose council is not there yet too.

    :raises NotFound: the council is no province's.
    :raises NotPermitted: the actor may not see them.
    """
    _require(actor, province)
    found = [Target(one.unit_code, one.key, one.unit_name) for one in _communes(province)]
    known = {one.unit_code for one in found}
    units = (unit for unit in communes_of(province.unit_code) if unit.has_council and unit.code not in known)
    found += [Target(unit.code, "", unit.name) for unit in units]
    return sorted(found, key=lambda one: sort_key(one.name))


def _require(actor: Actor, province: Council) -> None:
    if province.level != "province":
        raise NotFound()
    require(actor, Can.SEE_OWED, province)


def _communes(province: Council) -> list[Council]:
    return list(Council.objects.using(USING).filter(parent_id=province.pk, has_council=True))


def _waiting(measure: object, communes: dict[str, Council], today: date, dimensions: tuple[str, ...] = ()) -> list[Row]:
    """Return what waits for a day that is over, day by day."""
    period = Period(owed_from(today), today - timedelta(days=1), Grain.DAY)
    rows = rollup(
        measures=[measure],  # type: ignore[list-item]  # a Measure
        councils=list(communes),
        level=Level.COMMUNE,
        period=period,
        dimensions=dimensions,
        most_rows=MOST_ROWS,
        using=USING,
    )
    return [row for row in rows if row.dimensions.get("standing", StepStanding.WAITING) == StepStanding.WAITING]


def _held(communes: dict[str, Council], today: date) -> dict[str, int]:
    """Return how many regular sessions each held this year."""
    period = Period(date(today.year, 1, 1), today)
    rows = rollup(
        measures=[SESSIONS_HELD],
        councils=list(communes),
        level=Level.COMMUNE,
        period=period,
        dimensions=("kind",),
        using=USING,
    )
    return {row.council_key or "": row.value for row in rows if row.dimensions["kind"] == SessionKind.REGULAR}


def _announced(communes: dict[str, Council], today: date) -> dict[str, list[PublishedSession]]:
    found: dict[str, list[PublishedSession]] = defaultdict(list)
    known = PublishedSession.objects.using(USING).filter(council_key__in=communes, withdrawn_at__isnull=True)
    for session in known.filter(opens_on__gte=owed_from(today)).order_by("opens_on", "id"):
        found[session.council_key].append(session)
    return found


def _overdue_steps(
    communes: dict[str, Council],
    rows: list[Row],
    announced: dict[str, list[PublishedSession]],
    today: date,
    rules: Rules,
) -> Iterator[Owed]:
    terms = SessionTerms(rules)
    for row in rows:
        matter = STEP_MATTERS.get(row.dimensions["step"])
        if matter is None or row.council_key is None:
            continue
        why = _why_step(row, matter, announced[row.council_key], today, terms)
        yield Owed(communes[row.council_key], matter, row.starts_on, row.value, why)


def _why_step(row: Row, matter: Matter, sessions: list[PublishedSession], today: date, terms: SessionTerms) -> str:
    """Return the arithmetic: by the announced session when the law's own term leads to that day, else by the figure."""
    for session in sessions:
        term = terms.of(matter, session)
        if term is not None and term.due_on == row.starts_on:
            words = {"session": session.title, "why": term.why, "late": (today - row.starts_on).days}
            return _("%(session)s. %(why)s Đã quá %(late)d ngày.") % words
    words = {
        "day": f"{row.starts_on:%d/%m/%Y}",
        "late": (today - row.starts_on).days,
        "number": row.value,
        "rule": STEP_RULES[matter],
    }
    said = _("Theo số liệu: %(number)d kỳ họp chưa xong việc này, hạn %(day)s, đã quá %(late)d ngày (%(rule)s).")
    return said % words


def _unpublished(communes: dict[str, Council], rows: list[Row], today: date) -> Iterator[Owed]:
    for row in rows:
        words = {
            "number": row.value,
            "day": f"{row.starts_on:%d/%m/%Y}",
            "late": (today - row.starts_on).days,
            "rule": RESOLUTIONS_TO_PUBLISH.source_rule,
        }
        why = _(UNPUBLISHED) % words
        yield Owed(communes[row.council_key or ""], Matter.PUBLISHING, row.starts_on, row.value, why)


def _few_sessions(
    communes: dict[str, Council],
    held: dict[str, int],
    announced: dict[str, list[PublishedSession]],
    today: date,
    rules: Rules,
) -> Iterator[Owed]:
    """Yield the councils with too few regular sessions held or announced, from the day on which the rule warns."""
    (warned,) = rules.year_days(WARNED_ON, at=today)
    asked, due_on = rules.number(REGULAR, at=today), date(today.year, 12, 31)
    if today < warned.of(today.year):
        return
    for key, commune in communes.items():
        coming = sum(_is_coming(one, today, due_on) for one in announced.get(key, ()))
        if held.get(key, 0) + coming < asked:
            words = {
                "held": held.get(key, 0),
                "coming": coming,
                "asked": asked,
                "year": today.year,
                "source": rules.source(REGULAR, at=today),
            }
            why = _(FEW) % words
            yield Owed(commune, Matter.FEW_SESSIONS, due_on, asked - held.get(key, 0) - coming, why)


def _is_coming(session: PublishedSession, today: date, last: date) -> bool:
    """Say whether a regular session is still to be held; one that was opened today counts as held already."""
    is_open = session.state in HELD_STATES
    return session.kind == SessionKind.REGULAR and today <= session.opens_on <= last and not is_open


def _with_reminders(owed: list[Owed], today: date, rules: Rules) -> list[Owed]:
    """Add to each the reminder that still stands for it, in one query of the province's own table."""
    sent = Reminder.objects.standing_after(law.reminded_after(today, rules=rules)).order_by("sent_on")
    known = {(one.unit_code, one.matter, one.matter_on): one for one in sent}
    return [
        Owed(
            one.commune,
            one.matter,
            one.due_on,
            one.count,
            one.why,
            known.get((one.commune.unit_code, one.matter.value, one.due_on)),
        )
        for one in owed
    ]
