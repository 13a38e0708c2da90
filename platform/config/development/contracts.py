"""The import contracts of `.importlinter`, without what does not exist yet: a package before its first line."""

from configparser import ConfigParser
from pathlib import Path

STREETS = ("platform", "tenants", "graphql", "modules")
MODULE_LISTS = ("root_packages", "source_modules", "forbidden_modules", "protected_modules", "allowed_importers")
NEEDED = ("source_modules", "forbidden_modules", "protected_modules")


def contracts_that_apply(root: Path, target: Path) -> list[str]:
    """Write the contracts into ``target``; return the names of those whose modules do not exist yet."""
    contracts = ConfigParser()
    contracts.read(root / ".importlinter", encoding="utf-8")
    left_out = []
    for name in contracts.sections():
        section = contracts[name]
        for key in MODULE_LISTS:
            if key in section:
                found = [module for module in section[key].split() if exists(root, module)]
                section[key] = "".join(f"\n{module}" for module in found)
        if any(key in section and not section[key] for key in NEEDED):
            left_out.append(section["name"])
            contracts.remove_section(name)
    with target.open("w", encoding="utf-8") as stream:
        contracts.write(stream)
    return left_out


def exists(root: Path, module: str) -> bool:
    """Tell whether a module of ours exists; patterns and packages of others always do."""
    first, *rest = module.split(".")
    street = next((root / street for street in STREETS if (root / street / first).is_dir()), None)
    if "*" in module:
        return street is not None
    if street is None:
        return first not in OURS
    place = street.joinpath(first, *rest)
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()


OURS = frozenset({"config", "gateway", "console", "council", "hub", "presets", "tenancy", "kernel"})
