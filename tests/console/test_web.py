"""The operators' pages: who sees them, what they show, what a form does."""

import pytest
from django.test import Client
from django.urls import get_resolver

from console.models import Onboarding, OnboardingItem
from kernel import clock
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry
from kernel.keys import new_key
from presets.units import communes_of
from tenancy.models import Council
from tenancy.workflow import Status
from tests.console.conftest import sign_in
from tests.console.places import HOST, HUE, KEY, PASSWORD
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("no_memory_of_hosts")


@pytest.fixture
def batch(public_place) -> Onboarding:
    from console.actions import FirstAdministrator, start_onboarding
    from tests.console.places import OPERATOR, three_units

    return start_onboarding(
        actor=OPERATOR, units=three_units(), ground="HĐ 12/2026", administrator=FirstAdministrator(), now=clock.now()
    )


def addresses(ward: Council, batch: Onboarding) -> dict[str, str]:
    """Every address of the console by its name, filled with things that are there."""
    found = {}
    things = {"slug:key": ward.key, "uuid:onboarding_id": batch.pk, "uuid:account_id": new_key(), "slug:unit_code": 37}
    for pattern in get_resolver("console.web.urls").url_patterns:
        path = str(pattern.pattern)
        for word, known in things.items():
            path = path.replace(f"<{word}>", str(known))
        found[pattern.name] = f"/{path}"
    return found


# --- who sees them --------------------------------------------------------------------------------


def test_every_page_sends_a_stranger_to_the_door(ward, batch):
    for name, path in addresses(ward, batch).items():
        answer = Client(headers={"host": HOST}).get(path)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/tai-khoan/dang-nhap/"), name


def test_every_page_refuses_an_account_that_is_no_operator(ward, batch):
    make_account(username="khach", full_name="Người Khách", password=PASSWORD, roles=[], totp_key=KEY)

    client = sign_in(Account.objects.get(username="khach"))
    for name, path in addresses(ward, batch).items():
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 403, name
            assert ward.name not in answer.content.decode(), name
    ward.refresh_from_db()
    assert ward.status == Status.ACTIVE


def test_operator_without_second_factor_sees_nothing(ward, batch):
    account = make_account(username="dodang", full_name="Nửa Vời", password=PASSWORD, roles=["operator"])
    client = sign_in(account)

    for name, path in addresses(ward, batch).items():
        answer = client.get(path)
        assert (answer.status_code, answer["Location"][:20]) == (302, "/tai-khoan/xac-thuc/"), name


def test_no_page_stands_on_a_councils_host(console, ward, batch):
    session = console.cookies["hdnd_session"].value
    client = Client(headers={"host": "hoalu.localhost"})
    client.cookies["hdnd_session"] = session

    for name, path in addresses(ward, batch).items():
        if path != "/":  # a council has a first page of its own
            assert client.get(path).status_code == 404, name


def test_unknown_council_and_onboarding_are_not_found(console):
    for path in ("/hoi-dong/x0000/", "/cac-dot-khoi-tao/019a0000-0000-7000-8000-000000000000/"):
        assert console.get(path).status_code == 404
    assert console.post("/hoi-dong/x0000/tam-ngung/", {"reason": "CV"}).status_code == 404


# --- the fleet ------------------------------------------------------------------------------------


def test_fleet_shows_councils_and_counts(console):
    page = console.get("/").content.decode()

    for words in ("HĐND tỉnh Ninh Bình", "HĐND phường Hoa Lư", "HĐND xã Kim Sơn", "3 hội đồng"):
        assert words in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("tim=hoa lu", ["HĐND phường Hoa Lư"]),
        ("tim=14329", ["HĐND phường Hoa Lư"]),
        ("tim=kimson", ["HĐND xã Kim Sơn"]),
        ("tinh=37", ["HĐND tỉnh Ninh Bình", "HĐND phường Hoa Lư", "HĐND xã Kim Sơn"]),
        ("trang_thai=suspended", []),
        ("tim=khong co dau", []),
    ],
)
def test_fleet_is_filtered(console, asked, names):
    shown = console.get(f"/?{asked}")

    assert [council.name for council in shown.context["page"]] == names
    assert ("Không có hội đồng nào khớp" in shown.content.decode()) == (not names)


def test_fleet_asks_as_much_for_fifty_councils_as_for_three(console, public_place):
    console.get("/")
    with count_queries() as few:
        console.get("/")
    _many_rows(60)
    with count_queries() as many:
        shown = console.get("/")

    assert len(shown.context["page"].object_list) == 50
    assert len(few) == len(many)
    assert "Trang 1/2" in shown.content.decode()


def test_next_page_keeps_the_filter(console):
    _many_rows(60)

    page = console.get("/?tim=Xã số&trang_thai=founding").content.decode()

    assert 'href="?tim=X%C3%A3+s%E1%BB%91&amp;trang_thai=founding&amp;trang=2"' in page


def _many_rows(number: int) -> None:
    Council.objects.bulk_create(
        Council(
            key=f"x{place}",
            schema_name=f"c_x{place}",
            schema_oid=place,
            name=f"HĐND xã số {place}",
            unit_name=f"Xã số {place}",
            unit_kind="commune",
            unit_code=f"8{place:04d}",
            level="commune",
            subdomain=f"so{place}",
        )
        for place in range(1, number + 1)
    )


# --- one council ----------------------------------------------------------------------------------


def test_council_page_shows_facts_and_deeds(console, ward):
    console.post(f"/hoi-dong/{ward.key}/tam-ngung/", {"reason": "Công văn 7"})

    page = console.get(f"/hoi-dong/{ward.key}/").content.decode()

    for words in ("Tạm ngừng không gian làm việc", "Công văn 7", "Lê Thị Vận Hành", ward.schema_name, ward.key):
        assert words in page


def test_council_page_asks_as_much_for_fifty_deeds_as_for_one(console, ward, operator):
    def deed() -> None:
        AuditEntry.objects.create(
            account_id=operator.pk,
            action="tenancy.resume",
            object_label="tenancy.council",
            object_id=str(ward.pk),
        )

    deed()
    console.get(f"/hoi-dong/{ward.key}/")
    with count_queries() as few:
        console.get(f"/hoi-dong/{ward.key}/")
    for _ in range(49):
        deed()
    with count_queries() as many:
        console.get(f"/hoi-dong/{ward.key}/")

    assert len(few) == len(many)


def test_suspending_asks_for_a_reason_first(console, ward):
    asked = console.get(f"/hoi-dong/{ward.key}/tam-ngung/")
    refused = console.post(f"/hoi-dong/{ward.key}/tam-ngung/", {"reason": "  "})

    assert asked.status_code == 200
    assert f'class="button button-quiet " href="/hoi-dong/{ward.key}/"' in asked.content.decode()
    assert 'href="/khoi-tao/"' in asked.content.decode()  # the operators' menu
    assert "data-error-summary" in refused.content.decode()
    assert "<title>Lỗi:" in refused.content.decode()
    ward.refresh_from_db()
    assert ward.status == Status.ACTIVE


def test_suspend_and_resume_through_the_pages(console, ward):
    answer = console.post(f"/hoi-dong/{ward.key}/tam-ngung/", {"reason": "Công văn 7"}, follow=True)
    assert "Đã tạm ngừng không gian làm việc." in answer.content.decode()
    assert "Căn cứ: Công văn 7" in answer.content.decode()

    again = console.post(f"/hoi-dong/{ward.key}/tam-ngung/", {"reason": "Công văn 7"})
    assert "data-error-summary" in again.content.decode()

    answer = console.post(f"/hoi-dong/{ward.key}/hoat-dong-lai/", {"reason": "Công văn 8"}, follow=True)
    assert "Hội đồng đã hoạt động trở lại." in answer.content.decode()


def test_suspension_stops_the_workspace_at_the_next_request(console, ward):
    workspace = Client(headers={"host": "hoalu.localhost"})
    assert workspace.get("/tai-khoan/dang-nhap/").status_code == 200

    console.post(f"/hoi-dong/{ward.key}/tam-ngung/", {"reason": "Công văn 7"})
    assert workspace.get("/tai-khoan/dang-nhap/").status_code == 503

    console.post(f"/hoi-dong/{ward.key}/hoat-dong-lai/", {"reason": "Công văn 8"})
    assert workspace.get("/tai-khoan/dang-nhap/").status_code == 200


# --- onboarding -----------------------------------------------------------------------------------


def test_province_is_listed_with_all_its_communes(console):
    shown = console.get("/khoi-tao/?tinh=46")

    assert [unit.code for unit in shown.context["units"]] == ["46", *(unit.code for unit in communes_of("46"))]
    assert 'name="ca_tinh" value="46"' in shown.content.decode()


@pytest.mark.parametrize("text", ["hoa lu", "Hoa Lư", "14329"])
def test_unit_is_found_without_diacritics(console, text):
    assert console.get("/khoi-tao/", {"tim": text}).context["units"][0].code == "14329"


def test_choosing_nothing_is_told(console):
    answer = console.post("/khoi-tao/kiem-tra/", {"tinh": "46", "tim": ""})

    assert "Hãy chọn ít nhất một hội đồng." in answer.content.decode()
    assert 'value="20056"' in answer.content.decode()  # the list is still there


def test_whole_province_is_checked_with_one_button(console):
    shown = console.post("/khoi-tao/kiem-tra/", {"ca_tinh": "46"})

    assert len(shown.context["plan"].new) == 1 + len(communes_of("46"))
    assert not Onboarding.objects.exists()


def test_check_shows_what_is_there_already(console, ward):
    shown = console.post("/khoi-tao/kiem-tra/", {"don_vi": ["14329", "20056"]})

    assert [line.unit.code for line in shown.context["plan"].new] == ["20056"]
    assert f"/hoi-dong/{ward.key}/" in shown.content.decode()


@pytest.mark.parametrize("codes", [["khong-co"], ["20056", "99999"], []])
def test_code_outside_the_list_is_refused(console, codes):
    checked = console.post("/khoi-tao/kiem-tra/", {"don_vi": codes})
    started = console.post("/khoi-tao/bat-dau/", {"don_vi": codes, "ground": "HĐ 12"})

    assert "Hãy chọn ít nhất một hội đồng." in checked.content.decode()
    assert started["Location"] == "/khoi-tao/"
    assert not Onboarding.objects.exists()


@pytest.mark.parametrize("changes", [{"ground": ""}, {"admin_email": "khong-phai-thu"}, {"don_vi": ["14329"]}])
def test_start_with_mistakes_changes_nothing(console, changes):
    form = {"don_vi": ["20056"], "ground": "HĐ 12", **changes}

    answer = console.post("/khoi-tao/bat-dau/", form)

    assert "data-error-summary" in answer.content.decode()
    assert not Onboarding.objects.exists()


def test_start_leads_to_the_progress_page(console):
    form = {"don_vi": ["46", "20056"], "ground": "HĐ 12", "admin_email": "hdnd.{ten}@hue.gov.vn"}

    answer = console.post("/khoi-tao/bat-dau/", form)

    batch = Onboarding.objects.get()
    assert answer["Location"] == f"/cac-dot-khoi-tao/{batch.pk}/"
    assert batch.started_by.username == "vanhanh"
    page = console.get(answer["Location"])
    assert "Đã xong 0/2 hội đồng" in page.content.decode()
    assert f"/_live/onboarding-{batch.pk}/" in page.content.decode()
    assert page.cookies["live"]["path"] == f"/_live/onboarding-{batch.pk}/"


def test_progress_asks_as_much_for_forty_lines_as_for_three(console, batch):
    path = f"/cac-dot-khoi-tao/{batch.pk}/"
    console.get(path)
    with count_queries() as few:
        console.get(path)
    many_units = [unit for unit in communes_of("01")][:40]
    OnboardingItem.objects.bulk_create(
        OnboardingItem(
            onboarding=batch,
            position=place,
            unit_code=unit.code,
            unit_name=unit.name,
            subdomain=f"thu{place}",
            touched_at=batch.created_at,
        )
        for place, unit in enumerate(many_units, 10)
    )
    with count_queries() as many:
        console.get(path)

    assert len(few) == len(many)


def test_failed_line_tells_why_and_can_be_tried_again(console, batch):
    item = batch.items.get(unit_code=HUE.code)
    OnboardingItem.objects.filter(pk=item.pk).update(state="failed", error_code="letter_not_taken")
    path = f"/cac-dot-khoi-tao/{batch.pk}/"
    assert "Máy chủ thư chưa nhận lời mời quản trị viên" in console.get(path).content.decode()

    answer = console.post(f"{path}lam-lai/")

    assert answer["Location"] == path
    item.refresh_from_db()
    assert (item.state, item.error_code) == ("queued", "")


def test_batches_are_listed(console, batch):
    page = console.get("/cac-dot-khoi-tao/").content.decode()

    assert "HĐ 12/2026" in page
    assert "xong 0/3 hội đồng" in page
