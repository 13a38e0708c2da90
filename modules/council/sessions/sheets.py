"""The lists of sessions as they go out to Excel: the sessions, their papers and who has one, attendance."""

from django.utils.translation import gettext_lazy as _

from kernel.lists import Out
from kernel.sheets import to_the_minute

SESSIONS = (
    Out(_("Kỳ họp"), lambda session: session.title, 60),
    Out(_("Loại"), lambda session: session.get_kind_display(), 22),
    Out(_("Trạng thái"), lambda session: session.get_state_display(), 20),
    Out(_("Khai mạc"), lambda session: session.opens_on, 14),
    Out(_("Bế mạc dự kiến"), lambda session: session.closes_on, 16),
)
DELIVERIES = (
    Out(_("Nội dung"), lambda row: row.paper.item.title if row.paper.item else _("Tài liệu chung"), 50),
    Out(_("Tài liệu"), lambda row: row.paper.title, 50),
    Out(_("Bản số"), lambda row: row.paper.version, 8),
    Out(_("Trạng thái"), lambda row: row.paper.get_state_display(), 16),
    Out(_("Hạn gửi"), lambda row: row.paper.due_on, 14),
    Out(_("Phát hành"), lambda row: to_the_minute(row.paper.released_at), 18),
    Out(_("Số đại biểu nhận"), lambda row: row.expected, 16),
    Out(_("Đã mở"), lambda row: row.opened, 10),
    Out(_("Tỷ lệ mở (%)"), lambda row: row.percent, 12),
    Out(_("Đã lưu về máy"), lambda row: row.saved, 14),
    Out(_("Đọc ít nhất một nửa"), lambda row: row.reading.half, 18),
    Out(_("Đọc đến trang cuối"), lambda row: row.reading.whole, 18),
)
READERS = (
    Out(_("Họ và tên"), lambda row: row.name, 34, personal=True),
    Out(_("Đại biểu"), lambda row: _("Đại biểu") if row.is_delegate else _("Khác"), 12),
    Out(_("Mở lần đầu"), lambda row: to_the_minute(row.opened_at), 20),
    Out(_("Lưu về máy"), lambda row: to_the_minute(row.saved_at), 20),
)
ATTENDANCE = (
    Out(_("Đại biểu"), lambda row: row.mandate.person.full_name, 32, personal=True),
    Out(_("Tổ đại biểu"), lambda row: row.mandate.team.name if row.mandate.team else "", 24),
    Out(_("Số phiên họp"), lambda row: row.held, 14),
    Out(_("Số phiên tham dự"), lambda row: float(row.attended), 16),
    Out(_("Đến muộn"), lambda row: row.late, 12),
    Out(_("Vắng có lý do"), lambda row: row.excused, 14),
    Out(_("Vắng không lý do"), lambda row: row.absent, 16),
    Out(_("Tỷ lệ tham dự"), lambda row: row.per_cent, 14),
)
ROLL = (
    Out(_("Đại biểu"), lambda row: row.mandate.person.full_name, 32, personal=True),
    Out(_("Tổ đại biểu"), lambda row: row.mandate.team.name if row.mandate.team else "", 24),
    Out(_("Điểm danh"), lambda row: row.word or _("Chưa ghi"), 20),
    Out(_("Số phút đến muộn"), lambda row: row.standing.late_minutes or "", 18),
    Out(_("Lúc"), lambda row: to_the_minute(row.at), 20),
)
PUNCTUALITY = (
    Out(_("Cơ quan trình"), lambda row: row.submitter, 50),
    Out(_("Số tài liệu"), lambda row: row.papers, 12),
    Out(_("Đúng hạn"), lambda row: row.in_time, 12),
    Out(_("Tỷ lệ đúng hạn (%)"), lambda row: row.percent, 18),
    Out(_("Muộn"), lambda row: len(row.days_late), 10),
    Out(_("Tổng số ngày làm việc muộn"), lambda row: row.total_late, 24),
    Out(_("Muộn lâu nhất (ngày)"), lambda row: row.worst, 20),
    Out(_("Thay sau phát hành"), lambda row: row.replaced, 18),
    Out(_("Nội dung bổ sung muộn"), lambda row: row.late_items, 22),
    Out(_("Hồ sơ gửi muộn, quá hạn"), lambda row: row.late_dossiers, 24),
    Out(_("Chưa trình"), lambda row: row.not_ready, 12),
)
TURNS = (
    Out(_("Người phát biểu"), lambda turn: turn.name, 34, personal=True),
    Out(_("Tổ đại biểu"), lambda turn: turn.mandate.team.name if turn.mandate and turn.mandate.team else "", 24),
    Out(_("Loại"), lambda turn: turn.get_kind_display(), 20),
    Out(_("Nội dung"), lambda turn: turn.item.title, 50),
    Out(_("Bắt đầu"), lambda turn: to_the_minute(turn.called_at), 20),
    Out(_("Số giây"), lambda turn: turn.spoken_s, 10),
)
DOSSIERS = (
    Out(_("Nội dung"), lambda row: row.dossier.title, 60),
    Out(_("Loại"), lambda row: row.dossier.get_kind_display(), 30),
    Out(_("Kỳ họp"), lambda row: row.dossier.session.title, 24),
    Out(_("Cơ quan trình"), lambda row: row.dossier.submitter_name, 40),
    Out(_("Ban thẩm tra"), lambda row: row.dossier.committee.name if row.dossier.committee else "", 30),
    Out(_("Trạng thái"), lambda row: row.dossier.get_state_display(), 26),
    Out(_("Hạn bước tiếp theo"), lambda row: row.term.due_on if row.term else "", 18),
    Out(_("Ngày gửi hồ sơ"), lambda row: row.dossier.sent_on or "", 16),
    Out(_("Số ý kiến thẩm tra"), lambda row: row.remarks, 18),
    Out(_("Đã xong"), lambda row: row.closed, 10),
)
