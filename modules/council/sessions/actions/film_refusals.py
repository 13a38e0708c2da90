"""Why a film cannot be put up, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class FileOrLink(Refusal):
    """A film is one thing: an upload, or a link."""

    code = "film_file_or_link"
    message = _("Chọn một tệp phim hoặc ghi một liên kết, không cả hai.")
    field = "file"


class LinkNotTrusted(Refusal):
    """The link leads to a host that the installation does not know, or not by https."""

    code = "film_link_not_trusted"
    message = _("Liên kết phải là https và thuộc trang phim mà hệ thống cho phép.")
    field = "address"
