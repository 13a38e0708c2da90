"""What is counted of a council's people, for the council, its province and the nation.

Who is a delegate is public. What is kept apart of a person (R-SEC-04) leaves the council only in counts of groups, and
none of fewer than five; the counted row holds no finer word than the group.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.rollups import measure

SMALLEST_TOLD = 5


def _of_delegates(**declaration: Any) -> Any:
    """Declare a measure of the mandates in office on a day."""
    known = {"model": "council_people.Mandate", "unit": _("đại biểu"), "source_rule": "R-ORG-01"}
    return measure(**{**known, **declaration})


def _of_backgrounds(**declaration: Any) -> Any:
    """Declare a measure of what is kept apart of delegates, told in groups of at least five.

    Who left is counted for the council alone: beside who came it would tell, by subtraction, the few who came or
    stayed when all others of a term left together.
    """
    known = {"model": "council_people.SensitiveProfile", "unit": _("đại biểu"), "source_rule": "R-SEC-04"}
    return measure(**{**known, "suppress_below": SMALLEST_TOLD, **declaration})


DELEGATES_IN_OFFICE = _of_delegates(
    name="delegates_in_office",
    label=_("Đại biểu đương nhiệm"),
    description=_(
        "Đại biểu đang giữ nhiệm vụ vào một ngày, kể cả đang tạm đình chỉ, theo giới tính, nhóm tuổi lúc bắt đầu "
        "nhiệm vụ, và lần đầu hay tái cử."
    ),
    dimensions=("sex", "age_band", "first_time"),
    day="started_on",
    until="last_on",
    stands=True,
)
DELEGATES_BY_WORK = _of_delegates(
    name="delegates_by_work",
    label=_("Đại biểu đương nhiệm theo nơi công tác"),
    description=_("Đại biểu đang giữ nhiệm vụ vào một ngày, theo hoạt động chuyên trách hay không và khối công tác."),
    dimensions=("full_time", "sector"),
    day="started_on",
    until="last_on",
    stands=True,
)
MANDATES_BEGUN = _of_delegates(
    name="mandates_begun",
    label=_("Đại biểu bắt đầu nhiệm vụ"),
    description=_("Đại biểu bắt đầu nhiệm vụ, theo giới tính và ngày bắt đầu."),
    dimensions=("sex",),
    day="started_on",
)
MANDATES_ENDED = _of_delegates(
    name="mandates_ended",
    label=_("Đại biểu thôi nhiệm vụ"),
    description=_("Đại biểu thôi làm nhiệm vụ, theo hình thức (thôi, chuyển đi, bãi nhiệm, hết nhiệm kỳ …) và ngày."),
    dimensions=("state",),
    day="ended_on",
    source_rule="R-ORG-09, R-ORG-11",
)
DELEGATES_BY_ORIGIN = _of_backgrounds(
    name="delegates_by_origin",
    label=_("Đại biểu bắt đầu nhiệm vụ, theo thành phần"),
    description=_(
        "Đại biểu theo nhóm dân tộc, có hay không có tôn giáo, là hay không là đảng viên, theo ngày bắt đầu nhiệm vụ "
        "gần nhất. Nhóm dưới năm người không được nêu ra ngoài Hội đồng."
    ),
    dimensions=("ethnic_group", "belief", "party"),
    day="delegate_from_on",
)
DELEGATES_GONE_BY_ORIGIN = _of_backgrounds(
    name="delegates_gone_by_origin",
    label=_("Đại biểu thôi nhiệm vụ, theo thành phần"),
    description=_(
        "Như “Đại biểu bắt đầu nhiệm vụ, theo thành phần”, theo ngày cuối giữ nhiệm vụ; "
        "hiệu của hai số là số đương nhiệm."
    ),
    dimensions=("ethnic_group", "belief", "party"),
    day="delegate_until_on",
    served=False,
)
DELEGATES_BY_SCHOOLING = _of_backgrounds(
    name="delegates_by_schooling",
    label=_("Đại biểu bắt đầu nhiệm vụ, theo trình độ"),
    description=_(
        "Đại biểu theo trình độ chuyên môn, theo ngày bắt đầu nhiệm vụ gần nhất. Nhóm dưới năm người không được nêu "
        "ra ngoài Hội đồng."
    ),
    dimensions=("schooling",),
    day="delegate_from_on",
)
DELEGATES_GONE_BY_SCHOOLING = _of_backgrounds(
    name="delegates_gone_by_schooling",
    label=_("Đại biểu thôi nhiệm vụ, theo trình độ"),
    description=_("Như trên, theo ngày cuối giữ nhiệm vụ; hiệu của hai số là số đương nhiệm."),
    dimensions=("schooling",),
    day="delegate_until_on",
    served=False,
)
POSTS_HELD = measure(
    name="posts_held",
    label=_("Chức vụ đang có người giữ"),
    unit=_("chức vụ"),
    description=_("Chức vụ của Hội đồng, các ban, các tổ và văn phòng đang có người giữ vào một ngày, theo cấp."),
    model="council_people.Post",
    dimensions=("role", "rank"),
    day="from_on",
    until="to_on",
    stands=True,
    source_rule="R-ORG-04",
)
COMMITTEES = measure(
    name="committees",
    label=_("Ban của Hội đồng"),
    unit=_("ban"),
    description=_("Ban của Hội đồng trong nhiệm kỳ vào một ngày, theo loại ban."),
    model="council_people.Committee",
    dimensions=("kind",),
    day="from_on",
    until="to_on",
    stands=True,
    source_rule="R-ORG-06",
)
TEAMS = measure(
    name="teams",
    label=_("Tổ đại biểu"),
    unit=_("tổ"),
    description=_("Tổ đại biểu trong nhiệm kỳ vào một ngày."),
    model="council_people.Team",
    day="from_on",
    until="to_on",
    stands=True,
    source_rule="R-ORG-06",
)
