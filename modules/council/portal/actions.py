"""Writing what the portal says: begin, edit, submit, return, put out now or later, take back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.portal.law import Contact
from council.portal.models import SINGLE, Kind, PortalText, TextVersion
from council.portal.permissions import Can
from council.portal.workflow import WORKING
from kernel import audit, files
from kernel.access import Actor, require, take
from kernel.files.models import StoredFile
from kernel.refusal import Refusal
from kernel.rows import lock

NOWHERE = Contact()
CONTENT = ("title", "summary", "body", "contact", "picture", "picture_words")


class TextIncomplete(Refusal):
    """Something that everybody would miss is not there."""

    code = "text_incomplete"
    message = _("Hãy ghi nội dung trước khi đăng.")
    field = "body"


class ContactIncomplete(Refusal):
    """A contact page without an address helps nobody."""

    code = "contact_incomplete"
    message = _("Hãy ghi địa chỉ trụ sở trước khi đăng.")
    field = "address"


class PictureWordsMissing(Refusal):
    """A picture says nothing to who cannot see it, unless somebody describes it."""

    code = "picture_words_missing"
    message = _("Hãy mô tả ảnh cho người không nhìn thấy.")
    field = "picture_words"


class MomentPassed(Refusal):
    """Nothing is put out in the past."""

    code = "moment_passed"
    message = _("Thời điểm đăng đã qua. Hãy chọn thời điểm khác, hoặc để trống để đăng ngay.")
    field = "at"


class ReasonMissing(Refusal):
    """What is returned or taken back is so for a reason."""

    code = "reason_missing"
    message = _("Hãy ghi lý do.")
    field = "reason"


class VersionUnderWay(Refusal):
    """Two versions of one text are not written at once."""

    code = "version_under_way"
    message = _("Trang này đang có một phiên bản chưa đăng. Hãy sửa tiếp phiên bản đó.")


@dataclass(frozen=True)
class Content:
    """What somebody typed; a picture comes with its words or not at all."""

    title: str
    summary: str = ""
    body: str = ""
    contact: Contact = NOWHERE
    picture: StoredFile | None = None
    picture_words: str = ""


@transaction.atomic
def begin_text(*, actor: Actor, kind: Kind, content: Content) -> TextVersion:
    """Begin a text with its first version, a draft.

    The introduction and the contact exist once: beginning them again begins their next version.

    :raises NotPermitted: the actor may not write.
    :raises VersionUnderWay: somebody writes it already.
    :raises PictureWordsMissing: the picture has no description.
    """
    require(actor, Can.WRITE)
    is_single = kind in SINGLE
    text = PortalText.objects.get_or_create(kind=kind)[0] if is_single else PortalText.objects.create(kind=kind)
    return begin_version(actor=actor, text=text, content=content)


@transaction.atomic
def begin_version(*, actor: Actor, text: PortalText, content: Content) -> TextVersion:
    """Begin the next version of a text; what is shown stays until that one is put out.

    :raises NotPermitted: the actor may not write.
    :raises VersionUnderWay: another version is being written.
    :raises PictureWordsMissing: the picture has no description.
    """
    require(actor, Can.WRITE)
    text = lock(text)
    numbers = dict(text.versions.values_list("number", "state"))
    if WORKING & set(numbers.values()):
        raise VersionUnderWay()
    version = TextVersion(text=text, number=max(numbers, default=0) + 1)
    _write(version, actor, content)
    version.save()
    audit.record(actor, "portal.begin", version)
    return version


@transaction.atomic
def edit_version(*, actor: Actor, version: TextVersion, read: int, content: Content) -> TextVersion:
    """Save what was typed; a version that waits for approval becomes a draft again.

    ``read`` is the row's version that the writer saw.

    :raises NotPermitted: the actor may not write.
    :raises StepNotAllowed: it was put out or taken back.
    :raises VersionClash: somebody saved it in the meantime.
    :raises PictureWordsMissing: the picture has no description.
    """
    version = lock(version, version=read)
    step = take("edit", actor, version)
    _write(version, actor, content)
    version.state, version.version = step.target, version.version + 1
    version.save(update_fields=[*CONTENT, "written_by", "written_by_name", "state", "version"])
    audit.record(actor, "portal.edit", version, fields=CONTENT)
    return version


@transaction.atomic
def submit(*, actor: Actor, version: TextVersion) -> TextVersion:
    """Hand a draft to those who approve.

    :raises NotPermitted: the actor may not write.
    :raises StepNotAllowed: it is no draft.
    :raises TextIncomplete, ContactIncomplete: see the sentences.
    """
    version = lock(version)
    step = take("submit", actor, version)
    _check_complete(version)
    version.state, version.version = step.target, version.version + 1
    version.save(update_fields=["state", "version"])
    audit.record(actor, "portal.submit", version, fields=("state",))
    return version


@transaction.atomic
def give_back(*, actor: Actor, version: TextVersion, reason: str) -> TextVersion:
    """Return a version to who wrote it, with the reason.

    :raises NotPermitted: the actor may not approve it.
    :raises StepNotAllowed: it does not wait for approval.
    :raises ReasonMissing: no reason was given.
    """
    version = lock(version)
    step = take("return", actor, version)
    version.state, version.version = step.target, version.version + 1
    version.save(update_fields=["state", "version"])
    audit.record(actor, "portal.return", version, fields=("state",), reason=_reason(reason))
    return version


@transaction.atomic
def publish(*, actor: Actor, version: TextVersion, now: datetime, at: datetime | None = None) -> TextVersion:
    """Put a version out: at once, or from a moment on.

    Until then everybody sees the version before it.

    :raises NotPermitted: the actor may not, or approves only what others wrote and wrote it herself.
    :raises StepNotAllowed: it is out, or was taken back.
    :raises TextIncomplete, ContactIncomplete, MomentPassed: see the sentences.
    """
    version = lock(version)
    step = take("publish", actor, version)
    _check_complete(version)
    if at is not None and at < now:
        raise MomentPassed()
    version.state, version.published_at, version.published_by = step.target, at or now, actor.account_id
    version.version += 1
    version.save(update_fields=["state", "published_at", "published_by", "version"])
    if version.picture is not None:
        files.make_public(actor=actor, stored=version.picture)
    audit.record(actor, "portal.publish", version, fields=("state", "published_at"))
    return version


@transaction.atomic
def withdraw(*, actor: Actor, version: TextVersion, reason: str, now: datetime) -> TextVersion:
    """Take a version back; an older one does not come up again in its place.

    One whose moment has not come yet leaves what is shown as it is.

    :raises NotPermitted: the actor may not.
    :raises StepNotAllowed: it was taken back already.
    :raises ReasonMissing: no reason was given.
    """
    version = lock(version)
    step = take("withdraw", actor, version)
    if version.waits(now):
        version.published_at = None
    version.state, version.removed_at, version.removed_by = step.target, now, actor.account_id
    version.removed_reason, version.version = _reason(reason), version.version + 1
    fields = ["state", "published_at", "removed_at", "removed_by", "removed_reason", "version"]
    version.save(update_fields=fields)
    audit.record(actor, "portal.withdraw", version, fields=("state",), reason=version.removed_reason)
    return version


def _write(version: TextVersion, actor: Actor, content: Content) -> None:
    if content.picture is not None and not content.picture_words.strip():
        raise PictureWordsMissing()
    version.title, version.summary = " ".join(content.title.split()), " ".join(content.summary.split())
    version.body, version.contact = content.body.replace("\r\n", "\n").strip(), content.contact.as_json()
    version.picture = content.picture
    version.picture_words = " ".join(content.picture_words.split()) if content.picture else ""
    version.written_by, version.written_by_name = actor.account_id, actor.name


def _check_complete(version: TextVersion) -> None:
    if version.text.kind == Kind.CONTACT:
        if not version.reached_by.address.strip():
            raise ContactIncomplete()
    elif not version.body:
        raise TextIncomplete()


def _reason(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise ReasonMissing()
    return text
