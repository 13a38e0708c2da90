"""The pages on which the council's register is kept, as people see them: no complaint of any judge, at every width."""

import os
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse

from council.people.actions import take_sheet
from council.people.models import Constituency, SheetImport, SheetKind
from council.roles import Role
from kernel import clock
from kernel.accounts.models import Account
from kernel.sheets import Typed
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_contact, make_outside
from tests.factories.stage import set_stage
from tests.judges import axe, judge, judge_html, look_at, open_chromium
from tests.judges.judge import opened, views, visited
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]


def at(name, *parameters):
    return reverse(f"people:{name}", "config.urls_council", [each.pk for each in parameters])


@pytest.fixture
def visits(fresh_council) -> dict[str, str]:
    """Each page, as the office's chief sees it who administers the council too."""
    stage = set_stage()
    Constituency.objects.filter(number=1).update(seats=4)
    Constituency.objects.filter(number=2).update(seats=6)
    contact = make_contact(make_outside(abbreviation="STC", address="Phường Hoa Lư"), phone="0912345678")
    make_contact(contact.body, "Lê Thị Thanh Hương", post="Trưởng phòng Tài chính hành chính sự nghiệp")
    return {
        "sensitive-amend": at("amend_sensitive", stage.mandates[0]),
        "terms": at("terms"),
        "term-close": at("close_term"),
        "term-open": at("open_term"),
        "outside-import": at("import_outside"),
        "outside-sheet": at("sheet", _sheet()),
        "outside": at("outside"),
        "outside-body": at("outside_body", contact.body),
        "outside-add": at("add_outside"),
        "outside-end": at("end_outside", contact.body),
        "contact-add": at("add_contact", contact.body),
        "contact-invite": at("invite_contact", contact),
        "constituencies": at("constituencies"),
        "constituency": at("constituency", stage.mandates[0].constituency),
        "constituency-add": at("add_constituency"),
        "constituency-of": at("set_constituency", stage.mandates[0]),
    }


def _sheet() -> SheetImport:
    rows = [
        Typed(2, {"name": "Sở Nội vụ", "kind": "Sở, ban, ngành, phòng", "contact_name": "Lê Đức Nam"}),
        Typed(3, {"name": "Sở Y tế", "kind": "Bộ", "contact_email": "không có"}),
    ]
    chief = actor_with(Role.OFFICE_CHIEF)
    return take_sheet(
        actor=chief, kind=SheetKind.OUTSIDE, file_name="danh-sach-co-quan.xlsx", typed=rows, started_on=clock.today()
    )


CLOSING = {"on": clock.today().isoformat(), "document": "01/NQ-HĐND ngày 01/04/2031"}
# Sent empty, each shows its errors.
REFUSED = (
    "constituency-add",
    "sensitive-amend",
    "term-close",
    "term-open",
    "outside-add",
    "outside-end",
    "contact-add",
)


def test_pages_of_the_register_pass_every_judge(fresh_council, visits, client_of):
    browser = browser_of(fresh_council, Role.OFFICE_CHIEF, Role.ADMINISTRATOR)
    SheetImport.objects.update(uploaded_by=Account.objects.latest("created_at").pk)
    pages = {name: browser.get(path).content.decode() for name, path in visits.items()}
    pages["term-check"] = browser.post(visits["term-close"], CLOSING).content.decode()
    cookie = browser.cookies[COOKIE].value
    connections.close_all()

    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        for name, path in visits.items():
            url = f"http://{fresh_council.subdomain}.localhost:{port}{path}"
            jar = [{"name": COOKIE, "value": cookie, "url": url}]
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            judge(chromium, url, cookies=jar)
            if name in REFUSED:
                _judge_refused(chromium, url, jar)
            if name == "term-close":
                _judge_what_ends(chromium, url, jar)


def _judge_refused(chromium, url, jar):
    page, _said = visited(chromium, url, cookies=jar)
    page.locator("main form[method=post] button[type=submit]").click()
    page.locator(".error-summary").wait_for()
    for _view in views(page):
        assert axe.violations(page) == []


def _judge_what_ends(chromium, url, jar):
    """The page that lists what ends with the term stands behind a form."""
    with opened(chromium, url, cookies=jar) as (page, _said):
        page.locator("[name=document]").fill(CLOSING["document"])
        page.locator("main form[method=post] button[type=submit]").click()
        page.locator("input[name=seen]").wait_for(state="attached")
        for view in views(page):
            assert axe.violations(page) == []
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=Path(folder) / f"term-check-{view}.png", full_page=True)
