"""How the pages call the published example questions, by the name of the file; the files themselves speak English."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, str | Promise] = {
    "changes": _("Nội dung đã công bố, thay đổi hoặc rút từ lần đọc trước, để cập nhật bản sao"),
    "councils": _("Các hội đồng trong phạm vi được đọc và số liệu của từng hội đồng"),
    "delegates": _("Đại biểu của các hội đồng, kèm tổ đại biểu và nhiệm kỳ"),
    "latest_resolutions": _("Nghị quyết công bố gần đây nhất trong phạm vi được đọc"),
    "one_resolution": _("Một nghị quyết theo mã: hiệu lực, kỳ họp và lần biểu quyết thông qua"),
    "provinces_by_quarter": _("Số liệu từng quý của các tỉnh và mọi xã, phường, kèm số hội đồng cung cấp số liệu"),
    "resolutions_by_commune": _("Số nghị quyết ban hành trong năm, theo xã, phường và loại"),
    "resolutions_of_councils": _("Nghị quyết mà các hội đồng được chọn đã công bố trong một quý"),
    "session_agenda": _("Phiên họp, chương trình và tài liệu công khai của một kỳ họp"),
    "votes": _("Kết quả biểu quyết đã công bố từ một ngày; theo tên ở nơi hội đồng đã công khai theo tên"),
}
