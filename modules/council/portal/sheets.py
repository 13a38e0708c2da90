"""Lists of the portal as they go out to Excel: the council's own texts, communes, and what a commune published."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.documents.law import KINDS, Kind
from kernel.lists import Out

TEXTS = (
    Out(_("Tiêu đề"), lambda version: version.title, 60),
    Out(_("Loại"), lambda version: version.text.get_kind_display(), 20),
    Out(_("Trạng thái"), lambda version: version.get_state_display(), 18),
    Out(_("Người soạn"), lambda version: version.written_by_name, 26),
    Out(_("Ngày đăng"), lambda version: version.published_at, 12),
)
COMMUNES = (
    Out(_("Xã, phường"), lambda row: row.name, 28),
    Out(_("Mã đơn vị"), lambda row: row.council.unit_code, 12),
    Out(_("Loại"), lambda row: row.council.get_unit_kind_display(), 12),
    Out(_("Kỳ họp"), lambda row: row.sessions, 10),
    Out(_("Nghị quyết quy phạm"), lambda row: row.normative, 20),
    Out(_("Nghị quyết cá biệt"), lambda row: row.individual, 20),
    Out(_("Gần nhất"), lambda row: row.latest_on, 12),
    Out(_("Trạng thái"), lambda row: row.council.get_status_display(), 18),
)
RESOLUTIONS = (
    Out(_("Số, ký hiệu"), lambda row: row.symbol, 20),
    Out(_("Trích yếu"), lambda row: row.title, 70),
    Out(_("Loại"), lambda row: _kind(row.kind), 26),
    Out(_("Ngày ban hành"), lambda row: row.issued_on, 14),
    Out(_("Ngày có hiệu lực"), lambda row: row.effective_on, 16),
)


def _kind(kind: str) -> Any:
    return KINDS[Kind(kind)].name if kind in set(Kind) else kind
