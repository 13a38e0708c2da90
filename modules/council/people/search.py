"""What can be found of delegates: what the public directory shows, nothing else."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from council.people.models import Constituency, Mandate, Person, Post
from council.people.permissions import Can
from council.people.queries.delegates import in_office_now
from council.people.queries.public import get_public_delegate
from kernel import search
from kernel.refusal import NotFound


def entry_of(mandate_id: UUID) -> search.Entry | None:
    """Return what is found of a delegate in office; nothing of one whose mandate ended."""
    try:
        delegate = get_public_delegate(mandate_id)
    except NotFound:
        return None
    return search.Entry(
        title=delegate.full_name,
        note=" · ".join(part for part in (*delegate.titles, delegate.constituency) if part),
        text="\n".join(part for part in (delegate.main_job, delegate.team) if part),
        audience=search.EVERYBODY,
        path=reverse("people_public:index"),
        inner_path=reverse("people:detail", args=[mandate_id]),
    )


def _ids() -> Iterable[UUID]:
    return in_office_now().values_list("id", flat=True)


def _mandate_of(person_id: UUID) -> UUID | None:
    return Mandate.objects.filter(person_id=person_id).order_by("-created_at").values_list("id", flat=True).first()


def _elected_in(constituency_id: UUID) -> list[UUID]:
    return list(Mandate.objects.filter(constituency_id=constituency_id).values_list("id", flat=True))


search.source(
    search.Source(
        "delegate",
        _("Đại biểu"),
        "users",
        entry_of,
        _ids,
        of={
            Mandate: lambda row: row.id,
            Person: lambda row: _mandate_of(row.id),
            Post: lambda row: _mandate_of(row.person_id),
            Constituency: lambda row: _elected_in(row.id),
        },
        inside=Can.READ,
        order=40,
    )
)
