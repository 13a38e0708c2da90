"""The caller's own allowance in the API: what this question costs, and when all of it is there again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import graphene

from gateway.core import bucket
from gateway.core.context import Context
from gateway.core.open import both
from kernel import clock


@dataclass(frozen=True)
class Allowance:
    """What the question was charged, and what is left."""

    cost: int
    limit: int
    remaining: int
    reset_at: datetime
    node_count: int


class RateLimit(graphene.ObjectType):
    """The caller's allowance."""

    class Meta:
        description = both("Hạn mức của bên gọi.", "The caller's allowance.")

    cost = graphene.Int(
        required=True,
        description=both(
            "Chi phí dự tính của câu hỏi này; bảng số liệu nhiều dòng tốn hơn.",
            "What this question is reckoned to cost; a long table of figures costs more.",
        ),
    )
    limit = graphene.Int(required=True, description=both("Hạn mức đầy.", "The points of a full allowance."))
    remaining = graphene.Int(
        required=True, description=both("Còn lại sau câu hỏi này.", "The points left once it is charged.")
    )
    reset_at = graphene.DateTime(
        required=True, description=both("Lúc hạn mức đầy lại.", "When the allowance is full again.")
    )
    node_count = graphene.Int(
        required=True, description=both("Số dòng tối đa.", "How many rows the question may give at most.")
    )


class AllowanceQuery:
    """The field at the top: the allowance of who asks."""

    rate_limit = graphene.Field(
        RateLimit,
        required=True,
        description=both("Hạn mức của bên gọi.", "The allowance of the key or person who asks."),
    )

    @staticmethod
    def resolve_rate_limit(_root: Any, info: Any) -> Allowance:
        return allowance_of(info.context)


def allowance_of(context: Context) -> Allowance:
    """Return what a question was charged, and what is left; what it does not use is given back after its answer."""
    points, left = (context.charged.points, context.charged.left) if context.charged else (0, bucket.CAPACITY)
    missing = (bucket.CAPACITY - left) / bucket.PER_SECOND
    full_at = clock.now() + timedelta(seconds=missing)
    return Allowance(points, bucket.CAPACITY, left, full_at, context.nodes)
