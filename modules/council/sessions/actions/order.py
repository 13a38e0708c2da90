"""The agenda as a tree: items move within it, and number themselves."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from council.sessions import law
from council.sessions.actions.refusals import AgendaFixed, NoSuchPlace
from council.sessions.actions.telling import tell_shown
from council.sessions.models import AgendaItem, CouncilSession
from council.sessions.permissions import Can
from council.sessions.workflow import OPEN_AGENDA
from kernel import audit
from kernel.access import Actor, require
from kernel.rows import lock

Tree = dict[UUID | None, list[AgendaItem]]


@transaction.atomic
def move_item(*, actor: Actor, item: AgendaItem, position: int, parent: AgendaItem | None = None) -> AgendaItem:
    """Move an item with all under it to a place under another, or at the top; the others close ranks.

    ``position`` counts from 1 among those that will stand beside it.

    :raises NotPermitted: the actor may not edit the agenda.
    :raises AgendaFixed: the session is over.
    :raises NoSuchPlace: there is no such place, or the item would stand in itself or too deep.
    """
    require(actor, Can.EDIT_AGENDA, item)
    session = lock(item.session)
    if session.state not in OPEN_AGENDA:
        raise AgendaFixed()
    tree = _tree_of(session)
    item = next(each for siblings in tree.values() for each in siblings if each.pk == item.pk)
    tree[item.parent_id].remove(item)
    parent_id = parent.pk if parent is not None else None
    beside = tree[parent_id]
    if not 1 <= position <= len(beside) + 1 or parent_id in _under(tree, item):
        raise NoSuchPlace()
    beside.insert(position - 1, item)
    item.parent_id = parent_id
    item.version += 1
    _write(tree)
    audit.record(actor, "sessions.move_item", item, fields=("position", "parent"))
    tell_shown(session, actor=actor)
    return item


def number_anew(session: CouncilSession) -> None:
    """Give each item of a locked session its place and number as the tree has them."""
    _write(_tree_of(session))


def _tree_of(session: CouncilSession) -> Tree:
    tree: Tree = defaultdict(list)
    for item in AgendaItem.objects.filter(session=session).select_for_update().order_by("position"):
        tree[item.parent_id].append(item)
    return tree


def _under(tree: Tree, item: AgendaItem) -> set[UUID | None]:
    """Return the keys of an item and of all that stands under it."""
    return {item.pk}.union(*(_under(tree, child) for child in tree.get(item.pk, ())))


def _walk(tree: Tree, parent_id: UUID | None = None, depth: int = 0) -> Iterator[tuple[AgendaItem, int]]:
    for item in tree.get(parent_id, ()):
        yield item, depth
        yield from _walk(tree, item.pk, depth + 1)


def _write(tree: Tree) -> None:
    walked = list(_walk(tree))
    try:
        numbers = law.number_agenda([depth for _item, depth in walked])
    except ValueError as error:
        raise NoSuchPlace() from error
    for position, ((item, _depth), number) in enumerate(zip(walked, numbers, strict=True), 1):
        item.position, item.number = position, number
    AgendaItem.objects.bulk_update([item for item, _depth in walked], ["position", "number", "parent", "version"])
