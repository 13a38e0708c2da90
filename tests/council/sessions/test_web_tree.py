"""The agenda as a tree and what is left to a later session, through the whole stack."""

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions.models import AgendaItem, Proposal
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [each.id for each in arguments])


def matter(**changes):
    known = {"title": "Kế hoạch đầu tư công năm 2027", "kind": "report", "submitter": "UBND", "threshold": "majority"}
    return {**known, "committee": "", **changes}


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chair(council):
    return browser_of(council, Role.COUNCIL_CHAIR)


def test_an_item_goes_under_a_heading_and_says_its_number_and_minutes(staff):
    session = office.plan_session()
    staff.post(address("add_item", session), matter(title="Các báo cáo", kind="heading"))
    heading = AgendaItem.objects.get()

    staff.post(address("add_item", session), matter(parent=str(heading.id), planned_minutes="25"))

    page = words(staff.get(address("detail", session)))
    assert "1. Các báo cáo" in page
    assert "1.1. Kế hoạch đầu tư công năm 2027" in page
    assert "25 phút" in page
    refused = staff.post(address("add_item", session), matter(planned_minutes="0"))
    assert (refused.status_code, AgendaItem.objects.count()) == (422, 2)


def test_an_item_moves_under_another(staff):
    session = office.plan_session()
    first, second = [office.add_item(session, f"Nội dung {number}") for number in range(2)]

    staff.post(address("move_item", second), {"parent": str(first.id), "position": "1"})
    refused = staff.post(address("move_item", first), {"parent": str(second.id), "position": "1"})

    second.refresh_from_db()
    assert (second.number, second.parent_id, refused.status_code) == ("1.1", first.id, 422)


def test_an_item_that_is_not_ready_waits_for_another_session(staff):
    item = office.add_item(office.plan_session(), "Đề án đặt tên đường")
    later = office.plan_session(title="Kỳ họp thứ 2")

    refused = staff.post(address("unsubmit_item", item), {"reason": " "})
    staff.post(address("unsubmit_item", item), {"reason": "Chưa lấy ý kiến nhân dân"})
    assert refused.status_code == 422
    page = words(staff.get(address("detail", later)))
    assert "Nội dung chờ đưa vào chương trình" in page
    assert "Chưa lấy ý kiến nhân dân" in page

    proposal = Proposal.objects.get()
    staff.post(address("place_proposal", later, proposal))
    assert later.items.get().title == "Đề án đặt tên đường"
    assert "Nội dung chờ đưa vào chương trình" not in words(staff.get(address("detail", later)))


def test_a_proposal_is_given_up(staff):
    item = office.add_item(office.plan_session())
    staff.post(address("unsubmit_item", item), {"reason": "Chưa xong"})
    later, proposal = office.plan_session(), Proposal.objects.get()

    staff.post(address("drop_proposal", later, proposal), {"reason": "Đã hết hiệu lực"})

    proposal.refresh_from_db()
    assert proposal.state == "dropped"


def test_the_chair_records_that_the_council_agreed_to_late_items(staff, chair):
    session = office.release(office.convene(office.agree(office.plan_session())))
    chair.post(address("add_item", session), matter(reason="Trung ương mới giao vốn"))
    late = AgendaItem.objects.get(position=2)
    assert "Chờ Hội đồng đồng ý bổ sung" in words(staff.get(address("item", late)))
    type(session).objects.update(state="in_progress")
    assert "Hội đồng đồng ý chương trình sửa đổi" in words(chair.get(address("detail", session)))

    assert staff.post(address("agree_agenda", session)).status_code == 403
    chair.post(address("agree_agenda", session))

    late.refresh_from_db()
    assert late.state == "on_agenda"
    assert "Hội đồng đồng ý chương trình sửa đổi" not in words(chair.get(address("detail", session)))
