"""Keys are UUIDs of version 7, never twice the same, and sort in the order in which a process made them."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kernel.keys import new_key

pytestmark = pytest.mark.unit


def test_a_key_is_a_uuid_of_version_7_of_this_moment():
    before = time.time_ns() // 1_000_000
    key = new_key()

    assert (key.version, key.variant) == (7, "specified in RFC 4122")
    assert before <= key.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_keys_sort_in_the_order_in_which_they_were_made():
    keys = [new_key() for _ in range(20_000)]

    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_threads_never_make_the_same_moment():
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(lambda _: new_key(), range(4_000)))

    assert len({key.int >> 64 for key in keys}) == len(keys)
