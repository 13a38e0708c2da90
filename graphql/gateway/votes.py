"""Announced votes in the API: totals, and names only where the council itself told them."""

from typing import Any

import graphene

from gateway.core.connection import DAY_LATEST, KEY, Page, SortKey, connection_of, listing
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
)
from gateway.sessions import AgendaItem, CouncilSession
from hub.rollups.models import PublishedVote

ORDER = (SortKey("announced_on", DAY_LATEST, True), SortKey("id", KEY, True))
MOST_NAMES, MOST_CANDIDATES = 500, 50


class VoteChoice(graphene.ObjectType):
    """Who chose what in an open vote that the council published by name."""

    scope = Scope.VOTE

    class Meta:
        description = both("Lựa chọn của một đại biểu.", "What one delegate chose in a vote published by name.")

    name = graphene.String(required=True, description=both("Họ và tên.", "The delegate's name."))
    choice = graphene.String(
        required=True,
        description=both("Lựa chọn; trống khi không bỏ phiếu.", "for, against or abstain."),
    )


class CandidateCount(graphene.ObjectType):
    """How many voted for and against somebody who stood in a secret ballot."""

    scope = Scope.VOTE

    class Meta:
        description = both("Kết quả kiểm phiếu của một người.", "The counts of one candidate in a secret ballot.")

    name = graphene.String(required=True, description=both("Họ và tên.", "The candidate's name."))
    in_favour = graphene.Int(description=both("Số phiếu tán thành.", "Votes for."))
    against = graphene.Int(description=both("Số phiếu không tán thành.", "Votes against."))
    standing = graphene.String(required=True, description=both("Kết quả.", "elected, tied, beyond or short."))


class VoteEvent(Identified, graphene.ObjectType):
    """The announced result of a vote."""

    scope = Scope.VOTE

    class Meta:
        interfaces = INTERFACES
        possible_types = (PublishedVote,)
        description = both(
            "Kết quả biểu quyết hoặc bỏ phiếu kín đã công bố.", "The announced result of a vote or a secret ballot."
        )

    method = graphene.String(
        required=True, description=both("Hình thức.", "electronic, hands, paper, or secret_ballot.")
    )
    state = graphene.String(required=True, description=both("Trạng thái.", "announced, or annulled since."))
    outcome = graphene.String(
        required=True, description=both("Kết quả.", "adopted or rejected; empty for a secret ballot.")
    )
    announced_on = graphene.Date(required=True, description=both("Ngày công bố.", "The day of the announcement."))
    announced_at = graphene.DateTime(description=both("Lúc công bố.", "The moment of the announcement."))
    total = graphene.Int(description=both("Tổng số đại biểu.", "All delegates in office; null for a secret ballot."))
    in_favour = graphene.Int(description=both("Tán thành.", "For."))
    against = graphene.Int(description=both("Không tán thành.", "Against."))
    abstained = graphene.Int(description=both("Không biểu quyết.", "Abstained."))
    not_voting = graphene.Int(description=both("Vắng, không bỏ phiếu.", "Absent or without a ballot."))
    issued = graphene.Int(description=both("Số phiếu phát ra.", "Ballots given out; secret ballots only."))
    returned = graphene.Int(description=both("Số phiếu thu về.", "Ballots returned; secret ballots only."))
    valid = graphene.Int(description=both("Số phiếu hợp lệ.", "Valid ballots; secret ballots only."))
    invalid = graphene.Int(description=both("Số phiếu không hợp lệ.", "Invalid ballots; secret ballots only."))
    sentence = graphene.String(required=True, description=both("Kết luận theo luật.", "The result in a sentence."))
    article = graphene.String(required=True, description=both("Căn cứ.", "The article of law that it stands on."))
    names = Open(
        graphene.List(graphene.NonNull(VoteChoice)),
        rows=lambda _arguments: MOST_NAMES,
        description=both(
            "Theo tên; null khi hội đồng không công bố theo tên.", "By name; null unless the council published names."
        ),
    )
    candidates = Open(
        graphene.List(graphene.NonNull(CandidateCount)),
        required=True,
        rows=lambda _arguments: MOST_CANDIDATES,
        description=both("Kết quả từng người, khi bỏ phiếu kín.", "Each candidate's counts; secret ballots only."),
    )
    session = pointing("session_id", lambda: CouncilSession, "Kỳ họp.", "Its session.")
    agenda_item = pointing("item_id", lambda: AgendaItem, "Nội dung.", "The agenda item that it is about.")


VoteEventConnection = connection_of(VoteEvent)


class VoteQuery:
    """Fields at the top: one vote by id, the latest first."""

    vote = one_of(VoteEvent, "Một kết quả biểu quyết.", "One announced vote")
    votes = listing(
        VoteEventConnection,
        scope=Scope.VOTE,
        description=both("Kết quả biểu quyết, mới nhất trước.", "Announced votes, latest first."),
        **of_one("session", "Chỉ của kỳ họp này.", "Only of the session with this id."),
        **day_filters("Announced"),
    )
    resolve_vote = found(VoteEvent, PublishedVote)

    @staticmethod
    def resolve_votes(_root: Any, info: Any, *, session: str | None = None, **arguments: Any) -> Page:
        context = info.context
        rows = narrowed(PublishedVote, "announced_on", context, **arguments)
        return paged(belonging(rows, "session_id", "CouncilSession", session, context), ORDER, context, arguments)
