"""Why a workbook is not taken as a whole; what is wrong in single cells is a ``Fault``."""

from django.utils.translation import gettext_lazy as _

from kernel.files.refusals import FileRefused


class SheetRefused(FileRefused):
    """A workbook of which no row is looked at."""

    code = "sheet_refused"


class TooManyRows(SheetRefused):
    """More rows than a list of people or agencies can have."""

    code = "sheet_too_many_rows"
    message = _("Tệp có quá nhiều dòng. Mỗi lần nhập tối đa %(most)d dòng; hãy chia nhỏ tệp.")


class SheetTooBig(SheetRefused):
    """Unpacked it is larger than any list."""

    code = "sheet_too_big"
    message = _("Tệp quá lớn so với một danh sách. Hãy chỉ giữ trang tính cần nhập, xoá dòng và cột thừa rồi lưu lại.")


class NoHeadings(SheetRefused):
    """No row with the template's headings."""

    code = "sheet_no_headings"
    message = _("Không tìm thấy dòng tiêu đề như trong tệp mẫu. Hãy dùng tệp mẫu và giữ nguyên dòng tiêu đề.")


class HeadingsWrong(SheetRefused):
    """A needed column is missing, or one is there twice or unknown."""

    code = "sheet_headings_wrong"


class NoRows(SheetRefused):
    """Headings and nothing beneath them."""

    code = "sheet_no_rows"
    message = _("Dưới dòng tiêu đề không có dòng nào. Hãy điền danh sách rồi tải lên.")
