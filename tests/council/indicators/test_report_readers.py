"""Who reads the report on a period, prints it and takes it, without drafting one."""

import pytest
from django.urls import reverse

from council.documents.models import Document
from council.roles import Role
from kernel import clock
from tests.factories.browsers import browser_of
from tests.factories.indicators import hold_session_on
from tests.kernel.accounts.browsers import words

pytestmark = pytest.mark.usefixtures("council")

CONF = "config.urls_council"
REPORTS = reverse("indicators:reports", CONF)
TODAY = clock.today()
THIS_YEAR = f"nam-{TODAY.year}"


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.RECORDS_CLERK])
def test_who_neither_leads_nor_drafts_sees_neither_page_nor_link(council, role):
    browser = browser_of(council, role)

    assert browser.get(REPORTS).status_code == browser.post(REPORTS, {"ky": THIS_YEAR}).status_code == 403
    assert REPORTS not in browser.get(reverse("documents:index", CONF)).content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("role", [Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD])
def test_who_leads_reads_prints_and_takes_the_report_and_drafts_none(council, role):
    hold_session_on(TODAY.replace(month=1, day=1))
    leader = browser_of(council, role)

    page = leader.get(REPORTS, {"ky": THIS_YEAR})
    files = [leader.get(REPORTS, {"ky": THIS_YEAR, "tep": kind}) for kind in ("pdf", "docx")]

    assert REPORTS in leader.get(reverse("indicators:index", CONF)).content.decode()
    assert "đã tổ chức 1 kỳ họp" in words(page)
    assert "data-print" in page.content.decode()
    assert "Tạo dự thảo báo cáo" not in words(page)
    assert [file.content[:2] for file in files] == [b"%P", b"PK"]
    assert leader.post(REPORTS, {"ky": THIS_YEAR}).status_code == 403
    assert not Document.objects.exists()
