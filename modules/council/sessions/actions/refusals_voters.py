"""Why voters' request for a session does not make one, in words for the person who tried (R-SES-04)."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class VotersMissing(Refusal):
    """A request of voters says how many signed, of how many on the last roll (R-SES-04)."""

    code = "voters_missing"
    message = _("Hãy ghi số chữ ký hợp lệ và số cử tri trong danh sách; số chữ ký không thể nhiều hơn số cử tri.")
    field = "voters_signed"


class VotersTooFew(Refusal):
    """Not more than the law's part of the voters signed (R-SES-04); the sentence has the numbers."""

    code = "voters_too_few"
    field = "voters_signed"


class VotersOfCommunes(Refusal):
    """Only the voters of a commune can oblige their council to meet (R-SES-04)."""

    code = "voters_of_communes"
    message = _("Chỉ cử tri cấp xã có quyền yêu cầu Hội đồng nhân dân xã họp.")
    field = "basis"
