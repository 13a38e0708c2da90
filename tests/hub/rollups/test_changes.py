"""The one order of all publications: a reader who goes on from the last number misses none, whoever commits when."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random
from time import sleep
from uuid import UUID

from django.db import connections, transaction

from hub.rollups.models import PublicationChange
from hub.rollups.publishing import publish
from kernel.keys import new_key
from tenancy.place import in_public
from tests.hub.rollups.cells import standing, swept

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
WRITERS, EACH = 4, 6


def tell(key: UUID, title: str, council_key: str, *, minutes: int = 0) -> None:
    told = {"id": str(key), "title": title, "kind": "normative", "issued_on": "2026-03-01"}
    publish(council_key, "resolution", key, {"resolution": [told]}, at=AT + timedelta(minutes=minutes))


def read_on(after: int) -> list[tuple[int, UUID]]:
    """Return what a reader finds beyond a number, with the readers' own login."""
    found = PublicationChange.objects.using("figures").filter(sequence__gt=after).order_by("sequence")
    return list(found.values_list("sequence", "key"))


def test_later_number_waits_until_the_earlier_one_is_committed(ground):
    hoalu, first, second = standing()["hoalu"].key, new_key(), new_key()
    told, done = threading.Event(), threading.Event()

    def another() -> None:
        try:
            with in_public():
                told.wait(10)
                tell(second, "Thứ hai", hoalu)
            done.set()
        finally:
            connections.close_all()

    with swept():
        other = threading.Thread(target=another)
        other.start()
        with in_public(), transaction.atomic():
            tell(first, "Thứ nhất", hoalu)
            told.set()
            assert not done.wait(0.5)
            assert read_on(0) == []
        other.join(10)

        assert [key for _, key in read_on(0)] == [first, second]


def test_reader_who_goes_on_misses_nothing_of_many_who_commit_at_once(ground):
    councils = [one.key for one in standing().values()]
    keys = [[new_key() for _ in range(EACH)] for _ in range(WRITERS)]
    stop = threading.Event()

    def write(number: int) -> None:
        chance = Random(number)
        try:
            for place, key in enumerate(keys[number]):
                with in_public(), transaction.atomic():
                    tell(key, f"Nghị quyết {number}.{place}", councils[number % len(councils)])
                    sleep(chance.random() / 50)  # numbered, and not committed yet
        finally:
            connections.close_all()

    def follow() -> list[UUID]:
        seen, after = [], 0
        try:
            while True:
                is_last = stop.is_set()
                for number, key in read_on(after):
                    seen.append(key)
                    after = number
                if is_last:
                    return seen
        finally:
            connections.close_all()

    with swept(), ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(follow)
        for done in [threads.submit(write, number) for number in range(WRITERS)]:
            done.result(60)
        stop.set()

        assert sorted(reader.result(60)) == sorted(key for each in keys for key in each)


def test_what_changes_again_is_met_again_and_numbers_are_never_given_twice(ground):
    hoalu, first, second = standing()["hoalu"].key, new_key(), new_key()
    with swept(), in_public():
        tell(first, "Một", hoalu)
        tell(second, "Hai", hoalu)
        before = read_on(0)
        tell(first, "Một, đính chính", hoalu, minutes=5)
        after = read_on(0)
        PublicationChange.objects.using("owner").all().delete()
        third = new_key()
        tell(third, "Ba", hoalu)

        assert [key for _, key in before] == [first, second]
        assert [key for _, key in after] == [second, first]
        assert after[-1][0] > before[-1][0]
        assert read_on(after[-1][0])[0][1] == third
