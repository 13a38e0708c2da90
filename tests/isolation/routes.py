"""All addresses of the product, as its resolvers know them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

COUNCIL, OPERATORS = "config.urls_council", "config.urls_public"
PLACEHOLDER = re.compile(r"<(?:[^:>]+:)?([^>]+)>")


@dataclass(frozen=True)
class Route:
    """One address: its pattern, its name with the namespace, its view."""

    pattern: str
    name: str
    view: Any = field(compare=False)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of what stands in the address."""
        return tuple(PLACEHOLDER.findall(self.pattern))

    @property
    def space(self) -> str:
        """The namespace: the application to which the route belongs."""
        return self.name.rpartition(":")[0]

    def at(self, values: dict[str, str]) -> str:
        """Return the address with values in the place of the parameters."""
        return "/" + PLACEHOLDER.sub(lambda found: values[found[1]], self.pattern)

    def __str__(self) -> str:
        return f"{self.name} /{self.pattern}"


def routes_of(urlconf: Any) -> list[Route]:
    """Return every route of a URL configuration."""
    return list(_walk(get_resolver(urlconf).url_patterns, "", ""))


def _walk(patterns: list[Any], prefix: str, space: str) -> Iterator[Route]:
    for one in patterns:
        pattern = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, pattern, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield Route(pattern, f"{space}{one.name or ''}", one.callback)
