"""Judges of what people see: axe (accessibility), vnu (valid HTML), width, console errors, and pictures to look at.

def test_my_page_passes(browser, live_page):
    judge(browser, f"{live_page.url}/ky-hop/")            # axe + width at every view, 200 %, keyboard
    judge_html({"ky-hop": client.get("/ky-hop/").content.decode()})    # vnu, many pages in one Java run
"""

from tests.judges.chromium import PATIENCE_MS, WIDTHS, open_chromium
from tests.judges.judge import judge, judge_html, look_at

__all__ = ["PATIENCE_MS", "WIDTHS", "judge", "judge_html", "look_at", "open_chromium"]
