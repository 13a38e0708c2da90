"""What a province sees of its communes: figures of the last commit, compared, found, alike in table and tiles."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import connections

from council.documents.law import public_path
from council.documents.measures import RESOLUTIONS_ISSUED
from council.indicators.queries.map import find_spots
from council.indicators.queries.province import areas_of, get_province, units_of
from council.roles import Role
from council.sessions.measures import SESSIONS_HELD
from hub.dashboards.spans import Span, term_of, year_of
from hub.rollups.models import Delta, PublishedResolution, PublishedSession
from kernel import clock
from kernel.access import NotPermitted
from kernel.keys import new_key
from kernel.refusal import NotFound
from tenancy.models import Council, Status
from tests.council.indicators.conftest import OWNER, counted, held, issued, official_names
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

PAGE = "/toan-tinh/"
TABLE = f"{PAGE}?xem=bang&so-lieu=resolutions_issued"
NORMATIVE = "normative_resolution"
TODAY = clock.today()
YEAR = year_of(TODAY)
LAST_YEAR = date(TODAY.year - 1, 1, 1)  # in its year as long ago as today in this one, or longer
EVERYTHING = term_of("thử", date(2001, 1, 1), date(2098, 12, 31), today=TODAY)


def seen_by_chair(council, *, span: Span = YEAR, chosen=RESOLUTIONS_ISSUED):
    chair = actor_with(Role.COUNCIL_CHAIR, place=council.key)
    return get_province(chair, council, chosen=chosen, span=span, today=TODAY)


def figures(board):
    return {area.name: (area.value, area.earlier, area.latest_on) for area in board.areas if area.value is not None}


def counted_queries(work):
    """Return what the work gives and how many statements it asked the readers' database."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connections["figures"].execute_wrapper(note):
        return work(), len(asked)


def publish(model, commune, title, **changes):
    day = {"issued_on": TODAY, "symbol": "07/NQ-HĐND"} if model is PublishedResolution else {"opens_on": TODAY}
    known = {
        "id": new_key(),
        "council_key": commune.key,
        "unit_code": commune.unit_code,
        "title": title,
        "kind": "individual_resolution",
        "public_path": public_path("ABCD2345"),
        "sequence": int(new_key().hex[-12:], 16),
        "published_at": clock.now(),
        "origin": commune.key,
        **day,
    }
    return model.objects.using(OWNER).create(**{**known, **changes})


def test_figures_are_folded_and_unfolded_together_and_compared_with_the_year_before(fresh_province, communes):
    vien, hoalu, _thai = communes()
    issued(vien, 2, TODAY)
    issued(vien, 1, TODAY, NORMATIVE)
    issued(vien, 3, TODAY, model=Delta)
    issued(vien, 4, LAST_YEAR)
    held(hoalu, 1, TODAY)
    issued(fresh_province, 7, TODAY)

    board = seen_by_chair(fresh_province)

    assert figures(board) == {"Gia Viễn": (6, 4, TODAY), "Hoa Lư": (0, 0, None), "Đồng Thái": (0, 0, None)}
    assert [(one.measure.name, one.value, one.earlier, one.own) for one in board.sums if one.value] == [
        ("sessions_held", 1, 0, 0),
        ("resolutions_issued", 6, 4, 7),
    ]
    assert (board.chosen.change, board.active, board.with_figures, board.expected) == (2, 1, 3, 129)
    assert dict(board.trend)[TODAY.replace(day=1)] == 6


def test_a_unit_without_council_stands_on_the_map_without_a_figure(fresh_province, communes):
    communes()

    board = seen_by_chair(fresh_province)

    assert (len(board.areas), len(board.counted)) == (129, 3)
    assert set(find_spots([area.code for area in board.areas])) == {area.code for area in board.areas}


def test_a_council_that_is_still_founded_counts_neither_in_the_cards_nor_on_the_map(fresh_province, communes):
    vien, hoalu, _thai = communes()
    Council.objects.using(OWNER).filter(pk=hoalu.pk).update(status=Status.FOUNDING)
    issued(vien, 2, TODAY)
    issued(hoalu, 5, TODAY)

    board = seen_by_chair(fresh_province)

    assert figures(board) == {"Gia Viễn": (2, 0, TODAY), "Đồng Thái": (0, 0, None)}
    assert (board.chosen.value, board.with_figures) == (2, 2)
    assert dict(board.trend)[TODAY.replace(day=1)] == 2


def test_another_year_counts_only_in_the_term(fresh_province, communes):
    vien, *_ = communes()
    issued(vien, 4, LAST_YEAR)

    term = seen_by_chair(fresh_province, span=EVERYTHING)

    assert seen_by_chair(fresh_province).chosen.value == 0
    assert (term.chosen.value, term.chosen.earlier, term.before) == (4, None, None)


def test_what_was_taken_back_is_no_last_day(fresh_province, communes):
    vien, *_ = communes()
    earlier = TODAY - timedelta(days=3)
    issued(vien, 1, earlier)
    issued(vien, 1, TODAY)
    issued(vien, -1, TODAY, model=Delta)

    assert figures(seen_by_chair(fresh_province, span=EVERYTHING))["Gia Viễn"] == (1, None, earlier)


def test_same_queries_for_one_commune_and_for_129(fresh_province, communes):
    names = official_names()
    communes(names[:1])
    _, for_one = counted_queries(lambda: seen_by_chair(fresh_province))
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)
    page_for_one = cost_of(browser, PAGE)
    communes(names[1:])

    board, for_all = counted_queries(lambda: seen_by_chair(fresh_province))

    assert (len(board.counted), for_one, for_all) == (129, 7, 7)
    assert cost_of(browser, PAGE) == page_for_one


def test_commune_of_another_province_does_not_count(fresh_province, communes, other_council):
    communes()

    assert other_council.key not in {area.council.key for area in seen_by_chair(fresh_province).counted}


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.RECORDS_CLERK, Role.ADMINISTRATOR, Role.AGENCY])
def test_roles_without_the_right_see_nothing(fresh_province, role):
    actor = actor_with(role, place=fresh_province.key)

    with pytest.raises(NotPermitted):
        get_province(actor, fresh_province, chosen=SESSIONS_HELD, span=YEAR, today=TODAY)


def test_the_chair_of_another_province_sees_nothing(fresh_province):
    actor = actor_with(Role.COUNCIL_CHAIR, place="noikhac")

    with pytest.raises(NotPermitted):
        get_province(actor, fresh_province, chosen=SESSIONS_HELD, span=YEAR, today=TODAY)


def test_commune_has_no_such_view(council):
    with pytest.raises(NotFound):
        seen_by_chair(council)


def test_a_council_outside_the_official_list_is_not_lost(fresh_province, communes):
    (strange,) = communes([("Xã Không Có Trong Danh Mục", "commune")])

    areas = areas_of([strange], units_of(fresh_province))

    assert [(area.name, area.code) for area in areas if area.council] == [("Không Có Trong Danh Mục", "80001")]
    assert len(areas) == 130


def test_page_shows_the_same_numbers_as_table_and_as_tiles(fresh_province, communes):
    vien, hoalu, _thai = communes()
    issued(vien, 2, TODAY)
    issued(vien, 3, LAST_YEAR)
    issued(hoalu, 1, TODAY, NORMATIVE)
    browser = browser_of(fresh_province, Role.OFFICE_CHIEF)

    table, tiles = words(browser.get(TABLE)), words(browser.get(f"{PAGE}?so-lieu=resolutions_issued"))

    assert "từ 3/129 hội đồng cấp xã" in table
    assert f"Gia Viễn Xã 2 3 ▼ giảm 1 {TODAY:%d/%m/%Y}" in table
    assert f"Hoa Lư Phường 1 0 ▲ tăng 1 {TODAY:%d/%m/%Y}" in table
    assert "Cộng 3 3 0" in table
    for tile in ("Gia Viễn 2 Xã", "Hoa Lư 1 Phường", "Đồng Thái 0 Xã"):
        assert tile in tiles
    assert b"".join(browser.get(f"{TABLE}&tep=xlsx").streaming_content).startswith(b"PK")


def test_page_finds_without_diacritics_orders_and_says_when_it_finds_nothing(fresh_province, communes):
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)
    assert "Chưa có hội đồng cấp xã nào trên nền tảng" in words(browser.get(PAGE))
    vien, _hoalu, thai = communes()
    issued(vien, 1, TODAY)
    issued(thai, 5, TODAY)

    found, falling = words(browser.get(f"{TABLE}&tim=dong+thai")), words(browser.get(f"{TABLE}&sap=so&giam=1"))

    assert "Đồng Thái Xã 5" in found
    assert "Gia Viễn Xã" not in found
    assert falling.index("Đồng Thái Xã 5") < falling.index("Gia Viễn Xã 1") < falling.index("Hoa Lư Phường 0")
    assert "Không tìm thấy đơn vị nào" in words(browser.get(f"{TABLE}&tim=zzz"))
    assert "Hoa Lư Phường 0" in words(browser.get(f"{TABLE}&tim=Phường+Hoa+Lư"))
    assert "Không tìm thấy đơn vị nào" in words(browser.get(f"{TABLE}&tim=ward"))


def test_page_compares_like_with_like(fresh_province, communes):
    vien, hoalu, thai = communes()
    issued(vien, 4, TODAY)
    issued(thai, 1, TODAY)
    issued(hoalu, 9, TODAY)

    page = browser_of(fresh_province, Role.COUNCIL_CHAIR).get(f"{PAGE}?so-lieu=resolutions_issued").context

    assert [(group.name, group.count, group.average, group.lowest, group.highest) for group in page["by_kind"]] == [
        ("Xã", 2, Fraction(5, 2), 1, 4),
        ("Phường", 1, Fraction(9), 9, 9),
    ]


def test_page_is_not_a_delegates_and_not_a_strangers(fresh_province, client_of):
    assert browser_of(fresh_province, Role.DELEGATE).get(PAGE).status_code == 403
    assert client_of(fresh_province).get(PAGE).status_code == 302


def test_commune_council_does_not_have_the_page(fresh_council):
    browser = browser_of(fresh_council, Role.COUNCIL_CHAIR)

    assert browser.get(PAGE).status_code == 404
    assert browser.get(f"{PAGE}14329/").status_code == 404
    assert PAGE not in browser.get("/lam-viec/").content.decode()


def test_commune_leads_to_its_figures_and_to_what_it_published_in_the_period(fresh_province, communes):
    vien, hoalu, _thai = communes()
    issued(vien, 3, TODAY)
    publish(PublishedResolution, vien, "Về mức thu phí chợ")
    publish(PublishedResolution, vien, "Về năm trước", issued_on=LAST_YEAR)
    publish(PublishedResolution, vien, "", withdrawn_at=clock.now(), symbol="")
    publish(PublishedResolution, hoalu, "Của phường khác")
    publish(PublishedSession, vien, "Kỳ họp thứ 3", public_path="/cong-khai/ky-hop/3/")
    counted(vien, "committees", "legal", LAST_YEAR, 2)
    counted(vien, "committees", "economy_budget", TODAY, 1)
    browser = browser_of(fresh_province, Role.COMMITTEE_HEAD)

    answer = browser.get(f"{PAGE}{vien.unit_code}/?so-lieu=resolutions_issued")

    page = words(answer)
    assert "Nghị quyết đã ban hành 3" in page
    assert "Ban của Hội đồng 3 " in page  # what stands is not added up over the months
    assert "Về mức thu phí chợ" in page
    assert "Kỳ họp thứ 3" in page
    assert "Của phường khác" not in page
    assert "Về năm trước" not in page
    assert answer.content.decode().count("/vb/ABCD2345") == 1
    assert f"https://{vien.subdomain}.localhost/vb/ABCD2345" in answer.content.decode()


def test_commune_of_another_province_is_not_found(fresh_province, other_council):
    browser = browser_of(fresh_province, Role.COUNCIL_CHAIR)

    assert browser.get(f"{PAGE}{other_council.unit_code}/").status_code == 404
    assert browser.get(f"{PAGE}khong-co/").status_code == 404
