"""What was just done is told once: by the page's frame and in our words, never by the page again."""

import re

import pytest

from tests.house.source import ROOT

pytestmark = pytest.mark.unit

FRAMES = re.compile(r'{% extends "ui/(workspace|public|plain)\.html" %}')
TELLS_AGAIN = re.compile(r"{{ told }}|{% (?:el)?if told == ")
RAW = re.compile(r'"told": request\.GET\.get\("told"(?:, "")?\)[,}]')
STREETS = ("platform", "tenants", "graphql", "modules")


def files(pattern: str) -> list[tuple[str, str]]:
    """Return every file of the product that the pattern finds, with its text."""
    found = [path for street in STREETS for path in sorted((ROOT / street).rglob(pattern))]
    return [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in found]


def test_no_page_tells_again_what_its_frame_tells():
    pages = [(path, text) for path, text in files("*.html") if FRAMES.search(text)]

    assert len(pages) > 50
    assert [path for path, text in pages if TELLS_AGAIN.search(text)] == []


def test_no_page_says_the_words_of_an_address():
    views = files("*.py")

    assert any("TOLD.get(request.GET.get(" in text for _path, text in views)
    assert [path for path, text in views if RAW.search(text)] == []
