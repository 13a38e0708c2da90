"""What all councils' requests share: Redis, Django's cache, advisory locks, the memory of a process.

Each place of the code that reaches one of them is found by reading the code, and must name what it keeps by the
place's own key (``kernel.place``) or be listed with the reason why it holds nothing of any council.
"""

import ast
import re

import pytest
from django.core.cache import cache
from django.db import connection

from gateway.core import bucket
from kernel import limits, live, locks
from kernel.files.storage import path_of
from kernel.keys import new_key
from kernel.live import names
from kernel.place import NoPlace, cache_key, current_key, named
from tenancy.place import entered, in_public
from tests.house.source import product_files, shown, strings, tree_of

REDIS, CACHE, LOCK, MEMORY = "redis", "cache", "advisory lock", "memory"
# The modules by which something is named after its place.
NAMES_BY_PLACE = {"kernel.place", "kernel.locks"}
MODULES = {"redis": REDIS, "kernel.redis": REDIS, "django.core.cache": CACHE}
KEEPS = {"cache", "lru_cache", "cached"}
SQL_LOCK = re.compile(r"pg_(try_)?advisory_")

# What reaches shared memory without naming the place: why it holds nothing of any council.
LISTED = {
    ("platform/config/development/addresses.py", REDIS): "asks at the start whether a server answers",
    ("platform/kernel/redis.py", REDIS): "makes the client",
    ("platform/kernel/redis.py", MEMORY): "the client of the process",
    ("platform/kernel/health.py", REDIS): "pings",
    ("platform/kernel/live/hub.py", REDIS): "listens; its channels are named by kernel.live.names from the signed pass",
    ("platform/kernel/live/publishing.py", MEMORY): "the client of the process",
    ("graphql/gateway/core/context.py", MEMORY): "the statements that read councils in reach; the place is their value",
    ("graphql/gateway/core/document.py", MEMORY): "texts of questions, checked against a schema; no answers",
    ("graphql/gateway/reference.py", MEMORY): "what is told of a schema, which no council has for itself",
    ("graphql/gateway/core/registered.py", MEMORY): "the registered documents, which everybody may read",
    ("graphql/gateway/core/open.py", MEMORY): "what fields of a schema need",
    ("graphql/gateway/schemas.py", MEMORY): "the two schemas, which no council has for itself",
    ("modules/council/law/national.py", MEMORY): "the national law",
    ("modules/council/law/calendar.py", MEMORY): "the national calendar",
    ("modules/council/law/readings.py", MEMORY): "the readings of the national law",
    ("platform/kernel/signing/desk.py", MEMORY): "authority and time stamps of the settings; keys are files of a place",
    ("modules/council/documents/papers/__init__.py", MEMORY): "the fonts of official papers",
    ("platform/kernel/ui/templatetags/ui.py", MEMORY): "icons, drawn by name, class and label; the same for all",
    ("platform/hub/rollups/folding.py", LOCK): "one folder in the public place",
    ("platform/hub/rollups/publishing.py", LOCK): "publications are numbered in the public place",
    ("platform/hub/rollups/counting.py", LOCK): "making the shared counting function",
    ("tenants/tenancy/wiping.py", LOCK): "making the shared function that wipes",
    ("tenants/tenancy/postgres/standing.py", MEMORY): "standings, each found by key, schema, oid and database",
    ("tenants/tenancy/provisioning.py", LOCK): "councils are founded in the public place",
    ("tenants/tenancy/postgres/logins.py", LOCK): "making the cluster's roles",
    ("tenants/presets/people.py", MEMORY): "the nation's numbers of people by province",
    ("graphql/gateway/dictionary/words.py", MEMORY): "the acts of the national law",
    ("tenants/presets/units.py", MEMORY): "the nation's list of units",
    ("tenants/presets/subdomains.py", MEMORY): "the nation's list of units",
    ("tenants/presets/preset.py", MEMORY): "the presets",
}


def reaches(tree: ast.AST) -> set[str]:
    """Return what kinds of shared memory a file reaches."""
    found = {MODULES[name] for name in _imported(tree) if name in MODULES}
    if any(SQL_LOCK.search(text.value) for text in strings(tree)):
        found.add(LOCK)
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    if any(_name_of(one) in KEEPS for function in functions for one in function.decorator_list):
        found.add(MEMORY)
    return found


def names_its_place(tree: ast.AST) -> bool:
    """Whether a file names things after the place."""
    return bool(NAMES_BY_PLACE & set(_imported(tree)))


def faults() -> list[str]:
    """Return a sentence for each use of shared memory that neither names its place nor is listed."""
    found = []
    for path in product_files():
        tree = tree_of(path)
        for kind in sorted(reaches(tree)):
            if not ((kind != MEMORY and names_its_place(tree)) or (shown(path), kind) in LISTED):
                found.append(f"{shown(path)} uses {kind}: name it by kernel.place.named, or list it here with a reason")
    return found


def _imported(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [
                alias.name.partition(".")[0] if alias.name.startswith("redis") else alias.name for alias in node.names
            ]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            found += [node.module.partition(".")[0]] if node.module.startswith("redis.asyncio") else []
    return found


def _name_of(node: ast.AST) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@pytest.mark.unit
def test_whatever_is_shared_is_named_by_the_place_or_listed():
    assert faults() == []


@pytest.mark.unit
def test_the_list_is_as_short_as_it_can_be():
    there = {(shown(path), kind) for path in product_files() for kind in reaches(tree_of(path))}

    assert sorted(set(LISTED) - there) == []


@pytest.mark.unit
@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("import redis", {REDIS}),
        ("from redis import Redis", {REDIS}),
        ("from redis.asyncio import Redis", {REDIS}),
        ("from kernel.redis import memory", {REDIS}),
        ("from django.core.cache import cache", {CACHE}),
        ("from django.core import cache", {CACHE}),
        ("run('select pg_try_advisory_lock(1)')", {LOCK}),
        ("@functools.lru_cache(maxsize=1)\ndef f(): ...", {MEMORY}),
        ("@cache\ndef f(): ...", {MEMORY}),
        ("from redis.exceptions import RedisError", set()),
    ],
)
def test_the_scan_sees_each_way(code, kinds):
    assert reaches(ast.parse(code)) == kinds


@pytest.mark.unit
def test_the_scan_knows_who_names_the_place():
    assert names_its_place(ast.parse("from kernel.place import named"))
    assert names_its_place(ast.parse("from kernel import locks"))
    assert not names_its_place(ast.parse("from kernel import clock"))


# -- the same name in two councils is two things ----------------------------------------------------------------------


def test_cached_value_of_one_council_is_not_there_in_another(council, other_council):
    cache.set("isolation", "của nơi này", 60)
    with entered(other_council):
        assert cache.get("isolation") is None
        cache.set("isolation", "của nơi khác", 60)
        cache.delete("isolation")
    with in_public():
        assert cache.get("isolation") is None

    assert cache.get("isolation") == "của nơi này"
    cache.delete("isolation")


def test_nothing_is_named_where_nobody_stands(ground):
    for name in (lambda: named("x"), lambda: cache_key("x", "", 1), lambda: path_of("0" * 64), current_key):
        with pytest.raises(NoPlace):
            name()
    with pytest.raises(NoPlace):
        cache.get("isolation")


def test_lock_of_one_council_does_not_hold_another_back(council, other_council):
    numbers = [locks.number_of("isolation")]
    with entered(other_council):
        numbers.append(locks.number_of("isolation"))
    with in_public():
        numbers.append(locks.number_of("isolation"))

    assert len(set(numbers)) == 3
    locks.hold_until_commit("isolation")
    with connection.cursor() as cursor:
        cursor.execute("select ((classid::bigint << 32) | objid::bigint) from pg_locks where locktype = 'advisory'")
        assert numbers[0] in {row[0] for row in cursor.fetchall()}


def test_knocks_are_counted_for_each_council_apart(council, other_council):
    subject = f"203.0.113.7 {connection.settings_dict['NAME']} {id(council)}"
    limits.count("isolation", subject, times=1, seconds=60)
    with entered(other_council):
        limits.count("isolation", subject, times=1, seconds=60)

    with pytest.raises(limits.TooMany):
        limits.count("isolation", subject, times=1, seconds=60)


def test_bucket_of_a_caller_is_each_councils_own(council, other_council):
    caller = f"isolation:{id(council)}"
    here = bucket.charge(caller, 1000, per_second=1)
    with entered(other_council):
        there = bucket.charge(caller, 1, per_second=1)

    assert (here.left, there.left) == (bucket.CAPACITY - 1000, bucket.CAPACITY - 1)


def test_versions_of_a_live_room_are_counted_for_each_council_apart(council, other_council):
    room = f"isolation-{new_key()}"
    version = live.next_version(room)
    with entered(other_council):
        assert live.current_version(room) == 0

    assert live.current_version(room) == version


def test_no_two_places_share_the_name_of_a_channel_key_or_folder(council, other_council):
    def names_here() -> list[str]:
        place = current_key()
        whom = names.whom_account("a")
        return [
            names.channel(place, "hall"),
            names.control(place),
            names.version_key(place, "hall"),
            names.revoked_key(place, whom),
            path_of("0" * 64),
            named("x"),
            cache_key("x", "", 1),
        ]

    found = names_here()
    with entered(other_council):
        found += names_here()
    with in_public():
        found += names_here()

    assert len(found) == len(set(found)) == 21
