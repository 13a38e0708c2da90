"""The office's pages as people see them: no complaint of any judge, at every width; full lists, empty lists, errors."""

import pytest

from council.people.actions import appoint, link_account
from council.people.models import Person
from council.roles import Role
from kernel import clock
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft
from tests.factories.people import SYSTEM_ACTOR, make_account, make_person
from tests.factories.stage import set_stage
from tests.judges.visits import judge_visits, when_sent_empty
from tests.kernel.accounts.browsers import COOKIE

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def visits(fresh_council) -> dict[str, tuple[str, str]]:
    """Each page with the cookie of the person who sees it."""
    stage = set_stage()
    for number in range(50):
        make_draft(subject=f"Về việc điều chỉnh, bổ sung kế hoạch đầu tư công trung hạn, dự án thứ {number}")
        office.plan_session(title=f"Kỳ họp chuyên đề về nội dung thứ {number}")
    roles = {
        "staff": [Role.OFFICE_STAFF],
        "chair": [Role.COUNCIL_CHAIR],
        "delegate": [Role.DELEGATE],
        "chief": [Role.OFFICE_CHIEF, Role.ADMINISTRATOR],
    }
    cookies = {name: browser_of(fresh_council, *held).cookies[COOKIE].value for name, held in roles.items()}
    clerks = [_clerk(name) for name in ("Nguyễn Hoàng Thị Phương Thảo", "Lê Văn Bình")]
    link_account(actor=SYSTEM_ACTOR, account=make_account(clerks[0].full_name), person=clerks[0], on=clock.today())
    coming, past, delegate = f"/ky-hop/{stage.coming.id}/", f"/ky-hop/{stage.past.id}/", stage.mandates[0].id
    draft, final, _signed, withdrawn = (f"/van-ban/{document.id}/" for document in stage.documents)
    return {
        "sessions": ("/ky-hop/", cookies["staff"]),
        "sessions-none": ("/ky-hop/?trang_thai=cancelled", cookies["staff"]),
        "plan": ("/ky-hop/lap-ke-hoach/", cookies["staff"]),
        "coming": (coming, cookies["staff"]),
        "coming-delegate": (coming, cookies["delegate"]),
        "past": (past, cookies["staff"]),
        "release": (f"{coming}phat-hanh/", cookies["staff"]),
        "add-item": (f"{coming}noi-dung/them/", cookies["staff"]),
        "add-paper": (f"{coming}tai-lieu/them/", cookies["staff"]),
        "item": (f"/ky-hop/noi-dung/{stage.item.id}/", cookies["staff"]),
        "postpone": (f"{coming}hoan/", cookies["chair"]),
        "documents": ("/van-ban/", cookies["staff"]),
        "reports": (f"/bao-cao/?ky=nam-{clock.today().year}", cookies["staff"]),
        "reports-none": ("/bao-cao/", cookies["staff"]),
        "draft": (draft, cookies["chief"]),
        "draft-edit": (f"{draft}sua/", cookies["staff"]),
        "final": (final, cookies["staff"]),
        "withdrawn": (withdrawn, cookies["delegate"]),
        "delegates": ("/dai-bieu/", cookies["staff"]),
        "delegate": (f"/dai-bieu/{delegate}/", cookies["chief"]),
        "add-delegate": ("/dai-bieu/them/", cookies["chief"]),
        "add-clerk": ("/dai-bieu/van-phong/them/", cookies["chief"]),
        "invite-clerk": (f"/dai-bieu/nguoi/{clerks[1].id}/moi/", cookies["chief"]),
        "invite-clerk-anew": (f"/dai-bieu/nguoi/{clerks[0].id}/moi/", cookies["chief"]),
        "structure-chief": ("/dai-bieu/co-cau/", cookies["chief"]),
        "appoint": (f"/dai-bieu/{delegate}/chuc-vu/", cookies["chief"]),
        "structure": ("/dai-bieu/co-cau/", cookies["delegate"]),
    }


# Each is a shape of its own; the others repeat them.
JUDGED = (
    "sessions",
    "coming",
    "past",
    "reports",
    "add-paper",
    "draft",
    "draft-edit",
    "delegates",
    "delegate",
    "add-clerk",
    "invite-clerk-anew",
    "structure",
    "structure-chief",
)

# Sent empty, each shows its errors.
REFUSED = ("plan", "add-paper", "postpone", "add-clerk", "invite-clerk")


def test_pages_of_the_office_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of, only=JUDGED, then=when_sent_empty(*REFUSED))


def _clerk(name: str) -> Person:
    """Somebody of the office with two posts."""
    person = make_person(name)
    for role in (Role.OFFICE_STAFF, Role.RECORDS_CLERK):
        appoint(actor=SYSTEM_ACTOR, person=person, role=role, from_on=clock.today())
    return person
