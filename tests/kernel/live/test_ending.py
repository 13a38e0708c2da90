"""Streams that must end at once, and a Redis that goes away and comes back."""

from dataclasses import replace

import pytest

from kernel import live
from kernel.keys import new_key
from kernel.live import publishing
from tenancy.place import entered
from tests.kernel.live.conftest import pass_to
from tests.testbed.waiting import eventually


def ends(reader) -> bool:
    """Read until the end; True when the page was told why."""
    last = {}
    while event := reader.event():
        last = event
    return last == {"event": "ended", "data": "revoked"}


def hears_again(reader, room: str) -> bool:
    """Publish until the reader gets a message; what is published while nobody listens is lost, as told."""
    for _ in range(100):
        version = live.next_version(room)
        live.publish(room, "<p>sau</p>", version=version)
        while (event := reader.event()).get("event") != "version":
            if event == {"id": str(version), "data": "<p>sau</p>"}:
                return True
    return False


def test_logout_ends_the_streams_of_that_session_alone(council, somebody, listen):
    gone, stays = listen("hall-1"), listen("hall-1", actor=replace(somebody, session_key="s2"))
    gone.event(), stays.event()

    live.revoke(session_key="session-of-binh")

    assert ends(gone)
    live.publish("hall-1", "<p>tiếp</p>", version=live.next_version("hall-1"))
    assert stays.message()["data"] == "<p>tiếp</p>"


def test_locked_account_loses_all_its_streams(council, somebody, listen):
    first, second = listen("hall-2"), listen("hall-3", actor=replace(somebody, session_key="s2"))
    other = listen("hall-2", actor=replace(somebody, account_id=new_key(), session_key="s3"))
    first.event(), second.event(), other.event()

    live.revoke(account=somebody.account_id)

    assert ends(first)
    assert ends(second)
    assert other.event()["event"] == "version"


def test_suspended_council_loses_all_and_the_other_council_none(council, other_council, somebody, listen):
    with entered(other_council):
        cookie = pass_to("hall-4", somebody, host="kimson.localhost")
    stays = listen("hall-4", cookie=cookie, host="kimson.localhost")
    gone = listen("hall-4")
    gone.event(), stays.event()

    live.revoke(place=True)

    assert ends(gone)
    assert stays.event()["event"] == "version"


def test_revoked_pass_opens_no_new_stream_but_a_later_one_does(council, somebody, listen):
    actor = replace(somebody, session_key="s9")
    cookie = pass_to("hall-5", actor)

    live.revoke(session_key="s9")

    assert listen("hall-5", cookie=cookie).status == 403
    assert listen("hall-5", actor=actor).status == 200


def test_reader_who_takes_nothing_is_not_sent_what_was_waiting(council, somebody, listen):
    actor = replace(somebody, session_key="s10")
    slow = listen("hall-6", actor=actor, buffer=2048)
    for _ in range(60):
        live.publish("hall-6", "x" * 100_000, version=live.next_version("hall-6"))

    live.revoke(session_key="s10")

    count = 0
    while slow.event():
        count += 1
    assert count < 60


def test_nothing_to_revoke_is_an_error(council):
    with pytest.raises(ValueError):
        live.revoke()


def test_readers_outlive_a_restart_of_redis_and_are_told_the_version(council, valkey, listen):
    reader = listen("hall-7")
    reader.event()
    before = live.next_version("hall-7")
    live.publish("hall-7", "<p>trước</p>", version=before)
    assert reader.message()["data"] == "<p>trước</p>"

    valkey.kill()
    valkey.start()
    publishing.redis().connection_pool.disconnect()
    missed = live.next_version("hall-7")

    assert missed == before + 1  # the counter is in the append-only file
    eventually(lambda: reader.event() == {"event": "version", "data": str(missed)})
    assert hears_again(reader, "hall-7")


def test_logout_while_redis_was_away_is_found_when_it_is_back(council, valkey, somebody, listen):
    reader = listen("hall-8", actor=replace(somebody, session_key="s11"))
    reader.event()

    valkey.kill()
    valkey.start()
    publishing.redis().connection_pool.disconnect()
    live.revoke(session_key="s11")  # before the hub listens again, or after: both end it

    assert ends(reader)


def test_counter_that_redis_lost_still_rises(council, valkey, listen):
    reader = listen("hall-9")
    reader.event()
    before = live.next_version("hall-9")
    live.publish("hall-9", "<p>trước</p>", version=before)
    reader.message()

    valkey.kill()
    valkey.forget()
    valkey.start()
    publishing.redis().connection_pool.disconnect()
    eventually(lambda: live.next_version("hall-9") > before)

    assert hears_again(reader, "hall-9")


def test_new_reader_is_sent_away_while_redis_is_down(council, valkey, listen):
    listen("hall-10").event()
    valkey.kill()
    try:
        assert listen("hall-10").status == 503
    finally:
        valkey.start()
        publishing.redis().connection_pool.disconnect()
    # Not before the hub listens again: a server that ends just then leaves the connection half made.
    eventually(lambda: listen("hall-10").status == 200, within=30)
