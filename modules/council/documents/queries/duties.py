"""What documents leave open with somebody: drafts to go on with, texts that wait for a signature.

A duty is read by whoever arranges the hand-over, who may not read documents: it names kind and code, never what the
document is about.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from council.documents import law
from council.documents.law import COMMITTEES, Issuer
from council.documents.models import Document
from council.documents.workflow import State
from council.people.models import Person, Post
from council.people.queries import DutySource, OpenDuty, find_account, register_duties
from council.people.workflow import PostState, Rank
from council.roles import Role

DRAFT, SIGNATURE = "documents.draft", "documents.signature"


def find_drafts(person: Person) -> Iterator[OpenDuty]:
    """Return the drafts that the person sees to."""
    account = find_account(person)
    if account is None:
        return
    mine = Q(handled_by=account.pk) | Q(handled_by=None, drafted_by=account.pk)
    drafts = Document.objects.filter(mine, state__in=(State.DRAFT, State.FINAL_TEXT))
    for document in drafts.order_by("created_at", "id"):
        yield OpenDuty(DRAFT, document.id, _("Soạn %(document)s") % _called(document), law.workspace_path(document.id))


def find_signatures(person: Person) -> Iterator[OpenDuty]:
    """Return the final texts that wait for the person's signature, as head of a body that nobody else heads now.

    Whoever takes over still needs the post or an authorisation to sign.
    """
    for document in _waiting_for(person).order_by("created_at", "id"):
        said = _("%(document)s chờ ký") % _called(document)
        yield OpenDuty(SIGNATURE, document.id, said, law.workspace_path(document.id))


def _waiting_for(person: Person) -> QuerySet[Document]:
    wanted = Q(pk=None)
    headed = {Role.COUNCIL_CHAIR, Role.COMMITTEE_HEAD, Role.OFFICE_CHIEF}
    for post in Post.objects.filter(person=person, role__in=headed, rank=Rank.PRINCIPAL):
        others = Post.objects.filter(role=post.role, committee=post.committee, state=PostState.HELD, rank=post.rank)
        if not others.exclude(person=person).exists():
            wanted |= _papers_of(post)
    return Document.objects.filter(wanted, state=State.FINAL_TEXT)


def _papers_of(post: Post) -> Q:
    if post.role == Role.COMMITTEE_HEAD:
        return Q(issuing_body__in=COMMITTEES, committee_id=post.committee_id)
    return Q(issuing_body=Issuer.COUNCIL if post.role == Role.COUNCIL_CHAIR else Issuer.OFFICE)


def _called(document: Document) -> dict[str, str]:
    kind = document.get_kind_display()
    return {"document": _("%(kind)s, mã %(code)s") % {"kind": kind, "code": document.short_code}}


register_duties(DutySource(DRAFT, find_drafts))
register_duties(DutySource(SIGNATURE, find_signatures))
