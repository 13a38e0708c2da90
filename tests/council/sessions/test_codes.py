"""The printed codes: each leads to the public papers and is counted, without a word about who scanned it."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse

from council.roles import Role
from council.sessions import actions
from council.sessions.models import ScanCount
from council.sessions.queries.scans import list_codes
from kernel.access import ANONYMOUS, NotPermitted
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.halls import staff_account
from tests.factories.sessions import NOW, TODAY, make_item, make_session
from tests.judges import judge, judge_html, look_at, open_chromium
from tests.kernel.accounts.browsers import COOKIE, come_in, words
from tests.testbed.serving import served
from tests.testbed.threads import together

CONF = "config.urls_council"


def address(name, row, space="sessions_public"):
    return reverse(f"{space}:{name}", CONF, [row.id])


def test_a_scan_is_counted_by_day_and_leads_to_the_public_page(council, client_of) -> None:
    session = make_session("documents_released")
    item = make_item(session)
    anybody = client_of(council)

    answers = [anybody.get(address("scan_session", session)), anybody.get(address("scan_item", item))]
    anybody.get(address("scan_item", item), REMOTE_ADDR="192.0.2.7")
    anybody.head(address("scan_item", item), REMOTE_ADDR="192.0.2.8")

    public = f"/cong-khai/ky-hop/{session.id}/"
    assert [answer.headers["Location"] for answer in answers] == [public, f"{public}#noi-dung-{item.id}"]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert f'id="noi-dung-{item.id}"' in anybody.get(public).content.decode()
    assert sorted(ScanCount.objects.values_list("item_id", "scans"), key=str) == sorted(
        [(None, 1), (item.id, 2)], key=str
    )


def test_an_address_counts_once_a_code_within_the_window_and_is_led_on_each_time(council, client_of) -> None:
    session = make_session("documents_released")
    items = [make_item(session), make_item(session)]
    anybody = client_of(council)

    answers = [anybody.get(address("scan_item", items[0])) for _again in range(3)]
    anybody.get(address("scan_item", items[1]))

    assert {answer.status_code for answer in answers} == {302}
    counted = ScanCount.objects.values_list("item_id", "scans")
    assert dict(counted) == {items[0].id: 1, items[1].id: 1}


def test_nothing_is_counted_of_a_session_that_is_not_public(council, client_of) -> None:
    session = make_session("planned")
    item = make_item(session)

    assert client_of(council).get(address("scan_session", session)).status_code == 404
    assert client_of(council).get(address("scan_item", item)).status_code == 404
    with pytest.raises(NotPermitted):
        actions.count_scan(actor=ANONYMOUS, session=session, now=NOW)
    assert ScanCount.objects.count() == 0


def test_scans_at_once_are_all_counted_and_days_stay_apart(fresh_council) -> None:
    session = make_session("documents_released")

    together(fresh_council, [lambda: actions.count_scan(actor=ANONYMOUS, session=session, now=NOW)] * 6)
    actions.count_scan(actor=ANONYMOUS, session=session, now=NOW + timedelta(days=1))

    days = ScanCount.objects.order_by("day_on").values_list("day_on", "scans")
    assert list(days) == [(TODAY, 6), (TODAY + timedelta(days=1), 1)]
    assert [(code.item, code.scans) for code in list_codes(actor_with(Role.DELEGATE), session)] == [(None, 7)]


def test_the_sheet_names_every_item_but_those_withdrawn(council) -> None:
    session = make_session("documents_released")
    make_item(session)
    gone = make_item(session, state="withdrawn")
    staff = browser_of(council, Role.OFFICE_STAFF)

    page = words(staff.get(address("codes", session, "sessions")))

    assert "1. Mức hỗ trợ học phí 0 lượt quét" in page
    assert f"{gone.label}. " not in page


@pytest.mark.full
@pytest.mark.journey
def test_the_sheet_and_the_league_pass_every_judge(fresh_council, client_of) -> None:
    session = make_session("documents_released")
    for _number in range(4):
        make_item(session)
    browser = client_of(fresh_council)
    come_in(browser, staff_account("ctlan", Role.OFFICE_STAFF))
    paths = {"codes": address("codes", session, "sessions"), "league": reverse("sessions:punctuality", CONF)}
    judge_html({name: browser.get(path).content.decode() for name, path in paths.items()})
    connections.close_all()
    with served() as port, open_chromium() as chromium:
        base = f"http://{fresh_council.subdomain}.localhost:{port}"
        jar = [{"name": COOKIE, "value": browser.cookies[COOKIE].value, "url": base}]
        for name, path in paths.items():
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, f"{base}{path}", Path(folder), name, cookies=jar)
            judge(chromium, f"{base}{path}", cookies=jar)
