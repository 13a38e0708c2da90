"""The figures of all modules on one page for those who lead, each with the way to the list behind it.

Nothing is stored: every number is counted from the same rows as its list, with the same rights. A module that does not
exist yet is simply not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.documents import law as document_law
from council.documents.queries import list_seen
from council.documents.workflow import State as DocumentState
from council.exchange.models import ReceivedReminder
from council.exchange.queries import count_owed, list_owed, sent_of
from council.law import Rules
from council.portal.permissions import Can
from council.portal.queries.work import OPEN_SESSIONS, list_work
from council.sessions import law as session_law
from council.sessions.models import LawfulStep, StepStanding
from council.sessions.permissions.dossiers import Can as Dossiers
from council.sessions.queries import list_sessions
from council.sessions.queries.dossiers import DossierRow, list_rows
from kernel import clock
from kernel.access import Actor, may_at_all, require

OVERDUE = "#qua-han"
MOST = 200
UNDER_WAY = (DocumentState.DRAFT, DocumentState.FINAL_TEXT, DocumentState.SIGNED, DocumentState.ISSUED)


@dataclass(frozen=True)
class Number:
    """One figure: what it counts, how many, and the address of the list behind it."""

    label: Any
    value: int
    href: str


@dataclass(frozen=True)
class Part:
    """The figures of one module."""

    title: Any
    icon: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Late:
    """One thing of the council that is overdue, whoever has to do it."""

    name: str
    note: Any
    due_on: date
    href: str


@dataclass(frozen=True)
class Leading:
    """The whole page."""

    parts: tuple[Part, ...]
    late: tuple[Late, ...]


def get_leading(actor: Actor, council: Any, *, now: datetime, rules: Rules) -> Leading:
    """Return the figures of every module for those who lead, in the same number of queries however much there is.

    :raises NotPermitted: the actor does not lead.
    """
    require(actor, Can.LEAD)
    today = clock.local_day(now)
    dossiers = list_rows(actor, today=today, rules=rules) if may_at_all(actor, Dossiers.READ) else []
    late = tuple(sorted(_late(actor, dossiers, today), key=lambda one: (one.due_on, one.name)))
    parts = (
        _work(actor, now, rules, len(late)),
        _sessions(actor, today),
        *_dossiers(dossiers),
        _documents(actor),
        _resolutions(actor),
        *_reminders(actor, council, today),
    )
    return Leading(parts, late)


def _work(actor: Actor, now: datetime, rules: Rules, late: int) -> Part:
    rows = list_work(actor, now=now, rules=rules)
    return Part(
        _("Việc"),
        "inbox",
        (
            Number(_("Chờ chính ông/bà"), len(rows), reverse("portal:work")),
            Number(_("Quá hạn trong cả Hội đồng"), late, OVERDUE),
        ),
    )


def _sessions(actor: Actor, today: date) -> Part:
    counts = dict(list_sessions(actor).order_by().values_list("state").annotate(n=Count("id")))
    this_year = list_sessions(actor, year=today.year).count()
    address = reverse("sessions:index")
    return Part(
        _("Kỳ họp"),
        "gavel",
        (
            Number(_("Kỳ họp của năm %(year)d") % {"year": today.year}, this_year, f"{address}?nam={today.year}"),
            *(
                Number(state.label, counts[state], f"{address}?trang_thai={state.value}")
                for state in OPEN_SESSIONS
                if counts.get(state)
            ),
        ),
    )


def _dossiers(rows: list[DossierRow]) -> Iterator[Part]:
    """What is being prepared for the sessions; a council that registers nothing has no such part."""
    if rows:
        address = reverse("sessions:dossiers")
        late = sum(row.is_late for row in rows)
        yield Part(
            _("Hồ sơ trình kỳ họp"),
            "folder-open",
            (
                Number(_("Tất cả hồ sơ"), len(rows), address),
                Number(_("Hồ sơ có bước đã quá hạn"), late, f"{address}?xem=qua-han"),
            ),
        )


def _documents(actor: Actor) -> Part:
    counts = dict(list_seen(actor).order_by().values_list("state").annotate(n=Count("id")))
    address = reverse("documents:index")
    return Part(
        _("Văn bản"),
        "file-text",
        (
            Number(_("Tất cả văn bản"), sum(counts.values()), address),
            *(Number(state.label, counts.get(state, 0), f"{address}?trang_thai={state.value}") for state in UNDER_WAY),
        ),
    )


def _resolutions(actor: Actor) -> Part:
    address = reverse("documents:index")
    counts: dict[tuple[str, str], int] = {
        (kind, state): n
        for kind, state, n in list_seen(actor)
        .filter(kind__in=document_law.RESOLUTIONS)
        .order_by()
        .values_list("kind", "state")
        .annotate(n=Count("id"))
    }
    shown = (DocumentState.ISSUED, DocumentState.PUBLISHED)
    return Part(
        _("Nghị quyết"),
        "scroll-text",
        tuple(
            Number(
                _("%(kind)s: %(state)s") % {"kind": document_law.KINDS[kind].name, "state": state.label},
                counts.get((kind.value, state.value), 0),
                f"{address}?{urlencode({'loai': kind.value, 'trang_thai': state.value})}",
            )
            for kind in sorted(document_law.RESOLUTIONS)
            for state in shown
        ),
    )


def _reminders(actor: Actor, council: Any, today: date) -> Iterator[Part]:
    if council.level == "province":
        communes, overdue = count_owed(list_owed(actor, council, today=today), today)
        sent = reverse("exchange:sent")
        yield Part(
            _("Đôn đốc các xã, phường"),
            "alarm-clock",
            (
                Number(_("Xã, phường có việc cần đôn đốc"), communes, reverse("exchange:owed")),
                Number(_("Việc các xã, phường đã quá hạn"), overdue, f"{reverse('exchange:owed')}?xem=qua-han"),
                Number(_("Lời nhắc chờ trả lời"), sent_of("cho", today).count(), f"{sent}?xem=cho"),
                Number(_("Lời nhắc quá hạn"), sent_of("qua-han", today).count(), f"{sent}?xem=qua-han"),
            ),
        )
        return
    received = ReceivedReminder.objects
    yield Part(
        _("Được cấp trên nhắc"),
        "alarm-clock",
        (
            Number(_("Tất cả lời nhắc"), received.count(), reverse("exchange:received")),
            Number(_("Chưa làm xong"), received.open().count(), f"{reverse('exchange:received')}?xem=cho"),
        ),
    )


def _late(actor: Actor, dossiers: list[DossierRow], today: date) -> Iterator[Late]:
    yield from _late_steps(today)
    yield from _late_dossiers(dossiers)
    yield from _late_resolutions(actor, today)
    yield from _late_reminders(today)


def _late_steps(today: date) -> Iterator[Late]:
    """Lawful steps of sessions; those of publishing are told by each resolution."""
    waiting = LawfulStep.objects.filter(standing=StepStanding.WAITING, due_on__lt=today).exclude(step="publishing")
    for step in waiting.select_related("session").order_by("due_on", "id")[:MOST]:
        href = session_law.workspace_path(step.session_id)
        yield Late(step.session.title, step.get_step_display(), step.due_on, href)


def _late_dossiers(rows: list[DossierRow]) -> Iterator[Late]:
    for row in rows:
        if row.is_late and row.term is not None:
            dossier = row.dossier
            note = _("Hồ sơ trình kỳ họp: %(state)s") % {"state": dossier.get_state_display()}
            yield Late(dossier.title, note, row.term.due_on, session_law.dossier_path(dossier.id))


def _late_resolutions(actor: Actor, today: date) -> Iterator[Late]:
    waiting = list_seen(actor).filter(state=DocumentState.ISSUED, publish_due_on__lt=today)
    for document in waiting.order_by("publish_due_on", "id")[:MOST]:
        href = document_law.workspace_path(document.id)
        yield Late(document.symbol or document.subject, _("Chưa công bố"), document.publish_due_on, href)


def _late_reminders(today: date) -> Iterator[Late]:
    for reminder in ReceivedReminder.objects.open().order_by("due_on", "id")[:MOST]:
        if reminder.is_overdue(today):
            note = _("%(who)s nhắc việc") % {"who": reminder.sender_name}
            yield Late(reminder.subject, note, reminder.due_on, reverse("exchange:received_one", args=[reminder.id]))
