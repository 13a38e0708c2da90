"""Lists, numbers, private data and the directory as people see them: no complaint of any judge, at every width."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse

from council.people.demo import COMMUNE, invent, settle
from council.people.models import Constituency, Mandate, Person, SheetImport, TermOfOffice
from council.people.sheets import delegate_columns
from council.roles import Role
from tests.council.people.lists import five_hundred, typed, workbook_of
from tests.council.people.test_web_directory import picture
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_term
from tests.judges import judge, judge_html, look_at, open_chromium
from tests.kernel.accounts.browsers import COOKIE
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
CONF = "config.urls_council"


@dataclass(frozen=True)
class Visit:
    """A page and the cookie of who sees it."""

    path: str
    cookie: str = ""


@pytest.fixture
def visits(fresh_council, client_of) -> dict[str, Visit]:
    """Each page with the person who sees it."""
    settle(invent(COMMUNE, seed=5), term=make_term(), on=STARTED)
    _merged_and_closed()
    chief, administrator = browser_of(fresh_council, Role.OFFICE_CHIEF), browser_of(fresh_council, Role.ADMINISTRATOR)
    one, other = Mandate.objects.filter(term__state="current").order_by("id")[:2]
    chief.post(reverse("people:portrait", CONF, [one.id]), {"file": picture()})
    chief.post(reverse("people:sensitive", CONF, [one.id]), {"reason": "Lập hồ sơ khen thưởng năm 2026"})
    faulty = _sheet(chief, workbook_of(five_hundred()))
    right = _sheet(administrator, workbook_of([typed(2), typed(3)], columns=delegate_columns(sensitive=False)))
    public = f"/cong-khai/dai-bieu/{one.id}/"
    cookie = chief.cookies[COOKIE].value
    return {
        "upload": Visit("/dai-bieu/nhap/", cookie),
        "sheet": Visit(f"/dai-bieu/nhap/{faulty}/", cookie),
        "sheet-right": Visit(f"/dai-bieu/nhap/{right}/", administrator.cookies[COOKIE].value),
        "composition": Visit("/dai-bieu/co-cau/so-lieu/", cookie),
        "marked": Visit("/dai-bieu/co-cau/so-lieu/gender_female/", cookie),
        "marked-asks": Visit("/dai-bieu/co-cau/so-lieu/religious/", cookie),
        "sensitive": Visit(f"/dai-bieu/{one.id}/nhan-than/", cookie),
        "readings": Visit(f"/dai-bieu/{one.id}/nhan-than/", administrator.cookies[COOKIE].value),
        "portrait": Visit(f"/dai-bieu/{other.id}/anh/", cookie),
        "directory": Visit("/cong-khai/dai-bieu/"),
        "closed-term": Visit("/cong-khai/dai-bieu/?nhiem_ky=15"),
        "delegates": Visit("/dai-bieu/", cookie),
        "public": Visit(public),
        "write": Visit(f"{public}viet-thu/"),
    }


# Each is a shape of its own; the others repeat them.
JUDGED = ("upload", "sheet", "composition", "marked", "sensitive", "directory", "public", "write")


def test_pages_of_lists_numbers_and_the_directory_pass_every_judge(fresh_council, visits, client_of):
    pages = {name: _html(client_of(fresh_council), visit) for name, visit in visits.items()}
    connections.close_all()

    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        for name, visit in visits.items():
            url = f"http://{fresh_council.subdomain}.localhost:{port}{visit.path}"
            jar = [{"name": COOKIE, "value": visit.cookie, "url": url}] if visit.cookie else []
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)
            if name in JUDGED:
                judge(chromium, url, cookies=jar)


def _merged_and_closed() -> None:
    """The council was made of two, and had a term before: the directory offers both."""
    TermOfOffice.objects.update(merged_from=2)
    Constituency.objects.update(former_unit="Xã Ninh Mỹ")
    Constituency.objects.filter(number=1).update(former_unit="Phường Vân Giang")
    term = TermOfOffice.objects.create(number=15, name="2021-2026", starts_on="2021-07-01", state="closed")
    for person in Person.objects.order_by("id")[:3]:
        Mandate.objects.create(
            person=person, term=term, state="completed", started_on="2021-07-01", ended_on="2026-04-02"
        )


def _sheet(browser, upload) -> str:
    browser.post("/dai-bieu/nhap/", {"started_on": "2026-04-02", "file": upload})
    return str(SheetImport.objects.latest("created_at").id)


def _html(browser, visit: Visit) -> str:
    if visit.cookie:
        browser.cookies[COOKIE] = visit.cookie
    response = browser.get(visit.path)
    assert response.status_code == 200
    return response.content.decode()
