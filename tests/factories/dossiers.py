"""A dossier for tests on any step of its way, brought there by the ordinary actions; and who takes the steps."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from council.people.models import Committee, OutsideBody
from council.roles import Role
from council.sessions import actions
from council.sessions.actions.dossier_papers import Given
from council.sessions.actions.dossiers import Registration
from council.sessions.actions.verification import CommitteeSitting, Report
from council.sessions.law import DossierPaperKind
from council.sessions.models import CouncilSession, Dossier, DossierPaper, ItemKind, Remark, View
from council.sessions.workflow import DossierState
from kernel.access import Actor, Holding
from tests.factories.actors import LONG_AGO, actor_with
from tests.factories.people import make_committee, make_outside
from tests.factories.sessions import CHAIR, NOW, OFFICE, RULES, TODAY, make_file, make_session

FILES = (DossierPaperKind.SUBMISSION, DossierPaperKind.DRAFT)
SITTING = CommitteeSitting(held_on=TODAY, attendees="Trưởng ban, hai uỷ viên", invited="Sở Tài chính")
AGAIN_ON = TODAY + timedelta(days=5)


def actor_in(role: Role, scope: str, scope_id: Any) -> Actor:
    """Return somebody who holds a role for one body: an agency's account, a committee's head."""
    held = Holding(role, scope, scope_id, LONG_AGO, None, "test")
    return replace(actor_with(), holdings=frozenset({held}))


@dataclass(frozen=True)
class Cast:
    """Who takes part: the agency that submits, the committee that examines."""

    body: OutsideBody
    committee: Committee

    @property
    def agency(self) -> Actor:
        """Somebody of the agency."""
        return actor_in(Role.AGENCY, "body", self.body.id)

    @property
    def head(self) -> Actor:
        """The head of the committee."""
        return actor_in(Role.COMMITTEE_HEAD, "committee", self.committee.id)

    @property
    def member(self) -> Actor:
        """A member of the committee."""
        return actor_in(Role.COMMITTEE_MEMBER, "committee", self.committee.id)


def make_cast() -> Cast:
    """Return an agency and a committee."""
    body = OutsideBody.objects.filter(name="Sở Tài chính").first() or make_outside()
    return Cast(body, make_committee())


def register(cast: Cast, session: CouncilSession | None = None, **changes: Any) -> Dossier:
    """Return a matter that the agency registered."""
    known = {"title": "Mức thu phí tham quan", "kind": ItemKind.INDIVIDUAL_RESOLUTION, "body": cast.body, **changes}
    registration = Registration(session=session or make_session(), **known)
    return actions.register_dossier(actor=cast.agency, registration=registration, now=NOW)


def give(cast: Cast, dossier: Dossier, kind: DossierPaperKind, **more: Any) -> DossierPaper:
    """Give a paper as the agency does."""
    given = Given(kind, more.pop("file", None) or make_file(f"{kind}.pdf"), **more)
    return actions.give_dossier_paper(actor=cast.agency, dossier=dossier, given=given, now=NOW)


def remark_on(cast: Cast, dossier: Dossier, point: str = "Mức thu quá cao") -> Remark:
    """Write a remark as a member of the committee does."""
    return actions.write_remark(actor=cast.member, dossier=dossier, point=point, view=View.CHANGE)


def accept(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the chair take it onto the list, by a direction."""
    return actions.accept_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES, exception_document="15-CV/TU")


def assign(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the office say who examines it."""
    return actions.assign_dossier(actor=OFFICE, dossier=dossier, committee=cast.committee, now=NOW, rules=RULES)


def send(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the agency give its papers and send the dossier."""
    for kind in FILES:
        give(cast, dossier, kind)
    return actions.send_dossier(actor=cast.agency, dossier=dossier, now=NOW, rules=RULES)


def examine(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the committee sit on it."""
    return actions.record_examination(actor=cast.head, dossier=dossier, sitting=SITTING, now=NOW, rules=RULES)


def report(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the committee issue its report, with one remark."""
    remark_on(cast, dossier)
    paper = Report("71/BC-HĐND", make_file("tham-tra.pdf"), "Cơ bản nhất trí")
    return actions.issue_report(actor=cast.head, dossier=dossier, report=paper, now=NOW, rules=RULES)


def open_up(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the office hand the remarks over."""
    return actions.open_remarks(actor=OFFICE, dossier=dossier, now=NOW, rules=RULES)


def close(cast: Cast, dossier: Dossier) -> Dossier:
    """Let every remark be answered and confirmed."""
    for each in dossier.remarks.filter(state="open"):
        remark = actions.answer_remark(
            actor=cast.agency, remark=each, version=each.version, kind="taken_in", answer="Đã giảm mức thu", now=NOW
        )
        actions.confirm_remark(actor=cast.head, remark=remark, version=remark.version)
    return actions.close_remarks(actor=cast.head, dossier=dossier, now=NOW, rules=RULES)


def place(cast: Cast, dossier: Dossier) -> Dossier:
    """Let the chair put it on the agenda."""
    return actions.place_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES)


WAY = (accept, assign, send, examine, report, open_up, close, place)
REACHED_BY = {
    DossierState.PROPOSED: 0, DossierState.ACCEPTED: 1, DossierState.DRAFTING: 2, DossierState.DOSSIER_SENT: 3,
    DossierState.UNDER_VERIFICATION: 4, DossierState.VERIFIED: 5, DossierState.REMARKS_OPEN: 6,
    DossierState.REMARKS_CLOSED: 7, DossierState.ON_AGENDA: 8,
}  # fmt: skip


def make_dossier(cast: Cast, state: str = DossierState.PROPOSED, **changes: Any) -> Dossier:
    """Return a dossier in a state of its way, or off it."""
    dossier = register(cast, **changes)
    if state == DossierState.DECLINED:
        return actions.decline_dossier(actor=CHAIR, dossier=dossier, reason="Chưa cần", now=NOW)
    if state == DossierState.WITHDRAWN:
        return actions.withdraw_dossier(actor=cast.agency, dossier=dossier, reason="Rút", now=NOW)
    for go_on in WAY[: REACHED_BY.get(DossierState(state), 2)]:
        dossier = go_on(cast, dossier)
    if state == DossierState.LEFT:
        dossier = actions.leave_dossier(actor=OFFICE, dossier=dossier, reason="Chưa đủ căn cứ", now=NOW)
    return dossier


def later_session(opens_on: date) -> CouncilSession:
    """Return another session that is planned."""
    return make_session(opens_on=opens_on, closes_on=opens_on)
