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
    message = _("Chứng thư số đã hết hạn, chưa có hiệu lực hoặc không được tin cậy.")


class CertificateUnreadable(SigningRefused):
    """The file is no X.509 certificate, or one that may not sign."""

    code = "certificate_unreadable"
    message = _("Tệp này không phải là chứng thư số dùng để ký (X.509, PEM hoặc DER).")


class NotOurBytes(SigningRefused):
    """An uploaded file is not ours with a signature added, but another one."""

    code = "signed_file_not_ours"
    message = _("Tệp tải lên không phải là đúng tệp đã lấy từ hệ thống rồi ký thêm. Hãy tải lại tệp gốc và ký lại.")


class SignatureBroken(SigningRefused):
    """An uploaded file has no new signature, or one that does not hold."""

    code = "signature_broken"
    message = _("Tệp tải lên không có chữ ký số mới, hoặc chữ ký không hợp lệ.")
