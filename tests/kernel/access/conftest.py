from collections.abc import Iterator

import pytest

from kernel.access.book import BOOK, Book
from kernel.access.steps import TABLES


@pytest.fixture
def empty_book() -> Iterator[None]:
    """What a test registers is forgotten after it, so that the generated papers never show it."""
    kept, tables = dict(vars(BOOK)), list(TABLES)
    vars(BOOK).update(vars(Book()))
    TABLES.clear()
    yield
    vars(BOOK).update(kept)
    TABLES[:] = tables
