"""From the host to the place, and what a suspended, lost or unknown council answers."""

import pytest
from django.db import connection
from django.test import Client

from tenancy import hosts
from tenancy.models import Council, Domain
from tenancy.postgres import ground
from tenancy.postgres.standing import quoted
from tenancy.workflow import Status
from tests.testbed.addresses import ran

pytestmark = [pytest.mark.urls("tests.testbed.addresses"), pytest.mark.usefixtures("no_memory_of_hosts")]


@pytest.fixture
def no_memory_of_hosts():
    hosts.forget()
    yield
    hosts.forget()


def at(host: str) -> Client:
    return Client(headers={"host": host})


def set_status(council: Council, status: str) -> None:
    Council.objects.using("owner").filter(pk=council.pk).update(status=status)


def test_each_host_is_answered_in_its_own_place(council, other_council):
    assert at("hoalu.localhost").get("/lam-viec/").content.decode() == council.key
    assert at("kimson.localhost:8000").get("/lam-viec/").content.decode() == other_council.key
    assert at("HOALU.localhost.").get("/lam-viec/").content.decode() == council.key


@pytest.mark.parametrize("host", ["nowhere.localhost", "hoalu.localhost.evil.localhost", "localhost"])
def test_unknown_host_gets_a_page_that_reveals_nothing(council, host):
    answer = at(host).get("/lam-viec/")

    assert answer.status_code == 404
    assert council.name not in answer.content.decode()
    assert "Set-Cookie" not in answer.headers


def test_after_the_answer_the_connection_stands_nowhere(ground):
    at("hoalu.localhost").get("/lam-viec/")

    assert connection.wanted is None


def test_suspension_counts_from_the_next_request_though_the_host_is_remembered(fresh_council):
    client = at(f"{fresh_council.subdomain}.localhost")
    assert client.get("/lam-viec/").status_code == 200

    set_status(fresh_council, Status.SUSPENDED)

    assert client.get("/lam-viec/").status_code == 503
    assert client.post("/lam-viec/").status_code == 503
    assert client.get("/cong-bo/").content.decode() == f"record of {fresh_council.key}"
    assert client.get("/song/").content == b"alive"
    set_status(fresh_council, Status.ACTIVE)
    assert client.get("/lam-viec/").status_code == 200


def test_council_being_founded_shows_nothing_yet(fresh_council):
    set_status(fresh_council, Status.FOUNDING)

    client = at(f"{fresh_council.subdomain}.localhost")

    assert client.get("/lam-viec/").status_code == 503
    assert client.get("/cong-bo/").status_code == 503


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.FOUNDING])
def test_a_view_that_asks_the_database_is_stopped_by_its_first_statement(fresh_council, status):
    client = at(f"{fresh_council.subdomain}.localhost")
    assert client.get("/dem/").content == b"0"
    assert client.get("/dem-cong-bo/").content == b"0"

    set_status(fresh_council, status)

    assert client.get("/dem/").status_code == 503
    assert client.post("/dem/").status_code == 503
    assert client.get("/dem-cong-bo/").status_code == (200 if status == Status.SUSPENDED else 503)


def test_a_view_that_hides_the_refusal_still_shows_nothing(fresh_council):
    set_status(fresh_council, Status.SUSPENDED)

    assert at(f"{fresh_council.subdomain}.localhost").get("/nuot-loi/").status_code == 503


def test_a_view_that_works_in_another_place_first_is_stopped_before_it(fresh_council):
    client = at(f"{fresh_council.subdomain}.localhost")
    assert client.get("/ghe-tham/").status_code == 200
    set_status(fresh_council, Status.SUSPENDED)
    ran.clear()

    assert client.get("/ghe-tham/").status_code == 503
    assert ran == []


def test_a_writing_request_is_stopped_before_its_view(fresh_council):
    set_status(fresh_council, Status.SUSPENDED)
    ran.clear()

    client = at(f"{fresh_council.subdomain}.localhost")

    assert client.post("/ghi-nho/").status_code == 503
    assert ran == []


def test_lost_schema_is_a_plain_503(fresh_council):
    ground.execute(f"alter schema {quoted(fresh_council.schema_name)} rename to lost")
    connection.close()

    try:
        client = at(f"{fresh_council.subdomain}.localhost")
        assert client.get("/lam-viec/").status_code == 503
        assert client.post("/lam-viec/").status_code == 503
        assert client.get("/dem/").status_code == 503
        assert client.get("/song/").status_code == 200  # it asks nothing of the place
    finally:
        ground.execute(f"alter schema lost rename to {quoted(fresh_council.schema_name)}")


def test_moved_host_is_noticed_once_forgotten(fresh_council):
    client = at(f"{fresh_council.subdomain}.localhost")
    client.get("/lam-viec/")
    Domain.objects.using("owner").filter(tenant=fresh_council).update(domain="moved.localhost")

    hosts.forget(f"{fresh_council.subdomain}.localhost")

    assert client.get("/lam-viec/").status_code == 404
    assert at("moved.localhost").get("/lam-viec/").status_code == 200


def test_known_host_costs_one_statement_and_no_question(fresh_council):
    client = at(f"{fresh_council.subdomain}.localhost")
    client.get("/lam-viec/")
    seen = []

    with connection.execute_wrapper(lambda run, sql, *rest: (seen.append(sql), run(sql, *rest))[1]):
        client.get("/lam-viec/")

    assert seen == []  # the switch itself goes below Django's cursor


def test_memory_of_hosts_is_bounded_and_holds_no_unknown_one(ground, monkeypatch):
    monkeypatch.setattr(hosts, "MOST", 2)
    for host in ("hoalu.localhost", "kimson.localhost", "ninhbinh.localhost", "a.localhost", "b.localhost"):
        hosts.council_at(host)

    assert len(hosts._hosts) <= 2
    assert "a.localhost" not in hosts._hosts
