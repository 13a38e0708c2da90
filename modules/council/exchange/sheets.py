"""Lists of reminders as they go out to Excel."""

from django.utils.translation import gettext_lazy as _

from kernel.lists import Out
from kernel.sheets import to_the_minute

OWED = (
    Out(_("Xã, phường"), lambda one: one.commune.unit_name, 30),
    Out(_("Việc"), lambda one: one.matter.label, 40),
    Out(_("Hạn"), lambda one: one.due_on, 12),
    Out(_("Vì sao"), lambda one: one.why, 90),
    Out(_("Đã nhắc ngày"), lambda one: one.reminded.sent_on if one.reminded else None, 14),
)
SENT = (
    Out(_("Nơi nhận"), lambda one: one.council_name, 34),
    Out(_("Loại việc"), lambda one: one.get_matter_display(), 34),
    Out(_("Việc cần làm"), lambda one: one.subject, 60),
    Out(_("Làm trước ngày"), lambda one: one.due_on, 14),
    Out(_("Gửi lúc"), lambda one: to_the_minute(one.sent_at), 18),
    Out(_("Trạng thái"), lambda one: one.get_state_display(), 16),
    Out(_("Đã đến"), lambda one: to_the_minute(one.arrived_at), 18),
    Out(_("Đã xem"), lambda one: to_the_minute(one.seen_at), 18),
    Out(_("Đã trả lời"), lambda one: to_the_minute(one.answered_at), 18),
    Out(_("Trả lời"), lambda one: one.get_reply_display() if one.reply else "", 24),
    Out(_("Lời trả lời"), lambda one: one.words, 60),
    Out(_("Thu hồi lúc"), lambda one: to_the_minute(one.withdrawn_at), 18),
    Out(_("Lý do thu hồi"), lambda one: one.withdrawn_reason, 60),
)
RECEIVED = (
    Out(_("Nơi gửi"), lambda one: one.sender_name, 30),
    Out(_("Việc cần làm"), lambda one: one.subject, 60),
    Out(_("Làm trước ngày"), lambda one: one.due_on, 14),
    Out(_("Nhận lúc"), lambda one: to_the_minute(one.received_at), 18),
    Out(_("Trạng thái"), lambda one: one.get_state_display(), 16),
    Out(_("Trả lời"), lambda one: one.get_reply_display() if one.reply else "", 24),
    Out(_("Lời trả lời"), lambda one: one.words, 60),
)
CROSSINGS = (
    Out(_("Lúc"), lambda one: to_the_minute(one.at), 18),
    Out(_("Chiều"), lambda one: one.direction.label, 12),
    Out(_("Loại"), lambda one: one.kind.label, 22),
    Out(_("Nội dung"), lambda one: one.what, 70),
    Out(_("Nơi gửi, nơi nhận"), lambda one: one.who, 40),
    Out(_("Kết quả"), lambda one: one.outcome, 20),
    Out(_("Giấy báo"), lambda one: one.note, 60),
)
