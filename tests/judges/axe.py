"""axe-core in the page itself: WCAG 2.0 to 2.2, levels A and AA, and best practices."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return a line for each element that breaks a rule on the page as it now stands."""
    if not page.evaluate("'axe' in window"):  # half a megabyte, once a page
        page.evaluate(_script())
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    result: dict[str, Any] = page.evaluate(run, TAGS)
    return [
        f"{rule['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
        if not (rule["id"] == "target-size" and _is_large_when_scrolled_to(page, node["target"]))
    ]


def _is_large_when_scrolled_to(page: Page, target: list[str]) -> bool:
    """Whether a control is large enough in the middle of the window: a fixed bar may cover it where the page begins."""
    run = """async selector => {
      document.querySelector(selector).scrollIntoView({block: "center", behavior: "instant"});
      const {violations} = await axe.run(selector, {runOnly: ["target-size"], resultTypes: ["violations"]});
      scrollTo({top: 0, behavior: "instant"});
      return violations.length === 0;
    }"""
    return bool(page.evaluate(run, target[0]))
