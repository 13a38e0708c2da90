"""The words by which a council's composition is counted: education, Party, sector of work, ethnic group, religion.

The 54 ethnic groups are those of Decision 121-TCTK/PPCĐ of 02/03/1979 of the General Statistics Office.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Education(models.TextChoices):
    """The highest degree; the value is what has always been stored."""

    SCHOOL = "phổ thông", _("Phổ thông")
    VOCATIONAL = "trung cấp", _("Trung cấp")
    COLLEGE = "cao đẳng", _("Cao đẳng")
    UNIVERSITY = "đại học", _("Đại học")
    MASTER = "thạc sĩ", _("Thạc sĩ")
    DOCTOR = "tiến sĩ", _("Tiến sĩ")


class Party(models.TextChoices):
    """Whether somebody is a member of the Party."""

    UNKNOWN = "", _("Chưa ghi")
    MEMBER = "member", _("Đảng viên")
    OUTSIDE = "outside", _("Ngoài Đảng")


class Sector(models.TextChoices):
    """Where a delegate works."""

    UNKNOWN = "", _("Chưa ghi")
    PROVINCE = "province", _("Cấp tỉnh")
    COMMUNE = "commune", _("Cấp xã")
    PUBLIC_SERVICE = "public_service", _("Đơn vị sự nghiệp")
    COUNCIL = "council", _("Hội đồng nhân dân")
    OTHER = "other", _("Khác")


MAJORITY = "Kinh"
NO_RELIGION = "Không"
ETHNIC_GROUPS = (
    *(MAJORITY, "Tày", "Thái", "Hoa", "Khơ-me", "Mường", "Nùng", "Mông", "Dao", "Gia-rai", "Ngái", "Ê-đê", "Ba-na"),
    *("Xơ-đăng", "Sán Chay", "Cơ-ho", "Chăm", "Sán Dìu", "Hrê", "Mnông", "Ra-glai", "Xtiêng", "Bru-Vân Kiều", "Thổ"),
    *("Giáy", "Cơ-tu", "Gié-Triêng", "Mạ", "Khơ-mú", "Co", "Tà-ôi", "Chơ-ro", "Kháng", "Xinh-mun", "Hà Nhì", "Chu-ru"),
    *("Lào", "La Chí", "La Ha", "Phù Lá", "La Hủ", "Lự", "Lô Lô", "Chứt", "Mảng", "Pà Thẻn", "Cơ Lao", "Cống", "Bố Y"),
    *("Si La", "Pu Péo", "Brâu", "Ơ-đu", "Rơ-măm"),
)
RELIGIONS = (
    *(NO_RELIGION, "Phật giáo", "Công giáo", "Tin lành", "Cao đài", "Phật giáo Hoà Hảo", "Hồi giáo", "Bà-la-môn"),
    *("Tịnh độ Cư sĩ Phật hội Việt Nam", "Bửu Sơn Kỳ Hương", "Tứ Ân Hiếu Nghĩa", "Baha'i", "Khác"),
)
