"""What production collects: every file found, hashed and referred to by its hash."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("look_alone")


@pytest.fixture
def collected(settings, tmp_path):
    """The static files as the image's build collects them."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "kernel.ui.storage.HashedFiles"}}
    call_command(
        "collectstatic", "--noinput", "-v0", "-i", "*.map", "-i", "*.woff", "-i", "*-italic.*", "-i", "*sandbox*"
    )
    return tmp_path


def test_every_file_is_hashed_and_fonts_are_referred_to_by_their_hash(collected):
    paths = json.loads((collected / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    fonts = (collected / paths["app/fonts.css"]).read_text(encoding="utf-8")

    named = re.findall(r'url\("\.\./([^"]+)"\)', fonts)
    assert len(named) == 9
    assert set(named) <= set(paths.values())
    for name in ("app/outbox.mjs", "app/live.mjs", "vendor/htmx/htmx.min.js", "vendor/htmx/ext/hx-sse.min.js"):
        assert (collected / paths[name]).exists()
        assert (collected / f"{paths[name]}.gz").exists()


def test_the_whole_style_sheet_stays_small(collected):
    paths = json.loads((collected / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    sheets = [paths[name] for name in paths if name.startswith("app/") and name.endswith(".css")]

    assert sum((collected / f"{name}.gz").stat().st_size for name in sheets) < 12_000


def test_of_the_vendors_of_graphiql_only_what_its_page_loads_is_served(collected):
    paths = json.loads((collected / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    named = {name for name in paths if name.startswith(("vendor/graphiql", "vendor/react"))}
    style = (collected / paths["vendor/graphiql/graphiql.css"]).read_text(encoding="utf-8")

    assert named == {
        "vendor/graphiql/graphiql.css",
        "vendor/graphiql/graphiql.min.js",
        "vendor/react/react.production.min.js",
        "vendor/react-dom/react-dom.production.min.js",
    }
    assert all(finders.find(name) for name in named)
    assert not finders.find("vendor/react/react.development.js")
    assert not finders.find("vendor/graphiql/package.json")
    assert ".graphiql-container" in style
    assert "@font-face" not in style
    assert "data:font" not in style
