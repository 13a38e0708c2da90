"""The pages of sittings, of the teams' minutes and of the chair's hints, through the whole stack."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions.models import AgendaItem, Sitting, TeamNote
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.people import make_team
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [each.id for each in arguments])


@pytest.fixture
def session(council):
    return office.convene(office.agree(office.plan_session()))


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chair(council):
    return browser_of(council, Role.COUNCIL_CHAIR)


def typed(session, **changes):
    return {"day_on": session.opens_on.isoformat(), "part": "morning", "form": "in_person", "link": "", **changes}


def test_a_sitting_is_planned_changed_and_cancelled(staff, session):
    staff.post(address("add_sitting", session), typed(session))
    sitting = Sitting.objects.get()
    later = session.opens_on + timedelta(days=1)

    refused = staff.post(address("edit_sitting", sitting), typed(session, form="online", link="https://hop.vidu.vn/1"))
    staff.post(address("edit_sitting", sitting), typed(session, day_on=later.isoformat(), part="afternoon"))
    sitting.refresh_from_db()
    assert (sitting.day_on, sitting.part, sitting.form) == (later, "afternoon", "in_person")
    assert refused.status_code == 422
    assert "Quy chế của Hội đồng không cho họp trực tuyến" in words(refused)
    assert 'value="https://hop.vidu.vn/1"' in refused.content.decode()

    assert staff.post(address("cancel_sitting", sitting), {"reason": " "}).status_code == 422
    staff.post(address("cancel_sitting", sitting), {"reason": "Xong sớm"})
    page = words(staff.get(address("detail", session)))
    assert "Đã huỷ" in page
    assert "Xong sớm" in page


def test_teams_discuss_write_send_and_are_read_together(council, staff, session):
    make_team(1)
    make_team(2)
    staff.post(address("add_team_sittings", session), {"day_on": session.opens_on.isoformat(), "part": "afternoon"})
    first, _second = Sitting.objects.order_by("team__number")
    item = AgendaItem.objects.get()
    field = f"note_{item.id.hex}"

    empty = staff.post(address("team_sitting", first), {field: "", "secretary": "Lê Thư", "send": "1"})
    staff.post(address("team_sitting", first), {field: "Cần làm rõ nguồn vốn", "secretary": "Lê Thư"})
    reader = browser_of(council, Role.DELEGATE)
    assert empty.status_code == 422
    assert "Cần làm rõ nguồn vốn" not in words(reader.get(address("team_sitting", first)))
    assert reader.post(address("team_sitting", first), {field: "Sửa trộm"}).status_code == 403

    staff.post(address("team_sitting", first), {field: "Cần làm rõ nguồn vốn", "secretary": "Lê Thư", "send": "1"})
    assert "Cần làm rõ nguồn vốn" in words(reader.get(address("team_sitting", first)))
    merged = words(reader.get(address("teams", session)))
    assert "Tổ số 1" in merged
    assert "Cần làm rõ nguồn vốn" in merged
    assert staff.post(address("team_sitting", first), {field: "Sửa sau"}).status_code == 422
    assert TeamNote.objects.get(item=item).text == "Cần làm rõ nguồn vốn"


def test_a_plenary_sitting_has_no_minutes_of_a_team(staff, session):
    staff.post(address("add_sitting", session), typed(session))

    assert staff.get(address("team_sitting", Sitting.objects.get())).status_code == 404


def test_the_chair_records_a_closed_sitting_and_the_public_is_told(client_of, council, staff, chair, session):
    staff.post(address("add_sitting", session), typed(session))
    sitting = Sitting.objects.get()

    assert staff.get(address("close_sitting", sitting)).status_code == 403
    refused = chair.post(address("close_sitting", sitting), {"proposer": "standing_committee", "document": ""})
    chair.post(address("close_sitting", sitting), {"proposer": "standing_committee", "document": "Biên bản số 2"})

    sitting.refresh_from_db()
    assert (refused.status_code, sitting.kind) == (422, "closed")
    assert "Biên bản số 2" in words(chair.get(address("detail", session)))
    public = words(client_of(council).get(f"/cong-khai/ky-hop/{session.id}/"))
    assert "Họp kín" in public
    assert "Biên bản số 2" not in public


def test_the_chair_publishes_hints_that_delegates_read(council, staff, chair, session):
    item = AgendaItem.objects.get()

    assert staff.get(address("focus", item)).status_code == 403
    ways = [address("focus", item) in one.get(address("item", item)).content.decode() for one in (chair, staff)]
    assert ways == [True, False]
    chair.post(address("focus", item), {"focus": "Nguồn vốn?\nTiến độ?"})

    delegate = browser_of(council, Role.DELEGATE)
    for shown in (address("item", item), address("hall")):
        page = words(delegate.get(shown))
        assert ("Gợi ý thảo luận" in page, "Tiến độ?" in page) == (True, True)


def test_hints_stand_where_a_team_writes_its_minutes(staff, chair, session):
    make_team(1)
    staff.post(address("add_team_sittings", session), {"day_on": session.opens_on.isoformat(), "part": "afternoon"})

    chair.post(address("focus", AgendaItem.objects.get()), {"focus": "Nguồn vốn?"})

    assert "Gợi ý của chủ toạ: Nguồn vốn?" in words(staff.get(address("team_sitting", Sitting.objects.get())))


def test_an_item_is_given_to_a_sitting(staff, session):
    staff.post(address("add_sitting", session), typed(session))
    item, sitting = AgendaItem.objects.get(), Sitting.objects.get()

    staff.post(
        address("edit_item", item),
        {
            "title": item.title,
            "kind": item.kind,
            "submitter": "",
            "committee": "",
            "threshold": "majority",
            "sitting": str(sitting.id),
            "version": item.version,
        },
    )

    item.refresh_from_db()
    assert item.sitting == sitting
    assert "Trình tại phiên" in words(staff.get(address("item", item)))
