"""Who hears of a dossier's steps: each time those whose turn it is, and those who waited for it."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from council.events.sessions import DossierMoved, DossierPaperGiven, RemarkMoved
from council.roles import BODY, COMMITTEE, Role
from council.sessions import law
from council.sessions.models import Dossier, DossierMove, DossierPaper
from council.sessions.workflow import DossierState
from kernel import clock, notify, outbox
from kernel.access.models import HoldingRow
from kernel.accounts.models import Account

PRESIDING, OFFICE, SUBMITTER, HEADS, MEMBERS, OBSERVERS = (
    "presiding",
    "office",
    "submitter",
    "heads",
    "members",
    "observers",
)
_STANDING_ROLES = (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR)
_OFFICE_ROLES = (Role.OFFICE_CHIEF, Role.OFFICE_STAFF)

# By the step: who hears of it, and in what words; the reason of the step stands below.
STEPS: dict[str, tuple[tuple[str, ...], object]] = {
    "register": ((PRESIDING, OFFICE), _("Đăng ký nội dung trình kỳ họp: %(title)s")),
    "accept": ((SUBMITTER, OFFICE), _("Đã đưa vào danh mục: %(title)s")),
    "decline": ((SUBMITTER,), _("Không đưa vào danh mục: %(title)s")),
    "assign": ((SUBMITTER, HEADS), _("Phân công soạn thảo, thẩm tra, hạn gửi hồ sơ %(day)s: %(title)s")),
    "send": ((HEADS, MEMBERS, OBSERVERS), _("Hồ sơ chờ thẩm tra: %(title)s")),
    "give_back": ((SUBMITTER,), _("Hồ sơ bị trả, phải bổ sung: %(title)s")),
    "examine": ((SUBMITTER,), _("Ban đang thẩm tra: %(title)s")),
    "report": ((SUBMITTER, PRESIDING, OFFICE), _("Đã có báo cáo thẩm tra: %(title)s")),
    "open_remarks": ((SUBMITTER,), _("Ý kiến thẩm tra chờ trả lời: %(title)s")),
    "close_remarks": ((PRESIDING, SUBMITTER), _("Đã tiếp thu, giải trình xong: %(title)s")),
    "place": ((SUBMITTER, HEADS), _("Đã vào chương trình kỳ họp: %(title)s")),
    "leave": ((SUBMITTER, HEADS), _("Chưa trình kỳ họp này: %(title)s")),
    "take_up": ((SUBMITTER, HEADS), _("Chuẩn bị cho kỳ họp khác: %(title)s")),
    "withdraw": ((PRESIDING, OFFICE, HEADS), _("Cơ quan trình đã rút: %(title)s")),
}
REMARKS: dict[str, tuple[tuple[str, ...], object]] = {
    "answer": ((HEADS,), _("Cơ quan trình đã trả lời một ý kiến thẩm tra: %(title)s")),
    "dispute": ((PRESIDING,), _("Ý kiến thẩm tra còn khác nhau, chờ quyết định: %(title)s")),
    "settle": ((SUBMITTER, HEADS), _("Thường trực đã quyết định ý kiến còn khác nhau: %(title)s")),
}


@outbox.on(DossierMoved)
def tell_of_step(event: DossierMoved, *, event_id: UUID) -> None:
    """Tell who has the next step, or waited for this one, of a dossier's step and its reason."""
    move = DossierMove.objects.select_related("dossier__session").get(id=event.move_id)
    audiences, subject = STEPS[event.step]
    due_on = move.due_on
    words = {"title": move.dossier.title, "day": f"{due_on:%d/%m/%Y}" if due_on else ""}
    _tell(move.dossier, audiences, str(subject) % words, event_id, body=move.reason)


@outbox.on(RemarkMoved)
def tell_of_remark(event: RemarkMoved, *, event_id: UUID) -> None:
    """Tell who goes on with a remark; a confirmed one waits for nobody."""
    if event.step in REMARKS:
        dossier = Dossier.objects.select_related("session").get(id=event.dossier_id)
        audiences, subject = REMARKS[event.step]
        _tell(dossier, audiences, str(subject) % {"title": dossier.title}, event_id)


@outbox.on(DossierPaperGiven)
def tell_of_dossier_paper(event: DossierPaperGiven, *, event_id: UUID) -> None:
    """Tell those who look on of a paper and of each new version, the committee's heads once they have the dossier."""
    paper = DossierPaper.objects.select_related("dossier__session").get(id=event.paper_id)
    audiences = (OBSERVERS,) if paper.dossier.state == DossierState.DRAFTING else (OBSERVERS, HEADS)
    words = {"paper": paper.title, "version": paper.version, "title": paper.dossier.title}
    subject = now_said("%(paper)s (bản số %(version)d) của hồ sơ %(title)s") % words
    _tell(paper.dossier, audiences, subject, event_id, body=paper.change_note)


def _tell(dossier: Dossier, audiences: tuple[str, ...], subject: str, event_id: UUID, *, body: str = "") -> None:
    for account in accounts_of(dossier, audiences):
        notify.tell(account=account, subject=subject, body=body, path=law.dossier_path(dossier.id), event_id=event_id)


def accounts_of(dossier: Dossier, audiences: tuple[str, ...]) -> QuerySet[Account]:
    """Return the accounts of those who are named, each once."""
    held = Q()
    for audience in audiences:
        held |= _held_by(dossier, audience)
    holders = HoldingRow.objects.in_force(clock.today()).filter(held).values("account_id") if held else []
    wanted = Q(id__in=holders)
    if OBSERVERS in audiences:
        wanted |= Q(person_id__in=dossier.observers.values("person_id"))
    return Account.objects.filter(wanted).order_by("id")


def _held_by(dossier: Dossier, audience: str) -> Q:
    """Return the holdings of one audience; none of those who look on, who are named in person."""
    of_committee = Q(scope=COMMITTEE.name, scope_id=dossier.committee_id, scope_id__isnull=False)
    of_body = Q(scope=BODY.name, scope_id=dossier.body_id, role__in=(Role.AGENCY, Role.FRONT))
    of_own_committee = Q(scope=COMMITTEE.name, scope_id=dossier.submitting_committee_id, role=Role.COMMITTEE_HEAD)
    return {
        PRESIDING: Q(role__in=_STANDING_ROLES),
        OFFICE: Q(role__in=_OFFICE_ROLES),
        SUBMITTER: of_body if dossier.body_id else of_own_committee,
        HEADS: of_committee & Q(role=Role.COMMITTEE_HEAD),
        MEMBERS: of_committee & Q(role=Role.COMMITTEE_MEMBER),
        OBSERVERS: Q(),
    }[audience]
