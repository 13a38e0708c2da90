"""Lists of documents and books of numbers as they go out to Excel."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.documents.models import Document
from kernel import clock
from kernel.lists import Out


def _why(entry: Any) -> str:
    return (entry.held.removed_reason or entry.held.reason) if entry.held else ""


def _standing(entry: Any) -> Any:
    if entry.is_double:
        return _("Trùng số")
    document: Document | None = entry.document
    if document is not None:
        return document.get_state_display()
    return entry.held.get_state_display() if entry.held else _("Thiếu số")


DOCUMENTS = (
    Out(_("Trích yếu"), lambda document: document.subject, 70),
    Out(_("Loại văn bản"), lambda document: document.get_kind_display(), 26),
    Out(_("Cơ quan ban hành"), lambda document: document.get_issuing_body_display(), 30),
    Out(_("Trạng thái"), lambda document: document.get_state_display(), 20),
    Out(_("Số, ký hiệu"), lambda document: document.symbol, 20),
    Out(_("Ngày thông qua"), lambda document: document.adopted_on, 14),
    Out(_("Ngày ban hành"), lambda document: document.issued_on, 14),
    Out(_("Ngày có hiệu lực"), lambda document: document.effective_on, 16),
    Out(_("Ngày công bố"), lambda document: document.published_on, 14),
    Out(_("Mức tiếp cận"), lambda document: document.get_confidentiality_display(), 16),
)
BOOKS = (
    Out(_("Sổ"), lambda line: line.book.kind_name, 36),
    Out(_("Ký hiệu"), lambda line: line.book.code, 16),
    Out(_("Năm"), lambda line: line.book.year, 8),
    Out(_("Số đầu"), lambda line: line.book.first_number, 10),
    Out(_("Số cuối"), lambda line: line.book.last_number, 10),
    Out(_("Đã ban hành"), lambda line: line.issued, 14),
    Out(_("Đang giữ"), lambda line: line.reserved, 12),
    Out(_("Đã huỷ"), lambda line: line.cancelled, 12),
    Out(_("Số thiếu"), lambda line: _numbers(line.findings.gaps), 30),
    Out(_("Số trùng"), lambda line: _numbers(line.findings.duplicates), 30),
)
ENTRIES = (
    Out(_("Số"), lambda entry: entry.number, 8),
    Out(_("Số, ký hiệu"), lambda entry: entry.document.symbol if entry.document else "", 20),
    Out(_("Trích yếu"), lambda entry: entry.document.subject if entry.document else "", 70),
    Out(_("Ngày ban hành"), lambda entry: entry.document.issued_on if entry.document else None, 14),
    Out(_("Người ký"), lambda entry: entry.document.signer_name if entry.document else "", 26),
    Out(_("Tình trạng"), _standing, 18),
    Out(_("Lý do giữ hoặc huỷ số"), _why, 50),
)

CERTIFICATES = (
    Out(_("Chủ chứng thư"), lambda line: line.certificate.holder, 36),
    Out(_("Tài khoản được ký"), lambda line: line.owner, 30),
    Out(_("Dùng để"), lambda line: line.certificate.get_part_display(), 30),
    Out(_("Nơi cấp"), lambda line: line.certificate.authority, 40),
    Out(_("Số chứng thư"), lambda line: line.certificate.serial, 44),
    Out(_("Có hạn từ"), lambda line: clock.local_day(line.certificate.valid_from_at), 14),
    Out(_("Có hạn đến"), lambda line: clock.local_day(line.certificate.valid_until_at), 14),
    Out(_("Tình trạng"), lambda line: line.certificate.get_state_display(), 20),
    Out(_("Lý do thu hồi"), lambda line: line.certificate.removed_reason, 50),
)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
