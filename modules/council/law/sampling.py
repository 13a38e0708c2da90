"""The random check of petitions that were reported as solved: how many, and how many of each agency.

Reading of R-PET-08: the size is a tenth of the pool rounded up, at least five, never more than there
are; every agency gets its part by largest remainders, ties by its code, and at least one while the
size allows.
"""

from collections.abc import Mapping
from fractions import Fraction

from council.law.rules import Rules
from council.law.thresholds import at_least


def sample_size(pool: int, *, rules: Rules) -> int:
    """Return how many petitions of the pool are checked.

    :raises ValueError: the pool is negative.
    """
    wanted = max(rules.number("petitions.sample_least"), at_least(rules.share("petitions.sample_share"), pool))
    return min(pool, wanted)


def sample_by_stratum(pools: Mapping[str, int], *, rules: Rules) -> dict[str, int]:
    """Return how many petitions of each stratum (an agency's code) are checked; the codes are sorted.

    :raises ValueError: a stratum has a negative number.
    """
    filled = {code: pool for code, pool in sorted(pools.items()) if pool}
    size = sample_size(sum(filled.values()), rules=rules)
    if size <= len(filled):
        largest = sorted(filled, key=lambda code: (-filled[code], code))[:size]
        return {code: int(code in largest) for code in sorted(pools)}
    parts = _largest_remainders(filled, size)
    _give_one_to_each(parts)
    return {code: parts.get(code, 0) for code in sorted(pools)}


def _largest_remainders(pools: Mapping[str, int], size: int) -> dict[str, int]:
    total = sum(pools.values())
    quotas = {code: Fraction(size * pool, total) for code, pool in pools.items()}
    parts = {code: int(quota) for code, quota in quotas.items()}
    by_remainder = sorted(quotas, key=lambda code: (parts[code] - quotas[code], code))
    for code in by_remainder[: size - sum(parts.values())]:
        parts[code] += 1
    return parts


def _give_one_to_each(parts: dict[str, int]) -> None:
    for code in [code for code, part in parts.items() if not part]:
        richest = max(sorted(parts), key=lambda other: parts[other])
        parts[richest] -= 1
        parts[code] = 1
