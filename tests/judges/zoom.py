"""Pages at 200 per cent, and with the keyboard alone: WCAG 1.4.4, 1.4.10, 2.1.1, 2.4.3 and 2.4.7, without a visit more.

A window of 1280 px zoomed to 200 per cent lays pages out on 640 px; text doubled alone keeps the window's width. In
both nothing may scroll sideways but boxes that are made to, and nothing may be cut off.
"""

from playwright.sync_api import Page

from tests.judges.drawn import stand_still

ZOOMED = {"width": 640, "height": 400}
WHOLE = {"width": 1280, "height": 800}
CUT_OFF = """() => {
  const said = [];
  const name = (el) => `${el.localName}.${[...el.classList].join(".")} "${el.textContent.trim().slice(0, 40)}"`;
  const scrolls = (el) => { for (let box = el; box; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true; return false; };
  const words = (el) => [...el.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const over = document.scrollingElement.scrollWidth - window.innerWidth;
  if (over > 0) said.push(`scrolls sideways by ${over} px`);
  for (const el of document.body.querySelectorAll("*")) {
    if (!words(el) || el.closest(".sr-only, .skip, svg, option, [hidden]") || !el.checkVisibility()) continue;
    const box = el.getBoundingClientRect(), style = getComputedStyle(el);
    const outside = box.right > window.innerWidth + 1 || box.left < -1;
    if (outside && !scrolls(el)) said.push(`out of the window: ${name(el)}`);
    const hides = (way) => /hidden|clip/.test(style[way]);
    if ((hides("overflowX") && el.scrollWidth > el.clientWidth + 1) ||
        (hides("overflowY") && el.scrollHeight > el.clientHeight + 1)) said.push(`cut off: ${name(el)}`);
  }
  return said;
}"""
FOCUS = """() => {
  const said = [];
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  for (const el of document.querySelectorAll(stops)) {
    const turn = el.getAttribute("tabindex");
    const name = `${el.localName} "${(el.textContent || el.name || "").trim().slice(0, 40)}"`;
    if (Number(turn) > 0) said.push(`breaks the order of focus: ${name}`);
    if (el.disabled || turn === "-1" || !el.checkVisibility({visibilityProperty: true})) continue;
    el.focus({preventScroll: true});
    if (document.activeElement !== el) { said.push(`takes no focus: ${name}`); continue; }
    const style = getComputedStyle(el);
    const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!ringed) said.push(`shows no focus: ${name}`);
  }
  document.activeElement?.blur();
  return said;
}"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page at 200 per cent and under the keyboard, as it now stands."""
    page.evaluate("document.documentElement.dataset.size = 'md'")
    page.set_viewport_size(ZOOMED)
    stand_still(page)
    found = [f"at 200 %: {line}" for line in page.evaluate(CUT_OFF)]
    page.set_viewport_size(WHOLE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    stand_still(page)
    found += [f"with text doubled: {line}" for line in page.evaluate(CUT_OFF)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.keyboard.press("Tab")  # from here on the browser shows where the focus is
    return found + [f"by keyboard: {line}" for line in page.evaluate(FOCUS)]
