"""The province's pages of figures: no complaint of any judge, at every width."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from council.roles import Role
from kernel import clock
from tests.council.indicators.conftest import counted, held, issued, official_names
from tests.factories.browsers import browser_of
from tests.hub.dashboards.test_shapes import feature, file_of, square
from tests.judges.judge import opened
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE

pytestmark = [pytest.mark.journey, pytest.mark.full]


def test_pages_of_the_office_pass_every_judge(fresh_province, communes, client_of):
    office = browser_of(fresh_province, Role.OFFICE_CHIEF)
    rows = communes(official_names())
    target = {"measure": "resolutions_issued", "period": str(clock.today().year), "each": "5", "whole": "400"}
    office.post("/toan-tinh/chi-tieu/", {**target, "document": "Kế hoạch số 12/KH-TTHĐND ngày 05/01/2026"})
    for number, row in enumerate(rows):
        issued(row, number * 5 % 13, clock.today())
    fields = [
        feature(square(105.7 + number % 12 / 20, 20.6 - number // 12 / 20, 0.05), ma=row.unit_code)
        for number, row in enumerate(rows)
    ]
    file = SimpleUploadedFile("ninhbinh.geojson", file_of(*fields))
    preview = office.post("/toan-tinh/ban-do/hinh/", {"file": file, "source": "Sở Nông nghiệp và Môi trường"}).url
    office.post(preview)
    cookie = office.cookies[COOKIE].value

    judge_visits(
        fresh_province,
        {
            "arrange": ("/toan-tinh/ban-do/", cookie),
            "bring": ("/toan-tinh/ban-do/hinh/", cookie),
            "outlines": (preview, cookie),
            "shapes": ("/toan-tinh/?xem=hinh&so-lieu=resolutions_issued", cookie),
            "targets": ("/toan-tinh/chi-tieu/", cookie),
            "people": ("/toan-tinh/dan-so/", cookie),
        },
        client_of,
    )


def test_pages_of_a_province_pass_every_judge(fresh_province, communes, client_of):
    chair = browser_of(fresh_province, Role.COUNCIL_CHAIR).cookies[COOKIE].value
    rows = communes(official_names()[:-6])
    today = clock.today()
    for number, row in enumerate(rows):
        issued(row, number * 7 % 23, today.replace(month=1 + number % today.month, day=1))
        held(row, 1 + number % 3, today)
        counted(row, "delegates_by_origin", "majority", date(2026, 3, 15), 25)
        counted(row, "delegates_by_origin", "minority", date(2026, 3, 15), number % 17)
    structure = "/toan-tinh/?so-lieu=delegates_by_origin:ethnic_group.minority&ky=2026"

    judge_visits(
        fresh_province,
        {
            "province-tiles": ("/toan-tinh/?so-lieu=resolutions_issued", chair),
            "province-table": ("/toan-tinh/?so-lieu=resolutions_issued&xem=bang&sap=so&giam=1", chair),
            "structure-tiles": (structure, chair),
            "structure-table": (f"{structure}&xem=bang", chair),
            "commune": (f"/toan-tinh/{rows[1].unit_code}/", chair),
        },
        client_of,
        then=printed,
    )


def printed(chromium, name, url, jar) -> None:
    """On paper stand the figures and their standing, and nothing that can be pressed."""
    with opened(chromium, url, cookies=jar) as (page, _said):
        page.emulate_media(media="print")

        assert page.locator("h1").is_visible()
        assert page.locator(".page-lead", has_text="Số liệu đến" if name != "commune" else "số liệu đến").is_visible()
        assert [part.is_visible() for part in page.locator("main :is(button, .tabs, select)").all()].count(True) == 0
        assert page.evaluate("document.scrollingElement.scrollWidth <= window.innerWidth")
