"""Why something about a dossier cannot be done, in words for the person who tried."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class SessionTakesNone(Refusal):
    """Matters are registered for a session that has not opened."""

    code = "session_takes_none"
    message = _("Kỳ họp này đã khai mạc hoặc không tổ chức; hãy chọn kỳ họp khác.")
    field = "session"


class OneSubmitter(Refusal):
    """A dossier is submitted by one body or one committee."""

    code = "one_submitter"
    message = _("Hãy chọn một cơ quan trình hoặc một ban trình.")
    field = "body"


class NotListed(Refusal):
    """A draft resolution stands on the year's list, or has a direction by name (R-SES-09)."""

    code = "not_listed"
    message = _(
        "Nội dung không có trong danh mục của năm. Hãy chọn dòng trong danh mục, "
        "hoặc ghi số văn bản chỉ đạo cho phép trình ngoài danh mục (R-SES-09)."
    )
    field = "exception_document"


class OtherYear(Refusal):
    """The line of the list is of another year than the session, or was taken off."""

    code = "other_year"
    message = _("Dòng này không thuộc danh mục của năm mở kỳ họp, hoặc đã đưa ra khỏi danh mục.")
    field = "listed"


class ExaminesOwn(Refusal):
    """A committee does not examine what it submits."""

    code = "examines_own"
    message = _("Ban trình không tự thẩm tra hồ sơ của mình; hãy giao ban khác.")
    field = "committee"


class DossierIncomplete(Refusal):
    """Papers that the dossier must have are missing; the sentence names them."""

    code = "dossier_incomplete"

    def __init__(self, names: Iterable[Any]) -> None:
        listed = ", ".join(str(name) for name in names)
        super().__init__(now_said("Hồ sơ còn thiếu: %(names)s.") % {"names": listed})


class NotReceiving(Refusal):
    """Papers are given while the matter is drafted, examined or answered for."""

    code = "not_receiving"
    message = _("Lúc này hồ sơ không nhận tài liệu. Tài liệu chỉ gửi khi đang soạn thảo, thẩm tra hoặc tiếp thu.")


class DayPassed(Refusal):
    """A dossier that is given back is due again today or later."""

    code = "day_passed"
    message = _("Hạn gửi lại không được ở quá khứ.")
    field = "again_due_on"


class AttendeesMissing(Refusal):
    """The committee's sitting says who took part."""

    code = "attendees_missing"
    message = _("Hãy ghi thành viên dự họp.")
    field = "attendees"


class OpinionMissing(Refusal):
    """The verification report has the committee's view."""

    code = "opinion_missing"
    message = _("Báo cáo thẩm tra phải có chính kiến của Ban.")
    field = "opinion"


class RemarksFixed(Refusal):
    """Remarks are written until the report is issued."""

    code = "remarks_fixed"
    message = _("Ý kiến chỉ ghi, sửa khi Ban đang thẩm tra; báo cáo đã ban hành thì không sửa.")


class NotAnswering(Refusal):
    """Remarks are answered and confirmed while they are open."""

    code = "not_answering"
    message = _("Chưa đến lúc, hoặc đã hết lúc tiếp thu, giải trình hồ sơ này.")


class TextMissing(Refusal):
    """An answer, an objection or a decision says something."""

    code = "text_missing"
    message = _("Hãy ghi nội dung.")


class RemarksStillOpen(Refusal):
    """Not every remark is confirmed or settled (R-SES-10); the sentence says how many are not."""

    code = "remarks_still_open"

    def __init__(self, left: int) -> None:
        text = now_said(
            "Còn %(left)d ý kiến thẩm tra chưa được xác nhận hoặc chưa được Thường trực quyết định (R-SES-10)."
        )
        super().__init__(text % {"left": left})


class NotObservable(Refusal):
    """Members of committees look on from the drafting on, until the matter is on the agenda."""

    code = "not_observable"
    message = _("Thành viên ban theo dõi hồ sơ từ khi soạn thảo đến khi vào chương trình.")


class InNoCommittee(Refusal):
    """Whoever looks on is a member of a committee."""

    code = "in_no_committee"
    message = _("Chỉ thành viên các ban tham gia theo dõi từ khi soạn thảo.")
    field = "person"


class StillPrepared(Refusal):
    """The same matter is being prepared for this session: it comes onto the agenda by its dossier (R-SES-10)."""

    code = "still_prepared"
    message = _(
        "Nội dung này đang có hồ sơ chuẩn bị cho kỳ họp; "
        "chỉ vào chương trình khi hồ sơ xong tiếp thu, giải trình (R-SES-10)."
    )
    field = "title"


class ListedTwice(Refusal):
    """A matter stands once on the list of its year."""

    code = "listed_twice"
    message = _("Nội dung này đã có trong danh mục của năm.")
    field = "title"
