"""Health answers on any host, whatever the places are doing."""

import pytest
from django.db import connection
from django.test import Client
from redis import Redis

from kernel import health

HOSTS = ["hoalu.localhost", "console.localhost", "nobody.example", "10.0.0.7:8000"]


@pytest.mark.parametrize("host", HOSTS)
def test_process_is_alive_on_any_host(host):
    response = Client(headers={"host": host}).get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", HOSTS)
def test_ready_when_database_and_redis_answer(ground, django_db_blocker, host):
    with django_db_blocker.unblock():
        response = Client(headers={"host": host}).get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ok", "away": []})


def test_not_ready_without_redis(ground, django_db_blocker, monkeypatch):
    away = Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.2)
    monkeypatch.setattr(health, "memory", lambda: away)

    with django_db_blocker.unblock():
        response = Client().get("/readyz")

    assert (response.status_code, response.json()) == (503, {"status": "away", "away": ["redis"]})
    away.close()


def test_not_ready_without_the_database_and_ready_again_after_it(ground, django_db_blocker, monkeypatch):
    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "PORT", "1")
        away = Client().get("/readyz")
        monkeypatch.undo()
        back = Client().get("/readyz")

    assert (away.status_code, away.json()["away"]) == (503, ["database"])
    assert back.status_code == 200


def test_health_changes_nothing_on_post(client):
    assert Client(headers={"host": "nobody.example"}).post("/healthz").status_code in {400, 404}
