"""What is kept apart of a person changed by hand: field by field, for a reason, without anybody reading the rest."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from council.people.actions.counting import note_person
from council.people.actions.mandates import ReasonMissing
from council.people.models import Person, SensitiveProfile
from council.people.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import lock

NEVER_TEXT = frozenset({"birth_on"})


class NothingToAmend(Refusal):
    """Neither was a field filled in nor one to be emptied that is not empty."""

    code = "nothing_to_amend"
    message = _("Chưa ghi ô nào khác với dữ liệu đang có.")


class IdNumberTaken(Refusal):
    """One number belongs to one person."""

    code = "id_number_taken"
    message = _("Số định danh này đã ghi cho người khác.")
    field = "id_number"


class BirthYearDiffers(Refusal):
    """The day of birth is of another year than the one that everybody sees."""

    code = "birth_year_differs"
    message = _("Ngày sinh này không thuộc năm sinh đã ghi của đại biểu.")
    field = "birth_on"


@transaction.atomic
def amend_sensitive(
    *,
    actor: Actor,
    person: Person,
    values: Mapping[str, str | date | None],
    cleared: Collection[str] = (),
    reason: str,
) -> SensitiveProfile:
    """Write some fields anew and empty others; what is not named stays. The audit names the fields, never the values.

    :raises NotPermitted: the actor may not record sensitive data.
    :raises ReasonMissing: no reason is given.
    :raises NothingToAmend: nothing would be different.
    :raises IdNumberTaken: somebody else has the number.
    :raises BirthYearDiffers: the day of birth is of another year than the person's.
    """
    require(actor, Can.RECORD_SENSITIVE, person)
    if not reason.strip():
        raise ReasonMissing()
    person = lock(person)
    profile = SensitiveProfile.objects.filter(person=person).first() or SensitiveProfile(person=person)
    changed = _change(profile, values, cleared)
    if not changed:
        raise NothingToAmend()
    if "birth_on" in changed and profile.birth_on is not None:
        _agree_on_year(person, profile.birth_on)
    _save(profile)
    note_person(person)
    audit.record(actor, "people.amend_sensitive", person, fields=changed, reason=reason.strip())
    return profile


def _change(
    profile: SensitiveProfile, values: Mapping[str, str | date | None], cleared: Collection[str]
) -> tuple[str, ...]:
    """Put the new values into the profile and return the names of what is different now."""
    wanted: dict[str, str | date | None] = {name: None if name in NEVER_TEXT else "" for name in cleared}
    wanted.update({name: value for name, value in values.items() if value})
    changed = tuple(
        name for name in SensitiveProfile.FIELDS if name in wanted and getattr(profile, name) != wanted[name]
    )
    for name in changed:
        setattr(profile, name, wanted[name])
    return changed


def _agree_on_year(person: Person, birth_on: date) -> None:
    if person.birth_year not in {None, birth_on.year}:
        raise BirthYearDiffers()
    person.birth_year = birth_on.year
    person.version += 1
    person.save(update_fields=["birth_year", "version"])


def _save(profile: SensitiveProfile) -> None:
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "people_id_number_once":  # type: ignore[union-attr]  # psycopg2's own
            raise
        raise IdNumberTaken() from None
