"""The pages of dossiers through the whole stack: agency, standing committee, office, committee, who looks on."""

import pytest
from django.urls import reverse

from council.people.actions import appoint
from council.roles import Role
from council.sessions import actions
from council.sessions.models import Dossier, Observer, Paper, Remark
from kernel import clock
from kernel.access import hold
from kernel.accounts.demo import make_account
from kernel.notify.models import Notice
from kernel.outbox import drain
from tests.factories import dossiers as play
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.halls import KEY, PASSWORD, account_of
from tests.factories.people import SYSTEM_ACTOR, make_committee, make_delegate
from tests.judges import judge_html
from tests.kernel.accounts.browsers import come_in, words
from tests.kernel.files.making import pdf, upload
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
WORK = "/lam-viec/"


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [getattr(each, "id", each) for each in arguments])


@pytest.fixture
def cast(council):
    return play.make_cast()


@pytest.fixture
def acting(council, client_of):
    """Return the browser of somebody who holds a role for one body."""

    def browse(name, role, scope, scope_id):
        account = make_account(username=name, full_name=f"Ông {name}", password=PASSWORD, roles=(), totp_key=KEY)
        hold(account=account, role=role, scope=scope, scope_id=scope_id, from_on=clock.today(), source="test")
        browser = client_of(council)
        come_in(browser, account)
        return browser

    return browse


def paper_of(kind, **more):
    return {"kind": kind, "file": upload(f"{kind}.pdf", pdf(kind)), **more}


def waits(browser, dossier, name: str, why: str) -> bool:
    """Whether a step is not offered on the dossier's page, with the reason in its place."""
    page = browser.get(address("dossier", dossier)).content.decode()
    return address("dossier_step", dossier, name) not in page and why in page


def test_a_matter_goes_its_whole_way_by_the_buttons_of_its_page(council, cast, acting):
    session = office.plan_session()
    agency = acting("sotaichinh", Role.AGENCY, "body", cast.body.id)
    head = acting("truongban", Role.COMMITTEE_HEAD, "committee", cast.committee.id)
    chair, staff = browser_of(council, Role.COUNCIL_CHAIR), browser_of(council, Role.OFFICE_STAFF)
    registered = {"session": session.id, "title": "Mức phí tham quan", "kind": "individual_resolution"}

    refused = agency.post(address("register_dossier"), {**registered, "title": ""})
    agency.post(address("register_dossier"), {**registered, "body": cast.body.id})
    dossier = Dossier.objects.get()

    def step(browser, name, **typed):
        assert address("dossier_step", dossier, name) in browser.get(address("dossier", dossier)).content.decode()
        answer = browser.post(address("dossier_step", dossier, name), typed)
        assert answer.status_code == 302, words(answer)

    assert (refused.status_code, dossier.body) == (422, cast.body)
    assert "Đưa vào danh mục" in words(chair.get(WORK))
    assert chair.post(address("dossier_step", dossier, "accept"), {}).status_code == 422
    step(chair, "accept", exception_document="115-CV/TU")
    step(staff, "assign", committee=cast.committee.id)
    assert "Gửi hồ sơ thẩm tra" in words(agency.get(WORK))
    assert "Gửi hồ sơ thẩm tra" not in words(staff.get(WORK))
    assert waits(agency, dossier, "send", "Hồ sơ còn thiếu: Tờ trình")
    missing = agency.post(address("dossier_step", dossier, "send"))
    assert (missing.status_code, "Hồ sơ còn thiếu: Tờ trình" in words(missing)) == (422, True)
    for kind in ("submission", "draft"):
        agency.post(address("give_dossier_paper", dossier), paper_of(kind))
    step(agency, "send")
    step(head, "examine", held_on=clock.today(), attendees="Trưởng ban")
    head.post(address("write_remark", dossier), {"point": "Mức phí cao", "view": "change"})
    remark = Remark.objects.get()
    assert "Mức phí cao" not in words(agency.get(address("dossier", dossier)))
    step(head, "report", report_number="71/BC", opinion="Nhất trí", file=upload("bc.pdf", pdf("bc")))
    step(staff, "open_remarks")
    assert waits(head, dossier, "close_remarks", "Còn 1 ý kiến thẩm tra chưa được xác nhận")
    assert head.post(address("dossier_step", dossier, "close_remarks")).status_code == 422
    assert "Trả lời ý kiến thẩm tra" in words(agency.get(WORK))
    agency.post(address("reply_remark", remark, "answer"), {"kind": "taken_in", "answer": "Đã giảm", "version": 1})
    assert "Xác nhận tiếp thu" in words(head.get(WORK))
    head.post(address("reply_remark", remark, "confirm"), {"version": 2})
    step(head, "close_remarks")
    step(chair, "place")

    dossier.refresh_from_db()
    assert (dossier.state, dossier.item.title, dossier.item.submitter) == (
        "on_agenda",
        "Mức phí tham quan",
        "Sở Tài chính",
    )
    assert Paper.objects.filter(item=dossier.item, state="held").count() == 3
    page = words(staff.get(address("item", dossier.item)))
    assert "Hồ sơ đã chuẩn bị nội dung này" in page
    assert "115-CV/TU" in page
    judge_html({"dossier": staff.get(address("dossier", dossier)).content.decode(),
                "board": agency.get(address("dossiers")).content.decode()})  # fmt: skip
    drain()
    told = set(Notice.objects.filter(account__username="sotaichinh").values_list("subject", flat=True))
    assert "Hồ sơ còn thiếu" not in told
    assert {"Ý kiến thẩm tra chờ trả lời: Mức phí tham quan", "Đã vào chương trình kỳ họp: Mức phí tham quan"} <= told


def test_nobody_finds_a_dossier_that_is_not_hers(council, cast, acting, client_of):
    dossier = play.make_dossier(cast, "dossier_sent")
    paper, delegate = dossier.papers.first(), make_delegate()
    other_body = acting("sokhac", Role.AGENCY, "body", play.make_outside("Sở Y tế").id)
    expert = acting("chuyengia", Role.EXPERT, "body", cast.body.id)
    other = acting("bankhac", Role.COMMITTEE_HEAD, "committee", make_committee("Ban Kinh tế", "economy_society").id)
    browser = client_of(council)
    come_in(browser, account_of(delegate, "dbhoa"))

    for stranger in (other_body, other, browser):
        assert "Mức thu phí" not in words(stranger.get(address("dossiers")))
        for name, of in (("dossier", dossier), ("dossier_paper", paper), ("dossier_report", dossier)):
            assert stranger.get(address(name, of)).status_code == 404
        for name in ("send", "withdraw", "give_back", "examine"):
            assert stranger.post(address("dossier_step", dossier, name), {"reason": "x"}).status_code == 404
    assert expert.get(address("dossiers")).status_code == 403
    dossier.refresh_from_db()
    assert dossier.state == "dossier_sent"


def test_a_member_of_another_committee_looks_on_from_the_drafting_on(council, cast, client_of, acting):
    dossier = play.make_dossier(cast, "drafting", session=office.plan_session())
    mandate, committee = make_delegate("Lê Thị Mai"), make_committee("Ban Kinh tế", "economy_society")
    post = {"role": Role.COMMITTEE_MEMBER, "committee": committee, "from_on": clock.today()}
    appoint(actor=SYSTEM_ACTOR, person=mandate.person, **post)
    member, head = client_of(council), acting("truongban", Role.COMMITTEE_HEAD, "committee", cast.committee.id)
    come_in(member, account_of(mandate, "dbmai"))
    assert member.get(address("dossier", dossier)).status_code == 404

    sheet = words(head.get(address("add_observer", dossier)))
    assert ("Thêm người theo dõi từ khi soạn thảo" in sheet, "Head(" in sheet) == (True, False)
    head.post(address("add_observer", dossier), {"person": mandate.person_id})
    agency = play.give(cast, dossier, play.FILES[0])

    assert member.get(address("dossier", dossier)).status_code == 200
    assert member.get(address("dossier_step", dossier, "send")).status_code == 403
    drain()
    assert Notice.objects.filter(account__username="dbmai", subject__contains=agency.title).count() == 1
    head.post(address("remove_observer", Observer.objects.get()))
    assert member.get(address("dossier", dossier)).status_code == 404


def test_two_who_edit_a_registration_are_both_told(council, cast, acting):
    dossier = play.register(cast, office.plan_session())
    agency = acting("sotaichinh", Role.AGENCY, "body", cast.body.id)
    typed = {"session": dossier.session_id, "kind": "report", "body": cast.body.id, "version": 1}
    agency.post(address("edit_dossier", dossier), {**typed, "title": "Tên của người trước"})

    answer = agency.post(address("edit_dossier", dossier), {**typed, "title": "Tên của người sau"})

    assert answer.status_code == 409
    assert "Tên của người trước" in words(answer)
    assert "Tên của người sau" in answer.content.decode()


def test_the_committee_confirms_only_the_answer_that_it_read(council, cast, acting):
    remark = play.make_dossier(cast, "remarks_open", session=office.plan_session()).remarks.get()
    answer = {"actor": cast.agency, "remark": remark, "kind": "taken_in", "now": clock.now()}
    actions.answer_remark(**answer, version=1, answer="Đã giảm mức thu")
    head = acting("truongban", Role.COMMITTEE_HEAD, "committee", cast.committee.id)
    confirm = address("reply_remark", remark, "confirm")
    read = head.get(confirm).context["form"].initial["version"]
    actions.answer_remark(**answer, version=read, answer="Giữ mức thu cũ")

    clash = head.post(confirm, {"version": read})

    remark.refresh_from_db()
    assert (clash.status_code, remark.state) == (409, "answered")
    assert "Giữ mức thu cũ" in words(clash)
    again = clash.context["form"]["version"].value()
    assert head.post(confirm, {"version": again}).status_code == 302
    remark.refresh_from_db()
    assert remark.state == "confirmed"


def test_the_year_shows_its_list_and_the_agenda_asks_for_it(council):
    staff = browser_of(council, Role.OFFICE_CHIEF)
    session = office.plan_session()
    year = session.opens_on.year
    actions.plan_year(actor=office.OFFICE, year=year, document="45/NQ", decided_on=clock.today(), now=clock.now())
    line = {"title": "Mức phí tham quan", "kind": "individual_resolution", "document": "46/NQ"}

    staff.post(address("list_matter", year), line)
    twice = staff.post(address("list_matter", year), line)
    item = {"title": "Việc khác", "kind": "individual_resolution", "threshold": "majority"}
    refused = staff.post(address("add_item", session), item)
    answer = staff.post(address("add_item", session), {**item, "exception": "115-CV/TU"})

    assert "Mức phí tham quan" in words(staff.get(address("year", year)))
    assert (twice.status_code, refused.status_code, answer.status_code) == (422, 422, 302)
    assert "R-SES-09" in words(refused)
    assert session.items.get().exception_document == "115-CV/TU"


def test_the_board_costs_the_same_for_one_and_for_three(council, cast):
    staff = browser_of(council, Role.OFFICE_STAFF)
    session = office.plan_session()
    play.make_dossier(cast, "remarks_open", session=session)
    page = address("dossiers")
    one, work = cost_of(staff, page), cost_of(staff, WORK)
    for number in range(2):
        play.make_dossier(cast, "remarks_open", session=session, title=f"Nội dung {number}")

    assert cost_of(staff, page) == one
    assert cost_of(staff, WORK) == work
