"""The style page, the shells and the error pages before their judges."""

import pytest
from django.test import Client
from playwright.sync_api import Browser

from tests.judges import axe, judge, judge_html, zoom
from tests.judges.judge import views, visited
from tests.kernel.ui.hall_server import HallServer, drawn

STYLE = ["", "?loi=1", "hall/", "public/", "console/", "plain/", "confirm/"]
FAILURES = {"/failure/400/": 400, "/failure/403/": 403, "/failure/404/": 404, "/failure/500/": 500}
FAILURES |= {"/failure/503/": 503, "/unknown-host/": 404}


@pytest.mark.full
@pytest.mark.parametrize("page", STYLE)
def test_a_page_of_the_style_guide_has_nothing_to_complain_of(browser: Browser, look_url: str, page: str):
    judge(browser, f"{look_url}/_style/{page}")


@pytest.mark.parametrize(("path", "status"), FAILURES.items())
def test_an_error_page_has_nothing_to_complain_of(browser: Browser, look_url: str, path: str, status: int):
    judge(browser, f"{look_url}{path}", status=status)


@pytest.mark.usefixtures("look_alone")
def test_all_pages_are_valid_html():
    client = Client(raise_request_exception=False)
    paths = [*(f"/_style/{page}" for page in STYLE), *FAILURES]

    judge_html({path: client.get(path).content.decode() for path in paths})


@pytest.mark.usefixtures("look_alone")
@pytest.mark.parametrize(("path", "status"), FAILURES.items())
def test_an_error_page_has_its_status(path: str, status: int):
    assert Client(raise_request_exception=False).get(path).status_code == status


@pytest.mark.usefixtures("look_alone")
def test_the_page_for_unknown_hosts_names_nobody_and_leads_nowhere():
    html = Client().get("/unknown-host/").content.decode()

    assert "<title>Không tìm thấy trang</title>" in html
    assert "<a " not in html.split("<body")[1]


@pytest.mark.usefixtures("look_alone")
def test_a_suspended_workspace_says_when_to_come_back():
    assert Client().get("/failure/503/").headers["Retry-After"] == "300"


def test_the_judges_see_what_is_wrong(browser: Browser, hall: HallServer):
    hall.pages["/"] = lambda: "<!doctype html><title>x</title><img src=x><p><svg width=900></svg>rộng</p>"

    with pytest.raises(AssertionError) as complaints:
        judge(browser, hall.url)

    assert "image-alt" in str(complaints.value)
    assert "at 820 md: scrolls sideways" in str(complaints.value)
    assert "status of 404" in str(complaints.value)


def test_the_judges_see_at_each_width_what_is_wrong_there(browser: Browser):
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang=vi><title>Thử</title><style>a { display: inline-block; padding: 1rem }"
        "html[data-size=xl] .grown { color: #ccc } img { display: none }"
        "@media (width < 400px) { .pale { color: #ccc } img { display: block } }"
        "@media (700px < width < 900px) { .tiny a { padding: 0; font-size: 8px } }</style><main><h1>Thử</h1>"
        "<p class=pale>Nhạt</p><p class=grown>Nhạt khi lớn</p><p class=tiny><a href=/1>a</a><a href=/2>b</a></p>"
        "<img src=data:, width=9 height=9></main>"
    )

    said = [(view, line.split(":")[0]) for view in views(page) for line in axe.violations(page)]
    page.close()

    assert said == [
        *[("820 md", "target-size")] * 2,
        *[("390 md", rule) for rule in ("color-contrast", "image-alt")],
        *[("390 xl", "color-contrast")] * 2,
        ("1280 xl", "color-contrast"),
    ]


def test_who_wants_no_motion_sees_every_change_at_once(browser: Browser, look_url: str):
    """Even the shortest transition leaves each element behind its parent for a picture: pale letters on pale ground."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{look_url}/_style/hall/")

    grown = page.evaluate(
        """() => {
          const size = () => parseFloat(getComputedStyle(document.querySelector("h1")).fontSize), before = size();
          document.documentElement.dataset.size = "xl";
          return size() / before;
        }"""
    )
    context.close()

    assert grown == 1.25


def test_a_judged_page_leaves_nothing_to_the_next(browser: Browser, hall: HallServer):
    hall.pages["/"] = lambda: "<!doctype html><title>x</title>"
    page, _said = visited(browser, hall.url)
    page.evaluate("localStorage.a = sessionStorage.a = document.cookie = 'a=1'; console.error('của trang trước')")

    page, said = visited(browser, hall.url)

    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert "của trang trước" not in said


def test_the_judges_hear_when_the_policy_is_broken(browser: Browser, hall: HallServer):
    hall.pages["/"] = lambda: drawn('{% extends "ui/plain.html" %}').replace("<h1>", "<h1 style='color:red'>")

    with pytest.raises(AssertionError, match="Content Security Policy"):
        judge(browser, hall.url)


def test_the_checker_of_html_sees_what_is_wrong_and_names_the_page():
    with pytest.raises(AssertionError, match=r"bad:1: .*alt"):
        judge_html(
            {
                "good": "<!doctype html><html lang=vi><title>Tốt</title></html>",
                "bad": "<!doctype html><html lang=vi><title>x</title><img src=x></html>",
            }
        )


def test_the_judges_see_what_200_per_cent_and_the_keyboard_find(browser: Browser):
    page = browser.new_page()
    page.set_content(
        "<!doctype html><style>.cut { width: 9rem; overflow: hidden; white-space: nowrap } .wide { width: 50rem }"
        ".bare:focus-visible { outline: none } .box { overflow-x: auto }</style>"
        '<p class="cut">Một dòng dài không xuống được</p><p class="wide">Rộng</p>'
        '<div class="box"><p class="wide">Rộng trong hộp cuộn</p></div>'
        '<a class="bare" href="/">Không viền</a><button tabindex="3">Trước</button>'
    )

    said = zoom.faults(page)
    page.close()

    assert 'at 200 %: cut off: p.cut "Một dòng dài không xuống được"' in said
    assert 'at 200 %: out of the window: p.wide "Rộng"' in said
    assert "with text doubled: scrolls sideways by" in " ".join(said)
    assert 'by keyboard: shows no focus: a "Không viền"' in said
    assert 'by keyboard: breaks the order of focus: button "Trước"' in said
    assert not any("hộp cuộn" in line for line in said)
