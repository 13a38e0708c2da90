"""Search of one council: sources declare what can be found, the index follows each audited change.

``source`` and ``abbreviations`` declare; ``find`` answers; ``refresh`` and ``rebuild`` make entries anew from
their objects. Text is found without diacritics, tones in either spelling, abbreviations by their full words.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.search.finding import Found, find
    from kernel.search.indexing import rebuild, refresh
    from kernel.search.sources import EVERYBODY, Entry, Source, abbreviations, source

__all__ = ["EVERYBODY", "Entry", "Found", "Source", "abbreviations", "find", "rebuild", "refresh", "source"]

__getattr__ = doorplate(
    __name__,
    {
        "find": "finding",
        "Found": "finding",
        "rebuild": "indexing",
        "refresh": "indexing",
        "source": "sources",
        "abbreviations": "sources",
        "Source": "sources",
        "Entry": "sources",
        "EVERYBODY": "sources",
    },
)
