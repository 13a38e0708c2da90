"""What can be found of the council's own words: its notices, each version from its moment until that of the next."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from council.portal.law import public_path
from council.portal.models import Kind, TextVersion
from council.portal.workflow import State
from kernel import search
from kernel.richtext import as_words


def entry_of(version_id: UUID) -> search.Entry | None:
    """Return what is found of a version of a notice; nothing before it is published or once it was taken back."""
    version = _published().filter(id=version_id).first()
    if version is None:
        return None
    return search.Entry(
        title=version.title,
        text="\n".join(part for part in (version.summary, as_words(version.body)) if part),
        audience=search.EVERYBODY,
        path=public_path(version.text_id),
        open_at=version.published_at,
        close_at=_followed_at(version),
    )


def _followed_at(version: TextVersion) -> datetime | None:
    """Return from when another version stands in the place of this one, one that was taken back since included."""
    next_one: TextVersion | None = TextVersion.objects.after(version).order_by("published_at").first()
    return next_one.published_at if next_one else None


def _published() -> Any:
    return TextVersion.objects.filter(text__kind=Kind.ANNOUNCEMENT, state=State.PUBLISHED)


def _ids() -> Iterable[UUID]:
    return _published().order_by("id").values_list("id", flat=True)


def _of_its_text(row: TextVersion) -> list[UUID]:
    """Return every version of a text: a change of one may begin or end the time of the others."""
    return list(TextVersion.objects.filter(text_id=row.text_id).order_by("id").values_list("id", flat=True))


search.source(
    search.Source(
        "announcement",
        _("Thông báo"),
        "newspaper",
        entry_of,
        _ids,
        of={TextVersion: _of_its_text},
        order=50,
    )
)
