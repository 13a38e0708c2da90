"""What the pages say of each kind of list: its words, its preview, and what its importer must be allowed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.people.models import SheetKind
from council.people.permissions import Can


@dataclass(frozen=True)
class Listed:
    """One kind of list. ``preview`` names the columns shown of every row; ``part`` ends the names of its addresses."""

    kind: SheetKind
    part: str
    needs: Can
    back: str
    back_label: Any
    title: Any
    check_title: Any
    sheet_title: Any
    file_name: str
    note: Any
    started: Any
    started_help: Any
    preview: tuple[str, ...]
    right: Any
    verb: Any
    known: Any

    @property
    def upload(self) -> str:
        """Return the name of the address at which it is uploaded."""
        return f"people:import_{self.part}"

    @property
    def template(self) -> str:
        """Return the name of the address of its template."""
        return f"people:{self.part}_template"

    @property
    def back_name(self) -> str:
        """Return the name of the address of the list in the register."""
        return f"people:{self.back}"


DELEGATES = Listed(
    kind=SheetKind.DELEGATES,
    part="delegates",
    needs=Can.IMPORT,
    back="index",
    back_label=_("Đại biểu"),
    title=_("Nhập đại biểu từ Excel"),
    check_title=_("Kiểm tra danh sách đại biểu"),
    sheet_title=_("Đại biểu"),
    file_name="mau-danh-sach-dai-bieu.xlsx",
    note=_("Mỗi dòng là một đại biểu. Giữ nguyên dòng tiêu đề; cột có dấu * phải ghi đủ."),
    started=_("Là đại biểu từ ngày"),
    started_help=_("Thường là ngày khai mạc kỳ họp thứ nhất."),
    preview=("full_name", "gender", "birth", "main_job", "constituency", "team"),
    right=_("Mọi dòng đều đúng. %(total)d người được ghi nhận là đại biểu từ ngày %(day)s, cùng một lúc."),
    verb=_("Nhập %(total)d đại biểu"),
    known=_("Đã có hồ sơ; dùng hồ sơ đó"),
)
OUTSIDE = Listed(
    kind=SheetKind.OUTSIDE,
    part="outside",
    needs=Can.KEEP_OUTSIDE,
    back="outside",
    back_label=_("Cơ quan, tổ chức"),
    title=_("Nhập cơ quan, tổ chức từ Excel"),
    check_title=_("Kiểm tra danh sách cơ quan, tổ chức"),
    sheet_title=_("Cơ quan, tổ chức"),
    file_name="mau-danh-sach-co-quan.xlsx",
    note=_("Mỗi dòng là một người liên hệ của một cơ quan. Giữ nguyên dòng tiêu đề; cột có dấu * phải ghi đủ."),
    started=_("Là đầu mối từ ngày"),
    started_help=_("Ngày bắt đầu của những người liên hệ trong danh sách."),
    preview=("name", "kind", "contact_name", "contact_post", "contact_email"),
    right=_("Mọi dòng đều đúng. %(total)d dòng được ghi nhận cùng một lúc; người liên hệ là đầu mối từ ngày %(day)s."),
    verb=_("Nhập %(total)d dòng"),
    known=_("Cơ quan đã có; chỉ thêm người liên hệ"),
)
STAFF = Listed(
    kind=SheetKind.STAFF,
    part="staff",
    needs=Can.APPOINT,
    back="structure",
    back_label=_("Cơ cấu Hội đồng"),
    title=_("Nhập người của văn phòng từ Excel"),
    check_title=_("Kiểm tra danh sách người của văn phòng"),
    sheet_title=_("Văn phòng"),
    file_name="mau-danh-sach-van-phong.xlsx",
    note=_("Mỗi dòng là một người của văn phòng. Giữ nguyên dòng tiêu đề; cột có dấu * phải ghi đủ."),
    started=_("Giữ chức vụ từ ngày"),
    started_help=_("Quyền có từ ngày này, sau khi người đó được mời và nhận tài khoản."),
    preview=("full_name", "email", "role", "more_role", "decision"),
    right=_("Mọi dòng đều đúng. %(total)d người được ghi nhận chức vụ từ ngày %(day)s; mời dùng hệ thống là bước sau."),
    verb=_("Nhập %(total)d người"),
    known=_("Đã có hồ sơ; dùng hồ sơ đó"),
)
LISTED = {listed.kind: listed for listed in (DELEGATES, OUTSIDE, STAFF)}
