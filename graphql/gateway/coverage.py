"""What stands behind the figures of an answer: as of when, from how many councils, and what the last recounts said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import graphene

from gateway.core.context import USING, Context
from gateway.core.open import Open, both
from gateway.models import Scope
from gateway.nodes import council_keys
from hub.rollups.coverage import Coverage, coverage, standing
from hub.rollups.declaration import measure_named

MOST_MEASURES = 200


@dataclass(frozen=True)
class Behind:
    """What stands behind the figures of some councils."""

    data_as_of: datetime
    councils: int
    recounted: int
    recounted_since: datetime | None
    differing: int
    measures: list[Coverage]


class MeasureCoverage(graphene.ObjectType):
    """From how many councils one measure comes."""

    scope = Scope.ROLLUP

    class Meta:
        description = both("Chỉ số được đếm ở bao nhiêu hội đồng.", "From how many councils a measure comes.")

    measure = graphene.String(required=True, description=both("Chỉ số.", "The measure's name."))
    counted = graphene.Int(
        required=True, description=both("Số hội đồng đã đếm.", "How many of them count it as it is declared now.")
    )
    asked = graphene.Int(required=True, description=both("Số hội đồng được hỏi.", "How many were asked for."))


class RollupCoverage(graphene.ObjectType):
    """What stands behind figures."""

    scope = Scope.ROLLUP

    class Meta:
        description = both("Số liệu đúng đến lúc nào, từ bao nhiêu hội đồng.", "As of when, from how many councils.")

    data_as_of = graphene.DateTime(
        required=True, description=both("Đúng đến lúc này.", "The moment of the figures in the same answer.")
    )
    councils = graphene.Int(required=True, description=both("Số hội đồng được hỏi.", "How many were asked for."))
    recounted = graphene.Int(
        required=True, description=both("Số hội đồng đã kiểm lại.", "How many were compared with their rows.")
    )
    recounted_since = graphene.DateTime(
        description=both("Lần kiểm lại lâu nhất.", "The longest ago of their last recounts.")
    )
    differing = graphene.Int(
        required=True, description=both("Số hội đồng có lệch.", "In how many the last recount differed.")
    )
    measures = Open(
        graphene.List(graphene.NonNull(MeasureCoverage)),
        required=True,
        rows=lambda _arguments: MOST_MEASURES,
        description=both("Từng chỉ số.", "Measure by measure."),
    )


def resolve_coverage(_root: Any, info: Any, *, measures: list[Any], councils: list[str] | None = None) -> Behind:
    """Return what stands behind the measures in the councils that are asked for."""
    context: Context = info.context
    keys = council_keys(councils, context)
    asked = [measure_named(one.value) for one in dict.fromkeys(measures)]
    here = standing(keys, using=USING)
    of_measures = list(coverage(measures=asked, councils=keys, using=USING).values())
    return Behind(here.at, here.asked, here.recounted, here.oldest_at, len(here.differing), of_measures)
