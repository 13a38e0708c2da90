"""Reading what is kept apart of a person: by few, for a reason, each reading recorded and shown to its subject."""

from django.utils.translation import gettext_lazy as _

from council.people.models import Person, SensitiveProfile
from council.people.permissions import Can
from kernel import audit
from kernel.access import Actor, may, require
from kernel.accounts.history import HistoryLine, list_history
from kernel.refusal import NotFound, Refusal

READING = "people.read_sensitive"
AMENDING = "people.amend_sensitive"


class ReasonNeeded(Refusal):
    """Sensitive data of somebody else is read for a reason."""

    code = "reason_needed"
    message = _("Hãy ghi lý do cần xem; lý do được lưu trong nhật ký.")
    field = "reason"


def is_own(actor: Actor, person: Person) -> bool:
    """Say whether the person is the actor herself."""
    return actor.person_id is not None and actor.person_id == person.id


def read_sensitive(actor: Actor, person: Person, *, reason: str = "") -> SensitiveProfile:
    """Return the sensitive data of a person; the reading is recorded with its reason (R-SEC-04).

    Whoever reads her own data gives no reason.

    :raises NotFound: there is none, or the actor may not read it.
    :raises ReasonNeeded: it is somebody else's, and no reason is given.
    """
    profile = SensitiveProfile.objects.filter(person=person).first()
    own = is_own(actor, person)
    if profile is None or not (own or may(actor, Can.READ_SENSITIVE, person)):
        raise NotFound()
    if not own and not reason.strip():
        raise ReasonNeeded()
    audit.record(actor, READING, person, fields=(*SensitiveProfile.FIELDS, "phone"), reason=reason.strip())
    return profile


def has_sensitive(actor: Actor, person: Person) -> bool:
    """Say whether the actor may ask for the sensitive data of a person, and there is some."""
    if not (is_own(actor, person) or may(actor, Can.READ_SENSITIVE, person)):
        return False
    return bool(SensitiveProfile.objects.filter(person=person).exists())


def list_readings(actor: Actor, person: Person) -> list[HistoryLine]:
    """Return who read the sensitive data of a person, when and why, the latest first.

    :raises NotFound: the actor is neither the person nor an administrator.
    """
    if not may_see_readings(actor, person):
        raise NotFound()
    return list_history(person, action=READING)


def list_amendments(actor: Actor, person: Person) -> list[HistoryLine]:
    """Return who changed the sensitive data of a person by hand, when and why, the latest first.

    :raises NotFound: the actor is neither the person nor an administrator.
    """
    if not may_see_readings(actor, person):
        raise NotFound()
    return list_history(person, action=AMENDING)


def find_filled(actor: Actor, person: Person) -> frozenset[str]:
    """Return which fields are filled, not with what, for who may record them.

    :raises NotPermitted: the actor may not record sensitive data.
    """
    require(actor, Can.RECORD_SENSITIVE, person)
    profile = SensitiveProfile.objects.filter(person=person).first()
    return frozenset(name for name in SensitiveProfile.FIELDS if getattr(profile, name, None))


def may_see_readings(actor: Actor, person: Person) -> bool:
    """Say whether the actor may know who read: the person herself, and whoever administers the council."""
    return is_own(actor, person) or may(actor, Can.SEE_READINGS, person)
