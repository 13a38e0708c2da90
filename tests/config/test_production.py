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
ASK = """
import json, django
django.setup()
from django.test import Client
client = Client(headers={"host": "console.localhost"})
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
        "DATABASE_URL": "postgresql://nobody:none@127.0.0.1:1/none",  # what is asked is answered before any query
    }
    env.pop("DATABASE_OWNER_URL", None)

    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.txt").write_text("a")

    asked = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert json.loads(asked.stdout.splitlines()[-1]) == [
        301,
        "https://console.localhost/tai-khoan/dang-nhap/",
        "max-age=31536000; includeSubDomains",
        200,
    ]
