"""The committed SDL files and the register of operations, drawn by `dev docs` and compared by `dev check`."""

from graphql import lexicographic_sort_schema, print_schema

from gateway.core.registered import FOLDER, hash_of
from gateway.models import Endpoint
from gateway.schemas import built


def central() -> str:
    """Return the text of the central endpoint's schema."""
    return sdl_of(Endpoint.CENTRAL)


def portal() -> str:
    """Return the text of the schema at a council's portal."""
    return sdl_of(Endpoint.PORTAL)


def province() -> str:
    """Return the text of the schema at a council's host."""
    return sdl_of(Endpoint.PROVINCE)


def sdl_of(endpoint: Endpoint) -> str:
    """Return an endpoint's schema in alphabetical order, so that a change is seen where it is made."""
    text = print_schema(lexicographic_sort_schema(built(endpoint)))
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def register() -> str:
    """Return the registered operations by their hash; a line that changes is a client that breaks."""
    lines = (f"{hash_of(path.read_text(encoding='utf-8'))}  {path.name}\n" for path in sorted(FOLDER.glob("*.graphql")))
    return "".join(lines)
