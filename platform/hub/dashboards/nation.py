"""The 34 provinces and cities as tiles, each where it lies among its neighbours: north above, coast to the right.

Units and codes in force since 1 July 2025, as ``presets.units`` lists them. Written by hand from the map.
"""

from hub.dashboards.spots import Spot

# One line for each row of the map, from north to south; two dots where no tile stands.
ROWS = """
.. .. 08 04 ..
12 15 19 20 ..
11 14 25 24 22
.. .. 01 33 31
.. .. .. 37 ..
.. .. 38 .. ..
.. .. 40 .. ..
.. .. 42 .. ..
.. .. .. 44 ..
.. .. .. 46 ..
.. .. .. .. 48
.. .. .. .. 51
.. .. .. .. 52
.. .. .. .. 66
.. .. .. 68 56
.. 80 75 .. ..
91 82 79 .. ..
.. 92 86 .. ..
96 .. .. .. ..
"""
NOWHERE = ".."
# The archipelagos are parts of a province: each stands at its place in the East Sea, named with its province.
ISLANDS = {Spot(11, 7): ("Hoàng Sa", "48"), Spot(16, 7): ("Trường Sa", "56")}


def spots_of_provinces() -> dict[str, Spot]:
    """Return the place of each province by its code."""
    return {
        code: Spot(row, column)
        for row, line in enumerate(ROWS.strip().split("\n"), start=1)
        for column, code in enumerate(line.split(), start=1)
        if code != NOWHERE
    }
