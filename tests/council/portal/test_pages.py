"""What everybody sees of a council, and what its people see first: no complaint of any judge, at every width."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from PIL import Image

from council.documents.law import Kind
from council.portal.actions import submit
from council.portal.models import Kind as TextKind
from council.portal.models import TextVersion
from council.roles import Role
from kernel import clock, files
from tests.factories.browsers import browser_of
from tests.factories.documents import make_in_state, make_published
from tests.factories.people import make_delegate, make_person
from tests.factories.portal import EDITOR, STAFF, make_contact, make_shown, make_text
from tests.factories.sessions import DRAFT, REPORT, make_hall, make_item, make_paper, make_session
from tests.judges import judge, judge_html, look_at, open_chromium
from tests.kernel.files.making import upload
from tests.testbed.serving import served

pytestmark = [pytest.mark.journey, pytest.mark.full]
COOKIE = settings.SESSION_COOKIE_NAME


def judged(browsers, visits) -> None:
    """Judge each page; a visit is the browser's name and the path."""
    pages = {name: _html(browsers[who], path) for name, (who, path) in visits.items()}
    connections.close_all()
    judge_html(pages)
    with served() as port, open_chromium() as chromium:
        for name, (who, path) in visits.items():
            host = browsers[who].defaults["HTTP_HOST"]
            url = f"http://{host}:{port}{path}"
            morsel = browsers[who].cookies.get(COOKIE)
            jar = [{"name": COOKIE, "value": morsel.value, "url": url}] if morsel else []
            judge(chromium, url, cookies=jar)
            if folder := os.environ.get("PICTURES"):
                look_at(chromium, url, Path(folder), name, cookies=jar)


def _html(browser, path: str) -> str:
    response = browser.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def fill() -> dict[str, str]:
    """Let the council have lived a little; return the addresses of single things."""
    for number, name in enumerate(("Đỗ Thị Ánh", "Trần Văn Bình", "Nguyễn Thị Thanh Huyền"), start=1):
        person = make_person(name, main_job="Phó Chủ tịch Uỷ ban Mặt trận Tổ quốc Việt Nam phường")
        make_delegate(person=person, constituency=f"Đơn vị bầu cử số {number}", full_time=number == 2)
    hall = make_hall(9)
    for number in range(7):
        hall.cast(number, "for" if number < 6 else "against")
    hall.close()
    vote = hall.announce()
    resolution = make_published(
        Kind.NORMATIVE_RESOLUTION,
        subject="Quy định mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn trên địa bàn phường giai đoạn 2026 – 2030",
    )
    resolution.session_id, resolution.vote_id = hall.session.id, vote.id
    resolution.save(update_fields=["session_id", "vote_id"])
    item = make_item(hall.session, REPORT)
    pdf = make_published(subject="Về quyết toán ngân sách địa phương năm 2025").pdf
    for title in ("Báo cáo kinh tế - xã hội sáu tháng đầu năm", "Phụ lục số liệu"):
        make_paper(hall.session, "released", item=item, file=pdf, title=title, visibility="public")
    make_session("convened", kind="thematic", basis="standing_committee", basis_document="12/TTr")
    make_item(make_session("postponed"), DRAFT)
    for state in ("draft", "final_text", "signed", "issued"):
        make_in_state(state)
    withdrawn = make_in_state("withdrawn")
    write()
    return {
        "notice": f"/cong-khai/thong-bao/{TextVersion.objects.get(title=NOTICE).text_id}/",
        "text": f"/trang-thong-tin/{TextVersion.objects.get(title=NOTICE).text_id}/",
        "preview": f"/trang-thong-tin/ban/{TextVersion.objects.get(title=NOTICE).id}/",
        "step": f"/trang-thong-tin/ban/{TextVersion.objects.get(title=WAITING).id}/publish/",
        "session": f"/cong-khai/ky-hop/{hall.session.id}/",
        "resolution": f"/vb/{resolution.short_code}",
        "withdrawn": f"/vb/{withdrawn.short_code}",
    }


NOTICE = "Lấy ý kiến nhân dân về dự thảo nghị quyết phân loại rác thải sinh hoạt tại nguồn"
WAITING = "Lịch tiếp công dân của Thường trực Hội đồng nhân dân"
BODY = """# Ai được góp ý

Mọi **tổ chức, cá nhân** trên địa bàn. Gửi ý kiến bằng một trong các cách:

- trực tiếp tại trụ sở;
- qua [thư điện tử](mailto:hdnd@hoalu.example);

> Ý kiến được tổng hợp và trả lời công khai.
"""


def write() -> None:
    """Let the editor have written: the introduction, the contact, a notice with a picture, one that waits."""
    moment = clock.now()
    picture = files.store(actor=EDITOR, upload=upload("anh.png", wide_picture()), kinds=files.IMAGES, limit_bytes=10**7)
    make_contact(now=moment)
    make_shown(TextKind.INTRODUCTION, title="Hội đồng nhân dân phường Hoa Lư", summary="", body=BODY, now=moment)
    make_shown(title=NOTICE, body=BODY, picture=picture, picture_words="Đại biểu trao đổi với cử tri", now=moment)
    submit(actor=STAFF, version=make_text(title=WAITING, actor=STAFF))


def wide_picture() -> bytes:
    """Return a picture as a camera gives it: wider than the page's column."""
    out = BytesIO()
    Image.new("RGB", (1600, 600), (92, 110, 84)).save(out, "PNG")
    return out.getvalue()


def test_pages_of_a_council_that_has_lived_pass_every_judge(fresh_council, client_of):
    browsers = {
        "reader": client_of(fresh_council),
        "chief": browser_of(fresh_council, Role.OFFICE_CHIEF, Role.COUNCIL_CHAIR, Role.RECORDS_CLERK),
        "editor": browser_of(fresh_council, Role.EDITOR),
    }
    places = fill()

    judged(
        browsers,
        {
            "home": ("reader", "/"),
            "resolutions": ("reader", "/cong-khai/van-ban/"),
            "resolutions-none": ("reader", "/cong-khai/van-ban/?tu_khoa=zzz"),
            "sessions": ("reader", "/cong-khai/ky-hop/"),
            "delegates": ("reader", "/cong-khai/dai-bieu/"),
            "session": ("reader", places["session"]),
            "resolution": ("reader", places["resolution"]),
            "withdrawn": ("reader", places["withdrawn"]),
            "work": ("chief", "/lam-viec/"),
            "news": ("reader", "/cong-khai/tin/"),
            "notice": ("reader", places["notice"]),
            "about": ("reader", "/cong-khai/gioi-thieu/"),
            "contact": ("reader", "/cong-khai/lien-he/"),
            "search": ("reader", "/cong-khai/tim/?tu_khoa=h"),
            "subscribe": ("reader", "/cong-khai/theo-doi/"),
            "accessibility": ("reader", "/cong-khai/tro-nang/"),
            "english-home": ("reader", "/en/"),
            "english-session": ("reader", f"/en{places['session']}"),
            "english-accessibility": ("reader", "/en/cong-khai/tro-nang/"),
            "texts": ("editor", "/trang-thong-tin/"),
            "text": ("editor", places["text"]),
            "text-form": ("editor", "/trang-thong-tin/soan/announcement/"),
            "contact-form": ("editor", "/trang-thong-tin/soan/contact/"),
            "preview": ("editor", places["preview"]),
            "step": ("editor", places["step"]),
        },
    )


def test_pages_of_an_empty_council_pass_every_judge(fresh_council, client_of):
    browsers = {"reader": client_of(fresh_council), "clerk": browser_of(fresh_council, Role.RECORDS_CLERK)}

    judged(
        browsers,
        {
            "empty-home": ("reader", "/"),
            "empty-resolutions": ("reader", "/cong-khai/van-ban/"),
            "empty-sessions": ("reader", "/cong-khai/ky-hop/"),
            "empty-delegates": ("reader", "/cong-khai/dai-bieu/"),
            "empty-work": ("clerk", "/lam-viec/"),
            "empty-news": ("reader", "/cong-khai/tin/"),
            "empty-about": ("reader", "/cong-khai/gioi-thieu/"),
            "empty-contact": ("reader", "/cong-khai/lien-he/"),
            "empty-search": ("reader", "/cong-khai/tim/?tu_khoa=zzz"),
        },
    )
