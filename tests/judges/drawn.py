"""When a page may be measured: it has loaded, and stands as it is drawn in its window and its letters.

A window has its new size at once; what is drawn by the size of a box, and what scripts do about it, follows with the
next picture, whenever a busy machine comes to it.
"""

from playwright.sync_api import Page

MOST_PICTURES = 600
# Looks at every box, picture by picture, until two pictures are alike and have the size that was asked for.
STANDS = """async ([width, height, most]) => {
  await document.fonts.ready;
  const picture = () => new Promise((drawn) => { requestAnimationFrame(drawn); });
  const lie = () => Array.from(document.querySelectorAll("body *"), (el) => {
    const {x, y, width, height} = el.getBoundingClientRect();
    return [x, y, width, height].join();
  }).join(";");
  let before = null;
  for (let count = 0; count < most; count += 1) {
    await picture();
    const now = innerWidth === width && innerHeight === height ? lie() : null;
    if (now !== null && now === before) return true;
    before = now;
  }
  return false;
}"""


def stand_still(page: Page) -> None:
    """Wait until a page has loaded and two pictures of it are alike, each box at its place."""
    page.wait_for_load_state("load")
    size = page.viewport_size
    assert size is not None, "a page without a window of its own has no size to wait for"
    stands = page.evaluate(STANDS, [size["width"], size["height"], MOST_PICTURES])
    assert stands, f"{page.url} does not stand still in {size['width']} × {size['height']}"
