"""The committed SDL files in ``sdl/``, drawn from the code by `dev docs` and compared by `dev check`."""

from graphql import lexicographic_sort_schema, print_schema

from gateway.models import Endpoint
from gateway.schemas import built


def central() -> str:
    """Return the text of the central endpoint's schema."""
    return sdl_of(Endpoint.CENTRAL)


def province() -> str:
    """Return the text of the schema at a council's host."""
    return sdl_of(Endpoint.PROVINCE)


def sdl_of(endpoint: Endpoint) -> str:
    """Return an endpoint's schema in alphabetical order, so that a change is seen where it is made."""
    text = print_schema(lexicographic_sort_schema(built(endpoint)))
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
