"""Who may do what with people: names of capabilities, the table, the conditions.

Source: the roles table "Users, roles, settings" and the separation rule that an administrator
cannot give himself a role; suspension belongs to the standing committee (rule R-ORG-10).
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.people.law import MOST_HANDS
from council.roles import BODY, OFFICE, TEAM, Role
from kernel.access import (
    OWN,
    SYSTEM,
    Actor,
    Belongs,
    Described,
    Scoped,
    Separation,
    also_grants,
    declare_office,
    describe,
    everyone,
    grants,
    separations,
)
from kernel.access import permissions as access
from kernel.accounts import permissions as accounts
from kernel.notify import permissions as notices


class Can(StrEnum):
    """What somebody may do in this module."""

    READ_PUBLIC = "people.read_public"
    READ = "people.read"
    READ_SENSITIVE = "people.read_sensitive"
    RECORD_SENSITIVE = "people.record_sensitive"
    SEE_READINGS = "people.see_readings"
    ADD_DELEGATE = "people.add_delegate"
    APPOINT = "people.appoint"
    END_POST = "people.end_post"
    SUSPEND_MANDATE = "people.suspend_mandate"
    END_MANDATE = "people.end_mandate"
    LINK_ACCOUNT = "people.link_account"
    IMPORT = "people.import"
    HAND_OVER = "people.hand_over"
    TAKE_OVER = "people.take_over"
    AUTHORISE = "people.authorise"
    SET_PORTRAIT = "people.set_portrait"
    WRITE_LETTER = "people.write_letter"
    ARRANGE = "people.arrange"
    PLAN_TEAM = "people.plan_team"
    CHANGE_TERM = "people.change_term"
    READ_OUTSIDE = "people.read_outside"
    KEEP_OUTSIDE = "people.keep_outside"


def of_person(person: Any) -> Belongs:
    """What is known of a person is the person's own."""
    return Belongs(owners=frozenset({person.id}))


def of_duty(duty: Any) -> Belongs:
    """A duty that is handed over is its receiver's own."""
    return Belongs(owners=frozenset({duty.receiver_id}))


def of_body(body: Any) -> Belongs:
    """What is known of a body outside the council is the body's own."""
    return Belongs(bodies=frozenset({body.id}))


def of_team(matter: Any) -> Belongs:
    """A team, and what is kept under it, is the team's own matter."""
    return Belongs(bodies=frozenset({getattr(matter, "team_id", matter.id)}))


def is_same_person(actor: Actor, person: Any) -> bool:
    """The actor would give a role to himself, or says not to whom."""
    return person is None or actor.person_id == person.id


def is_own(actor: Actor, held: Any) -> bool:
    """The mandate or post is the actor's own, or it is not said which."""
    return held is None or actor.person_id == held.person_id


_INSIDE: set[StrEnum | Scoped] = {Can.READ, Can.READ_OUTSIDE, *OWN.of(Can.READ_SENSITIVE, Can.TAKE_OVER)}
_STANDING = _INSIDE | {Can.SUSPEND_MANDATE, Can.END_MANDATE, Can.HAND_OVER}

GRANTS = grants(
    Can,
    {
        everyone: {Can.READ_PUBLIC, Can.WRITE_LETTER},
        SYSTEM: {
            *(Can.READ, Can.RECORD_SENSITIVE, Can.ADD_DELEGATE, Can.APPOINT, Can.END_POST, Can.LINK_ACCOUNT),
            Can.KEEP_OUTSIDE,
        },
        Role.COUNCIL_CHAIR: _STANDING | {Can.AUTHORISE},
        Role.COUNCIL_VICE_CHAIR: _STANDING,
        Role.COMMITTEE_HEAD: _INSIDE,
        Role.COMMITTEE_MEMBER: _INSIDE,
        Role.TEAM_LEADER: _INSIDE | {*TEAM.of(Can.PLAN_TEAM)},
        Role.DELEGATE: _INSIDE,
        Role.OFFICE_CHIEF: _INSIDE
        | {
            Can.READ_SENSITIVE,
            Can.RECORD_SENSITIVE,
            Can.ADD_DELEGATE,
            Can.END_MANDATE,
            Can.HAND_OVER,
            Can.ARRANGE,
            Can.PLAN_TEAM,
            Can.IMPORT,
            Can.AUTHORISE,
            Can.SET_PORTRAIT,
            Can.KEEP_OUTSIDE,
            Can.CHANGE_TERM,
        },
        Role.OFFICE_STAFF: _INSIDE | {Can.SET_PORTRAIT, Can.KEEP_OUTSIDE},
        Role.RECORDS_CLERK: _INSIDE | {Can.KEEP_OUTSIDE},
        Role.SESSION_SECRETARY: _INSIDE | {Can.KEEP_OUTSIDE},
        Role.AGENCY: {*BODY.of(Can.READ_OUTSIDE)},
        Role.FRONT: {*BODY.of(Can.READ_OUTSIDE)},
        Role.EXPERT: {*BODY.of(Can.READ_OUTSIDE)},
        Role.ADMINISTRATOR: _INSIDE
        | {
            *(Can.ADD_DELEGATE, Can.APPOINT, Can.END_POST, Can.LINK_ACCOUNT, Can.HAND_OVER, Can.ARRANGE, Can.IMPORT),
            *(Can.SEE_READINGS, Can.SET_PORTRAIT, Can.KEEP_OUTSIDE, Can.CHANGE_TERM, Can.PLAN_TEAM),
        },
    },
    belongs={
        Can.READ_SENSITIVE: of_person,
        Can.TAKE_OVER: of_duty,
        Can.READ_OUTSIDE: of_body,
        Can.PLAN_TEAM: of_team,
    },
)

_NOT_ONES_OWN = _("Không ai tự ghi nhận việc về nhiệm vụ đại biểu của chính mình; hãy để người khác thực hiện.")
SEPARATIONS = separations(
    Separation(
        "people.appoints_self",
        Can.APPOINT,
        is_same_person,
        _("Không ai tự ghi nhận chức vụ cho chính mình; hãy nhờ một người quản trị khác hoặc Phó Chủ tịch."),
    ),
    Separation("people.suspends_self", Can.SUSPEND_MANDATE, is_own, _NOT_ONES_OWN),
    Separation("people.ends_own_mandate", Can.END_MANDATE, is_own, _NOT_ONES_OWN),
    Separation(
        "people.authorises_self",
        Can.AUTHORISE,
        is_own,
        _("Không ai tự ghi nhận uỷ quyền cho chính mình; hãy để Chủ tịch hoặc Chánh Văn phòng thực hiện."),
    ),
)

# With more people than that the duties are kept apart again, though the simplified office was confirmed.
declare_office(OFFICE, most_hands=MOST_HANDS)

_OF_THE_STANDING = _("Luật giao Thường trực Hội đồng nhân dân quyết định việc này.")
DESCRIBED = describe(
    Can,
    {
        Can.READ_PUBLIC: Described(_("Xem danh bạ công khai"), fixed=_("Danh sách đại biểu là thông tin công khai.")),
        Can.READ: Described(_("Xem đại biểu và cơ cấu"), to=frozenset({Role.EDITOR, Role.FRONT}), two_people=False),
        Can.READ_SENSITIVE: Described(
            _("Xem dữ liệu nhạy cảm của đại biểu"),
            fixed=_("Luật Bảo vệ dữ liệu cá nhân: chỉ người làm nhân sự và chính người đó được xem."),
        ),
        Can.RECORD_SENSITIVE: Described(
            _("Ghi dữ liệu nhạy cảm của đại biểu"),
            fixed=_("Luật Bảo vệ dữ liệu cá nhân: chỉ người làm nhân sự được ghi."),
        ),
        Can.ADD_DELEGATE: Described(
            _("Ghi nhận đại biểu"), to=frozenset({Role.OFFICE_STAFF}), away=frozenset({Role.ADMINISTRATOR})
        ),
        Can.APPOINT: Described(_("Ghi nhận chức vụ"), to=frozenset({Role.OFFICE_CHIEF, Role.COUNCIL_VICE_CHAIR})),
        Can.END_POST: Described(
            _("Ghi nhận thôi giữ chức vụ"), to=frozenset({Role.OFFICE_CHIEF, Role.COUNCIL_VICE_CHAIR})
        ),
        Can.SUSPEND_MANDATE: Described(_("Tạm đình chỉ đại biểu"), fixed=_OF_THE_STANDING),
        Can.END_MANDATE: Described(_("Ghi nhận chấm dứt nhiệm vụ đại biểu"), fixed=_OF_THE_STANDING),
        Can.LINK_ACCOUNT: Described(
            _("Mời người dùng, liên kết tài khoản"),
            fixed=_("Quản lý tài khoản là việc của người quản trị, không gắn với nội dung hồ sơ."),
        ),
        Can.HAND_OVER: Described(
            _("Bàn giao việc còn dở"), to=frozenset({Role.OFFICE_STAFF}), away=frozenset({Role.ADMINISTRATOR})
        ),
        Can.ARRANGE: Described(_("Lập, sửa tổ, ban, đơn vị bầu cử; xếp đại biểu"), to=frozenset({Role.OFFICE_STAFF})),
        Can.PLAN_TEAM: Described(
            _("Ghi, sửa, rút chương trình của tổ đại biểu"), to=frozenset({Role.OFFICE_STAFF}), two_people=False
        ),
        Can.CHANGE_TERM: Described(
            _("Kết thúc, mở nhiệm kỳ"), fixed=_("Luật định khi nào nhiệm kỳ kết thúc; việc này ghi theo văn bản.")
        ),
        Can.READ_OUTSIDE: Described(
            _("Xem cơ quan, tổ chức và người liên hệ"),
            fixed=_("Người trong Hội đồng xem danh bạ; người của cơ quan chỉ xem cơ quan mình."),
        ),
        Can.KEEP_OUTSIDE: Described(
            _("Lập, sửa, ngừng cơ quan, tổ chức và người liên hệ"),
            away=frozenset({Role.ADMINISTRATOR}),
            two_people=False,
        ),
        Can.AUTHORISE: Described(
            _("Ghi nhận, chấm dứt uỷ quyền ký thay Chủ tịch"),
            fixed=_("Uỷ quyền là việc của Chủ tịch, ghi theo văn bản."),
        ),
        Can.SET_PORTRAIT: Described(
            _("Đưa ảnh đại biểu lên trang công khai"), to=frozenset({Role.RECORDS_CLERK}), two_people=False
        ),
        Can.WRITE_LETTER: Described(_("Viết thư cho đại biểu"), fixed=_("Ai cũng viết thư được cho đại biểu.")),
        Can.TAKE_OVER: Described(_("Nhận bàn giao"), fixed=_("Chỉ người được giao nhận việc của mình.")),
        Can.SEE_READINGS: Described(
            _("Xem ai đã đọc dữ liệu nhạy cảm"),
            fixed=_("Luật Bảo vệ dữ liệu cá nhân: chỉ người quản trị và chính người đó được xem."),
        ),
        Can.IMPORT: Described(
            _("Nhập danh sách từ tệp Excel"), to=frozenset({Role.OFFICE_STAFF}), away=frozenset({Role.ADMINISTRATOR})
        ),
    },
)

# Whoever administers a council invites, locks and closes its accounts; never his own (kernel.accounts).
ACCOUNT_GRANTS = also_grants(accounts.Can, {Role.ADMINISTRATOR: accounts.MANAGE})

# Whether notices arrived is the office's to know, and the administrator's who sets the ways up.
_SEES_NOTICES: set[StrEnum | Scoped] = {notices.Can.SEE_DELIVERIES}
NOTICE_GRANTS = also_grants(
    notices.Can,
    {role: _SEES_NOTICES for role in (Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.ADMINISTRATOR)},
)

# Everybody inside may know who may do what; an administrator proposes, for content another person confirms.
_SEES: set[StrEnum | Scoped] = {access.Can.SEE}
ACCESS_GRANTS = also_grants(
    access.Can,
    {
        Role.COUNCIL_CHAIR: _SEES | {access.Can.CONFIRM},
        Role.COUNCIL_VICE_CHAIR: {*access.Can},
        Role.COMMITTEE_HEAD: _SEES,
        Role.COMMITTEE_MEMBER: _SEES,
        Role.TEAM_LEADER: _SEES,
        Role.DELEGATE: _SEES,
        Role.OFFICE_CHIEF: {*access.Can},
        Role.OFFICE_STAFF: _SEES,
        Role.RECORDS_CLERK: _SEES,
        Role.SESSION_SECRETARY: _SEES,
        Role.EDITOR: _SEES,
        Role.ADMINISTRATOR: _SEES | {access.Can.PROPOSE},
    },
)
