"""What a province sees of its communes: figures of the last commit, found, ordered, alike in table and tiles."""

from datetime import date, timedelta

import pytest
from django.db import connections

from council.documents.law import public_path
from council.portal.queries.province import find_rows, get_province
from council.portal.web.province import Asked, asked_of, days_of, ordered, tiles_of
from council.roles import Role
from hub.rollups.models import Delta, PublishedResolution
from kernel import clock
from kernel.access import NotPermitted
from kernel.keys import new_key
from kernel.refusal import NotFound
from tests.council.portal.conftest import OWNER, held, issued
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words

PAGE = "/toan-tinh/"
NORMATIVE = "normative_resolution"
TODAY = clock.today()
THIS_YEAR = {"first": date(TODAY.year, 1, 1), "last": date(TODAY.year, 12, 31)}


def seen_by_chair(council, **period):
    return get_province(actor_with(Role.COUNCIL_CHAIR, place=council.key), council, **period)


def counted_queries(work):
    """Return what the work gives and how many statements it asked the readers' database."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connections["figures"].execute_wrapper(note):
        return work(), len(asked)


def publish(commune, title, **changes):
    known = {
        "id": new_key(),
        "council_key": commune.key,
        "unit_code": commune.unit_code,
        "title": title,
        "symbol": "07/NQ-HĐND",
        "kind": "individual_resolution",
        "issued_on": TODAY,
        "public_path": public_path("ABCD2345"),
        "sequence": int(new_key().hex[-12:], 16),
        "published_at": clock.now(),
        "origin": commune.key,
    }
    return PublishedResolution.objects.using(OWNER).create(**{**known, **changes})


def test_figures_are_folded_and_unfolded_together_by_kind(fresh_province, communes):
    vien, hoalu, _thai = communes()
    issued(vien, 2, TODAY)
    issued(vien, 1, TODAY, NORMATIVE)
    issued(vien, 3, TODAY, model=Delta)
    held(hoalu, 1, TODAY)
    issued(fresh_province, 7, TODAY)

    province = seen_by_chair(fresh_province, **THIS_YEAR)

    assert [(row.name, row.sessions, row.normative, row.individual, row.latest_on) for row in province.rows] == [
        ("Đồng Thái", 0, 0, 0, None),
        ("Gia Viễn", 0, 1, 5, TODAY),
        ("Hoa Lư", 1, 0, 0, TODAY),
    ]
    assert (province.sessions, province.resolutions, province.active) == (1, 6, 2)
    assert (province.own_sessions, province.own_resolutions) == (0, 7)
    assert (province.with_figures, province.expected) == (3, 129)


def test_another_year_counts_only_in_everything(fresh_province, communes):
    vien, *_ = communes()
    long_ago = TODAY - timedelta(days=400)
    issued(vien, 4, long_ago)

    assert seen_by_chair(fresh_province, **THIS_YEAR).resolutions == 0
    everything = seen_by_chair(fresh_province)
    assert everything.resolutions == 4
    assert [row.latest_on for row in everything.rows if row.latest_on] == [long_ago]


def test_what_was_taken_back_is_no_last_day(fresh_province, communes):
    vien, *_ = communes()
    earlier = TODAY - timedelta(days=3)
    issued(vien, 1, earlier)
    issued(vien, 1, TODAY)
    issued(vien, -1, TODAY, model=Delta)

    assert [row.latest_on for row in seen_by_chair(fresh_province).rows] == [
        None,
        earlier,
        None,
    ]


def test_same_queries_for_one_commune_and_for_129(fresh_province, communes):
    communes([("Xã Một", "commune")])
    _, for_one = counted_queries(lambda: seen_by_chair(fresh_province))
    communes([(f"Xã Số {number}", "commune") for number in range(128)])

    province, for_all = counted_queries(lambda: seen_by_chair(fresh_province))

    assert (len(province.rows), for_one, for_all) == (129, 4, 4)


def test_commune_of_another_province_does_not_count(fresh_province, communes, other_council):
    communes()

    assert other_council.key not in {row.council.key for row in seen_by_chair(fresh_province).rows}


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.RECORDS_CLERK, Role.ADMINISTRATOR, Role.AGENCY])
def test_roles_without_the_right_see_nothing(fresh_province, role):
    with pytest.raises(NotPermitted):
        get_province(actor_with(role, place=fresh_province.key), fresh_province)


def test_the_chair_of_another_province_sees_nothing(fresh_province):
    with pytest.raises(NotPermitted):
        get_province(actor_with(Role.COUNCIL_CHAIR, place="noikhac"), fresh_province)


def test_commune_has_no_such_view(council):
    with pytest.raises(NotFound):
        seen_by_chair(council)


def test_communes_are_found_without_diacritics_and_ordered(fresh_province, communes):
    vien, _hoalu, thai = communes()
    issued(vien, 2, TODAY)
    issued(thai, 5, TODAY)
    rows = seen_by_chair(fresh_province).rows

    assert [row.name for row in find_rows(rows, "dong thai")] == ["Đồng Thái"]
    falling = Asked(period="", text="", column="ca-biet", falling=True, view="")
    assert [row.individual for row in ordered(rows, falling)] == [5, 2, 0]
    assert [(row.name, level) for row, level in tiles_of(rows)] == [("Đồng Thái", 4), ("Gia Viễn", 2), ("Hoa Lư", 0)]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("quy", (date(2026, 10, 1), date(2026, 11, 22))),
        ("", (date(2026, 1, 1), date(2026, 12, 31))),
        ("tat-ca", (date(2000, 1, 1), date(9999, 12, 31))),
    ],
)
def test_periods_in_days(period, days):
    assert days_of(period, date(2026, 11, 22)) == days


@pytest.mark.unit
def test_what_nobody_understands_counts_as_not_asked():
    garbled = asked_of({"ky": "x", "sap": "; drop", "giam": "vv", "xem": "3d", "tim": "a" * 99})

    assert garbled == Asked(period="", text="a" * 60, column="", falling=False, view="")
    assert garbled.address(sap="ten", tim="") == "?sap=ten"


def test_page_shows_the_same_numbers_as_table_and_as_tiles(fresh_province, communes):
    vien, hoalu, _thai = communes()
    issued(vien, 2, TODAY)
    issued(hoalu, 1, TODAY, NORMATIVE)
    browser = browser_of(fresh_province, Role.OFFICE_CHIEF)

    table, tiles = words(browser.get(PAGE)), words(browser.get(f"{PAGE}?xem=o"))

    assert "từ 3/129 hội đồng cấp xã" in table
    assert "Gia Viễn 0 0 2 " in table
    assert "Hoa Lư 0 1 0 " in table
    for tile in ("Gia Viễn 2", "Hoa Lư 1", "Đồng Thái 0"):
        assert tile in tiles


def test_page_finds_and_says_when_it_finds_nothing(fresh_province, communes):
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)
    assert "Chưa có hội đồng cấp xã nào trên nền tảng" in words(browser.get(PAGE))
    communes()

    found = words(browser.get(f"{PAGE}?tim=gia+vien&sap=ngay&giam=1"))

    assert "Gia Viễn 0 0 0 – Xã Đang hoạt động" in found
    assert "Đồng Thái" not in found
    assert "Không tìm thấy xã, phường nào" in words(browser.get(f"{PAGE}?tim=zzz"))


def test_page_is_not_a_delegates_and_not_a_strangers(fresh_province, client_of):
    assert browser_of(fresh_province, Role.DELEGATE).get(PAGE).status_code == 403
    assert client_of(fresh_province).get(PAGE).status_code == 302


def test_commune_council_does_not_have_the_page(fresh_council):
    browser = browser_of(fresh_council, Role.COUNCIL_CHAIR)

    assert browser.get(PAGE).status_code == 404
    assert browser.get(f"{PAGE}14329/").status_code == 404
    assert PAGE not in browser.get("/lam-viec/").content.decode()


def test_commune_leads_to_what_it_published(fresh_province, communes):
    vien, hoalu, _thai = communes()
    publish(vien, "Về mức thu phí chợ")
    publish(vien, "", withdrawn_at=clock.now(), symbol="")
    publish(hoalu, "Của phường khác")
    browser = browser_of(fresh_province, Role.COMMITTEE_HEAD)

    answer = browser.get(f"{PAGE}{vien.unit_code}/")

    page = words(answer)
    assert "Về mức thu phí chợ" in page
    assert "Của phường khác" not in page
    assert answer.content.decode().count("/vb/ABCD2345") == 1
    assert f"https://{vien.subdomain}.localhost/vb/ABCD2345" in answer.content.decode()


def test_commune_of_another_province_is_not_found(fresh_province, other_council):
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)

    assert browser.get(f"{PAGE}{other_council.unit_code}/").status_code == 404
    assert browser.get(f"{PAGE}khong-co/").status_code == 404
