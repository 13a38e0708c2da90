"""Words by which the composition of a council is counted: what a delegate was at the start of the term."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """Age in whole years by the year of birth, when the mandate began (law.AGE_BANDS)."""

    UNDER_35 = "under_35", _("Dưới 35 tuổi")
    FROM_35 = "35_39", _("35 đến 39 tuổi")
    FROM_40 = "40_49", _("40 đến 49 tuổi")
    FROM_50 = "50_59", _("50 đến 59 tuổi")
    FROM_60 = "60_up", _("Từ 60 tuổi trở lên")
    UNKNOWN = "unknown", _("Chưa ghi năm sinh")


class FirstTime(models.TextChoices):
    """Whether it is the first time that somebody is a delegate."""

    FIRST = "first", _("Lần đầu là đại biểu")
    AGAIN = "again", _("Tái cử")
    UNKNOWN = "unknown", _("Chưa ghi")


class EthnicGroup(models.TextChoices):
    """Counted no finer than this, however many groups there are."""

    MAJORITY = "majority", _("Dân tộc Kinh")
    MINORITY = "minority", _("Dân tộc thiểu số")
    UNKNOWN = "unknown", _("Chưa ghi dân tộc")


class Belief(models.TextChoices):
    """Whether somebody has a religion; never which."""

    RELIGIOUS = "religious", _("Có tôn giáo")
    NONE = "none", _("Không tôn giáo")
    UNKNOWN = "unknown", _("Chưa ghi tôn giáo")


class Schooling(models.TextChoices):
    """The highest degree, in the words of figures."""

    SCHOOL = "school", _("Phổ thông")
    VOCATIONAL = "vocational", _("Trung cấp")
    COLLEGE = "college", _("Cao đẳng")
    UNIVERSITY = "university", _("Đại học")
    MASTER = "master", _("Thạc sĩ")
    DOCTOR = "doctor", _("Tiến sĩ")
    UNKNOWN = "unknown", _("Chưa ghi trình độ")
