"""Published resolutions in the API."""

from typing import Any

import graphene

from gateway.core.connection import DAY_LATEST, KEY, Page, SortKey, connection_of, listing
from gateway.core.open import Open, both
from gateway.models import Scope
from gateway.publications import INTERFACES, Identified, day_filters, found, narrowed, one_of, paged, pointing
from gateway.sessions import CouncilSession
from gateway.votes import VoteEvent
from hub.rollups.models import PublishedResolution
from kernel import clock
from kernel.vietnamese import fold

ORDER = (SortKey("issued_on", DAY_LATEST, True), SortKey("id", KEY, True))
MOST_ATTACHMENTS = 20


class EffectState(graphene.Enum):
    """Whether a resolution is in effect on the day of the question."""

    class Meta:
        description = both("Hiệu lực trong ngày hỏi.", "Whether it is in effect on the day of the question.")

    IN_EFFECT = "in_effect"
    NOT_YET = "not_yet"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

    @property
    def description(self) -> str:
        """Return what a state means."""
        told = {
            "IN_EFFECT": ("Đang có hiệu lực.", "In effect."),
            "NOT_YET": ("Chưa có hiệu lực.", "Not yet in effect."),
            "REPLACED": ("Đã được thay thế.", "Replaced by a later one."),
            "WITHDRAWN": ("Đã thu hồi.", "Withdrawn by its council."),
        }
        return both(*told[self.name]) if self.name in told else ""


class Attachment(graphene.ObjectType):
    """A file that belongs to a resolution."""

    scope = Scope.RESOLUTION

    class Meta:
        description = both("Phụ lục của nghị quyết.", "A file that belongs to a resolution.")

    title = graphene.String(required=True, description=both("Tên phụ lục.", "Its title."))
    path = graphene.String(required=True, description=both("Đường dẫn trên cổng.", "The path on the portal."))
    size = graphene.Int(required=True, description=both("Số byte.", "Its bytes."))


class Correction(graphene.ObjectType):
    """A published document that corrects a resolution."""

    scope = Scope.RESOLUTION

    class Meta:
        description = both("Văn bản đính chính.", "A published document that corrects it.")

    symbol = graphene.String(required=True, description=both("Số, ký hiệu.", "Its number and symbol."))
    path = graphene.String(required=True, description=both("Đường dẫn trên cổng.", "The path on the portal."))


class Resolution(Identified, graphene.ObjectType):
    """A resolution as its council issued it."""

    scope = Scope.RESOLUTION

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedResolution,)
        description = both("Nghị quyết đã công bố.", "A published resolution.")

    symbol = graphene.String(required=True, description=both("Số, ký hiệu.", "Its number and symbol."))
    adopted_on = graphene.Date(description=both("Ngày thông qua.", "The day of its adoption."))
    issued_on = graphene.Date(required=True, description=both("Ngày ban hành.", "The day of issue."))
    effective_on = graphene.Date(description=both("Ngày có hiệu lực.", "The day from which it has effect."))
    published_on = graphene.Date(description=both("Ngày công bố trên cổng.", "The day of its publication."))
    effect_state = EffectState(
        required=True, description=both("Hiệu lực trong ngày hỏi.", "Whether it is in effect today.")
    )
    issuer = graphene.String(required=True, description=both("Cơ quan ban hành.", "Who issued it."))
    occasion = graphene.String(required=True, description=both("Khoá, kỳ họp.", "The term and session, as printed."))
    signer_name = graphene.String(required=True, description=both("Người ký.", "Who signed it."))
    akn = graphene.String(
        description=both("Định danh Akoma Ntoso.", "Its Akoma Ntoso IRI, the same at every endpoint.")
    )
    pdf_sha256 = graphene.String(
        required=True, name="pdfSha256", description=both("Mã băm SHA-256 của bản PDF.", "SHA-256 of its PDF.")
    )
    attachments = Open(
        graphene.List(graphene.NonNull(Attachment)),
        required=True,
        rows=lambda _arguments: MOST_ATTACHMENTS,
        description=both("Phụ lục.", "Its attachments."),
    )
    corrections = graphene.List(
        graphene.NonNull(Correction), required=True, description=both("Văn bản đính chính.", "What corrects it.")
    )
    session = pointing("session_id", lambda: CouncilSession, "Kỳ họp thông qua.", "The session that adopted it.")
    vote = pointing("vote_id", lambda: VoteEvent, "Biểu quyết thông qua.", "The vote that adopted it.")
    supersedes = pointing("supersedes_id", lambda: Resolution, "Nghị quyết bị thay thế.", "What it replaces.")
    superseded_by = pointing("superseded_by_id", lambda: Resolution, "Nghị quyết thay thế.", "What replaces it.")

    @staticmethod
    def resolve_akn(row: Any, _info: Any) -> str | None:
        return akn_of(row)

    @staticmethod
    def resolve_effect_state(row: Any, _info: Any) -> EffectState:
        return effect_of(row)


def akn_of(row: Any) -> str | None:
    """Return the Akoma Ntoso IRI of a resolution (OASIS naming convention 1.0); a tombstone has none.

    Country, kind, subtype, author, day and number: ``/akn/vn/act/nghi-quyet/hdnd-14329/2026-03-01/05-2026-nq-hdnd``.
    """
    if not row.symbol:
        return None
    number = fold(row.symbol).replace("/", "-").replace(" ", "-")
    return f"/akn/vn/act/nghi-quyet/hdnd-{row.unit_code}/{row.issued_on.isoformat()}/{number}"


def effect_of(row: Any) -> Any:
    """Return whether a resolution is in effect today; one that says no day has effect from its issue."""
    if row.withdrawn_at is not None:
        return EffectState.WITHDRAWN
    if row.superseded_by_id is not None:
        return EffectState.REPLACED
    is_future = (row.effective_on or row.issued_on) > clock.today()
    return EffectState.NOT_YET if is_future else EffectState.IN_EFFECT


ResolutionConnection = connection_of(Resolution)


class ResolutionQuery:
    """Fields at the top: one resolution by id, the latest first."""

    resolution = one_of(Resolution, "Một nghị quyết.", "One resolution")
    resolutions = listing(
        ResolutionConnection,
        scope=Scope.RESOLUTION,
        description=both("Nghị quyết đã công bố, mới nhất trước.", "Published resolutions, latest first."),
        **day_filters("Issued"),
    )
    resolve_resolution = found(Resolution, PublishedResolution)

    @staticmethod
    def resolve_resolutions(_root: Any, info: Any, **arguments: Any) -> Page:
        rows = narrowed(PublishedResolution, "issued_on", info.context, **arguments)
        return paged(rows, ORDER, info.context, arguments)
