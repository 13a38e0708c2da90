"""Figures of all councils, exact at every moment, and what councils have published.

A module declares what is counted in its room ``measures`` and nothing else; triggers, folding,
recount, the API's fields and docs/figures.md follow from the declaration (docs/adr/figures-by-deltas.md).
"""

from hub.rollups.declaration import BadMeasure, Measure, declared, measure, measure_named

__all__ = ["BadMeasure", "Measure", "declared", "measure", "measure_named"]
