"""One entry of the dictionary, and finding some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.vietnamese import fold


class Part(TextChoices):
    """The parts of the dictionary."""

    FIELD = "truong", _("Trường công bố")
    MEASURE = "so-lieu", _("Số liệu")
    CODE = "ma", _("Danh mục mã")
    HAND_OVER = "chuyen-giao", _("Chuyển giao")


@dataclass(frozen=True)
class Entry:
    """One thing that is given out; ``code`` is its name in the API, ``unit`` its type or unit."""

    part: Part
    group: str
    name: str
    code: str
    meaning: str
    english: str = ""
    unit: str = ""
    source: str = ""
    ground: str = ""
    readers: str = ""
    kept: str = ""
    is_open: bool = True

    @cached_property
    def folded(self) -> str:
        """Return all that can be searched, without diacritics."""
        return fold(" ".join((self.group, self.name, self.code, self.meaning, self.english, self.source, self.ground)))


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    part: Part
    name: str
    entries: tuple[Entry, ...]


def found(entries: Iterable[Entry], *, words: str = "", part: str = "") -> list[Entry]:
    """Return the entries of a part in which every word stands, with or without diacritics."""
    asked = fold(words).split()
    return [one for one in entries if part in ("", one.part) and all(word in one.folded for word in asked)]


def grouped(entries: Sequence[Entry]) -> list[Group]:
    """Return the entries under their headings, in the order in which they come."""
    headings = dict.fromkeys((one.part, one.group) for one in entries)
    return [
        Group(part, name, tuple(one for one in entries if (one.part, one.group) == (part, name)))
        for part, name in headings
    ]
