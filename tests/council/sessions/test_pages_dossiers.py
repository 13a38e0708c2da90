"""The pages of dossiers before every judge: the board, a dossier at its steps, its forms, empty and full."""

import pytest

from council.roles import Role
from council.sessions import actions
from council.sessions.actions.year_list import Line
from council.sessions.models import ItemKind
from kernel import clock
from kernel.access import hold
from tests.factories import dossiers as play
from tests.factories import office
from tests.factories.halls import staff_account
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE, come_in

pytestmark = [pytest.mark.journey, pytest.mark.full]

STATES = ("proposed", "drafting", "dossier_sent", "under_verification", "remarks_open", "remarks_closed", "left")
TITLES = (
    "Quy định mức thu phí tham quan danh lam thắng cảnh",
    "Chủ trương đầu tư tuyến đường kết nối các trung tâm hành chính của địa phương sau sắp xếp đơn vị hành chính",
    "Quyết toán ngân sách địa phương năm trước",
    "Mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn",
    "Chính sách hỗ trợ học phí cho học sinh phổ thông",
    "Điều chỉnh kế hoạch đầu tư công trung hạn",
    "Đặt tên đường, phố",
)


@pytest.fixture
def visits(fresh_council, client_of):
    """Each page with the cookie of who sees it."""
    cast, session = play.make_cast(), office.plan_session()
    year = session.opens_on.year
    plan = actions.plan_year(
        actor=office.OFFICE, year=year, document="45/NQ-HĐND", decided_on=clock.today(), now=clock.now()
    )
    for title in TITLES[:3]:
        actions.list_matter(
            actor=office.OFFICE, plan=plan, line=Line(title, ItemKind.INDIVIDUAL_RESOLUTION, "46/NQ-HĐND")
        )
    made = {
        state: play.make_dossier(cast, state, session=session, title=title)
        for state, title in zip(STATES, TITLES, strict=True)
    }
    remark = play.remark_on(cast, made["under_verification"])
    cookies = {}
    for name, account in (
        ("staff", staff_account("cvhoa", "office_staff")),
        ("agency", staff_account("sotaichinh")),
        ("head", staff_account("truongban")),
        ("nobody", staff_account("dbmai", "delegate")),
    ):
        bodies = {
            "agency": (Role.AGENCY, "body", cast.body.id),
            "head": (Role.COMMITTEE_HEAD, "committee", cast.committee.id),
        }
        if name in bodies:
            role, scope, scope_id = bodies[name]
            hold(account=account, role=role, scope=scope, scope_id=scope_id, from_on=clock.today(), source="test")
        browser = client_of(fresh_council)
        come_in(browser, account)
        cookies[name] = browser.cookies[COOKIE].value
    at = {state: f"/ho-so-trinh/{dossier.id}/" for state, dossier in made.items()}
    return {
        "board": ("/ho-so-trinh/", cookies["staff"]),
        "board-empty": ("/ho-so-trinh/", cookies["nobody"]),
        "drafting": (at["drafting"], cookies["agency"]),
        "examined": (at["under_verification"], cookies["head"]),
        "remarks": (at["remarks_open"], cookies["agency"]),
        "left": (at["left"], cookies["staff"]),
        "register": ("/ho-so-trinh/dang-ky/", cookies["agency"]),
        "paper": (f"{at['drafting']}tai-lieu/", cookies["agency"]),
        "send": (f"{at['drafting']}buoc/send/", cookies["agency"]),
        "report": (f"{at['under_verification']}buoc/report/", cookies["head"]),
        "remark": (f"/ho-so-trinh/y-kien/{remark.id}/sua/", cookies["head"]),
        "answer": (f"/ho-so-trinh/y-kien/{made['remarks_open'].remarks.get().id}/answer/", cookies["agency"]),
        "year": (f"/ky-hop/nam/{year}/", cookies["staff"]),
        "line": (f"/ky-hop/nam/{year}/danh-muc/", cookies["staff"]),
    }


def test_pages_of_dossiers_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
