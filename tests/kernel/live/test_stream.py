"""What reaches a reader, in which order, and what a reader without a right pass gets."""

import time
from datetime import timedelta

import pytest
from django.db import transaction
from freezegun import freeze_time

from kernel import live
from kernel.access import ANONYMOUS, Actor
from kernel.keys import new_key
from kernel.live.frames import message
from kernel.live.pass_cookie import bare_host
from tenancy.place import entered
from tests.kernel.live.conftest import pass_to
from tests.kernel.live.servers import Listener
from tests.testbed.waiting import eventually


def test_stream_answers_with_headers_that_no_proxy_buffers(council, listen):
    reader = listen("sitting-1")

    assert reader.status == 200
    assert reader.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert reader.headers["cache-control"] == "no-cache"
    assert reader.headers["x-accel-buffering"] == "no"


def test_message_reaches_every_reader_of_the_room_with_its_version(council, listen):
    readers = [listen("sitting-2") for _ in range(20)]
    for reader in readers:
        reader.event()
    version = live.next_version("sitting-2")

    live.publish("sitting-2", '<hx-partial hx-target="#muc">\nMục 1\n</hx-partial>', version=version)

    sent = {"id": str(version), "data": '<hx-partial hx-target="#muc">\nMục 1\n</hx-partial>'}
    assert [reader.message() for reader in readers] == [sent] * 20


def test_messages_arrive_in_the_order_of_their_versions(council, listen):
    reader = listen("sitting-3")
    reader.event()
    versions = [live.next_version("sitting-3") for _ in range(20)]

    for version in versions:
        live.publish("sitting-3", f"<p>{version}</p>", version=version)

    assert [int(reader.message()["id"]) for _ in versions] == versions


def test_late_older_version_is_dropped_and_shows_as_gap(council, listen):
    reader = listen("sitting-4")
    reader.event()
    first, second, third = (live.next_version("sitting-4") for _ in range(3))

    for version in (second, first, third):
        live.publish("sitting-4", "<p></p>", version=version)

    assert [int(reader.message()["id"]) for _ in range(2)] == [second, third]


def test_first_event_and_each_heartbeat_carry_the_version_of_the_room(council, listen):
    version = live.next_version("sitting-5")
    reader = listen("sitting-5")

    assert reader.event() == {"event": "version", "data": str(version)}
    assert live.current_version("sitting-5") == version

    later = live.next_version("sitting-5")  # taken, but its message is lost
    eventually(lambda: reader.event() == {"event": "version", "data": str(later)})


def test_room_of_another_council_is_silent_here(council, other_council, listen):
    reader = listen("sitting-6")
    reader.event()

    with entered(other_council):
        live.publish("sitting-6", "<p>lạ</p>", version=live.next_version("sitting-6"))
    version = live.next_version("sitting-6")
    live.publish("sitting-6", "<p>nhà</p>", version=version)

    assert reader.message() == {"id": str(version), "data": "<p>nhà</p>"}


def test_pass_of_another_council_is_refused_on_this_host(council, other_council, somebody, listen):
    with entered(other_council):
        foreign = pass_to("sitting-7", somebody, host="kimson.localhost")

    assert listen("sitting-7", cookie=foreign, host="hoalu.localhost").status == 403
    assert listen("sitting-7", cookie=foreign, host="kimson.localhost").status == 200


def test_pass_to_one_room_opens_no_other(council, somebody, listen):
    assert listen("sitting-9", cookie=pass_to("sitting-8", somebody)).status == 403


@pytest.mark.parametrize("cookie", ["", "x", "a.b", '"', "W10:forged", "{}"])
def test_forged_pass_is_refused(council, listen, cookie):
    assert listen("sitting-8", cookie=cookie).status == 403


def test_changed_pass_is_refused(council, somebody, listen):
    good = pass_to("sitting-8", somebody)
    changed = ("A" if good[0] != "A" else "B") + good[1:]

    assert listen("sitting-8", cookie=changed).status == 403
    assert listen("sitting-8", cookie=good).status == 200


def test_pass_ends_after_twelve_hours(council, somebody, listen):
    with freeze_time(timedelta(hours=-12, seconds=-2)):
        old = pass_to("sitting-8", somebody)
    with freeze_time(timedelta(hours=-12, seconds=30)):
        still_good = pass_to("sitting-8", somebody)

    assert listen("sitting-8", cookie=old).status == 403
    assert listen("sitting-8", cookie=still_good).status == 200


def test_pass_dated_ahead_of_the_clock_is_refused(council, somebody, listen):
    with freeze_time(timedelta(hours=1)):
        ahead = pass_to("sitting-8", somebody)

    assert listen("sitting-8", cookie=ahead).status == 403


def test_only_get_is_answered(council, listen):
    assert listen("sitting-8", method="POST").status == 405


def test_stranger_room_name_is_refused(council, somebody, listen):
    cookie = pass_to("sitting-8", somebody)

    assert listen("../control", cookie=cookie).status == 403
    with pytest.raises(ValueError):
        pass_to("a:control", somebody)


def test_cookie_is_closed_to_scripts_and_other_paths(council, rf, somebody):
    from django.http import HttpResponse

    response = HttpResponse()
    live.admit(response, request=rf.get("/", headers={"host": "hoalu.localhost"}), room="hall", actor=somebody)
    cookie = response.cookies["live"]

    assert (cookie["path"], cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["domain"]) == (
        "/_live/hall/",
        43200,
        True,
        "Strict",
        "",
    )
    assert somebody.session_key not in cookie.value


def test_publish_on_commit_sends_nothing_before_the_commit(fresh_council, listen):
    reader = listen("sitting-10")
    reader.event()
    with pytest.raises(RuntimeError), transaction.atomic():
        live.publish_on_commit("sitting-10", "<p>không</p>")
        raise RuntimeError

    with transaction.atomic():
        live.publish_on_commit("sitting-10", lambda: "<p>có</p>")

    assert reader.message()["data"] == "<p>có</p>"


def test_slow_reader_loses_the_oldest_and_blocks_nobody(council, listen):
    slow, quick = listen("sitting-11", buffer=2048), listen("sitting-11")
    quick.event()
    body = "x" * 100_000

    sent = []
    for _ in range(120):
        sent.append(live.next_version("sitting-11"))
        live.publish("sitting-11", body, version=sent[-1])
        assert int(quick.message()["id"]) == sent[-1]
    got = [int(slow.message()["id"])]
    while got[-1] != sent[-1]:
        got.append(int(slow.message()["id"]))

    assert got == sorted(got)
    assert 32 <= len(got) < 120


def test_many_readers_get_one_message_quickly(council, listen):
    readers: list[Listener] = [listen("sitting-12", cookie=None) for _ in range(150)]
    for reader in readers:
        reader.event()
    started = time.monotonic()

    live.publish("sitting-12", "<p></p>", version=live.next_version("sitting-12"))
    for reader in readers:
        assert reader.message()["data"] == "<p></p>"

    assert time.monotonic() - started < 2


def test_visitor_without_account_may_be_admitted(council, listen):
    assert listen("screen", actor=ANONYMOUS).status == 200


def test_lines_of_every_kind_stay_data():
    assert message(7, "a\r\nb\rc\n\nevent: x") == b"id: 7\ndata: a\ndata: b\ndata: c\ndata: \ndata: event: x\n\n"


@pytest.mark.parametrize(
    ("given", "bare"), [("Hoalu.localhost:8000", "hoalu.localhost"), ("a.vn", "a.vn"), ("[::1]:80", "[::1]")]
)
def test_host_is_compared_without_port_and_case(given, bare):
    assert bare_host(given) == bare


def test_actor_in_another_session_has_another_pass(council, somebody):
    other = Actor(account_id=new_key(), name="", person_id=None, holdings=frozenset(), session_key="s2")

    assert pass_to("sitting-1", somebody) != pass_to("sitting-1", other)
