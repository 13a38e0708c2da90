"""The states of a session, an agenda item, a paper, a sitting and a vote, and the steps between them.

Source: workflows A1 (session), A2 (agenda item, from the agenda on), A4 (vote); rule R-SES-20 (what was said).
Elections by secret ballot have a file of their own beside this one.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.sessions.permissions import Can
from council.sessions.workflow.dossiers import (
    BEFORE_SENDING,
    CLOSED_REMARKS,
    DOSSIER_STEPS,
    DOSSIER_TRACK,
    IN_PREPARATION,
    REMARK_STEPS,
    TAKES_OBSERVERS,
    TAKES_PAPERS,
    DossierState,
    RemarkState,
)
from council.sessions.workflow.elections import (
    BEGUN_ROUNDS,
    BOARD_STEPS,
    CANDIDATE_STEPS,
    COUNTED_ROUNDS,
    ELECTION_STEPS,
    PENDING_ELECTIONS,
    PENDING_ROUNDS,
    ROUND_STEPS,
    TAKES_TALLY,
    BoardState,
    CandidateState,
    ElectionState,
    RoundState,
)
from council.sessions.workflow.recordings import (
    FILM_STEPS,
    LISTENING_STEPS,
    RECORDING_STEPS,
    FilmState,
    ListeningState,
    RecordingState,
)
from kernel.access import Step, steps

# What stands in files of its own.
__all__ = [
    "BEFORE_SENDING",
    "BEGUN_ROUNDS",
    "BOARD_STEPS",
    "CANDIDATE_STEPS",
    "CLOSED_REMARKS",
    "COUNTED_ROUNDS",
    "DOSSIER_STEPS",
    "DOSSIER_TRACK",
    "ELECTION_STEPS",
    "FILM_STEPS",
    "IN_PREPARATION",
    "LISTENING_STEPS",
    "PENDING_ELECTIONS",
    "PENDING_ROUNDS",
    "RECORDING_STEPS",
    "REMARK_STEPS",
    "ROUND_STEPS",
    "TAKES_OBSERVERS",
    "TAKES_PAPERS",
    "TAKES_TALLY",
    "BoardState",
    "CandidateState",
    "DossierState",
    "ElectionState",
    "FilmState",
    "ListeningState",
    "RecordingState",
    "RemarkState",
    "RoundState",
]


class SessionState(TextChoices):
    """Where a session stands."""

    PLANNED = "planned", _("Đã lập kế hoạch")
    CONTENT_AGREED = "content_agreed", _("Đã thống nhất nội dung")
    CONVENED = "convened", _("Đã triệu tập")
    DOCUMENTS_RELEASED = "documents_released", _("Đã phát hành tài liệu")
    IN_PROGRESS = "in_progress", _("Đang họp")
    PAUSED = "paused", _("Tạm nghỉ")
    CLOSED = "closed", _("Đã bế mạc")
    ARCHIVED = "archived", _("Đã lưu trữ hồ sơ")
    POSTPONED = "postponed", _("Hoãn")
    CANCELLED = "cancelled", _("Huỷ")


class ItemState(TextChoices):
    """Where an agenda item stands."""

    HEADING = "heading", _("Nhóm nội dung")
    AWAITING = "awaiting", _("Chờ Hội đồng đồng ý bổ sung")
    ON_AGENDA = "on_agenda", _("Trong chương trình")
    PRESENTED = "presented", _("Đã trình bày")
    VOTE_READY = "vote_ready", _("Chờ biểu quyết")
    ADOPTED = "adopted", _("Đã thông qua")
    REJECTED = "rejected", _("Không được thông qua")
    NOTED = "noted", _("Đã nghe báo cáo")
    WITHDRAWN = "withdrawn", _("Đã rút khỏi chương trình")
    DEFERRED = "deferred", _("Lùi sang kỳ họp sau")
    UNSUBMITTED = "unsubmitted", _("Chưa trình")


class ProposalState(TextChoices):
    """What became of a matter that an earlier session left to a later one."""

    PROPOSED = "proposed", _("Chờ đưa vào chương trình")
    PLACED = "placed", _("Đã đưa vào chương trình")
    DROPPED = "dropped", _("Không trình nữa")


class PaperState(TextChoices):
    """Whether the delegates may read a paper."""

    HELD = "held", _("Chưa phát hành")
    RELEASED = "released", _("Đã phát hành")
    REPLACED = "replaced", _("Đã thay thế")
    RECALLED = "recalled", _("Đã thu hồi")


class SittingState(TextChoices):
    """Whether a sitting goes on."""

    PLANNED = "planned", _("Chưa bắt đầu")
    RUNNING = "running", _("Đang diễn ra")
    ENDED = "ended", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã huỷ")


class InvitationState(TextChoices):
    """What became of an invitation; a delegate who cannot come asks to be excused instead of declining."""

    SENT = "sent", _("Chưa trả lời")
    ATTENDING = "attending", _("Sẽ dự")
    DECLINED = "declined", _("Không dự được")
    WITHDRAWN = "withdrawn", _("Đã rút giấy mời")


class ExcuseState(TextChoices):
    """What became of a delegate's request to be excused."""

    ASKED = "asked", _("Chờ quyết định")
    ACCEPTED = "accepted", _("Được vắng mặt")
    REFUSED = "refused", _("Không được chấp nhận")
    TAKEN_BACK = "taken_back", _("Đã rút đề nghị")


class FloorState(TextChoices):
    """Whether delegates may ask to speak on an item."""

    CLOSED = "closed", _("Đã đóng đăng ký")
    OPEN = "open", _("Đang mở đăng ký")


class SpeechState(TextChoices):
    """Where a turn stands; one that was asked for before the registration opened waits as requested."""

    REQUESTED = "requested", _("Đã đăng ký trước")
    QUEUED = "queued", _("Đang chờ")
    SPEAKING = "speaking", _("Đang phát biểu")
    DONE = "done", _("Đã phát biểu")
    SKIPPED = "skipped", _("Hết thời gian, gửi ý kiến bằng văn bản")
    TEXT_SUBMITTED = "text_submitted", _("Đã gửi ý kiến bằng văn bản")
    WITHDRAWN = "withdrawn", _("Đã rút")


class GroupState(TextChoices):
    """Where a group of questions stands: several ask one after the other, then the one asked answers together."""

    WAITING = "waiting", _("Chờ đến lượt nhóm")
    ASKING = "asking", _("Đang nêu câu hỏi")
    ANSWERING = "answering", _("Đang trả lời")
    DONE = "done", _("Đã trả lời xong")
    DISSOLVED = "dissolved", _("Đã bỏ nhóm")


class VoteState(TextChoices):
    """Where a vote stands; choices stay hidden from everyone until it is closed."""

    PREPARED = "prepared", _("Đã chuẩn bị")
    OPEN = "open", _("Đang biểu quyết")
    CLOSED = "closed", _("Đã đóng")
    ANNOUNCED = "announced", _("Đã công bố kết quả")
    MINUTED = "minuted", _("Đã ghi biên bản")
    ANNULLED = "annulled", _("Kết quả đã bị huỷ")
    DROPPED = "dropped", _("Không tổ chức")


class AnnulmentState(TextChoices):
    """What became of the wish to annul a vote; it takes two persons."""

    ASKED = "asked", _("Chờ người thứ hai xác nhận")
    CONFIRMED = "confirmed", _("Đã huỷ kết quả")
    REFUSED = "refused", _("Không đồng ý huỷ")


class ArticleState(TextChoices):
    """Where an article stands on which the delegates differ (rule R-VOT-07)."""

    DISPUTED = "disputed", _("Còn ý kiến khác nhau")
    AGREED = "agreed", _("Được tán thành")
    DISMISSED = "dismissed", _("Không được tán thành")
    SETTLED = "settled", _("Đã thống nhất, không biểu quyết")


class TranscriptState(TextChoices):
    """Where what was said in a sitting stands (R-SES-20)."""

    DRAFT = "draft", _("Đang gỡ băng")
    IN_REVIEW = "in_review", _("Người phát biểu đang rà soát")
    CLOSED = "closed", _("Đã đóng")


class PassageState(TextChoices):
    """Whether the speaker saw what was written down; a passage nobody answered for says so for ever."""

    DRAFT = "draft", _("Bản nháp")
    IN_REVIEW = "in_review", _("Chờ rà soát")
    REVIEWED = "reviewed", _("Đã rà soát")
    CORRECTED = "corrected", _("Đã chỉnh sửa")
    LAPSED = "lapsed", _("Hết hạn rà soát")
    DISCARDED = "discarded", _("Đã bỏ")


BEFORE_CONVENING = frozenset({SessionState.PLANNED, SessionState.CONTENT_AGREED})
BEFORE_OPENING = BEFORE_CONVENING | {SessionState.CONVENED, SessionState.DOCUMENTS_RELEASED}
# What the public knows of: from the convening on, and what became of it.
PUBLIC_SESSIONS = frozenset(set(SessionState) - BEFORE_CONVENING)
# What was opened with a quorum, whatever came after.
HELD = frozenset({SessionState.IN_PROGRESS, SessionState.PAUSED, SessionState.CLOSED, SessionState.ARCHIVED})
# What follows the closing is still seen to when the file is complete.
AFTER_CLOSING = frozenset({SessionState.CLOSED, SessionState.ARCHIVED})
# Presence may be taken from the convening on: delegates check in before the opening.
TAKES_PRESENCE = frozenset(
    {SessionState.CONVENED, SessionState.DOCUMENTS_RELEASED, SessionState.IN_PROGRESS, SessionState.PAUSED}
)
LATE_AGENDA = frozenset({SessionState.DOCUMENTS_RELEASED, SessionState.IN_PROGRESS, SessionState.PAUSED})
# While agenda and papers may still change.
OPEN_AGENDA = BEFORE_OPENING | LATE_AGENDA
PENDING_ITEMS = frozenset({ItemState.AWAITING, ItemState.ON_AGENDA, ItemState.PRESENTED, ItemState.VOTE_READY})
# Forms of a session or sitting in which delegates may take part from afar.
ONLINE_FORMS = frozenset({"online", "hybrid"})
COUNTED = frozenset({VoteState.CLOSED, VoteState.ANNOUNCED, VoteState.MINUTED})
# Of which everybody may know.
TOLD = frozenset({VoteState.ANNOUNCED, VoteState.MINUTED})
# Votes that may still be held, or are being held.
PENDING_VOTES = frozenset({VoteState.PREPARED, VoteState.OPEN})
# What may still be written of an item: before it is presented.
EDITABLE_ITEMS = frozenset({ItemState.HEADING, ItemState.AWAITING, ItemState.ON_AGENDA})
WAITING = frozenset({SpeechState.REQUESTED, SpeechState.QUEUED})

_S, _I, _P, _V = SessionState, ItemState, PaperState, VoteState
_A, _R = AnnulmentState, ArticleState

SESSION_STEPS = steps(
    Step("edit", {_S.PLANNED}, _S.PLANNED, Can.PLAN, _("Sửa kế hoạch")),
    Step("adjust", {_S.CONTENT_AGREED}, _S.CONTENT_AGREED, Can.PLAN, _("Sửa kế hoạch")),
    Step("agree", BEFORE_CONVENING, _S.CONTENT_AGREED, Can.PLAN, _("Ghi hội nghị liên tịch")),
    Step("convene", BEFORE_CONVENING, _S.CONVENED, Can.CONVENE, _("Triệu tập")),
    Step("release", {_S.CONVENED}, _S.DOCUMENTS_RELEASED, Can.RELEASE, _("Phát hành tài liệu")),
    Step("open", {_S.CONVENED, _S.DOCUMENTS_RELEASED}, _S.IN_PROGRESS, Can.CHAIR, _("Khai mạc")),
    Step("pause", {_S.IN_PROGRESS}, _S.PAUSED, Can.CHAIR, _("Tạm nghỉ")),
    Step("resume", {_S.PAUSED}, _S.IN_PROGRESS, Can.CHAIR, _("Họp tiếp")),
    Step("close", {_S.IN_PROGRESS}, _S.CLOSED, Can.CHAIR, _("Bế mạc")),
    Step("archive", {_S.CLOSED}, _S.ARCHIVED, Can.ARCHIVE, _("Hoàn tất hồ sơ")),
    Step("postpone", BEFORE_CONVENING | {_S.CONVENED}, _S.POSTPONED, Can.CANCEL, _("Hoãn")),
    Step("replan", {_S.POSTPONED}, _S.PLANNED, Can.PLAN, _("Lập lại kế hoạch")),
    Step("cancel", BEFORE_OPENING | {_S.POSTPONED}, _S.CANCELLED, Can.CANCEL, _("Huỷ")),
)

ITEM_STEPS = steps(
    Step("present", {_I.ON_AGENDA}, _I.PRESENTED, Can.CHAIR, _("Trình bày")),
    Step("ready", {_I.PRESENTED}, _I.VOTE_READY, Can.CHAIR, _("Đưa ra biểu quyết")),
    Step("note", {_I.PRESENTED}, _I.NOTED, Can.CHAIR, _("Ghi nhận báo cáo")),
    Step("agree", {_I.AWAITING}, _I.ON_AGENDA, Can.CHAIR, _("Hội đồng đồng ý bổ sung")),
    Step("unsubmit", {_I.AWAITING, _I.ON_AGENDA}, _I.UNSUBMITTED, Can.EDIT_AGENDA, _("Chưa trình")),
    Step("withdraw", PENDING_ITEMS | {_I.HEADING}, _I.WITHDRAWN, Can.CHAIR, _("Rút khỏi chương trình")),
    Step("defer", {_I.PRESENTED, _I.VOTE_READY}, _I.DEFERRED, Can.CHAIR, _("Lùi sang kỳ họp sau")),
    Step("adopt", {_I.VOTE_READY}, _I.ADOPTED, Can.RUN_VOTE),
    Step("reject", {_I.VOTE_READY}, _I.REJECTED, Can.RUN_VOTE),
    # Back to the vote: the one that decided was annulled, or the council takes the matter up again (R-VOT-11).
    Step("revive", {_I.ADOPTED, _I.REJECTED}, _I.VOTE_READY, Can.RUN_VOTE),
)

PAPER_STEPS = steps(
    Step("release", {_P.HELD}, _P.RELEASED, Can.RELEASE, _("Phát hành")),
    Step("replace", {_P.HELD, _P.RELEASED}, _P.REPLACED, Can.ADD_PAPER, _("Thay bằng bản mới")),
    Step("recall", {_P.RELEASED}, _P.RECALLED, Can.RELEASE, _("Thu hồi")),
)

SITTING_STEPS = steps(
    Step("start", {SittingState.PLANNED}, SittingState.RUNNING, Can.CHAIR, _("Bắt đầu phiên")),
    Step("end", {SittingState.RUNNING}, SittingState.ENDED, Can.CHAIR, _("Kết thúc phiên")),
    Step("edit", {SittingState.PLANNED}, SittingState.PLANNED, Can.EDIT_AGENDA, _("Sửa phiên họp")),
    Step("cancel", {SittingState.PLANNED}, SittingState.CANCELLED, Can.EDIT_AGENDA, _("Huỷ phiên họp")),
    Step("write", {SittingState.PLANNED}, SittingState.PLANNED, Can.KEEP_TEAM_NOTES, _("Ghi ý kiến thảo luận tổ")),
    Step("send", {SittingState.PLANNED}, SittingState.ENDED, Can.KEEP_TEAM_NOTES, _("Gửi biên bản thảo luận tổ")),
)

VOTE_STEPS = steps(
    Step("open", {_V.PREPARED}, _V.OPEN, Can.RUN_VOTE, _("Mở biểu quyết")),
    Step("extend", {_V.OPEN}, _V.OPEN, Can.RUN_VOTE, _("Gia hạn")),
    Step("close", {_V.OPEN}, _V.CLOSED, Can.RUN_VOTE, _("Đóng biểu quyết")),
    Step("announce", {_V.CLOSED}, _V.ANNOUNCED, Can.CHAIR, _("Công bố kết quả")),
    Step("minute", {_V.ANNOUNCED}, _V.MINUTED, Can.RUN_VOTE, _("Ghi vào biên bản")),
    Step("annul", {_V.OPEN} | COUNTED, _V.ANNULLED, Can.RUN_VOTE, _("Huỷ kết quả")),
    Step("drop", {_V.PREPARED}, _V.DROPPED, Can.RUN_VOTE, _("Không tổ chức")),
)

ANNULMENT_STEPS = steps(
    Step("confirm", {_A.ASKED}, _A.CONFIRMED, Can.ANNUL_VOTE, _("Xác nhận huỷ")),
    Step("refuse", {_A.ASKED}, _A.REFUSED, Can.ANNUL_VOTE, _("Không đồng ý huỷ")),
)

ARTICLE_STEPS = steps(
    Step("agree", {_R.DISPUTED}, _R.AGREED, Can.RUN_VOTE),
    Step("dismiss", {_R.DISPUTED}, _R.DISMISSED, Can.RUN_VOTE),
    Step("settle", {_R.DISPUTED}, _R.SETTLED, Can.RUN_VOTE, _("Đã thống nhất")),
    Step("dispute", {_R.AGREED, _R.DISMISSED}, _R.DISPUTED, Can.RUN_VOTE),
)

_N, _E = InvitationState, ExcuseState
_INVITED = frozenset({_N.SENT, _N.ATTENDING, _N.DECLINED})

INVITATION_STEPS = steps(
    Step("attend", _INVITED, _N.ATTENDING, Can.ANSWER, _("Sẽ dự")),
    Step("decline", _INVITED, _N.DECLINED, Can.ANSWER, _("Không dự được")),
    Step("withdraw", _INVITED, _N.WITHDRAWN, Can.INVITE, _("Rút giấy mời")),
)

EXCUSE_STEPS = steps(
    Step("accept", {_E.ASKED}, _E.ACCEPTED, Can.DECIDE_EXCUSE, _("Cho vắng mặt")),
    Step("refuse", {_E.ASKED}, _E.REFUSED, Can.DECIDE_EXCUSE, _("Không chấp nhận")),
    Step("take_back", {_E.ASKED, _E.ACCEPTED}, _E.TAKEN_BACK, Can.ANSWER, _("Rút đề nghị")),
)

PROPOSAL_STEPS = steps(
    Step("place", {ProposalState.PROPOSED}, ProposalState.PLACED, Can.EDIT_AGENDA, _("Đưa vào chương trình")),
    Step("drop", {ProposalState.PROPOSED}, ProposalState.DROPPED, Can.EDIT_AGENDA, _("Không trình nữa")),
)

FLOOR_STEPS = steps(
    Step("open", {FloorState.CLOSED}, FloorState.OPEN, Can.RUN_FLOOR, _("Mở đăng ký phát biểu")),
    Step("close", {FloorState.OPEN}, FloorState.CLOSED, Can.RUN_FLOOR, _("Đóng đăng ký phát biểu")),
)

_F = SpeechState
SPEECH_STEPS = steps(
    Step("queue", {_F.REQUESTED}, _F.QUEUED, Can.RUN_FLOOR, _("Đưa vào danh sách chờ")),
    Step("withdraw", WAITING, _F.WITHDRAWN, Can.SPEAK, _("Rút đăng ký")),
    Step("move", {_F.QUEUED}, _F.QUEUED, Can.RUN_FLOOR, _("Đổi thứ tự")),
    Step("invite", WAITING, _F.SPEAKING, Can.RUN_FLOOR, _("Mời phát biểu")),
    Step("prolong", {_F.SPEAKING}, _F.SPEAKING, Can.RUN_FLOOR, _("Thêm một phút")),
    Step("hold", {_F.SPEAKING}, _F.SPEAKING, Can.RUN_FLOOR, _("Dừng đồng hồ")),
    Step("go_on", {_F.SPEAKING}, _F.SPEAKING, Can.RUN_FLOOR, _("Chạy tiếp đồng hồ")),
    Step("finish", {_F.SPEAKING}, _F.DONE, Can.RUN_FLOOR, _("Kết thúc lượt")),
    Step("skip", WAITING, _F.SKIPPED, Can.RUN_FLOOR, _("Đề nghị gửi văn bản")),
    Step("submit_text", {_F.SKIPPED}, _F.TEXT_SUBMITTED, Can.SPEAK, _("Gửi ý kiến bằng văn bản")),
)

_Q = GroupState
# Groups of questions that are not over, and those of which somebody has the floor; one of these at a time.
GROUPS_AHEAD = frozenset({_Q.WAITING, _Q.ASKING, _Q.ANSWERING})
GROUPS_NOW = frozenset({_Q.ASKING, _Q.ANSWERING})
GROUP_STEPS = steps(
    Step("ask", {_Q.WAITING, _Q.ASKING}, _Q.ASKING, Can.RUN_FLOOR, _("Mời chất vấn")),
    Step("answer", {_Q.WAITING, _Q.ASKING}, _Q.ANSWERING, Can.RUN_FLOOR, _("Mời trả lời")),
    Step("finish", GROUPS_AHEAD, _Q.DONE, Can.RUN_FLOOR, _("Kết thúc nhóm")),
    Step("dissolve", {_Q.WAITING, _Q.ASKING}, _Q.DISSOLVED, Can.RUN_FLOOR, _("Bỏ nhóm")),
)

_T, _G = TranscriptState, PassageState
BEGUN_SITTINGS = frozenset({SittingState.RUNNING, SittingState.ENDED})
SEEN_PASSAGES = frozenset({_G.REVIEWED, _G.CORRECTED})
SENT_PASSAGES = SEEN_PASSAGES | {_G.IN_REVIEW, _G.LAPSED}

TRANSCRIPT_STEPS = steps(
    Step("take", {_T.DRAFT}, _T.DRAFT, Can.TRANSCRIBE, _("Nhập lời phát biểu")),
    Step("send", {_T.DRAFT}, _T.IN_REVIEW, Can.TRANSCRIBE, _("Gửi người phát biểu rà soát")),
    Step("close", {_T.IN_REVIEW}, _T.CLOSED, Can.CLOSE_TRANSCRIPT, _("Đóng bản gỡ băng")),
)

PASSAGE_STEPS = steps(
    Step("edit", {_G.DRAFT}, _G.DRAFT, Can.TRANSCRIBE, _("Sửa đoạn")),
    Step("discard", {_G.DRAFT}, _G.DISCARDED, Can.TRANSCRIBE, _("Bỏ đoạn")),
    Step("send", {_G.DRAFT}, _G.IN_REVIEW, Can.TRANSCRIBE),
    Step("approve", {_G.IN_REVIEW}, _G.REVIEWED, Can.REVIEW_PASSAGE, _("Xác nhận đúng lời tôi")),
    Step("correct", SEEN_PASSAGES | {_G.IN_REVIEW}, _G.CORRECTED, Can.REVIEW_PASSAGE, _("Lưu chỉnh sửa")),
    Step("lapse", {_G.IN_REVIEW}, _G.LAPSED, Can.CLOSE_TRANSCRIPT),
)
