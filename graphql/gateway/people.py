"""The public directory in the API: terms of office, teams and committees, and who holds a mandate."""

from typing import Any

import graphene

from gateway.core.connection import KEY, Page, SortKey, connection_of, listing, place
from gateway.core.open import both
from gateway.models import Scope
from gateway.publications import (
    INTERFACES,
    Identified,
    belonging,
    found,
    narrowed,
    of_councils,
    of_one,
    one_of,
    paged,
    pointing,
    with_withdrawn,
)
from hub.rollups.models import PublishedBody, PublishedDelegate, PublishedTerm

BY_NAME = (SortKey("sort_key", str), SortKey("id", KEY))
LATEST_TERM = (SortKey("unit_code", str), SortKey("number", place, True), SortKey("id", KEY))
BY_UNIT = (SortKey("unit_code", str), SortKey("kind", str), SortKey("position", place), SortKey("id", KEY))


class Term(Identified, graphene.ObjectType):
    """A term of office of a council."""

    scope = Scope.PEOPLE

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedTerm,)
        description = both("Nhiệm kỳ của hội đồng.", "A term of office of a council.")

    number = graphene.Int(required=True, description=both("Khoá.", "The council's own count of its terms."))
    state = graphene.String(required=True, description=both("Trạng thái.", "current or closed."))


class Body(Identified, graphene.ObjectType):
    """A team or a committee of a council in one term; ``kind`` says which."""

    scope = Scope.PEOPLE

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedBody,)
        description = both("Tổ đại biểu hoặc Ban của hội đồng.", "A team (team) or a committee (committee).")

    position = graphene.Int(required=True, description=both("Thứ tự.", "Its number or place."))
    term = pointing("term_id", lambda: Term, "Nhiệm kỳ.", "Its term of office.")


class Delegate(Identified, graphene.ObjectType):
    """Who holds a mandate of one term, by the fields that the public directory shows."""

    scope = Scope.PEOPLE

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedDelegate,)
        description = both(
            "Đại biểu của một nhiệm kỳ, theo danh bạ công khai.",
            "The holder of a mandate of one term, as in the public directory; the title is the name.",
        )

    state = graphene.String(
        required=True, description=both("Đương nhiệm hay không.", "in_office, or former in a closed term.")
    )
    constituency = graphene.String(required=True, description=both("Đơn vị bầu cử.", "The constituency."))
    constituency_area = graphene.String(required=True, description=both("Địa bàn.", "The constituency's area."))
    former_unit = graphene.String(
        required=True, description=both("Đơn vị trước sắp xếp.", "The unit of the constituency before a merger.")
    )
    full_time = graphene.Boolean(description=both("Chuyên trách.", "Whether it is a full-time delegate."))
    birth_year = graphene.Int(description=both("Năm sinh.", "The year of birth, of delegates in office."))
    main_job = graphene.String(required=True, description=both("Chức vụ, nơi công tác.", "The main job."))
    posts = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description=both("Chức vụ trong hội đồng.", "The posts held in the council."),
    )
    portrait_path = graphene.String(required=True, description=both("Đường dẫn ảnh.", "The path of the photo."))
    term = pointing("term_id", lambda: Term, "Nhiệm kỳ.", "The term of office.")
    team = pointing("team_id", lambda: Body, "Tổ đại biểu.", "The team.")


TermConnection = connection_of(Term)
BodyConnection = connection_of(Body)
DelegateConnection = connection_of(Delegate)


class PeopleQuery:
    """Fields at the top: terms, bodies and delegates."""

    term = one_of(Term, "Một nhiệm kỳ.", "One term of office")
    terms = listing(
        TermConnection,
        scope=Scope.PEOPLE,
        description=both("Các nhiệm kỳ, mới nhất trước.", "Terms of office by unit, the latest first."),
        **of_councils(),
        **with_withdrawn(),
    )
    body = one_of(Body, "Một tổ hoặc Ban.", "One team or committee")
    bodies = listing(
        BodyConnection,
        scope=Scope.PEOPLE,
        description=both("Các Ban và tổ đại biểu.", "Committees and teams by unit."),
        **of_councils(),
        **of_one("term", "Chỉ của nhiệm kỳ này.", "Only of the term with this id."),
        **with_withdrawn(),
    )
    delegate = one_of(Delegate, "Một đại biểu.", "One delegate")
    delegates = listing(
        DelegateConnection,
        scope=Scope.PEOPLE,
        description=both("Đại biểu theo tên.", "Delegates by name."),
        **of_councils(),
        **of_one("term", "Chỉ của nhiệm kỳ này.", "Only of the term with this id."),
        **with_withdrawn(),
    )
    resolve_term = found(Term, PublishedTerm)
    resolve_body = found(Body, PublishedBody)
    resolve_delegate = found(Delegate, PublishedDelegate)

    @staticmethod
    def resolve_terms(_root: Any, info: Any, **arguments: Any) -> Page:
        return paged(narrowed(PublishedTerm, "", info.context, **arguments), LATEST_TERM, info.context, arguments)

    @staticmethod
    def resolve_bodies(_root: Any, info: Any, **arguments: Any) -> Page:
        return _of_term(PublishedBody, BY_UNIT, info, **arguments)

    @staticmethod
    def resolve_delegates(_root: Any, info: Any, **arguments: Any) -> Page:
        return _of_term(PublishedDelegate, BY_NAME, info, **arguments)


def _of_term(model: Any, order: tuple[SortKey, ...], info: Any, *, term: str | None = None, **arguments: Any) -> Page:
    rows = belonging(narrowed(model, "", info.context, **arguments), "term_id", "Term", term, info.context)
    return paged(rows, order, info.context, arguments)
