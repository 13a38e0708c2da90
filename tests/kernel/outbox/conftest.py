"""Nobody is woken here: the tests drain by themselves."""

from collections.abc import Iterator

import pytest

from kernel import outbox


@pytest.fixture(autouse=True)
def nobody_wakes() -> Iterator[None]:
    before = outbox.wakers[:]
    outbox.wakers.clear()
    yield
    outbox.wakers[:] = before
