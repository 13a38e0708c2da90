"""The page of everything that went out of a council and came in: its lines, their order, and who sees which."""

import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from openpyxl import load_workbook

from council.exchange import actions
from council.exchange.actions import Said
from council.exchange.models import Matter
from council.exchange.queries.crossing import Asked, Kind
from council.exchange.queries.crossings import list_crossings, readable
from council.exchange.workflow import Reply
from council.roles import Role
from gateway.models import KeyUse
from hub.rollups.models import PublicationChange, PublishedResolution, Recounted
from kernel import clock
from kernel.access import NotPermitted
from kernel.keys import new_key
from tenancy.border.models import HandOver, Leg
from tenancy.models import Council, Status
from tenancy.place import entered
from tests.council.exchange.reminders import chair_of, move, received_in, remind, to_of
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.gateway.test_keys_web import a_key
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

PAGE = "/trao-doi/"
OWNER = "owner"


def asked_of(council, actor, **changes) -> Asked:
    return Asked(
        **{
            "actor": actor,
            "council": council,
            "first": clock.today() - timedelta(days=30),
            "last": clock.today(),
            "most": 50,
            **changes,
        }
    )


def lines_of(council, actor, **changes):
    ledgers = readable(actor, council)
    return list_crossings(ledgers, asked_of(council, actor, **changes))


def letters_of(council, actor):
    rows = list_crossings(readable(actor, council), asked_of(council, actor), kind=Kind.HAND_OVER).rows
    return [
        (one.direction.value, one.what.partition(":")[0], one.who, one.outcome, one.note.partition(":")[0])
        for one in rows
    ]


def used(prefix, days, council, holder="Bộ Nội vụ", **counts):
    key = a_key(prefix=prefix, endpoint="province", council_key=council.key, holder=holder)
    for back in days:
        used_on = clock.today() - timedelta(days=back)
        KeyUse.objects.create(key=key, used_on=used_on, **{"requests": 5, "points": 9, **counts})
    return key


def test_every_letter_stands_on_both_sides_with_its_receipt(province, commune):
    first, second = (
        remind(province, to_of(commune), now=clock.now(), due_on=clock.today(), matter=matter)[0]
        for matter in (Matter.PAPERS, Matter.MINUTES)
    )
    move(province)
    with entered(commune):
        said = Said(Reply.WILL_DO, promised_on=clock.today())
        one = next(each for each in received_in(commune) if each.id == first.id)
        office = actor_with(Role.OFFICE_STAFF)
        actions.answer_reminder(actor=office, reminder=one, said=said, read=None, now=clock.now())
    move(commune)
    second.refresh_from_db()
    actions.withdraw_reminder(actor=chair_of(province), reminder=second, reason="Nhầm.", now=clock.now())
    move(province)

    name = commune.unit_name
    assert letters_of(province, chair_of(province)) == [
        ("ra", "Thu hồi lời nhắc", name, "Đã đến", "Giấy báo"),
        ("vao", "Trả lời lời nhắc", name, "Đã nhận", f"Sẽ làm trước ngày {clock.today():%d/%m/%Y}"),
        ("ra", "Lời nhắc", name, "Đã thu hồi", "Giấy báo"),
        ("ra", "Lời nhắc", name, "Đã trả lời", "Giấy báo"),
    ]
    with entered(commune):
        assert letters_of(commune, chair_of(commune)) == [
            ("vao", "Thu hồi lời nhắc", province.name, "Đã nhận", ""),
            ("ra", "Trả lời lời nhắc", province.name, "Đã đến", "Giấy báo"),
            ("vao", "Lời nhắc", province.name, "Nơi nhắc đã thu hồi", ""),
            ("vao", "Lời nhắc", province.name, "Đã trả lời", ""),
        ]


def test_pages_of_any_length_show_every_line_once_also_those_of_one_moment(province):
    midnight = datetime.combine(clock.today() - timedelta(days=1), time.min, tzinfo=clock.VIETNAM)
    for number in range(5):
        letter = HandOver.objects.create(
            passage="exchange.reminder", subject_id=new_key(), leg=Leg.THERE, number=number, columns={}
        )
        HandOver.objects.filter(pk=letter.pk).update(created_at=midnight)
    for prefix in ("aaaa1111", "bbbb2222", "cccc3333"):
        used(prefix, (1, 2), province)
    chair = chair_of(province)
    whole = lines_of(province, chair, most=500)
    assert whole.after is None
    own = [one for one in whole.rows if one.kind in {Kind.HAND_OVER, Kind.KEY}]
    assert len(own) == 11

    for most in (1, 2, 3, 7):
        read, after = [], None
        while True:
            page = lines_of(province, chair, most=most, after=after)
            read += page.rows
            after = page.after
            if after is None:
                break
        assert read == whole.rows, most


def test_uses_of_keys_tell_who_how_much_what_for_and_what_was_refused(council):
    used("aaaa1111", (0, 3), council, refusals={"FORBIDDEN": 2})
    administrator, chief = actor_with(Role.ADMINISTRATOR), actor_with(Role.OFFICE_CHIEF)

    latest = next(one for one in lines_of(council, administrator).rows if one.kind is Kind.KEY)

    assert (latest.who, latest.what, latest.outcome, latest.is_day) == (
        "Bộ Nội vụ",
        "5 lượt hỏi, 9 điểm",
        "2 lượt bị từ chối",
        True,
    )
    assert "Phạm vi: Số liệu tổng hợp. FORBIDDEN: 2" in latest.note
    assert latest.href.startswith("/khoa/")
    assert [one.href for one in lines_of(council, chief).rows if one.kind is Kind.KEY] == ["", ""]


def test_who_may_see_the_page_and_which_ledgers(province, commune):
    kinds = {role: [one.kind for one in readable(actor_with(role, place=province.key), province)] for role in (
        Role.COUNCIL_CHAIR, Role.OFFICE_STAFF, Role.ADMINISTRATOR)}  # fmt: skip
    assert kinds == {
        Role.COUNCIL_CHAIR: list(Kind),
        Role.OFFICE_STAFF: list(Kind),
        Role.ADMINISTRATOR: [Kind.FIGURES, Kind.PUBLICATION, Kind.KEY],
    }
    for stranger in (Role.DELEGATE, Role.COMMITTEE_HEAD, Role.EDITOR):
        with pytest.raises(NotPermitted):
            readable(actor_with(stranger, place=province.key), province)
        assert browser_of(province, stranger).get(PAGE).status_code == 403
    with entered(commune):
        assert browser_of(commune, Role.OFFICE_STAFF).get(PAGE).status_code == 200


def test_more_lines_cost_no_more_queries_and_a_wrong_day_is_told_at_its_field(province, commune):
    browser = browser_of(province, Role.OFFICE_CHIEF)
    remind(province, to_of(commune), now=clock.now(), due_on=clock.today())
    used("aaaa1111", (1,), province)
    move(province)
    before = cost_of(browser, PAGE)
    for matter in (Matter.MINUTES, Matter.NOTICE, Matter.SENDING):
        remind(province, to_of(commune), now=clock.now(), due_on=clock.today(), matter=matter)
    used("bbbb2222", (1, 2, 3), province)
    move(province)

    assert cost_of(browser, PAGE) == before
    refused = browser.get(f"{PAGE}?tu=2026-05-02&den=2026-05-01")
    assert (refused.status_code, "Ngày cuối phải sau ngày đầu" in words(refused)) == (422, True)
    for strange in ("?loai=x&chieu=y", "?sau=1.letters_out." + "0" * 32, "?tu=hôm+qua"):
        assert browser.get(PAGE + strange).status_code in {200, 422}


def test_the_filter_holds_on_the_page_and_in_excel(province, commune):
    remind(province, to_of(commune), now=clock.now(), due_on=clock.today())
    used("aaaa1111", (1,), province, holder="Sở Nội vụ")
    move(province)
    browser = browser_of(province, Role.OFFICE_CHIEF)

    only = words(browser.get(f"{PAGE}?loai=khoa"))
    assert ("Sở Nội vụ" in only, "Lời nhắc: " in only) == (True, False)
    book = b"".join(browser.get(f"{PAGE}?loai=chuyen-giao&chieu=ra&tep=xlsx"))
    rows = [*load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)]
    assert [(row[1], row[2], row[4]) for row in rows if row[1] == "Gửi ra"] == [
        ("Gửi ra", "Chuyển giao", commune.unit_name)
    ]


@pytest.fixture
def register(fresh_province, communes):
    """What a province and another council gave to the open register, and what the nightly recounts said."""
    first, second, _third = communes()
    now, keys = clock.now(), []
    known = ((fresh_province, "Nghị quyết của tỉnh", None), (fresh_province, "", now), (first, "Của xã khác", None))
    for council, title, withdrawn_at in known:
        change = PublicationChange.objects.using(OWNER).create(
            type="resolution", key=new_key(), council_key=council.key, changed_at=now, withdrawn_at=withdrawn_at
        )
        keys.append(change.key)
        PublishedResolution.objects.using(OWNER).create(
            id=change.key, council_key=council.key, unit_code=council.unit_code, sequence=change.sequence,
            published_at=now, kind="individual_resolution", issued_on=date(2026, 11, 2), title=title,
            public_path="/nghi-quyet/1/" if title else "",
        )  # fmt: skip
    places = [fresh_province.key, first.key, second.key]
    for key, result in zip(places, ("exact", "exact", "differs"), strict=True):
        Recounted.objects.using(OWNER).create(council_key=key, at=datetime.now(UTC), result=result)
    yield
    Recounted.objects.using(OWNER).filter(council_key__in=places).delete()
    PublicationChange.objects.using(OWNER).filter(key__in=keys).delete()


def test_publications_with_tombstones_and_figures_are_told_of_ones_own_council_only(fresh_province, register):
    rows = lines_of(fresh_province, chair_of(fresh_province)).rows

    published = {(one.what, one.outcome, one.href) for one in rows if one.kind is Kind.PUBLICATION}
    assert published == {
        ("Nghị quyết: Nghị quyết của tỉnh", "Đang công bố", "/nghi-quyet/1/"),
        ("Nghị quyết", "Đã rút", ""),
    }
    figures = {(one.direction.value, one.who, one.outcome) for one in rows if one.kind is Kind.FIGURES}
    assert {("ra", "Trung ương", "Khớp"), ("vao", "Từ 0/3 hội đồng", "Lệch")} <= figures
    browser = browser_of(fresh_province, Role.OFFICE_CHIEF)
    assert {browser.get(one.href).status_code for one in rows if one.kind is Kind.FIGURES} == {200}
    page = words(browser.get(PAGE))
    assert "1/4 hội đồng cung cấp đủ số liệu." in page
    assert "Đếm lại thấy lệch ở 1 hội đồng." in page
    assert "Của xã khác" not in page


def test_a_council_that_is_still_being_founded_gives_no_figures_yet(fresh_province, register):
    founding = Council.objects.using(OWNER).filter(parent=fresh_province).order_by("unit_code")[:2]
    Council.objects.using(OWNER).filter(pk__in=[one.pk for one in founding]).update(status=Status.FOUNDING)

    page = words(browser_of(fresh_province, Role.OFFICE_CHIEF).get(PAGE))

    assert "1/2 hội đồng cung cấp đủ số liệu." in page
