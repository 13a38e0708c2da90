"""Why something in a session cannot be done, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _

from kernel.access import StepNotAllowed
from kernel.refusal import Refusal


class BasisMissing(Refusal):
    """A session of this kind needs somebody's request (R-SES-03)."""

    code = "basis_missing"
    message = _("Kỳ họp chuyên đề hoặc đột xuất phải có người đề nghị và văn bản đề nghị.")
    field = "basis"


class DaysWrong(Refusal):
    """The days contradict each other, or lie in the past."""

    code = "days_wrong"
    message = _("Ngày bế mạc không được trước ngày khai mạc, và ngày khai mạc không được ở quá khứ.")
    field = "opens_on"


class ConvenedLate(Refusal):
    """The last day of R-SES-06 has passed and no reason is given; the sentence explains the day."""

    code = "convened_late"
    field = "reason"


class NoticeLate(Refusal):
    """The expected agenda becomes public after the last day of R-SES-07 and no reason is given."""

    code = "notice_late"
    field = "reason"


class ConferenceMissing(Refusal):
    """A regular session is convened without a joint conference, and no reason is given (R-SES-08)."""

    code = "conference_missing"
    message = _(
        "Chưa ghi hội nghị liên tịch thống nhất nội dung kỳ họp. Hãy ghi hội nghị trước, "
        "hoặc ghi lý do triệu tập khi chưa có hội nghị."
    )
    field = "reason"


class ConferenceLate(Refusal):
    """The joint conference was held after the last day of R-SES-08; the sentence explains the day."""

    code = "conference_late"
    field = "late_reason"


class BodiesMissing(Refusal):
    """Each of the three bodies takes part in the joint conference."""

    code = "bodies_missing"
    message = _("Hãy ghi ai dự hội nghị thay mặt cơ quan này.")


class MinutesMissing(Refusal):
    """A conference leaves minutes: a file, or the number of the document."""

    code = "minutes_missing"
    message = _("Hãy tải biên bản lên, hoặc ghi số biên bản, thông báo kết luận.")
    field = "document"


class DocumentNotNamed(Refusal):
    """What was decided is named by its document."""

    code = "document_not_named"
    message = _("Hãy ghi số, ký hiệu của văn bản.")
    field = "document"


class DayAhead(Refusal):
    """What is recorded as done happened on a day that cannot be."""

    code = "day_ahead"
    message = _("Ngày này không đúng: việc đã làm không thể ở tương lai, hoặc trước việc mà nó theo sau.")


class ResumesBefore(Refusal):
    """A session goes on today or later, never before the pause."""

    code = "resumes_before"
    message = _("Ngày họp tiếp không được ở quá khứ.")
    field = "resumes_on"


class FileIncomplete(Refusal):
    """The file of a session lacks something; the sentence names what."""

    code = "file_incomplete"


class DocumentMissing(Refusal):
    """Convening names the decision it is done by, and the place."""

    code = "document_missing"
    message = _("Hãy ghi số văn bản triệu tập và địa điểm họp.")
    field = "document"


class ReasonMissing(Refusal):
    """The step needs a reason."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


class AgendaEmpty(Refusal):
    """Without any item there is nothing to hold a session on."""

    code = "agenda_empty"
    message = _("Chương trình kỳ họp chưa có nội dung nào.")


class NotAgreed(StepNotAllowed):
    """A late item is presented only after the council agreed to the amended agenda (R-SES-14)."""

    code = "not_agreed"
    message = _("Nội dung này bổ sung muộn: Hội đồng phải đồng ý chương trình sửa đổi trước.")


class HeadingFull(Refusal):
    """A heading under which something still stands is not taken off the agenda."""

    code = "heading_full"
    message = _("Nhóm này còn nội dung. Hãy chuyển hoặc rút từng nội dung trong nhóm trước.")


class AgendaFixed(Refusal):
    """The session is over: its agenda does not change any more."""

    code = "agenda_fixed"
    message = _("Kỳ họp đã kết thúc, không thay đổi chương trình được nữa.")


class NoQuorum(Refusal):
    """Fewer delegates are present than the law demands (R-SES-15); the sentence has the numbers."""

    code = "no_quorum"


class NotThisSession(Refusal):
    """The sitting, item or paper belongs to another session."""

    code = "not_this_session"
    message = _("Phiên họp, nội dung hoặc tài liệu không thuộc kỳ họp này.")


class AudienceMissing(Refusal):
    """A restricted paper that nobody may read."""

    code = "audience_missing"
    message = _("Tài liệu hạn chế phải ghi rõ vai trò, ban hoặc người được đọc.")
    field = "roles"


class NotRestricted(Refusal):
    """Everybody of its circle may read it; there is nobody to name."""

    code = "not_restricted"
    message = _("Chỉ tài liệu hạn chế mới ghi người nhận.")


class NoSuchPage(Refusal):
    """The page is not in the paper."""

    code = "no_such_page"
    message = _("Tài liệu không có trang này.")
    field = "page"


class NoteEmpty(Refusal):
    """Neither words of the paper nor words about it."""

    code = "note_empty"
    message = _("Hãy chọn một đoạn hoặc ghi nội dung ghi chú.")
    field = "body"


class TooManyNotes(Refusal):
    """More notes in one version than a list can show."""

    code = "too_many_notes"
    message = _("Tài liệu này đã có 500 ghi chú. Hãy xoá bớt trước khi ghi thêm.")


class NoSuchPlace(NotThisSession):
    """There is no such place under that item, or it would stand in itself or too deep."""

    code = "no_such_place"
    message = _("Không có vị trí này trong nhóm đã chọn; một nội dung không nằm trong chính nó, và tối đa ba cấp.")
    field = "position"


class NoTeamSitting(Refusal):
    """A team's sitting is not started and held in the hall; its minutes are sent."""

    code = "no_team_sitting"
    message = _("Phiên thảo luận tổ không bắt đầu tại bàn điều hành: tổ ghi và gửi biên bản của mình.")


class NothingSaid(Refusal):
    """The minutes of a team's sitting say nothing yet."""

    code = "nothing_said"
    message = _("Biên bản chưa có ý kiến nào. Hãy ghi ý kiến cho ít nhất một nội dung.")


class ProposerUnknown(Refusal):
    """A closed sitting is proposed by one of those whom the law names (R-SES-17)."""

    code = "proposer_unknown"
    message = _("Hãy chọn người đề nghị họp kín theo luật.")
    field = "proposer"


class SessionNotRunning(Refusal):
    """It can only be done while the session is in progress, in a running sitting."""

    code = "session_not_running"
    message = _("Chỉ thực hiện được khi kỳ họp đang diễn ra.")


class InvitationsClosed(Refusal):
    """Invitations are sent and answered from the convening until the session is over."""

    code = "invitations_closed"
    message = _("Kỳ họp chưa triệu tập hoặc đã kết thúc: không gửi, không trả lời giấy mời được.")


class OnlineNotOffered(Refusal):
    """The session is held in one room."""

    code = "online_not_offered"
    message = _("Kỳ họp này họp trực tiếp, không dự trực tuyến được.")
    field = "way"


class OnlineNotAllowed(Refusal):
    """The council's rules do not allow sittings from afar (R-VOT-06)."""

    code = "online_not_allowed"
    message = _(
        "Quy chế của Hội đồng không cho họp trực tuyến. Hãy chọn họp trực tiếp, hoặc trước hết sửa quy định "
        "“Đại biểu dự họp trực tuyến được biểu quyết” (R-VOT-06) ở trang Quy định áp dụng."
    )
    field = "form"


class ExcuseTooLate(Refusal):
    """One asks to be excused before the sitting begins."""

    code = "excuse_too_late"
    message = _("Phiên họp đã bắt đầu: không xin vắng mặt qua hệ thống được nữa. Hãy báo trực tiếp cho thư ký kỳ họp.")


class PresenceClosed(Refusal):
    """Presence is taken from the convening to the end of the sitting."""

    code = "presence_closed"
    message = _("Phiên họp này không còn (hoặc chưa) điểm danh.")


class MandateNotActive(Refusal):
    """The delegate's mandate is suspended or has ended."""

    code = "mandate_not_active"
    message = _("Đại biểu này đang tạm đình chỉ hoặc đã thôi làm nhiệm vụ.")


class ItemsPending(Refusal):
    """A session closes when each item has its final state."""

    code = "items_pending"
    message = _("Còn nội dung chưa kết thúc. Hãy biểu quyết, ghi nhận, rút hoặc lùi từng nội dung trước khi bế mạc.")


class VoteStillOpen(Refusal):
    """An open vote must be closed first."""

    code = "vote_still_open"
    message = _("Đang có một cuộc biểu quyết mở. Hãy đóng cuộc đó trước.")


class FloorMoved(Refusal):
    """The hall went on since the screen was drawn on which somebody pressed: what she meant is not there any more."""

    code = "floor_moved"
    message = _("Hội trường vừa chuyển sang việc khác nên lần bấm này chưa làm gì. Hãy xem bàn điều hành rồi bấm lại.")


class VoteNotNeeded(Refusal):
    """A report is noted, not voted on; a draft is voted on, not noted."""

    code = "vote_not_needed"
    message = _("Cách xử lý này không phù hợp với nội dung (báo cáo thì ghi nhận, dự thảo thì biểu quyết).")


class ItemNotReady(Refusal):
    """The item was not presented for the vote, or was decided already."""

    code = "item_not_ready"
    message = _("Nội dung này chưa sẵn sàng để biểu quyết hoặc đã được quyết định.")


class VoteNotOpen(Refusal):
    """The ballot came before the opening or after the closing; it is NOT recorded. Doors answer 409."""

    code = "vote_not_open"
    message = _("Cuộc biểu quyết không mở. Phiếu này CHƯA được ghi nhận.")


class NotEligible(Refusal):
    """The delegate is not on the list that was fixed when the vote opened, or was suspended since."""

    code = "not_eligible"
    message = _("Ông/bà không có trong danh sách biểu quyết của cuộc này. Phiếu CHƯA được ghi nhận.")


class BallotSuperseded(Refusal):
    """Another device of the same delegate was faster; the screen must show the recorded choice. Doors answer 412."""

    code = "ballot_superseded"
    message = _("Phiếu của ông/bà đã được ghi từ một thiết bị khác. Hãy xem lựa chọn đang được ghi nhận.")


class ChangeNotAllowed(Refusal):
    """The council's rules do not let a delegate change her vote (R-VOT-05)."""

    code = "change_not_allowed"
    message = _("Quy chế của Hội đồng không cho đổi lựa chọn đã ghi nhận.")


class ChoiceUnknown(Refusal):
    """The council's ballots do not offer this choice."""

    code = "choice_unknown"
    message = _("Lựa chọn này không có trên phiếu.")
    field = "choice"


class KeyReused(Refusal):
    """The key of a tap came again with another choice or from another delegate."""

    code = "key_reused"
    message = _("Mã thao tác này đã được dùng cho một phiếu khác. Hãy tải lại trang rồi biểu quyết lại.")


class CodeUnknown(Refusal):
    """No screen waits for this code: mistyped, used already, or older than ten minutes."""

    code = "wall_code_unknown"
    message = _("Mã này không đúng, đã dùng hoặc đã quá 10 phút. Hãy xin mã mới ở bàn điều hành.")
    field = "code"
