"""What is new since: one sequence over everything that councils publish, with tombstones.

Each thing stands once, at its last change, so a copy from the start reads each thing once, and a reader who goes on
from a cursor gets everything that changed since, some of it again (at least once). Numbers are given under a lock that
is held until the commit, so nothing ever appears before a cursor that was given out. They are never given again, so a
cursor stays good for years.
"""

import base64
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import Max

from gateway.core.connection import MOST_PAGE
from gateway.core.context import USING, Context
from gateway.core.errors import bad_input
from gateway.core.ids import encoded, from_base64
from gateway.core.open import Open, both
from gateway.councils import Council
from gateway.nodes import Node, may_see
from gateway.people import Body, Delegate, Term
from gateway.resolutions import Resolution
from gateway.sessions import AgendaItem, CouncilSession, Paper
from gateway.votes import VoteEvent
from hub.rollups.models import PublicationChange
from hub.rollups.passages import PUBLICATIONS

MARK = "c1:"
# The types of the API, by the kind of publication.
TYPES: dict[str, Any] = {
    "agenda_item": AgendaItem,
    "body": Body,
    "delegate": Delegate,
    "paper": Paper,
    "resolution": Resolution,
    "session": CouncilSession,
    "term": Term,
    "vote": VoteEvent,
}


class ChangeType(graphene.Enum):
    """The kinds of things that councils publish."""

    class Meta:
        description = both("Loại nội dung đã công bố.", "The kinds of things that councils publish.")

    AGENDA_ITEM = "agenda_item"
    BODY = "body"
    DELEGATE = "delegate"
    PAPER = "paper"
    RESOLUTION = "resolution"
    SESSION = "session"
    TERM = "term"
    VOTE = "vote"

    @property
    def description(self) -> str:
        """Return what a kind is."""
        told = {
            "AGENDA_ITEM": ("Nội dung chương trình.", "Agenda items."),
            "BODY": ("Tổ đại biểu và Ban.", "Teams and committees."),
            "DELEGATE": ("Đại biểu.", "Delegates."),
            "PAPER": ("Tài liệu kỳ họp.", "Papers of sessions."),
            "RESOLUTION": ("Nghị quyết.", "Resolutions."),
            "SESSION": ("Kỳ họp.", "Council sessions."),
            "TERM": ("Nhiệm kỳ.", "Terms of office."),
            "VOTE": ("Kết quả biểu quyết.", "Announced votes."),
        }
        return both(*told[self.name]) if self.name in told else ""


class Change(graphene.ObjectType):
    """The last change of one published thing."""

    class Meta:
        description = both("Thay đổi mới nhất của một nội dung.", "The last change of one published thing.")

    cursor = graphene.String(required=True, description=both("Con trỏ để đọc tiếp.", "Go on after it with this."))
    type = ChangeType(required=True, description=both("Loại.", "Its kind."))
    id = graphene.ID(required=True, description=both("Mã định danh.", "The id of what changed."))
    council = graphene.Field(Council, required=True, description=both("Hội đồng.", "Whose it is."))
    changed_at = graphene.DateTime(required=True, description=both("Thời điểm.", "When it was told."))
    withdrawn_at = graphene.DateTime(
        description=both("Thời điểm thu hồi.", "When it was withdrawn: take your copy away.")
    )
    node = graphene.Field(Node, description=both("Nội dung hiện nay.", "As it is now; a tombstone has no text."))

    @staticmethod
    def resolve_id(row: Any, _info: Any) -> str:
        return encoded(TYPES[row.type]._meta.name, row.council_key, row.key)

    @staticmethod
    def resolve_cursor(row: Any, _info: Any) -> str:
        return cursor_of(row.sequence)

    @staticmethod
    def resolve_council(row: Any, info: Any) -> Any:
        return info.context.councils[row.council_key]

    @staticmethod
    def resolve_node(row: Any, info: Any) -> Any:
        return info.context.lookup.get(PUBLICATIONS[row.type].model, row.key, row.council_key)


@dataclass(frozen=True)
class Changes:
    """A piece of the sequence."""

    changes: list[Any]
    has_more: bool
    end_cursor: str


class ChangesSince(graphene.ObjectType):
    """A piece of the sequence of changes."""

    class Meta:
        description = both("Một đoạn của dãy thay đổi.", "A piece of the sequence of changes.")

    changes = graphene.List(
        graphene.NonNull(Change), required=True, description=both("Các thay đổi.", "The changes, oldest first.")
    )
    has_more = graphene.Boolean(required=True, description=both("Còn nữa.", "Whether more is there already."))
    end_cursor = graphene.String(
        required=True, description=both("Con trỏ cho lần hỏi sau.", "Ask again with this, now or next year.")
    )


class ChangesQuery:
    """The field at the top: what changed since a cursor."""

    changes_since = Open(
        ChangesSince,
        required=True,
        cursor=graphene.String(description=both("Từ con trỏ này; trống: từ đầu.", "After this; none: from the start.")),
        first=graphene.Int(required=True, description=both("Số dòng, 1 đến 100.", "How many, 1 to 100.")),
        types=graphene.List(graphene.NonNull(ChangeType), description=both("Chỉ các loại này.", "Only these kinds.")),
        description=both(
            "Những gì đã công bố, sửa đổi hoặc thu hồi từ một con trỏ; chỉ loại mà khoá được đọc.",
            "What was published, changed or withdrawn since a cursor, of the kinds that the key's scopes open.",
        ),
    )

    @staticmethod
    def resolve_changes_since(
        _root: Any, info: Any, *, first: int, cursor: str | None = None, types: list[Any] | None = None
    ) -> Changes:
        context: Context = info.context
        if not 1 <= first <= MOST_PAGE:
            raise bad_input("first phải từ 1 đến 100.", "first must be from 1 to 100.")
        after = _number(cursor)
        rows = list(_changes(context, after, types)[: first + 1])
        _expect(context, rows[:first])
        end = rows[:first][-1].sequence if rows else after
        return Changes(rows[:first], len(rows) > first, cursor_of(end))


def cursor_of(number: int) -> str:
    """Return the cursor after a number."""
    return base64.urlsafe_b64encode(f"{MARK}{number}".encode()).decode().rstrip("=")


def _number(cursor: str | None) -> int:
    """Return the number of a cursor, 0 for none.

    :raises GraphQLError: it is none of ours (``cursor_malformed``), or of numbers that were not given yet: it comes
        from elsewhere, or what it was made from is lost (``cursor_unknown``). Then a copy begins anew.
    """
    if cursor is None:
        return 0
    plain = from_base64(cursor) or ""
    digits = plain.removeprefix(MARK)
    if not plain.startswith(MARK) or not (digits.isascii() and digits.isdigit()) or len(digits) > 19:
        raise bad_input("Con trỏ không hợp lệ.", "The cursor is not one of ours.", refusal="cursor_malformed")
    number = int(digits)
    last = PublicationChange.objects.using(USING).aggregate(last=Max("sequence"))["last"] or 0
    if number > last:
        raise bad_input(
            "Con trỏ không còn dùng được, hãy đọc lại từ đầu.",
            "The cursor is not known here; read from the start.",
            refusal="cursor_unknown",
        )
    return number


def _changes(context: Context, after: int, types: list[Any] | None) -> Any:
    asked = set(TYPES) if types is None else {one.value for one in types}
    told = [name for name in sorted(asked) if may_see(TYPES[name].scope, context)]
    rows = PublicationChange.objects.using(USING).filter(sequence__gt=after, type__in=told)
    return rows.filter(council_key__in=list(context.councils)).order_by("sequence")


def _expect(context: Context, rows: list[Any]) -> None:
    keys = defaultdict(list)
    for row in rows:
        keys[PUBLICATIONS[row.type].model].append(row.key)
    for model, wanted in keys.items():
        context.lookup.expect(model, wanted)
