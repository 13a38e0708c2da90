"""Making people known to the council, without any right yet."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from council.people.actions.counting import note_person
from council.people.models import Gender, Person, SensitiveProfile
from council.people.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.vietnamese import fold, name_key


@transaction.atomic
def register_person(
    *,
    actor: Actor,
    full_name: str,
    gender: Gender = Gender.UNKNOWN,
    birth_year: int | None = None,
    main_job: str = "",
    phone: str = "",
    email: str = "",
) -> Person:
    """Make a person known to the council, without any right.

    :raises NotPermitted: the actor may not add people.
    """
    require(actor, Can.ADD_DELEGATE)
    name = " ".join(full_name.split())
    person = Person.objects.create(
        full_name=name,
        sort_key=name_key(name),
        search_name=fold(name),
        gender=gender,
        birth_year=birth_year,
        main_job=main_job,
        phone=phone,
        email=email,
    )
    audit.record(actor, "people.register_person", person)
    return person


@dataclass(frozen=True)
class Private:
    """What is kept apart of a person; what is empty is not known."""

    ethnicity: str = ""
    religion: str = ""
    education: str = ""
    party: str = ""
    birth_on: date | None = None
    id_number: str = ""
    home_address: str = ""
    planning: str = ""


@transaction.atomic
def record_sensitive(*, actor: Actor, person: Person, private: Private) -> SensitiveProfile:
    """Record what is kept apart of a person (R-SEC-04): the audit names the fields, never the values.

    :raises NotPermitted: the actor may not record sensitive data.
    """
    require(actor, Can.RECORD_SENSITIVE, person)
    values = asdict(private)
    profile, _is_new = SensitiveProfile.objects.update_or_create(person=person, defaults=values)
    note_person(person)
    audit.record(actor, "people.record_sensitive", person, fields=tuple(values))
    profile.refresh_from_db()
    return profile
