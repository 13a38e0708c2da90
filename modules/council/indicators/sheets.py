"""Lists of figures as they go out to Excel: the communes, and what a commune published, the indicators."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.documents.law import KINDS, Kind
from council.indicators.law import Standing, formula
from kernel.lists import Out
from kernel.sheets import Column, a_number, a_text
from presets.units import WORDS
from presets.units import Kind as UnitKind

COMMUNES = (
    Out(_("Đơn vị"), lambda area: area.name, 28),
    Out(_("Mã đơn vị"), lambda area: area.code, 12),
    Out(_("Loại"), lambda area: WORDS[UnitKind(area.kind)], 12),
    Out(_("Số liệu"), lambda area: area.shown, 16),
    Out(_("Cùng kỳ năm trước"), lambda area: area.shown_earlier, 20),
    Out(_("Tăng, giảm"), lambda area: area.change, 12),
    Out(_("Dân số"), lambda area: area.people, 12),
    Out(_("Gần nhất"), lambda area: area.latest_on, 12),
    Out(
        _("Trạng thái"),
        lambda area: area.council.get_status_display() if area.council else _("Chưa có trên nền tảng"),
        24,
    ),
)
PEOPLE = (
    Column("code", _("Mã đơn vị"), a_text(most=8), required=True, example="14329"),
    Column("people", _("Dân số"), a_number(least=1, most=20_000_000), required=True, example="15200"),
)
RESOLUTIONS = (
    Out(_("Số, ký hiệu"), lambda row: row.symbol, 20),
    Out(_("Trích yếu"), lambda row: row.title, 70),
    Out(_("Loại"), lambda row: _kind(row.kind), 26),
    Out(_("Ngày ban hành"), lambda row: row.issued_on, 14),
    Out(_("Ngày có hiệu lực"), lambda row: row.effective_on, 16),
)
INDICATORS = (
    Out(_("Chỉ tiêu"), lambda line: line.told.indicator.label, 44),
    Out(_("Tử số"), lambda line: line.told.ratio.numerator, 10),
    Out(_("Mẫu số"), lambda line: line.told.ratio.denominator, 10),
    Out(_("Kết quả"), lambda line: line.told.value, 18),
    Out(_("Mục tiêu"), lambda line: line.told.wanted, 18),
    Out(_("So với mục tiêu"), lambda line: STANDINGS[line.told.standing], 18),
    Out(_("Cách tính"), lambda line: formula(line.told.indicator), 80),
)
RECORDS = (
    Out(_("Hồ sơ"), lambda record: record.name, 70),
    Out(_("Loại"), lambda record: record.kind, 30),
    Out(_("Ngày tính"), lambda record: record.day, 12),
    Out(_("Tính vào tử số"), lambda record: _("Có") if record.is_counted else _("Không"), 14),
    Out(_("Ghi chú"), lambda record: "; ".join(record.faults), 60),
)
INDICATOR_OF_COMMUNES = (
    Out(_("Xã, phường"), lambda line: line.council.unit_name, 28),
    Out(_("Mã đơn vị"), lambda line: line.council.unit_code, 12),
    Out(_("Tử số"), lambda line: line.told.ratio.numerator, 10),
    Out(_("Mẫu số"), lambda line: line.told.ratio.denominator, 10),
    Out(_("Kết quả"), lambda line: line.told.value, 18),
    Out(_("So với mục tiêu"), lambda line: STANDINGS[line.told.standing], 18),
)
STANDINGS = {
    Standing.MET: _("Đạt"),
    Standing.MISSED: _("Chưa đạt"),
    Standing.NO_DATA: _("Chưa có số liệu"),
}


def _kind(kind: str) -> Any:
    return KINDS[Kind(kind)].name if kind in set(Kind) else kind
