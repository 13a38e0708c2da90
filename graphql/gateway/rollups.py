"""Figures in the API: its measures and dimensions are those that the modules declare."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import graphene

from gateway.core.context import USING, Context, Sign, snapshot
from gateway.core.errors import bad_input
from gateway.core.executing import Columns, Pushable, Written
from gateway.core.ids import encoded, id_prefix
from gateway.core.open import Open, both
from gateway.core.walking import MOST_PAGE
from gateway.coverage import RollupCoverage, resolve_coverage
from gateway.models import Scope
from gateway.nodes import council_keys
from gateway.periods import PeriodInput, period_of
from gateway.unit_kinds import RollupFilter, check_whole_units, of_kinds
from hub.rollups.declaration import Measure as Declared
from hub.rollups.declaration import declared, measure_named
from hub.rollups.reading import Level, Row, rollup
from hub.rollups.writing import Surroundings, can_write, rollup_as_json

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
    suppress_below = graphene.Int(
        description=both(
            "Số nhỏ hơn mức này có thể chỉ ra một người nên không được nêu; khi đó chỉ hỏi được theo từng năm dương "
            "lịch, mỗi lần một chiều, của cả đơn vị (councilId). Không có thì mọi số đều được nêu.",
            "Counts below this could point at a person and are withheld; such a measure is told by calendar years, "
            "by one dimension at a time, of whole units: councilId names the unit. Null when every count is told.",
        )
    )

    @staticmethod
    def resolve_dimensions(measure: Declared, _info: Any) -> list[str]:
        return list(measure.told)

    @staticmethod
    def resolve_suppress_below(measure: Declared, _info: Any) -> int | None:
        return measure.suppress_below or None


def rollup_query() -> type:
    """Return the fields at the top for the measures that are declared now and may be told outside."""
    served = [measure for measure in declared() if measure.served]
    if not served:
        return object
    dimensions, names = _all_dimensions(), _names_of(served)
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
            at_once=True,
            description=both(
                "Số liệu tổng hợp, đúng đến lúc hỏi; số không thì không có dòng.",
                "Figures, exact at this moment; zeros are left out, what is withheld is a row without a value.",
            ),
            **_arguments(names, dimensions),
        ),
        "rollup_coverage": Open(
            RollupCoverage,
            required=True,
            scope=Scope.ROLLUP,
            description=both("Số liệu đúng đến lúc nào, từ bao nhiêu hội đồng.", "As of when, from how many councils."),
            **_whose(names),
        ),
        "resolve_measures": staticmethod(lambda _root, _info: served),
        "resolve_rollup": staticmethod(_resolve_rollup),
        "resolve_rollup_coverage": staticmethod(resolve_coverage),
    }
    return type("RollupQuery", (), members)


def _names_of(served: list[Declared]) -> Any:
    labels = {measure.name.upper(): str(measure.label) for measure in served}
    return graphene.Enum(
        "MeasureName",
        [(measure.name.upper(), measure.name) for measure in served],
        description=lambda value: labels[value.name] if value else both("Tên chỉ số.", "The name of a measure."),
    )


def _whose(names: Any) -> dict[str, Any]:
    return {
        "measures": graphene.List(
            graphene.NonNull(names), required=True, description=both("Các chỉ số.", "Which measures.")
        ),
        "councils": graphene.List(
            graphene.NonNull(graphene.ID), description=both("Chỉ các hội đồng này.", "Only of these councils.")
        ),
    }


def _arguments(names: Any, dimensions: list[str]) -> dict[str, Any]:
    arguments: dict[str, Any] = {
        **_whose(names),
        "level": RollupLevel(required=True, description=both("Mỗi dòng là của.", "What one row stands for.")),
        "period": PeriodInput(required=True, description=both("Kỳ.", "Which days.")),
        "filter": RollupFilter(description=both("Chỉ các loại đơn vị này.", "Only units of these kinds.")),
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
        "value": graphene.Int(description=both("Giá trị.", "The count; null when it is withheld.")),
        "suppressed": graphene.Boolean(
            required=True,
            description=both(
                "Số không được nêu vì nó, hoặc số khác suy ra được từ nó, có thể chỉ ra một người.",
                "Whether the count is withheld because it, or another that it would give away, could point at a "
                "person. It is not zero.",
            ),
        ),
    }
    for name in dimensions:
        members[name] = graphene.String(description=both("Chiều số liệu.", f"The {name}, when asked for."))
    return type("RollupRow", (graphene.ObjectType,), members)


def _resolve_rollup(_root: Any, info: Any, **asked: Any) -> "Figures":
    context: Context = info.context
    dimensions = tuple(dict.fromkeys(one.value for one in asked.get("dimensions") or ()))
    if len(dimensions) > 2:
        raise bad_input("Nhiều nhất hai chiều số liệu.", "Two dimensions at the most.")
    measures = [measure_named(one.value) for one in dict.fromkeys(asked["measures"])]
    level, kinds = Level(asked["level"].value), asked.get("filter") or {}
    check_whole_units(measures, level, kinds)
    question = {
        "measures": measures,
        "level": level,
        "period": period_of(asked["period"]),
        "dimensions": dimensions,
        "most_rows": MOST_ROWS,
    }
    return Figures(question, lambda: of_kinds(council_keys(asked.get("councils"), context), kinds, context), context)


@dataclass(frozen=True)
class Figures(Pushable):
    """The rows of one rollup, read only when they are completed: one by one, or all written by PostgreSQL.

    ``councils`` gives the keys of those that are asked for. When PostgreSQL writes the list it is asked for them first,
    and then for all figures in one statement.
    """

    question: dict[str, Any]
    councils: Callable[[], list[str]]
    context: Context

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Give the rows with every column that there is."""
        unasked = dict.fromkeys(_all_dimensions())
        with snapshot():
            signs = self.context.signs
            rows = rollup(**self.question, councils=self.councils(), using=USING)
        return iter([{**unasked, **_told(row, signs)} for row in rows])

    def written(self, columns: Columns) -> Written | None:
        """Return the rows as PostgreSQL writes them, unless a column is not of its kind."""
        if not can_write([name for _key, name in columns], _all_dimensions()):
            return None
        around = Surroundings(self.context.keys, id_prefix("Council"))
        told = rollup_as_json(columns=columns, around=around, councils=self.councils(), **self.question)
        return told and Written(told.json, told.rows)


def _all_dimensions() -> list[str]:
    return sorted({name for measure in declared() if measure.served for name in measure.told})


def _told(row: Row, signs: Mapping[str, Sign]) -> dict[str, Any]:
    council = signs.get(row.council_key or "")
    return {
        "measure": row.measure,
        "council_id": encoded("Council", council.key, council.id) if council else None,
        "unit_code": council.unit_code if council else None,
        "council_name": council.name if council else None,
        "starts_on": row.starts_on,
        "value": row.told,
        "suppressed": row.is_withheld,
        **{name: (value or None) if row.is_withheld else value for name, value in row.dimensions.items()},
    }
