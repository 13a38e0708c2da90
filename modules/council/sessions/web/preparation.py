"""How far the preparation of a session is: its tasks, until when each by law, and what comes next for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from council.law import Deadline
from council.sessions import law
from council.sessions.models import AgendaItem, Conference, CouncilSession, Paper, Sitting
from council.sessions.permissions import Can
from council.sessions.workflow import BEFORE_CONVENING, BEFORE_OPENING, ItemState, PaperState, SessionState
from kernel.access import Actor, may_at_all, open_steps

# Who sees the task list: whoever does one of these, not each delegate.
PREPARES = (Can.PLAN, Can.CONVENE, Can.EDIT_AGENDA)
_WITHOUT_PAPER = frozenset({ItemState.WITHDRAWN, ItemState.HEADING, ItemState.UNSUBMITTED, ItemState.DEFERRED})
_GONE = frozenset({PaperState.REPLACED, PaperState.RECALLED})


@dataclass(frozen=True)
class Facts:
    """What the page read of a session."""

    session: CouncilSession
    items: Sequence[AgendaItem]
    papers: Sequence[Paper]
    sittings: Sequence[Sitting]
    deadlines: Sequence[Deadline]
    today: date
    conference: Conference | None = None

    def deadline(self, step: str) -> Deadline | None:
        """Return the term of a step of the preparation, when the law has one for this kind of session."""
        return next((each for each in self.deadlines if each.key.startswith(f"{step}.") or each.key == step), None)

    @property
    def standing_papers(self) -> list[Paper]:
        """Return the papers that were neither replaced nor recalled."""
        return [paper for paper in self.papers if paper.state not in _GONE]

    @property
    def bare_items(self) -> list[AgendaItem]:
        """Return the items that no paper stands for."""
        with_paper = {paper.item_id for paper in self.standing_papers}
        return [item for item in self.items if item.state not in _WITHOUT_PAPER and item.id not in with_paper]


@dataclass(frozen=True)
class Task:
    """One line of the task list: ``state`` is done, now, or late."""

    name: str
    note: str
    state: str
    deadline: Deadline | None = None
    href: str = ""

    @property
    def status(self) -> str:
        """Return the word in the pill."""
        return {"done": _("Đã xong"), "late": _("Quá hạn"), "now": _("Chưa xong")}[self.state]

    @property
    def tone(self) -> str:
        """Return the colour of the pill."""
        return {"done": "good", "late": "bad", "now": "quiet"}[self.state]


@dataclass(frozen=True)
class Mark:
    """A day on the picture of the way to the opening: ``state`` is done, now (what comes first) or next."""

    name: str
    on: date
    note: str
    state: str
    deadline: Deadline | None = None


@dataclass(frozen=True)
class StepButton:
    """A step of the session that this person may take now."""

    label: Any
    href: str
    icon: str
    tone: str


_BUTTONS = {
    "convene": ("sessions:convene", "send", "primary"),
    "agree": ("sessions:agree", "users", "primary"),
    "archive": ("sessions:archive", "archive", "primary"),
    "pause": ("sessions:pause", "circle-pause", "quiet"),
    "release": ("sessions:release", "package-check", "primary"),
    "replan": ("sessions:edit_plan", "calendar-plus", "primary"),
    "edit": ("sessions:edit_plan", "pencil", ""),
    "adjust": ("sessions:edit_plan", "pencil", ""),
    "postpone": ("sessions:postpone", "calendar-x", "quiet"),
    "cancel": ("sessions:cancel", "ban", "quiet"),
}


def sees_preparation(actor: Actor, session: CouncilSession) -> bool:
    """Say whether the task list is for this person and still of use."""
    return (
        session.state in BEFORE_OPENING and not session.is_rehearsal and any(may_at_all(actor, can) for can in PREPARES)
    )


def buttons_of(actor: Actor, session: CouncilSession) -> list[StepButton]:
    """Return the steps that the actor may take now from the office's pages, the primary one first."""
    if session.is_rehearsal:  # held at its desk and wiped: it is neither put off nor archived
        return []
    names = {step.name: step.label for step in open_steps(actor, session)}
    buttons = [
        StepButton(names[name], reverse(url, args=[session.id]), icon, tone)
        for name, (url, icon, tone) in _BUTTONS.items()
        if name in names
    ]
    # One thing stands out: convening before another conference, which stays possible.
    first = next((button for button in buttons if button.tone == "primary"), None)
    return [button if button is first or button.tone != "primary" else replace(button, tone="") for button in buttons]


def tasks_of(facts: Facts) -> list[Task]:
    """Return the task list of a session before its opening, in the order of the work."""
    conference = _conference(facts)
    return [
        _plan(facts),
        _agenda(facts),
        *([conference] if conference else []),
        _convening(facts),
        _notice(facts),
        _papers(facts),
        _release(facts),
        _sittings(facts),
    ]


def marks_of(facts: Facts) -> list[Mark]:
    """Return the law's days before the opening as a picture has them, the opening last."""
    days = [(_short(each.title), each.due_on, each, _is_done(facts, each)) for each in facts.deadlines]
    days.append((_("Khai mạc"), facts.session.opens_on, None, False))
    first = next(on for _name, on, _deadline, is_done in days if not is_done)
    return [
        Mark(
            name,
            on,
            _left(on, facts.today, is_done=is_done),
            "done" if is_done else "now" if on == first else "next",
            deadline,
        )
        for name, on, deadline, is_done in days
    ]


def _short(title: str) -> str:
    """Return what is to be done, without the words on the session's kind and on the opening."""
    return title.split(" – ", maxsplit=1)[0].replace(" trước khai mạc", "")


def _is_done(facts: Facts, deadline: Deadline) -> bool:
    """Whether it was done; a step of which nothing is recorded counts as done when its day is over."""
    session, key = facts.session, deadline.key
    if key.startswith(law.CONFERENCE):
        return facts.conference is not None or session.state not in BEFORE_CONVENING
    if key.startswith((law.CONVENE, law.NOTICE)):
        return session.convened_on is not None
    if key.startswith(law.PAPERS):
        return session.state == SessionState.DOCUMENTS_RELEASED
    return facts.today > deadline.due_on


def _left(on: date, today: date, *, is_done: bool) -> str:
    days = (on - today).days
    if is_done or days == 0:
        return _("hôm nay") if days == 0 and not is_done else ""
    if days > 0:
        return ngettext("còn %(days)d ngày", "còn %(days)d ngày", days) % {"days": days}
    return ngettext("quá %(days)d ngày", "quá %(days)d ngày", -days) % {"days": -days}


def _plan(facts: Facts) -> Task:
    session = facts.session
    note = _("Khai mạc %(first)s, bế mạc dự kiến %(last)s · %(place)s") % {
        "first": f"{session.opens_on:%d/%m/%Y}",
        "last": f"{session.closes_on:%d/%m/%Y}",
        "place": session.place or _("chưa có địa điểm"),
    }
    href = reverse("sessions:edit_plan", args=[session.id]) if session.state in BEFORE_CONVENING else ""
    return Task(_("Kế hoạch kỳ họp"), note, "done" if session.place else "now", href=href)


def _agenda(facts: Facts) -> Task:
    count = len(facts.items)
    note = ngettext("%(count)d nội dung trong chương trình", "%(count)d nội dung trong chương trình", count)
    return Task(_("Chương trình"), note % {"count": count}, "done" if count else "now", href="#agenda")


def _conference(facts: Facts) -> Task | None:
    deadline, held = facts.deadline(law.CONFERENCE), facts.conference
    if held is not None:
        words = {"day": f"{held.held_on:%d/%m/%Y}", "count": len(held.agreed)}
        href = reverse("sessions:conference", args=[facts.session.id])
        return Task(
            _("Hội nghị liên tịch"),
            _("Họp ngày %(day)s, thống nhất %(count)d nội dung") % words,
            "done",
            deadline,
            href,
        )
    if deadline is None or facts.session.state not in BEFORE_CONVENING:
        return None
    href = reverse("sessions:agree", args=[facts.session.id])
    return Task(_("Hội nghị liên tịch"), _("Chưa ghi hội nghị"), _waiting(deadline, facts.today), deadline, href)


def _convening(facts: Facts) -> Task:
    session, deadline = facts.session, facts.deadline(law.CONVENE)
    if session.convened_on is None:
        return Task(_("Triệu tập"), _("Chưa có văn bản triệu tập"), _waiting(deadline, facts.today), deadline)
    words = {"document": session.convening_document, "day": f"{session.convened_on:%d/%m/%Y}"}
    return Task(_("Triệu tập"), _("%(document)s, ngày %(day)s") % words, "done", deadline)


def _notice(facts: Facts) -> Task:
    """The expected agenda is public from the convening on (R-SES-07)."""
    published_on, deadline = facts.session.convened_on, facts.deadline(law.NOTICE)
    name = _("Công bố dự kiến chương trình")
    if published_on is None:
        return Task(name, _("Được công khai khi triệu tập"), _waiting(deadline, facts.today), deadline)
    days = (published_on - deadline.due_on).days if deadline is not None else 0
    words = {"day": f"{published_on:%d/%m/%Y}", "days": days}
    note = _("Công khai từ ngày %(day)s") % words
    if days > 0:
        note = _("Công khai từ ngày %(day)s, chậm %(days)d ngày") % words
    return Task(name, note, "done", deadline, law.public_path(facts.session.id))


def _papers(facts: Facts) -> Task:
    deadline, standing, bare = facts.deadline(law.PAPERS), facts.standing_papers, facts.bare_items
    note = _("%(papers)d tài liệu; %(bare)d nội dung chưa có tài liệu") % {"papers": len(standing), "bare": len(bare)}
    done = bool(standing) and not bare
    return Task(
        _("Tài liệu"), note, "done" if done else _waiting(deadline, facts.today), deadline, href="#session-papers"
    )


def _release(facts: Facts) -> Task:
    session, deadline = facts.session, facts.deadline(law.PAPERS)
    if session.state != SessionState.DOCUMENTS_RELEASED:
        return Task(
            _("Phát hành tài liệu"),
            _("Đại biểu chưa nhận được tài liệu"),
            _waiting(deadline, facts.today),
            deadline,
        )
    late = sum(paper.is_late for paper in facts.standing_papers)
    note = _("%(late)d tài liệu đến muộn") % {"late": late} if late else _("Tất cả tài liệu đến đúng hạn")
    return Task(_("Phát hành tài liệu"), note, "done", deadline)


def _sittings(facts: Facts) -> Task:
    count = len(facts.sittings)
    note = ngettext("%(count)d phiên họp", "%(count)d phiên họp", count) % {"count": count}
    return Task(_("Phiên họp"), note, "done" if count else "now", href="#sittings")


def _waiting(deadline: Deadline | None, today: date) -> str:
    return "late" if deadline is not None and today > deadline.due_on else "now"
