"""How far an onboarding has come, told to the operators who watch."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_urlconf, set_urlconf

from console.models import OnboardingItem
from kernel import live


@dataclass(frozen=True)
class Progress:
    """The counts of an onboarding's lines."""

    total: int
    done: int
    failed: int
    working: int

    @property
    def waiting(self) -> int:
        """Return how many lines nobody has begun."""
        return self.total - self.done - self.failed - self.working

    @property
    def is_over(self) -> bool:
        """Tell whether no worker has anything left to do."""
        return self.done + self.failed == self.total


def room_of(onboarding_id: UUID) -> str:
    """Return the live room in which an onboarding's progress is told."""
    return f"onboarding-{onboarding_id}"


def progress_of(onboarding_id: UUID) -> Progress:
    """Return the counts of an onboarding."""
    states = OnboardingItem.objects.filter(onboarding_id=onboarding_id).values_list("state", flat=True)
    counted, state = Counter(states), OnboardingItem.State
    return Progress(counted.total(), counted[state.DONE], counted[state.FAILED], counted[state.WORKING])


def tell_later(onboarding_id: UUID, item_id: UUID) -> None:
    """Tell the watchers after the commit how the whole and this line stand."""
    live.publish_on_commit(room_of(onboarding_id), lambda: _fragment(onboarding_id, item_id))


def _fragment(onboarding_id: UUID, item_id: UUID) -> str:
    item = OnboardingItem.objects.select_related("council").get(pk=item_id)
    with _our_addresses():
        return render_to_string("console/_told.html", {"progress": progress_of(onboarding_id), "item": item})


@contextmanager
def _our_addresses() -> Iterator[None]:
    """Know the addresses of the operators' host: in a worker no request has chosen them."""
    before = get_urlconf()
    set_urlconf(settings.PUBLIC_SCHEMA_URLCONF)
    try:
        yield
    finally:
        set_urlconf(before)
