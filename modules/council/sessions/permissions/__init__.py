"""Who may do what with sessions, papers, presence and votes.

Source: the roles table, rows "Session", "Agenda item", "Dossier upload", "Chair the sitting, open and
close the vote", "Vote", "Attendance". Only a delegate votes, and only with her own mandate; nobody
votes for another (rule R-VOT-05), and nobody reviews what another said (R-SES-20). Secret ballots are on paper:
there is no right to cast one here, nor to see one; only the counting board enters counts (R-VOT-08, R-VOT-09).
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import BODY, TEAM, Role
from kernel.access import (
    OWN,
    PUBLIC,
    SYSTEM,
    Actor,
    Belongs,
    Described,
    Separation,
    describe,
    everyone,
    grants,
    separations,
)


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
    FOLLOW_UP = "sessions.follow_up"
    EDIT_AGENDA = "sessions.edit_agenda"
    ADD_PAPER = "sessions.add_paper"
    RELEASE = "sessions.release"
    CHAIR = "sessions.chair"
    INVITE = "sessions.invite"
    ANSWER = "sessions.answer"
    DECIDE_EXCUSE = "sessions.decide_excuse"
    KEEP_TEAM_NOTES = "sessions.keep_team_notes"
    RECORD_PRESENCE = "sessions.record_presence"
    CHECK_IN = "sessions.check_in"
    CONFIRM_PRESENCE = "sessions.confirm_presence"
    ARRANGE_SEATS = "sessions.arrange_seats"
    RUN_VOTE = "sessions.run_vote"
    ANNUL_VOTE = "sessions.annul_vote"
    COUNT_VOTES = "sessions.count_votes"
    PREPARE_ELECTION = "sessions.prepare_election"
    COUNT_BALLOTS = "sessions.count_ballots"
    READ_NAMES = "sessions.read_names"
    VOTE = "sessions.vote"
    RUN_FLOOR = "sessions.run_floor"
    SPEAK = "sessions.speak"
    READ_TRANSCRIPT = "sessions.read_transcript"
    TRANSCRIBE = "sessions.transcribe"
    REVIEW_PASSAGE = "sessions.review_passage"
    CLOSE_TRANSCRIPT = "sessions.close_transcript"
    REHEARSE = "sessions.rehearse"
    LISTEN = "sessions.listen"


# The states of a session that the public knows nothing of (workflow.PUBLIC_SESSIONS are all others).
NOT_YET_PUBLIC = frozenset({"planned", "content_agreed"})


def of_mandate(mandate: Any) -> Belongs:
    """A mandate is its delegate's own."""
    return Belongs(owners=frozenset({mandate.person_id}), bodies=frozenset({mandate.team_id}))


def of_invitation(matter: Any) -> Belongs:
    """An invitation is its delegate's own, or the body's that is invited; so is what is asked under it."""
    matter = getattr(matter, "invitation", matter)
    mandate, contact = getattr(matter, "mandate", matter), getattr(matter, "contact", matter)
    person_id, body_id = getattr(mandate, "person_id", None), getattr(contact, "body_id", None)
    return Belongs(owners=frozenset({person_id} if person_id else ()), bodies=frozenset({body_id} if body_id else ()))


def of_passage(passage: Any) -> Belongs:
    """A passage is its speaker's own; a transcript as a whole is nobody's."""
    person_id = getattr(getattr(passage, "mandate", passage), "person_id", None)
    return Belongs(owners=frozenset({person_id} if person_id else ()))


def is_own_excuse(actor: Actor, excuse: Any) -> bool:
    """Whether somebody decides on his own request to be excused."""
    mandate = getattr(getattr(excuse, "invitation", None), "mandate", None)
    return mandate is not None and actor.person_id is not None and mandate.person_id == actor.person_id


def of_speech(matter: Any) -> Belongs:
    """A turn on the floor is its delegate's own, as the mandate is under which she asks for one."""
    person_id = getattr(getattr(matter, "mandate", matter), "person_id", None)
    return Belongs(owners=frozenset({person_id} if person_id else ()))


def of_round(matter: Any) -> Belongs:
    """The counting of a round of ballots is the counting board's own, which the council elected."""
    board = getattr(matter, "board", None)
    return Belongs(owners=board.people() if board is not None else frozenset())


def of_team(sitting: Any) -> Belongs:
    """A sitting in a team is the team's own matter."""
    team_id = getattr(sitting, "team_id", None)
    return Belongs(bodies=frozenset({team_id} if team_id else ()))


def of_session(session: Any) -> Belongs:
    """A session is everybody's from its convening on."""
    return Belongs(is_public=session.state not in NOT_YET_PUBLIC)


def asked_to_annul(actor: Actor, annulment: Any) -> bool:
    """The actor asked for this annulment."""
    return annulment is None or actor.account_id is None or actor.account_id == annulment.asked_by


def stood_in(actor: Actor, round: Any) -> bool:
    """The actor was a candidate in this round of ballots."""
    return round is not None and actor.person_id is not None and actor.person_id in round.people()


def stood_in_annulled(actor: Actor, annulment: Any) -> bool:
    """The actor was a candidate in the round that this annulment is about; one of an open vote is about none."""
    return stood_in(actor, getattr(annulment, "round", None))


_PRESIDING = {
    Can.READ,
    Can.READ_CLOSED,
    Can.SEE_DELIVERY,
    Can.CONVENE,
    Can.CANCEL,
    Can.EDIT_AGENDA,
    Can.CHAIR,
    Can.DECIDE_EXCUSE,
    Can.RECORD_PRESENCE,
    Can.RUN_VOTE,
    Can.ANNUL_VOTE,
    Can.COUNT_VOTES,
    Can.PREPARE_ELECTION,
    Can.READ_NAMES,
    Can.RUN_FLOOR,
    Can.READ_TRANSCRIPT,
    Can.REHEARSE,
}
_OFFICE = {
    Can.READ,
    Can.KEEP_TEAM_NOTES,
    Can.READ_CLOSED,
    Can.SEE_DELIVERY,
    Can.PLAN,
    Can.EDIT_AGENDA,
    Can.ADD_PAPER,
    Can.RELEASE,
    Can.ARCHIVE,
    Can.FOLLOW_UP,
    Can.INVITE,
    Can.ANSWER,
    Can.ARRANGE_SEATS,
    Can.PREPARE_ELECTION,
    Can.READ_TRANSCRIPT,
}
_DELEGATED = {Can.READ, Can.READ_NAMES}  # posts that only delegates hold
_SECRETARY = {Can.EDIT_AGENDA, Can.RECORD_PRESENCE, Can.RUN_VOTE, Can.ANNUL_VOTE, Can.COUNT_VOTES, Can.READ_NAMES}

GRANTS = grants(
    Can,
    {
        everyone: {*PUBLIC.of(Can.READ_PUBLIC)},
        # Draws the hall, hands on what was prepared, invites when convened, wipes old rehearsals, hears recordings.
        SYSTEM: {Can.READ, Can.PLAN, Can.INVITE, Can.REHEARSE, Can.LISTEN},
        Role.COUNCIL_CHAIR: _PRESIDING,
        Role.COUNCIL_VICE_CHAIR: _PRESIDING,
        Role.COMMITTEE_HEAD: _DELEGATED,
        Role.COMMITTEE_MEMBER: _DELEGATED,
        Role.TEAM_LEADER: {*_DELEGATED, *TEAM.of(Can.KEEP_TEAM_NOTES)},
        Role.DELEGATE: {
            *_DELEGATED,
            Can.READ_CLOSED,
            *OWN.of(Can.CHECK_IN, Can.VOTE, Can.ANSWER, Can.SPEAK, Can.READ_TRANSCRIPT, Can.REVIEW_PASSAGE),
            *OWN.of(Can.COUNT_BALLOTS),
        },
        Role.OFFICE_CHIEF: _OFFICE | {Can.CONFIRM_PRESENCE, Can.REHEARSE},
        Role.OFFICE_STAFF: _OFFICE | {Can.RECORD_PRESENCE, Can.COUNT_VOTES, Can.TRANSCRIBE},
        Role.RECORDS_CLERK: {Can.READ, Can.ARCHIVE, Can.FOLLOW_UP},
        Role.SESSION_SECRETARY: {
            *(
                Can.READ,
                Can.READ_CLOSED,
                Can.INVITE,
                Can.ANSWER,
                Can.KEEP_TEAM_NOTES,
                Can.CONFIRM_PRESENCE,
                Can.ARRANGE_SEATS,
                Can.FOLLOW_UP,
            ),
            *_SECRETARY,
            *(Can.RUN_FLOOR, Can.PREPARE_ELECTION),
            *(Can.READ_TRANSCRIPT, Can.TRANSCRIBE, Can.CLOSE_TRANSCRIPT),
            Can.REHEARSE,
        },
        Role.AGENCY: {*BODY.of(Can.ANSWER)},
        Role.FRONT: {*BODY.of(Can.ANSWER)},
        Role.EXPERT: {*BODY.of(Can.ANSWER)},
    },
    belongs={
        Can.VOTE: of_mandate,
        Can.CHECK_IN: of_mandate,
        Can.READ_PUBLIC: of_session,
        Can.ANSWER: of_invitation,
        Can.SPEAK: of_speech,
        Can.COUNT_BALLOTS: of_round,
        Can.KEEP_TEAM_NOTES: of_team,
        Can.READ_TRANSCRIPT: of_passage,
        Can.REVIEW_PASSAGE: of_passage,
    },
)

STOOD = _("Người ứng cử trong lượt bầu không đề nghị hay quyết định huỷ kết quả lượt bầu đó.")
SEPARATIONS = separations(
    Separation(
        "sessions.excuses_self",
        Can.DECIDE_EXCUSE,
        is_own_excuse,
        _("Không ai tự quyết định đề nghị vắng mặt của chính mình; hãy để Chủ tịch hoặc Phó Chủ tịch khác quyết định."),
    ),
    Separation(
        "sessions.asker_annuls",
        Can.ANNUL_VOTE,
        asked_to_annul,
        _("Người đề nghị huỷ kết quả biểu quyết không tự xác nhận; phải có người thứ hai."),
    ),
    Separation("sessions.candidate_annuls", Can.ANNUL_VOTE, stood_in_annulled, STOOD),
)

_OF_THE_CHAIR = _("Luật giao việc này cho Thường trực Hội đồng nhân dân và chủ toạ kỳ họp.")
_OF_THE_DELEGATE = _("Chỉ đại biểu tự biểu quyết, tự điểm danh bằng nhiệm vụ của chính mình; không ai làm thay.")
_OF_THE_COUNCILS_RULES = _("Quy chế của Hội đồng định ai được xem; mặc định không ai xem được.")
_OF_THE_BOARD = _("Chỉ thành viên Ban kiểm phiếu do Hội đồng bầu kiểm phiếu; không ai làm thay.")
_OF_THE_SPEAKER = _("Lời phát biểu chỉ do chính người phát biểu rà soát; không ai sửa thay.")
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
        Can.FOLLOW_UP: Described(
            _("Ghi việc gửi lên cấp trên và lý do chậm sau bế mạc"),
            away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY}),
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
        Can.INVITE: Described(_("Gửi giấy mời dự kỳ họp"), away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY})),
        Can.ANSWER: Described(
            _("Trả lời giấy mời, xin vắng mặt"), away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY})
        ),
        Can.DECIDE_EXCUSE: Described(_("Quyết định đề nghị vắng mặt"), fixed=_OF_THE_CHAIR),
        Can.KEEP_TEAM_NOTES: Described(_("Ghi biên bản thảo luận tổ"), away=frozenset({Role.OFFICE_STAFF})),
        Can.RECORD_PRESENCE: Described(_("Ghi điểm danh"), away=frozenset({Role.OFFICE_STAFF})),
        Can.CONFIRM_PRESENCE: Described(
            _("Xác nhận và sửa điểm danh sau phiên họp"), away=frozenset({Role.OFFICE_CHIEF})
        ),
        Can.ARRANGE_SEATS: Described(
            _("Sắp xếp sơ đồ ghế"), away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY})
        ),
        Can.CHECK_IN: Described(_("Tự điểm danh"), fixed=_OF_THE_DELEGATE),
        Can.RUN_VOTE: Described(_("Mở và đóng biểu quyết"), fixed=_OF_THE_CHAIR),
        Can.ANNUL_VOTE: Described(_("Xác nhận huỷ kết quả biểu quyết"), fixed=_OF_THE_CHAIR),
        Can.COUNT_VOTES: Described(
            _("Nhập kết quả đếm tay, kiểm phiếu"),
            to=frozenset({Role.OFFICE_CHIEF, Role.RECORDS_CLERK}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.PREPARE_ELECTION: Described(
            _("Lập danh sách bầu cử, đề nghị Ban kiểm phiếu"),
            away=frozenset({Role.OFFICE_STAFF, Role.SESSION_SECRETARY}),
        ),
        Can.COUNT_BALLOTS: Described(_("Ghi kết quả kiểm phiếu bầu"), fixed=_OF_THE_BOARD),
        Can.READ_NAMES: Described(_("Xem ai đã biểu quyết thế nào"), fixed=_OF_THE_COUNCILS_RULES),
        Can.RUN_FLOOR: Described(_("Điều hành phát biểu, tranh luận"), fixed=_OF_THE_CHAIR),
        Can.SPEAK: Described(_("Đăng ký phát biểu, tranh luận"), fixed=_OF_THE_DELEGATE),
        Can.VOTE: Described(_("Biểu quyết"), fixed=_OF_THE_DELEGATE),
        Can.READ_TRANSCRIPT: Described(_("Đọc bản gỡ băng phiên họp"), away=frozenset({Role.OFFICE_STAFF})),
        Can.TRANSCRIBE: Described(
            _("Gỡ băng, gán người phát biểu"),
            to=frozenset({Role.OFFICE_CHIEF}),
            away=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.REVIEW_PASSAGE: Described(_("Rà soát lời phát biểu của mình"), fixed=_OF_THE_SPEAKER),
        Can.LISTEN: Described(
            _("Gỡ băng bằng máy"), fixed=_("Máy chủ tự làm khi người gỡ băng yêu cầu; kết quả do người đó nhập.")
        ),
        Can.CLOSE_TRANSCRIPT: Described(_("Đóng bản gỡ băng"), to=frozenset({Role.OFFICE_CHIEF})),
        Can.REHEARSE: Described(
            _("Tạo và xoá buổi diễn tập"),
            to=frozenset({Role.OFFICE_STAFF}),
            away=frozenset({Role.OFFICE_CHIEF}),
        ),
    },
)
