"""The whole dictionary, part after part."""

from gateway.dictionary import kinds, measures
from gateway.dictionary.entries import Entry
from gateway.dictionary.letters import letters


def dictionary(*, is_inside: bool) -> list[Entry]:
    """Return every entry; people outside get what is given to everybody only."""
    whole = [*kinds.kinds(), *measures.measures(), *kinds.codes(), *measures.codes(), *letters()]
    return [one for one in whole if is_inside or one.is_open]
