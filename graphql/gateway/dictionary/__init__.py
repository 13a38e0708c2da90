"""The data dictionary: every kind, field, figure and code that is given out, drawn from the code that gives it.

Each entry says its Vietnamese name and its name in the API, what it means, its type and unit, from which business
record it comes, on which legal ground, who may read it and how long it is kept. What only people inside may know of
(figures that never leave, letters between councils) is no part of the public edition.
"""

from gateway.dictionary.edition import Edition, edition_of
from gateway.dictionary.entries import Entry, Group, Part, found, grouped
from gateway.dictionary.whole import dictionary

__all__ = ["Edition", "Entry", "Group", "Part", "dictionary", "edition_of", "found", "grouped"]
