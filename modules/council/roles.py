"""The roles that a person may hold in one council; the kernel knows their identifiers only."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.access import Scope, declare_roles, in_body


class Role(StrEnum):
    """A post, a mandate or a task from which rights follow; the value is stored in holdings."""

    COUNCIL_CHAIR = "council_chair"
    COUNCIL_VICE_CHAIR = "council_vice_chair"
    COMMITTEE_HEAD = "committee_head"
    COMMITTEE_MEMBER = "committee_member"
    TEAM_LEADER = "team_leader"
    DELEGATE = "delegate"
    OFFICE_CHIEF = "office_chief"
    OFFICE_STAFF = "office_staff"
    RECORDS_CLERK = "records_clerk"
    SESSION_SECRETARY = "session_secretary"
    AGENCY = "agency"
    FRONT = "front"
    EXPERT = "expert"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: dict[Role, Promise] = {
    Role.COUNCIL_CHAIR: _("Chủ tịch Hội đồng nhân dân"),
    Role.COUNCIL_VICE_CHAIR: _("Phó Chủ tịch Hội đồng nhân dân"),
    Role.COMMITTEE_HEAD: _("Trưởng ban"),
    Role.COMMITTEE_MEMBER: _("Uỷ viên ban"),
    Role.TEAM_LEADER: _("Tổ trưởng tổ đại biểu"),
    Role.DELEGATE: _("Đại biểu Hội đồng nhân dân"),
    Role.OFFICE_CHIEF: _("Chánh Văn phòng"),
    Role.OFFICE_STAFF: _("Chuyên viên"),
    Role.RECORDS_CLERK: _("Văn thư"),
    Role.SESSION_SECRETARY: _("Thư ký kỳ họp"),
    Role.AGENCY: _("Cơ quan trình, trả lời"),
    Role.FRONT: _("Uỷ ban Mặt trận Tổ quốc Việt Nam"),
    Role.EXPERT: _("Chuyên gia, khách mời"),
    Role.EDITOR: _("Biên tập viên cổng thông tin"),
    Role.ADMINISTRATOR: _("Quản trị hệ thống của Hội đồng"),
}

declare_roles(Role, ROLE_NAMES)

# Reaches that only a council knows; the others (own, whole council, its communes, public) are the kernel's.
TEAM: Scope = in_body("team", _("tổ đại biểu của mình"))
COMMITTEE: Scope = in_body("committee", _("ban của mình"))
BODY: Scope = in_body("body", _("cơ quan của mình"))

# Who works for the council without a mandate. In a small commune one person may hold several of these.
OFFICE = frozenset({Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.RECORDS_CLERK, Role.SESSION_SECRETARY, Role.EDITOR})
