"""Figures in the API: its measures and dimensions are those that the modules declare."""

from datetime import date
from typing import Any

import graphene

from gateway.core.context import USING, Context
from gateway.core.errors import bad_input
from gateway.core.open import Open, both
from gateway.core.walking import MOST_PAGE
from gateway.councils import Council
from gateway.models import Scope
from gateway.nodes import council_keys
from hub.rollups.declaration import Measure as Declared
from hub.rollups.declaration import declared, measure_named
from hub.rollups.reading import Grain, Level, Period, Row, rollup

MOST_ROWS = 2_000


class RollupLevel(graphene.Enum):
    """What one row of a rollup stands for."""

    class Meta:
        description = both("Mỗi dòng số liệu là của cấp nào.", "What one row stands for.")

    COMMUNE = Level.COMMUNE.value
    NATION = Level.NATION.value
    PROVINCE = Level.PROVINCE.value

    @property
    def description(self) -> str:
        """Return what a level means."""
        told = {
            "COMMUNE": ("Từng hội đồng cấp xã.", "Each commune's council."),
            "PROVINCE": ("Từng tỉnh, gồm cả các xã.", "Each province with all its communes."),
            "NATION": ("Tất cả hội đồng được hỏi.", "All councils that were asked for."),
        }
        return both(*told[self.name]) if self.name in told else ""


class PeriodGrain(graphene.Enum):
    """Into what pieces a period is cut."""

    class Meta:
        description = both("Kỳ được chia theo.", "Into what pieces the period is cut.")

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    WHOLE = "whole"
    YEAR = "year"

    @property
    def description(self) -> str:
        """Return what a grain means."""
        told = {
            "DAY": ("Từng ngày.", "Each day."),
            "MONTH": ("Từng tháng.", "Each month."),
            "QUARTER": ("Từng quý.", "Each quarter."),
            "WHOLE": ("Không chia.", "Not cut."),
            "YEAR": ("Từng năm.", "Each year."),
        }
        return both(*told[self.name]) if self.name in told else ""


class PeriodInput(graphene.InputObjectType):
    """A period of legal days, both ends included."""

    class Meta:
        description = both("Kỳ số liệu, gồm cả hai ngày.", "A period of legal days, both ends included.")

    first_day = graphene.Date(required=True, description=both("Ngày đầu.", "The first day."))
    last_day = graphene.Date(required=True, description=both("Ngày cuối.", "The last day."))
    grain = PeriodGrain(default_value=PeriodGrain.WHOLE, description=both("Chia theo.", "How it is cut."))


class Measure(graphene.ObjectType):
    """One thing that is counted in every council."""

    scope = Scope.ROLLUP

    class Meta:
        description = both("Chỉ số được đếm.", "One thing that is counted in every council.")

    name = graphene.String(required=True, description=both("Tên dùng khi hỏi.", "Its name."))
    label = graphene.String(required=True, description=both("Tên tiếng Việt.", "Its Vietnamese label."))
    unit = graphene.String(required=True, description=both("Đơn vị tính.", "Its unit."))
    description = graphene.String(required=True, description=both("Giải thích.", "What exactly is counted."))
    dimensions = graphene.List(
        graphene.NonNull(graphene.String), required=True, description=both("Các chiều.", "Its dimensions.")
    )
    source_rule = graphene.String(required=True, description=both("Quy tắc nguồn.", "The rule that it stands on."))

    @staticmethod
    def resolve_dimensions(measure: Declared, _info: Any) -> list[str]:
        return list(measure.told)


def rollup_query() -> type:
    """Return the fields at the top for the measures that are declared now and may be told outside."""
    served = [measure for measure in declared() if measure.served]
    if not served:
        return object
    dimensions = sorted({name for measure in served for name in measure.told})
    row = _row_type(dimensions)
    members = {
        "measures": Open(
            graphene.List(graphene.NonNull(Measure)),
            required=True,
            scope=Scope.ROLLUP,
            rows=lambda _arguments: len(served),
            description=both("Các chỉ số.", "What is counted."),
        ),
        "rollup": Open(
            graphene.List(graphene.NonNull(row)),
            required=True,
            scope=Scope.ROLLUP,
            rows=lambda _arguments: MOST_PAGE * 2,
            description=both("Số liệu tổng hợp, đúng đến lúc hỏi.", "Figures, exact at this moment; zeros left out."),
            **_arguments(served, dimensions),
        ),
        "resolve_measures": staticmethod(lambda _root, _info: served),
        "resolve_rollup": staticmethod(_resolve_rollup),
    }
    return type("RollupQuery", (), members)


def _arguments(served: list[Declared], dimensions: list[str]) -> dict[str, Any]:
    labels = {measure.name.upper(): str(measure.label) for measure in served}
    names = graphene.Enum(
        "MeasureName",
        [(measure.name.upper(), measure.name) for measure in served],
        description=lambda value: labels[value.name] if value else both("Tên chỉ số.", "The name of a measure."),
    )
    arguments: dict[str, Any] = {
        "measures": graphene.List(
            graphene.NonNull(names), required=True, description=both("Các chỉ số.", "Which measures.")
        ),
        "level": RollupLevel(required=True, description=both("Mỗi dòng là của.", "What one row stands for.")),
        "period": PeriodInput(required=True, description=both("Kỳ.", "Which days.")),
        "councils": graphene.List(
            graphene.NonNull(graphene.ID), description=both("Chỉ các hội đồng này.", "Only of these councils.")
        ),
    }
    if dimensions:
        asked = graphene.Enum(
            "RollupDimension",
            [(name.upper(), name) for name in dimensions],
            description=lambda value: both("Chiều số liệu.", f"By {value.value}." if value else "A dimension."),
        )
        arguments["dimensions"] = graphene.List(
            graphene.NonNull(asked), description=both("Chia theo chiều.", "By which dimensions.")
        )
    return arguments


def _row_type(dimensions: list[str]) -> type:
    members: dict[str, Any] = {
        "Meta": type("Meta", (), {"description": both("Một dòng số liệu.", "One figure.")}),
        "scope": Scope.ROLLUP,
        "measure": graphene.String(required=True, description=both("Chỉ số.", "The measure's name.")),
        "council_id": graphene.ID(description=both("Mã hội đồng.", "The council's id; null for the nation.")),
        "unit_code": graphene.String(description=both("Mã đơn vị.", "The unit's code; null for the nation.")),
        "council_name": graphene.String(description=both("Tên hội đồng.", "The council's name; null for the nation.")),
        "starts_on": graphene.Date(required=True, description=both("Ngày đầu.", "First day of this piece.")),
        "value": graphene.Int(required=True, description=both("Giá trị.", "The count.")),
    }
    for name in dimensions:
        members[name] = graphene.String(description=both("Chiều số liệu.", f"The {name}, when asked for."))
    return type("RollupRow", (graphene.ObjectType,), members)


def _resolve_rollup(_root: Any, info: Any, **asked: Any) -> list[dict[str, Any]]:
    context: Context = info.context
    measures = [measure_named(one.value) for one in dict.fromkeys(asked["measures"])]
    dimensions = tuple(dict.fromkeys(one.value for one in asked.get("dimensions") or ()))
    if len(dimensions) > 2:
        raise bad_input("Nhiều nhất hai chiều số liệu.", "Two dimensions at the most.")
    rows = rollup(
        measures=measures,
        councils=council_keys(asked.get("councils"), context),
        level=Level(asked["level"].value),
        period=_period(asked["period"]),
        dimensions=dimensions,
        most_rows=MOST_ROWS,
        using=USING,
    )
    return [_told(row, context) for row in rows]


def _period(told: Any) -> Period:
    first: date = told["first_day"]
    grain = told["grain"].value
    return Period(first, told["last_day"], Grain("" if grain == "whole" else grain))


def _told(row: Row, context: Context) -> dict[str, Any]:
    council = context.councils.get(row.council_key or "")
    return {
        "measure": row.measure,
        "council_id": Council.resolve_id(council, None) if council else None,
        "unit_code": council.unit_code if council else None,
        "council_name": council.name if council else None,
        "starts_on": row.starts_on,
        "value": row.value,
        **row.dimensions,
    }
