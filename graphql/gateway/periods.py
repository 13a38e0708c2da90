"""The period for which figures are asked, and into what it is cut."""

from typing import Any

import graphene

from gateway.core.open import both
from hub.rollups.reading import Grain, Period

TOLD = {
    "DAY": ("Từng ngày.", "Each day."),
    "HALF_YEAR": ("Từng sáu tháng đầu năm, cuối năm.", "Each half of a calendar year."),
    "MONTH": ("Từng tháng.", "Each month."),
    "QUARTER": ("Từng quý.", "Each quarter."),
    "TERM": (
        "Từng nhiệm kỳ, tính từ ngày bầu cử đại biểu Hội đồng nhân dân các cấp đến ngày trước cuộc bầu cử sau.",
        "Each term of office, from the day of the general election of councils to the day before the next one.",
    ),
    "WHOLE": ("Không chia.", "Not cut."),
    "YEAR": ("Từng năm.", "Each year."),
}


class PeriodGrain(graphene.Enum):
    """Into what pieces a period is cut."""

    class Meta:
        description = both("Kỳ được chia theo.", "Into what pieces the period is cut.")

    DAY = Grain.DAY.value
    HALF_YEAR = Grain.HALF_YEAR.value
    MONTH = Grain.MONTH.value
    QUARTER = Grain.QUARTER.value
    TERM = Grain.TERM.value
    WHOLE = "whole"
    YEAR = Grain.YEAR.value

    @property
    def description(self) -> str:
        """Return what a grain means."""
        return both(*TOLD[self.name]) if self.name in TOLD else ""


class PeriodInput(graphene.InputObjectType):
    """A period of legal days, both ends included."""

    class Meta:
        description = both("Kỳ số liệu, gồm cả hai ngày.", "A period of legal days, both ends included.")

    first_day = graphene.Date(required=True, description=both("Ngày đầu.", "The first day."))
    last_day = graphene.Date(required=True, description=both("Ngày cuối.", "The last day."))
    grain = PeriodGrain(default_value=PeriodGrain.WHOLE, description=both("Chia theo.", "How it is cut."))


def period_of(told: Any) -> Period:
    """Return the period that was asked for; a null grain cuts nothing."""
    grain = told["grain"].value if told["grain"] else "whole"
    return Period(told["first_day"], told["last_day"], Grain("" if grain == "whole" else grain))
