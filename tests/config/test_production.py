"""The production settings: nothing is answered over plain HTTP, and browsers are told to remember it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
STREETS = os.pathsep.join(str(ROOT / street) for street in ("platform", "tenants", "graphql", "modules"))
HOSTS = {
    "COUNCIL_DOMAIN": "hdnd.example",
    "PUBLIC_HOSTS": "console.hdnd.example",
    "ALLOWED_HOSTS": ".hdnd.example",
}
ASK = """
import json, django
django.setup()
from django.test import Client
client = Client(headers={"host": "console.hdnd.example"})
plain = client.get("/tai-khoan/dang-nhap/")
safe = client.get("/static/a.txt", secure=True)
watched = client.get("/healthz")
print(json.dumps([plain.status_code, plain.headers.get("Location"),
                  safe.headers.get("Strict-Transport-Security"), watched.status_code]))
"""


def test_plain_http_is_sent_to_https_and_browsers_remember_it(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "PYTHONPATH": STREETS,
        "RUN_DIR": str(tmp_path),
        **HOSTS,
        "DATABASE_URL": "postgresql://nobody:none@127.0.0.1:1/none",  # what is asked is answered before any query
    }
    env.pop("DATABASE_OWNER_URL", None)

    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.txt").write_text("a")

    asked = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert json.loads(asked.stdout.splitlines()[-1]) == [
        301,
        "https://console.hdnd.example/tai-khoan/dang-nhap/",
        "max-age=31536000; includeSubDomains",
        200,
    ]


@pytest.mark.parametrize("name", sorted(HOSTS))
def test_production_without_its_hosts_says_so_in_one_line(name: str) -> None:
    env = {**os.environ, **HOSTS, "DJANGO_SETTINGS_MODULE": "config.settings.prod", "PYTHONPATH": STREETS, name: ""}

    asked = subprocess.run(
        [sys.executable, "-c", "import config.asgi"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )

    assert (asked.returncode, asked.stderr) == (1, f"production needs {name}; see .env.example\n")


@pytest.mark.parametrize(
    ("means", "stamps", "complaint"),
    [
        ("soft", "https://tsa.example/", "production takes neither"),
        ("", "local", "production takes neither"),
        ("", "", ""),
    ],
)
def test_production_never_signs_with_keys_for_trying_out(means: str, stamps: str, complaint: str) -> None:
    env = {
        **os.environ,
        **HOSTS,
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "PYTHONPATH": STREETS,
        "SIGNING_MEANS": means,
        "TIMESTAMP_URL": stamps,
    }

    command = [sys.executable, "-c", "import config.settings.prod"]
    asked = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert (asked.returncode == 0) == (complaint == "")
    assert complaint in asked.stderr


SIGNING = {
    "TIMESTAMP_URL": "https://tsa.example/",
    "SIGNING_TRUSTED": "/etc/hdnd/trusted",
    "REMOTE_SIGNING_URL": "https://sign.example/",
    "REMOTE_SIGNING_CLIENT_ID": "hdnd",
    "REMOTE_SIGNING_CLIENT_SECRET": "secret",
}
OF_REMOTE = sorted(name for name in SIGNING if name.startswith("REMOTE_"))


@pytest.mark.parametrize(
    ("means", "lacking"),
    [
        *[("outside", name) for name in ("TIMESTAMP_URL", "SIGNING_TRUSTED")],
        *[("outside,remote", name) for name in SIGNING],
        ("outside,remote", ""),
        *[("outside", name) for name in OF_REMOTE],
    ],
)
def test_production_does_not_begin_to_sign_without_what_each_means_needs(means: str, lacking: str) -> None:
    streets = {"DJANGO_SETTINGS_MODULE": "config.settings.prod", "PYTHONPATH": STREETS}
    env = {**os.environ, **HOSTS, **SIGNING, **streets, "SIGNING_MEANS": means}
    env.pop(lacking, None)

    command = [sys.executable, "-c", "import config.settings.prod"]
    asked = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    needed = lacking and not (means == "outside" and lacking in OF_REMOTE)
    assert asked.stderr == (f"production needs {lacking}; see .env.example\n" if needed else "")
