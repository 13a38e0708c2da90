"""The office's map: tiles moved and undone, outlines brought and shown, people and targets, each with its history."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from council.indicators.actions.map import arrange_tiles, set_map_target
from council.indicators.models import MapOutlines, MapPlaces, MapShown, MapTarget, UnitPeople
from council.indicators.queries.map import find_goal, find_outlines, find_people, find_spots, latest_places
from council.people.models import TermOfOffice
from council.roles import Role
from hub.dashboards.pages import Goal
from hub.dashboards.spans import Kind, Span, year_of
from hub.dashboards.spots import Spot, proposed
from kernel import clock
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.rows import VersionClash
from tests.council.indicators.conftest import issued
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_term
from tests.hub.dashboards.test_shapes import feature, file_of, square
from tests.kernel.accounts.browsers import words

MAP, SHAPES, PEOPLE, GOALS = (f"/toan-tinh/{page}/" for page in ("ban-do", "ban-do/hinh", "dan-so", "chi-tieu"))
YEAR = str(clock.today().year)


@pytest.fixture
def office(fresh_province, communes):
    communes()
    return browser_of(fresh_province, Role.OFFICE_CHIEF)


def typed(browser, **changes):
    """The form of the places as it stands on the page, with something changed."""
    form = browser.get(MAP).context["form"]
    places = {name: form[name].value() for name in form.fields}
    return {**{name: "" if value is None else value for name, value in places.items()}, **changes}


def hand_in(browser, data: bytes, name="ranhgioi.geojson"):
    return browser.post(SHAPES, {"file": SimpleUploadedFile(name, data), "source": "Sở Nông nghiệp và Môi trường"})


def people_file(*rows) -> SimpleUploadedFile:
    from io import BytesIO

    book, out = Workbook(), BytesIO()
    for row in (("Mã đơn vị", "Dân số"), *rows):
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("dan-so.xlsx", out.getvalue())


def vien_of(browser):
    return next(area for area in browser.get(MAP).context["form"].areas if area.name == "Gia Viễn")


def test_tiles_stand_as_proposed_are_moved_and_undone(office):
    vien = vien_of(office)
    codes = [area.code for area in office.get(MAP).context["form"].areas]

    answer = office.post(MAP, typed(office, **{f"h-{vien.code}": 20, f"c-{vien.code}": 3, "save": "1"}))

    assert (answer.status_code, find_spots(codes)[vien.code]) == (302, Spot(20, 3))
    assert (
        f'class="r-20 c-3"><a class="tile level-0" href="/toan-tinh/{vien.code}/'
        in office.get("/toan-tinh/").content.decode()
    )
    assert office.post(f"{MAP}de-xuat/", {"read": typed(office)["read"]}).status_code == 302
    assert find_spots(codes) == proposed(sorted(codes))
    assert MapPlaces.objects.count() == 2
    assert AuditEntry.objects.filter(action="indicators.arrange_tiles").count() == 2


def test_a_preview_saves_nothing_and_shows_the_tile_where_it_would_stand(office):
    vien = vien_of(office)

    answer = office.post(MAP, typed(office, **{f"h-{vien.code}": 20, f"c-{vien.code}": 3}))

    assert (answer.status_code, MapPlaces.objects.exists()) == (200, False)
    assert f'<li class="r-20 c-3" data-code="{vien.code}">' in answer.content.decode()


def test_a_clash_is_told_beside_both_tiles_and_nothing_is_saved(office):
    first, second = office.get(MAP).context["form"].areas[:2]
    given = typed(office, save="1")
    given |= {f"h-{second.code}": given[f"h-{first.code}"], f"c-{second.code}": given[f"c-{first.code}"]}

    answer = office.post(MAP, given)

    page = words(answer)
    assert (answer.status_code, MapPlaces.objects.exists()) == (422, False)
    assert f"Trùng chỗ với {first.name}." in page
    assert f"Trùng chỗ với {second.name}." in page


@pytest.mark.parametrize("value", ["0", "25", "", "x", "1.5", "-1"])
def test_a_place_outside_the_map_is_refused_and_kept_on_the_page(office, value):
    vien = vien_of(office)

    answer = office.post(MAP, typed(office, **{f"h-{vien.code}": value, "save": "1"}))

    assert (answer.status_code, MapPlaces.objects.exists()) == (422, False)
    assert answer.context["form"][f"h-{vien.code}"].value() == value


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(office, fresh_province):
    vien = vien_of(office)
    given = typed(office, **{f"h-{vien.code}": 20, "save": "1"})
    actor = actor_with(Role.OFFICE_CHIEF, place=fresh_province.key)
    first = arrange_tiles(actor=actor, council=fresh_province, spots={"x": Spot(1, 1)}, read=None)

    answer = office.post(MAP, given)

    assert (answer.status_code, latest_places()) == (409, first)
    assert answer.context["form"][f"h-{vien.code}"].value() == "20"
    assert office.post(MAP, {**given, "read": str(first.pk)}).status_code == 302
    with pytest.raises(VersionClash):
        arrange_tiles(actor=actor, council=fresh_province, spots={}, read=first.pk)


def test_no_one_returns_to_the_proposed_places_over_what_was_not_on_the_page(office, fresh_province):
    vien = vien_of(office)
    actor = actor_with(Role.OFFICE_CHIEF, place=fresh_province.key)
    there = find_spots([area.code for area in office.get(MAP).context["form"].areas])
    first = arrange_tiles(actor=actor, council=fresh_province, spots=there, read=None)
    page, there = office.get(MAP).content.decode(), {**there, vien.code: Spot(21, 4)}
    second = arrange_tiles(actor=actor, council=fresh_province, spots=there, read=first.pk)

    stale = office.post(f"{MAP}de-xuat/", {"read": str(first.pk)})

    assert page.count(f'name="read" value="{first.pk}"') == 2
    assert (stale.status_code, latest_places()) == (409, second)
    shown = stale.content.decode()
    assert "vừa được người khác cập nhật" in words(stale)
    assert list(stale.context["form"].errors) == ["__all__"]
    assert f'<li class="r-21 c-4" data-code="{vien.code}">' in shown
    assert shown.count(f'name="read" value="{second.pk}"') == 2
    assert f'action="{MAP}"' in shown
    assert [office.post(f"{MAP}de-xuat/", given).status_code for given in ({}, {"read": "x"})] == [409, 409]
    assert latest_places() == second
    assert office.post(f"{MAP}de-xuat/", {"read": str(second.pk)}).status_code == 302


def test_outlines_are_read_told_looked_at_and_only_then_shown(office):
    vien = vien_of(office)
    answer = hand_in(
        office, file_of(feature(ma=vien.code), feature(square(105.5), ten="Phường Hoa Lư"), feature(ten="Lạ"))
    )
    preview = office.get(answer.url)

    assert (MapOutlines.objects.count(), MapShown.objects.count()) == (1, 0)
    page = words(preview)
    assert "Xã Gia Viễn" in page
    assert "không khớp mã hay tên nào" in page
    assert "127 đơn vị chưa có hình" in page
    assert office.post(answer.url).url == "/toan-tinh/?xem=hinh"
    drawn = office.get("/toan-tinh/?xem=hinh").content.decode()
    assert drawn.count('class="shape ') == 2
    assert "Sở Nông nghiệp và Môi trường" in drawn
    assert office.post(f"{SHAPES}thoi-dung/").status_code == 302
    assert find_outlines() is None
    assert MapOutlines.objects.count() == 1


def test_a_name_that_no_database_keeps_brings_no_error(office):
    vien = vien_of(office)

    answer = hand_in(office, file_of(feature(ma=vien.code, ten="\u0000a"), feature(square(105.5), ten="\ud800b")))

    assert answer.status_code == 302
    assert [row[1] for row in MapOutlines.objects.get().report] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"not json", "không đọc được như JSON"),
        (file_of(feature(square(0, 0))), "WGS 84"),
        (file_of(feature([[10**400, 20]] * 4)), "WGS 84"),
        (b" " * (20 * 1024 * 1024 + 1), "Dung lượng tối đa là 20 MB"),
        (b"", "Tệp rỗng"),
    ],
)
def test_a_bad_file_is_told_and_what_is_drawn_stays(office, fresh_province, data, told):
    answer = hand_in(office, data)

    assert answer.status_code == 422
    assert told in words(answer)
    assert not MapOutlines.objects.exists()


def test_people_are_entered_with_day_and_source_and_put_like_beside_like(office):
    vien = vien_of(office)
    given = {"unit": vien.code, "people": "15200", "counted_on": "2025-12-31", "source": "Niên giám 2025"}

    assert office.post(PEOPLE, given).status_code == 302
    assert office.post(PEOPLE, {**given, "people": "14000", "counted_on": "2024-12-31"}).status_code == 302

    assert {code: (row.people, row.counted_on) for code, row in find_people().items()} == {
        vien.code: (15200, date(2025, 12, 31))
    }
    page = office.get("/toan-tinh/?xem=bang")
    assert [str(group.name) for group in page.context["by_people"]] == ["10.000 đến dưới 20.000 dân", "chưa có dân số"]
    assert "15.200" in words(page)
    assert "31/12/2025" in words(page)


def test_nobody_is_counted_on_a_day_to_come(office):
    vien = vien_of(office)
    today, tomorrow = clock.today(), str(clock.today() + timedelta(days=1))
    given = {"unit": vien.code, "people": "15200", "counted_on": tomorrow, "source": "Niên giám 2025"}
    many = {"from_file": "1", "tep-counted_on": tomorrow, "tep-source": "Niên giám"}

    one = office.post(PEOPLE, given)
    file = office.post(PEOPLE, {**many, "tep-file": people_file((vien.code, 15200))})

    assert (one.status_code, file.status_code, UnitPeople.objects.count()) == (422, 422, 0)
    for form in (one.context["one"], file.context["many"]):
        assert form.errors["counted_on"] == ["Ngày tính dân số không được sau hôm nay."]
        assert form["counted_on"].value() == tomorrow
    assert one.context["one"]["people"].value() == "15200"
    assert office.post(PEOPLE, {**given, "counted_on": str(today)}).status_code == 302


def test_people_come_from_a_workbook_all_or_none(office):
    vien = vien_of(office)
    given = {"from_file": "1", "tep-counted_on": "2025-12-31", "tep-source": "Niên giám 2025"}

    strange = office.post(PEOPLE, {**given, "tep-file": people_file((vien.code, 15200), ("99999", 1))})
    wrong = office.post(PEOPLE, {**given, "tep-file": people_file((vien.code, "nhiều"))})

    assert (strange.status_code, wrong.status_code, UnitPeople.objects.count()) == (422, 422, 0)
    assert "Mã không thuộc tỉnh này: 99999" in words(strange)
    assert "Dòng 2, cột" in words(wrong)
    assert office.post(PEOPLE, {**given, "tep-file": people_file((vien.code, 15200))}).status_code == 302
    assert find_people()[vien.code].people == 15200
    assert b"".join(office.get(f"{PEOPLE}tep-mau/").streaming_content).startswith(b"PK")


def test_a_target_stands_in_map_and_trend_and_a_later_one_takes_its_place(office, fresh_province):
    vien = vien_of(office)
    issued(vien.council, 3, clock.today())
    given = {
        "measure": "resolutions_issued",
        "period": YEAR,
        "each": "5",
        "whole": "400",
        "document": "KH 12/KH-TTHĐND",
    }
    assert office.post(GOALS, given).status_code == 302
    assert office.post(GOALS, {**given, "each": "3"}).status_code == 302

    page = office.get("/toan-tinh/?so-lieu=resolutions_issued")

    assert find_goal("resolutions_issued", year_of(clock.today())) == Goal(3, 400)
    assert MapTarget.objects.count() == 2
    assert page.context["reached"] == 1
    assert "đạt mục tiêu 3" in words(page)
    assert page.content.decode().count('class="bars-target"') == 1
    assert words(office.get(GOALS)).count("KH 12/KH-TTHĐND") == 2
    assert "đạt mục tiêu" not in words(office.get("/toan-tinh/?so-lieu=sessions_held"))


def test_a_target_of_a_term_ends_with_the_term_and_keeps_its_name(office, fresh_province):
    term, today = make_term(), clock.today()
    MapTarget.objects.create(measure="resolutions_issued", period="nhiem-ky", each=9, document="KH 1")
    assert find_goal("resolutions_issued", Span(Kind.TERM, today, today)) == Goal(9, None)

    next_term = today + timedelta(days=2)
    TermOfOffice.objects.filter(pk=term.pk).update(state="closed", ends_on=next_term - timedelta(days=1))
    TermOfOffice.objects.create(number=17, name="2031-2036", starts_on=next_term, seats_total=25)

    assert find_goal("resolutions_issued", Span(Kind.TERM, next_term, next_term)) == Goal()
    assert "Nhiệm kỳ 2026-2031" in words(office.get(GOALS)).partition("Ghi lúc")[2]


def test_a_target_of_a_year_long_past_is_named_as_it_was(office):
    MapTarget.objects.create(measure="resolutions_issued", period="2021-q4", each=9, document="KH 1")

    assert "Quý IV/2021" in words(office.get(GOALS))


@pytest.mark.parametrize(
    "changes",
    [{"each": "", "whole": ""}, {"document": ""}, {"measure": "no_such"}, {"period": "2020"}, {"each": "-1"}],
)
def test_a_target_without_number_document_or_sense_is_refused(office, changes):
    given = {"measure": "resolutions_issued", "period": YEAR, "each": "5", "whole": "", "document": "KH 12", **changes}

    assert office.post(GOALS, given).status_code == 422
    assert not MapTarget.objects.exists()


@pytest.mark.parametrize("page", [MAP, SHAPES, PEOPLE])
def test_who_does_not_draw_the_map_has_none_of_its_pages(fresh_province, page):
    assert browser_of(fresh_province, Role.COUNCIL_CHAIR).get(page).status_code == 403
    assert browser_of(fresh_province, Role.DELEGATE).get(GOALS).status_code == 403


def test_office_staff_read_targets_and_set_none(fresh_province):
    staff = browser_of(fresh_province, Role.OFFICE_STAFF)
    given = {"measure": "resolutions_issued", "period": YEAR, "each": "5", "document": "KH 12"}

    assert "Đặt mục tiêu" not in words(staff.get(GOALS))
    assert staff.post(GOALS, given).status_code == 403
    with pytest.raises(NotPermitted):
        set_map_target(
            actor=actor_with(Role.OFFICE_STAFF, place=fresh_province.key),
            council=fresh_province,
            measure="resolutions_issued",
            period=YEAR,
            each=1,
            whole=None,
            document="x",
        )


def test_a_commune_has_no_such_pages(fresh_council):
    browser = browser_of(fresh_council, Role.OFFICE_CHIEF)

    assert [browser.get(page).status_code for page in (MAP, SHAPES, PEOPLE, GOALS)] == [404] * 4
    assert json.dumps(browser.get(f"{SHAPES}0198c0de-0000-7000-8000-000000000000/").status_code) == "404"
