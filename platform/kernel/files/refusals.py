"""Why a file is not taken: one code for each reason, the sentence stands beside the field."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class FileRefused(Refusal):
    """A file that is not taken."""

    code = "file_refused"
    field = "file"
    message = _("Không nhận được tệp này.")


class EmptyFile(FileRefused):
    """Nothing in it."""

    code = "file_empty"
    message = _("Tệp rỗng. Hãy kiểm tra lại tệp rồi tải lên.")


class TooLarge(FileRefused):
    """More bytes than the limit."""

    code = "file_too_large"


class BadName(FileRefused):
    """A name that hides something or is too long."""

    code = "file_name"
    message = _("Tên tệp không hợp lệ. Hãy đặt lại tên ngắn gọn, không có ký tự điều khiển hoặc dấu gạch chéo.")


class WrongKind(FileRefused):
    """A kind that is not taken here, or a name that does not fit the content."""

    code = "file_kind"


class Damaged(FileRefused):
    """Cut off, or two things in one."""

    code = "file_damaged"
    message = _("Tệp bị hỏng hoặc chứa dữ liệu lạ. Hãy lưu lại từ phần mềm gốc rồi tải lên.")


class Locked(FileRefused):
    """Protected by a password, so nobody can look into it."""

    code = "file_locked"
    message = _("Tệp được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu rồi tải lên.")


class CarriesCode(FileRefused):
    """Macros, scripts, or another file inside."""

    code = "file_carries_code"
    message = _("Tệp chứa macro, mã lệnh hoặc tệp nhúng. Hãy lưu bản không có các nội dung này rồi tải lên.")


class TooComplex(FileRefused):
    """More pages, parts or time than reading it may take."""

    code = "file_too_complex"
    message = _("Tệp quá phức tạp nên không kiểm tra được nội dung. Hãy chia nhỏ hoặc lưu lại tệp rồi tải lên.")


class MarkedSecret(FileRefused):
    """A mark of secrecy in the name or the text (R-SEC-01)."""

    code = "file_marked_secret"
    message = _(
        "Tên hoặc nội dung tệp có dấu chỉ độ mật (MẬT, TỐI MẬT, TUYỆT MẬT). "
        "Tài liệu mật không được đưa lên hệ thống này; hệ thống không lưu lại tệp."
    )
