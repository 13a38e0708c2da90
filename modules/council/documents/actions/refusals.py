"""Why something about a document is refused."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class TextIncomplete(Refusal):
    """Something that a final text must have is missing."""

    code = "text_incomplete"
    message = _("Văn bản chưa đủ nội dung để chốt.")


class EffectTooEarly(Refusal):
    """A normative resolution would take effect before the law's floor, and no reason is given (R-RES-01)."""

    code = "effect_too_early"
    message = _("Ngày có hiệu lực sớm hơn thời hạn luật định. Hãy sửa ngày hoặc ghi lý do (trình tự rút gọn).")
    field = "effective_on"


class SecondFactorNeeded(Refusal):
    """Signing asks for a session with the second factor."""

    code = "second_factor_needed"
    message = _("Việc ký cần xác thực hai lớp. Hãy đăng nhập lại bằng mã xác thực.")


class TextChanged(Refusal):
    """The stored text is not the one that was made final."""

    code = "text_changed"
    message = _("Nội dung văn bản không còn đúng với bản đã chốt, nên không thể thực hiện.")


class ReasonMissing(Refusal):
    """A step back or a withdrawal needs its reason."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


class KindNotOfIssuer(Refusal):
    """The body does not issue documents of this kind."""

    code = "kind_not_of_issuer"
    message = _("Cơ quan này không ban hành loại văn bản đó.")
    field = "kind"


class BookInUse(Refusal):
    """Numbers of the year were given already: how they run changes with a new year only."""

    code = "book_in_use"
    message = _("Năm nay đã cấp số trong sổ này. Cách đánh số chỉ đổi được từ đầu năm mới.")


class CodeUnknown(Refusal):
    """The body may not have this code in its symbols."""

    code = "code_unknown"
    message = _("Chữ viết tắt này không dùng cho cơ quan đó.")
    field = "code"


class NumberTaken(Refusal):
    """The number is on a document, or is held, or was never reached."""

    code = "number_taken"
    message = _("Số này không còn trống trong sổ. Hãy tải lại trang để xem sổ mới nhất.")


class TooManyNumbers(Refusal):
    """More numbers are asked for at once than anybody needs."""

    code = "too_many_numbers"
    message = _("Mỗi lần giữ được từ 1 đến 20 số.")
    field = "count"


class NotPublic(Refusal):
    """A document that is not of the public class is not published."""

    code = "not_public"
    message = _("Văn bản đang ở mức nội bộ hoặc hạn chế. Hãy đổi mức tiếp cận sang công khai trước khi công bố.")


class SameClass(Refusal):
    """The document is of that class already, or another change waits for its second person."""

    code = "same_class"
    message = _("Văn bản đang ở mức đó, hoặc đã có một đề nghị đổi mức đang chờ.")
    field = "to_class"


class NotWithdrawnFirst(Refusal):
    """What stands on the public pages is not closed; it is withdrawn."""

    code = "published_already"
    message = _("Văn bản đã công bố thì không đóng lại được; nếu cần, hãy thu hồi văn bản.")
    field = "to_class"


class NoRequest(Refusal):
    """Nobody handed out the file that should be signed, or what was handed out is no longer right."""

    code = "no_file_to_sign"
    message = _("Chưa có bản chờ ký, hoặc bản đã lấy không còn đúng. Hãy tải bản chờ ký mới rồi ký lại.")
    field = "file"


class SealMissing(Refusal):
    """A document that was signed digitally is issued without the body's seal."""

    code = "seal_missing"
    message = _("Văn bản đã ký số thì khi ban hành phải có chữ ký số của cơ quan. Hãy lấy bản chờ đóng dấu và ký số.")


class SealOfAnotherDay(Refusal):
    """The file that waited for its seal carries the day on which it was handed out, and that is over."""

    code = "seal_of_another_day"
    message = _("Bản chờ đóng dấu ghi ngày đã qua. Hãy lấy bản mới của hôm nay; số đã giữ được dùng tiếp.")
    field = "file"


class NotSignedDigitally(Refusal):
    """The document was signed on paper: there is no file to be sealed."""

    code = "not_signed_digitally"
    message = _("Văn bản này được ký trên giấy nên không có tệp để đóng dấu số.")


class NoCertificate(Refusal):
    """No certificate in force with which this may be signed."""

    code = "no_certificate"
    message = _("Chưa có chứng thư đang dùng để ký. Hãy nhờ văn phòng ghi nhận chứng thư ở mục Chứng thư số.")


class CertificateKnown(Refusal):
    """The certificate is recorded already."""

    code = "certificate_known"
    message = _("Chứng thư này đã được ghi nhận.")
    field = "file"


class SignatureUnderWay(Refusal):
    """The service gave its signature; nothing may come between it and the file."""

    code = "signature_under_way"
    message = _("Đã có chữ ký từ dịch vụ và đang hoàn tất. Hãy chờ ít phút rồi tải lại trang.")


class NotASigner(Refusal):
    """A personal certificate is for somebody who signs."""

    code = "not_a_signer"
    message = _("Người này hiện không có quyền ký văn bản.")
    field = "owner"


class PublicityDayWrong(Refusal):
    """Nothing is made known before its issue, nor after today."""

    code = "publicity_day_wrong"
    message = _("Ngày thực hiện phải từ ngày ban hành đến hôm nay.")
    field = "done_on"


class NumberDayWrong(Refusal):
    """A number is given in the year of its book, and not after today."""

    code = "number_day_wrong"
    message = _("Ngày cấp số phải thuộc năm của sổ và không sau hôm nay.")
    field = "done_on"
