"""Sessions of the council (kỳ họp): agenda, papers, sittings, presence, open electronic votes."""
