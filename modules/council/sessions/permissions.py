"""Who may do what with sessions, papers, presence and votes.

Source: the roles table, rows "Session", "Agenda item", "Dossier upload", "Chair the sitting, open and
close the vote", "Vote", "Attendance". Only a delegate votes, and only with her own mandate; nobody
votes for another (rule R-VOT-05).
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import Role
from kernel.access import OWN, PUBLIC, SYSTEM, Belongs, Described, describe, everyone, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    READ_PUBLIC = "sessions.read_public"
    READ = "sessions.read"
    READ_CLOSED = "sessions.read_closed"
    SEE_DELIVERY = "sessions.see_delivery"
    PLAN = "sessions.plan"
    CONVENE = "sessions.convene"
    CANCEL = "sessions.cancel"
    ARCHIVE = "sessions.archive"
    EDIT_AGENDA = "sessions.edit_agenda"
    ADD_PAPER = "sessions.add_paper"
    RELEASE = "sessions.release"
    CHAIR = "sessions.chair"
    RECORD_PRESENCE = "sessions.record_presence"
    CHECK_IN = "sessions.check_in"
    RUN_VOTE = "sessions.run_vote"
    VOTE = "sessions.vote"


# The states of a session that the public knows nothing of (workflow.PUBLIC_SESSIONS are all others).
NOT_YET_PUBLIC = frozenset({"planned", "content_agreed"})


def of_mandate(mandate: Any) -> Belongs:
    """A mandate is its delegate's own."""
    return Belongs(owners=frozenset({mandate.person_id}), bodies=frozenset({mandate.team_id}))


def of_session(session: Any) -> Belongs:
    """A session is everybody's from its convening on."""
    return Belongs(is_public=session.state not in NOT_YET_PUBLIC)


_PRESIDING = {
    Can.READ,
    Can.READ_CLOSED,
    Can.SEE_DELIVERY,
    Can.CONVENE,
    Can.CANCEL,
    Can.EDIT_AGENDA,
    Can.CHAIR,
    Can.RECORD_PRESENCE,
    Can.RUN_VOTE,
}
_OFFICE = {
    Can.READ,
    Can.READ_CLOSED,
    Can.SEE_DELIVERY,
    Can.PLAN,
    Can.EDIT_AGENDA,
    Can.ADD_PAPER,
    Can.RELEASE,
    Can.ARCHIVE,
}

GRANTS = grants(
    Can,
    {
        everyone: {*PUBLIC.of(Can.READ_PUBLIC)},
        SYSTEM: {Can.READ, Can.PLAN},  # draws the hall for everybody in it; hands on what somebody prepared
        Role.COUNCIL_CHAIR: _PRESIDING,
        Role.COUNCIL_VICE_CHAIR: _PRESIDING,
        Role.COMMITTEE_HEAD: {Can.READ},
        Role.COMMITTEE_MEMBER: {Can.READ},
        Role.TEAM_LEADER: {Can.READ},
        Role.DELEGATE: {Can.READ, Can.READ_CLOSED, *OWN.of(Can.CHECK_IN, Can.VOTE)},
        Role.OFFICE_CHIEF: _OFFICE,
        Role.OFFICE_STAFF: _OFFICE | {Can.RECORD_PRESENCE},
        Role.RECORDS_CLERK: {Can.READ, Can.ARCHIVE},
        Role.SESSION_SECRETARY: {Can.READ, Can.READ_CLOSED, Can.EDIT_AGENDA, Can.RECORD_PRESENCE, Can.RUN_VOTE},
    },
    belongs={Can.VOTE: of_mandate, Can.CHECK_IN: of_mandate, Can.READ_PUBLIC: of_session},
)

_OF_THE_CHAIR = _("Luật giao việc này cho Thường trực Hội đồng nhân dân và chủ toạ kỳ họp.")
_OF_THE_DELEGATE = _("Chỉ đại biểu tự biểu quyết, tự điểm danh bằng nhiệm vụ của chính mình; không ai làm thay.")
DESCRIBED = describe(
    Can,
    {
        Can.READ_PUBLIC: Described(_("Xem kỳ họp đã triệu tập"), fixed=_("Kỳ họp Hội đồng nhân dân họp công khai.")),
        Can.READ: Described(_("Xem kỳ họp và tài liệu"), to=frozenset({Role.EDITOR, Role.FRONT})),
        Can.READ_CLOSED: Described(
            _("Đọc tài liệu của phiên họp kín"),
            to=frozenset({Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.SEE_DELIVERY: Described(
            _("Xem ai đã nhận, đã mở tài liệu"),
            to=frozenset({Role.SESSION_SECRETARY, Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.PLAN: Described(
            _("Lập kế hoạch kỳ họp"),
            to=frozenset({Role.SESSION_SECRETARY}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.CONVENE: Described(_("Triệu tập, hoãn kỳ họp"), fixed=_OF_THE_CHAIR),
        Can.CANCEL: Described(_("Huỷ kỳ họp"), fixed=_OF_THE_CHAIR),
        Can.ARCHIVE: Described(
            _("Hoàn tất, lưu trữ hồ sơ kỳ họp"),
            to=frozenset({Role.SESSION_SECRETARY}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.EDIT_AGENDA: Described(
            _("Sửa chương trình kỳ họp"),
            to=frozenset({Role.COMMITTEE_HEAD}),
            away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY}),
        ),
        Can.ADD_PAPER: Described(
            _("Đưa tài liệu vào kỳ họp"),
            to=frozenset({Role.SESSION_SECRETARY, Role.RECORDS_CLERK}),
        ),
        Can.RELEASE: Described(
            _("Phát hành tài liệu kỳ họp"),
            to=frozenset({Role.RECORDS_CLERK, Role.SESSION_SECRETARY}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.CHAIR: Described(_("Điều hành kỳ họp"), fixed=_OF_THE_CHAIR),
        Can.RECORD_PRESENCE: Described(_("Ghi điểm danh"), away=frozenset({Role.OFFICE_STAFF})),
        Can.CHECK_IN: Described(_("Tự điểm danh"), fixed=_OF_THE_DELEGATE),
        Can.RUN_VOTE: Described(_("Mở và đóng biểu quyết"), fixed=_OF_THE_CHAIR),
        Can.VOTE: Described(_("Biểu quyết"), fixed=_OF_THE_DELEGATE),
    },
)
