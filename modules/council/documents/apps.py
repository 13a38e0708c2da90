"""The app of the documents module: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from council.documents.permissions import Can
from kernel.ui import nav
from kernel.ui.place import has_public_pages


class DocumentsConfig(AppConfig):
    name = "council.documents"
    label = "council_documents"

    def ready(self) -> None:
        """Register what is counted, what follows from events, what crosses the border, and the menu's line."""
        for room in ("measures", "reactions", "border", "search", "tasks"):
            import_module(f"council.documents.{room}")
        nav.register(
            nav.NavItem(
                _("Văn bản"),
                "documents:index",
                "file-text",
                group=_("Hoạt động"),
                can=Can.READ,
                order=200,
                pages=("indicators:reports",),
            )
        )
        nav.register(
            nav.NavItem(
                _("Chứng thư số"),
                "documents:certificates",
                "badge-check",
                group=_("Hoạt động"),
                can=Can.KEEP_CERTIFICATES,
                order=210,
            )
        )
        check = _("Kiểm tra văn bản")
        nav.register(
            nav.NavItem(check, "documents_public:check", "file-check", place="foot", order=5, shown=has_public_pages)
        )
