"""Published council sessions (kỳ họp) in the API, with their agenda and public papers."""

from datetime import date
from typing import Any

import graphene

from gateway.core.connection import DAY_LATEST, KEY, Page, SortKey, connection_of, listing, place
from gateway.core.context import Context
from gateway.core.open import Open, both
from gateway.models import Scope
from gateway.publications import (
    INTERFACES,
    Identified,
    belonging,
    day_filters,
    found,
    narrowed,
    of_one,
    one_of,
    paged,
    pointing,
    with_withdrawn,
)
from hub.rollups.models import PublishedAgendaItem, PublishedPaper, PublishedSession

ORDER = (SortKey("opens_on", DAY_LATEST, True), SortKey("id", KEY, True))
BY_PLACE = (SortKey("position", place), SortKey("id", KEY))
MOST_SITTINGS = 20


class Sitting(graphene.ObjectType):
    """Half a day of a council session."""

    scope = Scope.SESSION

    class Meta:
        description = both("Phiên họp toàn thể.", "A plenary sitting of a session.")

    day_on = graphene.Date(required=True, description=both("Ngày.", "Its day."))
    part = graphene.String(required=True, description=both("Buổi.", "morning, afternoon or evening."))
    kind = graphene.String(required=True, description=both("Loại phiên.", "plenary, or closed to the public."))
    state = graphene.String(required=True, description=both("Trạng thái.", "planned, running or ended."))

    @staticmethod
    def resolve_day_on(sitting: dict[str, str], _info: Any) -> date:
        return date.fromisoformat(sitting["day_on"])


class CouncilSession(Identified, graphene.ObjectType):
    """A council session as its council announced it."""

    scope = Scope.SESSION

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedSession,)
        description = both("Kỳ họp đã công bố.", "A published council session.")

    number = graphene.Int(description=both("Kỳ họp thứ.", "Its number in the term."))
    occasion = graphene.String(required=True, description=both("Khoá, kỳ họp.", "The term and number, as printed."))
    state = graphene.String(required=True, description=both("Trạng thái.", "convened, in_progress, closed and so on."))
    opens_on = graphene.Date(required=True, description=both("Ngày khai mạc.", "The day of its opening."))
    closes_on = graphene.Date(description=both("Ngày bế mạc dự kiến.", "The day on which it is to close."))
    closed_on = graphene.Date(description=both("Ngày đã bế mạc.", "The day on which it was closed."))
    place = graphene.String(required=True, description=both("Địa điểm.", "Where it is held."))
    convening_document = graphene.String(
        required=True, description=both("Văn bản triệu tập.", "The document that convened it.")
    )
    sittings = Open(
        graphene.List(graphene.NonNull(Sitting)),
        required=True,
        rows=lambda _arguments: MOST_SITTINGS,
        description=both("Các phiên họp.", "Its plenary sittings, by day."),
    )


class AgendaItem(Identified, graphene.ObjectType):
    """A matter on the agenda of a session."""

    scope = Scope.SESSION

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedAgendaItem,)
        description = both("Nội dung trong chương trình kỳ họp.", "A matter on the agenda of a session.")

    number = graphene.String(required=True, description=both("Số mục.", "Its number as printed, e.g. 2.1."))
    position = graphene.Int(required=True, description=both("Thứ tự.", "Its place in the agenda."))
    state = graphene.String(required=True, description=both("Trạng thái.", "on_agenda, adopted, rejected and so on."))
    submitter = graphene.String(required=True, description=both("Cơ quan trình.", "Who submits it."))
    committee = graphene.String(required=True, description=both("Ban thẩm tra.", "Which committee verifies it."))
    session = pointing("session_id", lambda: CouncilSession, "Kỳ họp.", "Its session.")
    parent = pointing("parent_id", lambda: AgendaItem, "Nội dung cấp trên.", "The item under which it stands.")


class Paper(Identified, graphene.ObjectType):
    """A paper of a session that everybody may open."""

    scope = Scope.SESSION

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedPaper,)
        description = both("Tài liệu kỳ họp công khai.", "A public paper of a session, as a link.")

    position = graphene.Int(required=True, description=both("Thứ tự.", "Its place among the session's papers."))
    state = graphene.String(required=True, description=both("Trạng thái.", "released, or replaced by a new version."))
    file_type = graphene.String(required=True, description=both("Loại tệp.", "The ending of its file, e.g. pdf."))
    size = graphene.Float(description=both("Số byte.", "Its bytes."))
    session = pointing("session_id", lambda: CouncilSession, "Kỳ họp.", "Its session.")
    agenda_item = pointing("item_id", lambda: AgendaItem, "Nội dung.", "The agenda item that it belongs to.")


CouncilSessionConnection = connection_of(CouncilSession)
AgendaItemConnection = connection_of(AgendaItem)
PaperConnection = connection_of(Paper)


class SessionQuery:
    """Fields at the top: sessions, the agenda and the papers of one."""

    session = one_of(CouncilSession, "Một kỳ họp.", "One council session")
    sessions = listing(
        CouncilSessionConnection,
        scope=Scope.SESSION,
        description=both("Kỳ họp đã công bố, mới nhất trước.", "Published council sessions, latest first."),
        **day_filters("Opened"),
    )
    agenda_item = one_of(AgendaItem, "Một nội dung.", "One agenda item")
    agenda_items = listing(
        AgendaItemConnection,
        scope=Scope.SESSION,
        description=both("Chương trình của một kỳ họp.", "The agenda of one session, in its order."),
        **of_one("session", "Kỳ họp.", "The session's id.", required=True),
        **with_withdrawn(),
    )
    paper = one_of(Paper, "Một tài liệu.", "One paper")
    papers = listing(
        PaperConnection,
        scope=Scope.SESSION,
        description=both("Tài liệu công khai của một kỳ họp.", "The public papers of one session, in its order."),
        **of_one("session", "Kỳ họp.", "The session's id.", required=True),
        **with_withdrawn(),
    )
    resolve_session = found(CouncilSession, PublishedSession)
    resolve_agenda_item = found(AgendaItem, PublishedAgendaItem)
    resolve_paper = found(Paper, PublishedPaper)

    @staticmethod
    def resolve_sessions(_root: Any, info: Any, **arguments: Any) -> Page:
        rows = narrowed(PublishedSession, "opens_on", info.context, **arguments)
        return paged(rows, ORDER, info.context, arguments)

    @staticmethod
    def resolve_agenda_items(_root: Any, info: Any, *, session: str, **arguments: Any) -> Page:
        return _of_session(PublishedAgendaItem, session, info.context, arguments)

    @staticmethod
    def resolve_papers(_root: Any, info: Any, *, session: str, **arguments: Any) -> Page:
        return _of_session(PublishedPaper, session, info.context, arguments)


def _of_session(model: Any, session: str, context: Context, arguments: dict[str, Any]) -> Page:
    rows = belonging(narrowed(model, "", context, **arguments), "session_id", "CouncilSession", session, context)
    return paged(rows, BY_PLACE, context, arguments)
