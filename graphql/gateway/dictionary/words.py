"""The words that no declaration has: business sources, legal grounds of what is published, dimensions, keeping.

Each table is held against the code in a test: what is given out and has no words turns it red.
"""

from functools import cache
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from council.law import national_book

# From which business record each published type comes, and the rules that it rests on.
SOURCES = {
    "resolution": _("Sổ văn bản của Hội đồng"),
    "session": _("Hồ sơ kỳ họp"),
    "agenda_item": _("Chương trình kỳ họp"),
    "paper": _("Tài liệu công khai của kỳ họp"),
    "vote": _("Kết quả biểu quyết, kiểm phiếu đã công bố"),
    "term": _("Hồ sơ nhiệm kỳ"),
    "body": _("Hồ sơ Ban, tổ đại biểu"),
    "delegate": _("Danh bạ đại biểu công khai"),
    "council": _("Danh mục Hội đồng trên hệ thống"),
}
RULES = {
    "resolution": ("R-SES-23", "R-RES-03"),
    "session": ("R-SES-07",),
    "agenda_item": ("R-SES-07",),
    "paper": ("R-SES-13",),
    "vote": ("R-VOT-01",),
    "term": ("R-ORG-01",),
    "body": ("R-ORG-06",),
    "delegate": ("R-ORG-01", "R-SEC-04"),
    "council": ("R-ORG-01",),
}
# Parts of a published thing that have a type of their own.
INSIDE = {
    "Attachment": "resolution",
    "Correction": "resolution",
    "Sitting": "session",
    "VoteChoice": "vote",
    "CandidateCount": "vote",
    "Council": "council",
}
# What is counted, by its model.
COUNTED = {
    "council_documents.Document": _("Sổ văn bản của Hội đồng"),
    "council_documents.HeldNumber": _("Sổ số văn bản"),
    "council_documents.Publicity": _("Nhật ký công bố, phổ biến văn bản"),
    "council_people.Committee": _("Hồ sơ các Ban"),
    "council_people.Mandate": _("Hồ sơ đại biểu"),
    "council_people.Post": _("Hồ sơ chức vụ"),
    "council_people.SensitiveProfile": _("Hồ sơ riêng của đại biểu"),
    "council_people.Team": _("Hồ sơ tổ đại biểu"),
    "council_sessions.CouncilSession": _("Hồ sơ kỳ họp"),
    "council_sessions.Handout": _("Sổ tài liệu phát giấy"),
    "council_sessions.LawfulStep": _("Các việc luật định của kỳ họp"),
    "council_sessions.Paper": _("Tài liệu kỳ họp"),
    "council_sessions.Sitting": _("Biên bản điểm danh các phiên họp"),
    "council_sessions.Vote": _("Kết quả biểu quyết"),
}
DIMENSIONS = {
    "act": _("Việc đã làm"),
    "age_band": _("Nhóm tuổi"),
    "belief": _("Tôn giáo"),
    "channel": _("Kênh công bố, phổ biến"),
    "decision": _("Kết luận của biểu quyết"),
    "dissemination": _("Đã phổ biến hay chưa"),
    "ethnic_group": _("Nhóm dân tộc"),
    "first_time": _("Tham gia lần đầu"),
    "full_time": _("Chuyên trách hay kiêm nhiệm"),
    "issuing_body": _("Cơ quan ban hành"),
    "kind": _("Loại"),
    "lawfulness": _("Đúng luật hay chưa"),
    "medium": _("Hình thức ký"),
    "method": _("Hình thức biểu quyết"),
    "papers_form": _("Dạng tài liệu"),
    "party": _("Đảng viên"),
    "publishing": _("Công bố đúng hạn hay chậm"),
    "punctuality": _("Gửi đúng hạn hay chậm"),
    "rank": _("Cấp chức vụ"),
    "role": _("Chức vụ"),
    "schooling": _("Trình độ"),
    "sector": _("Khối công tác"),
    "sex": _("Giới tính"),
    "standing": _("Tình trạng"),
    "state": _("Trạng thái"),
    "step": _("Việc luật định"),
    "subject": _("Nội dung biểu quyết"),
}
KEPT = {
    "permanent": _("Vĩnh viễn"),
    "permanent as a holder of public office; emptied when the council takes it back": _(
        "Vĩnh viễn với người giữ chức vụ công; xoá nội dung khi Hội đồng rút lại"
    ),
    "10 years": _("10 năm"),
}
# Rules that hold no number of the law's book, with what they stand on.
OTHER_GROUNDS = {
    "R-ORG-09": _("Luật Tổ chức chính quyền địa phương"),
    "R-SEC-01": _("Luật Bảo vệ bí mật nhà nước số 117/2025/QH15"),
    "R-SEC-04": _("Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15"),
}


def ground_of(rules: tuple[str, ...]) -> str:
    """Return the rules with the acts that they stand on, as the law's book names them."""
    return "; ".join(__("%(rule)s: %(act)s") % {"rule": rule, "act": _act_of(rule)} for rule in rules)


def _act_of(rule: str) -> Any:
    return OTHER_GROUNDS.get(rule) or _acts()[rule]


@cache
def _acts() -> dict[str, str]:
    """Return for each rule the source of the first number that it has, as it is in force."""
    found: dict[str, str] = {}
    for parameter in national_book():
        found.setdefault(parameter.rule, str(parameter.values[-1].source))
    return found
