"""The public directory: what of a delegate everybody may see."""

from dataclasses import dataclass
from uuid import UUID

from council.people.models import Mandate
from council.people.queries.delegates import in_office_now
from kernel.refusal import NotFound


@dataclass(frozen=True)
class PublicDelegate:
    """What everybody may know of a delegate; nothing else leaves by the public pages."""

    mandate_id: UUID
    full_name: str
    birth_year: int | None
    main_job: str
    constituency: str
    team: str
    titles: tuple[str, ...]
    full_time: bool


def list_public_delegates() -> list[PublicDelegate]:
    """Return the public directory: public fields only, in the order of names."""
    return [_public(mandate) for mandate in in_office_now()]


def get_public_delegate(mandate_id: UUID) -> PublicDelegate:
    """Return the public fields of one delegate in office.

    :raises NotFound: nobody in office has this mandate.
    """
    mandate = in_office_now().filter(id=mandate_id).first()
    if mandate is None:
        raise NotFound()
    return _public(mandate)


def _public(mandate: Mandate) -> PublicDelegate:
    person = mandate.person
    return PublicDelegate(
        mandate_id=mandate.id,
        full_name=person.full_name,
        birth_year=person.birth_year,
        main_job=person.main_job,
        constituency=mandate.constituency,
        team=mandate.team.name if mandate.team else "",
        titles=tuple(post.full_title for post in person.held_posts),  # type: ignore[attr-defined]
        full_time=mandate.full_time,
    )
