"""The bodies outside the council of the demonstration: agencies, the Front, an expert, a guest, with invented contacts.

The agencies are those of a province and of a ward since 2025; people, telephones and addresses are invented.
"""

from datetime import date

from council.people import actions
from council.people.actions import Particulars, Reached
from council.people.demo.people import ACTOR
from council.people.law import OutsideKind
from council.people.models import OutsideBody

Row = tuple[str, str, OutsideKind, str, str]
_PROVINCE: tuple[Row, ...] = (
    ("Uỷ ban nhân dân tỉnh Ninh Bình", "UBND", OutsideKind.EXECUTIVE, "Đinh Quang Khôi", "Phó Chánh Văn phòng"),
    ("Sở Tài chính", "STC", OutsideKind.AGENCY, "Phạm Thu Hằng", "Phó Giám đốc"),
    ("Sở Xây dựng", "SXD", OutsideKind.AGENCY, "Vũ Minh Long", "Chánh Văn phòng Sở"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", OutsideKind.AGENCY, "Trần Ngọc Diệp", "Trưởng phòng Pháp chế"),
    ("Sở Nội vụ", "SNV", OutsideKind.AGENCY, "Lê Đức Nam", "Phó Giám đốc"),
    ("Sở Y tế", "SYT", OutsideKind.AGENCY, "Nguyễn Thanh Lan", "Phó Giám đốc"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT", OutsideKind.AGENCY, "Hoàng Xuân Việt", "Chánh Văn phòng Sở"),
    ("Toà án nhân dân tỉnh", "TAND", OutsideKind.JUSTICE, "Bùi Công Sơn", "Chánh Văn phòng"),
    ("Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh Ninh Bình", "UBMTTQ", OutsideKind.FRONT, "Đỗ Bích Thảo", "Phó Chủ tịch"),
    ("Hội Luật gia tỉnh", "HLG", OutsideKind.EXPERT, "Mai Hữu Bách", "Phó Chủ tịch Hội"),
    ("Báo và Phát thanh, Truyền hình Ninh Bình", "", OutsideKind.GUEST, "Tạ Kim Yến", "Phóng viên"),
)
_COMMUNE: tuple[Row, ...] = (
    ("Uỷ ban nhân dân", "UBND", OutsideKind.EXECUTIVE, "Ngô Tiến Dũng", "Chánh Văn phòng"),
    ("Phòng Kinh tế", "PKT", OutsideKind.AGENCY, "Lưu Thị Oanh", "Trưởng phòng"),
    ("Phòng Văn hoá - Xã hội", "PVHXH", OutsideKind.AGENCY, "Cao Văn Hải", "Phó Trưởng phòng"),
    ("Uỷ ban Mặt trận Tổ quốc Việt Nam", "UBMTTQ", OutsideKind.FRONT, "Trịnh Thu Hương", "Chủ tịch"),
)


def settle_outside(*, is_province: bool, on: date) -> list[OutsideBody]:
    """Make the bodies known to the entered council, each with one contact."""
    return [_settled(row, number, on) for number, row in enumerate(_PROVINCE if is_province else _COMMUNE, 1)]


def _settled(row: Row, number: int, on: date) -> OutsideBody:
    name, abbreviation, kind, contact, post = row
    body = actions.add_outside(actor=ACTOR, particulars=Particulars(name, kind, abbreviation))
    reached = Reached(contact, post, f"0912 000 {number:03d}", f"dau.moi{number}@vidu.vn")
    actions.add_contact(actor=ACTOR, body=body, reached=reached, from_on=on)
    return body
