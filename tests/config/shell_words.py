"""What the public shell says: every sentence of the templates that public pages are drawn with, and of their code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from tests.house.source import ROOT, called_name, calls, tree_of
from tests.house.test_words import GETTEXT

STREETS = ("platform", "modules")
OTHERS = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
COMPONENTS = re.compile(r"<c-([a-z-]+)")
_STRING = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
CALLS = re.compile(rf"\b(?:n?p?gettext|_)\(\s*(?P<words>{_STRING}(?:\s*,\s*{_STRING})?)")
# Where public pages begin; what they include, extend and are made of follows.
FIRST = re.compile(r"^(public(_\w+)?|40[034]|403_csrf|500)\.html$")
ALSO_FIRST = {"documents/check.html"}
# Code of which every sentence is read by everybody.
CODE = (
    "modules/council/portal/web/calendar.py",
    "modules/council/portal/web/feeds.py",
    "modules/council/portal/web/office.py",
    "modules/council/portal/web/pages.py",
    "modules/council/portal/queries/news.py",
    "modules/council/sessions/web/public.py",
    "modules/council/sessions/workflow/__init__.py",
    "modules/council/sessions/workflow/elections.py",
    "modules/council/sessions/workflow/recordings.py",
    "modules/council/documents/web/public.py",
    "modules/council/documents/web/checking.py",
    "modules/council/documents/queries/checking.py",
    "modules/council/people/web/public.py",
    "modules/council/roles.py",
)


def _is_first(name: str) -> bool:
    is_named_so = FIRST.match(name.rpartition("/")[2]) is not None
    return name in ALSO_FIRST or (is_named_so and not name.startswith("ui/style/"))


def templates() -> list[Path]:
    """Return every template that a public page may be drawn with."""
    folders = [path for street in STREETS for path in (ROOT / street).rglob("templates") if path.is_dir()]
    known = {path.relative_to(folder).as_posix(): path for folder in folders for path in folder.rglob("*.html")}
    waiting = [name for name in known if _is_first(name)]
    found: dict[str, Path] = {}
    while waiting:
        name = waiting.pop()
        if name in found or name not in known:
            continue
        found[name] = known[name]
        text = known[name].read_text(encoding="utf-8")
        waiting += OTHERS.findall(text)
        waiting += [f"cotton/{component.replace('-', '_')}.html" for component in COMPONENTS.findall(text)]
    return sorted(found.values())


def sentences_of_templates() -> set[str]:
    """Return the sentences of those templates."""
    return {words for path in templates() for words in _of_template(path.read_text(encoding="utf-8"))}


def sentences_of_code() -> set[str]:
    """Return the sentences of the code in ``CODE``; the workflow's and public choices', not the buttons' of steps."""
    return {words for name in CODE for words in _of_code(ROOT / name)}


def _of_template(text: str) -> Iterator[str]:
    for found in CALLS.finditer(templatize(text)):
        words = ast.literal_eval(f"[{found['words']}]")
        yield from words


def _of_code(path: Path) -> Iterator[str]:
    steps = {id(inner) for call in calls(tree_of(path)) if called_name(call) == "Step" for inner in ast.walk(call)}
    for call in calls(tree_of(path)):
        if called_name(call) in GETTEXT and id(call) not in steps and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)
