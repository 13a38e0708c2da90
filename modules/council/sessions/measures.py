"""What is counted of sessions, for the council, its province and the nation."""

from django.utils.translation import gettext_lazy as _

from council.sessions.workflow import HELD
from hub.rollups import measure

SESSIONS_HELD = measure(
    name="sessions_held",
    label=_("Kỳ họp đã tổ chức"),
    unit=_("kỳ họp"),
    description=_("Kỳ họp đã khai mạc với đủ số đại biểu, theo loại và ngày khai mạc."),
    model="council_sessions.CouncilSession",
    where={"purpose": "proper", "state__in": sorted(state.value for state in HELD)},
    dimensions=("kind",),
    day="opened_on",
    source_rule="R-SES-01",
)
