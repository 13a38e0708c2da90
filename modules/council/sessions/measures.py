"""What is counted of sessions, for the council, its province and the nation. A rehearsal counts nowhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.sessions.workflow import COUNTED, HELD, PaperState, SessionState
from hub.rollups import measure

SESSION, SITTING = "council_sessions.CouncilSession", "council_sessions.Sitting"
HELD_STATES = sorted(state.value for state in HELD)
NOT_HELD = [SessionState.CANCELLED.value, SessionState.POSTPONED.value]
ASKED = ["in_time", "late", "missed", "waiting"]
OUT = [PaperState.RELEASED.value, PaperState.REPLACED.value]


def _of_sessions(**declaration: Any) -> Any:
    """Declare a measure of sessions that are held in earnest, by their kind."""
    where = {"purpose": "proper", **declaration.pop("where", {})}
    known = {"model": SESSION, "unit": _("kỳ họp"), "dimensions": ("kind",), "source_rule": "R-SES-01"}
    return measure(**{**known, **declaration, "where": where})


SESSIONS_PLANNED = _of_sessions(
    name="sessions_planned",
    label=_("Kỳ họp có trong kế hoạch"),
    description=_("Kỳ họp không bị hoãn, huỷ, theo loại và ngày khai mạc dự kiến, kể cả đã tổ chức."),
    where={"state__in": sorted(state.value for state in SessionState if state.value not in NOT_HELD)},
    day="opens_on",
)
SESSIONS_NOT_HELD = _of_sessions(
    name="sessions_not_held",
    label=_("Kỳ họp hoãn, huỷ"),
    description=_("Kỳ họp đang hoãn hoặc đã huỷ, theo loại và ngày khai mạc dự kiến."),
    where={"state__in": NOT_HELD},
    dimensions=("kind", "state"),
    day="opens_on",
)
SESSIONS_CONVENED = _of_sessions(
    name="sessions_convened",
    label=_("Kỳ họp đã triệu tập"),
    description=_("Kỳ họp đã có quyết định triệu tập, theo loại và ngày triệu tập; kỳ họp huỷ vẫn được tính."),
    day="convened_on",
    source_rule="R-SES-06",
)
SESSIONS_HELD = _of_sessions(
    name="sessions_held",
    label=_("Kỳ họp đã tổ chức"),
    description=_("Kỳ họp đã khai mạc với đủ số đại biểu, theo loại và ngày khai mạc."),
    where={"state__in": HELD_STATES},
    day="opened_on",
)
SESSIONS_CLOSED = _of_sessions(
    name="sessions_closed",
    label=_("Kỳ họp đã bế mạc"),
    description=_("Kỳ họp đã bế mạc, theo loại và ngày bế mạc."),
    day="closed_on",
)
SESSIONS_ARCHIVED = _of_sessions(
    name="sessions_archived",
    label=_("Hồ sơ kỳ họp đã hoàn tất"),
    description=_("Kỳ họp đã có biên bản ký và hồ sơ lưu trữ, theo loại và ngày hoàn tất hồ sơ."),
    day="archived_on",
    source_rule="R-SES-21",
)
SESSIONS_BY_LAW = _of_sessions(
    name="sessions_by_law",
    label=_("Kỳ họp đã tổ chức, phân theo việc giữ đúng trình tự, thời hạn"),
    description=_(
        "Kỳ họp đã khai mạc, theo loại và theo việc giữ đúng các bước, các hạn luật định: đúng hạn tất cả, "
        "có việc chậm hoặc bỏ sót, hay còn việc chưa xong."
    ),
    where={"state__in": HELD_STATES},
    dimensions=("kind", "lawfulness"),
    day="opened_on",
    source_rule="R-SES-06, R-SES-13, R-SES-21",
)
SESSIONS_BY_PAPERS = _of_sessions(
    name="sessions_by_papers",
    label=_("Kỳ họp đã tổ chức, phân theo hình thức tài liệu"),
    description=_(
        "Kỳ họp đã khai mạc, theo loại và theo hình thức tài liệu đại biểu nhận được: toàn bộ bản điện tử "
        "(kỳ họp không giấy), cả hai, chỉ bản giấy. Tài liệu mật không tính."
    ),
    where={"state__in": HELD_STATES},
    dimensions=("kind", "papers_form"),
    day="opened_on",
    source_rule="R-SES-24",
)
SESSION_STEPS = measure(
    name="session_steps",
    label=_("Các bước luật định của kỳ họp"),
    unit=_("việc"),
    description=_(
        "Từng việc luật định của kỳ họp theo ngày đến hạn: đúng hạn, chậm, bỏ sót, hoặc chưa xong; "
        "việc chưa xong có hạn trước hôm nay là quá hạn."
    ),
    model="council_sessions.LawfulStep",
    where={"standing__in": ASKED},
    dimensions=("step", "standing"),
    day="due_on",
    source_rule="R-SES-06, R-SES-07, R-SES-08, R-SES-13, R-SES-21, R-SES-22, R-SES-23",
)
SITTINGS_HELD = measure(
    name="sittings_held",
    label=_("Phiên họp đã tổ chức"),
    unit=_("phiên"),
    description=_("Phiên họp đã diễn ra, theo loại phiên và ngày họp; không tính diễn tập."),
    model=SITTING,
    dimensions=("kind",),
    day="held_on",
    source_rule="R-SES-16",
)
SITTING_MINUTES = measure(
    name="sitting_minutes",
    label=_("Thời gian họp (phút)"),
    unit=_("phút"),
    description=_("Tổng thời gian các phiên họp đã diễn ra, theo loại phiên và ngày họp."),
    model=SITTING,
    dimensions=("kind",),
    day="held_on",
    adds="minutes_held",
    source_rule="R-SES-16",
)
ATTENDANCE = tuple(
    measure(
        name=name,
        label=label,
        unit=_("lượt đại biểu"),
        description=_(
            "Cộng theo từng phiên họp đã xác nhận điểm danh, gồm cả sửa sau phiên; không nêu tên đại biểu nào."
        ),
        model=SITTING,
        dimensions=("kind",),
        day="held_on",
        adds=name,
        source_rule="R-SES-16",
    )
    for name, label in (
        ("delegates_present", _("Lượt đại biểu có mặt")),
        ("delegates_excused", _("Lượt đại biểu vắng có lý do")),
        ("delegates_absent", _("Lượt đại biểu vắng không lý do")),
    )
)
PAPERS_RELEASED = measure(
    name="papers_released",
    label=_("Tài liệu kỳ họp gửi đại biểu"),
    unit=_("tài liệu"),
    description=_(
        "Tài liệu điện tử đã phát hành đến đại biểu, đúng hạn hay chậm, theo ngày phát hành bản đầu tiên; "
        "bản thay thế không tính thêm, bản thu hồi không tính."
    ),
    model="council_sessions.Paper",
    where={"state__in": OUT, "punctuality__in": ["in_time", "late"]},
    dimensions=("punctuality",),
    day="released_on",
    source_rule="R-SES-13",
)
PAPERS_ON_PAPER = measure(
    name="papers_on_paper",
    label=_("Tài liệu kỳ họp chỉ phát bản giấy"),
    unit=_("tài liệu"),
    description=_("Tài liệu phát bản giấy, không có trên hệ thống, theo ngày phát; không tính tài liệu mật."),
    model="council_sessions.Handout",
    where={"removed_at__isnull": True},
    day="handed_on",
    source_rule="R-SES-24",
)
VOTES_COUNTED = measure(
    name="votes_counted",
    label=_("Cuộc biểu quyết"),
    unit=_("cuộc"),
    description=_(
        "Cuộc biểu quyết công khai đã đóng và không bị huỷ, theo hình thức, kết quả và loại nội dung. "
        "Không có lựa chọn của đại biểu."
    ),
    model="council_sessions.Vote",
    where={"state__in": sorted(state.value for state in COUNTED)},
    dimensions=("method", "decision", "subject"),
    day="counted_on",
    source_rule="R-VOT-01",
)
