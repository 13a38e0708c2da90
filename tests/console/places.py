"""What the tests of the console have in common: a host, a password, units of a city that stands nowhere yet."""

from datetime import date

from kernel.access import Actor, Holding
from presets.units import Unit, unit_of

HOST = "console.localhost"
PASSWORD = "cánh buồm ngoài khơi xa"
KEY = "00112233445566778899aabbccddeeff00112233"
OPERATOR = Actor(
    account_id=None,
    name="Người vận hành",
    person_id=None,
    holdings=frozenset({Holding("operator", "council", None, date(2026, 1, 1), None, "test")}),
)
HUE = unit_of("46")
A_LUOI, AN_CUU = unit_of("20056"), unit_of("19815")
BACH_LONG_VI = unit_of("11948")
HOA_LU = unit_of("14329")


def three_units() -> list[Unit]:
    """A city with two of its communes."""
    return [HUE, A_LUOI, AN_CUU]
