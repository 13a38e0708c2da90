"""Why something about a vote cannot be done: counting by hand, articles first, annulment, matters rejected before."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class ArticlesOpen(Refusal):
    """Articles on which the delegates differ are voted on before the whole (R-VOT-07)."""

    code = "articles_open"
    message = _("Còn điều, khoản có ý kiến khác nhau chưa biểu quyết. Hãy biểu quyết từng điều, khoản trước.")


class ArticleKnown(Refusal):
    """The article is in the list of disputed ones already."""

    code = "article_known"
    message = _("Điều, khoản này đã có trong danh sách còn ý kiến khác nhau.")
    field = "label"


class RejectedAlready(Refusal):
    """The session rejected the same matter: the council must decide to take it up again (R-VOT-11)."""

    code = "rejected_already"
    message = _(
        "Nội dung này không được thông qua trong chính kỳ họp này. "
        "Muốn biểu quyết lại, Hội đồng phải biểu quyết xem xét lại trước."
    )


class BlockTooSmall(Refusal):
    """A vote in block decides at least two matters."""

    code = "block_too_small"
    message = _("Biểu quyết gộp cần ít nhất hai nội dung hoặc hai điều, khoản.")
    field = "items"


class ResolutionInBlock(Refusal):
    """Each draft of a resolution is voted on by itself."""

    code = "resolution_in_block"
    message = _("Mỗi dự thảo nghị quyết được biểu quyết riêng, không biểu quyết gộp.")
    field = "items"


class NotProcedural(Refusal):
    """The subject is no matter of procedure, or does not say which item it is about."""

    code = "not_procedural"
    message = _("Hãy chọn nội dung mà Hội đồng biểu quyết xem xét lại.")
    field = "item"


class CountMissing(Refusal):
    """A count by hand is that of two people who entered the same totals."""

    code = "count_missing"
    message = _("Chưa có hai người nhập cùng một kết quả đếm. Hãy nhập đủ trước khi đóng biểu quyết.")


class CountImpossible(Refusal):
    """More were counted than were on the list when the vote opened."""

    code = "count_impossible"
    message = _("Tổng số đếm được nhiều hơn số đại biểu được biểu quyết khi mở cuộc này.")
    field = "in_favour"


class CountedTwice(Refusal):
    """The second count is another person's."""

    code = "counted_twice"
    message = _("Ông/bà đã nhập kết quả đếm. Lần nhập tiếp theo phải do người khác.")


class CountSettled(Refusal):
    """Two people agree, or a third has decided: nothing more is entered."""

    code = "count_settled"
    message = _("Kết quả đếm đã thống nhất, không nhập thêm.")


class VoteByHand(Refusal):
    """The delegates raise their hands, or use paper: no device counts. Doors answer 403."""

    code = "vote_by_hand"
    message = _("Cuộc biểu quyết này không dùng thiết bị. Phiếu CHƯA được ghi nhận.")


class NotByHand(Refusal):
    """The system counts this vote itself."""

    code = "not_by_hand"
    message = _("Cuộc biểu quyết điện tử do hệ thống đếm, không nhập kết quả bằng tay.")


class TallySheetMissing(Refusal):
    """The minutes of a count by hand need the picture of its tally."""

    code = "tally_sheet_missing"
    message = _("Hãy tải ảnh hoặc bản quét phiếu ghi kết quả đếm trước khi ghi vào biên bản.")


class AnnulmentAsked(Refusal):
    """Somebody asked for the annulment already; it waits for the second person."""

    code = "annulment_asked"
    message = _("Đã có đề nghị huỷ kết quả của cuộc này, đang chờ người thứ hai xác nhận.")


class LaterDecision(Refusal):
    """Something was decided upon the vote since; that must be annulled first."""

    code = "later_decision"
    message = _("Đã có quyết định sau dựa trên cuộc biểu quyết này. Hãy xử lý quyết định sau trước.")


class ResolutionSigned(Refusal):
    """The resolution made from the vote is signed or issued: only a correction mends it."""

    code = "resolution_signed"
    message = _(
        "Nghị quyết từ cuộc biểu quyết này đã ký hoặc đã ban hành. Hãy ban hành văn bản đính chính thay cho huỷ."
    )
