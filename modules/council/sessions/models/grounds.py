"""The kinds of session in words, and on whose request one is held (R-SES-03, R-SES-04) or in private (R-SES-17)."""

from django.utils.translation import gettext_lazy as _

from council.law import SessionKind
from council.sessions import law

KIND_NAMES = {
    SessionKind.REGULAR: _("Kỳ họp thường lệ"),
    SessionKind.THEMATIC: _("Kỳ họp chuyên đề"),
    SessionKind.EXTRAORDINARY: _("Kỳ họp giải quyết công việc phát sinh đột xuất"),
    SessionKind.INAUGURAL: _("Kỳ họp thứ nhất của nhiệm kỳ"),
}
BASIS_NAMES = {
    law.Basis.STANDING_COMMITTEE: _("Thường trực Hội đồng nhân dân"),
    law.Basis.EXECUTIVE_CHAIR: _("Chủ tịch Uỷ ban nhân dân cùng cấp"),
    law.Basis.THIRD_OF_DELEGATES: _("Ít nhất một phần ba tổng số đại biểu"),
    law.Basis.VOTERS: _("Cử tri trên địa bàn xã"),
}
# Who may propose that a sitting is not public (R-SES-17): voters may not.
PROPOSER_NAMES = {basis: name for basis, name in BASIS_NAMES.items() if basis != law.Basis.VOTERS}
