"""What can be found of the council's own words: its notices, from their moment on."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from council.portal.law import public_path
from council.portal.models import Kind, PortalText, TextVersion
from council.portal.workflow import State
from kernel import search
from kernel.richtext import as_words


def entry_of(text_id: UUID) -> search.Entry | None:
    """Return what is found of a notice; nothing before it is published, and nothing once it was taken back."""
    published = TextVersion.objects.filter(text_id=text_id, text__kind=Kind.ANNOUNCEMENT, published_at__isnull=False)
    version = published.order_by("-published_at", "-number").first()
    if version is None or version.state != State.PUBLISHED:
        return None
    return search.Entry(
        title=version.title,
        text="\n".join(part for part in (version.summary, as_words(version.body)) if part),
        audience=search.EVERYBODY,
        path=public_path(text_id),
        open_at=version.published_at,
    )


def _ids() -> Iterable[UUID]:
    return PortalText.objects.filter(kind=Kind.ANNOUNCEMENT).order_by("id").values_list("id", flat=True)


search.source(
    search.Source(
        "announcement",
        _("Thông báo"),
        "newspaper",
        entry_of,
        _ids,
        of={PortalText: lambda row: row.id, TextVersion: lambda row: row.text_id},
        order=50,
    )
)
