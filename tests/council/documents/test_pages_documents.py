"""The pages of books, drafts, versions and classes as people see them: no complaint of any judge, at every width."""

import pytest

from council.documents import actions
from council.documents.law import Confidentiality, Issuer, Kind
from council.documents.models import Attachment, Document, NumberSequence
from council.roles import Role
from tests.factories.browsers import browser_of
from tests.factories.documents import CLERK, NOW, STAFF, TEXT, make_draft, make_issued, make_signed
from tests.judges.visits import judge_visits
from tests.kernel.accounts.browsers import COOKIE

pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.fixture
def visits(fresh_council) -> dict[str, tuple[str, str]]:
    """Each page with the cookie of the person who sees it."""
    issued = [make_issued(subject=f"Về việc điều chỉnh kế hoạch đầu tư công, dự án thứ {n}") for n in range(4)]
    Document.objects.filter(pk=issued[1].pk).update(number=9, symbol="09/NQ-HĐND")
    kind, why = Kind.INDIVIDUAL_RESOLUTION, "Chờ Thường trực Tỉnh uỷ cho ý kiến về nội dung"
    actions.reserve_numbers(actor=CLERK, issuer=Issuer.COUNCIL, kind=kind, count=2, reason=why, now=NOW)
    draft = make_draft(subject="Về mức hỗ trợ 50 triệu đồng cho mỗi hộ")
    days = {"adopted_on": draft.adopted_on, "effective_on": draft.effective_on}
    actions.edit_draft(
        actor=STAFF,
        document=draft,
        version=1,
        subject="Về mức hỗ trợ 70 triệu đồng cho mỗi hộ",
        text=TEXT,
        note="Theo báo cáo thẩm tra",
        **days,
    )
    for name in ("Phụ lục I: Danh mục dự án", "Phụ lục II: Tiến độ giải ngân"):
        Attachment.objects.create(document=draft, file=issued[0].pdf, title=name)
    closed = Confidentiality.INTERNAL, Confidentiality.PUBLIC
    for to_class in closed:
        actions.change_class(actor=STAFF, document=draft, to_class=to_class, reason="Chờ họp báo", now=NOW)
    roles = {"clerk": [Role.RECORDS_CLERK], "staff": [Role.OFFICE_STAFF], "chief": [Role.OFFICE_CHIEF]}
    cookies = {name: browser_of(fresh_council, *held).cookies[COOKIE].value for name, held in roles.items()}
    at, book = f"/van-ban/{draft.id}/", NumberSequence.objects.get()
    return {
        "books": ("/van-ban/so/", cookies["clerk"]),
        "book": (f"/van-ban/so/{book.id}/", cookies["clerk"]),
        "reserve": ("/van-ban/so/giu-so/", cookies["clerk"]),
        "numberings": ("/van-ban/so/cach-danh-so/", cookies["chief"]),
        "numbering": ("/van-ban/so/cach-danh-so/standing_committee/", cookies["chief"]),
        "issue": (f"/van-ban/{make_signed().id}/ban-hanh/", cookies["clerk"]),
        "begin": ("/van-ban/soan/", cookies["staff"]),
        "samples": ("/van-ban/mau/", cookies["staff"]),
        "draft": (at, cookies["chief"]),
        "versions": (f"{at}phien-ban/", cookies["staff"]),
        "compared": (f"{at}phien-ban/so-sanh/?cu=1&moi=2", cookies["staff"]),
        "class": (f"/van-ban/{issued[0].id}/muc-tiep-can/", cookies["staff"]),
        "attach": (f"{at}phu-luc/them/", cookies["staff"]),
    }


def test_pages_of_documents_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of)
