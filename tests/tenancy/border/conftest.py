"""A kind of hand-over that only these tests know, a commune to hand to, and a committed pair of councils."""

from types import SimpleNamespace

import pytest

from kernel.place import current_key
from tenancy.border import Kind, Way, handlers, hears, open_passage, sending, takes
from tenancy.models import Council, Level, Pending, UnitKind
from tenancy.place import entered, in_public
from tests.factories.councils import make_council, remove_council
from tests.tenancy.border.letters import COLUMNS, role


@pytest.fixture(autouse=True)
def case(monkeypatch):
    """A kind of hand-over with what its module took and heard: the place, the role, what."""
    monkeypatch.setattr("tenancy.border.declaring._PASSAGES", {})
    monkeypatch.setattr(handlers, "_TAKERS", {})
    monkeypatch.setattr(handlers, "_HEARERS", {})
    monkeypatch.setattr(sending, "wakers", [])
    passage = open_passage("test.case", Kind.HAND_OVER, columns=COLUMNS, back={"seen", "words"}, way=Way.DOWN)
    kept = SimpleNamespace(passage=passage, taken=[], heard=[], take=None, hear=None)

    @takes(passage)
    def take(arrived):
        kept.taken.append((current_key(), role(), arrived.id, arrived.sender_key, arrived.columns))
        if kept.take:
            kept.take(arrived)

    @hears(passage)
    def hear(word):
        kept.heard.append((current_key(), word.fate, word.because, word.number, word.columns))
        if kept.hear:
            kept.hear(word)

    return kept


@pytest.fixture
def commune(province):
    """A commune of the province in which the test stands."""
    with in_public():
        return Council.objects.get(subdomain="hoalu")


@pytest.fixture
def pair(ground):
    """A province and its commune, committed; the test stands in the province."""
    above = make_council(level=Level.PROVINCE, unit_kind=UnitKind.PROVINCE)
    below = make_council(parent=above)
    with entered(above):
        yield SimpleNamespace(above=above, below=below)
    with in_public():
        Pending.objects.filter(council_key__in=[above.key, below.key]).delete()
    remove_council(below)
    remove_council(above)
