"""What a world has of its own rules: a number that the council set, a day off, a pause of the terms."""

from datetime import date

from council.rulebook.models import DayOff, DeadlineMove, Override, Pause
from council.sessions.models import Paper

RULE_KEY = "resolutions.report_every_months"


def local_day(mark: str) -> DayOff:
    """Set a rule of the council's own, and return a day off of its own."""
    Override.objects.create(
        key=RULE_KEY, value="3", in_force_on=date(2026, 1, 1), document=f"Quy chế {mark}", set_by_name="Chủ tịch"
    )
    return DayOff.objects.create(day_on=date(2027, 3, 3), name=f"Ngày hội {mark}", document="1/QĐ")


def pause_of(paper: Paper, mark: str) -> Pause:
    """Return a pause of the terms, which moved a paper's last day."""
    pause = Pause.objects.create(
        first_on=date(2027, 3, 1), name=f"Bão {mark}", document=f"2/QĐ {mark}", reason=f"Bão lớn {mark}"
    )
    days = {"before_on": date(2027, 3, 1), "after_on": date(2027, 3, 2), "holds_on": date(2027, 3, 2)}
    written = {"why": f"Bão {mark}", "name": f"Tờ trình {mark}", "sentence": f"Hạn {mark}"}
    DeadlineMove.objects.create(
        cause_id=pause.pk, kind="sessions.paper", object_id=paper.pk, key=RULE_KEY, rule="R-SES-13", **written, **days
    )
    return pause
