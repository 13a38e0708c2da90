"""Where a session is broadcast, and whether papers have public links at all (R-SES-25)."""

import pytest
from django.urls import reverse

from council.roles import Role
from council.rulebook.models import Override as OverrideRow
from council.sessions import actions
from council.sessions.actions import refusals_after
from council.sessions.models import CouncilSession, Visibility
from kernel import clock
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.files.links import host_of
from kernel.rows import VersionClash
from tests.factories import office
from tests.factories.browsers import browser_of
from tests.factories.halls import hold_session
from tests.factories.sessions import CHAIR, OFFICE, make_session
from tests.kernel.accounts.browsers import words

TV = "https://truyenhinh.example/truc-tiep?k=1"
LINK = 'rel="noopener noreferrer"'


def address(name, row, space="sessions"):
    return reverse(f"{space}:{name}", "config.urls_council", [row.id])


def broadcast(session, address, **changes):
    known = {"actor": OFFICE, "session": session, "version": session.version, "broadcast": address}
    return actions.set_broadcast(**{**known, **changes})


@pytest.mark.unit
@pytest.mark.parametrize(
    ("address", "host"),
    [
        (TV, "truyenhinh.example"),
        ("https://TV.Example:443/a", "tv.example"),
        ("http://truyenhinh.example/", None),
        ("https://ai@truyenhinh.example/", None),
        ("https://truyenhinh.example:8443/", None),
        ("https://truyenhinh.example:port/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_the_host_of_an_address_is_that_of_plain_https(address, host):
    assert host_of(address) == host


def test_the_office_sets_and_takes_off_the_address(council):
    session = broadcast(make_session("convened"), f" {TV} ")
    assert (session.broadcast, session.broadcast_host) == (TV, "truyenhinh.example")

    with pytest.raises(VersionClash):
        broadcast(session, "", version=1)
    session = broadcast(session, " ")

    assert (session.broadcast, session.broadcast_host, session.version) == ("", "", 3)
    assert AuditEntry.objects.filter(action="sessions.set_broadcast").count() == 2


@pytest.mark.parametrize(
    "address", ["http://truyenhinh.example/", "https://ai:mat@truyenhinh.example/", "https://may-trong/", "https:///a"]
)
def test_an_unfit_address_is_refused(council, address):
    session = make_session("convened")

    with pytest.raises(refusals_after.BroadcastUnfit):
        broadcast(session, address)

    session.refresh_from_db()
    assert session.broadcast == ""


def test_only_who_plans_sets_it_and_not_when_it_is_over(council):
    with pytest.raises(NotPermitted):
        broadcast(make_session("convened"), TV, actor=CHAIR)
    for state in ("closed", "archived", "cancelled", "postponed"):
        with pytest.raises(refusals_after.BroadcastOver):
            broadcast(make_session(state), TV)

    assert not CouncilSession.objects.exclude(broadcast="").exists()


def test_everybody_is_led_there_while_it_is_held_in_public(council, client_of):
    held = hold_session(delegates=2, items=1)
    session, sitting, anybody = broadcast(held.session, TV), held.sitting, client_of(council)
    pages = [f"/cong-khai/ky-hop/{session.id}/", f"/cong-khai/ky-hop/{session.id}/truc-tiep/"]

    for page in pages:
        shown = anybody.get(page)
        assert (TV in shown.content.decode(), LINK in shown.content.decode()) == (True, True), page
        assert "truyenhinh.example, mở cửa sổ mới" in words(shown)
        assert "truyenhinh.example" not in shown.headers["Content-Security-Policy"]
    type(sitting).objects.filter(pk=sitting.pk).update(
        kind="closed", closed_on_request_of="executive_chair", closed_document="BB 2"
    )
    assert [TV in anybody.get(page).content.decode() for page in pages] == [False, False]
    CouncilSession.objects.filter(pk=session.pk).update(state="closed")
    assert TV not in anybody.get(pages[0]).content.decode()


def test_the_form_shows_its_error_beside_the_field_and_the_page_its_host(council):
    staff, session = browser_of(council, Role.OFFICE_STAFF), make_session("convened")
    form = address("edit_broadcast", session)
    typed = {"broadcast": "http://truyenhinh.example/", "version": session.version}
    refused = staff.post(form, typed)
    assert (refused.status_code, "Địa chỉ phải bắt đầu bằng https" in words(refused)) == (422, True)
    assert "http://truyenhinh.example/" in refused.content.decode()

    page = words(staff.get(staff.post(form, {**typed, "broadcast": TV}).headers["Location"]))

    assert "Đã lưu địa chỉ truyền hình." in page
    assert "truyenhinh.example, mở cửa sổ mới" in page
    assert staff.post(form, {**typed, "broadcast": ""}).status_code == 409
    assert browser_of(council, Role.DELEGATE).get(form).status_code in {403, 404}


def test_a_council_that_wants_no_public_links_shows_neither_papers_nor_codes(council, client_of):
    session = office.convene(office.agree(office.plan_session()))
    paper = office.add_paper(session, title="Tờ trình công khai", visibility=Visibility.PUBLIC)
    office.release(session)
    anybody, staff = client_of(council), browser_of(council, Role.OFFICE_STAFF)
    page, file = f"/cong-khai/ky-hop/{session.id}/", address("paper", paper, "sessions_public")

    before = ("Tờ trình công khai" in words(anybody.get(page)), b"".join(anybody.get(file).streaming_content)[:4])
    shown = words(staff.get(address("codes", session)))
    OverrideRow.objects.create(
        key="sessions.public_link", value=False, document="Quy chế", in_force_on=clock.today(), set_by=None
    )

    assert (before, "Toàn bộ kỳ họp" in shown) == ((True, b"%PDF"), True)
    assert ("Tờ trình công khai" in words(anybody.get(page)), anybody.get(file).status_code) == (False, 404)
    shown = words(staff.get(address("codes", session)))
    assert ("Toàn bộ kỳ họp" in shown, "không dùng mã QR công khai" in shown) == (False, True)
