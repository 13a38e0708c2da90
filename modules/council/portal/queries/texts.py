"""The council's own words on the portal: what everybody sees now, and what those who write see."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from council.portal.law import Contact
from council.portal.models import Kind, PortalText, TextVersion
from council.portal.permissions import Can
from council.portal.workflow import WORKING, State
from kernel.access import Actor, may, require
from kernel.refusal import NotFound


def list_announcements(*, now: datetime) -> QuerySet[TextVersion]:
    """Return the notices that everybody sees, the newest first."""
    found = TextVersion.objects.shown(now).filter(text__kind=Kind.ANNOUNCEMENT)
    result: QuerySet[TextVersion] = found.select_related("text", "picture").latest_first()
    return result


def get_announcement(text_id: UUID, *, now: datetime) -> TextVersion:
    """Return a notice as everybody sees it; one that was taken back after it had been shown says only that.

    :raises NotFound: there is none, or its moment has not come.
    """
    come_out = TextVersion.objects.come_out(now).select_related("text", "picture")
    version: TextVersion | None = come_out.filter(text_id=text_id, text__kind=Kind.ANNOUNCEMENT).first()
    if version is None:
        raise NotFound()
    return version


def get_shown(kind: Kind, *, now: datetime) -> TextVersion | None:
    """Return the introduction or the contact that everybody sees, None while there is none."""
    shown = TextVersion.objects.shown(now).filter(text__kind=kind).select_related("picture")
    version: TextVersion | None = shown.latest_first().first()
    return version


def get_contact(*, now: datetime) -> Contact:
    """Return how the council can be reached; empty while nobody wrote it."""
    version = get_shown(Kind.CONTACT, now=now)
    return version.reached_by if version else Contact()


def get_picture(version_id: UUID, *, now: datetime) -> TextVersion:
    """Return a version with a picture that everybody may see now.

    :raises NotFound: there is none, or the version is not shown.
    """
    shown = TextVersion.objects.shown(now).filter(id=version_id, picture__isnull=False)
    version: TextVersion | None = shown.select_related("picture").first()
    if version is None:
        raise NotFound()
    return version


def list_latest_versions(actor: Actor) -> list[TextVersion]:
    """Return the latest version of each text for those who write or approve; what is under way stands first.

    :raises NotPermitted: the actor does neither.
    """
    require(actor, Can.READ_TEXTS)
    latest = TextVersion.objects.order_by("text_id", "-number").distinct("text_id").select_related("text")
    return sorted(latest, key=lambda each: (each.state not in WORKING, -each.created_at.timestamp()))


def get_text(actor: Actor, text_id: UUID) -> PortalText:
    """Return one text.

    :raises NotFound: there is none, or the actor may not see it.
    """
    text = PortalText.objects.filter(id=text_id).first()
    if text is None or not may(actor, Can.READ_TEXTS):
        raise NotFound()
    return text


def list_versions(text: PortalText) -> QuerySet[TextVersion]:
    """Return the history of a text, the latest version first. The caller got the text from a query."""
    return TextVersion.objects.filter(text=text).select_related("text", "picture").order_by("-number")


def get_version(actor: Actor, version_id: UUID) -> TextVersion:
    """Return one version of a text.

    :raises NotFound: there is none, or the actor may not see it.
    """
    version = TextVersion.objects.select_related("text", "picture").filter(id=version_id).first()
    if version is None or not may(actor, Can.READ_TEXTS):
        raise NotFound()
    return version


def is_shown(version: TextVersion, *, now: datetime) -> bool:
    """Whether everybody sees this very version now. The caller got it from a query."""
    return version.state == State.PUBLISHED and bool(TextVersion.objects.shown(now).filter(id=version.id).exists())
