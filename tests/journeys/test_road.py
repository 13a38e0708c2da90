"""The whole road, in real browsers, through the real product: from an empty platform to the figure a machine reads.

Everything is done on the pages, but for the people: delegates, chair and office are put into the council by the
ordinary actions (``tests.journeys.people``), because no page adds a delegate yet; one delegate is then invited
by the page and its letter.
"""

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from kernel import clock
from tests.factories.office import pdf
from tests.journeys import people
from tests.journeys.delegates import sees_numbers
from tests.journeys.stage import Stage, staged, until
from tests.journeys.visitor import Crowd, Visitor
from tests.judges import open_chromium

pytestmark = pytest.mark.journey

PROVINCE, COMMUNE = "ninhbinh", "hoalu"
PROVINCE_CODE, COMMUNE_CODE = "37", "14329"
MATTER = "Chủ trương đầu tư nhà văn hoá phường"
ADMINISTRATOR = "hdnd.hoalu@vidu.vn"
DELEGATE = "hoang.ngoc.yen@vidu.vn"
FOR, AGAINST = "Tán thành", "Không tán thành"


@dataclass
class Road:
    """What the legs of the journey hand on."""

    stage: Stage
    crowd: Crowd
    session: str = ""
    sentence: str = ""
    public: str = ""
    symbol: str = ""


@pytest.fixture
def road() -> Iterator[Road]:
    with staged() as stage, open_chromium() as browser:
        yield Road(stage, Crowd(browser, stage))


def test_from_an_empty_platform_to_the_figures_of_the_province(road: Road) -> None:
    operator = operator_onboards_province_and_commune(road)
    administrator = administrator_comes_in_by_letter(road)
    known = road.stage.run("council", COMMUNE)
    delegates = delegates_come_in(road, administrator, known["invited"])
    clerk, chair = office_prepares_and_chair_convenes(road)
    delegates_vote_and_all_see_the_outcome(road, chair, delegates)
    resolution_goes_out(road, clerk, chair)
    stranger_reads_it_by_its_qr_code(road)
    province_counts_it(road)
    machine_reads_the_same(road, operator)

    assert road.crowd.complaints() == []


def operator_onboards_province_and_commune(road: Road) -> Visitor:
    road.stage.run("operator")
    operator = road.crowd.visitor("console").sign_in(people.OPERATOR, phone=True)
    operator.open("/").look("fleet")
    onboard(operator, "tinh ninh binh", PROVINCE_CODE, {})
    invited = {
        "Họ tên người quản trị đầu tiên": "Bùi Thanh Phương",
        "Địa chỉ thư của người quản trị đầu tiên": "hdnd.{ten}@vidu.vn",
    }
    onboard(operator, "hoa lu", COMMUNE_CODE, invited)
    return operator


def onboard(operator: Visitor, words: str, code: str, more: dict[str, str]) -> None:
    """Find a unit without diacritics, try dry, start, and watch its line come to the end by itself."""
    operator.open("/khoi-tao/").fill({"Tìm đơn vị trên cả nước": words}).press("Xem danh sách")
    operator.page.locator(f"#chon-{code}").check()
    operator.look("choose").press("Kiểm tra trước khi tạo")
    operator.sees("Chưa có gì thay đổi cho đến khi").look("check")
    operator.fill({"Căn cứ khởi tạo": "Hợp đồng 12/2026", **more}).press("Khởi tạo 1 hội đồng")
    operator.sees("Tiến độ khởi tạo").stays()
    expect(operator.page.locator("#tien-do")).to_contain_text("Đã xong 1/1 hội đồng", timeout=180_000)
    expect(operator.page.locator(f"#don-vi-{code}")).to_contain_text("Đã xong")
    assert operator.has_stayed, "progress came only by loading the page anew"
    operator.look("progress")


def administrator_comes_in_by_letter(road: Road) -> Visitor:
    administrator = road.crowd.visitor(COMMUNE)
    open_letter(administrator, ADMINISTRATOR, "accept")
    administrator.sees("Cài đặt xác thực bước hai").look("enrol_begin").press("Tạo khóa cho điện thoại")
    administrator.sees("Bước 1: mở ứng dụng xác thực").look("enrol")
    typed = administrator.page.locator("main code").inner_text().replace(" ", "")
    secret = base64.b32decode(typed + "=" * (-len(typed) % 8))
    administrator.fill({"Mã xác thực": people.phone_code(secret)}).press("Hoàn tất cài đặt")
    administrator.sees("Các mã này chỉ hiện một lần").look("recovery_codes").press("Tôi đã cất các mã")
    return administrator.sees("Bùi Thanh Phương").look("mine")


def open_letter(visitor: Visitor, address: str, name: str) -> None:
    """Open the address that a letter tells, and choose a password."""
    (link,) = re.findall(r"http://\S+", visitor.stage.letter_to(address))
    visitor.open(link).look(name)
    visitor.page.get_by_label("Mật khẩu mới", exact=True).fill(people.PASSWORD)
    visitor.fill({"Nhập lại mật khẩu mới": people.PASSWORD}).press("Đặt mật khẩu và đăng nhập")


def delegates_come_in(road: Road, administrator: Visitor, mandate: str) -> list[Visitor]:
    administrator.open("/dai-bieu/").look("delegates").press(people.INVITED)
    administrator.look("delegate").press("Mời dùng hệ thống")
    administrator.fill({"Địa chỉ thư điện tử": DELEGATE}).press("Gửi lời mời")
    administrator.sees(f"Thư mời đã gửi đến {DELEGATE}.").look("invited")
    invited = road.crowd.visitor(COMMUNE, width=390)
    open_letter(invited, DELEGATE, "accept")
    invited.sees("Việc cần xử lý").open("/tai-khoan/").sees(people.INVITED)
    widths = (820, 390, 820, 390)
    names = [f"daibieu{number}" for number in range(1, 5)]
    others = [road.crowd.visitor(COMMUNE, width=w).sign_in(n) for w, n in zip(widths, names, strict=True)]
    return [*others, invited]


def office_prepares_and_chair_convenes(road: Road) -> tuple[Visitor, Visitor]:
    clerk = road.crowd.visitor(COMMUNE).sign_in(people.CLERK, phone=True)
    chair = road.crowd.visitor(COMMUNE).sign_in(people.CHAIR, phone=True)
    clerk.open("/lam-viec/").look("work").open("/ky-hop/").look("sessions").press("Lập kế hoạch kỳ họp")
    today = clock.today().isoformat()
    clerk.look("session form").fill({"Ngày khai mạc": today, "Ngày bế mạc dự kiến": today, "Địa điểm": "Hội trường"})
    clerk.press("Lưu kế hoạch").sees("Đã lập kế hoạch kỳ họp.").look("session")
    road.session = re.findall(r"/ky-hop/([0-9a-f-]{36})/", clerk.page.url)[0]
    clerk.press("Thêm nội dung").page.get_by_role("textbox", name="Nội dung").fill(MATTER)
    clerk.choose("Dự thảo nghị quyết cá biệt")
    clerk.press("Thêm nội dung").sees("Đã thêm nội dung vào chương trình.")
    clerk.press(f"Thêm tài liệu {MATTER}").fill({"Tên tài liệu": "Tờ trình về nhà văn hoá"})
    clerk.page.get_by_label("Tệp").set_input_files(
        {"name": "to-trinh.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    clerk.press("Tải lên").sees("Đã thêm tài liệu.")

    chair.open(f"/ky-hop/{road.session}/").press("Triệu tập")
    chair.fill({"Văn bản triệu tập": "12/QĐ-TTHĐND", "Lý do": "Việc gấp"})
    chair.press("Triệu tập").sees("Đã triệu tập kỳ họp; đại biểu được báo.")

    clerk.open(f"/ky-hop/{road.session}/").press("Thêm phiên họp")
    clerk.fill({"Ngày": today}).choose("Buổi sáng").press("Thêm phiên họp")
    clerk.sees("Đã thêm phiên họp.").confirm("Phát hành tài liệu").sees("Đã phát hành tài liệu đến đại biểu.")
    return clerk, chair


def delegates_vote_and_all_see_the_outcome(road: Road, chair: Visitor, delegates: list[Visitor]) -> None:
    chair.open(f"/dieu-hanh/{road.session}/").press("Hiện mã điểm danh").look("code")
    code = chair.page.locator(".code-digits")  # another one comes every minute
    for delegate in delegates:
        delegate.open("/phien-hop/").look(f"hall {delegate.page.viewport_size['width']}")
        delegate.fill({"Mã trên màn hình hội trường": code.inner_text()})
        delegate.press("Tôi có mặt").sees("Ông/bà đã điểm danh")
        expect(delegate.page.locator("[data-live]")).to_have_text("Đã kết nối")
        delegate.stays()
    chair.press("Bàn điều hành").look("desk").press("Khai mạc kỳ họp")
    for move in ("Mời trình bày", "Đưa ra biểu quyết", "Mở biểu quyết"):
        chair.press(move)
    chair.sees("Đang biểu quyết")

    *in_favour, last = delegates
    for number, delegate in enumerate(in_favour):
        button = delegate.page.get_by_role("button", name=FOR, exact=True)
        button.dblclick() if number == 0 else button.click()  # one of them taps twice
    last.press(FOR)
    receipts = [receipt_of(delegate, FOR) for delegate in delegates]
    last.press(AGAINST)  # and one changes her mind
    changed = receipt_of(last, AGAINST)
    assert len({*receipts, changed}) == len(delegates) + 1
    for delegate in (delegates[0], delegates[1]):
        delegate.look(f"ballot {delegate.page.viewport_size['width']}")
    chair.sees("5/5 đã biểu quyết").press("Đóng biểu quyết và công bố")

    for visitor in delegates:
        visitor.sees("Đã thông qua")
        sees_numbers(visitor, "#hall-vote .figure-value", [4, 1, 0, 1])
        assert visitor.has_stayed, "the outcome came only by loading the page anew"
    road.sentence = delegates[0].page.locator("#hall-vote p").filter(has_text="Trong tổng số").inner_text()
    assert road.sentence.startswith("Trong tổng số 6 đại biểu: 4 tán thành"), road.sentence
    for visitor in delegates:
        expect(visitor.page.locator("#hall-vote")).to_contain_text(road.sentence)
    delegates[0].look("outcome")
    chair.press("Bế mạc kỳ họp").sees("Đã bế mạc")


def receipt_of(delegate: Visitor, choice: str) -> str:
    """Wait for the receipt of a choice, and return its code."""
    receipt = delegate.page.locator('[data-receipt][data-state="recorded"]')
    expect(receipt).to_contain_text(f"Đã ghi nhận: {choice} lúc")
    return receipt.locator('[data-fill="code"]').inner_text()


def resolution_goes_out(road: Road, clerk: Visitor, chair: Visitor) -> None:
    clerk.open(f"/ky-hop/{road.session}/").sees(road.sentence)
    until(lambda: _drafted(clerk), seconds=90, what="the worker's draft of the resolution")
    clerk.press("Dự thảo nghị quyết")
    clerk.sees("Mã tra cứu").look("document")
    address = clerk.page.url
    clerk.confirm("Chốt văn bản").sees("Đã chốt văn bản, chờ ký.")
    chair.open(address).confirm("Ký").sees("Đã ký; văn thư cấp số và ban hành.")
    clerk.open(address).confirm("Cấp số và ban hành").sees("Đã cấp số và ban hành.")
    clerk.confirm("Công bố").sees("Đã công bố trên cổng thông tin.")
    path = clerk.page.locator("a[href^='/vb/']").first.get_attribute("href")
    road.public = road.stage.url(COMMUNE, path or "")


def _drafted(clerk: Visitor) -> bool:
    clerk.page.reload()
    return clerk.page.get_by_role("link", name="Dự thảo nghị quyết", exact=True).count() == 1


def stranger_reads_it_by_its_qr_code(road: Road) -> None:
    stranger = road.crowd.visitor(COMMUNE, width=390).open(road.public).look("public resolution")
    stranger.sees(MATTER)
    road.symbol = stranger.page.locator(".pill-gold").first.inner_text()
    link = stranger.page.locator("a[href$='toan-van.pdf']").get_attribute("href")
    printed = road.stage.ask(COMMUNE, link or "")
    assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
    pages = [page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(io.BytesIO(printed.body))]
    assert [code.text for page in pages for code in zxingcpp.read_barcodes(page)] == [road.public]
    stranger.open(f"/cong-khai/ky-hop/{road.session}/").sees(road.sentence).look("public session")


def province_counts_it(road: Road) -> None:
    road.stage.run("office", PROVINCE)
    reader = road.crowd.visitor(PROVINCE).sign_in(people.CLERK, phone=True)
    reader.open("/toan-tinh/").look("province")
    for measure in ("sessions_held", "resolutions_issued"):
        reader.open(f"/toan-tinh/?xem=bang&so-lieu={measure}&tim=hoa+lu").look(f"province {measure}")
        (row,) = (
            reader.page.get_by_role("row").filter(has=reader.page.get_by_role("link", name="Hoa Lư", exact=True)).all()
        )
        assert row.locator("td").all_inner_texts()[:2] == ["Phường", "1"]


def machine_reads_the_same(road: Road, operator: Visitor) -> None:
    operator.open("/khoa/").look("keys").press("Cấp khoá")
    operator.fill({"Cơ quan sử dụng": "Văn phòng Quốc hội", "Văn bản đề nghị": "CV 5/VPQH"})
    operator.fill({"Dùng đến hết ngày": (clock.today() + timedelta(days=30)).isoformat()})
    operator.choose("Số liệu tổng hợp", "Nghị quyết đã công bố", "Danh mục hội đồng").press("Cấp khoá")
    secret = operator.page.get_by_label("Khoá").input_value()
    query = """query($first: Date!, $last: Date!) {
      rollup(measures: [RESOLUTIONS_ISSUED], level: COMMUNE, period: {firstDay: $first, lastDay: $last}) {
        unitCode value }
      resolutions(first: 5) { nodes { symbol title council { unitCode } } } }"""
    today = clock.today().isoformat()
    asked = {"query": query, "variables": {"first": today, "last": today}}
    answer = road.stage.ask("console", "/api/graphql", body=asked, headers={"Authorization": f"Bearer {secret}"})
    told = answer.json()
    assert "errors" not in told, told
    assert told["data"]["rollup"] == [{"unitCode": COMMUNE_CODE, "value": 1}]
    (resolution,) = told["data"]["resolutions"]["nodes"]
    assert (resolution["symbol"], resolution["council"]["unitCode"]) == (road.symbol, COMMUNE_CODE)
    assert MATTER in resolution["title"]
