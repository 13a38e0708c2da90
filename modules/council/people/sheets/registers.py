"""Authorisations, hand-overs, constituencies, terms and bodies outside as they go out to Excel."""

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
CONSTITUENCIES = (
    Out(_("Số"), lambda row: row.constituency.number, 8),
    Out(_("Tên"), lambda row: row.constituency.name, 30),
    Out(_("Địa bàn"), lambda row: row.constituency.area, 60),
    Out(_("Số đại biểu được bầu"), lambda row: row.constituency.seats, 14),
    Out(_("Đương nhiệm"), lambda row: row.in_office, 14),
    Out(_("Khuyết"), lambda row: row.vacant, 10),
)
FORMER_UNIT = Out(_("Đơn vị trước sắp xếp"), lambda row: row.constituency.former_unit, 24)
TERMS = (
    Out(_("Khoá"), lambda term: term.roman, 10),
    Out(_("Nhiệm kỳ"), lambda term: term.name, 16),
    Out(_("Bắt đầu"), lambda term: term.starts_on, 12),
    Out(_("Kết thúc"), lambda term: term.ends_on, 12),
    Out(_("Văn bản kết thúc"), lambda term: term.close_document, 30),
    Out(_("Số đại biểu được bầu"), lambda term: term.seats_total, 14),
    Out(_("Trạng thái"), lambda term: term.get_state_display(), 18),
)
OUTSIDE = (
    Out(_("Tên"), lambda body: body.name, 50),
    Out(_("Tên viết tắt"), lambda body: body.abbreviation, 16),
    Out(_("Loại"), lambda body: body.get_kind_display(), 36),
    Out(_("Địa chỉ"), lambda body: body.address, 40),
    Out(_("Hộp thư chung"), lambda body: body.email, 30),
    Out(_("Người liên hệ"), lambda body: "; ".join(contact.full_name for contact in body.present), 40, personal=True),
    Out(_("Trạng thái"), lambda body: body.get_state_display(), 18),
)
