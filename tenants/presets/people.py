"""How many people live in each province, to compare those of like size; data in ``data/province_people.toml``."""

import tomllib
from functools import cache
from importlib.resources import files


def people_of_provinces() -> dict[str, int]:
    """Return the number of people of each province by its code."""
    return {code: number for _source, people in _groups() for code, number in people.items()}


def sources_of_people() -> tuple[str, ...]:
    """Return the documents that tell the numbers of people."""
    return tuple(source for source, _people in _groups())


@cache
def _groups() -> tuple[tuple[str, dict[str, int]], ...]:
    text = files("presets").joinpath("data", "province_people.toml").read_text(encoding="utf-8")
    return tuple((group["source"], group["people"]) for group in tomllib.loads(text)["group"])
