"""The council's own texts as they go out to Excel."""

from django.utils.translation import gettext_lazy as _

from kernel.lists import Out

TEXTS = (
    Out(_("Tiêu đề"), lambda version: version.title, 60),
    Out(_("Loại"), lambda version: version.text.get_kind_display(), 20),
    Out(_("Trạng thái"), lambda version: version.get_state_display(), 18),
    Out(_("Người soạn"), lambda version: version.written_by_name, 26),
    Out(_("Ngày đăng"), lambda version: version.published_at, 12),
)
