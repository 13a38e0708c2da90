"""The digest by which the matrix sees a change: it covers every table that stands in a council's schema."""

import pytest
from django.db import transaction

from kernel import health
from kernel.keeping import Rights
from tenancy import dress
from tenancy.place import entered
from tenancy.postgres import ground
from tests.factories.people import make_account
from tests.isolation.digests import Watch, changed, digest_of, rows_as_json, tables
from tests.isolation.worlds import HERE, THERE, World, make_twin, stranger

# What no request can change: which migrations a schema has seen.
OF_THE_OWNER = {"django_migrations"}


def standing_tables(schema: str) -> set[str]:
    return {name for (name,) in ground.rows("select tablename from pg_tables where schemaname = %s", [schema])}


def test_every_table_of_a_council_is_in_the_digest_and_says_how_it_is_kept(council):
    assert set(tables()) == standing_tables(council.schema_name) - OF_THE_OWNER
    assert set(digest_of(council)) == set(tables())
    assert [model._meta.label for model in dress.council_models() if dress.declared(model).rights is Rights.NONE] == []


def test_digest_sees_a_single_row_of_a_single_council(council, other_council):
    before = digest_of(council), digest_of(other_council)

    with entered(other_council):
        make_account()

    assert changed(before[0], digest_of(council)) == []
    assert changed(before[1], digest_of(other_council)) == ["accounts_account"]


@pytest.mark.parametrize("same_keys", [True, False])
def test_twin_is_a_whole_copy_with_other_words(world: World, other_council, same_keys):
    keys = make_twin(world, other_council, same_keys=same_keys)
    with entered(other_council):
        there = " ".join(rows_as_json(table) for table in tables())
    here = " ".join(rows_as_json(table) for table in tables())

    assert here.count(HERE) == there.count(THERE) > 10
    assert THERE not in here
    assert HERE not in there
    assert (str(world.session.pk) in there) is same_keys
    assert (keys == {}) is same_keys


def test_the_world_has_rows_in_most_tables_so_that_there_is_something_to_lose(world: World):
    empty = {table for table in tables() if rows_as_json(table) == "[]"}

    assert len(empty) < len(tables()) / 3, sorted(empty)


def test_addresses_that_no_resolver_knows_say_nothing_of_any_council(world: World):
    assert set(health.VIEWS) == {"/healthz", "/readyz"}
    for address in health.VIEWS:
        answer = stranger(world.council).get(address)
        assert (answer.status_code, HERE in answer.content.decode()) == (200, False)
        assert world.council.key not in answer.content.decode()


def test_a_watch_tells_what_was_written_even_if_it_was_taken_back(council, other_council):
    watch = Watch(council, other_council)
    assert watch.changed() == [[], []]
    with transaction.atomic(), entered(other_council):
        make_account()
        assert watch.changed() == [[], ["accounts_account"]]
        transaction.set_rollback(True)

    assert watch.changed() == watch.whole() == [[], []]
