"""The bare address of a developer's machine: it helps, and only there."""

import os
from http import HTTPStatus
from pathlib import Path
from subprocess import run
from sys import executable

import pytest
from django.test import Client

from config.signpost import MOST
from tenancy.models import Council
from tests.judges import judge_html

ROOT = Path(__file__).resolve().parents[2]
SIGNPOST, PLACE = "config.signpost.SignpostMiddleware", "tenancy.middleware.PlaceMiddleware"


@pytest.fixture
def signpost(settings, public_place) -> None:
    """The middleware as development has it."""
    settings.SIGNPOST_HOSTS = ["localhost", "127.0.0.1"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "127.0.0.1"]
    settings.COUNCIL_ADDRESS = "http://{host}:8000"
    at = settings.MIDDLEWARE.index(PLACE)
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:at], SIGNPOST, *settings.MIDDLEWARE[at:]]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "LOCALHOST"])
def test_bare_address_leads_to_the_councils_and_the_operators(signpost, host):
    page = Client(headers={"host": host}).get("/").content.decode()

    assert 'href="http://ninhbinh.localhost:8000/"' in page
    assert 'href="http://console.localhost:8000/"' in page
    assert page.count('class="task"') <= MOST + 1


def test_suspended_council_is_not_named(signpost):
    Council.objects.filter(subdomain="ninhbinh").update(status="suspended")

    assert "ninhbinh" not in Client(headers={"host": "localhost"}).get("/").content.decode()


def test_without_any_council_it_says_who_makes_them(signpost):
    Council.objects.update(status="suspended")

    page = Client(headers={"host": "localhost"}).get("/").content.decode()

    assert "Chưa có Hội đồng nào" in page
    judge_html({"empty": page})


@pytest.mark.parametrize(("host", "path"), [("localhost", "/tai-khoan/"), ("khong-co.localhost", "/")])
def test_everything_else_stays_unknown(signpost, host, path):
    answer = Client(headers={"host": host}).get(path)

    assert (answer.status_code, "ninhbinh" in answer.content.decode()) == (HTTPStatus.NOT_FOUND, False)


def test_nothing_can_be_sent_to_it(signpost):
    assert Client(headers={"host": "localhost"}).post("/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_bare_host_is_unknown_where_the_signpost_does_not_stand(public_place):
    assert Client(headers={"host": "localhost"}).get("/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(("settings_of", "stands"), [("dev", "True"), ("test", "False")])
def test_it_stands_in_development_only(settings_of, stands):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": f"config.settings.{settings_of}"}
    asked = f"from django.conf import settings; print({SIGNPOST!r} in settings.MIDDLEWARE)"

    said = run([executable, "-c", asked], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == stands
