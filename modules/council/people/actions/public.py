"""What meets the public: a delegate's photo, and the letters that people write to a delegate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from council.people.actions.showing import show_person
from council.people.models import Mandate, Person, Portrait
from council.people.permissions import Can
from kernel import audit, files, notify
from kernel.access import Actor, require
from kernel.files.pictures import cleaned
from kernel.refusal import Refusal
from kernel.rows import lock

if TYPE_CHECKING:
    from django.core.files.base import File

PICTURE_BYTES = 3 * 1024 * 1024
LEAST_SIDE, MOST_SIDE = 200, 6_000


class NobodyReads(Refusal):
    """The office has nobody yet who would see the letter."""

    code = "nobody_reads"
    message = gettext_lazy("Chưa có ai ở văn phòng nhận thư qua trang này. Hãy liên hệ theo trang Liên hệ.")


@dataclass(frozen=True)
class Letter:
    """What somebody outside writes to a delegate; ``key`` is of the page that was filled in."""

    sender: str
    contact: str
    text: str
    key: UUID


@transaction.atomic
def set_portrait(*, actor: Actor, person: Person, upload: "File[Any]", now: datetime) -> Portrait:
    """Show a photo of a person on the public pages, in the place of the one before, which is withdrawn.

    What the camera wrote into it is taken out before it is kept.

    :raises NotPermitted: the actor may not.
    :raises FileRefused: it is no whole PNG or JPEG picture of a sane size.
    """
    require(actor, Can.SET_PORTRAIT, person)
    person = lock(person)
    clean = cleaned(upload, limit_bytes=PICTURE_BYTES, sides=(LEAST_SIDE, MOST_SIDE))
    for earlier in Portrait.objects.filter(person=person, state=Portrait.State.SHOWN).select_related("file"):
        earlier.state = Portrait.State.REPLACED
        earlier.save(update_fields=["state"])
        files.withdraw(actor=actor, stored=earlier.file, reason=_("Thay bằng ảnh mới"), now=now)
    stored = files.store(actor=actor, upload=clean, kinds=files.IMAGES, limit_bytes=PICTURE_BYTES)
    stored = files.make_public(actor=actor, stored=stored)
    portrait: Portrait = Portrait.objects.create(person=person, file=stored)
    audit.record(actor, "people.set_portrait", person, fields=("portrait",))
    show_person(person, actor=actor)
    return portrait


@transaction.atomic
def write_letter(*, actor: Actor, mandate: Mandate, letter: Letter, office: Iterable[Any], path: str) -> int:
    """Put a letter to a delegate before the council's office, and return how many of it were told.

    It is a notice, not a petition. The same page sent twice tells nobody twice. ``path`` leads the office to the
    delegate.

    :raises NotPermitted: the actor may not write.
    :raises NobodyReads: nobody of the office would see it.
    """
    require(actor, Can.WRITE_LETTER, mandate)
    name = mandate.person.full_name
    subject = _("Thư gửi đại biểu %(name)s") % {"name": name}
    words = {"sender": letter.sender, "contact": letter.contact, "text": letter.text}
    body = _("Người gửi: %(sender)s\nLiên hệ: %(contact)s\n\n%(text)s") % words
    told = [
        notify.tell(account=account, subject=subject, body=body, path=path, by_mail=False, event_id=letter.key)
        for account in office
    ]
    if not told:
        raise NobodyReads()
    audit.record(actor, "people.write_letter", mandate)
    return len(told)
