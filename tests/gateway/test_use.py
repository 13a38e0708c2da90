"""What keys ask: counted by place and day without a row for each question, folded every night, never less."""

from datetime import date, timedelta

import pytest
import redis

from gateway import use
from gateway.core import counting
from gateway.core.counting import Count, count, counted
from gateway.models import ApiKey, KeyUse
from gateway.web.bars import HEIGHT, bars_of
from kernel import clock
from kernel.place import named
from kernel.redis import memory
from tenancy.place import entered
from tests.gateway.conftest import ask
from tests.gateway.test_keys_web import a_key


@pytest.fixture
def key(council) -> ApiKey:
    """A key of the council, where nothing is counted before and after."""
    names = [counting._name(clock.today() - timedelta(days=back)) for back in range(5)]
    memory().delete(*names)
    yield a_key(prefix="dem12345", endpoint="province", council_key=council.key)
    memory().delete(*names)


def test_questions_are_counted_by_key_and_code_in_their_own_place(key, other_council):
    count(key.prefix, points=7)
    count(key.prefix, points=3)
    count(key.prefix, refused="FORBIDDEN")
    count("khac1234", refused="QUERY_TOO_COSTLY")

    assert counted(clock.today()) == {
        key.prefix: Count(3, 10, {"FORBIDDEN": 1}),
        "khac1234": Count(1, 0, {"QUERY_TOO_COSTLY": 1}),
    }
    with entered(other_council):
        assert set(counted(clock.today())) & {key.prefix, "khac1234"} == set()
    assert memory().ttl(named(f"gateway:use:{clock.today().isoformat()}")) > 3 * 86400


def test_folding_twice_counts_once_and_forgetting_takes_nothing_away(key):
    count(key.prefix, points=5, refused="FORBIDDEN")
    for _ in range(2):
        use.fold_use(clock.now())
    count(key.prefix, points=2)
    use.fold_use(clock.now())
    memory().delete(counting._name(clock.today()))
    count(key.prefix)
    use.fold_use(clock.now())

    row = KeyUse.objects.get()
    assert (row.key, row.used_on, row.requests, row.points, row.refusals) == (
        key,
        clock.today(),
        2,
        7,
        {"FORBIDDEN": 1},
    )


def test_key_that_is_not_there_is_not_folded(key):
    count("khac1234")

    assert use.fold_use(clock.now()) == 0
    assert not KeyUse.objects.exists()


def test_page_sees_the_folded_days_and_today_before_the_night(key):
    today = clock.today()
    KeyUse.objects.create(key=key, used_on=today - timedelta(days=2), requests=4, points=9)
    KeyUse.objects.create(key=key, used_on=today, requests=1)
    count(key.prefix, points=3)
    count(key.prefix, points=3)

    days = use.days_of(key, until=today, days=4)

    assert [(day.used_on, day.requests, day.points) for day in days] == [
        (today - timedelta(days=3), 0, 0),
        (today - timedelta(days=2), 4, 9),
        (today - timedelta(days=1), 0, 0),
        (today, 2, 6),
    ]
    assert use.used_lately([key], today=today) == {key.prefix: today}


def test_without_redis_the_question_is_answered_and_only_the_count_is_missing(key, monkeypatch):
    gone = redis.Redis.from_url("redis://127.0.0.1:1/1", socket_connect_timeout=0.2)
    monkeypatch.setattr(counting, "memory", lambda: gone)

    count(key.prefix, points=3)

    assert counted(clock.today()) == {}


def test_every_question_of_a_key_is_counted_with_its_points_or_its_refusal(schemas, make_key):
    secret = make_key("hoalu", scopes=["council:read"])
    prefix = secret.split("_")[1]
    asked = [
        ask(query, secret, host="hoalu.localhost")
        for query in ("{ councils(first: 9) { nodes { unitCode } } }", "{ measures { name } }", "{ nothing }")
    ]
    with entered(_hoalu()):
        told = counted(clock.today())[prefix]

    assert [answer.status for answer in asked] == [200, 403, 400]
    points = asked[0].body["extensions"]["cost"]["actual"]
    assert told == Count(3, points, {"FORBIDDEN": 1, "GRAPHQL_VALIDATION_FAILED": 1})


def _hoalu():
    from tests.hub.rollups.cells import standing

    return standing()["hoalu"]


@pytest.mark.unit
def test_bars_are_as_high_as_their_days():
    day = date(2026, 7, 1)
    days = [use.Day(day, 0), use.Day(day, 200, 1, {"FORBIDDEN": 50}), use.Day(day, 1), use.Day(day, 100)]

    picture = bars_of(days)

    assert [(bar.height, bar.refused_height) for bar in picture.bars] == [(0, 0), (HEIGHT, 25), (2, 0), (50, 0)]
    assert (picture.most, picture.bars[1].y, picture.bars[3].y) == (200, 0, 50)
    assert bars_of([]).most == 0
