"""An administrator who was never here sets up a commune from the letter of invitation to the first document.

Every click and every typed field of the administrator, the office and the chair is counted (``counted``): together they
stand for less than a quarter of an hour of a stranger. Not counted: typing the list of delegates into the template,
which is copied from the election's record, and the time of the post.
"""

import base64
import io
import re
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from kernel import clock
from tests.journeys import people
from tests.journeys.counted import Counted, Effort, newcomer
from tests.journeys.stage import staged
from tests.journeys.visitor import Crowd
from tests.judges import open_chromium

pytestmark = [pytest.mark.journey, pytest.mark.full]

CODE, ADMINISTRATOR = "14329", "hdnd.hoalu@vidu.vn"
CHAIR, CLERK = "khai@vidu.vn", "lan@vidu.vn"
DELEGATES = ("Đỗ Quang Khải", "Nguyễn Thị An", "Trần Văn Bách", "Lê Thu Chi")
SENTENCE = "Đồng ý chủ trương đầu tư nhà văn hoá tổ dân phố số 3."
SUBJECT = "Chủ trương đầu tư nhà văn hoá phường"
MOST_CLICKS, MOST_FIELDS, MOST_MINUTES = 60, 18, 15


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    with staged() as stage, open_chromium() as browser:
        yield Crowd(browser, stage)


def test_an_administrator_sets_up_a_commune_in_a_quarter_of_an_hour(crowd: Crowd) -> None:
    (subdomain,) = crowd.stage.run("found", CODE, module="tests.journeys.hall")
    effort = Effort()

    set_up(crowd, subdomain, ADMINISTRATOR, effort)

    assert effort.clicks <= MOST_CLICKS
    assert effort.fields <= MOST_FIELDS
    assert effort.minutes <= MOST_MINUTES
    assert crowd.complaints() == []


def set_up(crowd: Crowd, subdomain: str, letter_to: str, effort: Effort) -> None:
    administrator = come_in_by_letter(newcomer(crowd, subdomain, effort), letter_to)
    administrator.sees("Việc đầu tiên").look("set-up list")
    delegates_come_in_by_excel(administrator)
    chair_is_recorded_and_invited(administrator)
    office_is_invited(administrator)
    rules_are_glanced_at(administrator)
    clerk = come_in_by_letter(newcomer(crowd, subdomain, effort), CLERK)
    chair = come_in_by_letter(newcomer(crowd, subdomain, effort), CHAIR)
    path = first_document_goes_out(clerk, chair)
    everybody_sees_it(crowd, subdomain, path)
    administrator.open("/lam-viec/").sees("Đăng địa chỉ liên hệ của Hội đồng")
    assert administrator.page.get_by_text("Đã xong", exact=True).count() == 5


def come_in_by_letter(visitor: Counted, address: str) -> Counted:
    """Open the letter, choose a password, and set up the second factor on a phone."""
    (link,) = re.findall(r"http://\S+", visitor.stage.letter_to(address))
    visitor.follow(link)
    visitor.effort.fields += 1
    visitor.page.get_by_label("Mật khẩu mới", exact=True).fill(people.PASSWORD)
    visitor.fill({"Nhập lại mật khẩu mới": people.PASSWORD}).press("Đặt mật khẩu và đăng nhập")
    visitor.sees("Cài đặt xác thực bước hai").press("Tạo khóa cho điện thoại").sees("Bước 1: mở ứng dụng xác thực")
    typed = visitor.page.locator("main code").inner_text().replace(" ", "")
    secret = base64.b32decode(typed + "=" * (-len(typed) % 8))
    visitor.fill({"Mã xác thực": people.phone_code(secret)}).press("Hoàn tất cài đặt")
    visitor.sees("Các mã này chỉ hiện một lần").press("Tôi đã cất các mã")
    visitor.sees("Việc cần xử lý")
    return visitor


def delegates_come_in_by_excel(administrator: Counted) -> None:
    """Take the template, fill it beside the product, upload it, look at the preview, import."""
    administrator.press("Nhập từ Excel : Ghi nhận các đại biểu").look("import")
    with administrator.page.expect_download() as coming:
        administrator.press("Tải tệp mẫu (.xlsx)")
    filled = filled_in(coming.value.path().read_bytes())
    administrator.effort.clicks += 2  # the field, and the file in the browser's own window
    administrator.page.get_by_label("Tệp danh sách").set_input_files(
        {"name": "dai-bieu.xlsx", "mimeType": "application/octet-stream", "buffer": filled}
    )
    administrator.press("Kiểm tra danh sách")
    administrator.look("preview").press(f"Nhập {len(DELEGATES)} đại biểu")
    administrator.sees("Đã nhập toàn bộ danh sách.").press("Việc cần xử lý")


def filled_in(template: bytes) -> bytes:
    """Return the template with a row for each delegate, as somebody types it in Excel."""
    book = load_workbook(io.BytesIO(template))
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row, name in enumerate(DELEGATES, 2):
        cells = {"Họ và tên": name, "Giới tính": "Nam", "Ngày sinh": f"{row:02d}/05/1975"}
        for heading, value in cells.items():
            (column,) = [number for title, number in columns.items() if title.startswith(heading)]
            sheet.cell(row, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def chair_is_recorded_and_invited(administrator: Counted) -> None:
    administrator.press("Ghi nhận : Ghi nhận Chủ tịch Hội đồng nhân dân").pick("Đại biểu", DELEGATES[0])
    administrator.press("Ghi nhận chức vụ").press("Mời dùng hệ thống")
    administrator.fill({"Địa chỉ thư điện tử": CHAIR}).press("Gửi lời mời")
    administrator.sees(f"Thư mời đã gửi đến {CHAIR}.").press("Việc cần xử lý")


def office_is_invited(administrator: Counted) -> None:
    administrator.press("Thêm người : Mời người của văn phòng")
    administrator.fill({"Họ và tên": "Ngô Ngọc Lan", "Địa chỉ thư điện tử": CLERK})
    administrator.choose("Chánh Văn phòng", "Chuyên viên", "Văn thư").press("Ghi nhận và gửi lời mời")
    administrator.sees(f"Thư mời đã gửi đến {CLERK}.").press("Việc cần xử lý")


def rules_are_glanced_at(administrator: Counted) -> None:
    administrator.press("Xem các quy định đang áp dụng").sees("Quy định")


def first_document_goes_out(clerk: Counted, chair: Counted) -> str:
    """Draft, check, close, sign, number and publish; return its public path."""
    clerk.press("Văn bản").press("Soạn văn bản")
    clerk.pick("Cơ quan ban hành", "Hội đồng nhân dân").pick("Loại văn bản", "Nghị quyết cá biệt")
    clerk.fill({"Trích yếu": SUBJECT}).press("Tạo dự thảo")
    today = clock.today().isoformat()
    today = clock.today().isoformat()
    clerk.fill({"Ngày thông qua": today, "Ngày có hiệu lực": today})
    clerk.effort.fields += 1
    clerk.page.get_by_role("region", name="Điều 1").get_by_label("Nội dung").fill(SENTENCE)
    clerk.press("Lưu dự thảo").sees("Mã tra cứu")
    clerk.confirm("Chốt văn bản").sees("Đã chốt văn bản, chờ ký.").press("Việc cần xử lý")
    chair.press("Việc cần xử lý").press(f"Ký : {SUBJECT}").confirm("Ký").sees("Đã ký")
    clerk.press("Việc cần xử lý").press(f"Cấp số : {SUBJECT}")
    clerk.confirm("Cấp số và ban hành").sees("Đã cấp số và ban hành.")
    clerk.confirm("Công bố").sees("Đã công bố trên cổng thông tin.")
    return clerk.page.locator("a[href^='/vb/']").first.get_attribute("href") or ""


def everybody_sees_it(crowd: Crowd, subdomain: str, path: str) -> None:
    stranger = crowd.visitor(subdomain).open("/").press("Văn bản").press(SUBJECT).sees(SENTENCE)
    assert stranger.page.url == crowd.stage.url(subdomain, path)
