"""Why a signature is not made or not taken: one code for each reason."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class SigningRefused(Refusal):
    """A signature that is not made or not taken."""

    code = "signing_refused"
    message = _("Không ký được văn bản này.")


class StampUnreachable(SigningRefused):
    """The time stamping authority gives no answer, or no usable one."""

    code = "time_stamp_unreachable"
    message = _(
        "Không lấy được dấu thời gian: máy chủ cấp dấu thời gian không trả lời. "
        "Chưa có gì thay đổi; hãy thử lại sau ít phút."
    )


class WrongKey(SigningRefused):
    """The signature was not made with the key of this certificate, or over other bytes."""

    code = "signature_wrong_key"
    message = _("Chữ ký không khớp với chứng thư hoặc với văn bản này.")


class CertificateNotValid(SigningRefused):
    """The certificate is over, not yet valid, or of nobody whom we trust."""

    code = "certificate_not_valid"
    message = _("Chứng thư số đã hết hạn, chưa có hiệu lực, hoặc không do nơi cấp được tin cậy cấp.")
    field = "file"


class CertificateUnreadable(SigningRefused):
    """The file is no X.509 certificate, or one that may not sign."""

    code = "certificate_unreadable"
    message = _("Tệp này không phải là chứng thư số dùng để ký (X.509, PEM hoặc DER).")
    field = "file"


class NotOurBytes(SigningRefused):
    """An uploaded file is not ours with a signature added, but another one."""

    code = "signed_file_not_ours"
    message = _("Tệp tải lên không phải là đúng tệp đã lấy từ hệ thống rồi ký thêm. Hãy tải lại tệp gốc và ký lại.")
    field = "file"


class SignatureBroken(SigningRefused):
    """An uploaded file has no new signature, or one that does not hold."""

    code = "signature_broken"
    message = _("Tệp tải lên không có chữ ký số mới, hoặc chữ ký không hợp lệ.")
    field = "file"


class StrangeCertificate(SigningRefused):
    """An uploaded file is signed well, but with a certificate that is not recorded for who should sign."""

    code = "signed_by_another_certificate"
    message = _(
        "Chữ ký trong tệp không dùng chứng thư đã ghi nhận cho người ký. "
        "Hãy ký bằng chứng thư của mình, hoặc nhờ văn phòng ghi nhận chứng thư mới."
    )
    field = "file"


class StampMissing(SigningRefused):
    """An uploaded file is signed without a time stamp that we believe."""

    code = "signature_without_time_stamp"
    message = _(
        "Chữ ký trong tệp không có dấu thời gian được tin cậy. Hãy bật dấu thời gian trong chương trình ký rồi ký lại."
    )
    field = "file"


class CredentialUnknown(SigningRefused):
    """The remote signing service knows no such credential, or does not let it sign."""

    code = "credential_unknown"
    message = _("Dịch vụ ký từ xa không có chứng thư này, hoặc chứng thư đang bị khoá tại dịch vụ.")
    field = "credential"


class ServiceUnreachable(SigningRefused):
    """The remote signing service gives no usable answer."""

    code = "signing_service_unreachable"
    message = _("Dịch vụ ký từ xa không trả lời. Chưa có gì thay đổi; hãy thử lại sau ít phút.")
