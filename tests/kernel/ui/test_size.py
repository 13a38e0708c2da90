"""The size of letters, with JavaScript and without."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect


@pytest.mark.usefixtures("look_alone")
@pytest.mark.parametrize(
    ("asked", "page", "goes_to"),
    [
        ("lg", "/_style/?ky=nam", "/_style/?ky=nam"),
        ("xl", "https://elsewhere.example/", "/"),
        ("md", "//elsewhere.example/", "/"),
    ],
)
def test_the_form_sets_the_cookie_and_returns_only_to_this_host(asked, page, goes_to):
    answer = Client().post("/_size/", {"size": asked, "next": page})

    assert (answer.status_code, answer.headers["Location"]) == (302, goes_to)
    assert answer.cookies["size"].value == asked


@pytest.mark.usefixtures("look_alone")
@pytest.mark.parametrize("asked", ["", "xxl", "<b>"])
def test_another_size_is_refused(asked):
    answer = Client().post("/_size/", {"size": asked})

    assert answer.status_code == 400
    assert "size" not in answer.cookies


@pytest.mark.usefixtures("look_alone")
def test_a_forged_cookie_is_the_normal_size():
    client = Client()
    client.cookies["size"] = '"><script>'

    assert '<html lang="vi" data-size="md">' in client.get("/_style/plain/").content.decode()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_tap_enlarges_the_letters_and_the_next_page_keeps_them(browser: Browser, look_url: str, has_script: bool):
    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    page.goto(f"{look_url}/_style/plain/")
    for percent, size in ((112, "lg"), (125, "xl")):
        page.get_by_role("button", name="A+ Cỡ chữ").click()
        expect(page.get_by_role("button", name=f"A+ Cỡ chữ {percent} %")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("data-size", size)

    page.goto(f"{look_url}/_style/public/")

    expect(page.locator("html")).to_have_attribute("data-size", "xl")
    assert page.url == f"{look_url}/_style/public/"
    context.close()
