"""Authorisations and hand-overs as they go out to Excel."""

from django.utils.translation import gettext_lazy as _

from kernel.lists import Out

AUTHORISATIONS = (
    Out(_("Người được uỷ quyền"), lambda row: row[0].receiver.person.full_name, 28),
    Out(_("Chức vụ"), lambda row: row[0].receiver.full_title, 36),
    Out(_("Hình thức"), lambda row: row[0].get_acting_as_display(), 22),
    Out(_("Thay cho"), lambda row: row[0].giver.person.full_name if row[0].giver else "", 28),
    Out(_("Văn bản uỷ quyền"), lambda row: row[0].document, 30),
    Out(_("Từ ngày"), lambda row: row[0].from_on, 12),
    Out(_("Đến hết ngày"), lambda row: row[0].to_on, 14),
    Out(_("Phạm vi"), lambda row: row[0].field, 40),
    Out(_("Trạng thái"), lambda row: row[0].get_state_display(), 18),
)
HANDOVERS = (
    Out(_("Người bàn giao"), lambda handover: handover.person.full_name, 28, personal=True),
    Out(_("Lý do"), lambda handover: handover.cause, 40, personal=True),
    Out(_("Đến hết ngày"), lambda handover: handover.leaves_on, 14),
    Out(_("Trạng thái"), lambda handover: handover.get_state_display(), 18),
)
