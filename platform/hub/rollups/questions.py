"""What can be asked of the figures, and what one of them is."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from django.utils.translation import gettext as _

from hub.rollups.declaration import Measure
from kernel.refusal import Refusal
from presets.terms import TERMS


class Level(Enum):
    """What one row of the answer stands for."""

    COMMUNE = "commune"  # one council of a commune
    PROVINCE = "province"  # a province: its own council with those of all its communes
    NATION = "nation"  # everything that was asked for


class Grain(Enum):
    """Into what pieces the period is cut: by the calendar, or by terms of office from election to election."""

    WHOLE = ""
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TERM = "term"


class NotAsked(Refusal):
    """The question cannot be answered with these measures and dimensions."""

    code = "rollup_not_possible"


class ByYearsOnly(NotAsked):
    """Small counts of the measure are withheld, which is proved for calendar years and for nothing else."""

    code = "rollup_by_years_only"


class OneDimensionOnly(NotAsked):
    """Small counts of the measure are withheld, which is proved for one dimension at a time."""

    code = "rollup_one_dimension_only"


class WholeUnitsOnly(NotAsked):
    """Small counts of the measure are withheld, which is proved for sums of whole provinces and of the nation."""

    code = "rollup_whole_units_only"


@dataclass(frozen=True)
class Period:
    """Legal days, both ends included; ``grain`` cuts it into pieces named by their first day."""

    first: date
    last: date
    grain: Grain = Grain.WHOLE


class Withheld(ValueError):
    """A figure that is withheld was taken for a number."""


class Row(NamedTuple):
    """One figure. ``council_key`` is the commune's or the province's council, None for the nation.

    ``starts_on`` is the first day of its piece of the period; what stands is told as of the piece's last day.
    ``told`` is None where the figure is withheld because it, or one that it would give away, could point at a person.
    """

    measure: str
    council_key: str | None
    starts_on: date
    dimensions: dict[str, str]
    told: int | None

    @property
    def is_withheld(self) -> bool:
        """Whether the figure may not be told; it is shown as such, never as 0."""
        return self.told is None

    @property
    def value(self) -> int:
        """Return the figure.

        :raises Withheld: it is withheld; ask ``is_withheld`` first where a measure has ``suppress_below``.
        """
        if self.told is None:
            raise Withheld(self.measure)
        return self.told


def check_period(period: Period) -> None:
    """Pass when a period does not end before it begins.

    :raises NotAsked: it does, or it is to be cut by terms and begins before the first one that is known.
    """
    if period.first > period.last:
        raise NotAsked(_("Kỳ báo cáo có ngày đầu sau ngày cuối."))
    first = TERMS[0].elected_on
    if period.grain is Grain.TERM and period.first < first:
        raise NotAsked(_("Số liệu chia theo nhiệm kỳ chỉ có từ ngày %(day)s.") % {"day": f"{first:%d/%m/%Y}"})


def check_withheld(measure: Measure, period: Period, dimensions: tuple[str, ...]) -> None:
    """Pass when a measure whose small counts are withheld can be told so: by calendar years, by one dimension at most.

    :raises ByYearsOnly: the period is none of whole years, or cut otherwise.
    :raises OneDimensionOnly: two dimensions are asked for.
    """
    begins, ends = (period.first.month, period.first.day) == (1, 1), (period.last.month, period.last.day) == (12, 31)
    is_cut = period.grain is Grain.YEAR or (period.grain is Grain.WHOLE and period.first.year == period.last.year)
    if not (begins and ends and is_cut):
        raise ByYearsOnly(
            _("Số liệu “%(label)s” chỉ được cung cấp theo từng năm dương lịch, từ 01/01 đến 31/12.")
            % {"label": measure.label}
        )
    if len(dimensions) > 1:
        raise OneDimensionOnly(
            _("Số liệu “%(label)s” mỗi lần chỉ được chia theo một chiều.") % {"label": measure.label}
        )


def check_size(rows: int, most_rows: int) -> None:
    """Pass when an answer has at most so many rows.

    :raises NotAsked: it has more.
    """
    if rows > most_rows:
        raise NotAsked(_("Kết quả quá lớn: hãy thu hẹp kỳ, số hội đồng hoặc chiều số liệu."))
