"""Who has a place in the council on a day: a mandate in office or a post that is held."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from council.people.models import Mandate, Person, Post


def has_place(person: Person, *, on: date, after: bool = False) -> bool:
    """Say whether the person has a mandate or a post on a day, or (``after``) when that day is over."""
    return people_with_place(on=on + timedelta(days=1) if after else on).filter(pk=person.pk).exists()


def people_with_place(*, on: date, but: UUID | None = None) -> QuerySet[Person]:
    """Return everybody with a mandate or a post on a day by name, leaving one person out."""
    mandates = Mandate.objects.in_office(on).filter(person_id=OuterRef("pk"))
    posts = Post.objects.held(on).filter(person_id=OuterRef("pk"))
    people: QuerySet[Person] = Person.objects.filter(Q(Exists(mandates)) | Q(Exists(posts))).by_name()
    return people.exclude(pk=but) if but is not None else people
