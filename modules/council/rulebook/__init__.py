"""A council's own rulebook: the values that it may set itself, its local days, and the ``Rules`` made of them.

The national numbers stand in ``council.law``. A council's regulation (quy chế) may set some of them
otherwise; each such change is a new row with its document, never an edited one.
"""
