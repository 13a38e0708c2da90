"""axe-core in the page itself: WCAG 2.0 to 2.2, levels A and AA, and best practices."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What these say follows from where things lie, how large they are and what is drawn behind them. All other rules read
# the document, and which of its elements are to be seen.
OF_LAYOUT = [
    "color-contrast",
    "target-size",
    "link-in-text-block",
    "scrollable-region-focusable",
    "skip-link",
    "bypass",
    "region",
    "td-headers-attr",
    "th-has-data-cells",
    "scope-attr-valid",
]
# Where the same document was judged before with the same elements to be seen, only the rules of layout are asked again.
RUN = """async ([tags, ofLayout]) => {
  if (!("axe" in window)) return null;
  const root = document.documentElement, {size} = root.dataset, shown = [];
  for (const el of document.querySelectorAll("*")) {
    const box = el.getBoundingClientRect(), away = box.right <= 0 || box.bottom <= 0 || box.left >= innerWidth;
    shown.push(el.checkVisibility({opacityProperty: true, visibilityProperty: true}) ? away ? 2 : 1 : 0);
  }
  delete root.dataset.size;
  const state = shown.join("") + root.outerHTML;
  if (size) root.dataset.size = size;
  const judged = (window.judgedByAxe ??= new Set());
  const runOnly = judged.has(state) ? {type: "rule", values: ofLayout} : {type: "tag", values: tags};
  judged.add(state);
  const {violations} = await axe.run(document, {runOnly, resultTypes: ["violations"], preload: {assets: ["media"]}});
  return violations;
}"""


@cache
def _script() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return a line for each element that breaks a rule on the page as it now stands."""
    page.wait_for_load_state("load")  # a press waits no longer than until the next page begins
    asked = [TAGS, OF_LAYOUT]
    found: list[dict[str, Any]] | None = page.evaluate(RUN, asked)
    if found is None:  # half a megabyte, once a page
        page.evaluate(_script())
        found = page.evaluate(RUN, asked)
    try:
        return [
            f"{rule['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
            for rule in found or []
            for node in rule["nodes"]
            if not (rule["id"] == "target-size" and _is_large_when_scrolled_to(page, node["target"]))
        ]
    except Changed:  # the page came anew meanwhile, as those of the hall do
        return violations(page)


class Changed(Exception):
    """What was complained of is no longer there."""


def _is_large_when_scrolled_to(page: Page, target: list[str]) -> bool:
    """Whether a control is large enough in the middle of the window: a fixed bar may cover it where the page begins.

    :raises Changed: it is no longer there.
    """
    run = """async selector => {
      const control = document.querySelector(selector);
      if (!control) return null;
      control.scrollIntoView({block: "center", behavior: "instant"});
      const {violations} = await axe.run(selector, {runOnly: ["target-size"], resultTypes: ["violations"]});
      scrollTo({top: 0, behavior: "instant"});
      return violations.length === 0;
    }"""
    is_large = page.evaluate(run, target[0])
    if is_large is None:
        raise Changed
    return bool(is_large)
