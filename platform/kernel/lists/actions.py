"""Keeping a filter, giving it another name, removing it and taking that back."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel import locks
from kernel.lists.models import SavedFilter
from kernel.lists.queries import list_filters
from kernel.refusal import NotFound, Refusal
from kernel.rows import lock

if TYPE_CHECKING:
    from kernel.access import Actor

MOST_OF_A_LIST = 20


class NameTaken(Refusal):
    """The account has another filter of this list under this name."""

    code = "filter_name_taken"
    message = _("Ông/bà đã có một bộ lọc tên này. Hãy chọn tên khác.")
    field = "name"


class TooManyFilters(Refusal):
    """The account keeps as many filters of this list as one can find one's way in."""

    code = "too_many_filters"
    message = _("Mỗi danh sách giữ tối đa 20 bộ lọc. Hãy xoá bớt bộ lọc không dùng.")


@transaction.atomic
def save_filter(*, actor: "Actor", page: str, name: str, query: str) -> SavedFilter:
    """Keep a filter of a list under a name.

    :raises NotFound: nobody is signed in.
    :raises NameTaken: the actor has one of this name.
    :raises TooManyFilters: the actor has twenty of this list.
    """
    if actor.account_id is None:
        raise NotFound()
    _check_room(actor, page, name)
    return SavedFilter.objects.create(account_id=actor.account_id, page=page, name=name, query=query)


@transaction.atomic
def rename_filter(*, actor: "Actor", saved: SavedFilter, name: str) -> SavedFilter:
    """Give a filter of the actor's another name.

    :raises NotFound: it is somebody else's, or was removed.
    :raises NameTaken: the actor has another of this name.
    """
    saved = _own(actor, saved)
    if saved.removed_at is not None:
        raise NotFound()
    if list_filters(actor, page=saved.page).filter(name=name).exclude(pk=saved.pk).exists():
        raise NameTaken()
    saved.name = name
    saved.save(update_fields=["name"])
    return saved


@transaction.atomic
def remove_filter(*, actor: "Actor", saved: SavedFilter, now: datetime) -> SavedFilter:
    """Remove a filter; it can be restored.

    :raises NotFound: it is somebody else's.
    """
    saved = _own(actor, saved)
    if saved.removed_at is None:
        saved.removed_at = now
        saved.save(update_fields=["removed_at"])
    return saved


@transaction.atomic
def restore_filter(*, actor: "Actor", saved: SavedFilter) -> SavedFilter:
    """Take a removal back.

    :raises NotFound: it is somebody else's.
    :raises NameTaken: the actor has made another of this name since.
    :raises TooManyFilters: the actor has made twenty others since.
    """
    saved = _own(actor, saved)
    if saved.removed_at is not None:
        _check_room(actor, saved.page, saved.name)
        saved.removed_at = None
        saved.save(update_fields=["removed_at"])
    return saved


def _own(actor: "Actor", saved: SavedFilter) -> SavedFilter:
    if saved.account_id != actor.account_id:
        raise NotFound()
    locks.hold_until_commit(f"filters:{actor.account_id}")
    locked: SavedFilter = lock(saved)
    return locked


def _check_room(actor: "Actor", page: str, name: str) -> None:
    locks.hold_until_commit(f"filters:{actor.account_id}")
    names = list(list_filters(actor, page=page).values_list("name", flat=True))
    if name in names:
        raise NameTaken()
    if len(names) >= MOST_OF_A_LIST:
        raise TooManyFilters()
