"""Agenda, sittings and papers in the office's hands, through the whole stack."""

import pytest
from django.urls import reverse

from council.documents.queries import find_by_vote
from council.roles import Role
from council.sessions.actions import close_session, close_vote
from council.sessions.demo import Cast, past_session
from council.sessions.models import AgendaItem, Paper, Sitting
from kernel.files.models import StoredFile
from tests.factories import office
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import PRESS
from tests.factories.halls import CHAIR, hold_session
from tests.factories.people import make_term
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [each.id for each in arguments])


def matter(**changes):
    known = {"title": "Kế hoạch đầu tư công năm 2027", "kind": "report", "submitter": "UBND", "threshold": "majority"}
    return {**known, "committee": "", **changes}


def read(answer):
    return b"".join(answer.streaming_content)


def sheet(**changes):
    known = {"title": "Tờ trình về dự toán", "item": "", "visibility": "internal", "file": office.upload()}
    return {name: value for name, value in {**known, **changes}.items() if value is not None}


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


@pytest.fixture
def chair(council):
    return browser_of(council, Role.COUNCIL_CHAIR)


def test_an_item_is_added_and_shown(staff):
    session = office.plan_session()

    answer = staff.post(address("add_item", session), matter(kind="normative_resolution"))

    item = AgendaItem.objects.get()
    assert (answer.status_code, item.kind, item.needs_vote) == (302, "normative_resolution", True)
    assert "1. Kế hoạch đầu tư công năm 2027" in words(staff.get(address("detail", session)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"title": " "}, "Hãy ghi nội dung."), ({"title": "a" * 401}, "Nội dung dài quá 400 ký tự.")],
)
def test_a_refused_item_keeps_what_was_typed(staff, changes, sentence):
    session = office.plan_session()

    answer = staff.post(address("add_item", session), matter(submitter="Sở Tài chính", **changes))

    page = answer.content.decode()
    assert (answer.status_code, page.count(sentence), AgendaItem.objects.count()) == (422, 2, 0)
    assert 'value="Sở Tài chính"' in page


def test_a_late_item_is_for_the_chair_and_needs_its_reason(staff, chair):
    session = office.plan_session()
    office.add_item(session)
    session = office.release(office.convene(session))

    assert staff.post(address("add_item", session), matter(reason="Việc gấp")).status_code == 403
    refused = chair.post(address("add_item", session), matter(reason=" "))
    assert (refused.status_code, AgendaItem.objects.count()) == (422, 1)
    assert refused.content.decode().count("Hãy ghi lý do.") == 2

    chair.post(address("add_item", session), matter(reason="Trung ương mới giao vốn"))
    assert AgendaItem.objects.get(position=2).late_reason == "Trung ương mới giao vốn"
    assert "Bổ sung muộn" in words(staff.get(address("detail", session)))


@pytest.mark.parametrize("name", ["add_item", "add_sitting"])
def test_the_agenda_is_closed_to_delegates(council, name):
    session = office.convene(office.plan_session())
    delegate = browser_of(council, Role.DELEGATE)

    assert delegate.get(address(name, session)).status_code == 403
    assert (
        delegate.post(address(name, session), {**matter(), "day_on": "2026-12-30", "part": "morning"}).status_code
        == 403
    )
    assert (AgendaItem.objects.count(), Sitting.objects.count()) == (0, 0)


def test_an_item_is_edited_and_a_clash_is_told(staff):
    item = office.add_item(office.plan_session())
    first = staff.post(address("edit_item", item), matter(title="Của người kia", version=1))

    second = staff.post(address("edit_item", item), matter(title="Của tôi", version=1))

    item.refresh_from_db()
    page = second.content.decode()
    assert (first.status_code, second.status_code, item.title) == (302, 409, "Của người kia")
    assert "Nội dung này vừa được người khác cập nhật." in page
    assert "Của tôi" in page
    assert "Của người kia" in page
    staff.post(address("edit_item", item), matter(title="Của tôi", version=2))
    item.refresh_from_db()
    assert item.title == "Của tôi"


def test_an_item_moves_to_another_place(staff):
    session = office.plan_session()
    items = [office.add_item(session, f"Nội dung {number}") for number in range(3)]

    answer = staff.post(address("move_item", items[2]), {"position": "1"})

    titles = list(AgendaItem.objects.order_by("position").values_list("title", flat=True))
    assert (answer.status_code, titles) == (302, ["Nội dung 2", "Nội dung 0", "Nội dung 1"])


@pytest.mark.parametrize("position", ["0", "4", "một", ""])
def test_an_item_moves_to_no_strange_place(staff, position):
    session = office.plan_session()
    items = [office.add_item(session, f"Nội dung {number}") for number in range(3)]

    answer = staff.post(address("move_item", items[2]), {"position": position})

    items[2].refresh_from_db()
    assert (answer.status_code, items[2].position) == (422, 3)


@pytest.mark.parametrize("name", ["edit_item", "move_item", "withdraw_item"])
def test_items_are_closed_to_delegates(council, name):
    item = office.add_item(office.plan_session())
    body = {**matter(title="Khác", version=1), "position": "1", "reason": "x"}

    assert browser_of(council, Role.DELEGATE).post(address(name, item), body).status_code == 403
    item.refresh_from_db()
    assert (item.title, item.state, item.version) == ("Dự toán ngân sách năm 2027", "on_agenda", 1)


def test_the_chair_withdraws_an_item_with_a_reason_only(chair, staff):
    item = office.add_item(office.plan_session())
    assert staff.post(address("withdraw_item", item), {"reason": "x"}).status_code == 403

    refused = chair.post(address("withdraw_item", item), {"reason": ""})
    assert (refused.status_code, refused.content.decode().count("Hãy ghi lý do.")) == (422, 2)
    chair.post(address("withdraw_item", item), {"reason": "Cơ quan trình xin rút"})

    item.refresh_from_db()
    assert (item.state, item.state_reason) == ("withdrawn", "Cơ quan trình xin rút")
    assert "Cơ quan trình xin rút" in words(staff.get(address("item", item)))


def test_a_sitting_is_added_once(staff):
    session = office.convene(office.plan_session())
    body = {"day_on": session.opens_on.isoformat(), "part": "morning"}

    first, again = (staff.post(address("add_sitting", session), body) for _ in range(2))

    assert (first.status_code, again.status_code, Sitting.objects.count()) == (302, 422, 1)


def test_a_sitting_before_the_convening_is_refused_in_words(staff):
    session = office.plan_session()

    answer = staff.post(address("add_sitting", session), {"day_on": session.opens_on.isoformat(), "part": "morning"})

    assert (answer.status_code, Sitting.objects.count()) == (422, 0)
    assert "Phiên họp này không còn (hoặc chưa) điểm danh." in words(answer)


def test_a_paper_is_put_up_for_an_item_and_given_back(staff):
    session = office.plan_session()
    item = office.add_item(session)

    answer = staff.post(address("add_paper", session), sheet(item=str(item.id)))

    paper = Paper.objects.get()
    assert (answer.status_code, paper.item_id, paper.state) == (302, item.id, "held")
    assert read(staff.get(address("paper", paper))) == office.pdf()


def test_the_form_of_a_paper_begins_with_its_item(staff):
    session = office.plan_session()
    item = office.add_item(session)

    page = staff.get(address("add_paper", session), {"noi-dung": str(item.id)}).content.decode()

    assert f'<option value="{item.id}" selected>' in page
    assert 'enctype="multipart/form-data"' in page
    assert staff.get(address("add_paper", session), {"noi-dung": "bậy"}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Hãy ghi tên tài liệu."),
        ({"file": None}, "Hãy chọn tệp."),
        ({"title": "", "file": office.upload()}, "Hãy chọn lại tệp"),
        ({"file": office.upload("to-trinh.pdf", b"")}, "Tệp rỗng."),
        ({"file": office.upload("to-trinh.exe")}, "Chỉ nhận"),
        ({"file": office.upload("to-trinh MẬT.pdf")}, "Tài liệu mật không được đưa lên hệ thống này"),
    ],
)
def test_a_refused_paper_says_why_and_keeps_nothing(staff, changes, sentence):
    session = office.plan_session()

    answer = staff.post(address("add_paper", session), sheet(**{"title": "Tờ trình về dự toán", **changes}))

    assert (answer.status_code, Paper.objects.count(), StoredFile.objects.count()) == (422, 0, 0)
    assert sentence in words(answer)
    assert 'id="id_file_error"' in answer.content.decode()


def test_a_paper_with_a_mark_of_secrecy_in_its_text_is_refused_beside_the_file(staff):
    session = office.plan_session()

    answer = staff.post(address("add_paper", session), sheet(file=office.upload(body=office.pdf("TỐI MẬT"))))

    assert (answer.status_code, StoredFile.objects.count()) == (422, 0)
    assert answer.content.decode().count("Tài liệu mật không được đưa lên hệ thống này") == 2


def test_a_file_is_not_kept_when_the_paper_is_refused(staff):
    held = hold_session(items=0)
    session = close_session(actor=CHAIR, session=held.session, now=held.now)

    answer = staff.post(address("add_paper", session), sheet())

    assert (answer.status_code, Paper.objects.count(), StoredFile.objects.count()) == (422, 0, 0)
    assert "Kỳ họp đã kết thúc" in words(answer)


def test_a_new_version_takes_the_papers_place(staff):
    session = office.plan_session()
    old = office.add_paper(session)

    answer = staff.post(address("replace_paper", old), sheet(title="Tờ trình (bản sửa)"))

    old.refresh_from_db()
    fresh = Paper.objects.get(version=2)
    assert (answer.status_code, old.state, fresh.replaces_id) == (302, "replaced", old.id)
    page = words(staff.get(address("detail", session)))
    assert "bản số 2" in page
    assert "Đã thay thế" in page


def test_papers_are_released_and_one_is_recalled_with_a_reason(staff, council):
    session = office.plan_session()
    paper = office.add_paper(session, office.add_item(session))
    session = office.convene(session)
    delegate = browser_of(council, Role.DELEGATE)
    assert delegate.get(address("paper", paper)).status_code == 404

    assert staff.get(address("release", session)).status_code == 200
    assert staff.post(address("release", session)).status_code == 302
    assert read(delegate.get(address("paper", paper))) == office.pdf()

    refused = staff.post(address("recall_paper", paper), {"reason": " "})
    assert (refused.status_code, refused.content.decode().count("Hãy ghi lý do.")) == (422, 2)
    staff.post(address("recall_paper", paper), {"reason": "Nhầm bản"})
    paper.refresh_from_db()
    assert (paper.state, paper.removed_reason) == ("recalled", "Nhầm bản")
    assert delegate.get(address("paper", paper)).status_code == 404
    assert "thu hồi vì: Nhầm bản" in words(staff.get(address("detail", session)))


def test_nothing_is_released_without_an_agenda(staff):
    session = office.convene(office.plan_session())

    answer = staff.post(address("release", session))

    session.refresh_from_db()
    assert (answer.status_code, session.state) == (422, "convened")
    assert "Chương trình kỳ họp chưa có nội dung nào." in words(answer)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.COUNCIL_CHAIR, Role.SESSION_SECRETARY])
def test_papers_are_the_offices_work(council, role):
    session = office.plan_session()
    paper = office.add_paper(session, office.add_item(session))
    session = office.convene(session)
    browser = browser_of(council, role)

    for answer in (
        browser.post(address("add_paper", session), sheet()),
        browser.post(address("release", session)),
        browser.post(address("recall_paper", paper), {"reason": "x"}),
        browser.post(address("replace_paper", paper), sheet()),
    ):
        assert answer.status_code in {403, 404}
    paper.refresh_from_db()
    session.refresh_from_db()
    assert (Paper.objects.count(), paper.state, session.state) == (1, "held", "convened")


def test_results_stand_with_their_arithmetic_and_lead_to_the_resolution(staff):
    held = hold_session(delegates=5, items=1)
    vote = close_vote(actor=CHAIR, vote=held.open_vote(), now=held.now, rules=held.rules)

    page = words(staff.get(address("detail", held.session)))

    assert "Kết quả biểu quyết" in page
    assert vote.sentence in page
    assert "Không được thông qua" in page


def test_an_adopted_result_leads_to_its_resolution(staff):
    held = hold_session(delegates=5, items=0, opened=False)
    actor = actor_with(Role.OFFICE_CHIEF, Role.SESSION_SECRETARY, Role.RECORDS_CLERK)
    chair = actor_with(Role.COUNCIL_CHAIR, second_factor=True)
    session = past_session(Cast(actor, chair, held.mandates, make_term(), held.rules, PRESS), now=held.now, items=2)

    document = find_by_vote(session.votes.get().id)

    page = staff.get(address("detail", session)).content.decode()
    assert document is not None
    assert f'href="/van-ban/{document.id}/"' in page
    assert f"Nghị quyết số {document.symbol}" in page


@pytest.mark.parametrize("name", ["item", "edit_item", "withdraw_item"])
def test_a_foreign_item_is_not_found(council, other_council, name):
    from tenancy.place import entered

    with entered(other_council):
        foreign = office.add_item(office.plan_session())
    browser = browser_of(council, *Role)

    assert browser.get(address(name, foreign)).status_code == 404
    assert browser.post(address(name, foreign), {**matter(version=1), "reason": "x"}).status_code in {404, 405}
    with entered(other_council):
        assert AgendaItem.objects.get().state == "on_agenda"


@pytest.mark.parametrize("name", ["paper", "replace_paper", "recall_paper"])
def test_a_foreign_paper_is_not_found(council, other_council, name):
    from tenancy.place import entered

    with entered(other_council):
        foreign = office.add_paper(office.plan_session())
    browser = browser_of(council, *Role)

    assert browser.get(address(name, foreign)).status_code == 404
    assert browser.post(address(name, foreign), {"reason": "x"}).status_code in {404, 405}
    with entered(other_council):
        assert Paper.objects.get().state == "held"
